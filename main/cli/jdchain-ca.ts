/** `rootseal jdchain ca root | csr | issue | show`: certificates for JD Chain in CA mode. The keys are its own `.priv` files, opened in the vault. */

import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { certify } from '../app/alone.ts';
import { readNamed, sha256Hex, writeNew } from '../app/files.ts';
import { appRules } from '../app/rules.ts';
import { fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { readCertificate, readRequest } from '../export/jdchain/ca/certificate.ts';
import { signatureName } from '../export/jdchain/ca/algorithms.ts';
import type { CertificateRole } from '../export/jdchain/ca/roles.ts';
import { rolesIn, subjectText } from '../export/jdchain/ca/subject.ts';
import { type CertificateWish, demandWish } from '../export/jdchain/ca/wish.ts';
import { address, encodePublicKey, type PublicKey } from '../export/jdchain/keys.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';
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
}

const leafRoles = ['PEER', 'GW', 'USER'] as const;
const day = 86_400_000;
/** Clocks of other machines may be a little behind. */
const slack = 300_000;

function rolesOf(ou = ''): CertificateRole[] {
  const words = ou
    .toUpperCase()
    .split(',')
    .map((word) => word.trim());
  const found = words.flatMap((word) => leafRoles.find((role) => role === word) ?? []);
  if (found.length === words.length && new Set(found).size === found.length) return found;
  throw wrongUse({
    en: '--ou takes PEER, GW and USER, with commas between them.',
    zh: '--ou 只能是 PEER、GW、USER，以逗号分隔。',
  });
}

function lifetime(days: string): Pick<CertificateWish, 'notBefore' | 'notAfter'> {
  const now = Date.now();
  if (/^[1-9][0-9]{0,4}$/.test(days)) return { notBefore: now - slack, notAfter: now + Number(days) * day };
  throw wrongUse({ en: '--days takes a whole number from 1 to 99999.', zh: '--days 须为 1 到 99999 的整数。' });
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

async function made(wish: CertificateWish, options: CaOptions, lang: Lang): Promise<Answer> {
  const { out } = options;
  if (existsSync(out)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: out });
  const signer = { name: basename(options.signer, '.priv'), priv: textIn(options.signer) };
  demandWish(wish);
  const { pem } = await certify(wish, signer, { lang, source: sourceOf(options), identities: {} });
  writeNew(resolve(out), utf8(pem), 0o644);
  return shown(pem, out, wish.issuer);
}

/** `jdchain ca show FILE [--issuer ROOT]`: exit 1 where the issuer did not sign it. */
export function jdchainCaShow(file: string, { issuer }: { readonly issuer?: string }): Answer {
  return shown(textIn(file), file, issuer === undefined ? undefined : textIn(issuer));
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
    return told(file, { ...facts, signature: signatureName(publicKey.suite), ...digest });
  }
  const read = readCertificate(pem, file);
  const root = issuer === undefined ? read : readCertificate(issuer, '--issuer');
  const self = subjectText(read.subject) === subjectText(read.issuer);
  const judged = issuer !== undefined || self;
  return told(file, {
    ...{ kind: read.ca ? 'root' : 'certificate', subject: subjectText(read.subject), roles: read.roles },
    ...{ issuer: subjectText(read.issuer), serial: read.serial, ...keyFacts(read.publicKey) },
    ...{ notBefore: new Date(read.notBefore).toISOString(), notAfter: new Date(read.notAfter).toISOString() },
    ...(judged && { signed: root.ca && read.signedBy(root.publicKey) }),
    ...digest,
  });
}

function told(file: string, facts: Readonly<Record<string, unknown>>): Answer {
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
