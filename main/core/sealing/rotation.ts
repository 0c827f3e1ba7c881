/**
 * The cross-signature of a rotated root, `rootseal.root-rotation/1` (docs/formats.md section 2): the old key says which
 * key comes after it, and the new key says that it is that one. JCS, signed by both over the same bytes.
 */
import { z } from 'zod';
import { digestMessage } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { hex } from '../encoding/schema.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { fingerprint, suite, suiteNames } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { sealingRules } from './rules.ts';

export const rotationFormat = 'rootseal.root-rotation/1';

const key = z.strictObject({
  suite: z.enum(suiteNames),
  publicKey: hex(),
  fingerprint: hex(32),
});
const unsigned = {
  format: z.literal(rotationFormat),
  consortium: z.string(),
  ceremony: z.string(),
  rehearsal: z.boolean(),
  id: z.string(),
  /** The epoch from which the new key is in force. */
  epoch: z.int().min(2),
  old: key,
  new: key,
};
const rotationSchema = z.strictObject({ ...unsigned, signatures: z.strictObject({ old: hex(64), new: hex(64) }) });

export type Rotation = z.infer<typeof rotationSchema>;
export type UnsignedRotation = Omit<Rotation, 'signatures'>;

function message(rotation: UnsignedRotation | Rotation): Uint8Array {
  const { signatures: _, ...rest } = { signatures: undefined, ...rotation };
  return digestMessage('root-rotation', toJcs(rest, 'root rotation'));
}

/** Signs with both keys and reads back strictly; answers the file. */
export async function signRotation(rotation: UnsignedRotation, by: { old: Sign; new: Sign }): Promise<Uint8Array> {
  const over = message(rotation);
  const signatures = { old: toHex(await by.old(over)), new: toHex(await by.new(over)) };
  const bytes = toJcs({ ...rotation, signatures }, 'root rotation');
  parseRotation(bytes);
  return bytes;
}

/**
 * Reads a cross-signature strictly: two different keys, their fingerprints, a signature of each.
 * @throws ENCODING-JSON, ROTATION-FORM, ROTATION-KEY, ROTATION-SIGNATURE
 */
export function parseRotation(bytes: Uint8Array): Rotation {
  const parsed = rotationSchema.safeParse(parseJcs(bytes, 'root rotation'));
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    throw refuse(sealingRules, 'ROTATION-FORM', { field }, { subject: field });
  }
  const rotation = parsed.data;
  const at = { subject: rotation.id };
  if (rotation.old.fingerprint === rotation.new.fingerprint || !keyHolds(rotation.old) || !keyHolds(rotation.new))
    throw refuse(sealingRules, 'ROTATION-KEY', { id: rotation.id }, at);
  for (const who of ['old', 'new'] as const)
    if (!signedBy(rotation, who)) throw refuse(sealingRules, 'ROTATION-SIGNATURE', { id: rotation.id, who }, at);
  return rotation;
}

function keyHolds({ suite: name, publicKey, fingerprint: print }: Rotation['old']): boolean {
  const bytes = fromHex(publicKey, 'publicKey');
  return suite(name).isPublicKey(bytes) && fingerprint(name, bytes) === print;
}

function signedBy(rotation: Rotation, who: 'old' | 'new'): boolean {
  const { suite: name, publicKey } = rotation[who];
  const signature = fromHex(rotation.signatures[who], 'signature');
  return suite(name).verify(signature, message(rotation), fromHex(publicKey, 'publicKey'));
}
