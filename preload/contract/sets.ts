/** The life of a consortium's share sets: what is told of them, what is begun with them, shares on paper. */
import { z } from 'zod';
import { exception, finding, hashGroup, hex, id, path, shareGroups, text } from './common.ts';

const holder = z.strictObject({
  id,
  name: text,
  organisation: z.string(),
  /** Slot, 1…N. */
  index: z.int().min(1),
  seal: z.enum(['passphrase', 'age']),
  /** How it is sealed, as a later set takes it over: the age recipient, or the passphrase's work factor. */
  recipient: z.string().exactOptional(),
  workFactor: z.int().exactOptional(),
  /** The group they are of, where there are groups. */
  group: z.string().exactOptional(),
  /** Of a pending set: the new share was taken, and opened by its holder alone. */
  handed: z.boolean(),
  confirmed: z.boolean(),
  /** Of a retired set: the old copies are still out. */
  out: z.boolean(),
  /** The file of this share, where it still lies in the home. */
  file: path.exactOptional(),
  /** When this share was last opened and found intact, and by which entry. */
  seen: z
    .strictObject({ time: z.string(), entry: z.int(), how: z.enum(['receipt', 'taken', 'restore', 'ceremony']) })
    .exactOptional(),
});

const set = z.strictObject({
  /** 16 bytes in hex. */
  id: hex,
  epoch: z.int().min(1),
  /** M; where there are groups, the size of the smallest quorum. */
  threshold: z.int(),
  scheme: z.string(),
  /** Groups that are needed, and the members needed of each. */
  groups: shareGroups.exactOptional(),
  state: z.enum(['active', 'pending', 'retired', 'abandoned']),
  purpose: z.enum(['found', 'resplit', 'replace', 'refresh', 'rotate']),
  holders: z.array(holder),
  /** Moments, ISO 8601 UTC. */
  made: z.string(),
  inForce: z.string().exactOptional(),
  ended: z.string().exactOptional(),
  /** The hash of its parameters as everybody compared it; the first set's are the plan's. */
  change: z.strictObject({ hex, groups: z.array(hashGroup) }).exactOptional(),
  /** Its public file. */
  file: path.exactOptional(),
});

/** The share sets of a consortium in the order of epochs; none before the founding. */
export const setsShow = {
  request: z.strictObject({ dir: path }),
  reply: z.strictObject({
    sets: z.array(set),
    /** Of the set in force: the drill, then each holder's own check. */
    due: z.array(
      z.strictObject({
        what: z.enum(['drill', 'check']),
        custodian: id.exactOptional(),
        last: z.string(),
        /** This share was never opened yet. */
        never: z.literal(true).exactOptional(),
        due: z.string(),
        overdue: z.boolean(),
      }),
    ),
    roots: z.array(z.strictObject({ id, suite: z.string(), purpose: z.string() })),
    /** Everybody who can answer for something: the plan's people, and whoever ever held a share. */
    people: z.array(z.strictObject({ id, name: text })),
  }),
} as const;

const wish = z.discriminatedUnion('kind', [
  /** `holders`: the JSON text of `rootseal.set-plan/1`, new threshold and holders. */
  z.strictObject({ kind: z.literal('resplit'), holders: z.string().max(1_000_000) }),
  /** Whose shares were lost or are doubted. */
  z.strictObject({ kind: z.literal('replace'), custodians: z.array(id).min(1).max(255) }),
  z.strictObject({ kind: z.literal('refresh') }),
  z.strictObject({ kind: z.literal('rotate'), root: id }),
]);
const identities = z.record(id, path);

/** What would be refused or warned of before anybody gives a share. */
export const setCheck = {
  request: z.strictObject({ dir: path, wish, identities }),
  reply: z.strictObject({ findings: z.array(finding) }),
} as const;
/** Makes the next share set: a quorum of the set in force gives its shares, the new holders take and open theirs. */
export const setBegin = {
  request: z.strictObject({
    dir: path,
    shares: z.array(path).min(1).max(255),
    wish,
    exceptions: z.array(exception),
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;
/** Goes on with the set that is being made. `here`: new holders who are in the room; all who can be opened unless said. */
export const setResume = {
  request: z.strictObject({
    dir: path,
    here: z.array(id).max(255).exactOptional(),
    exceptions: z.array(exception),
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;
/** Gives up the set that is being made; two people answer for it. */
export const setAbandon = {
  request: z.strictObject({ dir: path, reason: z.string().min(1).max(2000), by: z.array(id).min(1).max(16) }),
  reply: z.strictObject({ epoch: z.int(), entry: z.int() }),
} as const;
/** Records that holders of a retired set gave their old copies back. */
export const setReturn = {
  request: z.strictObject({
    dir: path,
    epoch: z.int().min(1),
    custodians: z.array(id).min(1).max(255),
    destroyed: z.boolean(),
  }),
  reply: z.strictObject({ outstanding: z.array(id) }),
} as const;

/** Writes a share's sheet as a PDF, or the blank form for words copied by hand. */
export const sharePrint = {
  request: z.strictObject({
    dir: path,
    custodian: id,
    out: path,
    /** Boxes of a blank form; absent, the sheet itself. */
    blank: z.union([z.literal(20), z.literal(33)]).exactOptional(),
  }),
  reply: z.strictObject({
    out: path,
    sha256: hex,
    groups: z.array(hashGroup),
    index: z.int(),
    rehearsal: z.boolean(),
    /** The entry of the log that a sheet leaves. */
    entry: z.int().exactOptional(),
  }),
} as const;

/**
 * Shows the words of a share to its holder, to be copied by hand into the blank form of that number, and takes them back
 * from the paper.
 */
export const shareCopy = {
  request: z.strictObject({
    dir: path,
    custodian: id,
    /** As in `share.check`. */
    share: path,
    form: z.string().max(64),
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

export type SetView = z.infer<typeof set>;
export type HolderView = z.infer<typeof holder>;
export type Wish = z.infer<typeof wish>;
