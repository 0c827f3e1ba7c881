/** `rootseal jdchain ca root | csr | issue | renew | show`: certificates for JD Chain in CA mode. The keys are its own `.priv` files, opened in the vault. */

import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { certify } from '../app/alone.ts';
import { readNamed, sha256Hex, writeNew } from '../app/files.ts';
import { appRules } from '../app/rules.ts';
import { fromBase58 } from '../core/encoding/base58.ts';
import { fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { fromSpkiPem } from '../core/keys/pem.ts';
import { type Lang, refuse, type Text } from '../core/rules.ts';
import { type ReadCertificate, readCertificate, readRequest } from '../export/jdchain/ca/certificate.ts';
import { sameKey } from '../export/jdchain/ca/judge.ts';
import { signatureName } from '../export/jdchain/ca/algorithms.ts';
import { rolesIn, subjectText } from '../export/jdchain/ca/subject.ts';
import { type CertificateWish, demandWish } from '../export/jdchain/ca/wish.ts';
import {
  address,
  decodePublicKey,
  encodePublicKey,
  isEncryptedPrivate,
  type PublicKey,
} from '../export/jdchain/keys.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';
import { daysOf, rolesOf } from './certificate-options.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { wrongUse } from './usage.ts';

export interface CaOptions extends SecretOptions {
  readonly signer: string;
  readonly out: string;
  readonly subject?: string;
  readonly days?: string;
  readonly ou?: string;
  readonly issuer?: string;
  readonly csr?: string;
}

const day = 86_400_000;
/** Clocks of other machines may be a little behind. */
const slack = 300_000;

function lifetime(days: string): Pick<CertificateWish, 'notBefore' | 'notAfter'> {
  const now = Date.now();
  return { notBefore: now - slack, notAfter: now + daysOf(days) * day };
}

const textIn = (file: string): string => fromUtf8(readNamed(file), file);
const given = ({ subject }: CaOptions) => (subject === undefined ? {} : { subject });

/** A root that signs itself; JD Chain reads its OUs ROOT and CA. */
export function jdchainCaRoot(options: CaOptions, lang: Lang): Promise<Answer> {
  const wish = { kind: 'root', roles: ['ROOT', 'CA'], ...given(options), ...lifetime(options.days ?? '3650') } as const;
  return made(wish, options, lang);
}

/** A request for a certificate, by the member whose key it is. */
export function jdchainCaCsr(options: CaOptions, lang: Lang): Promise<Answer> {
  return made({ kind: 'request', roles: rolesOf(options.ou), ...given(options), ...lifetime('1') }, options, lang);
}

/** A certificate for a request, issued directly by a root. */
export function jdchainCaIssue(file: string, options: CaOptions, lang: Lang): Promise<Answer> {
  const files = { request: textIn(file), issuer: textIn(options.issuer ?? '') };
  const wish = { kind: 'issue', roles: rolesOf(options.ou), ...files, ...given(options) } as const;
  return made({ ...wish, ...lifetime(options.days ?? '365') }, options, lang);
}

/**
 * The same certificate from now on, so that it overlaps the old one; a root renews itself. With `--csr` for another key, which on the
 * ledger is another user.
 */
export async function jdchainCaRenew(file: string, options: CaOptions, lang: Lang): Promise<Answer> {
  const { issuer, csr } = options;
  const certificate = textIn(file);
  const old = readCertificate(certificate, file);
  const span = lifetime(options.days ?? (old.ca ? '3650' : '365'));
  const wish: CertificateWish = {
    ...{ kind: 'renew', roles: [], certificate, ...span },
    ...(issuer !== undefined && { issuer: textIn(issuer) }),
    ...(csr !== undefined && { request: textIn(csr) }),
  };
  const answer = await made(wish, options, lang);
  const same = answer.json['publicKey'] === keyFacts(old.publicKey).publicKey;
  const gap = old.notAfter < span.notBefore;
  const { en, zh } = told(old, { same, gap });
  return {
    ...answer,
    json: { ...answer.json, renews: old.serial, sameKey: same, gap },
    text: { en: `${answer.text.en}\n${en}`, zh: `${answer.text.zh}\n${zh}` },
  };
}

/** What is to be done with it, and what nobody can mend any more. */
function told({ ca, notAfter }: ReadCertificate, { same, gap }: { same: boolean; gap: boolean }): Text {
  const until = new Date(notAfter).toISOString();
  const next = ca
    ? { en: 'Tell the ledger: jdchain tx new root-ca --update', zh: '写入账本：jdchain tx new root-ca --update' }
    : { en: 'Tell the ledger: jdchain tx new user-ca', zh: '写入账本：jdchain tx new user-ca' };
  const other = {
    en: 'Another key is another address: on the ledger this is a new user, who is registered anew (jdchain tx new participant-register or user-register); the old one is revoked.',
    zh: '换密钥即换地址：在账本上是新的用户，须重新注册（jdchain tx new participant-register 或 user-register），并吊销旧用户。',
  };
  const late = {
    en: `\nThe old one ended on ${until}: in between JD Chain took nothing from it.`,
    zh: `\n旧证书已于 ${until} 到期：其间 JD Chain 不接受它。`,
  };
  const { en, zh } = same ? next : other;
  return gap ? { en: en + late.en, zh: zh + late.zh } : { en, zh };
}

async function made(wish: CertificateWish, options: CaOptions, lang: Lang): Promise<Answer> {
  const { out } = options;
  if (existsSync(out)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: out });
  const signer = { name: basename(options.signer, '.priv'), priv: textIn(options.signer) };
  demandWish(wish);
  const { pem } = await certify(wish, signer, { lang, source: sourceOf(options), identities: {} });
  writeNew(resolve(out), utf8(pem), 0o644);
  return shown(pem, out, wish.issuer);
}

export interface ShowOptions extends SecretOptions {
  readonly issuer?: string;
  readonly key?: string;
}

/** `jdchain ca show FILE [--issuer ROOT] [--key FILE]`: exit 1 where the issuer did not sign it, or it is for another key. */
export async function jdchainCaShow(file: string, options: ShowOptions, lang: Lang): Promise<Answer> {
  const { issuer, key } = options;
  const text = textIn(file);
  const answer = shown(text, file, issuer === undefined ? undefined : textIn(issuer));
  if (key === undefined) return answer;
  const read = text.includes('REQUEST-----') ? readRequest(text, file) : readCertificate(text, file);
  const keyFits = sameKey(read.publicKey, await keyIn(key, options, lang));
  const line = `  ${'keyFits'.padEnd(10)}  ${String(keyFits)}`;
  const more = {
    json: { ...answer.json, keyFits },
    text: { en: `${answer.text.en}\n${line}`, zh: `${answer.text.zh}\n${line}` },
  };
  if (keyFits) return { ...answer, ...more };
  const { code, text: why } = refuse(jdchainRules, 'JDCHAIN-CERT-OTHER-KEY', {}, { subject: file });
  return {
    exit: 1,
    json: { ...more.json, code, message: why.en, messageZh: why.zh, subject: file },
    text: { en: `${more.text.en}\n${why.en}`, zh: `${more.text.zh}\n${why.zh}` },
  };
}

/** The key of a `.pub`, a public key in PEM, or a `.priv`, which is opened in the vault. */
async function keyIn(file: string, options: SecretOptions, lang: Lang): Promise<PublicKey> {
  const text = textIn(file);
  if (text.includes('PRIVATE KEY-----'))
    throw wrongUse({
      en: `--key: a private key in PEM is not read here. Give its public half: openssl pkey -in ${file} -pubout`,
      zh: `--key：此处不读取 PEM 私钥。请给出公钥：openssl pkey -in ${file} -pubout`,
    });
  if (text.startsWith('-----BEGIN ')) {
    const { suite, publicKey: raw } = fromSpkiPem(text, file);
    return { suite, raw };
  }
  if (!isEncryptedPrivate(fromBase58(text.trim(), file))) return decodePublicKey(text.trim(), file);
  // Whoever can sign a request has the key; the request itself is nobody's.
  const probe = { kind: 'request', subject: 'CN=key', roles: [], notBefore: 0, notAfter: 0 } as const;
  const signer = { name: basename(file, '.priv'), priv: text };
  const { signer: found } = await certify(probe, signer, { lang, source: sourceOf(options), identities: {} });
  return { suite: found.suite, raw: fromHex(found.publicKey, file) };
}

const keyFacts = ({ suite, raw }: PublicKey) => ({
  publicKey: encodePublicKey(suite, raw),
  address: address(suite, raw),
});

function shown(pem: string, file: string, issuer: string | undefined): Answer {
  const digest = { sha256: sha256Hex(utf8(pem)) };
  if (pem.includes('REQUEST-----')) {
    const { subject, publicKey } = readRequest(pem, file);
    const facts = { kind: 'request', subject: subjectText(subject), roles: rolesIn(subject), ...keyFacts(publicKey) };
    return listed(file, { ...facts, signature: signatureName(publicKey.suite), ...digest });
  }
  const read = readCertificate(pem, file);
  const root = issuer === undefined ? read : readCertificate(issuer, '--issuer');
  const self = subjectText(read.subject) === subjectText(read.issuer);
  const judged = issuer !== undefined || self;
  return listed(file, {
    ...{ kind: read.ca ? 'root' : 'certificate', subject: subjectText(read.subject), roles: read.roles },
    ...{ issuer: subjectText(read.issuer), serial: read.serial, ...keyFacts(read.publicKey) },
    ...{ notBefore: new Date(read.notBefore).toISOString(), notAfter: new Date(read.notAfter).toISOString() },
    ...(judged && { signed: root.ca && read.signedBy(root.publicKey) }),
    ...digest,
  });
}

function listed(file: string, facts: Readonly<Record<string, unknown>>): Answer {
  const lines = Object.entries(facts).map(([name, value]) => `  ${name.padEnd(10)}  ${[value].flat().join(', ')}`);
  const text = [file, ...lines].join('\n');
  if (facts['signed'] !== false) return { exit: 0, json: { file, ...facts }, text: { en: text, zh: text } };
  const { code, text: why } = refuse(jdchainRules, 'JDCHAIN-CERT-FOREIGN', {}, { subject: file });
  return {
    exit: 1,
    json: { code, message: why.en, messageZh: why.zh, subject: file, ...facts },
    text: { en: `${text}\n${why.en}`, zh: `${text}\n${why.zh}` },
  };
}
