/**
 * Members and governance outside of a ceremony: an applicant's keys and application, a proposal, a vote. Files beside one
 * another; the register comes from the public files of the consortium, which whoever calls has verified.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import type { Seal } from '../core/ceremony/plan-schema.ts';
import { type Application, encodeDraft, readApplication } from '../core/consortium/application.ts';
import {
  type Approval,
  type ApprovalStatement,
  approvalMessage,
  checkApproval,
  encodeStatement,
  readApproval,
  stateApproval,
} from '../core/consortium/approval.ts';
import { foundedLedger } from '../core/consortium/diff.ts';
import { fillForm } from '../core/consortium/form.ts';
import { type Proposal, rebuild } from '../core/consortium/proposal.ts';
import { type Register, type Voter, foundingRegister, readRegister } from '../core/consortium/register.ts';
import { registerPath } from '../core/consortium/paths.ts';
import { consortiumRules } from '../core/consortium/rules.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import type { SuiteName } from '../core/keys/index.ts';
import { signatureFromDer } from '../core/keys/der.ts';
import { type Text, refuse } from '../core/rules.ts';
import { jdchainFiles } from '../export/jdchain/admission.ts';
import { readGenesis } from '../export/jdchain/document.ts';
import { openVault } from '../vault/client.ts';
import type { AloneOptions } from './alone.ts';
import { readNamed, demandFree, writeNew } from './files.ts';

const publicFile = 0o644;

/** The register of these public files: the newest that was admitted, or what the founding says. REGISTER-…, PLAN-…, JDCHAIN-… */
export function registerIn(folder: string): Register {
  const newest = newestIn(folder);
  if (newest > 1) return readRegister(readNamed(join(folder, registerPath(newest).slice('public/'.length))));
  const plan = parseResolvedPlan(readNamed(join(folder, 'plan.json')));
  const { init } = readGenesis(readNamed(join(folder, 'genesis', 'jdchain', 'genesis.json')));
  const keys = plan.members.map(({ id }, n) => {
    const key = init.genesis.participants[n]?.publicKey;
    if (key === undefined) throw refuse(consortiumRules, 'REGISTER-FORM', { field: `members[${n}]` }, { subject: id });
    return [id, { use: 'participant', suite: key.suite, publicKey: toHex(key.raw) }] as const;
  });
  return foundingRegister(plan, toHex(planHash(plan)), Object.fromEntries(keys));
}

/** The ledger of these public files as it was founded. PLAN-RESOLVED */
export const ledgerIn = (folder: string): ReturnType<typeof foundedLedger> =>
  foundedLedger(parseResolvedPlan(readNamed(join(folder, 'plan.json'))));

/** The highest version that lies there; 1 is the founding's, which has no file. */
function newestIn(folder: string): number {
  const all = join(folder, 'consortium');
  const versions = existsSync(all) ? readdirSync(all).map(Number) : [];
  return Math.max(1, ...versions.filter(Number.isInteger));
}

export interface ApplyWish {
  /** The parsed form. */
  readonly form: unknown;
  readonly into: string;
  readonly seal: Seal;
  readonly now: string;
  readonly rehearsal: boolean;
}

export interface Applied {
  readonly application: Application;
  readonly files: { readonly application: string; readonly keys: string };
  readonly weakPassphrase: boolean;
}

/** Makes the applicant's keys in the vault, and writes the application beside their age file. FILE-EXISTS before anybody is asked. */
export async function apply(wish: ApplyWish, options: AloneOptions): Promise<Applied> {
  const { draft, keys } = fillForm(wish.form, wish);
  const { id, name } = draft.member;
  const files = { application: join(wish.into, `${id}.application.json`), keys: join(wish.into, `${id}.keys.age`) };
  demandFree(Object.values(files));
  const vault = await openVault({ act: 'member', rehearsal: wish.rehearsal, ...options });
  const application = encodeDraft(draft);
  const made = await vault.request('makeKeys', { owner: { id, name }, keys: [...keys], application, seal: wish.seal });
  await vault.finish();
  const signed = made.application ?? new Uint8Array();
  const read = readApplication(signed);
  // The keys first: an application without them is worth nothing.
  writeNew(files.keys, made.file);
  writeNew(files.application, signed, publicFile);
  return { application: read, files, weakPassphrase: made.weakPassphrase };
}

export interface VoterWish {
  readonly id: string;
  readonly name: Text;
  readonly suite: SuiteName;
  readonly out: string;
  readonly seal: Seal;
  readonly rehearsal: boolean;
}

/** A key to vote with; its public half is what a proposal of the governance names. */
export async function makeVoterKey(wish: VoterWish, options: AloneOptions) {
  demandFree([wish.out]);
  const vault = await openVault({ act: 'member', rehearsal: wish.rehearsal, ...options });
  const owner = { id: wish.id, name: { ...wish.name } };
  const made = await vault.request('makeKeys', { owner, keys: [{ use: 'vote', suite: wish.suite }], seal: wish.seal });
  await vault.finish();
  writeNew(wish.out, made.file);
  return { publicKey: made.keys[0]?.publicKey ?? '', weakPassphrase: made.weakPassphrase };
}

/** Who votes on what, on the voter's own copy of the register. */
export interface VoteWish {
  readonly register: Register;
  /** The ledger that a proposal may tell, by the public files. */
  readonly founded: ReturnType<typeof ledgerIn>;
  readonly proposal: Proposal;
  readonly voter: string;
  readonly decision: ApprovalStatement['decision'];
  readonly reason?: string;
  readonly time: string;
}

/** The statement of a vote, after the proposal's outcome was rebuilt here. PROPOSAL-…, CHANGE-…, APPROVAL-VOTER */
export function stateVote(wish: VoteWish): { statement: ApprovalStatement; voter: Voter } {
  const { register, founded, proposal, decision, reason, time } = wish;
  rebuild(register, proposal, jdchainFiles(founded.plan));
  const voter = register.governance.voters.find(({ id }) => id === wish.voter);
  if (!voter) throw refuse(consortiumRules, 'APPROVAL-VOTER', { voter: wish.voter }, { subject: wish.voter });
  return {
    voter,
    statement: stateApproval(proposal, voter, { decision, time, ...(reason !== undefined && { reason }) }),
  };
}

/** Signed in the vault, checked, written. */
export async function vote(wish: VoteWish, key: string, out: string, options: AloneOptions): Promise<Approval> {
  demandFree([out]);
  const { statement, voter } = stateVote(wish);
  const vault = await openVault({ act: 'vote', rehearsal: statement.rehearsal, ...options });
  const asked = { voter: { id: voter.id, name: voter.name }, statement: encodeStatement(statement) };
  const { approval } = await vault.request('signVote', { ...asked, file: readNamed(key), name: key });
  await vault.finish();
  const read = readApproval(approval);
  checkApproval(read, wish.proposal, wish.register);
  writeNew(out, approval, publicFile);
  return read;
}

/** A statement with a signature that was made elsewhere: of SSH, of 64 bytes, or in DER as OpenSSL writes them. */
export function joinSignature(statement: ApprovalStatement, signature: Uint8Array): Approval {
  const ssh = new TextDecoder('latin1').decode(signature.subarray(0, 40)).startsWith('-----BEGIN SSH SIGNATURE-----');
  if (ssh) return { ...statement, signature: { kind: 'ssh', value: fromUtf8(signature, 'signature') } };
  const raw = signature.length === 64 ? signature : signatureFromDer(signature);
  return { ...statement, signature: { kind: 'rootseal', value: toHex(raw) } };
}

/** What OpenSSL is to sign. */
export const toSign = approvalMessage;
