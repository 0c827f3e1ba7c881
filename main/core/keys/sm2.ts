/**
 * SM2 signatures, GB/T 32918.2-2016, on the curve of GB/T 32918.5-2017, over noble's `weierstrass()`.
 *
 * The user id is always `1234567812345678`. k is RFC 6979 with HMAC-SM3 over e, so signing needs no
 * randomness and a weak generator cannot leak the key. (`crypto.sign('sm3')` of Node is plain ECDSA
 * on this curve, not SM2.)
 */

import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import type { WeierstrassOpts, WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { bytesToNumberBE, createHmacDrbg, numberToBytesBE } from '@noble/curves/utils.js';
import { concat, u16, utf8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { keyRules } from './rules.ts';
import { scalarFromRandom, secretScalar } from './scalar.ts';
import { hmacSm3, sm3 } from './sm3.ts';
import type { Suite } from './suite.ts';

type Point = WeierstrassPoint<bigint>;

/** sm2p256v1, GB/T 32918.5. */
const curve: WeierstrassOpts<bigint> = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const Curve = weierstrass(curve);
const n = curve.n;
// Windows of 7 bits instead of noble's 6: the table, built at the first signature, is larger, and a signature,
// which multiplies the base point twice (k, and d for Z), takes a fifth less. See bench/keys.ts.
Curve.BASE.precompute(7);

/** The id both sides use when nothing else is agreed, GB/T 35276. */
export const defaultUserId = utf8('1234567812345678');

const fieldBytes = (x: bigint): Uint8Array => numberToBytesBE(x, 32);
const mod = (x: bigint): bigint => ((x % n) + n) % n;

function decodePoint(publicKey: Uint8Array): Point {
  if (publicKey.length !== 65 || publicKey[0] !== 4) throw refuse(keyRules, 'KEY-PUBLIC', { suite: 'sm2' });
  const point = Curve.fromBytes(publicKey);
  point.assertValidity();
  return point;
}

/** Z of GB/T 32918.2 section 5.5: SM3(ENTL ‖ id ‖ a ‖ b ‖ Gx ‖ Gy ‖ X ‖ Y), 32 bytes. */
export function sm2Z(publicKey: Uint8Array, userId: Uint8Array = defaultUserId): Uint8Array {
  const { a, b, Gx, Gy } = curve;
  const parameters = [a, b, Gx, Gy].map(fieldBytes);
  return sm3(concat(u16(8 * userId.length), userId, ...parameters, publicKey.subarray(1)));
}

/** e = SM3(Z ‖ message), 32 bytes: what is signed. The public key is 65 bytes and not checked here. */
export function sm2Digest(message: Uint8Array, publicKey: Uint8Array, userId = defaultUserId): Uint8Array {
  return sm3(concat(sm2Z(publicKey, userId), message));
}

/** Steps A4 to A6 of section 6.1 with one k; undefined if this k must not be used. */
function trySign(e: bigint, d: bigint, k: bigint): Uint8Array | undefined {
  if (k < 1n || k >= n) return undefined;
  const r = mod(e + Curve.BASE.multiply(k).toAffine().x);
  if (r === 0n || r + k === n) return undefined;
  const s = mod(Curve.Fn.inv(1n + d) * mod(k - r * d));
  return s === 0n ? undefined : concat(fieldBytes(r), fieldBytes(s));
}

const drbg = createHmacDrbg<Uint8Array>(32, 32, hmacSm3);

function sign(message: Uint8Array, secret: Uint8Array): Uint8Array {
  const d = secretScalar(secret, n, 'sm2');
  const e = bytesToNumberBE(sm2Digest(message, publicKeyOf(d)));
  // RFC 6979 section 3.2: int2octets(d) ‖ bits2octets(e).
  const seed = concat(secret, fieldBytes(mod(e)));
  try {
    return drbg(seed, (k) => trySign(e, d, bytesToNumberBE(k)));
  } finally {
    seed.fill(0);
  }
}

/** Signs with a given k. Only to compare with published examples: a k used twice gives the key away. */
export function signSm2WithK(message: Uint8Array, secret: Uint8Array, k: bigint): Uint8Array {
  const d = secretScalar(secret, n, 'sm2');
  const signature = trySign(bytesToNumberBE(sm2Digest(message, publicKeyOf(d))), d, k);
  if (signature === undefined) throw new RangeError('this k cannot sign this message');
  return signature;
}

function publicKeyOf(d: bigint): Uint8Array {
  return Curve.BASE.multiply(d).toBytes(false);
}

/**
 * Section 7.1 steps B1, B2 and B5 to B7: the signature over a digest e. Never throws. Of no worth by itself:
 * to a freely chosen e anybody finds a signature, which is why the caller computes e from the message.
 */
export function verifySm2Digest(signature: Uint8Array, e: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return signature.length === 64 && verifyPoint(signature, bytesToNumberBE(e), decodePoint(publicKey));
  } catch {
    return false;
  }
}

function verifyPoint(signature: Uint8Array, e: bigint, point: Point): boolean {
  const r = bytesToNumberBE(signature.subarray(0, 32));
  const s = bytesToNumberBE(signature.subarray(32));
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = mod(r + s);
  if (t === 0n) return false;
  const sum = Curve.BASE.mulAddUnsafe(s, point, t);
  return !sum.is0() && mod(e + sum.toAffine().x) === r;
}

function isPublicKey(bytes: Uint8Array): boolean {
  try {
    decodePoint(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Verifies under another user id; the suite's `verify` is this with the default one. Never throws. */
export function verifySm2(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array,
  userId = defaultUserId,
): boolean {
  return isPublicKey(publicKey) && verifySm2Digest(signature, sm2Digest(message, publicKey, userId), publicKey);
}

export const sm2: Suite = {
  name: 'sm2',
  publicKeyLength: 65,
  randomLength: 48,
  secretFromRandom: (random) => scalarFromRandom(random, n, 'sm2'),
  publicKey: (secret) => publicKeyOf(secretScalar(secret, n, 'sm2')),
  sign,
  verify: (signature, message, publicKey) => verifySm2(signature, message, publicKey),
  isPublicKey,
};
