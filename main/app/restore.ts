/**
 * Restore: a verdict on every share at once, then one purpose, then the vault ends.
 *
 * `restore.begun` is signed into a checkpoint and synced before shares are combined, so that no use of a root is
 * without a trace; a pool that gives no quorum leaves `restore.refused`.
 */
import { basename } from 'node:path';
import { RootsealError, refuse } from '../core/rules.ts';
import { utf8 } from '../core/encoding/bytes.ts';
import { fromHex } from '../core/encoding/hex.ts';
import type { Quorum, Vault, ShareVerdict } from '../vault/client.ts';
import { nameOf } from './ask.ts';
import { type Session, openRun, settleAll } from './ceremony.ts';
import { verifyBundle } from './closing.ts';
import { type Enacting, type Left, enactIn, openSigners } from './enact.ts';
import { decisionReview } from './enact-review.ts';
import { recorded } from './evidence.ts';
import { type NamedBytes, hashesOf, sha256Hex, writeNew } from './files.ts';
import type { Draft } from './journal.ts';
import { exportLog } from './log-export.ts';
import { minutesOf } from './minutes.ts';
import { noQuorum } from './quorum.ts';
import { type Purpose, type Task, checkPurpose, purposeDetails, purposeText } from './restore-purpose.ts';
import { reviewText } from './review.ts';
import { recordRoom } from './room.ts';
import { appRules } from './rules.ts';
import { type Brought, type GivenShare, broughtShare, demandShares, holderNamed } from './scan.ts';
import { type Run, checkpointSigner, endAct, openAct } from './run.ts';
import { challengesOf, openLogKey, sealedRoots } from './signing.ts';
import { setPath } from '../core/ceremony/set-paths.ts';
import { planOfSet } from '../core/ceremony/sets.ts';
import { stateOf } from '../core/ceremony/steps.ts';
import { type Change, changeId } from '../core/shares/change.ts';
import { type Progress, goOn } from './sets/activate.ts';
import { agreeOnChange, agreedBy } from './sets/agree.ts';
import { renewIn } from './sets/renew.ts';
import { type Renewing, renewIn as renewTuf } from './tuf/renew.ts';
import { otherSets, setInForce } from './sets/told.ts';

export interface RestoreResult {
  readonly ok: boolean;
  readonly shares: readonly ShareVerdict[];
  readonly purpose: Purpose['kind'];
  /** Custodians whose shares were combined; empty when there was no quorum. */
  readonly quorum: readonly string[];
  /** Index of the entry that speaks of this restore. */
  readonly entry: number;
  readonly challenges: readonly { root: string; challenge: string; signature: string }[];
  readonly refusal?: ReturnType<typeof refuse>;
  /** Of a new share set: how far it has come. */
  readonly set?: Progress;
  /** Of a decision: the version of the register that it made, and its files by path from the home. */
  readonly enacted?: {
    readonly version: number;
    readonly files: readonly string[];
    readonly signedBy: readonly string[];
  };
  /** Of TUF files signed anew: their version, and the root file that came with them or waits. */
  readonly renewed?: Renewing;
}

export interface RestoreRequest {
  readonly dir: string;
  readonly shares: readonly Brought[];
  readonly purpose: Purpose;
}

/** Runs one restore. Verdicts come back also when there is no quorum (`ok: false`). */
export async function restore(request: RestoreRequest, session: Session): Promise<RestoreResult> {
  const files = await Promise.all(request.shares.map(broughtShare));
  const run = openRun(request.dir, session);
  try {
    settleAll(run);
    const state = stateOf(run.journal.entries());
    if (state.next !== undefined)
      throw refuse(appRules, 'CEREMONY-OPEN', { step: state.next }, { subject: request.dir });
    abandonUnfinished(run, 'found begun and not done');
    demandShares(request.shares, planOfSet(run.plan, setInForce(run)));
    const task = await withCertificate(checkPurpose(run, request.purpose));
    recordRoom(run, session.room);
    if (task.change) await agreeOnNewSet(run, task, task.change, files);
    else await agreeOn(run, task);
    const result = await restoreIn(run, task, files);
    if ((task.enacting ?? task.renewing) && result.ok) await verifyBundle(run);
    if (!task.change || !result.ok) return result;
    const set = await goOn(run);
    if (set.state === 'active') await verifyBundle(run);
    return { ...result, set };
  } finally {
    run.journal.store.close();
  }
}

/** The codec of certificates takes a while to load, and no other purpose needs it. @throws JDCHAIN-CERT* */
async function withCertificate(task: Task): Promise<Task> {
  if (!task.certificate) return task;
  const { demandWish, wishText } = await import('../export/jdchain/ca/wish.ts');
  demandWish(task.certificate);
  return { ...task, certified: wishText(task.certificate) };
}

/** Shown to everybody; where people sit at a terminal or a window, the administrator says yes to it. */
async function agreeOn(run: Run, task: Task): Promise<void> {
  const { en, zh } = purposeText(task);
  const say = { en: `The root keys are opened for: ${en}`, zh: `打开根密钥，用于：${zh}` };
  run.desk.show(say);
  const lines = task.enacting && decisionReview(run, task.enacting);
  if (lines) run.desk.show(reviewText(lines));
  if (run.vault.source.kind !== 'tty' && run.vault.source.kind !== 'window') return;
  const who = run.plan.people.administrators[0] ?? run.plan.people.operator;
  const yes = await run.desk.confirm({
    ...{ step: 'restore', who, name: nameOf(run, who), say },
    details: [...purposeDetails(task), ...(lines ? [{ kind: 'review' as const, lines }] : [])],
  });
  if (!yes) throw refuse(appRules, 'CEREMONY-REFUSED', { step: 'restore', who }, { subject: who });
  run.journal.append({ kind: 'confirmation', data: { step: 'restore', who, said: say } });
}

/** Whoever gives a share and whoever gets one compares the parameters first: nothing can be swapped under them. */
async function agreeOnNewSet(run: Run, { findings = [] }: Task, change: Change, files: GivenShare[]): Promise<void> {
  for (const { text } of findings) run.desk.show(text);
  const holders = setInForce(run).custodians.map(({ id }) => id);
  const giving = files.map(({ file }) => {
    const id = holderNamed(file);
    if (!holders.includes(id))
      throw refuse(appRules, 'SET-SHARE-NAME', { holders: holders.join(', ') }, { subject: file });
    demandNotReplaced(change, id);
    return id;
  });
  const first = run.plan.people.administrators[0] ?? run.plan.people.operator;
  const getting = change.to.custodians.map(({ id }) => id);
  await agreeOnChange(run, change, [...new Set([first, ...giving, ...getting])]);
}

/** A share that is lost or doubted says nothing about its own replacement, whatever its file is called. */
function demandNotReplaced({ replaced = [] }: Change, custodian: string): void {
  if (replaced.includes(custodian)) throw refuse(appRules, 'SET-REPLACED', {}, { subject: custodian });
}

/** Nobody's share is used who did not say yes to these parameters. */
function demandAgreed(run: Run, { change }: Task, shares: readonly ShareVerdict[]): void {
  if (!change) return;
  for (const { custodian } of shares) if (custodian !== undefined) demandNotReplaced(change, custodian);
  const yes = agreedBy(run, changeId(change));
  const other = shares.find(({ ok, custodian }) => ok && custodian !== undefined && !yes.includes(custodian));
  if (other?.custodian !== undefined)
    throw refuse(appRules, 'SET-REFUSED', { who: other.custodian }, { subject: other.custodian });
}

/** A use of the roots that was begun and never ended may have happened: the log says so for good. */
export function abandonUnfinished(run: Run, reason: string): void {
  const entries = run.journal.entries();
  const ended = new Set(
    entries.flatMap(({ kind, data }) =>
      kind === 'restore.done' ? [data['entry']] : kind === 'restore.abandoned' ? [data['begun']] : [],
    ),
  );
  for (const { kind, index, data } of entries) {
    if (kind !== 'restore.begun' || data['purpose'] === 'found' || ended.has(index)) continue;
    const { purpose = '', root = '', recipient = '' } = data;
    run.journal.append({ kind: 'restore.abandoned', data: { begun: index, purpose, root, recipient, reason } });
  }
}

async function restoreIn(run: Run, task: Task, files: GivenShare[]): Promise<RestoreResult> {
  const { purpose } = task;
  const vault = await openAct(run, actOf(task), purposeText(task));
  try {
    const { id } = setInForce(run);
    const judging = { files, set: recorded(run, setPath(id)), others: otherSets(run) };
    const { shares, quorum: here } = await vault.request('judgeShares', judging);
    if (!here.met) return await tooFew(run, vault, purpose, shares, here);
    demandAgreed(run, task, shares);
    if (task.enacting) await openSigners(run, vault, task.enacting);
    await openLogKey(run, vault);
    const entry = run.journal.head.size;
    const begun = {
      kind: 'restore.begun',
      data: { purpose: purpose.kind, shares: publicVerdicts(shares), ...task.data },
    };
    await run.journal.appendSigned(run.journal.encode([begun]), checkpointSigner(vault));
    exportLog(run.home, run.journal.store);
    const { quorum } = await vault.request('combine', sealedRoots(run));
    const signed = await challengesOf(run, vault);
    const made = await carryOut(vault, task);
    const left = await leftBy(run, vault, task);
    const bound = task.change || task.enacting ? task.data : {};
    await closeRestore(run, vault, purpose, { entry, quorum, ...signed, ...made, ...bound }, left);
    const done = { ok: true, shares, purpose: purpose.kind, quorum, entry, challenges: signed.challenges };
    return {
      ...done,
      ...(task.enacting && { enacted: enactedBy(task.enacting, left) }),
      ...(task.renewing && { renewed: task.renewing }),
    };
  } catch (error) {
    vault.kill();
    abandonUnfinished(run, error instanceof RootsealError ? error.code : 'fault');
    throw error;
  }
}

function enactedBy({ facts, signers }: Enacting, { files = [] }: Partial<Left>) {
  const own = files.map(({ path }) => path).filter((path) => path.startsWith('public/consortium/'));
  return { version: facts.version, files: own, signedBy: signers };
}

const actOf = ({ change, enacting, renewing }: Task) =>
  change ? 'renew' : enacting ? 'enact' : renewing ? 'tuf' : 'restore';

/** What this use of the roots leaves beside its own entry. */
async function leftBy(run: Run, vault: Vault, { change, enacting, renewing }: Task): Promise<Partial<Left>> {
  if (renewing) return renewTuf(run, vault, renewing);
  if (change) return { drafts: [await renewIn(run, vault, change)] };
  return enacting ? enactIn(run, vault, enacting) : {};
}

async function tooFew(
  run: Run,
  vault: Vault,
  purpose: Purpose,
  shares: readonly ShareVerdict[],
  quorum: Quorum,
): Promise<RestoreResult> {
  await endAct(run, vault);
  const entry = run.journal.head.size;
  run.journal.append({ kind: 'restore.refused', data: { purpose: purpose.kind, shares: publicVerdicts(shares) } });
  const first = shares.find(({ ok }) => !ok);
  const refusal = noQuorum(quorum, first ? `${basename(first.file)}: ${first.code}` : '');
  return { ok: false, shares, purpose: purpose.kind, quorum: [], entry, challenges: [], refusal };
}

/** What the log keeps of verdicts: no path, only the file's name. */
function publicVerdicts(shares: readonly ShareVerdict[]) {
  return shares.map(({ file, custodian, index, code }) => ({
    file: basename(file),
    code,
    ...(custodian !== undefined && { custodian }),
    ...(index !== undefined && { index }),
  }));
}

/** Does what the roots were restored for; writes the one file it makes. */
async function carryOut(vault: Vault, { purpose, input, certificate }: Task): Promise<Record<string, string>> {
  if (purpose.kind === 'certify' && certificate) {
    const wish = { ...certificate, roles: [...certificate.roles] };
    const bytes = utf8((await vault.request('certifyByRoot', { root: purpose.root, wish })).pem);
    writeNew(purpose.out, bytes, 0o644);
    return { certificateSha256: sha256Hex(bytes) };
  }
  if (purpose.kind !== 'sign' && purpose.kind !== 'export') return {};
  if (purpose.kind === 'export') {
    const { bytes } = await vault.request('exportRoot', { root: purpose.root, recipient: purpose.recipient });
    writeNew(purpose.out, bytes);
    return { exportedSha256: sha256Hex(bytes) };
  }
  const { signature } = await vault.request('signFile', { root: purpose.root, bytes: input });
  writeNew(purpose.out, fromHex(signature, 'signature'), 0o644);
  return { signature };
}

async function closeRestore(
  run: Run,
  vault: Vault,
  purpose: Purpose,
  receipts: Draft['data'],
  left: Partial<Left>,
): Promise<void> {
  const { act = `restore-${String(run.journal.head.size)}`, files: own = [], drafts: more = [] } = left;
  const { time = run.journal.now() } = left;
  const done = { kind: 'restore.done', data: { purpose: purpose.kind, ...receipts } };
  const files: NamedBytes[] = minutesOf(run, act, run.journal.encode([done, ...more], time));
  const staged = run.home.stage(act, [...own, ...files]);
  const closed = { kind: 'act.closed', data: { act, minutes: hashesOf(files).map((f) => ({ ...f })) } };
  await run.journal.appendSigned(run.journal.encode([done, ...more, closed], time), async (text) => {
    const note = await checkpointSigner(vault)(text);
    await endAct(run, vault);
    return note;
  });
  run.home.settle(act, staged);
  exportLog(run.home, run.journal.store);
}
