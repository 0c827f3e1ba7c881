/**
 * Certificates made here are taken by JD Chain's own `CertificateUtils` (validity, roles, direct issue by a root) and by OpenSSL; requests
 * made by OpenSSL are certified here.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import { toPkcs8Pem } from '../../../main/core/keys/pem.ts';
import { certificateLocalConf } from '../../../main/export/jdchain/local-conf.ts';
import { readCertificate } from '../../../main/export/jdchain/ca/certificate.ts';
import { subjectText } from '../../../main/export/jdchain/ca/subject.ts';
import { certifyInVault, type CertificateWish } from '../../../main/export/jdchain/ca/wish.ts';
import { address, encodePrivate } from '../../../main/export/jdchain/keys.ts';
import { lint } from '../../../main/export/jdchain/lint.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { refusal } from '../../refusal.ts';
import * as ledger from '../../unit/jdchain/ca-ledger.ts';
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

/** A member's folder on disk, whose ledger.init is read from elsewhere: JD Chain takes paths from where it runs. */
function onDisk(name: string, files: ReadonlyMap<string, Uint8Array>): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(at(`${name}/${path}`)), { recursive: true });
    writeFileSync(at(`${name}/${path}`), bytes);
  }
  const init = at(`${name}/ledger.init`);
  writeFileSync(init, readFileSync(init, 'utf8').replaceAll(/=ca\//g, `=${at(name)}/ca/`));
  return init;
}

/** What we say of the same folder: refused when it is read, or an error of lint. */
function ours(files: ReadonlyMap<string, Uint8Array>): string {
  const file = (path: string) => files.get(path);
  const init = files.get('ledger.init') ?? new Uint8Array();
  const code = refusal(() => readLedgerInit(init, { consensus: file, keyFile: file }));
  if (code !== 'accepted') return code;
  return lint([{ name: 'a', files }], Date.now()).find(({ level }) => level === 'error')?.rule ?? 'accepted';
}

const { issue, rootPair, root: ledgerRoot, keyOf, pair: pairOf, rootLife, day } = ledger;
const producer = { publicKey: keyOf('producer').key, issuer: ledgerRoot, roles: ['PEER'] } as const;
const otherRoot = issue(pairOf(ledger.name, 2), { roles: ['ROOT', 'CA'], ...rootLife });
const oldRoot = issue(rootPair, { roles: ['ROOT', 'CA'], notBefore: now - 900 * day, notAfter: now + 900 * day });
const expired = { notBefore: now - 800 * day, notAfter: now - day };
const shortRoot = issue(rootPair, { roles: ['ROOT', 'CA'], ...expired });
const early = { notBefore: now + day, notAfter: now + 3 * day };
const own = 'ca/participant-1.crt';

const refusedCases = [
  [
    'a certificate that has ended',
    'JDCHAIN-CERT-EXPIRED',
    own,
    issue(rootPair, { ...producer, issuer: oldRoot, ...expired }),
  ],
  ['a certificate that has not begun', 'JDCHAIN-CERT-EARLY', own, issue(rootPair, { ...producer, ...early })],
  ['a root that has ended', 'JDCHAIN-CERT-EXPIRED', 'ca/root-0.crt', shortRoot],
  ['a certificate of a user', 'JDCHAIN-CERT-OU', own, issue(rootPair, { ...producer, roles: ['USER'] })],
  [
    'a certificate of another root',
    'JDCHAIN-CERT-FOREIGN',
    own,
    issue(pairOf(ledger.name, 2), { ...producer, issuer: otherRoot }),
  ],
  ['a certificate that signed itself', 'JDCHAIN-CERT-FOREIGN', own, issue(keyOf('producer'), { roles: ['PEER'] })],
  ['a leaf for a root', 'JDCHAIN-CERT-ROOT', 'ca/root-0.crt', ledger.certificates.own['lab'] ?? ''],
  ['what is no certificate', 'JDCHAIN-CERT', own, 'MAA='],
] as const;

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

  it('a folder with certificates is taken, its local.conf and key as well, and what is refused there is refused here', () => {
    const folders = refusedCases.map(([, , path, text]) => ledger.withFile(ledger.folderOf('brand'), path, text));
    const good = ledger.folderOf('brand');
    const answers = ask([
      ['ledger-init', onDisk('good', good)],
      ['ca-local-conf', at('good/local.conf'), at('good')],
      ...folders.map((files, i) => ['ledger-init', onDisk(`bad-${String(i)}`, files)]),
    ]);
    expect(answers[0]).toMatchObject({ ok: true, identityMode: 'CA' });
    expect(answers[1]).toMatchObject({ ok: true });
    expect(ours(good)).toBe('accepted');
    for (const [i, [what, code]] of refusedCases.entries()) {
      expect(`${what}: ${String(answers[i + 2]?.ok)}`).toBe(`${what}: false`);
      expect(`${what}: ${ours(folders[i] ?? new Map())}`).toBe(`${what}: ${code}`);
    }
  });

  it('the PEM key of every suite opens there, and as PKCS#12 by OpenSSL in a key store of Java', () => {
    const cases = suiteNames.flatMap((name) => {
      const [issuer, member] = [pair(name, 1), pair(name, 2)];
      const root = certify(`${name}-k-root.crt`, issuer, rootWish);
      const csr = certify(`${name}-k.csr`, member, { kind: 'request', subject: 'CN=k', roles: ['PEER'] });
      const texts = { request: readFileSync(csr, 'utf8'), issuer: readFileSync(root, 'utf8') };
      certify(`${name}-k.crt`, issuer, { kind: 'issue', roles: ['PEER'], ...texts });
      const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(2));
      writeFileSync(at(`${name}-k.key`), toPkcs8Pem(name, secret));
      const conf = certificateLocalConf({ certificate: `${name}-k.crt`, key: `${name}-k.key`, ledgerName: 'l' });
      writeFileSync(at(`${name}-k.conf`), conf);
      const p12 = ['pkcs12', '-export', '-in', at(`${name}-k.crt`), '-inkey', at(`${name}-k.key`), '-certfile', root];
      execFileSync('openssl', [...p12, '-name', 'k', '-passout', 'pass:abc', '-out', at(`${name}.p12`)], {
        stdio: 'pipe',
      });
      return [
        ['ca-local-conf', at(`${name}-k.conf`), folder],
        ['keystore', at(`${name}.p12`), 'abc'],
      ];
    });
    for (const [i, answer] of ask(cases).entries())
      expect({ asked: cases[i]?.slice(0, 2), error: '', ...answer }).toMatchObject({ ok: true, error: '' });
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
