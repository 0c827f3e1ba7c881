/**
 * The range rules of SM2 verification, each against a signature that fulfils the equation and is refused by
 * that rule alone. Such signatures exist for a digest e that is chosen last, which no hash allows.
 */

import { describe, expect, it } from 'vitest';
import { concat } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { sm2, verifySm2Digest } from '../../../main/core/keys/sm2.ts';

const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const d = 0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8n;
const bytes = (value: bigint) => fromHex(value.toString(16).padStart(64, '0'), 'test');
const publicKey = sm2.publicKey(bytes(d));

/** The e for which (r, s) fulfils r = e + x(s·G + (r + s)·P). */
function digestFor(r: bigint, s: bigint): Uint8Array {
  const point = sm2.publicKey(bytes((s + (r + s) * d) % n));
  const x = BigInt(`0x${toHex(point.subarray(1, 33))}`);
  return bytes((((r - x) % n) + n) % n);
}

const verdict = (r: bigint, s: bigint) => verifySm2Digest(concat(bytes(r), bytes(s)), digestFor(r, s), publicKey);

describe('SM2: a signature that fulfils the equation', () => {
  it.each([
    [5n, 7n],
    [n - 1n, 2n],
    [1n, n - 2n],
    [d, d],
  ])('is accepted with r = %s, s = %s', (r, s) => {
    expect(verdict(r, s)).toBe(true);
  });

  it.each([
    ['r = 0', 0n, 7n],
    ['s = 0', 5n, 0n],
    ['r + s = n', 5n, n - 5n],
    ['s above n', 5n, n + 7n],
    ['r above n', n + 5n, 7n],
  ])('is refused with %s', (_, r, s) => {
    expect(verdict(r, s)).toBe(false);
  });

  it('is refused with a zero byte more, at any place that keeps r and s', () => {
    const [r, s] = [bytes(5n), bytes(7n)];
    const e = digestFor(5n, 7n);
    for (const longer of [
      concat(r, Uint8Array.of(0), s),
      concat(Uint8Array.of(0), r, s),
      concat(r, s, Uint8Array.of(0)),
    ]) {
      expect(verifySm2Digest(longer, e, publicKey)).toBe(false);
    }
  });
});
