/**
 * SLIP-39 written a second time, from its text and for tests alone: splitting with given randomness, and encoding.
 * What this makes, our parser must read and the library must combine.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, u8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { type Policy, placesOf } from '../../../main/core/shares/groups.ts';
import { slip39Words } from '../../../main/core/shares/slip39-words.ts';
import type { RandomSource } from '../../../main/core/signing.ts';
import { multiply } from './founding.ts';

/** The fields of one share, numbers from 0 as they stand in its bits. */
export interface Bits {
  readonly identifier: number;
  readonly extendable: boolean;
  readonly exponent: number;
  readonly group: number;
  readonly groupThreshold: number;
  readonly groupCount: number;
  readonly member: number;
  readonly memberThreshold: number;
  readonly value: Uint8Array;
  /** What stands in the padding; 0 in any share that a program writes. */
  readonly padding?: bigint;
}

/** The words of a share, with a checksum that holds. */
export function encode(bits: Bits): string {
  const { identifier, extendable, exponent, value, padding = 0n } = bits;
  const head = [bits.group, bits.groupThreshold, bits.groupCount, bits.member, bits.memberThreshold];
  let number = (BigInt(identifier) << 5n) | (extendable ? 16n : 0n) | BigInt(exponent);
  for (const field of head) number = (number << 4n) | BigInt(field);
  const count = Math.ceil((value.length * 8) / 10);
  const whole = value.reduce((sum, byte) => (sum << 8n) | BigInt(byte), padding);
  number = (number << BigInt(10 * count)) | whole;
  const values = Array.from({ length: count + 4 }, (_, i) => Number((number >> BigInt(10 * (count + 3 - i))) & 1023n));
  return withChecksum(values, extendable).join(' ');
}

/** Words for values, and three more of checksum behind them. */
export function withChecksum(values: readonly number[], extendable: boolean): string[] {
  const label = Array.from(extendable ? 'shamir_extendable' : 'shamir', (letter) => letter.charCodeAt(0));
  const rest = polymod([...label, ...values, 0, 0, 0]) ^ 1;
  return [...values, rest >> 20, (rest >> 10) & 1023, rest & 1023].map((value) => slip39Words[value] ?? '?');
}

function polymod(values: readonly number[]): number {
  const gen = [
    ...[0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009],
    ...[0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120],
  ];
  let chk = 1;
  for (const value of values) {
    const top = chk >> 20;
    chk = ((chk & 0xfffff) << 10) ^ value;
    for (let i = 0; i < 10; i++) if ((top >> i) & 1) chk ^= gen[i]!;
  }
  return chk;
}

/** The words of each slot, as ASCII: extendable, no passphrase, e = 0. */
export function splitBySeed(secret: Uint8Array, policy: Policy, random: RandomSource): Uint8Array[] {
  const list = policy.groups?.list ?? [{ m: policy.m, n: policy.n }];
  const [high = 0, low = 0] = random(2);
  const identifier = ((high << 8) | low) & 0x7fff;
  const groupThreshold = policy.groups?.threshold ?? 1;
  const groups = shamir(encrypt(secret), groupThreshold, list.length, random);
  const members = list.map(({ m, n }, i) => shamir(groups[i]!, m, m === 1 ? 1 : n, random));
  return placesOf(policy).map(({ group, member }) =>
    utf8(
      encode({
        ...{ identifier, extendable: true, exponent: 0, group: group - 1, groupThreshold: groupThreshold - 1 },
        ...{ groupCount: list.length - 1, member: member - 1, memberThreshold: list[group - 1]!.m - 1 },
        value: members[group - 1]![member - 1]!,
      }),
    ),
  );
}

/** Four rounds of Feistel; the salt is empty where the flag is on. */
function encrypt(secret: Uint8Array): Uint8Array {
  let [left, right] = [secret.slice(0, secret.length / 2), secret.slice(secret.length / 2)];
  for (let round = 0; round < 4; round++) {
    const key = pbkdf2(sha256, u8(round), right, { c: 2500, dkLen: right.length });
    [left, right] = [right, left.map((byte, i) => byte ^ key[i]!)];
  }
  return concat(right, left);
}

/** Shares 0 to n − 1; the secret stands at 255, a digest of it at 254. */
function shamir(secret: Uint8Array, m: number, n: number, random: RandomSource): Uint8Array[] {
  if (m === 1) return Array.from({ length: n }, () => secret);
  const points = new Map(Array.from({ length: m - 2 }, (_, x) => [x, random(secret.length)]));
  const salt = random(secret.length - 4);
  points.set(254, concat(hmac(sha256, salt, secret).slice(0, 4), salt));
  points.set(255, secret);
  return Array.from({ length: n }, (_, x) => points.get(x) ?? interpolate(points, x));
}

function interpolate(points: ReadonlyMap<number, Uint8Array>, at: number): Uint8Array {
  const result = new Uint8Array([...points.values()][0]!.length);
  for (const [x, value] of points) {
    const others = [...points.keys()].filter((other) => other !== x);
    const weight = others.reduce((w, other) => multiply(w, multiply(at ^ other, inverse(x ^ other))), 1);
    for (const [i, byte] of value.entries()) result[i]! ^= multiply(byte, weight);
  }
  return result;
}

/** a^254. */
function inverse(a: number): number {
  return Array.from({ length: 253 }).reduce<number>((power) => multiply(power, a), a);
}
