/** What JD Chain 1.6.5 demands of the certificates of a ledger in CA mode (`LedgerInitProperties`, `CertificateUtils`). */

import { equal } from '../../../core/encoding/bytes.ts';
import { refuse } from '../../../core/rules.ts';
import type { GenesisInput } from '../genesis.ts';
import { algorithmNames, type PublicKey } from '../keys.ts';
import { jdchainRules } from '../rules.ts';
import type { ReadCertificate } from './certificate.ts';
import { codec } from './codec.ts';
import { type CertificateRole, nodeRoles } from './roles.ts';

export const sameKey = (a: PublicKey, b: PublicKey): boolean => a.suite === b.suite && equal(a.raw, b.raw);

/** A root may issue others and signed itself. @throws JDCHAIN-CERT-ROOT */
export function judgeRoot(root: ReadCertificate, what: string): ReadCertificate {
  if (root.ca && root.signedBy(root.publicKey)) return root;
  throw refuse(jdchainRules, 'JDCHAIN-CERT-ROOT', {}, { subject: what });
}

/** A participant's OUs have PEER or GW (both make a gateway), and a root signed it. @throws JDCHAIN-CERT-OU, JDCHAIN-CERT-FOREIGN, JDCHAIN-CERT-SUITE */
export function judgeParticipant(
  certificate: ReadCertificate,
  roots: readonly ReadCertificate[],
  what: string,
): { readonly publicKey: PublicKey; readonly gateway: boolean } {
  const { roles, publicKey } = certificate;
  if (!nodeRoles.some((role) => roles.includes(role)))
    throw refuse(
      jdchainRules,
      'JDCHAIN-CERT-OU',
      { roles: roles.join(', ') || '–', wanted: nodeRoles.join(' / ') },
      { subject: what },
    );
  demandIssued(certificate, roots, what);
  return { publicKey, gateway: roles.includes('GW') };
}

/** A certificate of the one role that it was issued for, signed by a root. @throws JDCHAIN-CERT-OU, JDCHAIN-CERT-FOREIGN, JDCHAIN-CERT-SUITE */
export function judgeIssued(
  certificate: ReadCertificate,
  { roots, use, what }: { roots: readonly ReadCertificate[]; use: CertificateRole; what: string },
): ReadCertificate {
  const roles = certificate.roles.join(', ');
  if (roles !== use)
    throw refuse(jdchainRules, 'JDCHAIN-CERT-OU', { roles: roles || '–', wanted: use }, { subject: what });
  demandIssued(certificate, roots, what);
  return certificate;
}

/** @throws JDCHAIN-CERT-SUITE, JDCHAIN-CERT-FOREIGN */
function demandIssued(certificate: ReadCertificate, roots: readonly ReadCertificate[], what: string) {
  const { suite } = certificate.publicKey;
  if (roots.some((root) => certificate.signedBy(root.publicKey))) return;
  const suites = [...new Set(roots.map((root) => root.publicKey.suite))];
  if (suites.length > 0 && !suites.includes(suite))
    throw refuse(
      jdchainRules,
      'JDCHAIN-CERT-SUITE',
      { key: algorithmNames[suite], roots: suites.map((one) => algorithmNames[one]).join(', ') },
      { subject: what },
    );
  throw refuse(jdchainRules, 'JDCHAIN-CERT-FOREIGN', {}, { subject: what });
}

/** What bytes of a genesis say of certificates: each participant's is of its key, by its role, and by a root. The codec must be loaded. @throws JDCHAIN-CERT*, JDCHAIN-CERT-OTHER-KEY */
export function judgeCertificates({ rootCertificates, participants }: GenesisInput, what: string): void {
  if (!rootCertificates) return;
  const { readCertificate } = codec();
  const roots = rootCertificates.map((pem, i) => {
    const subject = `${what}: root ${String(i)}`;
    return judgeRoot(readCertificate(pem, subject), subject);
  });
  for (const { name, publicKey, certificate } of participants) {
    const subject = `${what}: ${name}`;
    const told = judgeParticipant(readCertificate(certificate?.pem ?? '', subject), roots, subject);
    if (!sameKey(told.publicKey, publicKey)) throw refuse(jdchainRules, 'JDCHAIN-CERT-OTHER-KEY', {}, { subject });
    if (told.gateway !== certificate?.gateway)
      throw refuse(
        jdchainRules,
        'JDCHAIN-CERT-OU',
        { roles: told.gateway ? 'GW' : 'PEER', wanted: told.gateway ? 'PEER' : 'GW' },
        { subject },
      );
  }
}
