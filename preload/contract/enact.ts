/**
 * A decision of the voters put into force: the proposal with its votes, what the roots sign of it, who signs for the
 * chain, the quorum that opens the roots.
 */
import { z } from 'zod';
import { exception, hashGroup, hex, id, path, text } from './common.ts';
import { reviewLine } from './desk.ts';
import { membersReview } from './members.ts';

const identities = z.record(id, path);
const votes = z.array(path).max(255);

/** The votes in a folder, all at once: whatever is one, or says that it is, and not what lies beside them. */
export const enactVotes = {
  request: z.strictObject({ folder: path }),
  reply: z.strictObject({ votes, more: z.boolean() }),
} as const;

/** How far a decision is, and once its votes suffice what exactly the roots sign. Nothing is opened. */
export const enactLook = {
  request: z.strictObject({ dir: path, proposal: path, votes, signers: z.array(id).max(64), identities }),
  reply: z.strictObject({
    review: membersReview.reply,
    /** Null while the votes do not suffice. */
    next: z
      .strictObject({
        /** Of the register that comes of it. */
        version: z.int().min(2),
        register: z.strictObject({ hex, groups: z.array(hashGroup) }),
        /** What is signed, field by field. */
        lines: z.array(reviewLine),
        /** The chain gets something of it. */
        chain: z.boolean(),
        /** Members whose chain key was made here, with who opens it in this room. */
        signers: z.array(z.strictObject({ id, name: text, holder: text })),
      })
      .nullable(),
  }),
} as const;

export const enactBegin = {
  request: z.strictObject({
    dir: path,
    proposal: path,
    votes,
    /** Ids of members that sign for the chain. */
    signers: z.array(id).max(64),
    /** As in `restore.begin`. */
    shares: z.array(path).min(1).max(255),
    exceptions: z.array(exception),
    identities,
  }),
  reply: z.strictObject({ activity: z.string() }),
} as const;

export type EnactView = NonNullable<z.infer<typeof enactLook.reply>['next']>;
