/**
 * What a company sends to become a member, `rootseal.application/1` (docs/formats.md section 2): who it is, where its
 * nodes stand, its public keys, and for each key a signature by that very key. The private halves stay where they are.
 */

import { z } from 'zod';
import { at, spanFault } from './times.ts';
import { day } from '../ceremony/moments.ts';
import { parts } from '../ceremony/plan-schema.ts';
import { digestMessage } from '../encoding/bytes.ts';
import { fromHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { fingerprint, suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import { readAs, shaped } from './read.ts';
import { consortiumRules } from './rules.ts';

export const applicationFormat = 'rootseal.application/1';
export const keyUses = ['participant', 'gateway', 'user'] as const;
export type KeyUse = (typeof keyUses)[number];

const { id, line, bilingual, moment, endpoint, hex } = parts;

/** A public key and what it is for; `publicKey` in hex, 32 bytes for Ed25519, else 65. */
export const keySchema = z.strictObject({
  use: z.enum(keyUses),
  suite: parts.suite,
  publicKey: z.string().regex(/^([0-9a-f]{64}|[0-9a-f]{130})$/),
});
export type MemberKey = z.infer<typeof keySchema>;

/** With the key's own signature over the document that offers it. */
export const offeredKeySchema = keySchema.extend({ proof: hex(64) });
export type OfferedKey = z.infer<typeof offeredKeySchema>;

export const endpointsSchema = z.strictObject({ initializer: endpoint, consensus: endpoint });
export const contactSchema = z.strictObject({ name: line, reach: line });

const unsignedShape = {
  format: z.literal(applicationFormat),
  consortium: id,
  rehearsal: z.boolean(),
  member: z.strictObject({ id, name: bilingual, role: id }),
  contacts: z.array(contactSchema).min(1).max(8),
  endpoints: endpointsSchema,
  created: moment,
  expires: moment,
};

export const applicationSchema = z.strictObject({ ...unsignedShape, keys: z.array(offeredKeySchema).min(1).max(8) });
export type Application = z.infer<typeof applicationSchema>;
/** What each of its keys signs: all of it, without the signatures. */
export type UnsignedApplication = Omit<Application, 'keys'> & { readonly keys: readonly MemberKey[] };

/** The message that each key signs: `D("application", JCS without the proofs)`. */
export function applicationMessage(application: UnsignedApplication): Uint8Array {
  const keys = application.keys.map(({ use, suite: name, publicKey }) => ({ use, suite: name, publicKey }));
  return digestMessage('application', toJcs({ ...application, keys }, 'application'));
}

/** An application before it has keys. */
const draftSchema = z.strictObject(unsignedShape);
export type Draft = z.infer<typeof draftSchema>;

/** @throws APPLICATION-FORM, APPLICATION-TIME */
export function readDraft(bytes: Uint8Array): Draft {
  const draft = readAs(draftSchema, bytes, 'APPLICATION-FORM', 'application');
  checkSpan(draft);
  return draft;
}

export const encodeDraft = (draft: Draft): Uint8Array => toJcs(draft, 'application');

export const encodeApplication = (application: Application): Uint8Array => toJcs(application, 'application');

/** Reads an application strictly, and checks what it proves of itself. @throws APPLICATION-… */
export function readApplication(bytes: Uint8Array): Application {
  const application = readAs(applicationSchema, bytes, 'APPLICATION-FORM', 'application');
  checkApplication(application);
  return application;
}

/** The same of an application that lies in a proposal. @throws APPLICATION-… */
export function applicationOf(value: unknown): Application {
  const application = shaped(applicationSchema, value, 'APPLICATION-FORM');
  checkApplication(application);
  return application;
}

function checkSpan({ member, created, expires }: Draft): void {
  const field = spanFault(created, expires);
  if (field === undefined) return;
  throw refuse(consortiumRules, 'APPLICATION-TIME', { member: member.id, field }, { subject: member.id });
}

function checkApplication(application: Application): void {
  const { member, keys } = application;
  const subject = member.id;
  checkSpan(application);
  const seen = new Set<string>();
  const message = applicationMessage(application);
  for (const key of keys) {
    checkProof(member.id, key, message);
    if (seen.has(key.publicKey))
      throw refuse(consortiumRules, 'APPLICATION-KEY-TWICE', { member: member.id }, { subject });
    seen.add(key.publicKey);
  }
}

/** @throws APPLICATION-KEY, APPLICATION-PROOF */
export function checkProof(member: string, key: OfferedKey, message: Uint8Array): void {
  const keys = suite(key.suite);
  const publicKey = fromHex(key.publicKey, 'publicKey');
  const facts = { member, use: key.use, suite: key.suite };
  if (!keys.isPublicKey(publicKey)) throw refuse(consortiumRules, 'APPLICATION-KEY', facts, { subject: member });
  if (!keys.verify(fromHex(key.proof, 'proof'), message, publicKey))
    throw refuse(consortiumRules, 'APPLICATION-PROOF', facts, { subject: member });
}

/** One key as a text, to compare many: a fingerprint costs a look at the curve each. */
export const keyText = ({ suite: name, publicKey }: Pick<MemberKey, 'suite' | 'publicKey'>): string =>
  `${name} ${publicKey}`;

/** By which people and files call a key: 64 hex digits. */
export const keyId = ({ suite: name, publicKey }: Pick<MemberKey, 'suite' | 'publicKey'>): string =>
  fingerprint(name, fromHex(publicKey, 'publicKey'));

/** A day of grace for clocks that differ. @throws APPLICATION-EXPIRED, APPLICATION-EARLY */
export function checkInTime({ member, created, expires }: Application, now: string): void {
  const facts = { member: member.id, created, expires };
  const subject = member.id;
  if (at(now) > at(expires)) throw refuse(consortiumRules, 'APPLICATION-EXPIRED', facts, { subject });
  if (at(now) < at(created) - day) throw refuse(consortiumRules, 'APPLICATION-EARLY', facts, { subject });
}
