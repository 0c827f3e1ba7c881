/**
 * Certificates made here are taken by JD Chain's own `CertificateUtils` (validity, roles, direct issue by a root) and by OpenSSL; requests
 * made by OpenSSL are certified here.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { readCertificate } from '../../../main/export/jdchain/ca/certificate.ts';
import { subjectText } from '../../../main/export/jdchain/ca/subject.ts';
import { certifyInVault, type CertificateWish } from '../../../main/export/jdchain/ca/wish.ts';
import { address, encodePrivate } from '../../../main/export/jdchain/keys.ts';
import { absence, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: ${absent}`);

const folder = mkdtempSync(join(tmpdir(), 'jdchain-ca-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);

const now = Date.now();
let serials = 0;

function pair(name: SuiteName, seed: number) {
  const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(seed));
  const priv = encodePrivate(name, secret, utf8('abc'));
  const raw = suite(name).publicKey(secret);
  return { priv, address: address(name, raw) };
}

/** As the vault does it; the file that it makes. */
function certify(
  file: string,
  { priv }: { priv: string },
  wish: Omit<CertificateWish, 'notBefore' | 'notAfter'>,
): string {
  const serial = new Uint8Array(16).fill(++serials);
  const whole = { notBefore: now - 60_000, notAfter: now + 86_400_000, ...wish };
  writeFileSync(at(file), certifyInVault(whole, { priv, password: utf8('abc'), serial }).pem);
  return at(file);
}

const rootWish = { kind: 'root', subject: 'CN=根,O=JD,C=CN', roles: ['ROOT', 'CA'] } as const;

/** OpenSSL's usual identity for SM2 is empty, JD Chain's is the one of the standard. */
const sm2 = (name: SuiteName) => (name === 'sm2' ? ['-vfyopt', 'distid:1234567812345678'] : []);

const opensslAlgorithm = {
  ed25519: ['-algorithm', 'ED25519'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  sm2: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'],
} as const;

describe.skipIf(absent !== '' && !required)(`certificates${absent && ` (skipped: ${absent})`}`, () => {
  it('JD Chain is there', () => {
    expect(absent).toBe('');
  });

  it.each(suiteNames)('with %s, from a root to a leaf, are taken by JD Chain and OpenSSL', (name) => {
    const [issuer, member] = [pair(name, 1), pair(name, 2)];
    const root = certify(`${name}-root.crt`, issuer, rootWish);
    const csr = certify(`${name}.csr`, member, { kind: 'request', subject: 'CN=node4,O=京东', roles: ['PEER'] });
    const texts = { request: readFileSync(csr, 'utf8'), issuer: readFileSync(root, 'utf8') };
    const leaf = certify(`${name}.crt`, issuer, { kind: 'issue', roles: ['PEER', 'GW'], ...texts });
    // Another root of the same name.
    const other = certify(`${name}-other.crt`, pair(name, 3), rootWish);

    const [there, foreign] = ask([
      ['cert', leaf, root],
      ['cert', leaf, other],
    ]);
    expect(there).toMatchObject({ ok: true, issuedByRoot: true, ca: false, address: member.address });
    expect([...(there?.['roles'] as string[])].sort()).toEqual(['GW', 'PEER']);
    expect(foreign?.ok).toBe(false);
    const openssl = spawnSync('openssl', ['verify', ...sm2(name), '-x509_strict', '-CAfile', root, leaf], {
      encoding: 'utf8',
    });
    expect(`${openssl.stdout}${openssl.stderr}`).toBe(`${leaf}: OK\n`);
    expect(spawnSync('openssl', ['req', ...sm2(name), '-in', csr, '-verify', '-noout']).status).toBe(0);
  });

  it.each(suiteNames)('are issued for a request of OpenSSL with %s', (name) => {
    const issuer = pair(name, 1);
    const root = certify(`${name}-o-root.crt`, issuer, rootWish);
    execFileSync('openssl', ['genpkey', ...opensslAlgorithm[name], '-out', at(`${name}.pem`)], { stdio: 'pipe' });
    const signing = { ed25519: [], p256: ['-sha256'], sm2: ['-sm3', '-sigopt', 'distid:1234567812345678'] }[name];
    const csr = ['req', '-new', ...signing, '-key', at(`${name}.pem`), '-subj', '/C=CN/O=Lab/OU=old/CN=node5'];
    execFileSync('openssl', [...csr, '-out', at(`${name}-o.csr`)], { stdio: 'pipe' });
    const texts = { request: readFileSync(at(`${name}-o.csr`), 'utf8'), issuer: readFileSync(root, 'utf8') };
    const leaf = certify(`${name}-o.crt`, issuer, { kind: 'issue', roles: ['USER'], ...texts });
    const { subject } = readCertificate(readFileSync(leaf, 'utf8'), leaf);
    expect(subjectText(subject)).toBe('OU=USER, C=CN, O=Lab, CN=node5');
    expect(spawnSync('openssl', ['verify', ...sm2(name), '-CAfile', root, leaf]).status).toBe(0);
  });
});
