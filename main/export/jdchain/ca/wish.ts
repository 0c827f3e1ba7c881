/** What a JD Chain key is asked to sign in CA mode: a root, a request, or a certificate for a request. Only the vault calls `certifyInVault`. */

import { suite as suiteOf } from '../../../core/keys/index.ts';
import { decodePrivate, type Password, type PublicKey } from '../keys.ts';
import { issueCertificate, makeRequest, readRequest } from './certificate.ts';
import type { CertificateRole } from './roles.ts';
import { parseSubject, withoutRoles } from './subject.ts';

export interface CertificateWish {
  readonly kind: 'root' | 'request' | 'issue';
  /** Undefined where it is the request's. */
  readonly subject?: string;
  readonly roles: readonly CertificateRole[];
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Of `issue`: both in PEM. */
  readonly request?: string;
  readonly issuer?: string;
}

/** What of a wish needs no key: whatever is wrong with it is said before one is opened. @throws JDCHAIN-CERT* */
export function demandWish({ subject, request }: CertificateWish): void {
  if (subject !== undefined) parseSubject(subject);
  if (request === undefined) return;
  const asked = readRequest(request, 'request');
  if (subject === undefined) withoutRoles(asked.subject, 'request');
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

function certified(
  { kind, subject, roles, request, issuer, ...lifetime }: CertificateWish,
  { signer, serial }: { readonly signer: PublicKey; readonly serial: Uint8Array },
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const given = subject === undefined ? undefined : parseSubject(subject);
  if (kind === 'request') return makeRequest({ subject: given ?? [], roles, publicKey: signer }, sign);
  if (kind === 'root')
    return issueCertificate({ ...lifetime, subject: given ?? [], roles, publicKey: signer, serial }, signer, sign);
  const asked = readRequest(request ?? '', 'request');
  const whole = { ...lifetime, roles, serial, publicKey: asked.publicKey, issuer: issuer ?? '' };
  return issueCertificate({ ...whole, subject: given ?? withoutRoles(asked.subject, 'request') }, signer, sign);
}
