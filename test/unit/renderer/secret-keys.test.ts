/** Keys in a secret field as browsers report them: the table was taken with real keyboards' layouts under both hosts. */

import { expect, it } from 'vitest';
import { type KeyDown, KeyJudge } from '../../../renderer/secret/keys.ts';
import {
  countText,
  fill,
  helps,
  hintTexts,
  keysHelp,
  labels,
  says,
  wordsText,
} from '../../../renderer/secret/texts.ts';

type Change = Partial<Omit<KeyDown, 'getModifierState'>> & { readonly altGraph?: boolean };

function down(key: string, { altGraph = false, ...change }: Change = {}): KeyDown {
  const plain = { key, keyCode: 0, repeat: false, isComposing: false, ctrlKey: false, altKey: false, metaKey: false };
  return { ...plain, ...change, getModifierState: (name) => name === 'AltGraph' && altGraph };
}

/** What a series of keys comes to: characters, names of edits in `<>`, hints in `[]`, `.` for what the browser keeps. */
function typed(keys: readonly (string | KeyDown)[], kind: 'text' | 'digits' | 'words' = 'text'): string {
  const judge = new KeyJudge(kind);
  return keys
    .map((key) => judge.judge(typeof key === 'string' ? down(key) : key))
    .map((judged) => {
      if (judged.kind === 'browser') return '.';
      if (judged.kind === 'hint') return `[${judged.hint}]`;
      return judged.op === 'character' ? String.fromCharCode(judged.code) : `<${judged.op}>`;
    })
    .join('');
}

const altGraph = { altGraph: true };

it.each([
  ['plain characters', ['a', 'Z', '0', ' ', '~'], 'aZ0 ~'],
  ['Enter, Backspace, Escape', ['Enter', 'Backspace', 'Escape'], '<enter><erase><clear>'],
  ['keys of the browser', ['Tab', 'Shift', 'F5', 'ArrowLeft', 'NumLock', 'Insert', 'Delete', 'CapsLock'], '........'],
  ['AltGr and Q of a German keyboard', ['AltGraph', down('@', altGraph)], '.@'],
  ['the same where it is Ctrl and Alt', [down('@', { ...altGraph, ctrlKey: true, altKey: true })], '@'],
  [
    'Ctrl+V, Alt+x, Meta+a',
    [down('v', { ctrlKey: true }), down('x', { altKey: true }), down('a', { metaKey: true })],
    '...',
  ],
  ['a dead acute and e', ['Dead', 'e', 'e'], '[dead][dead]e'],
  ['a dead grave and a blank', ['Dead', ' ', 'a'], '[dead][dead]a'],
  ['a dead key, Shift, A', ['Dead', 'Shift', 'A', 'A'], '[dead].[dead]A'],
  ['a dead key twice', ['Dead', 'Dead', 'a', 'a'], '[dead][dead][dead]a'],
  ['a dead key and Enter', ['Dead', 'Enter', 'Enter'], '[dead][dead]<enter>'],
  ['a dead key taken back', ['Dead', 'Backspace', 'e'], '[dead]<erase>e'],
  ['a dead key and clear', ['Dead', 'Escape', 'e'], '[dead]<clear>e'],
  ['other letters', ['ü', '€', 'é', '中', '𠮷', 'Unidentified'], '[foreign]'.repeat(6)],
  ['control characters and beyond', ['\x1f', '\x7f', '\u00a0'], '[foreign]'.repeat(3)],
  ['a key held down', ['a', down('a', { repeat: true }), 'b'], 'a[repeated]b'],
  ['Enter held down', [down('Enter', { repeat: true })], '[repeated]'],
  ['Backspace held down', ['Backspace', down('Backspace', { repeat: true })], '<erase><erase>'],
  [
    'an input method',
    ['Process', down('a', { isComposing: true }), down('a', { keyCode: 229 })],
    '[composed]'.repeat(3),
  ],
] as const)('%s', (_, keys, expected) => {
  expect(typed(keys)).toBe(expected);
});

it('dice are 1 to 6', () => {
  expect(typed(['1', '6', '0', '7', ' ', 'a', 'Enter'], 'digits')).toBe('16[digit][digit][digit][digit]<enter>');
});

it('words are letters and blanks; Escape takes one word, arrows go between them', () => {
  const keys = ['a', 'Z', ' ', '1', '-', 'ü', 'Escape', 'Backspace', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'Enter'];
  expect(typed(keys, 'words')).toBe('aZ [letter][letter][foreign]<eraseWord><erase><before><after>.<enter>');
});

it('every sentence is there in both languages, and is filled in', () => {
  for (const table of [says, labels, helps, hintTexts, { text: keysHelp('open'), words: keysHelp('words') }]) {
    for (const { en, zh } of Object.values(table)) {
      expect(en).not.toMatch(/[\u4e00-\u9fff]/);
      expect(zh).toMatch(/[\u4e00-\u9fff（]/);
      expect(zh).not.toMatch(/[,.!?:;]/);
      expect([...en.matchAll(/\{\w+\}/g)].map(String)).toEqual([...zh.matchAll(/\{\w+\}/g)].map(String));
    }
  }
  const said = (count: number, of?: number) => {
    const { text, values } = countText(count, of);
    return [fill(text.en, values), fill(text.zh, values)];
  };
  expect(said(0)).toEqual(['Nothing typed yet', '尚未输入']);
  expect(said(1)).toEqual(['1 character', '1 个字符']);
  expect(said(12)).toEqual(['12 characters', '12 个字符']);
  const words = (count: number, at: number, more: object = {}) => {
    const state = { at, reach: 0, named: false, filled: false, wrong: false, ...more };
    const { text, values } = wordsText(count, state, 33);
    return fill(text.en, values);
  };
  expect(words(0, 7)).toBe('Word 7 of 33');
  expect(words(3, 7)).toBe('Word 7 of 33: letters typed 3');
  expect(words(4, 7, { named: true })).toContain('enough for the word');
  expect(words(0, 7, { filled: true })).toBe('Word 7 of 33 is there; a letter types it anew.');
  expect(words(0, 34)).toBe('All 33 words are there. Enter: done.');
  expect(said(12, 100)).toEqual(['12 of 100 rolls', '已输入 12 次，共需 100 次']);
});
