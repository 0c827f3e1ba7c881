/** What the entries of a log say, read strictly: a log that is signed may still have been written by somebody else. */
import { registerChangedKind } from '../../core/consortium/enact.ts';
import { tufRenewedKind, tufRootKind } from '../../core/ceremony/tuf-told.ts';
import { z } from 'zod';
import { hex } from '../../core/encoding/schema.ts';
import type { Entry } from '../../core/audit/entry.ts';
import type { VerifiedLog } from '../../core/audit/log.ts';
import { roomFactsSchema } from '../../core/ceremony/room.ts';
import { setKinds } from '../../core/ceremony/set-entries.ts';
import { changePurposes } from '../../core/shares/change.ts';
import { suiteNames } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { verifyRules } from './rules.ts';

export interface Log extends VerifiedLog {
  readonly decoded: readonly Entry[];
}

const publicKey = { suite: z.enum(suiteNames), publicKey: hex() };
const files = z.array(z.strictObject({ path: z.string(), sha256: hex(32) }));

export const opened = z.object({ consortium: z.string(), planHash: hex(32), planFileHash: hex(32).optional() });
/** `step.done` of any step; `step.files` has nothing else. */
export const done = z.object({ step: z.string(), files });
/** `act.closed`. */
export const closed = z.object({ act: z.string(), minutes: files });
export const founded = z.object({
  roots: z.array(z.strictObject({ id: z.string(), ...publicKey, fingerprint: hex(32) })),
  set: z.object({ id: hex(16), epoch: z.int(), m: z.int(), n: z.int() }),
  members: z.array(z.strictObject({ id: z.string(), ...publicKey })),
});
/** `step.done` of `sign`: the ledger's hash where it is known, and whether members' folders have runbooks, as all have by now. */
export const ledgerKnown = z.object({
  ledgerHash: z.string().optional(),
  runbooks: z.literal(true).optional(),
  /** Whether the folders have what binds peer and gateway to the ledger. */
  bound: z.literal(true).optional(),
  /** Who signed each transaction of a lock-down, by id. */
  lockDown: z.array(z.array(z.string())).optional(),
});
export const genesisBuilt = z.object({ txHash: z.string(), contentSha256: hex(32) });
/** What every use of restored roots leaves: `step.done` of `sign`, `restore.done`. */
export const restored = z.object({
  quorum: z.array(z.string()),
  challengeSize: z.int().positive(),
  challenges: z.array(z.strictObject({ root: z.string(), nonce: hex(32), challenge: hex(), signature: hex(64) })),
});
export const fileToSign = z.object({ root: z.string(), fileSha256: hex(32) });
export const fileSigned = z.object({ purpose: z.literal('sign'), signature: hex(64) });

export const confirmed = z.object({ step: z.string(), who: z.string(), change: hex(32).optional() });
/** `share.checked`: a receipt, and what of it stands in front. */
export const shareChecked = z.strictObject({
  ...{ set: hex(16), epoch: z.int(), custodian: z.string(), index: z.int(), time: z.string() },
  ...{ verdict: z.literal('SHARE-INTACT'), sha256: hex(32), receipt: z.unknown() },
});
/** `share.printed`: a sheet of a share, by the digest of its PDF. */
export const sharePrinted = z.strictObject({
  ...{ set: hex(16), epoch: z.int(), custodian: z.string(), index: z.int(), sha256: hex(32) },
});
/** `share.shown`, `share.copied`: words shown to be copied by hand into the form of that number, and read back all the same. */
export const shareCopied = z.strictObject({
  ...{ set: hex(16), epoch: z.int(), custodian: z.string(), index: z.int(), form: z.string() },
});
export const exception = z.object({ rule: z.string(), reason: z.string(), by: z.array(z.string()) });
export const roomTaken = z.object({
  facts: roomFactsSchema.extend({ folder: z.object({ path: z.string(), readableByOthers: z.boolean() }) }),
  findings: z.array(z.object({ rule: z.string(), level: z.enum(['error', 'warning']) })),
});
/** `step.done` of `check-shares`. */
export const checkedShares = z.object({ checked: z.array(z.object({ custodian: z.string().optional() })) });
/** `step.done` of `found`; `total` is in decimal digits, it may be large. */
export const foundedQuorums = z.object({
  quorums: z.object({ checked: z.int(), total: z.string(), all: z.boolean() }),
});
/** Every kind of entry that there is. */
export const entryKinds: readonly string[] = [
  ...['ceremony.opened', 'room.facts', 'answers.used', 'exception', 'confirmation', 'act.closed'],
  ...['step.begun', 'step.files', 'step.done', 'step.abandoned'],
  ...['restore.begun', 'restore.done', 'restore.refused', 'restore.abandoned'],
  ...setKinds,
  ...['share.checked', 'share.printed', 'share.shown', 'share.copied'],
  ...[registerChangedKind, tufRenewedKind, tufRootKind],
];
const purposes = ['drill', 'export', 'sign', 'certify', ...changePurposes, 'activate', 'enact', 'tuf'] as const;
export const restoreBegun = z.object({ purpose: z.enum(['found', ...purposes]) });
/** What of a new share set stands in the entries of a restore: the hash of its parameters, and the set it puts in force. */
export const restoredFor = z.object({ change: hex(32), set: hex(16).optional() });
/** `entry` is the index of its `restore.begun`. */
export const restoreDone = z.object({ purpose: z.enum(purposes), entry: z.int() });
/** `begun` is the index of the `restore.begun` that found no end. */
export const restoreAbandoned = z.object({ begun: z.int(), purpose: z.string(), reason: z.string() });

export type Restored = z.infer<typeof restored>;

/** The data of one entry, of the shape that its kind has. VERIFY-ENTRY. */
export function dataOf<T>(entry: Entry, shape: z.ZodType<T>): T {
  const { success, data, error } = shape.safeParse(entry.data);
  if (success) return data;
  const field = error.issues[0]?.path.join('.') ?? '';
  throw refuse(verifyRules, 'VERIFY-ENTRY', { index: entry.index, reason: `data.${field}` }, { subject: 'log/' });
}

/** The newest `step.done` of a step. VERIFY-STEP. */
export function doneOf(log: Log, step: string): Entry {
  const entry = log.decoded.findLast(({ kind, data }) => kind === 'step.done' && data['step'] === step);
  if (!entry) throw refuse(verifyRules, 'VERIFY-STEP', { step });
  return entry;
}
