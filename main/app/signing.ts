/**
 * Step `sign`: the signing act. M of the shares just handed out are opened and combined, and the root that comes out
 * signs: so no ceremony ends without having proved its own recovery.
 */
import { readFileSync } from 'node:fs';
import { toJcs } from '../core/encoding/jcs.ts';
import { buildSm2Sig, sm2SigName } from '../core/tuf/sm2sig.ts';
import {
  type TufInput,
  type TufTarget,
  signedBytes,
  tufKeyId,
  writeRepository,
  writeRoots,
} from '../core/tuf/index.ts';
import type { TufAdministrators } from '../core/ceremony/plan-schema.ts';
import type { PendingRoot } from '../core/ceremony/tuf-told.ts';
import { sealedPath, statementPath } from '../core/ceremony/set-paths.ts';
import { type TufRoot, type TufRoles, tufExpiry, tufInput, tufRoles } from '../core/ceremony/tuf-roles.ts';
import { type Text, refuse } from '../core/rules.ts';
import { chooseSlots, missingText, policyOfPlan, standingOf } from '../core/shares/groups.ts';
import { equal, fromUtf8 } from '../core/encoding/bytes.ts';
import { fromHex } from '../core/encoding/hex.ts';
import type { Vault } from '../vault/client.ts';
import { askAll, nameOf } from './ask.ts';
import { type NamedBytes, listFiles, sha256Hex } from './files.ts';
import { recorded } from './evidence.ts';
import { genesisOf, heldKeyFile } from './genesis.ts';
import { shareFile } from './hand-out.ts';
import { ledgerHashOf } from './ledger-hash.ts';
import { lockDownFiles } from './lock-down.ts';
import { boundFilesOf, runbookFiles } from './runbook.ts';
import { noQuorum } from './quorum.ts';
import { type MadeRoot, madeRoots, receiptsOf, textOf } from './receipts.ts';
import { appRules } from './rules.ts';
import { type Run, checkpointSigner, commitAct, endAct, openAct } from './run.ts';
import { verifierFile } from './verifier.ts';

/** Of all that lies below `public/`, what the TUF targets list; the log covers the rest. */
const outsideTuf = ['tuf/', 'log/', 'minutes/'];

export async function sign(run: Run): Promise<void> {
  demandQuorumHere(run);
  await askAll(run, 'sign', sayAloud(run));
  const vault = await openAct(run, 'sign');
  const { quorum, verdicts, members } = await restoreRoots(run, vault);
  const permissions = await permissionSignatures(run, vault, members);
  const ledger = ledgerHashOf(run, permissions.signatures, (path) => recorded(run, path));
  const lockDown = await lockDownFiles(run, vault, ledger.receipts.ledgerHash, members);
  const staged: NamedBytes[] = [
    { path: 'public/genesis/jdchain/signatures.json', bytes: toJcs(permissions.signatures) },
    ...ledger.files,
    ...lockDown.files,
    ...boundFilesOf(run, ledger.receipts.ledgerHash),
    ...runbookFiles(run, ledger.receipts.ledgerHash),
    { path: 'public/verify/rootseal-verify.mjs', bytes: readVerifier() },
  ];
  const roots = madeRoots(run.journal);
  const tuf = await tufFiles(run, vault, { roots, version: 1, targets: targetsOf(run, staged) });
  const { administrators } = run.plan.tuf ?? {};
  const receipts = {
    shares: verdicts,
    quorum,
    ...(await challengesOf(run, vault)),
    signedBy: members,
    notSignedHere: permissions.absent,
    ...ledger.receipts,
    ...lockDown.receipts,
    runbooks: true,
    ...(ledger.receipts.ledgerHash !== undefined && { bound: true }),
    ...(administrators && {
      tufPending: await waitingRoot(run, vault, {
        ...{ roots, chain: chainIn(tuf), administrators, time: run.journal.now() },
      }),
    }),
  };
  await commitAct(run, 'sign', { vault, files: [...staged, ...tuf], receipts });
}

/** Custodians whose shares are combined: of those who can open theirs here, the first that suffice. */
function quorumHere({ plan, openable }: Run): string[] | undefined {
  const slots = plan.custodians.flatMap(({ id }, i) => (openable.includes(id) ? [i + 1] : []));
  return chooseSlots(slots, policyOfPlan(plan))?.flatMap((slot) => plan.custodians[slot - 1]?.id ?? []);
}

function demandQuorumHere(run: Run): void {
  if (quorumHere(run)) return;
  const { plan, openable } = run;
  if (!plan.groups) throw refuse(appRules, 'CEREMONY-QUORUM', { have: openable.length, need: plan.threshold });
  const slots = plan.custodians.flatMap(({ id }, i) => (openable.includes(id) ? [i + 1] : []));
  const missing = missingText(standingOf(slots, policyOfPlan(plan)), plan.groups.threshold);
  throw refuse(appRules, 'CEREMONY-QUORUM-GROUPS', { missing });
}

function sayAloud(run: Run): Text {
  const hash = textOf(receiptsOf(run.journal, 'genesis')['txHash']);
  const count = String(quorumHere(run)?.length ?? run.plan.threshold);
  return {
    en: `The roots are restored from ${count} shares and sign the genesis ${hash} and every file below public/.`,
    zh: `将由 ${count} 份份额恢复根密钥，为创世交易 ${hash} 及 public/ 下的所有文件签名。`,
  };
}

function readVerifier(): Uint8Array {
  const file = verifierFile();
  try {
    return new Uint8Array(readFileSync(file));
  } catch (cause) {
    throw refuse(appRules, 'CEREMONY-VERIFIER', {}, { subject: file, cause });
  }
}

/** The verifier of this program, where the bundle has another one: an older one knows nothing of what is new. */
export function newerVerifier(run: Run): NamedBytes[] {
  const path = 'public/verify/rootseal-verify.mjs';
  const bytes = readVerifier();
  return equal(bytes, recorded(run, path)) ? [] : [{ path, bytes }];
}

/** Each restored root signs a fresh challenge over the log as it stands; a verifier finds that head by its size. */
export async function challengesOf(run: Run, vault: Vault) {
  const { size, root } = run.journal.head;
  const { challenges } = await vault.request('challenge', { size, root });
  return { challengeSize: size, challenges };
}

/** Judges M shares, opens the members' keys and the log key, signs `restore.begun`, and only then combines. */
async function restoreRoots(run: Run, vault: Vault) {
  const set = receiptsOf(run.journal, 'found')['set'] as { id: string };
  const { shares, quorum: here } = await vault.request('judgeShares', {
    files: (quorumHere(run) ?? []).map((id) => shareFile(run, id)),
    set: recorded(run, `public/share-sets/${set.id}.json`),
  });
  if (!here.met) {
    await endAct(run, vault); // nobody types another passphrase for an act that cannot be
    throw noQuorum(here, '');
  }
  const members = await openMembers(run, vault);
  await openLogKey(run, vault);
  const verdicts = shares.map(({ custodian, index, code }) => ({
    custodian: custodian ?? '',
    index: index ?? 0,
    code,
  }));
  const begun = { kind: 'restore.begun', data: { purpose: 'found', shares: verdicts } };
  await run.journal.appendSigned(run.journal.encode([begun]), checkpointSigner(vault));
  const { quorum } = await vault.request('combine', sealedRoots(run));
  return { quorum, verdicts, members };
}

export async function openLogKey(run: Run, vault: Vault): Promise<void> {
  const administrator = run.plan.people.administrators[0] ?? '';
  await vault.request('openLogKey', {
    administrator,
    name: nameOf(run, administrator),
    file: recorded(run, `private/log-key/${administrator}.age`),
    vkey: recorded(run, 'public/log.vkey'),
  });
}

/** Sealed roots and their statements by root id; `read` takes them from elsewhere than the set in force. */
export function sealedRoots(run: Run, read = (path: string) => recorded(run, path)) {
  const sealed: Record<string, Uint8Array> = {};
  const statements: Record<string, Uint8Array> = {};
  for (const { id } of run.plan.roots) {
    sealed[id] = read(sealedPath(id));
    statements[id] = read(statementPath(id));
  }
  return { sealed, statements };
}

/** Members whose key was made here and whose holder can open it in this room. */
export function heldHere(run: Pick<Run, 'plan' | 'openable'>): { id: string; holder: string }[] {
  return run.plan.members.flatMap(({ id, key, holder }) =>
    'make' in key && holder !== undefined && run.openable.includes(holder) ? [{ id, holder }] : [],
  );
}

/** Opens the keys of the members held here; whoever cannot open theirs today signs with ledger-init instead. */
async function openMembers(run: Run, vault: Vault): Promise<string[]> {
  const opened: string[] = [];
  for (const { id, holder } of heldHere(run)) {
    const file = recorded(run, heldKeyFile(run.plan, id));
    const answer = await vault.request('openMember', { member: id, holder, name: nameOf(run, holder), file });
    if (answer.opened) opened.push(id);
    else run.desk.show(answer.text ?? { en: `${id}: not opened`, zh: `${id}：未打开` });
  }
  return opened;
}

async function permissionSignatures(run: Run, vault: Vault, by: readonly string[]) {
  const { content } = genesisOf(run, (path) => recorded(run, path));
  const signatures: Record<string, string> = {};
  for (const member of by) {
    const { publicKey, signature } = await vault.request('signGenesis', { member, content });
    signatures[publicKey] = signature;
  }
  const absent = run.plan.members.map(({ id }) => id).filter((id) => !by.includes(id));
  return { signatures, absent };
}

/** The roots that sign, by whom each TUF file is signed in this version. */
export interface TufVersion {
  /** In force when these files are. */
  readonly roots: readonly MadeRoot[];
  readonly version: number;
  readonly targets: TufInput['targets'];
  /** The chain of root files, by name, the one in force last; none for a new repository. */
  readonly chain?: ReadonlyMap<string, Uint8Array>;
  /** From which on they are valid for as long as the plan says; now, unless said. */
  readonly time?: string;
}

/** The TUF repository and the SM2 co-signatures beside it, as files to stage; root files that are there stay as they are. */
export async function tufFiles(run: Run, vault: Vault, next: TufVersion): Promise<NamedBytes[]> {
  const { roots, version, targets, chain, time = run.journal.now() } = next;
  const roles = tufRoles(run.plan, roots);
  if (roles.top.roots.length === 0) return []; // PLAN-TUF-KEY refuses such a plan before this
  const input = { ...tufInput(roles), version, expires: expiryAt(run, time, version === 1), targets };
  const files = await writeRepository({ ...input, ...(chain && { roots: chain, keepRoots: true }) }, (bytes, file) =>
    tufSignatures(vault, tufSigners(roles, file), bytes),
  );
  const made = [...files].filter(([name]) => !chain?.has(name));
  const out = await Promise.all(made.map(([name, bytes]) => withSm2(vault, roots, name, bytes)));
  return out.flat();
}

/** The root files among files to stage, by name. */
function chainIn(files: readonly NamedBytes[]): Map<string, Uint8Array> {
  const named = files.map(({ path, bytes }) => [path.slice('public/tuf/'.length), bytes] as const);
  return new Map(named.filter(([name]) => /^\d+\.root\.json$/.test(name)));
}

export interface NextRoot {
  readonly roots: readonly MadeRoot[];
  readonly chain: ReadonlyMap<string, Uint8Array>;
  /** Whose keys count for it beside the roots'. */
  readonly administrators?: TufAdministrators;
  readonly time: string;
}

/** The next root file as the roots sign it, and the co-signatures beside it. */
export async function nextRoot(run: Run, vault: Vault, { roots, chain, administrators, time }: NextRoot) {
  const roles = tufRoles(run.plan, roots);
  const input = { ...tufInput(roles, administrators), expires: expiryAt(run, time), roots: chain };
  const name = `${String(chain.size + 1)}.root.json`;
  const written = await writeRoots(input, (bytes) => tufSignatures(vault, roles.top.roots, bytes), true);
  return { name, files: await withSm2(vault, roots, name, written.get(name) ?? new Uint8Array()) };
}

/** The same as the log keeps it until administrators have signed it as well. */
export async function waitingRoot(run: Run, vault: Vault, next: NextRoot): Promise<PendingRoot> {
  const { files } = await nextRoot(run, vault, next);
  const [file, sm2sig] = files.map(({ bytes }) => fromUtf8(bytes, 'root.json'));
  const { administrators } = next;
  return {
    root: next.chain.size + 1,
    ...(administrators && { administrators }),
    file: file ?? '',
    ...(sm2sig !== undefined && { sm2sig }),
  };
}

/** A plan and its log. */
interface Timed extends Pick<Run, 'plan'> {
  readonly journal: Pick<Run['journal'], 'entries'>;
}

/** Until when what is signed at this time is valid; the first files as the plan says. */
export function expiryAt({ plan, journal }: Timed, time: string, first = false) {
  const founded = journal.entries()[0]?.time ?? time;
  return tufExpiry(plan, founded, first ? founded : time);
}

/** Of which roots the keys sign a file: of a delegated list those that the plan gave it to. */
function tufSigners({ top, delegated }: TufRoles<MadeRoot>, file: string): readonly TufRoot<MadeRoot>[] {
  const name = file.replace(/\.json$/, '');
  return Object.hasOwn(delegated, name) ? delegated[name as keyof typeof delegated].roots : top.roots;
}

/** Over the same bytes by each of these roots; where an act has an old and a new key of one, by the one named. */
export function tufSignatures(vault: Vault, roots: readonly TufRoot<MadeRoot>[], bytes: Uint8Array) {
  return Promise.all(
    roots.map(async ({ id, suite, publicKey }) => {
      const { signature: sig } = await vault.request('signTuf', { root: id, bytes, publicKey });
      return { keyid: tufKeyId(suite, fromHex(publicKey, id)), sig };
    }),
  );
}

/** A TUF file with the co-signatures of the SM2 roots beside it. */
export async function withSm2(
  vault: Vault,
  roots: readonly MadeRoot[],
  name: string,
  bytes: Uint8Array,
): Promise<NamedBytes[]> {
  const file = { path: `public/tuf/${name}`, bytes };
  const also = await sm2Signatures(vault, roots, signedBytes(bytes));
  return also.length === 0
    ? [file]
    : [file, { path: `public/tuf/${sm2SigName(name)}`, bytes: buildSm2Sig(name, also) }];
}

async function sm2Signatures(vault: Vault, roots: readonly MadeRoot[], bytes: Uint8Array) {
  const signatures = [];
  for (const { id, publicKey } of roots.filter(({ suite }) => suite === 'sm2')) {
    const { signature } = await vault.request('signTuf', { root: id, bytes });
    signatures.push({ root: id, publicKey: fromHex(publicKey, id), signature: fromHex(signature, id) });
  }
  return signatures;
}

/** What the targets say of a share set, by its target path. */
export type SetStates = ReadonlyMap<string, { readonly epoch: number; readonly state: 'active' | 'retired' }>;

/** Target path, length and hash of everything below `public/` that TUF covers, kinds by folder. */
export function targetsOf(run: Run, staged: readonly NamedBytes[], states: SetStates = new Map()): TufTarget[] {
  const folder = run.home.path('public');
  const present = listFiles(folder).map((path) => ({ path, bytes: run.home.read(`public/${path}`) }));
  const coming = staged
    .filter(({ path }) => path.startsWith('public/'))
    .map(({ path, bytes }) => ({ path: path.slice('public/'.length), bytes }));
  const renewed = new Set(coming.map(({ path }) => path));
  return [...present.filter(({ path }) => !renewed.has(path)), ...coming]
    .filter(({ path }) => !outsideTuf.some((prefix) => path.startsWith(prefix)))
    .map(({ path, bytes }) => ({
      path,
      length: bytes.length,
      sha256: sha256Hex(bytes),
      custom: { rootseal: { kind: kindOf(path), rehearsal: run.journal.id.rehearsal, ...states.get(path) } },
    }));
}

const kinds: readonly (readonly [prefix: string, kind: string])[] = [
  ['plan.json', 'plan'],
  ['log.vkey', 'log-key'],
  ['roots/', 'root'],
  ['share-sets/', 'share-set'],
  ['genesis/', 'genesis'],
  ['certificates/', 'certificate'],
  ['verify/', 'verifier'],
];

function kindOf(path: string): string {
  if (path.startsWith('consortium/')) return consortiumKind(path);
  if (path.endsWith('.rotation.json')) return 'root-rotation';
  if (path.endsWith('.retired.json')) return 'set-retired';
  return kinds.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'other';
}

/** Below `consortium/<version>/`. */
function consortiumKind(path: string): string {
  const [, , name = '', ...more] = path.split('/');
  if (more.length > 0) return name === 'votes' ? 'vote' : 'chain';
  return name.replace('.json', '');
}
