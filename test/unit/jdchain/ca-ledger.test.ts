/** Ledgers in CA mode: what JD Chain reads of their certificates is written, and what it would refuse is named here. The real classes judge in test/strangers/jdchain. */

import { describe, expect, it } from 'vitest';
import { equal, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromPkcs8Pem, toPkcs8Pem } from '../../../main/core/keys/pem.ts';
import { suiteNames } from '../../../main/core/keys/index.ts';
import { judgeCertificates } from '../../../main/export/jdchain/ca/judge.ts';
import { certifyInVault, demandWish } from '../../../main/export/jdchain/ca/wish.ts';
import { readCertificate } from '../../../main/export/jdchain/ca/certificate.ts';
import { parseSubject } from '../../../main/export/jdchain/ca/subject.ts';
import { transactionContent } from '../../../main/export/jdchain/contracts.ts';
import { rebuildGenesis } from '../../../main/export/jdchain/document.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import { encodePrivate, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { buildRegistration, parseRegistration } from '../../../main/export/jdchain/registration.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { lint } from '../../../main/export/jdchain/lint.ts';
import { genesisInputFromPlan, memberFiles } from '../../../main/export/jdchain/members.ts';
import { readProperties } from '../../../main/export/jdchain/properties.ts';
import { runbooks } from '../../../main/export/jdchain/runbook/runbook.ts';
import { refusal } from '../../refusal.ts';
import {
  certificates,
  day,
  folderOf,
  issue,
  keyOf,
  keys,
  name,
  pair,
  plan,
  root,
  rootLife,
  rootPair,
  start,
  textIn,
  withFile,
} from './ca-ledger.ts';

const input = genesisInputFromPlan(plan, keys, certificates);
const folder = folderOf('brand');
const read = (files: ReadonlyMap<string, Uint8Array>) =>
  readLedgerInit(files.get('ledger.init') ?? new Uint8Array(), {
    consensus: (path) => files.get(path),
    keyFile: (path) => files.get(path),
  });
const own = 'ca/participant-1.crt';
/** The same certificate with the last byte of its signature changed. */
function withLastByte(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----.*-----|\n/g, ''), 'base64');
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
const producer = { publicKey: keyOf('producer').key, issuer: root };
const now = start + 10 * day;

describe('a ledger in CA mode', () => {
  it('is read back from the files of a member, from its bytes and from genesis.json', () => {
    expect(read(folder).genesis).toEqual(input);
    const { content, txHashText } = buildGenesis(input);
    expect(parseGenesis(content)).toEqual(input);
    const document = memberFiles(plan, keys, certificates).get('genesis.json') ?? new Uint8Array();
    expect(rebuildGenesis(document).txHashText).toBe(txHashText);
  });

  it('has its gateway behind the nodes, which alone are in the consensus file', () => {
    const init = readProperties(folder.get('ledger.init') ?? new Uint8Array(), 'ledger.init');
    expect(init.get('cons_parti.count')).toBe('5');
    expect(init.get('cons_parti.4.ca-path')).toBe('ca/participant-4.crt');
    expect(init.get('cons_parti.4.initializer.host')).toBeUndefined();
    expect(textIn(folder, 'bftsmart/bftsmart.config')).toMatch(/system\.servers\.num=4\n/);
    expect(textIn(folder, 'bftsmart/bftsmart.config')).not.toContain('system.server.4.');
    expect([...folder.keys()]).toEqual(expect.arrayContaining(['brand-gw.crt', 'brand-app.crt', 'ca/root-0.crt']));
  });

  it('has a local.conf with the paths of certificate and key, and no secret', () => {
    const conf = readProperties(folder.get('local.conf') ?? new Uint8Array(), 'local.conf');
    expect(conf.get('local.parti.ca-path')).toBe('ca/participant-0.crt');
    expect(conf.get('local.parti.privkey-path')).toBe('brand.key');
    expect(conf.get('local.parti.pwd')).toBe('');
    expect(conf.get('local.parti.privkey')).toBeUndefined();
  });

  it('has certificates in the genesis as their files have them, and of users as JD Chain writes them', () => {
    const texts = {
      ...certificates,
      own: { ...certificates.own, brand: (certificates.own['brand'] ?? '').replaceAll('\n', '\r\n') },
    };
    const other = buildGenesis(genesisInputFromPlan(plan, keys, texts));
    expect(equal(other.content, buildGenesis(input).content)).toBe(false);
    expect(parseGenesis(other.content).participants[0]?.certificate?.pem).toContain('\r\n');
    const { operations } = transactionContent.decode(other.content, 'genesis');
    expect(operations[1]).toMatchObject({ kind: 'userRegister', certificate: certificates.own['brand'] });
    expect(read(folderOf('brand', texts)).genesis.participants[0]?.publicKey).toEqual(keys['brand']);
  });

  it('is not written without the certificates, or with those of another key', () => {
    expect(refusal(() => memberFiles(plan, keys))).toBe('JDCHAIN-MISSING');
    const swapped = { ...certificates, own: { ...certificates.own, brand: certificates.own['lab'] ?? '' } };
    expect(refusal(() => memberFiles(plan, keys, swapped))).toBe('JDCHAIN-UNWRITABLE');
    const genesis = genesisInputFromPlan(plan, keys, swapped);
    expect(refusal(() => judgeCertificates(genesis, 'genesis'))).toBe('JDCHAIN-CERT-OTHER-KEY');
    expect(refusal(() => judgeCertificates(input, 'genesis'))).toBe('accepted');
  });

  it('tells in its runbook what ends when, and how it is renewed', () => {
    const book = textIn(runbooks({ plan, genesis: buildGenesis(input) }, keys), 'brand/RUNBOOK.md');
    for (const said of [
      'brand, brand-gw, brand-app',
      '365',
      '--purpose certify --root ledger-ca',
      'user-ca',
      '(cd "$PEER/config/init"',
      '8. ',
    ])
      expect(book).toContain(said);
    expect(textIn(folder, 'README.md')).toContain('brand.key.age');
  });
});

describe('what JD Chain would refuse of certificates', () => {
  const otherRoot = issue(pair(name, 2), { roles: ['ROOT', 'CA'], ...rootLife });
  const ed = pair('ed25519', 3);
  const edRoot = issue(ed, { roles: ['ROOT', 'CA'], ...rootLife });
  it.each([
    ['one that is none', 'JDCHAIN-CERT', 'no certificate'],
    ['two in one file', 'JDCHAIN-CERT', root + root],
    ['one of a user', 'JDCHAIN-CERT-OU', issue(rootPair, { ...producer, roles: ['USER'] })],
    [
      'one of another root',
      'JDCHAIN-CERT-FOREIGN',
      issue(pair(name, 2), { ...producer, issuer: otherRoot, roles: ['PEER'] }),
    ],
    ['one that signed itself', 'JDCHAIN-CERT-FOREIGN', issue(keyOf('producer'), { roles: ['PEER'] })],
    ['one of another algorithm', 'JDCHAIN-CERT-SUITE', issue(ed, { issuer: edRoot, roles: ['PEER'] })],
    ['one twice', 'JDCHAIN-DUPLICATE-KEY', certificates.own['brand'] ?? ''],
  ])('%s is %s', (_, code, text) => {
    expect(refusal(() => read(withFile(folder, own, text)))).toBe(code);
  });

  it.each([
    ['a leaf', certificates.own['lab'] ?? ''],
    ['one whose own signature does not hold', withLastByte(root)],
    ['one that another signed', issue(rootPair, { ...producer, roles: ['CA'] })],
  ])('for a root, %s is refused', (_, text) => {
    expect(refusal(() => read(withFile(folder, 'ca/root-0.crt', text)))).toBe('JDCHAIN-CERT-ROOT');
  });

  it('a file that is not there is named', () => {
    const files = new Map(folder);
    files.delete(own);
    expect(refusal(() => read(files))).toBe('JDCHAIN-FILE');
    files.delete('ca/root-0.crt');
    expect(refusal(() => read(files))).toBe('JDCHAIN-FILE');
  });

  it('another role than in the genesis is refused', () => {
    const participants = input.participants.map((one, i) =>
      i === 4 && one.certificate ? { ...one, certificate: { ...one.certificate, gateway: false } } : one,
    );
    expect(refusal(() => judgeCertificates({ ...input, participants }, 'genesis'))).toBe('JDCHAIN-CERT-OU');
  });
});

describe('lint of a ledger in CA mode', () => {
  const found = (files: Map<string, Uint8Array>, at = now) =>
    lint([{ name: 'brand', files }], at).map(({ rule, level, field }) => `${level} ${rule} ${field}`);
  const usual = found(folder);

  it('finds in a good folder the key alone that must be deleted later, and that DEFAULT may do everything', () => {
    expect(usual.filter((one) => !one.includes('ROLE'))).toEqual(['warning JDCHAIN-CA-KEY ']);
  });

  it.each([
    ['an end that is past', 'error JDCHAIN-CERT-EXPIRED cons_parti.0.ca-path', start + 366 * day],
    ['a beginning to come', 'error JDCHAIN-CERT-EARLY root-ca-path', start - 1000],
    ['an end two months ahead', 'warning JDCHAIN-CERT-SOON cons_parti.4.ca-path', start + 306 * day],
  ])('tells %s', (_, finding, at) => {
    expect(found(folder, at)).toContain(finding);
    expect(usual).not.toContain(finding);
  });

  it('tells a key of another certificate, one that is no participant’s, and a password for a plain key', () => {
    const key = (id: string) => new Map(folder).set('brand.key', toPkcs8Pem(name, keyOf(id).secret));
    expect(found(key('lab'))).toContain('error JDCHAIN-CERT-OTHER-KEY ');
    const conf = textIn(folder, 'local.conf');
    const app = withFile(folder, 'local.conf', conf.replace('ca/participant-0.crt', 'brand-app.crt'));
    expect(found(app)).toContain('error JDCHAIN-LOCAL-STRANGER local.parti.ca-path');
    const pwd = withFile(folder, 'local.conf', conf.replace('local.parti.pwd=', 'local.parti.pwd=abc'));
    expect(found(pwd)).toContain('error JDCHAIN-CA-PWD local.parti.pwd');
    const missing = withFile(folder, 'local.conf', conf.replace(/local\.parti\.privkey-path=.*/, ''));
    expect(found(missing)).toContain('error JDCHAIN-LOCAL-MISSING local.parti.privkey-path');
  });

  it('counts nodes without the gateway', () => {
    const peer = issue(rootPair, { ...producer, roles: ['GW'] });
    expect(found(withFile(folder, own, peer))).toContain('error JDCHAIN-CERT-NODES cons_parti.count');
  });
});

it('a registration has the certificate as JD Chain writes it, and is read back', () => {
  const signer = keyOf('lab').key;
  const publicKey = encodePublicKey(signer.suite, signer.raw);
  const certificate = certificates.own['lab'] ?? '';
  const ledgerHash = 'j5jxdXpSBUqZEp6sFaWnMKhJLPsh8c4UGaZtGbtf3FgSMP';
  const wanted = { ledgerHash, name: 'lab', publicKey, time: 1, certificate: certificate.replaceAll('\n', '\r\n') };
  const { bytes } = buildRegistration({ ...wanted, signer }, keyOf('lab').sign);
  expect(parseRegistration(bytes)).toMatchObject({ name: 'lab', publicKey, certificate });
});

describe('renewing', () => {
  const priv = encodePrivate(name, rootPair.secret, utf8('abc'));
  const serial = new Uint8Array(16).fill(7);
  const span = { notBefore: now, notAfter: now + 300 * day };
  const renew = (change: object, by = priv) => {
    const wish = {
      kind: 'renew',
      roles: [],
      ...span,
      certificate: certificates.own['brand'] ?? '',
      issuer: root,
      ...change,
    } as const;
    demandWish(wish);
    return readCertificate(certifyInVault(wish, { priv: by, password: utf8('abc'), serial }).pem, 'new');
  };

  it('keeps name, role and key, and overlaps the old one', () => {
    const old = readCertificate(certificates.own['brand'] ?? '', 'old');
    const fresh = renew({});
    expect(fresh).toMatchObject({ subject: old.subject, roles: old.roles, publicKey: old.publicKey, notBefore: now });
    expect(fresh.notBefore).toBeLessThan(old.notAfter);
    expect(fresh.serial).not.toBe(old.serial);
    expect(fresh.signedBy(rootPair.key)).toBe(true);
  });

  it('of a root is by itself', () => {
    const { issuer: _, ...self } = { certificate: root, issuer: undefined };
    const wish = { kind: 'renew', roles: [], ...span, ...self } as const;
    const fresh = readCertificate(certifyInVault(wish, { priv, password: utf8('abc'), serial }).pem, 'new');
    expect(fresh).toMatchObject({ ca: true, roles: ['ROOT', 'CA'], publicKey: rootPair.key, notAfter: span.notAfter });
    const other = encodePrivate(name, keyOf('lab').secret, utf8('abc'));
    expect(refusal(() => certifyInVault(wish, { priv: other, password: utf8('abc'), serial }))).toBe(
      'JDCHAIN-CERT-OTHER-KEY',
    );
  });

  it('is refused for what that root did not sign, and past its own end', () => {
    const foreign = issue(pair(name, 2), { roles: ['ROOT', 'CA'], ...rootLife });
    expect(refusal(() => renew({ issuer: foreign }))).toBe('JDCHAIN-CERT-FOREIGN');
    expect(refusal(() => renew({ notAfter: start + 3651 * day }))).toBe('JDCHAIN-CERT-ISSUER');
    expect(refusal(() => renew({}, encodePrivate(name, keyOf('lab').secret, utf8('abc'))))).toBe('JDCHAIN-CERT-ISSUER');
  });
});

describe('a private key in PEM', () => {
  it.each(suiteNames)('of %s is read back, and nothing but what is written so', (one) => {
    const { secret } = pair(one, 9);
    const pem = toPkcs8Pem(one, secret);
    expect(fromPkcs8Pem(pem)).toEqual({ suite: one, secret });
    // Of the frame; another byte of an Ed25519 key is another key.
    for (const at of [0, 30, 35, pem.length - 2])
      expect(refusal(() => fromPkcs8Pem(pem.map((byte, i) => (i === at ? byte ^ 1 : byte))))).toMatch(/^KEY-/);
    expect(refusal(() => fromPkcs8Pem(pem.slice(0, -1)))).toBe('KEY-PEM');
    expect(refusal(() => fromPkcs8Pem(utf8('')))).toBe('KEY-PEM');
  });
});

it('a subject has one form', () => {
  expect(parseSubject('CN=a, O=b')).toEqual([
    ['CN', 'a'],
    ['O', 'b'],
  ]);
});
