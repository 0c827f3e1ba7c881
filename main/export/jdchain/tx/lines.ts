/** Fields of a transaction as lines for people: addresses and keys as JD Chain prints them, values by their type. */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { equal, fromUtf8, sha256 } from '../../../core/encoding/bytes.ts';
import { toHex } from '../../../core/encoding/hex.ts';
import { RootsealError, type Text } from '../../../core/rules.ts';
import type { digitalSignature, identity } from '../contracts.ts';
import { addressBytes, algorithmNames, decodeSignature, parsePublicKey, type PublicKey } from '../keys.ts';
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
  /** Bytes that JD Chain itself cannot read as what stands here. */
  readonly broken?: true;
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

function bytesLine(name: string, en: string, zh: string, bytes: Uint8Array): Line {
  return line(name, en, zh, bytesText(bytes));
}

const bytesText = (bytes: Uint8Array): string => (bytes.length <= longest ? toHex(bytes) : digest(bytes));

const noKey: Text = { en: 'JD Chain has no such key', zh: 'JD Chain 没有这样的密钥' };
const noSignature: Text = { en: 'JD Chain has no such signature', zh: 'JD Chain 没有这样的签名' };
const otherAddress: Text = { en: 'the address is not that of the key', zh: '地址与公钥不符' };
const unchecked: Text = { en: 'a key that is not checked here', zh: '此处无法校验的密钥' };

/** Key and address of an account; marked where they do not belong together. */
export function account({ address, publicKey }: Value<typeof identity>): Line[] {
  const key = line('publicKey', 'Public key', '公钥', by(publicKey));
  const place = line('address', 'Address', '地址', by(address));
  const read = keyOf(publicKey);
  if (read === 'broken') return [{ ...key, unusual: noKey, broken: true }, place];
  if (read === 'other') return [{ ...key, unusual: unchecked }, place];
  const { suite, raw } = read;
  const fits = equal(addressBytes(suite, raw), address);
  const algorithm = line('algorithm', 'Algorithm', '算法', algorithmNames[suite]);
  return [key, algorithm, fits ? place : { ...place, unusual: otherAddress }];
}

/** A key that is read here, one of an algorithm or curve that only JD Chain reads, or no key at all. */
export function keyOf(bytes: Uint8Array): PublicKey | 'other' | 'broken' {
  try {
    return parsePublicKey(bytes, 'key');
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    return error.code === 'JDCHAIN-KEY-ALGORITHM' || error.code === 'JDCHAIN-KEY-POINT' ? 'other' : 'broken';
  }
}

/** A signature as JD Chain has it: the code of its algorithm, and its length. */
export function isSignature(bytes: Uint8Array): boolean {
  try {
    decodeSignature(toBase58(bytes));
    return true;
  } catch (error) {
    if (error instanceof RootsealError) return error.code === 'JDCHAIN-KEY-ALGORITHM';
    throw error;
  }
}

/** The signature by which an account shows that it has its key; none where there is none. */
export function addressSignature(signed: Value<typeof digitalSignature> | null): Line[] {
  if (signed === null) return [];
  const signature = bytesLine('signature', 'Address signature', '地址签名', signed.signature);
  const key = line('signer', 'Signed by', '签名者', by(signed.publicKey));
  return [
    keyOf(signed.publicKey) === 'broken' ? { ...key, unusual: noKey, broken: true } : key,
    isSignature(signed.signature) ? signature : { ...signature, unusual: noSignature, broken: true },
  ];
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
