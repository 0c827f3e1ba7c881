/**
 * The desk: the one activity that is at work (a ceremony, a restore, the check of a share) as the page shows it. The
 * program holds all of it, so a page that was lost finds its place again by asking once. No secret passes here.
 */
import { z } from 'zod';
import { finding, hashGroup, hex, id, nothing, path, refusal, shareGroups, stepId, text, verdict } from './common.ts';

/** A value is a text where it has one in each language. */
export const reviewLine = z.strictObject({
  field: text,
  value: z.union([z.string(), text]),
  unusual: text.exactOptional(),
});
export type ReviewLine = z.infer<typeof reviewLine>;

/** What is looked at while a question stands. */
const detail = z.discriminatedUnion('kind', [
  /** A hash to read aloud: 16 groups of 16 bits with their words. */
  z.strictObject({ kind: z.literal('hash'), label: text, hex, groups: z.array(hashGroup) }),
  /** What will be signed, field by field; `unusual` says why to look twice. */
  z.strictObject({ kind: z.literal('review'), lines: z.array(reviewLine) }),
  /** A file that is handed over. */
  z.strictObject({ kind: z.literal('file'), path: z.string(), sha256: hex }),
]);

const question = z.strictObject({
  id: z.string(),
  /** `confirm`: yes or no, or words typed back. `place`: a folder, or "it stays in the home"; of step `set`: one with old files to destroy, or none. */
  kind: z.enum(['confirm', 'place']),
  step: z.union([stepId, z.literal('restore'), z.literal('set'), z.literal('vote')]),
  who: id,
  name: text,
  say: text,
  details: z.array(detail),
  /** How many words of the first hash among `details` must be typed back instead of a plain yes; 0 for none. */
  typeBack: z.int().min(0),
  /** How often what was typed back was not the words. */
  wrong: z.int().min(0),
  /** Why the last place would not do. */
  refused: refusal.exactOptional(),
});

/** What becomes of the share set: agreed on, made and waiting for its holders, in force. */
const change = z.strictObject({
  purpose: z.enum(['resplit', 'replace', 'refresh', 'rotate']),
  /** Epochs of the set in force when it began, and of the new one. */
  from: z.int(),
  epoch: z.int(),
  /** M and N of the new set. */
  threshold: z.int(),
  holders: z.int(),
  state: z.enum(['wanted', 'pending', 'active']),
  /** New holders who have not opened their share yet. */
  missing: z.array(text),
  /** Holders of the set before whose copies are out. */
  outstanding: z.array(text),
  /** What it cannot do, said plainly. */
  limits: text,
});

/** A secret field that the vault has open (facts: docs/architecture.md, "The way of one secret typed in"). */
const field = z.strictObject({
  id: z.string(),
  /** `choose` a new passphrase, `again` the same once more, `open` something sealed, `dice`, a raw `share` of Vault, `words` of a share; words `shown` as pictures, and read back as they were `copied` by hand. */
  kind: z.enum(['choose', 'again', 'open', 'dice', 'share', 'share-again', 'words', 'shown', 'copied']),
  who: id,
  name: text,
  role: z.enum(['custodian', 'administrator', 'signer', 'room']),
  /** What is opened: a share, the log key, a member's key. */
  purpose: text.exactOptional(),
  /** What the root keys are opened for. */
  opening: text.exactOptional(),
  /** Dice: how many rolls are wanted; words: how many of them. */
  count: z.int().min(0).exactOptional(),
  /** Why it is asked for again. */
  fault: text.exactOptional(),
  /** Attempts that are left, where a passphrase opened nothing or words were refused. */
  left: z.int().min(0).exactOptional(),
  /** The vault's X25519 public key for this opening of the field. */
  key: hex,
});

const person = z.strictObject({
  id,
  name: text,
  roles: z.array(z.enum(['administrator', 'operator', 'witness', 'auditor', 'custodian'])),
  /** A custodian's slot, 1…N. */
  index: z.int().min(1).exactOptional(),
  organisation: z.string().exactOptional(),
  /** The group they are of, where there are groups. */
  group: z.string().exactOptional(),
  seal: z.enum(['passphrase', 'age']).exactOptional(),
  state: z.enum(['waiting', 'acts', 'done', 'absent']),
});

const step = z.strictObject({
  id: stepId,
  title: text,
  say: text,
  state: z.enum(['done', 'now', 'waiting']),
  /** Seconds it took, or has taken until now. */
  seconds: z.number().min(0).exactOptional(),
});

const activity = z.strictObject({
  id: z.string(),
  kind: z.enum(['ceremony', 'restore', 'enact', 'set', 'share-check', 'vault', 'copy', 'apply', 'vote']),
  status: z.enum(['running', 'failed', 'finished']),
  /** The folder of the consortium; of a share alone, the file. */
  dir: z.string(),
  title: text,
  rehearsal: z.boolean(),
  /** Moment of its start, ISO 8601 UTC. */
  since: z.string(),
  /** M; where there are groups, the size of the smallest quorum. */
  threshold: z.int(),
  groups: shareGroups.nullable(),
  steps: z.array(step),
  people: z.array(person),
  /** Warnings of the plan and findings of the room, as the minutes repeat them. */
  findings: z.array(finding),
  /** What was said lately, newest last. */
  said: z.array(text),
  question: question.nullable(),
  field: field.nullable(),
  progress: z.strictObject({ what: text, done: z.number(), total: z.number() }).nullable(),
  /** Of a new share set, once its parameters are told. */
  change: change.nullable(),
  /** A restore: what it is for, and the verdict at each share as it is opened. */
  purpose: text.nullable(),
  verdicts: z.array(verdict),
  /** Shares whose verdict is still awaited, by file name. */
  awaited: z.array(z.string()),
  head: z.strictObject({ size: z.int(), root: hex, groups: z.array(hashGroup) }).nullable(),
  /** Of a decision that comes into force: its files, so that the same can be begun anew. */
  decision: z.strictObject({ proposal: path, votes: z.array(path), signers: z.array(id) }).exactOptional(),
  /** True between the first secret and the end of the vault. */
  secret: z.boolean(),
  failure: refusal.nullable(),
  /** What it made, when finished: lines for people. A value is a text where it has one in each language: names. */
  outcome: z.array(
    z.strictObject({ label: text, value: z.union([z.string(), text]), groups: z.array(hashGroup).exactOptional() }),
  ),
});

export const view = z.strictObject({ version: z.int(), activity: activity.nullable() });

/** Answers as soon as the view is newer than `since`, or after 20 s with the same one. */
export const deskWatch = { request: z.strictObject({ since: z.int().min(-1) }), reply: view } as const;

/** Answers the question that stands. `typed`: the words. `place`: a folder; absent, it stays in the home. */
export const deskAnswer = {
  request: z.strictObject({
    question: z.string(),
    yes: z.boolean(),
    typed: z.string().max(400).exactOptional(),
    place: path.exactOptional(),
  }),
  reply: nothing,
} as const;

/** Stops the activity: the vault is ended, the ceremony can be gone on with. */
export const deskStop = { request: z.strictObject({ activity: z.string() }), reply: nothing } as const;

/** Puts away an activity that has failed or finished. */
export const deskDismiss = { request: z.strictObject({ activity: z.string() }), reply: nothing } as const;

export type View = z.infer<typeof view>;
export type Activity = z.infer<typeof activity>;
export type ChangeView = z.infer<typeof change>;
export type Question = z.infer<typeof question>;
export type QuestionDetail = z.infer<typeof detail>;
export type SecretFieldView = z.infer<typeof field>;
export type Person = z.infer<typeof person>;
export type StepView = z.infer<typeof step>;
