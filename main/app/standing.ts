/**
 * How a consortium stands, as a proposal and a vote need it: its register, what was founded, the hash of its ledger. By its
 * own log (enact.ts), or by public files that whoever calls has verified; and proposals made and rebuilt on it.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { day, wholeSeconds } from '../core/ceremony/moments.ts';
import { parseResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import type { Change } from '../core/consortium/change.ts';
import { foundedLedger } from '../core/consortium/diff.ts';
import { registerPath } from '../core/consortium/paths.ts';
import { type Proposal, type Wish, propose, readProposal, rebuild } from '../core/consortium/proposal.ts';
import { type Register, foundingRegister, readRegister } from '../core/consortium/register.ts';
import { consortiumRules } from '../core/consortium/rules.ts';
import { toHex } from '../core/encoding/hex.ts';
import { refuse } from '../core/rules.ts';
import { chainFor, jdchainFiles, jdchainName } from '../export/jdchain/admission.ts';
import { readGenesis } from '../export/jdchain/document.ts';
import { about } from './enact.ts';
import { readNamed } from './files.ts';
import { appRules } from './rules.ts';

export interface Standing {
  readonly register: Register;
  /** Of its ledger, where the founding came to it. */
  readonly ledger: string | undefined;
  readonly founded: ReturnType<typeof foundedLedger>;
}

/** Where the public files lie: `path` is the home of a consortium, or its public folder itself. */
export function publicIn(path: string): string {
  const inner = join(path, 'public');
  return existsSync(inner) ? inner : path;
}

/** Of public files that were verified. `ledger`: as the verifier found it. REGISTER-…, PLAN-…, JDCHAIN-… */
export const standingIn = (folder: string, ledger: string | undefined): Standing => ({
  register: registerIn(folder),
  ledger,
  founded: foundedLedger(parseResolvedPlan(readNamed(join(folder, 'plan.json')))),
});

/** The register of these public files: the newest that was admitted, or what the founding says. REGISTER-…, PLAN-…, JDCHAIN-… */
export function registerIn(folder: string): Register {
  const newest = newestIn(folder);
  return newest > 1 ? versionIn(folder, newest) : firstIn(folder);
}

/** Every version in these public files, the founding's first. */
export const registersIn = (folder: string): Register[] => [
  firstIn(folder),
  ...Array.from({ length: newestIn(folder) - 1 }, (_, n) => versionIn(folder, n + 2)),
];

const versionIn = (folder: string, version: number) =>
  readRegister(readNamed(join(folder, registerPath(version).slice('public/'.length))));

function firstIn(folder: string): Register {
  const plan = parseResolvedPlan(readNamed(join(folder, 'plan.json')));
  const { init } = readGenesis(readNamed(join(folder, 'genesis', 'jdchain', 'genesis.json')));
  const keys = plan.members.map(({ id }, n) => {
    const key = init.genesis.participants[n]?.publicKey;
    if (key === undefined) throw refuse(consortiumRules, 'REGISTER-FORM', { field: `members[${n}]` }, { subject: id });
    return [id, { use: 'participant', suite: key.suite, publicKey: toHex(key.raw) }] as const;
  });
  return foundingRegister(plan, toHex(planHash(plan)), Object.fromEntries(keys));
}

/** The highest version that lies there; 1 is the founding's, which has no file. */
function newestIn(folder: string): number {
  const all = join(folder, 'consortium');
  const versions = existsSync(all) ? readdirSync(all).map(Number) : [];
  return Math.max(1, ...versions.filter(Number.isInteger));
}

/** A proposal read, and rebuilt on this register; for no ledger but its own. Whatever is refused is about this file. PROPOSAL-…, CHANGE-…, ENACT-LEDGER */
export function rebuiltIn(file: string, { register, ledger, founded }: Standing): Proposal {
  const bytes = readNamed(file);
  const proposal = about(file, () => readProposal(bytes));
  about(file, () => rebuild(register, proposal, jdchainFiles(founded.plan)));
  demandLedger(proposal.chain?.ledger, ledger, file);
  return proposal;
}

function demandLedger(told: string | undefined, known: string | undefined, subject: string): void {
  if (told !== undefined && known !== undefined && told !== known)
    throw refuse(appRules, 'ENACT-LEDGER', { known, ledger: told }, { subject });
}

export interface ProposeWish {
  readonly change: Change;
  readonly proposer: string;
  readonly reason?: string;
  /** Whole days. */
  readonly days: number;
  /** Whose ledger is told; otherwise that of the founding, if it is known. */
  readonly ledger?: string;
  /** A moment. */
  readonly now: string;
}

/** The proposal of this wish: of the same wish the same bytes. PROPOSAL-…, CHANGE-…, MEMBER-…, ENACT-LEDGER */
export function proposeOn(stands: Standing, { days, ledger, now, ...wish }: ProposeWish): Proposal {
  const created = wholeSeconds(now);
  const expires = wholeSeconds(new Date(Date.parse(created) + days * day).toISOString());
  const chain = chainOf({ change: wish.change, created }, ledger, stands);
  const whole = { ...wish, created, expires, ...(chain && { chain }) };
  return propose(stands.register, whole, jdchainFiles(stands.founded.plan));
}

/** The ledger is told of what concerns it: the one that was named, else that of the founding. ENACT-LEDGER, PROPOSAL-CHAIN, JDCHAIN-SETTING */
function chainOf(wish: Pick<Wish, 'change' | 'created'>, ledger: string | undefined, stands: Standing): Wish['chain'] {
  const { register, founded, ledger: known } = stands;
  demandLedger(ledger, known, 'ledger');
  const told = ledger ?? known;
  const chain = told === undefined ? undefined : chainFor(founded.plan, register, wish, told);
  if (chain === undefined && ledger !== undefined && ledger !== known)
    throw refuse(consortiumRules, 'PROPOSAL-CHAIN', { chain: jdchainName }, { subject: 'ledger' });
  return chain;
}
