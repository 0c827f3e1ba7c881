/**
 * binary-proto 1.6.7, the encoding of JD Chain 1.6.5: `contract = code (int32) ‖ version (8 bytes) ‖ fields in their order`.
 * Integers are big-endian and of fixed size; text, bytes and contracts as fields carry their length, lists their count, as a NORMAL mask.
 *
 * A contract is described once; writing, strict reading and its version all follow from that description.
 */

import { concat, fromUtf8, sha256, utf8 } from '../../core/encoding/bytes.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { jdchainRules } from './rules.ts';

/** Where a reader stands in the bytes. `what` names the file, `contract` the outermost contract, for errors. */
export interface Cursor {
  readonly bytes: Uint8Array;
  readonly what: string;
  readonly contract: string;
  at: number;
}

/** One kind of field. `descriptor` is what goes into the version of the contract that holds it. */
export interface Codec<T> {
  readonly descriptor: Uint8Array;
  write(value: T): Uint8Array;
  read(cursor: Cursor): T;
}

/** A contract: as a field it carries its length; `encode` and `decode` are the bare form. */
export interface Contract<T> extends Codec<T> {
  readonly code: number;
  readonly version: string;
  /** The version as it follows from the fields: the first 8 bytes of SHA-256 over their descriptors, in hex. */
  computedVersion(): string;
  encode(value: T): Uint8Array;
  decode(bytes: Uint8Array, what: string): T;
  decodeAt(cursor: Cursor): T;
}

function bad(cursor: Cursor, reason: string): Error {
  const { what, contract } = cursor;
  return refuse(
    jdchainRules,
    'JDCHAIN-PROTO',
    { contract, reason: `${reason} at byte ${String(cursor.at)}` },
    { subject: what },
  );
}

function take(cursor: Cursor, count: number): Uint8Array {
  if (cursor.at + count > cursor.bytes.length)
    throw bad(cursor, `the bytes end where ${String(count)} more are needed`);
  cursor.at += count;
  return cursor.bytes.subarray(cursor.at - count, cursor.at);
}

/** Signed big-endian integer of 1, 2, 4 or 8 bytes; 8 bytes within ±(2^53 − 1). */
export function integerBytes(value: number, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let rest = BigInt.asUintN(8 * size, BigInt(value));
  for (let i = size - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 0xffn);
  return out;
}

function readInteger(cursor: Cursor, size: number): number {
  let value = 0n;
  for (const byte of take(cursor, size)) value = (value << 8n) | BigInt(byte);
  const signed = Number(BigInt.asIntN(8 * size, value));
  if (!Number.isSafeInteger(signed)) throw bad(cursor, 'a number beyond 2^53');
  return signed;
}

/** NORMAL mask: the top two bits say how many bytes follow the first; always the shortest form. Below 2^30. */
export function mask(value: number): Uint8Array {
  const extra = value < 2 ** 6 ? 0 : value < 2 ** 14 ? 1 : value < 2 ** 22 ? 2 : 3;
  const out = integerBytes(value, extra + 1);
  out[0] = (out[0] ?? 0) | (extra << 6);
  return out;
}

function readMask(cursor: Cursor): number {
  const first = take(cursor, 1)[0] ?? 0;
  let value = first & 0x3f;
  for (const byte of take(cursor, first >> 6)) value = value * 256 + byte;
  if (mask(value).length !== (first >> 6) + 1) throw bad(cursor, 'a length that is not in its shortest form');
  return value;
}

/** Bytes with their length in front, as a BYTES field holds them. */
export const masked = (bytes: Uint8Array): Uint8Array => concat(mask(bytes.length), bytes);

const primitive = (type: number): Uint8Array => concat(integerBytes(type, 2), new Uint8Array(2));
/** list (0/1) ‖ kind (0 primitive, 1 enum, 2 contract, 3 generic contract) ‖ 4 or 12 bytes of type. */
const plain = (kind: number, type: Uint8Array): Uint8Array => concat(Uint8Array.of(0, kind), type);

function integer(type: number, size: number): Codec<number> {
  return {
    descriptor: plain(0, primitive(type)),
    write: (value) => integerBytes(value, size),
    read: (cursor) => readInteger(cursor, size),
  };
}

/** An algorithm code: INT16 in JD Chain, whose sign bit is only a flag; here 0 to 65535. */
export const int16: Codec<number> = {
  ...integer(0x12, 2),
  read: (cursor) => readInteger(cursor, 2) & 0xffff,
};
export const int32 = integer(0x13, 4);
export const int64 = integer(0x14, 8);

export const bool: Codec<boolean> = {
  descriptor: plain(0, primitive(0x01)),
  write: (value) => Uint8Array.of(value ? 1 : 0),
  read(cursor) {
    const byte = take(cursor, 1)[0];
    if (byte !== 0 && byte !== 1) throw bad(cursor, 'a boolean that is neither 0 nor 1');
    return byte === 1;
  },
};

/** BYTES; null and empty are the same, one zero byte. */
export const bytes: Codec<Uint8Array> = {
  descriptor: plain(0, primitive(0x40)),
  write: masked,
  read: (cursor) => take(cursor, readMask(cursor)).slice(),
};

export const text: Codec<string> = {
  descriptor: plain(0, primitive(0x20)),
  write: (value) => masked(utf8(value)),
  read: (cursor) => fromUtf8(take(cursor, readMask(cursor)), cursor.what),
};

/** BYTES that are themselves made of a fixed structure, read to their last byte. */
export function packed<T>(inner: { write(value: T): Uint8Array; read(cursor: Cursor): T }): Codec<T> {
  return {
    descriptor: bytes.descriptor,
    write: (value) => masked(inner.write(value)),
    read: (cursor) => whole(cursor, readMask(cursor), (part) => inner.read(part)),
  };
}

/** An enum of one byte. The contract code of the enum enters the version of its holder. */
export function enumeration<Name extends string>(code: number, names: Readonly<Record<Name, number>>): Codec<Name> {
  const byCode = new Map(Object.entries<number>(names).map(([name, value]) => [value, name as Name]));
  return {
    descriptor: plain(1, concat(integerBytes(code, 4), new Uint8Array(8))),
    write: (name) => Uint8Array.of(names[name]),
    read(cursor) {
      const name = byCode.get(take(cursor, 1)[0] ?? -1);
      if (name === undefined) throw bad(cursor, 'an unknown enum value');
      return name;
    },
  };
}

export function list<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    descriptor: Uint8Array.of(1, ...item.descriptor.subarray(1)),
    write: (values) => concat(mask(values.length), ...values.map((value) => item.write(value))),
    read(cursor) {
      const count = readMask(cursor);
      if (count > cursor.bytes.length) throw bad(cursor, 'a count larger than the file');
      return Array.from({ length: count }, () => item.read(cursor));
    },
  };
}

/** Reads a part of `length` bytes, which must be used up. */
function whole<T>(cursor: Cursor, length: number, read: (part: Cursor) => T): T {
  const part = { ...cursor, bytes: cursor.bytes.subarray(0, cursor.at + length) };
  take(cursor, length);
  const value = read(part);
  if (part.at !== cursor.at) throw bad(part, 'bytes behind the end');
  return value;
}

type Fields<T> = { readonly [K in keyof T]: Codec<T[K]> };

/** A contract by its code, its version as published and its fields in their order, those of parent contracts first. */
export function contract<T extends object>(
  name: string,
  code: number,
  version: string,
  fields: Fields<T>,
): Contract<T> {
  const entries = Object.entries(fields) as [keyof T & string, Codec<T[keyof T]>][];
  const header = concat(integerBytes(code, 4), fromHex(version, name));
  const encode = (value: T) => concat(header, ...entries.map(([key, codec]) => codec.write(value[key])));
  const decodeAt = (cursor: Cursor): T => {
    if (take(cursor, 12).some((byte, i) => byte !== header[i])) throw bad(cursor, `no ${name} (other code or version)`);
    return Object.fromEntries(entries.map(([key, codec]) => [key, codec.read(cursor)])) as T;
  };
  return {
    code,
    version,
    computedVersion: () => toHex(sha256(concat(...entries.map(([, codec]) => codec.descriptor))).subarray(0, 8)),
    descriptor: plain(2, header),
    encode,
    decodeAt,
    write: (value) => masked(encode(value)),
    read: (cursor) => whole(cursor, readMask(cursor), decodeAt),
    decode: (input, what) => whole({ bytes: input, what, contract: name, at: 0 }, input.length, decodeAt),
  };
}

/** A field that may hold any of several contracts (`genericContract`): told apart by their codes. `base` is the declared one. */
export function oneOf<T extends { readonly kind: string }>(
  base: Codec<object>,
  variants: { readonly [K in T['kind']]: Contract<Extract<T, { kind: K }>> },
): Codec<T> {
  const all = Object.values<Contract<T>>(variants as Record<string, Contract<T>>);
  return {
    descriptor: Uint8Array.of(0, 3, ...base.descriptor.subarray(2)),
    write: (value) => (variants as Record<string, Contract<T>>)[value.kind]?.write(value) ?? new Uint8Array(),
    read: (cursor) =>
      whole(cursor, readMask(cursor), (part) => {
        const start = { ...part };
        const code = readInteger(start, 4);
        const found = all.find((candidate) => candidate.code === code);
        if (found === undefined)
          throw bad(part, `an operation of kind ${code.toString(16)}, which is not expected here`);
        return found.decodeAt(part);
      }),
  };
}

/** A field that is not in the bytes: it tags a variant of `oneOf`. */
export function tag<K extends string>(kind: K): Codec<K> {
  return { descriptor: new Uint8Array(), write: () => new Uint8Array(), read: () => kind };
}
