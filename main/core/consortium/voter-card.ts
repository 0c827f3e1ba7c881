/**
 * What somebody who is to vote hands over, `rootseal.voter/1` (docs/formats.md section 2): who they are, and the public key
 * that they will vote with. It is not signed: its hash is compared in words, and each vote proves the key.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { fromHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import { keySchema } from './application.ts';
import { readAs } from './read.ts';
import { consortiumRules } from './rules.ts';

export const voterFormat = 'rootseal.voter/1';

const { id, bilingual } = parts;
const cardSchema = z.strictObject({
  format: z.literal(voterFormat),
  rehearsal: z.boolean(),
  id,
  name: bilingual,
  suite: parts.suite,
  publicKey: keySchema.shape.publicKey,
});
export type VoterCard = z.infer<typeof cardSchema>;

export const encodeVoterCard = (card: VoterCard): Uint8Array => toJcs(card, 'voter');

/** @throws VOTER-FORM */
export function readVoterCard(bytes: Uint8Array): VoterCard {
  const card = readAs(cardSchema, bytes, 'VOTER-FORM', 'voter');
  if (suite(card.suite).isPublicKey(fromHex(card.publicKey, 'publicKey'))) return card;
  throw refuse(consortiumRules, 'VOTER-FORM', { field: 'publicKey' }, { subject: 'publicKey' });
}
