/**
 * The notice `rootseal.set-retired/1` (docs/formats.md section 2): JCS, signed by the first root that is in force after
 * the change. It stands beside the share set that it speaks of and names it by the hash of its file, so that a share
 * of an old set can be told by its date years later, also after the root was rotated.
 */
import { z } from 'zod';
import { digestMessage } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { hex } from '../encoding/schema.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { suite, suiteNames } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { shareRules } from './rules.ts';

export const retiredFormat = 'rootseal.set-retired/1';

const setOf = z.strictObject({ set: hex(16), epoch: z.int().min(1) });
const noticeSchema = z.strictObject({
  format: z.literal(retiredFormat),
  consortium: z.string(),
  ceremony: z.string(),
  rehearsal: z.boolean(),
  retired: setOf,
  /** SHA-256 of the file of the retired set, hex. */
  sha256: hex(32),
  successor: setOf,
  /** When: ISO, in UTC. */
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  signer: z.strictObject({ suite: z.enum(suiteNames), publicKey: hex() }),
  signature: hex(64),
});

export type RetiredNotice = z.infer<typeof noticeSchema>;
export type UnsignedNotice = Omit<RetiredNotice, 'signature'>;

/** `D("set-retired", JCS without the signature)`. */
function message(notice: UnsignedNotice | RetiredNotice): Uint8Array {
  const { signature: _, ...unsigned } = { signature: '', ...notice };
  return digestMessage('set-retired', toJcs(unsigned, 'retired share set'));
}

/** Signs the notice and reads it back strictly; answers its file. */
export async function signRetired(unsigned: UnsignedNotice, sign: Sign): Promise<Uint8Array> {
  const bytes = toJcs({ ...unsigned, signature: toHex(await sign(message(unsigned))) }, 'retired share set');
  parseRetired(bytes);
  return bytes;
}

/**
 * Reads a notice, its signature by the signer that it names included. Whether that signer is in force is the caller's
 * question. @throws ENCODING-JSON, RETIRED-FORM, RETIRED-SIGNATURE
 */
export function parseRetired(bytes: Uint8Array): RetiredNotice {
  const parsed = noticeSchema.safeParse(parseJcs(bytes, 'retired share set'));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw refuse(shareRules, 'RETIRED-FORM', { field }, { subject: field });
  }
  const { signer, signature, retired } = parsed.data;
  const publicKey = fromHex(signer.publicKey, 'signer.publicKey');
  const known = suite(signer.suite);
  const holds =
    known.isPublicKey(publicKey) && known.verify(fromHex(signature, 'signature'), message(parsed.data), publicKey);
  if (!holds) throw refuse(shareRules, 'RETIRED-SIGNATURE', { set: retired.set }, { subject: retired.set });
  return parsed.data;
}
