/** Fields of a transaction as lines for people: addresses and keys as JD Chain prints them, values by their type. */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { equal, fromUtf8, sha256 } from '../../../core/encoding/bytes.ts';
import { toHex } from '../../../core/encoding/hex.ts';
import { RootsealError, type Text } from '../../../core/rules.ts';
import type { identity } from '../contracts.ts';
import { addressBytes, algorithmNames, parsePublicKey } from '../keys.ts';
import type { bytesValue } from '../ledger/contracts.ts';
import type { Value } from './contracts.ts';

export interface Line {
  /** For programs: the same whatever the language. */
  readonly name: string;
  readonly field: Text;
  /** As it stands in the file: what shows it makes it printable. */
  readonly value: string;
  /** Why somebody should look twice. */
  readonly unusual?: Text;
}

export function line(name: string, en: string, zh: string, value: string, unusual?: Text): Line {
  return { name, field: { en, zh }, value, ...(unusual && { unusual }) };
}

/** An address, or whatever bytes stand in its place, in Base58. */
export const by = (address: Uint8Array): string => (address.length === 0 ? '–' : toBase58(address));

export function moment(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

/** Bytes that are too many to be shown: how many, and their SHA-256. */
export const digest = (bytes: Uint8Array): string => `${String(bytes.length)} B, SHA-256 ${toHex(sha256(bytes))}`;

/** A property as it is hashed: blanks at the ends of its value count, so they are put in quotation marks. */
export function propertyText(name: string, value: string): string {
  return `${name}=${value === value.trim() ? value : JSON.stringify(value)}`;
}

const longest = 64;

export function bytesLine(name: string, en: string, zh: string, bytes: Uint8Array): Line {
  return line(name, en, zh, bytesText(bytes));
}

const bytesText = (bytes: Uint8Array): string => (bytes.length <= longest ? toHex(bytes) : digest(bytes));

const noKey = (reason: string): Text => ({
  en: `JD Chain has no such key: ${reason}`,
  zh: `JD Chain 没有这样的密钥：${reason}`,
});
const otherAddress: Text = {
  en: 'the address is not that of the key',
  zh: '地址与公钥不符',
};

/** Key and address of an account; marked where they do not belong together. */
export function account({ address, publicKey }: Value<typeof identity>): Line[] {
  const { text, algorithm, own } = keyOf(publicKey);
  const fits = own !== undefined && equal(own, address);
  return [
    line('publicKey', 'Public key', '公钥', text, own === undefined ? noKey(algorithm) : undefined),
    ...(own === undefined ? [] : [line('algorithm', 'Algorithm', '算法', algorithm)]),
    line('address', 'Address', '地址', by(address), fits || own === undefined ? undefined : otherAddress),
  ];
}

function keyOf(bytes: Uint8Array): { text: string; algorithm: string; own?: Uint8Array } {
  const text = bytes.length === 0 ? '–' : toBase58(bytes);
  try {
    const { suite, raw } = parsePublicKey(bytes, 'key');
    return { text, algorithm: algorithmNames[suite], own: addressBytes(suite, raw) };
  } catch (error) {
    if (error instanceof RootsealError) return { text, algorithm: error.code };
    throw error;
  }
}

type Typed = Value<typeof bytesValue> | null;

const texts: ReadonlySet<string> = new Set(['TEXT', 'JSON', 'XML']);
const numbers: ReadonlySet<string> = new Set(['INT8', 'INT16', 'INT32', 'INT64', 'TIMESTAMP', 'BOOLEAN', 'BIG_INT']);
const encoded: ReadonlySet<string> = new Set(['PUB_KEY', 'SIGNATURE_DIGEST', 'HASH_DIGEST']);

/** A value with its type in front: `TEXT 你好`, `INT64 -42`. Whatever is no good value of its type is shown as bytes. */
export function typed(value: Typed): string {
  if (value === null) return '–';
  const { type, bytes } = value;
  if (texts.has(type)) return `${type} ${textOr(bytes)}`;
  if (numbers.has(type) && bytes.length > 0 && bytes.length <= longest) return `${type} ${numberOf(bytes)}`;
  return `${type} ${encoded.has(type) && bytes.length > 0 ? toBase58(bytes) : bytesText(bytes)}`;
}

function textOr(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes, 'value');
  } catch {
    return bytesText(bytes);
  }
}

/** Signed, big-endian. */
const numberOf = (bytes: Uint8Array): string => String(BigInt.asIntN(8 * bytes.length, BigInt(`0x${toHex(bytes)}`)));
