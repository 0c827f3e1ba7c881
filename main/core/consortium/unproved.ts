/**
 * An application some of whose keys have not signed it yet, `rootseal.application-draft/1` (docs/formats.md section 2): their
 * private halves lie in an HSM or with another tool, which signs the message that every key of an application signs. With the
 * last proof it is the application.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { signatureFromDer } from '../keys/der.ts';
import { suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import {
  type Application,
  type MemberKey,
  applicationMessage,
  applicationOf,
  applicationSchema,
  checkProof,
  keyId,
  keySchema,
} from './application.ts';
import { readAs } from './read.ts';
import { consortiumRules } from './rules.ts';

export const draftFormat = 'rootseal.application-draft/1';

const keys = z
  .array(keySchema.extend({ proof: parts.hex(64).exactOptional() }))
  .min(1)
  .max(8);
const unprovedSchema = z.strictObject({
  format: z.literal(draftFormat),
  application: applicationSchema.extend({ keys }),
});
export type Unproved = z.infer<typeof unprovedSchema>;
type UnprovedKey = Unproved['application']['keys'][number];

export const encodeUnproved = (draft: Unproved): Uint8Array => toJcs(draft, 'application draft');

/** What every key of it signs. */
export const unprovedMessage = ({ application }: Unproved): Uint8Array => applicationMessage(application);

/** Reads it strictly; the proofs that it has hold. @throws DRAFT-FORM, APPLICATION-KEY, APPLICATION-PROOF */
export function readUnproved(bytes: Uint8Array): Unproved {
  const draft = readAs(unprovedSchema, bytes, 'DRAFT-FORM', 'application draft');
  const message = unprovedMessage(draft);
  const { member, keys: all } = draft.application;
  for (const key of all) {
    const { proof, ...bare } = key;
    if (proof !== undefined) checkProof(member.id, { ...bare, proof }, message);
    else checkKey(member.id, bare);
  }
  return draft;
}

function checkKey(member: string, key: MemberKey): void {
  if (suite(key.suite).isPublicKey(fromHex(key.publicKey, 'publicKey'))) return;
  const { use, suite: name } = key;
  throw refuse(consortiumRules, 'APPLICATION-KEY', { member, use, suite: name }, { subject: member });
}

/** Keys that have not signed it yet. */
export const lackingProof = ({ application }: Unproved): readonly MemberKey[] =>
  application.keys.filter(({ proof }) => proof === undefined);

/** 64 bytes, or DER as OpenSSL writes it. @throws KEY-DER */
const rawOf = (signature: Uint8Array): Uint8Array =>
  signature.length === 64 ? signature : signatureFromDer(signature);

/** With this signature as the proof of the key that made it. @throws DRAFT-SIGNATURE, KEY-DER */
export function withProof(draft: Unproved, signature: Uint8Array, subject: string): Unproved {
  const message = unprovedMessage(draft);
  const raw = rawOf(signature);
  const made = (key: UnprovedKey) =>
    key.proof === undefined && suite(key.suite).verify(raw, message, fromHex(key.publicKey, 'publicKey'));
  const signer = draft.application.keys.find(made);
  if (!signer) throw refuse(consortiumRules, 'DRAFT-SIGNATURE', { member: draft.application.member.id }, { subject });
  const all = draft.application.keys.map((key) => (key === signer ? { ...key, proof: toHex(raw) } : key));
  return { ...draft, application: { ...draft.application, keys: all } };
}

/** The application, once every key has signed it. @throws DRAFT-OPEN naming the keys that have not */
export function provedApplication(draft: Unproved): Application {
  const open = lackingProof(draft);
  if (open.length === 0) return applicationOf(draft.application);
  const lacking = open.map((key) => `${key.use} ${key.suite} ${keyId(key)}`).join(', ');
  const { id } = draft.application.member;
  throw refuse(consortiumRules, 'DRAFT-OPEN', { keys: lacking }, { subject: id });
}
