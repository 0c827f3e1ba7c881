/** Secrets typed by people, each alone at the keyboard, at the vault's own terminal. */

import { printable } from '../core/encoding/printable.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';
import {
  type Judge,
  type SecretSource,
  type Who,
  called,
  passphraseMax,
  refusalBy,
  typedRounds,
  wordRounds,
} from './source.ts';
import type { Terminal, Typed } from './terminal.ts';
import { showWords } from './tty-shown.ts';
import { typeWords } from './tty-words.ts';

const diceMax = 10_000;

const says = {
  alone: {
    en: '\r\n{who}: be alone at the keyboard now. Nothing is shown while you type; Ctrl-C stops the act.\r\n',
    zh: '\r\n{who}：请独自在键盘前。输入时不显示任何内容；按 Ctrl-C 停止本次操作。\r\n',
  },
  choose: { en: 'New passphrase: ', zh: '新口令：' },
  again: { en: 'The same once more: ', zh: '请再输入一次：' },
  differ: {
    en: 'These two were not the same. Once more from the beginning.\r\n',
    zh: '两次输入不一致，请从头再来。\r\n',
  },
  share: {
    en: 'Your key as Vault gave it to you (Base64 or hex), unseen: ',
    zh: 'Vault 发给您的密钥（Base64 或十六进制），输入不显示：',
  },
  opening: { en: 'Opening the root keys for: {opening}\r\n', zh: '打开根密钥用于：{opening}\r\n' },
  purpose: { en: '{purpose} Passphrase: ', zh: '{purpose}口令：' },
  odd: {
    en: 'Only letters, digits, blanks and signs of a US keyboard count, at most {max}. Another key was pressed: once more.\r\n',
    zh: '只允许美式键盘上的字母、数字、空格和符号，最多 {max} 个。刚才按了其他键：请重新输入。\r\n',
  },
  empty: { en: 'An empty passphrase protects nothing. Once more.\r\n', zh: '空口令没有保护作用。请重新输入。\r\n' },
  dice: {
    en: '\r\nDice: type the {count} numbers rolled (1 to 6), nothing between them: ',
    zh: '\r\n骰子：请连续输入 {count} 次掷出的点数（1 到 6），中间不加任何字符：',
  },
  wrong: {
    en: 'Wrong passphrase: it did not open. {left} more attempts. Caps Lock? Keyboard layout?\r\n',
    zh: '口令不对，没有打开。还可再试 {left} 次。请注意大小写锁定和键盘布局。\r\n',
  },
  back: {
    en: 'Now read the form: type every word as it stands in its box. Each is compared at once.\r\n',
    zh: '现在请对照表格：逐格录入所写的单词，每个词即时比对。\r\n',
  },
  oddDice: { en: 'Only the digits 1 to 6 count. Once more.\r\n', zh: '只能输入数字 1 到 6。请重新输入。\r\n' },
} as const satisfies Record<string, Text>;

type Say = keyof typeof says;

/**
 * @param open opens the terminal, once somebody is asked for the first time: an act may need no typing at all.
 * @param opening what the root keys are opened for, said to each person before they type.
 */
export function ttySource(open: () => Terminal, lang: Lang, opening?: Text): SecretSource {
  let opened: Terminal | undefined;
  const terminal = () => (opened ??= open());
  const say = (what: Say, params: Record<string, string | number> = {}) =>
    says[what][lang].replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ''));

  /** Asks until the line is a possible passphrase. */
  const line = async (prompt: string): Promise<Uint8Array> => {
    for (;;) {
      const typed: Typed = await terminal().secretLine(prompt, passphraseMax);
      if (typed.odd === 0 && typed.bytes.length > 0) return typed.bytes;
      typed.bytes.fill(0);
      terminal().bell();
      terminal().write(say(typed.odd > 0 ? 'odd' : 'empty', { max: passphraseMax }));
    }
  };

  /** Two equal lines, or why not. */
  const twice = async (what: 'choose' | 'share', judge: Judge): Promise<Uint8Array | 'refused' | 'differ'> => {
    const first = await line(say(what));
    const fault = refusalBy(judge, first);
    if (fault) {
      first.fill(0);
      terminal().write(`${printable(fault.text[lang])}\r\n`);
      return 'refused';
    }
    const second = await line(say('again'));
    const same = Buffer.compare(first, second) === 0;
    second.fill(0);
    if (same) return first;
    first.fill(0);
    terminal().write(say('differ'));
    return 'differ';
  };

  /** Asked until two typed lines are the same and will do. */
  const settled = async (what: 'choose' | 'share', who: Who, judge: Judge): Promise<Uint8Array> => {
    terminal().write(say('alone', { who: called(who, lang) }));
    // A weak passphrase is no sign of a broken keyboard: only what differs is counted.
    for (let different = 0; different < typedRounds;) {
      const typed = await twice(what, judge);
      if (typed instanceof Uint8Array) return typed;
      if (typed === 'differ') different++;
    }
    throw refuse(vaultRules, 'SECRET-TWICE', { times: typedRounds }, { subject: who.id });
  };

  const rolls = async (count: number, judge: Judge): Promise<Uint8Array> => {
    for (;;) {
      const typed = await terminal().secretLine(say('dice', { count }), diceMax);
      const fault = refusalBy(judge, typed.bytes);
      if (typed.odd === 0 && fault === undefined) return typed.bytes;
      typed.bytes.fill(0);
      terminal().write(fault === undefined ? says.oddDice[lang] : `${printable(fault.text[lang])}\r\n`);
    }
  };

  return {
    kind: 'tty',
    attempts: 3,
    newPassphrase: (who, judge) => settled('choose', who, judge),
    share: (who, judge) => settled('share', who, judge),
    passphrase: async (who: Who, purpose: Text) => {
      terminal().write(say('alone', { who: called(who, lang) }));
      if (opening) terminal().write(say('opening', { opening: printable(opening[lang]) }));
      return line(say('purpose', { purpose: printable(purpose[lang]) }));
    },
    words: async (who, purpose, wanted) => {
      terminal().write(say('alone', { who: called(who, lang) }));
      if (opening) terminal().write(say('opening', { opening: printable(opening[lang]) }));
      terminal().write(`${printable(purpose[lang])}\r\n`);
      return typeWords(terminal(), lang, wanted, wordRounds);
    },
    copied: async (who, { shown, back }) => {
      terminal().write(say('alone', { who: called(who, lang) }));
      await showWords(terminal(), lang, shown);
      terminal().write(say('back'));
      const given = await typeWords(terminal(), lang, back, wordRounds);
      if (!(given instanceof Uint8Array)) return given;
      given.fill(0);
      return undefined;
    },
    wrong: (left: number) => terminal().write(say('wrong', { left })),
    known: () => new Map(),
    dice: async (count, judge) => (count === 0 ? undefined : rolls(count, judge)),
    close: () => opened?.close(),
  };
}
