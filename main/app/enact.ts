/**
 * A decision of the voters put into force: the next register with what decided it below `public/consortium/`, and the
 * next version of the TUF files, signed by the restored roots.
 */
import { type Decision, type Enacted, enact, registerChangedKind } from '../core/consortium/enact.ts';
import { readApproval } from '../core/consortium/approval.ts';
import { foundedLedger, kindNames } from '../core/consortium/diff.ts';
import { type Proposal, readProposal, rebuild } from '../core/consortium/proposal.ts';
import { registerAct, registerPath } from '../core/consortium/paths.ts';
import { type Register, encodeRegister, foundingRegister, readRegister } from '../core/consortium/register.ts';
import { type Tally, tally } from '../core/consortium/tally.ts';
import { planHash } from '../core/ceremony/plan.ts';
import { fromHex, toHex } from '../core/encoding/hex.ts';
import { suite } from '../core/keys/index.ts';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { jdchainFiles, rootAlone, signedPath } from '../export/jdchain/admission.ts';
import type { Vault } from '../vault/client.ts';
import { nameOf } from './ask.ts';
import type { Detail } from './desk.ts';
import { recorded, recordedFile } from './evidence.ts';
import { type NamedBytes, hashesOf, readNamed, sha256Hex } from './files.ts';
import { heldKeyFile, memberKeys } from './genesis.ts';
import { lockDownRoot } from './lock-down.ts';
import type { Draft } from './journal.ts';
import { type Told, receiptsOf, textOf } from './receipts.ts';
import { appRules } from './rules.ts';
import type { Run } from './run.ts';
import { heldHere, newerVerifier, targetsOf, tufFiles } from './signing.ts';
import { rootChain } from './sets/chain.ts';
import { activeSet } from '../core/ceremony/sets.ts';
import { changesOf, setInForce, setsIn, statesNow, tufVersionOf } from './sets/told.ts';

/** What is put into force, and whose chain keys sign what the chain gets of it. */
export interface EnactWish {
  readonly proposal: string;
  readonly votes: readonly string[];
  /** Ids of members whose key was made here, each with a holder in this room. */
  readonly signers: readonly string[];
}

/** A decision read and judged before the roots are opened. */
export interface Enacting extends Enacted {
  readonly before: Register;
  readonly decision: Decision;
  readonly signers: readonly string[];
}

/** What of a home tells its register: also of one that is open to be read alone. */
export interface Registered extends Told {
  readonly home: Run['home'];
}

/** Every version of the register, the founding's first. HOME-… where one is not as recorded. */
export function registersOf(told: Registered): Register[] {
  const later = Array.from({ length: changesOf(told) }, (_, n) => registerPath(n + 2));
  const read = (path: string) => readRegister(recordedFile(told.journal.entries(), told.home, path));
  return [firstRegister(told), ...later.map(read)];
}

/** The register in force in this home. */
export function registerOf(run: Registered): Register {
  const version = changesOf(run) + 1;
  if (version === 1) return firstRegister(run);
  return readRegister(recordedFile(run.journal.entries(), run.home, registerPath(version)));
}

function firstRegister(run: Told): Register {
  const keys = Object.entries(memberKeys(run)).map(([id, { suite: name, raw }]) => {
    const key = { use: 'participant', suite: suite(name).name, publicKey: toHex(raw) } as const;
    return [id, key] as const;
  });
  return foundingRegister(run.plan, toHex(planHash(run.plan)), Object.fromEntries(keys));
}

/** What judging a decision takes of a home: also of one that is open to be read alone. */
export interface Judging extends Registered, Pick<Run, 'openable'> {
  readonly journal: Pick<Run['journal'], 'entries' | 'now'>;
}

/** Votes as they came in: those that can be read, in the order of `count`, and of the others their refusals. */
export interface Polled {
  readonly count: Tally;
  readonly read: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly broken: readonly RootsealError[];
}

/** Nothing is thrown for a vote that does not count: it is told with its reason. */
export function polled(register: Register, proposal: Proposal, files: readonly string[], now: string): Polled {
  const votes = files.map(readVote);
  const read = votes.flatMap((vote) => (vote instanceof RootsealError ? [] : [vote]));
  const broken = votes.filter((vote) => vote instanceof RootsealError);
  return {
    read,
    broken,
    count: tally(
      register,
      proposal,
      read.map(({ vote }) => vote),
      now,
    ),
  };
}

/** How far a decision is: also before it can come into force. */
export interface Pending extends Polled {
  readonly before: Register;
  readonly proposal: Proposal;
  /** Of the proposal's file. */
  readonly bytes: Uint8Array;
}

/** The proposal rebuilt on the register in force, its votes counted now. @throws PROPOSAL-…, CHANGE-…, ENACT-DONE, FILE-READ */
export function pendingOf(run: Judging, { proposal: file, votes }: Omit<EnactWish, 'signers'>): Pending {
  const bytes = readNamed(file);
  demandNew(run, bytes, file);
  const before = registerOf(run);
  const proposal = about(file, () => readProposal(bytes));
  about(file, () => rebuild(before, proposal, jdchainFiles(run.plan)));
  return { before, proposal, bytes, ...polled(before, proposal, votes, run.journal.now()) };
}

function readVote(file: string) {
  try {
    const bytes = readNamed(file);
    return { file, bytes, vote: about(file, () => readApproval(bytes)) };
  } catch (error) {
    if (error instanceof RootsealError) return error;
    throw error;
  }
}

/**
 * All that can be refused before a share is opened, each with the file that it is about.
 * @throws PROPOSAL-…, CHANGE-…, APPROVAL-…, JDCHAIN-…, ENACT-…, FILE-READ
 */
export function judgeDecision(run: Judging, wish: EnactWish): Enacting {
  const { proposal: file, signers } = wish;
  const { before, bytes: proposal, count, read, broken } = pendingOf(run, wish);
  if (broken[0]) throw broken[0];
  demandVotes(
    count,
    read.map((one) => one.file),
    file,
  );
  const decision = { proposal, votes: read.map(({ bytes }) => bytes) };
  const made = about(file, () => enact(before, decision, run.journal.now(), jdchainFiles(run.plan)));
  demandLedger(run, made, file);
  demandSigners(run, made, signers);
  return { ...made, before, decision, signers };
}

/** Whatever is refused without a subject is about this file. */
export function about<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    throw new RootsealError(error.code, error.text, error.exit, file, error);
  }
}

/**
 * Where the votes do not suffice and one of them does not count, that one is the matter; the proposal is where all of
 * them are on another one.
 */
function demandVotes({ state, counted, ignored }: Tally, files: readonly string[], proposal: string): void {
  const [first] = ignored;
  if (first === undefined || state === 'approved' || state === 'expired') return;
  demandSpokenOf({ counted, ignored }, proposal);
  throw new RootsealError(first.code, first.text, 1, files[first.index]);
}

/** That several votes are not all on something else. ENACT-VOTES-OTHER */
export function demandSpokenOf({ counted, ignored }: Pick<Tally, 'counted' | 'ignored'>, proposal: string): void {
  if (ignored.length < 2 || counted.length > 0 || ignored.some(({ code }) => code !== 'APPROVAL-OTHER')) return;
  throw refuse(appRules, 'ENACT-VOTES-OTHER', { count: ignored.length }, { subject: proposal });
}

/** After a crash the same command finds its work done: it says so, instead of calling it stale. */
function demandNew(run: Registered, proposal: Uint8Array, subject: string): void {
  const sha256 = sha256Hex(proposal);
  const done = run.journal
    .entries()
    .find(({ kind, data }) => kind === registerChangedKind && data['proposal'] === sha256);
  if (done) throw refuse(appRules, 'ENACT-DONE', { version: Number(done.data['version']) }, { subject });
}

/** Where the founding came to the ledger's hash, no other ledger is this consortium's. */
function demandLedger(run: Registered, { proposal: { chain } }: Enacted, subject: string): void {
  const known = textOf(receiptsOf(run.journal, 'sign')['ledgerHash']);
  if (chain === undefined || known === '' || chain.ledger === known) return;
  throw refuse(appRules, 'ENACT-LEDGER', { known, ledger: chain.ledger }, { subject });
}

function demandSigners(run: Judging, { chainFiles }: Enacted, signers: readonly string[]): void {
  const could = [...heldHere(run).map(({ id }) => id), ...rootSigner(run)];
  const other = signers.find((id, n) => !could.includes(id) || signers.indexOf(id) < n);
  if (other !== undefined)
    throw refuse(appRules, 'ENACT-SIGNER', { could: could.join(', ') || '–' }, { subject: other });
  if (chainFiles.length === 0 && signers[0] !== undefined)
    throw refuse(appRules, 'ENACT-NOTHING', {}, { subject: signers[0] });
}

/** The root that administers a ledger which was locked down, while its key is the one that the ledger knows. */
export function rootSigner(run: Judging): string[] {
  const known = lockDownRoot(run);
  const root = run.plan.chain.ledger.lockDown?.root;
  const now = activeSet(setsIn(run))?.roots.find(({ id }) => id === root);
  return root !== undefined && known && now?.publicKey === toHex(known.raw) ? [root] : [];
}

/**
 * Where the root alone can administer the ledger, it signs in this very act: it is in no room afterwards, and what was
 * decided is decided. ENACT-ROOT
 */
export function demandRoot(run: Judging, { before, files, signers }: Enacting): void {
  const ledger = foundedLedger(run.plan);
  for (const root of rootSigner(run).filter((id) => !signers.includes(id))) {
    const [path] = rootAlone(ledger, before, files, { signers, root });
    if (path !== undefined) throw refuse(appRules, 'ENACT-ROOT', { root, path }, { subject: root });
  }
}

/** In one sentence, as everybody hears it before a share is opened. */
export function decisionText({ proposal, facts }: Enacting): Text {
  const name = kindNames[proposal.change.kind];
  const version = String(facts.version);
  const by = `SHA-256 ${facts.proposal}`;
  return {
    en: `to ${name.en}: version ${version} of the register, by the proposal ${by}`,
    zh: `${name.zh}：登记册第 ${version} 版，依据提案 ${by}`,
  };
}

/** Its hash, as everybody who voted has it. */
export const decisionDetails = ({ facts }: Enacting): Detail[] => [
  { kind: 'hash', label: { en: 'Hash of the proposal', zh: '提案哈希' }, bytes: fromHex(facts.proposal, 'proposal') },
];

/** The chain keys of those who sign, opened by their holders before the roots are. ENACT-SIGNER-SHUT */
export async function openSigners(run: Run, vault: Vault, { signers }: Enacting): Promise<void> {
  for (const { id, holder } of heldHere(run).filter(({ id: one }) => signers.includes(one))) {
    const file = recorded(run, heldKeyFile(run.plan, id));
    const answer = await vault.request('openMember', { member: id, holder, name: nameOf(run, holder), file });
    if (answer.opened) continue;
    const reason = answer.text ?? { en: 'not opened', zh: '未打开' };
    throw refuse(appRules, 'ENACT-SIGNER-SHUT', { reason }, { subject: id });
  }
}

export interface Left {
  /** As of which it was judged: the entries bear this time, or a decision could expire on its way into the log. */
  readonly time: string;
  readonly act: string;
  readonly files: readonly NamedBytes[];
  readonly drafts: readonly Draft[];
}

/** After the roots are open: the vault judges the decision itself, then the roots sign the next TUF version. */
export async function enactIn(run: Run, vault: Vault, enacting: Enacting): Promise<Left> {
  const { before, decision, facts, signers, chainFiles } = enacting;
  const asked = {
    plan: recorded(run, 'public/plan.json'),
    before: encodeRegister(before),
    proposal: decision.proposal,
    votes: [...decision.votes],
  };
  const time = run.journal.now();
  const made = await vault.request('enact', { ...asked, ...listsNow(run), time });
  const own = [...made.files, ...(await signedFor(vault, chainFiles, signers)), ...newerVerifier(run)];
  const sets = setsIn(run).filter(({ inForce }) => inForce !== undefined);
  const tuf = await tufFiles(run, vault, {
    ...{ roots: setInForce(run).roots, version: tufVersionOf(run) + 1, chain: rootChain(run) },
    targets: targetsOf(run, own, statesNow(sets)),
  });
  const files = [...own, ...tuf];
  const data = { ...facts, signedBy: [...signers], files: hashesOf(files).map((file) => ({ ...file })) };
  return { act: registerAct(facts.version), files, drafts: [{ kind: registerChangedKind, data }], time };
}

/** The lists that the roots have signed last. */
function listsNow(run: Run) {
  const targets = recorded(run, 'public/tuf/targets.json');
  const admissions = 'public/tuf/admissions.json';
  return { targets, ...(run.home.has(admissions) && { admissions: recorded(run, admissions) }) };
}

/** What the chain gets, signed by each of these members; nothing where nobody signs here. */
async function signedFor(vault: Vault, paths: readonly string[], signers: readonly string[]): Promise<NamedBytes[]> {
  if (signers.length === 0) return [];
  const made: NamedBytes[] = [];
  for (const path of paths) {
    const signed = signedPath(path);
    if (signed === undefined) continue;
    const { bytes } = await vault.request('signTransaction', { members: [...signers], path });
    made.push({ path: signed, bytes });
  }
  return made;
}
