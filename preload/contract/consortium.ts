/** Consortia on this machine, their plans, the start of what can be done with them. */
import { z } from 'zod';
import { exception, finding, hashGroup, hex, id, nothing, path, refusal, stepId, text } from './common.ts';

const home = z.strictObject({
  dir: path,
  /** Absent when the folder cannot be read as a consortium; `problem` says why. */
  name: text.exactOptional(),
  id: z.string().exactOptional(),
  rehearsal: z.boolean().exactOptional(),
  state: z.enum(['open', 'closed', 'unreadable']),
  step: stepId.exactOptional(),
  done: z.int(),
  steps: z.int(),
  /** Entries in the log. */
  size: z.int(),
  threshold: z.int().exactOptional(),
  custodians: z.int().exactOptional(),
  /** Of a set with groups, instead of the two: their rule. */
  rule: text.exactOptional(),
  /** Moment of the last entry, ISO 8601 UTC. */
  last: z.string().exactOptional(),
  /** What is due: a ceremony to go on with, a drill that is a year old, a list that expires. */
  due: z.array(z.strictObject({ what: text, since: z.string(), late: z.boolean() })),
  problem: refusal.exactOptional(),
});

export const homesList = { request: nothing, reply: z.strictObject({ homes: z.array(home) }) } as const;
export const homesAdd = { request: z.strictObject({ dir: path }), reply: home } as const;
export const homesForget = { request: z.strictObject({ dir: path }), reply: nothing } as const;

/** A plan crosses as its JSON text: the editor may hold one that is not a plan yet. */
const planText = z.string().max(1_000_000);
const checked = z.strictObject({
  findings: z.array(finding),
  /** Hash of the file's content, while it can be made. */
  hash: z.strictObject({ hex, groups: z.array(hashGroup) }).nullable(),
  /** Who can do what after the genesis, while the plan has its shape. */
  abilities: z.array(z.strictObject({ text, members: z.array(z.string()), every: z.boolean(), anybody: z.boolean() })),
});

/** A plan that can be run as it is, with sample people. */
export const planNew = {
  request: z.strictObject({ profile: z.string() }),
  reply: z.strictObject({ plan: planText }),
} as const;
export const planRead = {
  request: z.strictObject({ file: path }),
  reply: checked.extend({ plan: planText, file: path }),
} as const;
/** `file`: where it lies or will lie, for the key files beside it. */
export const planCheck = {
  request: z.strictObject({ plan: planText, file: path.exactOptional() }),
  reply: checked,
} as const;
/** Writes a new file; over an old one only with `replace`, which keeps the old one beside it. */
export const planSave = {
  request: z.strictObject({ plan: planText, file: path, replace: z.boolean() }),
  reply: z.strictObject({ file: path, kept: path.exactOptional() }),
} as const;

const identities = z.record(id, path);

/** What stands before a real ceremony or restore can begin: the room's errors that two people must answer for. */
export const ceremonyBegin = {
  request: z.strictObject({
    plan: path,
    /** The hash of the file's content as it was compared (`plan.read`): another content by now is refused. */
    planHash: hex.exactOptional(),
    dir: path,
    rehearsal: z.boolean(),
    exceptions: z.array(exception),
    /** age identity files by custodian, for shares sealed to a recipient. */
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;
export const ceremonyResume = {
  request: z.strictObject({ dir: path, exceptions: z.array(exception), identities }),
  reply: z.strictObject({ activity: z.string() }),
} as const;
export const ceremonyException = {
  request: z.strictObject({ dir: path, exception }),
  reply: z.strictObject({ entry: z.int() }),
} as const;

/** A consortium in full, for its own page. */
export const ceremonyShow = {
  request: z.strictObject({ dir: path }),
  reply: z.strictObject({
    home,
    /** The resolved plan, as JSON text. */
    plan: planText,
    planHash: z.strictObject({ hex, groups: z.array(hashGroup) }),
    roots: z.array(
      z.strictObject({ id, suite: z.string(), purpose: z.string(), fingerprint: hex, groups: z.array(hashGroup) }),
    ),
    /** What will be or was signed for the chain; empty before that step. */
    genesis: z.array(z.strictObject({ field: text, value: z.string(), unusual: text.exactOptional() })),
    /** The genesis transaction's hash in Base58; empty before the genesis. */
    txHash: z.string(),
    /** The ledger's, which every node must come to; empty before the signing act, and where nobody can know it yet. */
    ledgerHash: z.string(),
    exceptions: z.array(
      z.strictObject({ entry: z.int(), time: z.string(), rule: z.string(), reason: z.string(), by: z.array(id) }),
    ),
    /** Shares that lie in the home. */
    shares: z.array(z.strictObject({ custodian: id, file: path })),
    sets: z.array(path),
    people: z.array(z.strictObject({ id, name: text })),
  }),
} as const;

export const shareCheck = {
  request: z.strictObject({
    /** The age file, a picture of its sheet, a text of its codes or lines, or `words:ID`: its words are typed; or what the camera read. */
    file: path,
    set: path,
    identities,
    /** Where the signed receipt of an intact share goes: into the log of its consortium, or into a new file. */
    receipt: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('log'), dir: path }),
        z.strictObject({ kind: z.literal('file'), out: path }),
      ])
      .exactOptional(),
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

const purpose = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drill') }),
  z.strictObject({ kind: z.literal('sign'), root: id, input: path, out: path }),
  z.strictObject({ kind: z.literal('export'), root: id, recipient: z.string().min(1).max(4096), out: path }),
]);
export const restoreBegin = {
  request: z.strictObject({
    dir: path,
    /** Files as in `share.check`, or `words:ID`. */
    shares: z.array(path).min(1).max(255),
    purpose,
    exceptions: z.array(exception),
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

export type HomeView = z.infer<typeof home>;
export type RestorePurpose = z.infer<typeof purpose>;
