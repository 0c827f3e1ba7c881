/** Anchors: what a person knows from elsewhere. Without one, a verifier can only say "consistent with itself". */
import { verifyCheckpoint } from '../../core/audit/checkpoint.ts';
import { leafHash, rootHash } from '../../core/audit/merkle.ts';
import { type NoteKey } from '../../core/audit/note.ts';
import type { Policy } from '../../core/audit/policy.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import type { Log } from './receipts.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';

export interface Anchors {
  /** 64 hex digits, as read aloud. */
  readonly rootFingerprint?: string;
  /** A signed checkpoint as kept outside. */
  readonly checkpoint?: Uint8Array;
  /** Who must have signed and cosigned, as the auditor wrote it down. */
  readonly policy?: Policy;
}

/** Only a key whose signature over this was verified anchors; never a key that is merely named. VERIFY-ANCHOR-ROOT. */
export function anchorRoot(
  signers: readonly { readonly id: string; readonly fingerprint: string }[],
  wanted: string,
): Passed<true> {
  const root = signers.find(({ fingerprint }) => fingerprint === wanted);
  if (!root) throw refuse(verifyRules, 'VERIFY-ANCHOR-ROOT', {}, { subject: wanted });
  return { value: true, detail: `${root.id} ${root.fingerprint}` };
}

/** The log as it is now contains the checkpoint that was kept outside as a prefix. */
export function anchorCheckpoint(note: Uint8Array, key: NoteKey, log: Pick<Log, 'entries'>): Passed<true> {
  const { size, root } = inFile('--checkpoint', () => verifyCheckpoint(note, key));
  const prefix = log.entries.slice(0, size).map((entry) => leafHash(entry));
  if (prefix.length < size || !equal(rootHash(prefix), root))
    throw refuse(verifyRules, 'VERIFY-ANCHOR-CHECKPOINT', { size }, { subject: 'log/checkpoint' });
  return { value: true, detail: `${String(size)}, ${toHex(root)}` };
}
