/** A witness's cosignature (C2SP tlog-cosignature): over a checkpoint that the log signed, and over nothing else. */
import { verifyCheckpoint } from '../../core/audit/checkpoint.ts';
import { cosignatureLine, cosignedMessage, parseWitnessVkey } from '../../core/audit/cosignature.ts';
import { parseNote } from '../../core/audit/note.ts';
import { isRehearsalOrigin } from '../../core/ceremony/origin.ts';
import { keyId } from '../../core/consortium/application.ts';
import { keyOfRing } from '../../core/consortium/keyring.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite } from '../../core/keys/index.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { openFor } from '../open-file.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

const says: Text = { en: 'To cosign a checkpoint.', zh: '用于共签检查点。' };

export async function cosign(session: Session, input: Input<'cosign'>): Promise<Result<'cosign'>> {
  const { origin } = verifyCheckpoint(input.checkpoint, input.log);
  session.demandKind(isRehearsalOrigin(origin), 'checkpoint');
  const witness = parseWitnessVkey(input.vkey);
  const opened = await openFor(session, { ...input.witness, role: 'signer' }, input.file, says);
  if ('refused' in opened) throw opened.refused;
  const key = keyOfRing(opened.plain, keyId({ suite: 'ed25519', publicKey: toHex(witness.publicKey) }), input.name);
  opened.plain.fill(0);
  session.keep(key.secret);
  // A key that votes or signs for a chain must not cosign: C2SP wants a key for each cosigner, and each for one use.
  if (key.use !== 'witness') throw refuse(vaultRules, 'VAULT-WITNESS-KEY', { use: key.use }, { subject: input.name });
  const message = cosignedMessage(parseNote(input.checkpoint).text, input.time);
  const line = cosignatureLine(witness, input.time, suite('ed25519').sign(message, key.secret));
  return { line: line.trimEnd() };
}
