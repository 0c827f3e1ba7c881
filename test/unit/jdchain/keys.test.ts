/** JD Chain keys against the vectors of JD Chain itself (test/vectors/jdchain/keys.json says where each comes from). */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../../main/core/encoding/base58.ts';
import { concat, equal, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { encodedHash } from '../../../main/export/jdchain/genesis.ts';
import {
  address,
  decodePrivate,
  decodePublicKey,
  decodeSignature,
  encodePrivate,
  encodePublicKey,
  encodeSignature,
  passwordHash,
} from '../../../main/export/jdchain/keys.ts';
import type { HashName } from '../../../main/export/jdchain/names.ts';

interface Vectors {
  passwords: { password: string; pwd: string }[];
  keys: {
    algorithm: string;
    password: string;
    pub: string;
    address: string;
    priv: string;
    seed?: string;
    encodedPriv?: string;
  }[];
  signatures: {
    algorithm: string;
    message: string;
    priv: string;
    pub: string;
    signature: string;
    deterministic: boolean;
  }[];
  digests: { algorithm: string; message: string; digest: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/jdchain/keys.json', import.meta.url), 'utf8'),
) as Vectors;

function code(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
}

describe('JD Chain keys', () => {
  it.each(vectors.passwords)('hashes the password $password once', ({ password, pwd }) => {
    expect(passwordHash(utf8(password))).toBe(pwd);
  });

  it.each(vectors.keys)('reads and writes $pub', ({ pub, priv, password, address: expected, seed, encodedPriv }) => {
    const key = decodePublicKey(pub);
    expect(encodePublicKey(key.suite, key.raw)).toBe(pub);
    expect(address(key.suite, key.raw)).toBe(expected);
    const { suite: name, secret } = decodePrivate(priv, utf8(password));
    expect(name).toBe(key.suite);
    expect(equal(suite(name).publicKey(secret), key.raw)).toBe(true);
    if (seed !== undefined) expect(toHex(secret)).toBe(seed);
    if (encodedPriv !== undefined) expect(toHex(fromBase58(encodedPriv, 'vector').slice(3))).toBe(toHex(secret));
    expect(encodePrivate(name, secret, utf8(password))).toBe(priv);
    expect(decodePrivate(priv, passwordHash(utf8(password))).secret).toEqual(secret);
  });

  it('opens a private key by the text of its .pwd', () => {
    const { secret } = decodePrivate(
      '177gjsSFEGxuqp8M8yzFy3QjGarKeJ9hyb2vWkUYBXN5yAUwcSamDZpXS4NpynXKeQJd9Pc',
      'AXhhKihAa2LaRwY5mftnngSPKDF4N9JignnQ4skynY8y',
    );
    expect(toHex(secret)).toBe('8e6ab454d012764e4a374820245fe3c490932bc0debe3587b9096cc03ca1283b');
    expect(encodePublicKey('ed25519', suite('ed25519').publicKey(secret))).toBe(
      '7VeRJbVfA9wNM2RnQwYuzqzvwMqCmHPqHqANxWLhFQZrvCjB',
    );
  });

  it.each(vectors.signatures.filter(({ algorithm }) => algorithm !== 'ECDSA-SECP256K1'))(
    'verifies the $algorithm signature of JD Chain',
    ({ message, priv, pub, signature, deterministic }) => {
      const key = decodePublicKey(pub);
      const decoded = decodeSignature(signature);
      expect(encodeSignature(decoded.suite, decoded.raw)).toBe(signature);
      expect(suite(key.suite).verify(decoded.raw, utf8(message), key.raw)).toBe(true);
      const secret = fromBase58(priv, 'vector').slice(3);
      expect(encodePublicKey(key.suite, suite(key.suite).publicKey(secret))).toBe(pub);
      const own = suite(key.suite).sign(utf8(message), secret);
      if (deterministic) expect(encodeSignature(key.suite, own)).toBe(signature);
      expect(suite(key.suite).verify(own, utf8(message), key.raw)).toBe(true);
    },
  );

  it.each(vectors.digests)('encodes the $algorithm digest', ({ algorithm, message, digest }) => {
    expect(toBase58(encodedHash(algorithm as HashName, utf8(message)))).toBe(digest);
  });

  it.each([
    ['7VeRFF1ednwhrFoe5cngKwPUJ2N4iFKD9Jt53GxSCc1MmPQ6', 'LdeNwsiuo7n6HULWhNKc87PBXJXAfGKFon9RE'],
    ['7VeREmuT4fF9yRPEMbSSaNLKbLa3qoTpfGHRgwpnSWUn5tqW', 'LdeNiXZbsBCsTc2ZGp1PGBX81aUxPekhwEwmY'],
    ['7VeRBamwPeMb7jzTNg3Ap2DscBiy3QE3PK5NqBvv9tUjQVk4', 'LdeP1iczD3zpmcayKAxTfSywict9y2r6Jpq6n'],
  ])('gives %s its address', (pub, expected) => {
    const key = decodePublicKey(pub);
    expect(address(key.suite, key.raw)).toBe(expected);
  });
});

describe('JD Chain keys refuse', () => {
  const good = '7VeRLdGtSz1Y91gjLTqEdnkotzUfaAqdap3xw6fQ1yKHkvVq';
  const priv = '177gjzHTznYdPgWqZrH43W3yp37onm74wYXT4v9FukpCHBrhRysBBZh7Pzdo5AMRyQGJD7x';
  const bytes = fromBase58(good, 'key');

  it('a newline behind the key, as JD Chain does', () => {
    expect(code(() => decodePublicKey(`${good}\n`))).toBe('ENCODING-BASE58');
  });
  it('a key that is one byte short or long', () => {
    expect(code(() => decodePublicKey(toBase58(bytes.subarray(0, 34))))).toBe('JDCHAIN-KEY');
    expect(code(() => decodePublicKey(toBase58(concat(bytes, Uint8Array.of(0)))))).toBe('JDCHAIN-KEY');
  });
  it('a private key as a public one, and the other way round', () => {
    expect(code(() => decodePublicKey('7VeRTM6yy16ukoBir7iUi7aGVw9aC5qpitSQzQMQoc7G3WWj'))).toBe('JDCHAIN-KEY');
    expect(code(() => decodePublicKey(priv))).toBe('JDCHAIN-KEY');
    expect(code(() => decodePrivate(good, utf8('abc')))).toBe('JDCHAIN-KEY');
  });
  it('RSA by name', () => {
    expect(code(() => decodePublicKey(toBase58(concat(Uint8Array.of(0xc1, 0x17, 1), new Uint8Array(259)))))).toBe(
      'JDCHAIN-KEY-ALGORITHM',
    );
  });
  it('a key file of JD Chain 1.4.0, and says what to write', () => {
    const old = toBase58(concat(fromHex('ff707562', 'magic'), bytes));
    expect(old.startsWith('3snPdw7i7P')).toBe(true);
    expect(code(() => decodePublicKey(old))).toBe('JDCHAIN-KEY-LEGACY');
  });
  it('bytes that are no point of the curve', () => {
    const off = bytes.slice();
    off.fill(0xff, 3);
    expect(code(() => decodePublicKey(toBase58(off)))).toBe('JDCHAIN-KEY-POINT');
  });
  it('an ECDSA key from before JD Chain changed the curve', () => {
    const old = vectors.signatures.find(({ algorithm }) => algorithm === 'ECDSA-SECP256K1');
    expect(code(() => decodePublicKey(old?.pub ?? ''))).toBe('JDCHAIN-KEY-POINT');
  });
  it('a wrong password, without saying it', () => {
    expect(code(() => decodePrivate(priv, utf8('abd')))).toBe('JDCHAIN-KEY-PASSWORD');
    try {
      decodePrivate(priv, utf8('hunter2'));
    } catch (error) {
      expect(String((error as Error).stack)).not.toContain('hunter2');
      expect((error as Error).cause).toBeUndefined();
    }
  });
  it('a digest instead of a signature', () => {
    expect(code(() => decodeSignature(toBase58(encodedHash('SHA256', utf8('x')))))).toBe('JDCHAIN-KEY');
  });
});
