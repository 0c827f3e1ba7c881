/**
 * Words of a share shown at the vault's own terminal to be copied by hand: some boxes at a time, on the terminal's other
 * screen, which keeps nothing of them; hidden when nobody has pressed a key for a while, erased at the end.
 */

import { boxesShown } from '../core/paper/word-picture.ts';
import { concat, utf8 } from '../core/encoding/bytes.ts';
import { type Lang, type Text, fill, refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';
import type { WordsShown } from './shown-words.ts';
import { type Terminal, type WordKey, WordKeys } from './terminal.ts';

/** How long words stand without a key. */
const shownMs = 60_000;

const says = {
  boxes: { en: '  Boxes {from} to {to} of {count}', zh: '  第 {from}–{to} 格，共 {count} 格' },
  keys: {
    en: '  Write them into the form. Enter: the next ones. Left arrow: back. Ctrl-C: stop (the form is then destroyed).',
    zh: '  请抄到表格中。回车：下一组。左箭头：上一组。Ctrl-C：停止（表格须随后销毁）。',
  },
  last: {
    en: '  The last ones. Enter: all are copied, they are not shown again. Left arrow: back. Ctrl-C: stop.',
    zh: '  最后一组。回车：已全部抄完，不再显示。左箭头：上一组。Ctrl-C：停止。',
  },
  hidden: {
    en: '  Hidden. Enter shows boxes {from} to {to} again.',
    zh: '  已隐藏。按回车重新显示第 {from}–{to} 格。',
  },
} as const satisfies Record<string, Text>;

const newLine = '\r\n';

/** Shows all of them, some at a time. VAULT-INTERRUPTED on Ctrl-C, or when the terminal is gone. */
export async function showWords(terminal: Terminal, lang: Lang, words: WordsShown): Promise<void> {
  const { values, seen } = words;
  const keys = new WordKeys();
  let [at, reach, hidden] = [0, 0, false];
  let clock: NodeJS.Timeout | undefined;
  const say = (what: keyof typeof says) => {
    const to = Math.min(at + boxesShown, values.length);
    return utf8(fill(says[what], { from: at + 1, to, count: values.length })[lang] + newLine);
  };
  const hide = () => {
    hidden = true;
    terminal.curtain(say('hidden'));
  };
  const draw = () => {
    clearTimeout(clock);
    clock = setTimeout(hide, shownMs);
    hidden = false;
    const to = Math.min(at + boxesShown, values.length);
    if (to > reach) seen((reach = to));
    const rows = rowsOf(words, at, to);
    const page = concat(utf8(newLine), say('boxes'), rows, say(to < values.length ? 'keys' : 'last'));
    terminal.curtain(page);
    for (const bytes of [rows, page]) bytes.fill(0);
  };
  try {
    draw();
    await terminal.bytes((byte) => {
      const step = stepOf(keys.push(byte));
      if (step === undefined) return false;
      const next = at + step * boxesShown;
      if (!hidden && next >= values.length) return true;
      if (!hidden) at = Math.max(0, next);
      draw();
      return false;
    });
  } finally {
    clearTimeout(clock);
    terminal.lift();
  }
}

/** On, back, or neither. */
function stepOf(key: WordKey | undefined): 1 | -1 | undefined {
  if (key === 'interrupt') throw refuse(vaultRules, 'VAULT-INTERRUPTED');
  if (key === 'enter' || key === 'after') return 1;
  return key === 'before' || key === 'erase' ? -1 : undefined;
}

/** A number and a word in spaced capitals each. Secret. */
function rowsOf({ values, list }: WordsShown, from: number, to: number): Uint8Array {
  const rows = Array.from(values.subarray(from, to), (value, i) => {
    const word = list.word(value, from + i);
    const row = new Uint8Array(12 + 2 * word.length).fill(0x20);
    row.set(utf8(String(from + i + 1).padStart(5)));
    for (let at = 0; at < word.length; at++) row[9 + 2 * at] = word.charCodeAt(at) & 0xdf;
    row.set(utf8(newLine), row.length - 2);
    return row;
  });
  const gap = utf8(newLine);
  const all = concat(gap, ...rows.flatMap((row) => [row, gap]));
  for (const row of rows) row.fill(0);
  return all;
}
