/**
 * Receipts of a share that was checked alone, `rootseal.share-receipt/1` (docs/formats.md section 2,
 * docs/adr/063-receipts-of-shares.md): JCS, signed with an Ed25519 key that is made from the share itself. Its public half
 * stands in the signed share set, so a receipt says that whoever wrote it had the opened share, and tells nothing of it.
 */
import { z } from 'zod';
import { concat, digestMessage, labelled, sha256, u8 } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { hex } from '../encoding/schema.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { suite } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import type { UnsignedEnvelope } from './envelope.ts';
import { shareRules } from './rules.ts';
import type { ShareSet } from './set.ts';

export const receiptFormat = 'rootseal.share-receipt/1';

const ed25519 = suite('ed25519');
const receiptSchema = z.strictObject({
  format: z.literal(receiptFormat),
  consortium: z.string(),
  ceremony: z.string(),
  rehearsal: z.boolean(),
  set: hex(16),
  epoch: z.int().min(1),
  index: z.int().min(1).max(255),
  custodian: z.string(),
  commitment: hex(32),
  verdict: z.literal('SHARE-INTACT'),
  /** When, by the custodian's own clock: ISO, in UTC. */
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  signature: hex(64),
});

export type Receipt = z.infer<typeof receiptSchema>;

/** The seed of a share's receipt key: 32 bytes, secret as the share is. */
function receiptSeed(setId: Uint8Array, index: number, share: Uint8Array): Uint8Array {
  return labelled('rootseal/receipt-key/v1', concat(setId, u8(index), share));
}

/** The public receipt key of a share, 32 bytes. */
export function receiptKey(setId: Uint8Array, index: number, share: Uint8Array): Uint8Array {
  const seed = receiptSeed(setId, index, share);
  try {
    return ed25519.publicKey(seed);
  } finally {
    seed.fill(0);
  }
}

/** `D("share-receipt", JCS without the signature)`. */
function message(receipt: Omit<Receipt, 'signature'> | Receipt): Uint8Array {
  const { signature: _, ...unsigned } = { signature: '', ...receipt };
  return digestMessage('share-receipt', toJcs(unsigned, 'receipt'));
}

/** Writes the receipt of a share that was judged intact; answers the file. `time` is ISO with milliseconds. */
export function signReceipt(envelope: UnsignedEnvelope, time: string): Uint8Array {
  const { consortium, ceremony, rehearsal, epoch, index, custodian, commitments } = envelope;
  const unsigned = {
    format: receiptFormat,
    ...{ consortium, ceremony, rehearsal, set: toHex(envelope.set), epoch, index, custodian: custodian.id },
    commitment: toHex(commitments[index - 1] ?? new Uint8Array()),
    verdict: 'SHARE-INTACT',
    time,
  } as const;
  const seed = receiptSeed(envelope.set, index, envelope.share);
  try {
    return toJcs({ ...unsigned, signature: toHex(ed25519.sign(message(unsigned), seed)) }, 'receipt');
  } finally {
    seed.fill(0);
  }
}

/** Reads the form alone. @throws ENCODING-JSON, RECEIPT-FORM (exit 2) */
export function readReceipt(bytes: Uint8Array): Receipt {
  const parsed = receiptSchema.safeParse(parseJcs(bytes, 'receipt'));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw refuse(shareRules, 'RECEIPT-FORM', { field }, { subject: field });
}

/**
 * A receipt beside the share set that it speaks of, which the caller has anchored.
 * @throws RECEIPT-SET naming the field that is of another set, RECEIPT-KEY for a set without receipt keys,
 *   RECEIPT-SIGNATURE
 */
export function checkReceipt(receipt: Receipt, set: ShareSet): void {
  const slot = set.shares[receipt.index - 1];
  const same: readonly (readonly [string, boolean])[] = [
    ['set', receipt.set === set.id],
    ['epoch', receipt.epoch === set.epoch],
    ['consortium', receipt.consortium === set.consortium],
    ['ceremony', receipt.ceremony === set.ceremony],
    ['rehearsal', receipt.rehearsal === set.rehearsal],
    ['custodian', receipt.custodian === slot?.custodian.id],
    ['commitment', receipt.commitment === slot?.commitment],
  ];
  const at = { subject: receipt.custodian };
  const wrong = same.find(([, holds]) => !holds)?.[0];
  if (wrong !== undefined) throw refuse(shareRules, 'RECEIPT-SET', { field: wrong }, at);
  if (slot?.receiptKey === undefined) throw refuse(shareRules, 'RECEIPT-KEY', { set: set.id }, at);
  const key = fromHex(slot.receiptKey, 'receiptKey');
  const holds =
    ed25519.isPublicKey(key) && ed25519.verify(fromHex(receipt.signature, 'signature'), message(receipt), key);
  if (!holds) throw refuse(shareRules, 'RECEIPT-SIGNATURE', { custodian: receipt.custodian }, at);
}

/** SHA-256 of a receipt's file, hex: by it the same one is known again. */
export const receiptId = (receipt: Receipt) => toHex(sha256(toJcs(receipt, 'receipt')));
