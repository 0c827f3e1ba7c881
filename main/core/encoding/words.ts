/**
 * A hash read aloud: the PGP word list (Zimmermann and Juola, 1995) over bytes, in 16-bit groups.
 * Even positions take a word of two syllables, odd ones of three, so a lost or swapped word is heard.
 */

import { refuse } from '../rules.ts';
import { toHex } from './hex.ts';
import { encodingRules } from './rules.ts';
import { evenWords, oddWords } from './word-lists.ts';

const lists = [evenWords, oddWords] as const;
const indexes = lists.map((list) => new Map(list.map((word, byte) => [word.toLowerCase(), byte])));

/** One 16-bit group: up to 4 hex digits and 2 words (half of it at an odd end). */
export interface Group {
  readonly hex: string;
  readonly words: readonly string[];
}

/** One word for each byte. */
export function toWords(bytes: Uint8Array): string[] {
  return Array.from(bytes, (byte, i) => lists[i % 2 === 0 ? 0 : 1][byte] ?? '');
}

/** The bytes of words in any case. Throws ENCODING-WORD, naming the first wrong word by its place from 1. */
export function fromWords(words: readonly string[]): Uint8Array {
  return Uint8Array.from(words, (word, i) => {
    const byte = indexes[i % 2]?.get(word.toLowerCase());
    if (byte === undefined) throw refuse(encodingRules, 'ENCODING-WORD', { position: i + 1, word });
    return byte;
  });
}

/** Bytes as they are shown everywhere: hex and words of the same 16 bits side by side. */
export function groups(bytes: Uint8Array): Group[] {
  const words = toWords(bytes);
  return Array.from({ length: Math.ceil(bytes.length / 2) }, (_, i) => ({
    hex: toHex(bytes.subarray(2 * i, 2 * i + 2)),
    words: words.slice(2 * i, 2 * i + 2),
  }));
}
