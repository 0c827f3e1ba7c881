/**
 * One SLIP-39 share, read strictly and alone (github.com/satoshilabs/slips/blob/master/slip-0039.md).
 *
 * The library refuses a mistyped share with "Invalid mnemonic checksum" and nothing else, so every share is read here
 * first: each fault has a rule of its own, a wrong word is named by its position, and nothing is ever corrected.
 * A word is secret: no refusal repeats one.
 *
 *     10 bits a word: id 15 | ext 1 | e 4 | group index 4 | threshold 4 | count 4 | member index 4 | threshold 4 |
 *     padding to a whole word | value | RS1024 checksum 30
 */
import { concat, utf8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { slip39Rules } from './slip39-rules.ts';
import { checksumHolds, locateWord } from './slip39-checksum.ts';
import { slip39Words, wordValue } from './slip39-words.ts';

/** A share as it stands in its words. Numbers of groups and members count from 1. `value` is secret. */
export interface Mnemonic {
  /** 15 bits, the same in every share of one set: the first word and half of the second. */
  readonly identifier: number;
  readonly extendable: boolean;
  /** PBKDF2 runs 10,000 · 2^e times. */
  readonly iterationExponent: number;
  readonly group: number;
  readonly groupThreshold: number;
  readonly groupCount: number;
  readonly member: number;
  readonly memberThreshold: number;
  /** As long as the secret. */
  readonly value: Uint8Array;
}

/** SLIP-39 has four bits for each of them. */
export const mostMembers = 16;
export const mostGroups = 16;

const fewestWords = 20;
const headWords = 4;
const checksumWords = 3;

const space = 0x20;

/**
 * Reads a share from ASCII bytes: words in lower case, one space between two, nothing before or behind.
 * @throws SHARE-SLIP39-FORM, -LENGTH, -WORD, -CHECKSUM, -CHECKSUM-WORD, -GROUPS, -GROUP, -PADDING
 */
export function parseMnemonic(text: Uint8Array): Mnemonic {
  const values = valuesOf(text);
  try {
    demandLength(values.length);
    demandChecksum(values);
    return fieldsOf(values);
  } finally {
    values.fill(0);
  }
}

/**
 * What a person typed or a scanner read, in the one form that `parseMnemonic` takes: letters in lower case, one space
 * between two words. Nothing else is changed. The result is a new array.
 */
export function tidyMnemonic(text: Uint8Array): Uint8Array {
  const lower = text.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : isBlank(byte) ? space : byte));
  const kept = lower.filter((byte, i) => byte !== space || (i > 0 && lower[i - 1] !== space));
  const end = kept.at(-1) === space ? kept.length - 1 : kept.length;
  const tidy = kept.slice(0, end);
  lower.fill(0);
  kept.fill(0);
  return tidy;
}

const isBlank = (byte: number) => byte === space || (byte >= 0x09 && byte <= 0x0d);

/** The position, from 1, of the one word that alone explains a checksum that does not hold. */
export function suspectWord(text: Uint8Array): number | undefined {
  const values = valuesOf(text);
  const position = checksumHolds(values) ? undefined : locateWord(values);
  values.fill(0);
  return position;
}

/** How many words there are between blanks. */
export const countWords = (text: Uint8Array): number => wordsIn(text).length;

/** The words of a share of ours as strings: for paper and for the library alone. */
export function mnemonicWords(text: Uint8Array): string[] {
  const values = valuesOf(text);
  const words = Array.from(values, (value) => slip39Words[value] ?? '');
  values.fill(0);
  return words;
}

/** ASCII bytes of words of the list. */
export function mnemonicBytes(words: readonly string[]): Uint8Array {
  return concat(...words.map((word, i) => utf8(i === 0 ? word : ` ${word}`)));
}

function wordsIn(text: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== space) continue;
    words.push(text.subarray(start, at));
    start = at + 1;
  }
  return words;
}

const isLowerCase = (byte: number) => byte >= 0x61 && byte <= 0x7a;

/** The value of each word. Two blanks together would be a word of no letters. */
function valuesOf(text: Uint8Array): Uint16Array {
  const words = wordsIn(text);
  const odd = words.findIndex((word) => word.length === 0 || !word.every(isLowerCase));
  if (odd >= 0) throw refuse(slip39Rules, 'SHARE-SLIP39-FORM', { position: odd + 1 });
  const values = new Uint16Array(words.length);
  for (const [i, word] of words.entries()) {
    const value = wordValue(word);
    if (value === undefined) throw refuse(slip39Rules, 'SHARE-SLIP39-WORD', { position: i + 1, count: words.length });
    values[i] = value;
  }
  return values;
}

/** 10 bits a word: what is over of 16 bits after the value is padding, at most 8 of them (the value has even bytes). */
const paddingOf = (count: number) => (10 * (count - headWords - checksumWords)) % 16;

function demandLength(count: number): void {
  if (count < fewestWords || paddingOf(count) > 8) throw refuse(slip39Rules, 'SHARE-SLIP39-LENGTH', { count });
}

function demandChecksum(values: Uint16Array): void {
  if (checksumHolds(values)) return;
  const position = locateWord(values);
  if (position === undefined) throw refuse(slip39Rules, 'SHARE-SLIP39-CHECKSUM', { count: values.length });
  throw refuse(slip39Rules, 'SHARE-SLIP39-CHECKSUM-WORD', { position, count: values.length });
}

function fieldsOf(values: Uint16Array): Mnemonic {
  const [a = 0, b = 0, c = 0, d = 0] = values;
  const head = (c << 10) | d;
  const nibble = (place: number) => (head >> (16 - 4 * place)) & 15;
  const [group, groupThreshold, groupCount] = [nibble(0) + 1, nibble(1) + 1, nibble(2) + 1];
  if (groupThreshold > groupCount) {
    throw refuse(slip39Rules, 'SHARE-SLIP39-GROUPS', { threshold: groupThreshold, count: groupCount });
  }
  if (group > groupCount) throw refuse(slip39Rules, 'SHARE-SLIP39-GROUP', { group, count: groupCount });
  return {
    identifier: (a << 5) | (b >> 5),
    extendable: ((b >> 4) & 1) === 1,
    iterationExponent: b & 15,
    ...{ group, groupThreshold, groupCount, member: nibble(3) + 1, memberThreshold: nibble(4) + 1 },
    value: valueOf(values.subarray(headWords, values.length - checksumWords), paddingOf(values.length)),
  };
}

/** The bits behind the padding, as bytes. SHARE-SLIP39-PADDING unless the padding, the first bits, is 0. */
function valueOf(words: Uint16Array, padding: number): Uint8Array {
  if ((words[0] ?? 0) >> (10 - padding) !== 0) throw refuse(slip39Rules, 'SHARE-SLIP39-PADDING');
  const value = new Uint8Array((10 * words.length - padding) / 8);
  let [held, bits, at] = [0, -padding, 0];
  for (const word of words) {
    held = (held << 10) | word;
    bits += 10;
    for (; bits >= 8; bits -= 8) value[at++] = (held >> (bits - 8)) & 0xff;
    held &= (1 << bits) - 1;
  }
  return value;
}
