/**
 * A share as 33 words, one a box of the blank form: of SLIP-39 its own; of any other split each byte as its word in the
 * PGP list, of two syllables at odd boxes and of three at even ones (encoding/words.ts), so that a word left out or two
 * that changed places are told at once. Words are kept as their places in the list.
 */
import { toWords } from '../encoding/words.ts';
import type { ShareScheme } from './scheme.ts';
import { type Completion, completeWord, slip39Words, wordValue } from './slip39-words.ts';

export interface WordList {
  /** Letters of the longest word. */
  readonly longest: number;
  /** The word of a value at a place, from 0, in small letters. */
  word(value: number, place: number): string;
  /** What these ASCII letters (small ones) can become at a place. */
  complete(letters: Uint8Array, place: number): Completion;
}

const slip39List: WordList = {
  longest: 8,
  word: (value) => slip39Words[value] ?? '',
  complete: (letters) => completeWord(letters),
};

const everyByte = Array.from({ length: 256 }, (_, byte) => toWords(Uint8Array.of(byte, byte)));
/** By byte: the words of even places, and those of odd ones. None begins another. */
const pgp = [0, 1].map((odd) => everyByte.map((words) => (words[odd] ?? '').toLowerCase()));

const byteList: WordList = {
  longest: 11,
  word: (value, place) => pgp[place % 2]?.[value] ?? '',
  complete: (letters, place) => completeWord(letters, pgp[place % 2]),
};

export const wordListOf = (scheme: ShareScheme): WordList => (scheme === 'slip39' ? slip39List : byteList);

/** The values of a share's words, from the share as its envelope holds it. Secret. */
export function wordValues(scheme: ShareScheme, share: Uint8Array): Int16Array {
  if (scheme !== 'slip39') return Int16Array.from(share);
  const starts = [0, ...Array.from(share.keys()).flatMap((i) => (share[i] === 0x20 ? [i + 1] : []))];
  return Int16Array.from(starts, (start, i) =>
    wordValue(share.subarray(start, (starts[i + 1] ?? share.length + 1) - 1))!,
  );
}

/** Words as ASCII, one blank between two, from their values. Secret. */
export function asciiOf(list: WordList, values: Iterable<number>): Uint8Array {
  const words = Array.from(values, (value, place) => list.word(value, place));
  const bytes = new Uint8Array(words.reduce((sum, word) => sum + word.length + 1, -1));
  let at = 0;
  for (const word of words) {
    if (at > 0) bytes[at++] = 0x20;
    for (let i = 0; i < word.length; i++) bytes[at++] = word.charCodeAt(i);
  }
  return bytes;
}

/**
 * The bytes that words in the form of `tidyMnemonic` stand for, of a split that is not SLIP-39's; or the place, from 1,
 * of the first one that is no word at its place. Secret.
 */
export function bytesOfWords(ascii: Uint8Array): Uint8Array | { readonly position: number } {
  const starts = [0, ...Array.from(ascii.keys()).flatMap((i) => (ascii[i] === 0x20 ? [i + 1] : []))];
  const bytes = new Uint8Array(starts.length);
  for (const [place, start] of starts.entries()) {
    const letters = ascii.subarray(start, (starts[place + 1] ?? ascii.length + 1) - 1);
    const found = byteList.complete(letters, place);
    if (typeof found !== 'number' || byteList.word(found, place).length !== letters.length)
      return { position: place + 1 };
    bytes[place] = found;
  }
  return bytes;
}
