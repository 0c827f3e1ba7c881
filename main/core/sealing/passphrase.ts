/**
 * Whether a passphrase is good enough to seal a share (docs/adr/020-passphrase-strength.md).
 *
 * Printable ASCII always, so that Debian's `age` and any keyboard open the share. A real ceremony counts points, one
 * for each character that is not the continuation of a pattern. It works on the bytes: no copy of the secret is made
 * as a string, and nothing of it is in a verdict but its points.
 */
import { fill, refuse } from '../rules.ts';
import type { Params, Text } from '../rules.ts';
import { sealingRules } from './rules.ts';

/** 16 characters without a pattern, or six words. */
export const leastPoints = 16;
export const leastDistinct = 8;
export const mostCharacters = 256;
const pointsOfWord = 3;
const pointsOfDigits = 8;
const repeatLength = 4;

export type PassphraseCode =
  'PASSPHRASE-OK' | 'PASSPHRASE-EMPTY' | 'PASSPHRASE-CHARACTER' | 'PASSPHRASE-LONG' | 'PASSPHRASE-WEAK';

export interface PassphraseVerdict {
  readonly ok: boolean;
  readonly code: PassphraseCode;
  readonly text: Text;
}

/** Judges a passphrase. In a rehearsal any printable one will do. Never throws. */
export function judgePassphrase(passphrase: Uint8Array, { rehearsal }: { rehearsal: boolean }): PassphraseVerdict {
  const { code, params } = assess(passphrase, rehearsal);
  return { ok: code === 'PASSPHRASE-OK', code, text: fill(sealingRules[code], params) };
}

/**
 * `judgePassphrase` for a door that takes no answer but yes.
 * @param whose a custodian's or administrator's id: the subject of the refusal
 * @throws PASSPHRASE-EMPTY, PASSPHRASE-CHARACTER, PASSPHRASE-LONG, PASSPHRASE-WEAK
 */
export function requirePassphrase(passphrase: Uint8Array, { rehearsal }: { rehearsal: boolean }, whose: string): void {
  const { code, params } = assess(passphrase, rehearsal);
  if (code !== 'PASSPHRASE-OK') throw refuse(sealingRules, code, params, { subject: whose });
}

function assess(passphrase: Uint8Array, rehearsal: boolean): { code: PassphraseCode; params: Params } {
  if (passphrase.length === 0) return { code: 'PASSPHRASE-EMPTY', params: {} };
  const foreign = passphrase.findIndex((byte) => byte < 0x20 || byte > 0x7e);
  if (foreign >= 0) return { code: 'PASSPHRASE-CHARACTER', params: { place: foreign + 1 } };
  if (passphrase.length > mostCharacters) return { code: 'PASSPHRASE-LONG', params: { most: mostCharacters } };
  const points = passphrasePoints(passphrase);
  const strong = points >= leastPoints && new Set(passphrase).size >= leastDistinct;
  return { code: rehearsal || strong ? 'PASSPHRASE-OK' : 'PASSPHRASE-WEAK', params: { points, least: leastPoints } };
}

/** The points of a passphrase: see the ADR for the rule in words. */
export function passphrasePoints(passphrase: Uint8Array): number {
  let points = 0;
  let digits = 0;
  let inWord = 0;
  for (const [i, byte] of passphrase.entries()) {
    if (startsWord(passphrase, i)) inWord = 0;
    if (isSeparator(byte) || isPredictable(passphrase, i)) continue;
    if (isDigit(byte)) digits++;
    else if (!isLetter(byte) || ++inWord <= pointsOfWord) points++;
  }
  return points + Math.min(digits, pointsOfDigits);
}

const isUpper = (byte: number) => byte >= 0x41 && byte <= 0x5a;
const isLower = (byte: number) => byte >= 0x61 && byte <= 0x7a;
const isLetter = (byte: number) => isUpper(byte) || isLower(byte);
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
/** Space, dash, dot, comma, underscore: what stands between words. */
const isSeparator = (byte: number) => [0x20, 0x2d, 0x2e, 0x2c, 0x5f].includes(byte);

/** A word is a run of letters; a capital after a small letter begins another. */
function startsWord(passphrase: Uint8Array, i: number): boolean {
  const before = passphrase[i - 1] ?? 0;
  return !isLetter(before) || (isLower(before) && isUpper(passphrase[i] ?? 0));
}

/** True for a character that people could guess from the ones before it. */
function isPredictable(passphrase: Uint8Array, i: number): boolean {
  return continuesRun(passphrase, i) || isRepeated(passphrase, i);
}

/** `aa`, the third of `abc` or `321`, the third along a keyboard's row or column. */
function continuesRun(passphrase: Uint8Array, i: number): boolean {
  const [c, b, a] = [0, 1, 2].map((back) => key(passphrase[i - back] ?? 0)) as [number, number, number];
  if (i >= 1 && c === b) return true;
  if (i < 2) return false;
  const evenStep = c - b === b - a && Math.abs(c - b) === 1;
  return evenStep || rows.some((row) => isStretch(row, a, b, c));
}

function isStretch(row: readonly number[], a: number, b: number, c: number): boolean {
  const [i, j, k] = [row.indexOf(a), row.indexOf(b), row.indexOf(c)];
  return i >= 0 && j >= 0 && k >= 0 && j - i === k - j && Math.abs(j - i) === 1;
}

/** True inside a part of four characters or more that stood there before, whatever the case. */
function isRepeated(passphrase: Uint8Array, i: number): boolean {
  for (let start = Math.max(0, i - repeatLength + 1); start <= i; start++) {
    if (start + repeatLength <= passphrase.length && stoodBefore(passphrase, start)) return true;
  }
  return false;
}

function stoodBefore(passphrase: Uint8Array, start: number): boolean {
  for (let early = 0; early < start; early++) {
    let same = 0;
    while (same < repeatLength && key(passphrase[early + same] ?? 0) === key(passphrase[start + same] ?? 0)) same++;
    if (same === repeatLength) return true;
  }
  return false;
}

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const rows = [
  ...['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ...['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm', '8ik', '9ol'],
].map(ascii);
const shifted = ascii('!@#$%^&*()');
const unshifted = ascii('1234567890');

/** The key that was struck, on a US keyboard: small letters, digits for the signs above them. */
function key(byte: number): number {
  if (isUpper(byte)) return byte + 0x20;
  const sign = shifted.indexOf(byte);
  return sign >= 0 ? (unshifted[sign] ?? byte) : byte;
}
