/**
 * Bytes: big-endian integers, UTF-8, and the two labelled hashes of docs/formats.md section 1,
 * `H(label, x)` and `D(kind, x)`.
 */

import { sha256 as sha256Hash } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { utf8 as utf8Coder } from '@scure/base';
import { refuse } from '../rules.ts';
import { encodingRules } from './rules.ts';

/** The kinds of signature of ours; each has its own message space (`D` of docs/formats.md). */
export type SignatureKind =
  | 'root'
  | 'share'
  | 'share-set'
  | 'challenge'
  | 'file'
  | 'set-retired'
  | 'root-rotation'
  | 'share-receipt'
  | 'application'
  | 'approval';

/** A new array holding the parts one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(...parts);
}

/** Compares without stopping at the first difference. The lengths are not secret. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** True if the string has a lone surrogate, that is, no UTF-8 form. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** UTF-8 bytes. Throws ENCODING-UTF8 on a lone surrogate, which would silently become U+FFFD. */
export function utf8(text: string): Uint8Array {
  if (hasLoneSurrogate(text)) throw refuse(encodingRules, 'ENCODING-UTF8', {}, { subject: 'text' });
  return utf8ToBytes(text);
}

/** The text of UTF-8 bytes, a byte order mark kept. Throws ENCODING-UTF8 on anything else. */
export function fromUtf8(bytes: Uint8Array, what = 'text'): string {
  try {
    return utf8Coder.encode(bytes);
  } catch (cause) {
    throw refuse(encodingRules, 'ENCODING-UTF8', {}, { subject: what, cause });
  }
}

function bigEndian(value: number, size: 1 | 2 | 4 | 8): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
    throw refuse(encodingRules, 'ENCODING-INTEGER', { value, bits: 8 * size });
  }
  const out = new Uint8Array(size);
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) out[i] = rest % 256;
  return out;
}

/** One byte. Throws ENCODING-INTEGER outside 0…255; the others likewise for their width. */
export const u8 = (value: number): Uint8Array => bigEndian(value, 1);
/** Two bytes, big-endian. */
export const u16 = (value: number): Uint8Array => bigEndian(value, 2);
/** Four bytes, big-endian. */
export const u32 = (value: number): Uint8Array => bigEndian(value, 4);
/** Eight bytes, big-endian, of an integer up to 2^53−1. */
export const u64 = (value: number): Uint8Array => bigEndian(value, 8);

function readBigEndian(bytes: Uint8Array, offset: number, size: number): number {
  let value = 0;
  for (let i = offset; i < offset + size; i++) {
    const byte = bytes[i];
    if (byte === undefined) throw refuse(encodingRules, 'ENCODING-INTEGER', { value: '?', bits: 8 * size });
    value = value * 256 + byte;
  }
  if (!Number.isSafeInteger(value)) throw refuse(encodingRules, 'ENCODING-INTEGER', { value, bits: 53 });
  return value;
}

/** Big-endian integer at `offset`. Throws ENCODING-INTEGER if the bytes end before it. */
export const readU16 = (bytes: Uint8Array, offset = 0): number => readBigEndian(bytes, offset, 2);
/** Big-endian integer of four bytes at `offset`. */
export const readU32 = (bytes: Uint8Array, offset = 0): number => readBigEndian(bytes, offset, 4);
/** Big-endian integer of eight bytes at `offset`. Throws ENCODING-INTEGER above 2^53−1. */
export const readU64 = (bytes: Uint8Array, offset = 0): number => readBigEndian(bytes, offset, 8);

/** SHA-256, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return sha256Hash(bytes);
}

/** `H(label, x)` of docs/formats.md: SHA-256(label ‖ 0x00 ‖ x), 32 bytes. The label is ASCII. */
export function labelled(label: string, x: Uint8Array): Uint8Array {
  return sha256(concat(utf8(label), u8(0), x));
}

/** `D(kind, x)` of docs/formats.md: the message each signature of ours is made over. */
export function digestMessage(kind: SignatureKind, x: Uint8Array): Uint8Array {
  return concat(utf8(`rootseal/${kind}/v1`), u8(0), sha256(x));
}
