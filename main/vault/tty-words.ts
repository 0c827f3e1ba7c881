/** Words of a share typed at the vault's own terminal: one line that says which word, how many letters, nothing else. */

import { type Lang, type RootsealError, type Text, fill, refuse } from '../core/rules.ts';
import { printable } from '../core/encoding/printable.ts';
import { vaultRules } from './rules.ts';
import { type Terminal, type WordKey, WordKeys } from './terminal.ts';
import { type Ended, type Hint, hints, ops } from './typed-text.ts';
import { TypedWords, type WordsWanted } from './typed-words.ts';

const says = {
  help: {
    en: 'The {count} words in their order, a blank behind each; the first letters of a word are enough once no other begins so. Backspace takes a letter back, Ctrl-U the word; the arrow keys go to another word.\r\n',
    zh: '请按顺序录入 {count} 个单词，每个后按空格；每个单词输入前几个字母、足以区别于其他单词即可。退格删除一个字母，Ctrl-U 删除该词；左右箭头移至其他单词。\r\n',
  },
  whole: {
    en: 'The {count} words in their order, each whole, a blank behind each. Backspace takes a letter back, Ctrl-U the word; the arrow keys go to another word.\r\n',
    zh: '请按顺序完整录入 {count} 个单词，每个后按空格。退格删除一个字母，Ctrl-U 删除该词；左右箭头移至其他单词。\r\n',
  },
  word: { en: 'Word {at} of {count}: {letters}{named}', zh: '第 {at}/{count} 个单词：{letters}{named}' },
  named: { en: '  enough', zh: '  已足够' },
  filled: { en: '(there)', zh: '（已录入）' },
  all: { en: 'All {count} words are there. Enter: done.', zh: '{count} 个单词已齐。按回车完成。' },
  left: { en: '{left} more attempts.', zh: '还可再试 {left} 次。' },
} as const satisfies Record<string, Text>;

const hintTexts: Readonly<Partial<Record<Hint, Text>>> = {
  [hints.full]: { en: 'No more letters fit.', zh: '不能再输入字母。' },
  [hints.empty]: { en: 'Nothing is typed yet.', zh: '尚未输入。' },
  [hints.letter]: { en: 'Only letters and blanks count.', zh: '只能输入字母和空格。' },
  [hints.notInList]: {
    en: 'Word {at} is not in the list. Take it back and read that place again.',
    zh: '第 {at} 个单词不在单词表中。请删除后重新核对该处。',
  },
  [hints.several]: { en: 'Several words begin so: more letters.', zh: '有多个单词如此开头：请继续输入字母。' },
  [hints.whole]: {
    en: 'No word ends here: the whole word, as it stands in the box.',
    zh: '单词尚未完整：请按格中所写完整录入。',
  },
  [hints.lacking]: { en: 'Word {at} is still to come.', zh: '尚缺第 {at} 个单词。' },
};

/** The words, or the refusal that stands after so many attempts. VAULT-INTERRUPTED on Ctrl-C. */
export async function typeWords(
  terminal: Terminal,
  lang: Lang,
  wanted: WordsWanted,
  rounds: number,
): Promise<Uint8Array | RootsealError> {
  const words = new TypedWords(wanted);
  terminal.write(fill(wanted.whole ? says.whole : says.help, { count: wanted.count })[lang]);
  try {
    for (let left = rounds - 1; ; left--) {
      const ended = await typed(terminal, lang, words, wanted.count);
      if ('typed' in ended) return ended.typed;
      terminal.bell();
      terminal.write(`${printable(ended.fault[lang])}\r\n`);
      if (left === 0 && words.refusal) return words.refusal;
      terminal.write(`${fill(says.left, { left })[lang]}\r\n`);
    }
  } finally {
    words.clear();
  }
}

async function typed(terminal: Terminal, lang: Lang, words: TypedWords, count: number): Promise<Ended> {
  const keys = new WordKeys();
  let ended: Ended | undefined;
  terminal.status(statusOf(words, count, lang));
  await terminal.bytes((byte) => {
    const key = keys.push(byte);
    if (key === undefined) return false;
    const came = pressed(words, key);
    if (typeof came === 'object') ended = came;
    else if (came !== hints.none) hint(terminal, lang, came, words.told[0]);
    if (!ended) terminal.status(statusOf(words, count, lang));
    return ended !== undefined;
  });
  terminal.status('');
  return ended!;
}

const opOf = {
  enter: ops.enter,
  erase: ops.erase,
  word: ops.eraseWord,
  before: ops.before,
  after: ops.after,
} as const;

function pressed(words: TypedWords, key: WordKey): Hint | Ended {
  if (key === 'interrupt') throw refuse(vaultRules, 'VAULT-INTERRUPTED');
  const came = typeof key === 'object' ? words.press(ops.character, key.character) : words.press(opOf[key], 0);
  return came ?? hints.none;
}

function hint(terminal: Terminal, lang: Lang, which: Hint, at: number): void {
  const text = hintTexts[which];
  terminal.bell();
  if (text) terminal.status(`${fill(text, { at })[lang]}\r\n`);
}

function statusOf(words: TypedWords, count: number, lang: Lang): string {
  const [at, , flag] = words.told;
  if (at > count) return fill(says.all, { count })[lang];
  const letters = words.length > 0 ? '*'.repeat(words.length) : (flag & 2) !== 0 ? says.filled[lang] : '';
  return fill(says.word, { at, count, letters, named: (flag & 1) !== 0 ? says.named : '' })[lang];
}
