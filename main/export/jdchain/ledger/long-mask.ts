/**
 * LONG mask of binary-proto 1.6.7 (utils `NumberMask.LONG`): the top three bits of the first byte say how many bytes follow it,
 * the rest is the number, big-endian, below 2^61. Always the shortest form.
 */

import { equal } from '../../../core/encoding/bytes.ts';
import { refuse } from '../../../core/rules.ts';
import { type Codec, type Cursor, int64 } from '../proto.ts';
import { jdchainRules } from '../rules.ts';

const extraBits = 3n;

/** 1 to 8 bytes. */
export function longMaskBytes(value: bigint): Uint8Array {
  let extra = 0;
  while (value >> (BigInt(8 * (extra + 1)) - extraBits) > 0n) extra++;
  const out = new Uint8Array(extra + 1);
  for (let i = extra, rest = value; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 0xffn);
  out[0] = (out[0] ?? 0) | (extra << 5);
  return out;
}

function read(cursor: Cursor): bigint {
  const { bytes, what, contract, at } = cursor;
  const extra = (bytes[at] ?? 0) >> 5;
  const part = bytes.subarray(at, at + extra + 1);
  let value = BigInt((part[0] ?? 0) & 0x1f);
  for (const byte of part.subarray(1)) value = (value << 8n) | BigInt(byte);
  if (!equal(longMaskBytes(value), part)) {
    const reason = `a number that is not in its shortest form at byte ${String(at)}`;
    throw refuse(jdchainRules, 'JDCHAIN-PROTO', { contract, reason }, { subject: what });
  }
  cursor.at += part.length;
  return value;
}

/** A field of a contract; the mask does not enter the contract's version, which sees a plain INT64. */
export const longMask: Codec<bigint> = { descriptor: int64.descriptor, write: longMaskBytes, read };
