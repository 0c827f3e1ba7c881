import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { concat, equal, sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { fingerprint, isSuiteName, suite, suiteNames } from '../../../main/core/keys/index.ts';
import type { SuiteName } from '../../../main/core/keys/index.ts';
import { fromSpkiPem, toPkcs8Pem, toSpkiPem } from '../../../main/core/keys/pem.ts';
import { signSm2WithK, sm2Digest, verifySm2 } from '../../../main/core/keys/sm2.ts';
import { refusal } from '../../refusal.ts';

const hex = (text: string) => fromHex(text, 'test');
const message = utf8('message digest');
const orders = {
  sm2: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  p256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
};
const number = (value: bigint, bytes: number) => hex(value.toString(16).padStart(2 * bytes, '0'));
const pair = (name: SuiteName) => {
  const keys = suite(name);
  const secret = keys.secretFromRandom(new Uint8Array(keys.randomLength).fill(7));
  return { keys, secret, publicKey: keys.publicKey(secret) };
};

describe.each(suiteNames)('%s', (name) => {
  it('has the lengths of the table and signs the same bytes each time', () => {
    const { keys, secret, publicKey } = pair(name);
    expect([secret.length, publicKey.length]).toEqual([32, keys.publicKeyLength]);
    const signature = keys.sign(message, secret);
    expect(signature).toHaveLength(64);
    expect(keys.sign(message, secret)).toEqual(signature);
    expect(keys.verify(signature, message, publicKey)).toBe(true);
    expect(keys.isPublicKey(publicKey)).toBe(true);
  });

  it('every flipped bit of signature, key or message is refused', () => {
    const { keys, secret, publicKey } = pair(name);
    const signature = keys.sign(message, secret);
    const flip = (bytes: Uint8Array, bit: number) =>
      bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    for (let bit = 0; bit < 512; bit += 3) expect(keys.verify(flip(signature, bit), message, publicKey)).toBe(false);
    for (let bit = 0; bit < 8 * publicKey.length; bit += 3) {
      expect(keys.verify(signature, message, flip(publicKey, bit))).toBe(false);
    }
    for (let bit = 0; bit < 112; bit += 3) expect(keys.verify(signature, flip(message, bit), publicKey)).toBe(false);
  });

  it('every wrong length is false, never an error', () => {
    const { keys, secret, publicKey } = pair(name);
    const signature = keys.sign(message, secret);
    for (const length of [0, 1, 63, 65, 128]) {
      const other = new Uint8Array(length);
      other.set(signature.subarray(0, length));
      expect(keys.verify(other, message, publicKey)).toBe(false);
    }
    // A zero before s leaves both numbers what they were.
    const padded = concat(signature.subarray(0, 32), Uint8Array.of(0), signature.subarray(32));
    expect(keys.verify(padded, message, publicKey)).toBe(false);
    for (const length of [0, 31, 33, 64, 66]) {
      const other = new Uint8Array(length);
      other.set(publicKey.subarray(0, length));
      expect(keys.isPublicKey(other)).toBe(false);
      expect(keys.verify(signature, message, other)).toBe(false);
    }
  });

  it('refuses a secret of another length or random bytes of another length', () => {
    const { keys, secret } = pair(name);
    for (const bad of [new Uint8Array(), secret.subarray(1), concat(secret, Uint8Array.of(0))]) {
      expect(refusal(() => keys.sign(message, bad))).toBe('KEY-SECRET');
      expect(refusal(() => keys.publicKey(bad))).toBe('KEY-SECRET');
    }
    expect(refusal(() => keys.secretFromRandom(new Uint8Array(keys.randomLength - 1)))).toBe('KEY-RANDOM');
    expect(refusal(() => keys.secretFromRandom(new Uint8Array(64)))).toBe('KEY-RANDOM');
  });

  it('has the fingerprint of the table of formats', () => {
    const { publicKey } = pair(name);
    const expected = sha256(concat(utf8(`rootseal/fingerprint/v1\0${name}\0`), publicKey));
    expect(fingerprint(name, publicKey)).toBe(toHex(expected));
    expect(refusal(() => fingerprint(name, publicKey.subarray(1)))).toBe('KEY-PUBLIC');
  });

  it('writes PEM as OpenSSL would, both halves', () => {
    const { secret, publicKey } = pair(name);
    const spki = toSpkiPem(name, publicKey);
    expect(createPublicKey(spki).export({ type: 'spki', format: 'pem' })).toBe(spki);
    expect(fromSpkiPem(spki)).toEqual({ suite: name, publicKey });
    const pkcs8 = Buffer.from(toPkcs8Pem(name, secret)).toString();
    expect(createPrivateKey(pkcs8).export({ type: 'pkcs8', format: 'pem' })).toBe(pkcs8);
    expect(createPublicKey(pkcs8).export({ type: 'spki', format: 'pem' })).toBe(spki);
  });

  it('refuses a PEM that is not exactly the one form', () => {
    const { publicKey } = pair(name);
    const spki = toSpkiPem(name, publicKey);
    for (const bad of [
      spki.trimEnd(),
      `${spki}\n`,
      spki.replaceAll('\n', '\r\n'),
      spki.replace('PUBLIC', 'PRIVATE'),
      '',
    ]) {
      expect(refusal(() => fromSpkiPem(bad))).toMatch(/^(KEY-PEM|ENCODING-BASE64)$/);
    }
    const [head, ...body] = spki.trimEnd().split('\n');
    const unbroken = [head, body.slice(0, -1).join(''), body.at(-1), ''].join('\n');
    const blank = spki.replace('\n', '\n\n');
    const outcomes = [unbroken, blank].map((bad) => refusal(() => (bad === spki ? 'same' : fromSpkiPem(bad))));
    // An Ed25519 key fits in one line: unbroken, it is the one form.
    expect(outcomes).toEqual([name === 'ed25519' ? 'accepted' : 'KEY-PEM', 'KEY-PEM']);
    expect(refusal(() => toSpkiPem(name, new Uint8Array(65)))).toBe('KEY-PUBLIC');
  });
});

describe.each(['sm2', 'p256'] as const)('%s: the scalar', (name) => {
  const n = orders[name];
  const keys = suite(name);

  it.each([
    ['0', 0n, 1n],
    ['n-3, the last', n - 3n, n - 2n],
    ['n-2, the first to wrap', n - 2n, 1n],
    ['n', n, 3n],
    ['2^384-1', 2n ** 384n - 1n, ((2n ** 384n - 1n) % (n - 2n)) + 1n],
  ])('of u384 = %s', (_, random, scalar) => {
    expect(keys.secretFromRandom(number(random, 48))).toEqual(number(scalar, 32));
  });

  it.each([
    ['0', 0n],
    ['n-1', n - 1n],
    ['n', n],
    ['2^256-1', 2n ** 256n - 1n],
  ])('%s is no secret', (_, scalar) => {
    expect(refusal(() => keys.publicKey(number(scalar, 32)))).toBe('KEY-SECRET');
    expect(refusal(() => keys.sign(message, number(scalar, 32)))).toBe('KEY-SECRET');
  });

  it('r and s: 0, n, above n, and n minus the other are refused', () => {
    const { secret, publicKey } = pair(name);
    const signature = keys.sign(message, secret);
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    const rest = (x: Uint8Array) => number(n - BigInt(`0x${toHex(x)}`), 32);
    for (const bad of [number(0n, 32), number(n, 32), number(2n ** 256n - 1n, 32)]) {
      expect(keys.verify(concat(bad, s), message, publicKey)).toBe(false);
      expect(keys.verify(concat(r, bad), message, publicKey)).toBe(false);
      expect(keys.verify(concat(bad, bad), message, publicKey)).toBe(false);
    }
    // r + s = n: t = 0 in SM2.
    expect(keys.verify(concat(r, rest(r)), message, publicKey)).toBe(false);
    expect(keys.verify(concat(rest(s), s), message, publicKey)).toBe(false);
  });

  it('points off the curve, compressed, hybrid or at infinity are no keys', () => {
    const { secret, publicKey } = pair(name);
    const signature = keys.sign(message, secret);
    const odd = (publicKey[64]! & 1) === 1;
    const offCurve = publicKey.map((byte, i) => (i === 64 ? byte ^ 1 : byte));
    const compressed = concat(Uint8Array.of(odd ? 3 : 2), publicKey.subarray(1, 33));
    const hybrid = concat(Uint8Array.of(odd ? 7 : 6), publicKey.subarray(1));
    const zero = concat(Uint8Array.of(4), new Uint8Array(64));
    for (const bad of [offCurve, compressed, hybrid, zero, Uint8Array.of(0), new Uint8Array(65)]) {
      expect(keys.isPublicKey(bad)).toBe(false);
      expect(keys.verify(signature, message, bad)).toBe(false);
    }
    const other = pair(name === 'sm2' ? 'p256' : 'sm2');
    expect(keys.isPublicKey(other.publicKey)).toBe(false);
  });
});

describe('sm2', () => {
  const { keys, secret, publicKey } = pair('sm2');

  it('is bound to its user id', () => {
    const signature = keys.sign(message, secret);
    const other = utf8('ALICE123@YAHOO.COM');
    expect(equal(sm2Digest(message, publicKey, other), sm2Digest(message, publicKey))).toBe(false);
    expect(verifySm2(signature, message, publicKey, utf8('1234567812345678'))).toBe(true);
    expect(verifySm2(signature, message, publicKey, other)).toBe(false);
    expect(verifySm2(signature, message, publicKey, new Uint8Array())).toBe(false);
  });

  it('takes k from RFC 6979 with HMAC-SM3 over e, as written here a second time', () => {
    const hmac = (key: Uint8Array, ...parts: Uint8Array[]) =>
      new Uint8Array(
        createHmac('sm3', key)
          .update(concat(...parts))
          .digest(),
      );
    const e = BigInt(`0x${toHex(sm2Digest(message, publicKey))}`);
    const seed = concat(secret, number(e % orders.sm2, 32));
    // RFC 6979 section 3.2, steps b to h.
    let v: Uint8Array = new Uint8Array(32).fill(1);
    let key: Uint8Array = new Uint8Array(32);
    for (const step of [0, 1]) {
      key = hmac(key, v, Uint8Array.of(step), seed);
      v = hmac(key, v);
    }
    v = hmac(key, v);
    expect(keys.sign(message, secret)).toEqual(signSm2WithK(message, secret, BigInt(`0x${toHex(v)}`)));
  });

  it('is not ECDSA on the same curve', () => {
    expect(suite('p256').verify(keys.sign(message, secret), message, publicKey)).toBe(false);
  });

  it('refuses a k that gives the key away or is out of range', () => {
    for (const k of [0n, orders.sm2, -1n]) expect(() => signSm2WithK(message, secret, k)).toThrow(RangeError);
  });
});

describe('ed25519', () => {
  const { keys } = pair('ed25519');
  it.each([
    ['neutral', `01${'00'.repeat(31)}`],
    ['of order 2', `ec${'ff'.repeat(30)}7f`],
    ['of order 4', '00'.repeat(32)],
    ['of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['not reduced', `ee${'ff'.repeat(30)}7f`],
    ['not on the curve', `02${'00'.repeat(31)}`],
  ])('a point that is %s is no key', (_, point) => {
    expect(keys.isPublicKey(hex(point))).toBe(false);
  });
});

describe('suite names', () => {
  it('are three, and nothing else is one', () => {
    expect(suiteNames).toEqual(['ed25519', 'sm2', 'p256']);
    expect(isSuiteName('sm2')).toBe(true);
    for (const bad of ['SM2', 'constructor', '', undefined, 3]) expect(isSuiteName(bad)).toBe(false);
    expect(refusal(() => suite('toString' as SuiteName))).toBe('KEY-SUITE');
  });
});
