/**
 * Further keys that a member offers for itself, `rootseal.key-offers/1` (docs/formats.md section 2): each signs that it is
 * offered for this use by this member of this consortium. A change of keys is proposed with them.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { digestMessage } from '../encoding/bytes.ts';
import { toJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { type MemberKey, checkProof, offeredKeySchema } from './application.ts';
import { readAs } from './read.ts';
import { consortiumRules } from './rules.ts';

export const offerFormat = 'rootseal.key-offers/1';

const { id } = parts;
/** Who offers, and to whom. */
const offererSchema = z.strictObject({ consortium: id, rehearsal: z.boolean(), member: id });
export type Offerer = z.infer<typeof offererSchema>;

const offerSchema = offererSchema.extend({
  format: z.literal(offerFormat),
  keys: z.array(offeredKeySchema).min(1).max(8),
});
export type KeyOffers = z.infer<typeof offerSchema>;

/** What each key signs: `D("application", …)` over who offers it for what. */
export function offerMessage({ consortium, rehearsal, member }: Offerer, key: MemberKey): Uint8Array {
  const { use, suite, publicKey } = key;
  const offer = { format: 'rootseal.key-offer/1', consortium, rehearsal, member, use, suite, publicKey };
  return digestMessage('application', toJcs(offer, 'key offer'));
}

export const encodeOffers = (offers: KeyOffers): Uint8Array => toJcs(offers, 'key offers');

/** @throws OFFER-FORM, APPLICATION-KEY, APPLICATION-PROOF */
export function readOffers(bytes: Uint8Array): KeyOffers {
  const offers = readAs(offerSchema, bytes, 'OFFER-FORM', 'key offers');
  const { keys, consortium, rehearsal, member } = offers;
  for (const key of keys) checkProof(member, key, offerMessage({ consortium, rehearsal, member }, key));
  return offers;
}

/** That they are offered by this member, to this consortium. @throws OFFER-OTHER */
export function checkOfferer(offers: KeyOffers, { consortium, rehearsal, member }: Offerer): void {
  if (offers.consortium === consortium && offers.rehearsal === rehearsal && offers.member === member) return;
  throw refuse(
    consortiumRules,
    'OFFER-OTHER',
    { theirs: `${offers.member} / ${offers.consortium}`, ours: `${member} / ${consortium}` },
    { subject: offers.member },
  );
}
