/**
 * A decision put into force: the proposal rebuilt on the register before it, its votes counted at that moment, and the
 * next register, which has to be the one that was voted on. The vault, the program and the verifier all judge it here.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { type Approval, encodeApproval, readApproval } from './approval.ts';
import { chainPath, proposalPath, registerPath, revocationsPath, votePath } from './paths.ts';
import { type ChainFiles, type Proposal, proposalHash, readProposal, rebuildAll } from './proposal.ts';
import { type Register, changeKinds, encodeRegister, registerHash } from './register.ts';
import { encodeRevocations } from './revocations.ts';
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
  /** Members whose chain keys signed what the chain gets of it. */
  signedBy: z.array(id),
  files: z.array(z.strictObject({ path: z.string(), sha256: hex(32) })),
});
export const registerChangedKind = 'register.changed';
export type RegisterChanged = z.infer<typeof registerChanged>;

export interface Decision {
  readonly proposal: Uint8Array;
  readonly votes: readonly Uint8Array[];
}

export interface Enacted {
  readonly register: Register;
  readonly proposal: Proposal;
  /** Every file that it leaves but the signatures of the chain, by path from the home: the same bytes wherever it is judged. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The paths of those that the chain gets, which somebody may sign. */
  readonly chainFiles: readonly string[];
  /** What of it stands in the log. */
  readonly facts: Omit<RegisterChanged, 'files' | 'signedBy'>;
}

/**
 * @param now the moment at which it comes into force
 * @param chain makes the files of the consortium's chain
 * @throws PROPOSAL-…, CHANGE-…, APPROVAL-FORM, what `readProposal`, `rebuildAll` and `chain` throw
 */
export function enact(before: Register, decision: Decision, now: string, chain?: ChainFiles): Enacted {
  const proposal = readProposal(decision.proposal);
  const { register, files } = rebuildAll(before, proposal, chain);
  const votes = decision.votes.map(readApproval);
  const count = tally(before, proposal, votes, now);
  demandApproved(count, proposal);
  const { version } = register;
  const facts = {
    version,
    change: proposal.change.kind,
    proposal: proposalHash(proposal),
    register: registerHash(register),
    approved: [...count.approved],
    declined: [...count.declined],
  };
  const forChain = [...files].map(([path, bytes]): [string, Uint8Array] => [chainPath(version, path), bytes]);
  const all = new Map([
    [registerPath(version), encodeRegister(register)],
    [revocationsPath(version), encodeRevocations(register)],
    [proposalPath(version), decision.proposal],
    ...count.counted.flatMap((place) => voteFile(version, votes[place])),
    ...forChain,
  ]);
  return { register, proposal, files: all, chainFiles: forChain.map(([path]) => path), facts };
}

function voteFile(version: number, vote: Approval | undefined): [string, Uint8Array][] {
  return vote ? [[votePath(version, vote.voter), encodeApproval(vote)]] : [];
}
