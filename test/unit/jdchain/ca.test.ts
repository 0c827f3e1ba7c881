/** Certificates of CA mode: what is issued is read back, and what may not be issued is refused. Other tools judge them in test/strangers/jdchain/ca.test.ts. */

import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite, type SuiteName, suiteNames } from '../../../main/core/keys/index.ts';
import {
  issueCertificate,
  makeRequest,
  readCertificate,
  readRequest,
} from '../../../main/export/jdchain/ca/certificate.ts';
import { parseSubject, subjectText } from '../../../main/export/jdchain/ca/subject.ts';
import { certifyInVault, demandWish } from '../../../main/export/jdchain/ca/wish.ts';
import { encodePrivate } from '../../../main/export/jdchain/keys.ts';
import { refusal, refusalOf } from '../../refusal.ts';

const start = Date.parse('2026-11-22T00:00:00.400Z');
const lifetime = { notBefore: start, notAfter: start + 10 ** 10 };
const serial = new Uint8Array(16).fill(0xff);

function pair(name: SuiteName, seed: number) {
  const secret = suite(name).secretFromRandom(new Uint8Array(suite(name).randomLength).fill(seed));
  const sign = (message: Uint8Array) => suite(name).sign(message, secret);
  return { key: { suite: name, raw: suite(name).publicKey(secret) }, secret, sign };
}

/** A part of a DER structure of two levels put in place of another, the lengths of both levels mended. */
function resized(hex: string, part: RegExp, by: string): string {
  const [found = ''] = part.exec(hex) ?? [];
  const less = (found.length - by.length) / 2;
  const mended = (at: number) => (parseInt(hex.slice(at, at + 4), 16) - less).toString(16).padStart(4, '0');
  // Both begin 30 82 and two bytes of length.
  const head = `3082${mended(4)}3082${mended(12)}`;
  return head + hex.slice(16).replace(found, by);
}

function rootOf(name: SuiteName, seed = 1) {
  const { key, sign } = pair(name, seed);
  const wish = { ...lifetime, subject: parseSubject('CN=根,O=JD,C=CN'), roles: ['ROOT', 'CA'] as const, serial };
  return issueCertificate({ ...wish, publicKey: key }, key, sign);
}

describe.each(suiteNames)('certificates with %s', (name) => {
  const [issuer, member] = [pair(name, 1), pair(name, 2)];
  const root = rootOf(name);
  const subject = parseSubject('CN=node4, O=京东, E=a@b.cn');
  const request = makeRequest({ subject, roles: ['PEER'], publicKey: member.key }, member.sign);
  const wish = { ...lifetime, subject, roles: ['PEER', 'GW'] as const, publicKey: member.key, serial, issuer: root };
  const leaf = issueCertificate(wish, issuer.key, issuer.sign);

  it('are read back as they were issued', () => {
    expect(readCertificate(root, 'root')).toMatchObject({ roles: ['ROOT', 'CA'], ca: true, publicKey: issuer.key });
    const read = readCertificate(leaf, 'leaf');
    expect(read).toMatchObject({
      roles: ['PEER', 'GW'],
      ca: false,
      publicKey: member.key,
      serial: `7f${'ff'.repeat(15)}`,
    });
    expect(subjectText(read.subject)).toBe('OU=PEER, OU=GW, CN=node4, O=京东, E=a@b.cn');
    expect(read.issuer).toEqual(readCertificate(root, 'root').subject);
    // Whole seconds.
    expect([read.notBefore, read.notAfter]).toEqual([start - 400, lifetime.notAfter - 400]);
    expect([read.signedBy(issuer.key), read.signedBy(member.key)]).toEqual([true, false]);
  });

  it('are asked for by whoever has the key', () => {
    expect(readRequest(request, 'csr')).toEqual({ subject: [['OU', 'PEER'], ...subject], publicKey: member.key });
    const other = makeRequest({ subject, roles: ['PEER'], publicKey: member.key }, issuer.sign);
    expect(refusal(() => readRequest(other, 'csr'))).toBe('JDCHAIN-CERT-SIGNATURE');
  });

  it('of every changed byte (each fourth is tried) are refused or not signed by that root', () => {
    const der = Buffer.from(leaf.replaceAll(/-----.*-----|\n/g, ''), 'base64');
    for (let at = 0; at < der.length; at += 4) {
      const bytes = Buffer.from(der);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const pem = `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
      const verdict = refusal(() => {
        if (!readCertificate(pem, 'leaf').signedBy(issuer.key)) throw new Error('not signed');
      });
      expect(verdict).toMatch(/^JDCHAIN-CERT|not signed/);
    }
  });

  it('are not issued by a leaf, with another key, or for longer than the root lives', () => {
    const issue =
      (change: object, by = issuer) =>
      () =>
        issueCertificate({ ...wish, ...change }, by.key, by.sign);
    expect(refusal(issue({ issuer: leaf }, member))).toBe('JDCHAIN-CERT-ISSUER');
    expect(refusal(issue({}, member))).toBe('JDCHAIN-CERT-ISSUER');
    expect(refusal(issue({ notAfter: lifetime.notAfter + 1000 }))).toBe('JDCHAIN-CERT-ISSUER');
    expect(refusal(issue({ notBefore: start - 1000 }))).toBe('JDCHAIN-CERT-ISSUER');
    const another = suiteNames.find((one) => one !== name) ?? 'sm2';
    expect(refusal(issue({ publicKey: pair(another, 3).key }))).toBe('JDCHAIN-CERT-ISSUER');
  });

  it('are made in the vault from a request, its subject without OUs', () => {
    const priv = encodePrivate(name, issuer.secret, utf8('abc'));
    const asked = { kind: 'issue', roles: ['USER'], ...lifetime, request, issuer: root } as const;
    demandWish(asked);
    const { pem } = certifyInVault(asked, { priv, password: utf8('abc'), serial });
    expect(subjectText(readCertificate(pem, 'leaf').subject)).toBe('OU=USER, CN=node4, O=京东, E=a@b.cn');
    const wrong = () => certifyInVault(asked, { priv, password: utf8('abd'), serial });
    expect(refusal(wrong)).toBe('JDCHAIN-KEY-PASSWORD');
  });
});

describe('what is no certificate', () => {
  it.each([
    ['nothing', ''],
    ['other PEM', '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n'],
    ['two', rootOf('ed25519') + rootOf('ed25519')],
    ['no DER', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'],
  ])('%s is refused', (_, pem) => {
    expect(refusal(() => readCertificate(pem, 'file'))).toBe('JDCHAIN-CERT');
    expect(refusal(() => readRequest(pem, 'file'))).toBe('JDCHAIN-CERT');
  });

  it.each(['CN', 'OU=PEER', 'CN=', 'C=China', 'E=ä@b', 'X=1', 'CN=a\u202eb', `CN=${'x'.repeat(65)}`])(
    'the name %o is refused',
    (text) => {
      expect(refusal(() => parseSubject(text))).toBe('JDCHAIN-CERT-SUBJECT');
    },
  );

  const again = (pem: string, change: (hex: string) => string) => {
    const label = /-----BEGIN (.*)-----/.exec(pem)?.[1] ?? '';
    const hex = Buffer.from(pem.replaceAll(/-----.*-----|\n/g, ''), 'base64').toString('hex');
    return `-----BEGIN ${label}-----\n${Buffer.from(change(hex), 'hex').toString('base64')}\n-----END ${label}-----\n`;
  };

  it('bytes behind a certificate are refused', () => {
    expect(
      refusal(() =>
        readCertificate(
          again(rootOf('ed25519'), (hex) => hex),
          'file',
        ),
      ),
    ).toBe('accepted');
    expect(
      refusal(() =>
        readCertificate(
          again(rootOf('ed25519'), (hex) => `${hex}0500`),
          'file',
        ),
      ),
    ).toBe('JDCHAIN-CERT');
  });

  it('a request that calls its signature by another name is refused', () => {
    const { key, sign } = pair('p256', 2);
    const request = makeRequest({ subject: parseSubject('CN=a'), roles: ['PEER'], publicKey: key }, sign);
    const other = again(request, (hex) => hex.replace('06082a8648ce3d040302', '06082a8648ce3d040303'));
    expect(other).not.toBe(request);
    expect(refusal(() => readRequest(other, 'csr'))).toBe('JDCHAIN-CERT-SIGNATURE');
  });

  it('RSA is named, as a key that is not of this ledger', () => {
    const rsa = '301a300d06092a864886f70d01010105000309003006020103020103';
    const ed = /302a300506032b6570032100.{64}/;
    const bad = again(rootOf('ed25519'), (hex) => resized(hex, ed, rsa));
    expect(refusalOf(() => readCertificate(bad, 'file')).text.en).toContain('(RSA)');
  });

  it('a key of another kind is refused by name', () => {
    // An RSA key in a certificate of JD Chain's classes would be such a one; here its number alone is changed.
    const der = Buffer.from(rootOf('ed25519').replaceAll(/-----.*-----|\n/g, ''), 'base64').toString('hex');
    const altered = Buffer.from(der.replaceAll('06032b6570', '06032b6571'), 'hex').toString('base64');
    const pem = `-----BEGIN CERTIFICATE-----\n${altered}\n-----END CERTIFICATE-----\n`;
    expect(refusal(() => readCertificate(pem, 'file'))).toBe('JDCHAIN-CERT-KEY');
  });
});
