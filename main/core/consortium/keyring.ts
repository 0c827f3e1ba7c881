/**
 * The private keys of one applicant or voter, `rootseal.keyring/1`: JCS inside an age file, never plain on a disk.
 * Made and read in the vault alone.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { equal } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { type SuiteName, suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import { type KeyUse, keyId, keySchema, keyUses } from './application.ts';
import { readAs } from './read.ts';
import { consortiumRules } from './rules.ts';

export const keyringFormat = 'rootseal.keyring/1';
/** `vote` signs votes, `witness` cosigns checkpoints; no application offers them. */
export const ringUses = [...keyUses, 'vote', 'witness'] as const;
export type RingUse = (typeof ringUses)[number];

const keyringSchema = z.strictObject({
  format: z.literal(keyringFormat),
  owner: parts.id,
  keys: z
    .array(keySchema.extend({ use: z.enum(ringUses), secret: parts.hex(32) }))
    .min(1)
    .max(8),
});

export interface RingKey {
  readonly use: RingUse;
  readonly suite: SuiteName;
  readonly publicKey: Uint8Array;
  /** Secret, 32 bytes. */
  readonly secret: Uint8Array;
}

/** The use of a key that is offered. @throws KEYRING-FORM for one to vote or to cosign with */
export function keyUse(use: RingUse): KeyUse {
  if (use !== 'vote' && use !== 'witness') return use;
  throw refuse(consortiumRules, 'KEYRING-FORM', {}, { subject: use });
}

/** Secret bytes; the caller zeroes them. */
export function encodeKeyring(owner: string, keys: readonly RingKey[]): Uint8Array {
  const list = keys.map(({ use, suite: name, publicKey, secret }) => ({
    ...{ use, suite: name, publicKey: toHex(publicKey), secret: toHex(secret) },
  }));
  return toJcs({ format: keyringFormat, owner, keys: list }, 'keyring');
}

/**
 * The key of this fingerprint. Nothing of what was read is told in a refusal.
 * @throws KEYRING-FORM, KEYRING-KEY
 */
export function keyOfRing(plain: Uint8Array, fingerprint: string, file: string): RingKey {
  const { keys } = readRing(plain, file);
  const found = keys.find((key) => keyId(key) === fingerprint);
  if (!found) throw refuse(consortiumRules, 'KEYRING-KEY', { key: fingerprint }, { subject: file });
  const { use, suite: name } = found;
  const key = { use, suite: name, publicKey: fromHex(found.publicKey, file), secret: fromHex(found.secret, file) };
  if (!equal(suite(name).publicKey(key.secret), key.publicKey))
    throw refuse(consortiumRules, 'KEYRING-FORM', {}, { subject: file });
  return key;
}

function readRing(plain: Uint8Array, file: string) {
  try {
    return readAs(keyringSchema, plain, 'KEYRING-FORM', file);
  } catch {
    // Without its cause, which could quote what stands there.
    throw refuse(consortiumRules, 'KEYRING-FORM', {}, { subject: file });
  }
}
