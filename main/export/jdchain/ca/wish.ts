/** What a JD Chain key is asked to sign in CA mode: a root, a request, a certificate for a request, or one in place of another. Only the vault calls `certifyInVault`. */

import { suite as suiteOf } from '../../../core/keys/index.ts';
import { printable } from '../../../core/encoding/printable.ts';
import { type Text, refuse } from '../../../core/rules.ts';
import { jdchainRules } from '../rules.ts';
import { address, decodePrivate, type Password, type PublicKey } from '../keys.ts';
import {
  demandWithin,
  issueCertificate,
  makeRequest,
  type ReadCertificate,
  readCertificate,
  readRequest,
} from './certificate.ts';
import { sameKey } from './judge.ts';
import { type CertificateRole, certificateRoles } from './roles.ts';
import { parseSubject, subjectText, withoutRoles } from './subject.ts';

export interface CertificateWish {
  readonly kind: 'root' | 'request' | 'issue' | 'renew';
  /** Undefined where it is the request's. */
  readonly subject?: string;
  readonly roles: readonly CertificateRole[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Of `issue`, and of `renew` with another key: in PEM. */
  readonly request?: string;
  /** Of `issue` and of `renew`, but for a root, which signs itself: in PEM. */
  readonly issuer?: string;
  /** Of `renew`: what is renewed, in PEM. */
  readonly certificate?: string;
}

/** What of a wish needs no key: whatever is wrong with it is said before one is opened. @throws JDCHAIN-CERT* */
export function demandWish({ subject, request, certificate, issuer, ...life }: CertificateWish): void {
  if (issuer !== undefined) demandWithin(readCertificate(issuer, '--issuer'), life);
  if (subject !== undefined) parseSubject(subject);
  if (certificate !== undefined) renewable(certificate, issuer);
  if (request === undefined) return;
  const asked = readRequest(request, 'request');
  if (subject === undefined) withoutRoles(asked.subject, 'request');
}

/** Whose certificate it is to be, as whoever says yes reads it: the name that was asked for, with its OUs, and the key. */
export function wishText({ request, certificate = '' }: CertificateWish): Text {
  const read = request === undefined ? readCertificate(certificate, 'certificate') : readRequest(request, 'request');
  const { suite, raw } = read.publicKey;
  const name = printable(subjectText(read.subject));
  return {
    en: `asked for by ${name}, ${suite} key ${address(suite, raw)}`,
    zh: `申请者 ${name}，${suite} 密钥 ${address(suite, raw)}`,
  };
}

/** The PEM. Fills the secret with 0. @throws JDCHAIN-KEY-PASSWORD, JDCHAIN-CERT* */
export function certifyInVault(
  wish: CertificateWish,
  { priv, password, serial }: { readonly priv: string; readonly password: Password; readonly serial: Uint8Array },
): { readonly pem: string; readonly signer: PublicKey } {
  const { suite, secret } = decodePrivate(priv, password, 'signer');
  try {
    const signer = { suite, raw: suiteOf(suite).publicKey(secret) };
    return { pem: certified(wish, { signer, serial }, (message) => suiteOf(suite).sign(message, secret)), signer };
  } finally {
    secret.fill(0);
  }
}

/** What is renewed must be that root's, or a root of its own; of any other nothing is taken over. @throws JDCHAIN-CERT, JDCHAIN-CERT-FOREIGN */
function renewable(certificate: string, issuer: string | undefined): ReadCertificate {
  const old = readCertificate(certificate, 'certificate');
  const root = issuer === undefined ? old : readCertificate(issuer, '--issuer');
  if (old.signedBy(root.publicKey) && old.ca === (issuer === undefined)) return old;
  throw refuse(jdchainRules, 'JDCHAIN-CERT-FOREIGN', {}, { subject: 'certificate' });
}

/** The same name and roles, from now on; the same key, unless a request comes with another. */
function renewed(
  { certificate = '', issuer, request, notBefore, notAfter }: CertificateWish,
  { signer, serial }: { readonly signer: PublicKey; readonly serial: Uint8Array },
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const old = renewable(certificate, issuer);
  const roles = certificateRoles.filter((role) => old.roles.includes(role));
  const publicKey = request === undefined ? old.publicKey : readRequest(request, 'request').publicKey;
  if (issuer === undefined && !sameKey(publicKey, signer))
    throw refuse(jdchainRules, 'JDCHAIN-CERT-OTHER-KEY', {}, { subject: '--signer' });
  const subject = withoutRoles(old.subject, 'certificate');
  const whole = { notBefore, notAfter, roles, serial, publicKey, subject };
  return issueCertificate({ ...whole, ...(issuer !== undefined && { issuer }) }, signer, sign);
}

/** As `certifyInVault` by a key that is open already: only the vault calls it. @throws JDCHAIN-CERT* */
export function certified(
  wish: CertificateWish,
  { signer, serial }: { readonly signer: PublicKey; readonly serial: Uint8Array },
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const { kind, subject, roles, request, issuer, certificate: _, ...lifetime } = wish;
  const given = subject === undefined ? undefined : parseSubject(subject);
  if (kind === 'request') return makeRequest({ subject: given ?? [], roles, publicKey: signer }, sign);
  if (wish.kind === 'renew') return renewed(wish, { signer, serial }, sign);
  if (kind === 'root')
    return issueCertificate({ ...lifetime, subject: given ?? [], roles, publicKey: signer, serial }, signer, sign);
  const asked = readRequest(request ?? '', 'request');
  const whole = { ...lifetime, roles, serial, publicKey: asked.publicKey, issuer: issuer ?? '' };
  return issueCertificate({ ...whole, subject: given ?? withoutRoles(asked.subject, 'request') }, signer, sign);
}
