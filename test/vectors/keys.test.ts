/** Keys against numbers that nobody here made: Wycheproof, CCTV, RFC 8032, RFC 6979, GB/T 32918.5, JD Chain. */

import { readFileSync } from 'node:fs';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { describe, expect, it } from 'vitest';
import { fromBase58 } from '../../main/core/encoding/base58.ts';
import { equal, utf8 } from '../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { signatureFromDer } from '../../main/core/keys/der.ts';
import { suite } from '../../main/core/keys/index.ts';
import type { SuiteName } from '../../main/core/keys/index.ts';
import { signSm2WithK, sm2Digest, sm2Z } from '../../main/core/keys/sm2.ts';
import { hmacSm3 } from '../../main/core/keys/sm3.ts';
import { refusal } from '../refusal.ts';

const hex = (text: string) => fromHex(text, 'vector');
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
type Table<Row> = { count: number; tests: Row[] };
type Verify = [tcId: number, publicKey: string, msg: string, sig: string, valid: boolean];

function table<Row>(file: string, count: number): Row[] {
  const { tests, count: recorded } = read(file) as Table<Row>;
  // A vector file that lost its rows must not pass as a green test.
  expect([tests.length, recorded]).toEqual([count, count]);
  return tests;
}

/** The ids of the cases whose verdict is not ours. */
function disagreements(rows: Verify[], verdict: (row: Verify) => boolean): number[] {
  return rows.filter((row) => verdict(row) !== row[4]).map((row) => row[0]);
}

describe('Wycheproof', () => {
  it.each([
    ['ed25519', './wycheproof/ed25519_test.json', 151],
    ['p256', './wycheproof/ecdsa_secp256r1_sha256_p1363_test.json', 262],
  ] as [SuiteName, string, number][])('%s: every verdict (%s)', (name, file, count) => {
    const rows = table<Verify>(file, count);
    const keys = suite(name);
    expect(disagreements(rows, ([, key, msg, sig]) => keys.verify(hex(sig), hex(msg), hex(key)))).toEqual([]);
  });

  it('p256 in DER: every verdict, the encoding judged by signatureFromDer', () => {
    const rows = table<Verify>('./wycheproof/ecdsa_secp256r1_sha256_test.json', 484);
    const verdict = ([, key, msg, sig]: Verify) => {
      const parsed = refusal(() => signatureFromDer(hex(sig)));
      expect(parsed).toMatch(/^(accepted|KEY-DER)$/);
      return parsed === 'accepted' && suite('p256').verify(signatureFromDer(hex(sig)), hex(msg), hex(key));
    };
    expect(disagreements(rows, verdict)).toEqual([]);
  });

  it('HMAC-SM3: every tag', () => {
    type Mac = [tcId: number, key: string, msg: string, tag: string, tagBits: number, valid: boolean];
    const rows = table<Mac>('./wycheproof/hmac_sm3_test.json', 174);
    const wrong = rows.filter(
      ([, key, msg, tag, bits, valid]) => equal(hmacSm3(hex(key), hex(msg)).subarray(0, bits / 8), hex(tag)) !== valid,
    );
    expect(wrong).toEqual([]);
  });
});

describe('CCTV Ed25519: where verifiers differ', () => {
  it('accepts only what has no point of small order in it, so every verifier agrees', () => {
    type Case = [number: number, publicKey: string, msg: string, sig: string, flags: string[]];
    const rows = table<Case>('./cctv/ed25519.json', 914);
    const accepted = rows.filter(([, key, msg, sig]) => suite('ed25519').verify(hex(sig), utf8(msg), hex(key)));
    expect(accepted.map(([number, , , , flags]) => [number, flags])).toEqual([[305, []]]);
  });
});

type Annex = 'message' | 'privateKey' | 'publicKeyX' | 'publicKeyY' | 'za' | 'e' | 'k' | 'r' | 's';

describe('published signatures', () => {
  it.each([
    [
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('Ed25519: RFC 8032 section 7.1, %s', (seed, publicKey, msg, signature) => {
    expect(toHex(suite('ed25519').publicKey(hex(seed)))).toBe(publicKey);
    expect(toHex(suite('ed25519').sign(hex(msg), hex(seed)))).toBe(signature);
  });

  it.each([
    [
      'sample',
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    ],
    [
      'test',
      'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
    ],
  ])('P-256: RFC 6979 section A.2.5, "%s"', (msg, signature) => {
    const secret = hex('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721');
    expect(toHex(suite('p256').sign(utf8(msg), secret))).toBe(signature);
  });

  it('SM2: GB/T 32918.5 Annex A, Z, e, r and s', () => {
    const v = read('./keys/gbt-32918.5-annex-a.json') as Record<Annex, string>;
    const secret = hex(v.privateKey);
    const publicKey = hex(`04${v.publicKeyX}${v.publicKeyY}`);
    const message = utf8(v.message);
    expect(suite('sm2').publicKey(secret)).toEqual(publicKey);
    expect(toHex(sm2Z(publicKey))).toBe(v.za);
    expect(toHex(sm2Digest(message, publicKey))).toBe(v.e);
    const signature = signSm2WithK(message, secret, BigInt(`0x${v.k}`));
    expect(toHex(signature)).toBe(v.r + v.s);
    expect(suite('sm2').verify(signature, message, publicKey)).toBe(true);
  });
});

describe('JD Chain', () => {
  interface Signed {
    algorithm: string;
    message: string;
    priv: string;
    pub: string;
    signature: string;
  }
  const vectors = read('./keys/jdchain-signatures.json') as {
    signatures: Signed[];
    ed25519Pairs: { seed: string; pub: string }[];
  };
  const ofSuite = (algorithm: string) => vectors.signatures.find((v) => v.algorithm === algorithm)!;
  /** Without the chain's own prefix: two bytes of algorithm, one of key type. */
  const raw = (text: string, prefix: number) => fromBase58(text, 'vector').slice(prefix);

  it.each(['ed25519', 'sm2'] as const)('%s: its key pair and its signature over "imuge"', (name) => {
    const v = ofSuite(name.toUpperCase());
    const keys = suite(name);
    const publicKey = raw(v.pub, 3);
    const secret = raw(v.priv, 3);
    expect(keys.publicKey(secret)).toEqual(publicKey);
    expect(keys.verify(raw(v.signature, 2), utf8(v.message), publicKey)).toBe(true);
    expect(keys.verify(raw(v.signature, 2), utf8('imuge '), publicKey)).toBe(false);
    expect(keys.verify(keys.sign(utf8(v.message), secret), utf8(v.message), publicKey)).toBe(true);
  });

  it('Ed25519 is the same signature to the byte', () => {
    const v = ofSuite('ED25519');
    expect(suite('ed25519').sign(utf8(v.message), raw(v.priv, 3))).toEqual(raw(v.signature, 2));
  });

  it('ECDSA of that vector is on secp256k1, so P-256 takes neither its key nor its signature', () => {
    const v = ofSuite('ECDSA');
    const publicKey = raw(v.pub, 3);
    expect(secp256k1.verify(raw(v.signature, 2), utf8(v.message), publicKey, { lowS: false })).toBe(true);
    expect(suite('p256').isPublicKey(publicKey)).toBe(false);
    expect(suite('p256').verify(raw(v.signature, 2), utf8(v.message), publicKey)).toBe(false);
  });

  it('Ed25519 seeds give its public keys', () => {
    expect(vectors.ed25519Pairs).toHaveLength(5);
    for (const { seed, pub } of vectors.ed25519Pairs) {
      expect(suite('ed25519').publicKey(hex(seed))).toEqual(raw(pub, 3));
    }
  });
});
