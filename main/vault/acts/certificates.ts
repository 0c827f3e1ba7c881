/**
 * The certificates of a ledger in CA mode, issued in the founding act by the root that the plan names: its own, and one for each key of
 * the ledger, made here or brought as a request. Built here from the agreed plan, so nothing else comes under the root's signature.
 */

import { certificateFile, rootCertificateFile } from '../../core/ceremony/certificate-paths.ts';
import { type Keyed, keysOf, type ResolvedPlan } from '../../core/ceremony/plan.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite as suiteOf } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import type { RandomSource } from '../../core/signing.ts';
import type { PublicKey } from '../../export/jdchain/keys.ts';
import type { Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { NamedBytes } from './papers.ts';
import type { Secrets } from './secrets.ts';

const day = 86_400_000;
/** Clocks of other machines may be a little behind. */
const slack = 300_000;

interface Issued {
  readonly files: readonly NamedBytes[];
  /** The keys that requests are for. */
  readonly requested: NonNullable<Result<'found'>['requested']>;
}

/** Files below `public/certificates/`; none where identities are bare keys. @throws JDCHAIN-CERT* for a request that the plan's checks would have refused */
export async function certificatesOf(plan: ResolvedPlan, secrets: Secrets, random: RandomSource): Promise<Issued> {
  const { ca } = plan.chain.ledger;
  if (!ca) return { files: [], requested: [] };
  // The codec of certificates takes a while to load.
  const { issueCertificate, readRequest } = await import('../../export/jdchain/ca/certificate.ts');
  const { markedSubject, memberSubject, parseSubject, withoutRoles } =
    await import('../../export/jdchain/ca/subject.ts');
  const root = secrets.roots.find(({ id }) => id === ca.root);
  if (!root) throw refuse(vaultRules, 'VAULT-ROOT', { open: '–' }, { subject: ca.root });
  const signer: PublicKey = { suite: root.suite, raw: root.publicKey };
  const sign = (message: Uint8Array) => suiteOf(root.suite).sign(message, root.secret);
  const notBefore = Date.now() - slack;
  const marked = plan.rehearsal ? markedSubject : (subject: ReturnType<typeof parseSubject>) => subject;
  const common = () => ({ serial: random(16), notBefore });
  const issuer = issueCertificate(
    {
      ...{ ...common(), notAfter: notBefore + ca.rootDays * day, publicKey: signer },
      ...{ subject: marked(parseSubject(ca.subject)), roles: ['ROOT', 'CA'] },
    },
    signer,
    sign,
  );
  const asked = ({ id, key, member }: Keyed) => {
    if ('request' in key) {
      const request = readRequest(key.request, id);
      return { publicKey: request.publicKey, subject: withoutRoles(request.subject, id) };
    }
    const made = secrets.members.find((one) => one.id === id);
    if (!made) throw refuse(vaultRules, 'VAULT-MEMBER', {}, { subject: id });
    const name = plan.members.find((one) => one.id === member)?.name.zh ?? member;
    return { publicKey: { suite: made.suite, raw: made.publicKey }, subject: memberSubject(id, name) };
  };
  const requested: Issued['requested'] = [];
  const issued = keysOf(plan).map((keyed) => {
    const { publicKey, subject } = asked(keyed);
    const { suite, raw } = publicKey;
    if ('request' in keyed.key) requested.push({ id: keyed.id, suite, publicKey: toHex(raw) });
    const wish = { ...common(), notAfter: notBefore + ca.days * day, publicKey, subject: marked(subject), issuer };
    const pem = issueCertificate({ ...wish, roles: [keyed.use] }, signer, sign);
    return { path: certificateFile(keyed.id), bytes: utf8(pem) };
  });
  return { files: [{ path: rootCertificateFile(ca.root), bytes: utf8(issuer) }, ...issued], requested };
}
