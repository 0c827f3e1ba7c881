/**
 * Proposals, `rootseal.proposal/1` (docs/formats.md section 2): one change on one version of the register, with the hash
 * of the register that comes of it, and of each file that the chain gets of it. Whoever votes rebuilds all of them and
 * compares, before they sign anything.
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

/** The chain that is told of it: what `ledger` is, that chain's own rules say. */
const chainSchema = z.strictObject({
  name: id,
  ledger: line,
  /** Which files are made of it; where it says nothing, the registrations of new participants alone. */
  edition: z.literal(2).exactOptional(),
});
export type Chain = z.infer<typeof chainSchema>;

const fileSchema = z.strictObject({ path: line, sha256: hex(32) });

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
  chain: chainSchema.exactOptional(),
  /** `files` where a chain is told: their paths in the folder of the version, sorted. */
  outcome: z.strictObject({ register: hex(32), files: z.array(fileSchema).min(1).exactOptional() }),
});
export type Proposal = z.infer<typeof proposalSchema>;
export type Draft = Omit<Proposal, 'outcome'>;

/**
 * The files that a chain gets of a change, by their path in the folder of the version; none where there is nothing to
 * tell it. The same bytes on every machine.
 */
export type ChainFiles = (after: Register, proposal: Draft, before: Register) => ReadonlyMap<string, Uint8Array>;

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
  readonly chain?: Chain;
}

/** Makes the proposal of a change on this register. @throws PROPOSAL-TIME, PROPOSAL-CHAIN, what `changed` and `chain` throw */
export function propose(register: Register, wish: Wish, chain?: ChainFiles): Proposal {
  const { consortium, rehearsal, version } = register;
  const base = { version, sha256: registerHash(register) };
  const draft: Draft = { format: proposalFormat, consortium: consortium.id, rehearsal, base, ...wish };
  checkTimes(draft);
  return { ...draft, outcome: outcomeOf(madeOf(register, draft, chain)) };
}

/** What comes of a proposal. */
export interface Made {
  readonly register: Register;
  /** For the chain, by their path in the folder of the version. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

function madeOf(before: Register, proposal: Draft | Proposal, chain?: ChainFiles): Made {
  const register = after(before, proposal);
  if (proposal.chain === undefined) return { register, files: new Map() };
  const files = new Map([...(chain?.(register, proposal, before) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (files.size === 0) throw refuse(consortiumRules, 'PROPOSAL-CHAIN', { chain: proposal.chain.name });
  return { register, files };
}

function outcomeOf({ register, files }: Made): Proposal['outcome'] {
  const list = [...files].map(([path, bytes]) => ({ path, sha256: toHex(sha256(bytes)) }));
  return { register: registerHash(register), ...(list.length > 0 && { files: list }) };
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
 * The register that comes of the proposal, and its files, rebuilt from this register and equal to what it promises.
 * @param chain makes the files of its chain; without it a proposal that has some is refused
 * @throws PROPOSAL-CONSORTIUM, PROPOSAL-STALE, PROPOSAL-FUTURE, PROPOSAL-OUTCOME, what `propose` throws
 */
export function rebuildAll(before: Register, proposal: Proposal, chain?: ChainFiles): Made {
  checkBase(before, proposal);
  const made = madeOf(before, proposal, chain);
  const { register, files } = outcomeOf(made);
  const wrong = (field: string) => refuse(consortiumRules, 'PROPOSAL-OUTCOME', { field }, { subject: field });
  if (register !== proposal.outcome.register) throw wrong('outcome.register');
  if (!sameFiles(files, proposal.outcome.files)) throw wrong('outcome.files');
  return made;
}

const sameFiles = (made: Proposal['outcome']['files'] = [], told: Proposal['outcome']['files'] = []): boolean =>
  made.length === told.length &&
  made.every(({ path, sha256: hash }, n) => told[n]?.path === path && told[n].sha256 === hash);

/** The register alone. @throws as `rebuildAll` */
export const rebuild = (before: Register, proposal: Proposal, chain?: ChainFiles): Register =>
  rebuildAll(before, proposal, chain).register;

function checkBase(register: Register, { consortium, rehearsal, base }: Proposal): void {
  const { version } = register;
  const facts = { theirs: base.version, ours: version };
  if (consortium !== register.consortium.id || rehearsal !== register.rehearsal)
    throw refuse(consortiumRules, 'PROPOSAL-CONSORTIUM', { theirs: consortium, ours: register.consortium.id });
  if (base.version < version) throw refuse(consortiumRules, 'PROPOSAL-STALE', facts);
  if (base.sha256 !== registerHash(register)) throw refuse(consortiumRules, 'PROPOSAL-FUTURE', facts);
}
