/** The channels that begin an activity, answer it and stop it. */
import { existsSync } from 'node:fs';
import type { Handlers } from '../../../preload/contract/index.ts';
import type { RestorePurpose } from '../../../preload/contract/consortium.ts';
import { parseShareSet } from '../../core/shares/set.ts';
import { slotOfHolder } from '../../core/shares/typed.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { judgeAlone } from '../alone.ts';
import { beginCeremony, resumeCeremony } from '../ceremony.ts';
import { readNamed, sha256Hex, writeNew } from '../files.ts';
import { hashOfFile, planOf } from '../plans.ts';
import { madeRoots, receiptsOf, textOf } from '../receipts.ts';
import { type RestoreResult, restore } from '../restore.ts';
import { admitRoom, peopleOf, peopleOfPlan } from '../room.ts';
import { takeRoomAgain } from '../room-again.ts';
import { appRules } from '../rules.ts';
import type { Run } from '../run.ts';
import { demandShares, wordsOf } from '../scan.ts';
import { takeReceipt } from '../sets/leave.ts';
import { ceremonyStatus, planInForce } from '../state.ts';
import type { Activities, Ending, Outcome } from './activity.ts';
import { type Camera, demandThere, nameOfShare } from './camera.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath, fullPaths } from './paths.ts';
import { desktopRules } from './rules.ts';
import { groupsOf, ledgerLine, shareGroupsOf, shownFindings } from './view.ts';
import { type WindowDesk, refusalOf } from './window-desk.ts';

type Acts = Pick<
  Handlers,
  | 'ceremony.begin'
  | 'ceremony.resume'
  | 'share.check'
  | 'restore.begin'
  | 'desk.watch'
  | 'desk.answer'
  | 'desk.stop'
  | 'desk.dismiss'
>;

export function actHandlers(options: DesktopOptions, desk: WindowDesk, activities: Activities, camera: Camera): Acts {
  const current = (id: string) => {
    if (desk.view.activity?.id !== id) throw refuse(appRules, 'DESK-ACTIVITY');
  };
  return {
    'ceremony.begin': async (request) => ({
      activity: await beginOne(options, activities, { ...request, ...full(request), plan: fullPath(request.plan) }),
    }),
    'ceremony.resume': async (request) => ({
      activity: await resumeOne(options, activities, { ...request, ...full(request) }),
    }),
    'share.check': async (request) => ({ activity: checkOne(options, desk, activities, camera, request) }),
    'restore.begin': async (request) => ({
      activity: await restoreOne(options, activities, camera, {
        ...request,
        ...full(request),
        purpose: purposeAt(request.purpose),
      }),
    }),
    'desk.watch': ({ since }) => desk.watch(since),
    'desk.answer': async ({ question, ...answer }) => {
      desk.answer(question, answer);
      return {};
    },
    'desk.stop': async ({ activity }) => {
      current(activity);
      await activities.stop();
      return {};
    },
    'desk.dismiss': async ({ activity }) => {
      current(activity);
      if (activities.busy) throw refuse(appRules, 'DESK-BUSY', {}, { subject: desk.view.activity?.dir ?? '' });
      desk.dismiss();
      return {};
    },
  };
}

type Request<N extends keyof Handlers> = Parameters<Handlers[N]>[0];

/** A page names full paths: what is relative would be read and written wherever the program was started. FOLDER-PATH. */
const full = ({ dir, identities }: { dir: string; identities: Readonly<Record<string, string>> }) => ({
  dir: fullPath(dir),
  identities: fullPaths(identities),
});

function purposeAt(purpose: RestorePurpose): RestorePurpose {
  if (purpose.kind === 'drill') return purpose;
  const out = fullPath(purpose.out);
  return purpose.kind === 'sign' ? { ...purpose, out, input: fullPath(purpose.input) } : { ...purpose, out };
}

/** Everything that can be refused is refused here, before anything is made. */
async function beginOne(
  { env }: DesktopOptions,
  activities: Activities,
  request: Request<'ceremony.begin'>,
): Promise<string> {
  const { dir, rehearsal, exceptions, identities } = request;
  const { plan, keyFiles, findings } = await planOf(request.plan, { openable: Object.keys(identities) });
  demandCompared(request, hashOfFile(plan, keyFiles));
  const room = { facts: await takeRoomAgain(dir, env), exceptions, answersUsed: false };
  const warnings = admitRoom(room, { rehearsal, people: peopleOfPlan(plan) });
  const title = plan.consortium.name;
  const shown = {
    threshold: plan.threshold,
    groups: shareGroupsOf(plan),
    findings: shownFindings([...findings, ...warnings]),
  };
  return activities.start({ kind: 'ceremony', dir, title, rehearsal, shown }, async () => {
    const session = { ...activities.session({ room, identities }), planWarnings: findings };
    return ceremonyEnding(await beginCeremony({ dir, plan, keyFiles, rehearsal }, session));
  });
}

/** What people compared with their paper is what begins, though the file may have been written anew meanwhile. */
function demandCompared(request: Request<'ceremony.begin'>, found: Uint8Array | undefined): void {
  if (request.planHash === undefined || (found !== undefined && toHex(found) === request.planHash)) return;
  throw refuse(desktopRules, 'PLAN-OTHER', {}, { subject: request.plan });
}

async function resumeOne(
  { env }: DesktopOptions,
  activities: Activities,
  request: Request<'ceremony.resume'>,
): Promise<string> {
  const { dir, exceptions, identities } = request;
  const { rehearsal, closed, exceptions: recorded } = ceremonyStatus(dir);
  const room = { facts: await takeRoomAgain(dir, env), exceptions, answersUsed: false };
  const plan = planInForce(dir);
  const findings = closed ? [] : admitRoom(room, { rehearsal, people: peopleOf(dir), recorded });
  const title = plan.consortium.name;
  const shown = { findings: shownFindings(findings) };
  return activities.start({ kind: 'ceremony', dir, title, rehearsal, shown }, async () =>
    ceremonyEnding(await resumeCeremony(dir, activities.session({ room, identities }))),
  );
}

/** What a ceremony leaves, and lets go of its store. */
function ceremonyEnding(run: Run): Ending {
  const { journal, home } = run;
  const roots = madeRoots(journal);
  const txHash = receiptsOf(journal, 'genesis')['txHash'];
  const { root, size } = journal.head;
  journal.store.close();
  const outcome: Outcome = [
    ...roots.map(({ id, suite, fingerprint }) => ({
      label: { en: `Root key ${id} (${suite})`, zh: `根密钥 ${id}（${suite}）` },
      value: fingerprint,
      groups: groupsOf(fromHex(fingerprint, id)),
    })),
    { label: { en: 'Genesis transaction', zh: '创世交易' }, value: typeof txHash === 'string' ? txHash : '–' },
    ...ledgerLine(textOf(receiptsOf(journal, 'sign')['ledgerHash'])),
    {
      label: { en: `Log, ${String(size)} entries`, zh: `日志，共 ${String(size)} 条` },
      value: toHex(root),
      groups: groupsOf(root),
    },
    { label: { en: 'For peers and auditors', zh: '交给节点与审计员' }, value: home.path('public') },
    { label: { en: 'Read aloud and signed by hand', zh: '宣读并手工签字' }, value: home.path('closing') },
    {
      label: { en: 'Shares, sealed roots', zh: '份额与封存的根密钥' },
      value: `${home.path('shares')}, ${home.path('sealed')}`,
    },
  ];
  return { outcome };
}

function checkOne(
  { launch }: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  camera: Camera,
  { file: named, set: beside, identities: given, receipt }: Request<'share.check'>,
): string {
  const [set, identities] = [fullPath(beside), fullPaths(given)];
  const share = camera.share(named, { set });
  const file = nameOfShare(share);
  const judgedBy = parseShareSet(readNamed(set), set);
  const { rehearsal, m } = judgedBy;
  const words = wordsOf(file);
  if (words === undefined) demandThere(share);
  else slotOfHolder(judgedBy, words);
  if (receipt?.kind === 'file' && existsSync(fullPath(receipt.out)))
    throw refuse(appRules, 'FILE-EXISTS', {}, { subject: receipt.out });
  const title = { en: 'Check of one share', zh: '检查一份份额' };
  const shown = { threshold: m, awaited: [file] };
  return activities.start({ kind: 'share-check', dir: file, title, rehearsal, shown }, async () => {
    const left: { receipt?: Outcome } = {};
    const verdict = await judgeAlone(share, set, {
      lang: 'en',
      source: { kind: 'window' },
      identities,
      ...(launch && { launch }),
      onProgress: ({ what, done, total }) => desk.progress(what, done, total),
      onVault: (vault) => activities.take(vault),
      onField: (vault, field) => activities.field(vault, field),
      ...(receipt && { receipt: receiptTo(receipt, file, (outcome) => (left.receipt = outcome)) }),
    });
    if (verdict) {
      const { standing: _, ...shown } = verdict; // its text says it
      desk.put({ verdicts: [shown], awaited: [] });
    }
    if (!verdict || verdict.ok) return { outcome: left.receipt ?? [] };
    return { outcome: [], failure: new RootsealError(verdict.code, verdict.text, 1, file) };
  });
}

type ReceiptWish = NonNullable<Request<'share.check'>['receipt']>;

/**
 * Takes the receipt of an intact share where it is wanted. That it could not be taken says nothing against the share:
 * it is told beside the verdict.
 */
function receiptTo(receipt: ReceiptWish, file: string, told: (outcome: Outcome) => void) {
  const label: Text = { en: 'Receipt', zh: '回执' };
  const take = (bytes: Uint8Array) => {
    try {
      if (receipt.kind === 'file') writeNew(receipt.out, bytes, 0o644);
      const taken = receipt.kind === 'log' ? takeReceipt(fullPath(receipt.dir), bytes, file) : undefined;
      const value = taken ? recordedAs(taken.entry) : receipt.kind === 'file' ? receipt.out : '';
      told([{ label, value }]);
    } catch (error) {
      if (!(error instanceof RootsealError)) throw error;
      const { text } = refusalOf(error);
      told([{ label: { en: 'No receipt was left', zh: '没有留下回执' }, value: text }]);
    }
  };
  return { time: new Date().toISOString(), take };
}

const recordedAs = (entry: number): Text => ({
  en: `Recorded as entry ${String(entry)} of the log`,
  zh: `已记入日志第 ${String(entry)} 条`,
});

async function restoreOne(
  { env }: DesktopOptions,
  activities: Activities,
  camera: Camera,
  request: Request<'restore.begin'>,
): Promise<string> {
  const { dir, purpose, exceptions, identities } = request;
  const shares = request.shares.map((share) => camera.share(share, { dir }));
  const { rehearsal, exceptions: recorded } = ceremonyStatus(dir);
  const plan = planInForce(dir);
  const room = { facts: await takeRoomAgain(dir, env), exceptions, answersUsed: false };
  const warnings = admitRoom(room, { rehearsal, people: peopleOf(dir), recorded });
  demandShares(shares, plan);
  const shown = {
    threshold: plan.threshold,
    groups: shareGroupsOf(plan),
    awaited: shares.map(nameOfShare),
    findings: shownFindings(warnings),
  };
  const title = plan.consortium.name;
  return activities.start({ kind: 'restore', dir, title, rehearsal, shown }, async () =>
    restoreEnding(await restore({ dir, shares, purpose }, activities.session({ room, identities })), purpose, plan),
  );
}

/** The people of the plan by their names, in both languages. */
function namesOf(ids: readonly string[], { custodians }: Pick<ResolvedPlan, 'custodians'>): Text {
  const names = ids.map((id) => custodians.find((one) => one.id === id)?.name ?? { en: id, zh: id });
  return { en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') };
}

function restoreEnding(
  { ok, quorum, entry, challenges, refusal }: RestoreResult,
  purpose: RestorePurpose,
  plan: ResolvedPlan,
): Ending {
  if (!ok) return { outcome: [], ...(refusal && { failure: refusal }) };
  const outcome: Outcome = [
    { label: { en: 'Restored by', zh: '参与恢复' }, value: namesOf(quorum, plan) },
    { label: { en: 'Entry of the log', zh: '日志记录' }, value: String(entry) },
    ...challenges.map(({ root }) => ({
      label: { en: 'Proved itself', zh: '已自证' },
      value: root,
    })),
  ];
  if (purpose.kind === 'drill') return { outcome };
  const sha256 = sha256Hex(readNamed(purpose.out));
  const made: Outcome = [
    { label: { en: 'Written to', zh: '已写入' }, value: purpose.out },
    { label: { en: 'Its SHA-256', zh: '其 SHA-256' }, value: sha256, groups: groupsOf(fromHex(sha256, purpose.out)) },
  ];
  return { outcome: [...outcome, ...made] };
}
