/** The members of a consortium: its register with everything that led to it, and a proposal judged before it is voted on. */
import { z } from 'zod';
import { hashGroup, hex, id, path, refusal, text } from './common.ts';

const hash = z.strictObject({ hex, groups: z.array(hashGroup) });
/** The version of the register that did it; 1 is the founding. */
const by = z.int().min(1);

const key = z.strictObject({
  /** SHA-256 of the public key, hex: its id. */
  id: hex,
  use: text,
  suite: z.string(),
  since: z.string(),
  by,
  revoked: z.strictObject({ at: z.string(), by, reason: z.string() }).exactOptional(),
});

const member = z.strictObject({
  id,
  name: text,
  role: z.string(),
  contacts: z.array(z.strictObject({ name: z.string(), reach: z.string() })),
  /** `host:port`. */
  consensus: z.string(),
  initializer: z.string(),
  keys: z.array(key),
  /** ISO 8601 UTC. */
  since: z.string(),
  by,
  left: z.strictObject({ at: z.string(), by, reason: z.string() }).exactOptional(),
  history: z.array(z.strictObject({ version: by, text })),
});

const person = z.strictObject({ id, name: text });
/** `+` comes in, `-` goes out, `!` should be looked at, blank: is so. */
const line = z.strictObject({ sign: z.enum(['+', '-', '!', ' ']), text });

const decision = z.strictObject({
  version: by,
  kind: text,
  /** Of the proposal, as everybody who voted compared it. */
  hash,
  lines: z.array(line),
  reason: z.string().exactOptional(),
  /** ISO 8601 UTC, and the entry of the log. */
  time: z.string(),
  entry: z.int(),
  approved: z.array(person),
  declined: z.array(person),
});

/** The register in force; null before there are members. */
export const membersShow = {
  request: z.strictObject({ dir: path }),
  reply: z.strictObject({
    register: z
      .strictObject({
        version: by,
        hash,
        members: z.array(member),
        voters: z.array(person.extend({ organisation: z.string(), roles: z.array(z.string()) })),
        rules: z.array(z.strictObject({ kind: text, rule: text })),
        /** The newest first. */
        decisions: z.array(decision),
      })
      .nullable(),
  }),
} as const;

/** A proposal rebuilt on the register in force, with the votes that came in. */
export const membersReview = {
  request: z.strictObject({ dir: path, proposal: path, votes: z.array(path).max(255) }),
  reply: z.strictObject({
    kind: text,
    hash,
    proposer: z.string(),
    reason: z.string().exactOptional(),
    /** ISO 8601 UTC. */
    expires: z.string(),
    rehearsal: z.boolean(),
    lines: z.array(line),
    state: z.enum(['open', 'approved', 'declined', 'expired']),
    /** What each requirement has of what it needs; none: the quorum of the roots decides alone. */
    seats: z.array(z.strictObject({ role: z.string(), need: z.int(), have: z.int() })),
    missing: text,
    approved: z.array(person),
    declined: z.array(person),
    /** Votes that do not count, and why. */
    ignored: z.array(z.strictObject({ file: path, refusal })),
  }),
} as const;

export type RegisterView = NonNullable<z.infer<typeof membersShow.reply>['register']>;
export type MemberView = z.infer<typeof member>;
export type KeyView = z.infer<typeof key>;
export type DecisionView = z.infer<typeof decision>;
export type LineView = z.infer<typeof line>;
export type ReviewView = z.infer<typeof membersReview.reply>;
