/**
 * Proposals, `rootseal.proposal/1` (docs/formats.md section 2): one change on one version of the register, with the hash
 * of the register that comes of it. Whoever votes rebuilds that register and compares, before they sign anything.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { toJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { type Change, changeSchema, changed } from './change.ts';
import { readAs } from './read.ts';
import { type Register, registerHash } from './register.ts';
import { consortiumRules } from './rules.ts';
import { spanFault } from './times.ts';

export const proposalFormat = 'rootseal.proposal/1';

const { id, moment, hex, line } = parts;

const proposalSchema = z.strictObject({
  format: z.literal(proposalFormat),
  consortium: id,
  rehearsal: z.boolean(),
  /** The register it is made on. */
  base: z.strictObject({ version: z.int().min(1), sha256: hex(32) }),
  change: changeSchema,
  /** Who brings it; says nothing about who agrees. */
  proposer: id,
  /** Why. */
  reason: line.exactOptional(),
  created: moment,
  expires: moment,
  outcome: z.strictObject({ register: hex(32) }),
});
export type Proposal = z.infer<typeof proposalSchema>;
type Draft = Omit<Proposal, 'outcome'>;

export const encodeProposal = (proposal: Proposal): Uint8Array => toJcs(proposal, 'proposal');

/** SHA-256 of the whole file, hex: what people compare in words, and what they vote on. */
export const proposalHash = (proposal: Proposal): string => toHex(sha256(encodeProposal(proposal)));

/** By which the register names the proposal: SHA-256 without the outcome, which holds this very name. */
function causeOf(proposal: Draft | Proposal): string {
  const { outcome: _, ...draft } = { outcome: undefined, ...proposal };
  return toHex(sha256(toJcs(draft, 'proposal')));
}

/** The register that this proposal makes. @throws CHANGE-…, MEMBER-KEY-TAKEN, APPLICATION-… */
const after = (register: Register, proposal: Draft | Proposal): Register =>
  changed(register, proposal.change, { at: proposal.created, by: causeOf(proposal) });

export interface Wish {
  readonly change: Change;
  readonly proposer: string;
  readonly reason?: string;
  readonly created: string;
  readonly expires: string;
}

/** Makes the proposal of a change on this register. @throws PROPOSAL-TIME, what `changed` throws */
export function propose(register: Register, wish: Wish): Proposal {
  const { consortium, rehearsal, version } = register;
  const base = { version, sha256: registerHash(register) };
  const draft: Draft = { format: proposalFormat, consortium: consortium.id, rehearsal, base, ...wish };
  checkTimes(draft);
  return { ...draft, outcome: { register: registerHash(after(register, draft)) } };
}

function checkTimes({ created, expires }: Pick<Proposal, 'created' | 'expires'>): void {
  const field = spanFault(created, expires);
  if (field !== undefined) throw refuse(consortiumRules, 'PROPOSAL-TIME', { field }, { subject: field });
}

/** Reads the form alone; what it means, `rebuild` says. @throws PROPOSAL-FORM, PROPOSAL-TIME */
export function readProposal(bytes: Uint8Array): Proposal {
  const proposal = readAs(proposalSchema, bytes, 'PROPOSAL-FORM', 'proposal');
  checkTimes(proposal);
  return proposal;
}

/**
 * The register that comes of the proposal, rebuilt from this one and equal to what the proposal promises.
 * @throws PROPOSAL-CONSORTIUM, PROPOSAL-STALE, PROPOSAL-FUTURE, PROPOSAL-OUTCOME, what `changed` throws
 */
export function rebuild(register: Register, proposal: Proposal): Register {
  checkBase(register, proposal);
  const made = after(register, proposal);
  if (registerHash(made) !== proposal.outcome.register)
    throw refuse(consortiumRules, 'PROPOSAL-OUTCOME', { field: 'outcome.register' });
  return made;
}

function checkBase(register: Register, { consortium, rehearsal, base }: Proposal): void {
  const { version } = register;
  const facts = { theirs: base.version, ours: version };
  if (consortium !== register.consortium.id || rehearsal !== register.rehearsal)
    throw refuse(consortiumRules, 'PROPOSAL-CONSORTIUM', { theirs: consortium, ours: register.consortium.id });
  if (base.version < version) throw refuse(consortiumRules, 'PROPOSAL-STALE', facts);
  if (base.sha256 !== registerHash(register)) throw refuse(consortiumRules, 'PROPOSAL-FUTURE', facts);
}
