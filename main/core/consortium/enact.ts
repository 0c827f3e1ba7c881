/**
 * A decision put into force: the proposal rebuilt on the register before it, its votes counted at that moment, and the
 * next register, which has to be the one that was voted on. The vault, the program and the verifier all judge it here.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { type Approval, readApproval } from './approval.ts';
import { type Proposal, proposalHash, readProposal, rebuild } from './proposal.ts';
import { type Register, changeKinds, registerHash } from './register.ts';
import { demandApproved, tally } from './tally.ts';

const { hex, id } = parts;

/** The entry `register.changed` of the log. */
export const registerChanged = z.strictObject({
  version: z.int().min(2),
  change: z.enum(changeKinds),
  /** SHA-256 of the proposal's file, and of the register that came of it. */
  proposal: hex(32),
  register: hex(32),
  /** Whose votes counted for it, and against it. */
  approved: z.array(id),
  declined: z.array(id),
  files: z.array(z.strictObject({ path: z.string(), sha256: hex(32) })),
});
export const registerChangedKind = 'register.changed';

export interface Decision {
  readonly proposal: Uint8Array;
  readonly votes: readonly Uint8Array[];
}

export interface Enacted {
  readonly register: Register;
  readonly proposal: Proposal;
  /** The votes that counted, one a voter. */
  readonly votes: readonly Approval[];
  /** What of it stands in the log. */
  readonly facts: Omit<z.infer<typeof registerChanged>, 'files'>;
}

/**
 * @param now the moment at which it comes into force
 * @throws PROPOSAL-…, CHANGE-…, APPROVAL-FORM, what `readProposal` and `rebuild` throw
 */
export function enact(before: Register, decision: Decision, now: string): Enacted {
  const proposal = readProposal(decision.proposal);
  const register = rebuild(before, proposal);
  const votes = decision.votes.map(readApproval);
  const count = tally(before, proposal, votes, now);
  demandApproved(count, proposal);
  const facts = {
    version: register.version,
    change: proposal.change.kind,
    proposal: proposalHash(proposal),
    register: registerHash(register),
    approved: [...count.approved],
    declined: [...count.declined],
  };
  const counted = count.counted.flatMap((place) => votes[place] ?? []);
  return { register, proposal, votes: counted, facts };
}
