/**
 * OpenSSL, the program: it reads our keys, verifies our SM2, Ed25519 and P-256, and we verify its.
 * 20 keys a suite from a seed that is printed; `ROOTSEAL_SEED=<hex>` repeats a run.
 */

import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite, suiteNames } from '../../../main/core/keys/index.ts';
import { fromSpkiPem, toPkcs8Pem, toSpkiPem } from '../../../main/core/keys/pem.ts';
import { verifySm2 } from '../../../main/core/keys/sm2.ts';
import { OpenSsl, opensslVersion } from './openssl.ts';

const found = opensslVersion();
const absent = 'absent' in found ? found.absent : '';
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: ${absent}`);

const seed = process.env.ROOTSEAL_SEED ?? randomBytes(16).toString('hex');
if ('version' in found) console.info(`${found.version}, seed ROOTSEAL_SEED=${seed}`);
const draw = (name: string, length: number) =>
  new Uint8Array(createHash('shake256', { outputLength: length }).update(`${seed}/${name}`).digest());

const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
const openssl = new OpenSsl(folder);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const flipped = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte));

describe.skipIf(absent !== '' && !required)(`OpenSSL${absent && ` (skipped: ${absent})`}`, () => {
  it.each(suiteNames)('%s: 20 keys of ours, signatures in both directions', (name) => {
    const keys = suite(name);
    for (let i = 0; i < 20; i++) {
      const secret = keys.secretFromRandom(draw(`${name}/${i}`, keys.randomLength));
      const publicKey = keys.publicKey(secret);
      const [privatePem, publicPem] = [toPkcs8Pem(name, secret), toSpkiPem(name, publicKey)];
      expect(openssl.publicPem(privatePem)).toBe(publicPem);
      // Never empty: the program refuses to read nothing.
      const message = draw(`${name}/${i}/message`, 1 + 13 * i);
      const ours = keys.sign(message, secret);
      const theirs = openssl.sign(name, message, privatePem);
      expect(openssl.verify(name, ours, message, publicPem)).toBe(true);
      expect(keys.verify(theirs, message, publicKey)).toBe(true);
      expect(openssl.verify(name, flipped(ours), message, publicPem)).toBe(false);
      expect(keys.verify(flipped(theirs), message, publicKey)).toBe(false);
      // Ed25519 has one signature; of the others OpenSSL draws k at random.
      expect(Buffer.from(theirs).equals(ours)).toBe(name === 'ed25519');
    }
  });

  it.each(suiteNames)('%s: keys of its own making', (name) => {
    for (let i = 0; i < 3; i++) {
      const privatePem = openssl.generate(name);
      const { suite: read, publicKey } = fromSpkiPem(openssl.publicPem(privatePem));
      expect(read).toBe(name);
      const message = draw(`${name}/its/${i}`, 100);
      const theirs = openssl.sign(name, message, privatePem);
      expect(suite(name).verify(theirs, message, publicKey)).toBe(true);
      expect(suite(name).verify(theirs, message.subarray(1), publicKey)).toBe(false);
    }
  });

  it('sm2: another user id is another signature, for both', () => {
    const keys = suite('sm2');
    const secret = keys.secretFromRandom(draw('id', 48));
    const publicKey = keys.publicKey(secret);
    const message = utf8('message digest');
    const other = 'ALICE123@YAHOO.COM';
    expect(openssl.verify('sm2', keys.sign(message, secret), message, toSpkiPem('sm2', publicKey), other)).toBe(false);
    const theirs = openssl.sign('sm2', message, toPkcs8Pem('sm2', secret), other);
    expect(keys.verify(theirs, message, publicKey)).toBe(false);
    expect(verifySm2(theirs, message, publicKey, utf8(other))).toBe(true);
  });
});
