/** A decision put into force from a window: what came in is judged, what would be signed is shown, then a quorum opens the roots. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { approvalFormat } from '../../core/consortium/approval.ts';
import { foundedLedger } from '../../core/consortium/diff.ts';
import { registerChangedKind } from '../../core/consortium/enact.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { type EnactWish, type Judging, demandSpokenOf, judgeDecision, pendingOf, rootSigner } from '../enact.ts';
import { decisionReview } from '../enact-review.ts';
import { readNamed } from '../files.ts';
import { entriesOf } from '../journal.ts';
import { openableOf } from '../present.ts';
import { reasonOf } from '../reasons.ts';
import { textOf } from '../receipts.ts';
import { type RestoreResult, restore } from '../restore.ts';
import { demandShares } from '../scan.ts';
import { heldHere } from '../signing.ts';
import { reading } from '../state.ts';
import type { Activities, Ending, Outcome } from './activity.ts';
import { type Camera, nameOfShare } from './camera.ts';
import type { DesktopOptions } from './index.ts';
import type { Logs, OpenLog } from './logs.ts';
import { registered } from './ground.ts';
import { reviewed } from './members.ts';
import { fullPath, fullPaths } from './paths.ts';
import { desktopRules } from './rules.ts';
import { settle } from './set-acts.ts';
import { groupsOf, hashView, shareGroupsOf, shownFindings } from './view.ts';

type Channels = Pick<Handlers, 'enact.votes' | 'enact.look' | 'enact.begin'>;

export function enactHandlers(options: DesktopOptions, activities: Activities, logs: Logs, camera: Camera): Channels {
  return {
    'enact.votes': async ({ folder }) => votesIn(fullPath(folder)),
    'enact.look': async ({ dir, identities, ...wish }) =>
      logs.open(fullPath(dir), (log) => looked(judging(log, logs.entries(log), identities), atFullPaths(wish))),
    'enact.begin': async (request) => ({ activity: await begin(options, activities, logs, camera, request) }),
  };
}

const atFullPaths = ({ proposal, votes, signers }: Pick<RequestOf<'enact.look'>, keyof EnactWish>): EnactWish => ({
  proposal: fullPath(proposal),
  votes: votes.map(fullPath),
  signers,
});

/** A home that is open to be read alone, with the custodians whose age identity is at hand. */
const judging = (log: OpenLog, entries: readonly Entry[], identities: Readonly<Record<string, string>>): Judging => ({
  ...registered(log, entries),
  openable: openableOf(log.plan, { identified: Object.keys(identities) }),
  journal: { entries: () => entries, now: () => new Date().toISOString() },
});

/** As many as a page takes at once; no register has as many voters. */
const votesMost = 255;

/** FOLDER-READ */
function votesIn(folder: string): ReplyOf<'enact.votes'> {
  const names = namesIn(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const votes = names.map((name) => join(folder, name)).filter(isVote);
  return { votes: votes.slice(0, votesMost), more: votes.length > votesMost };
}

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).sort();
  } catch (cause) {
    throw refuse(desktopRules, 'FOLDER-READ', { reason: reasonOf(cause) }, { subject: folder, cause });
  }
}

/** What cannot be read may have been one, and is told by its name; what is plainly something else is left out. */
function isVote(file: string): boolean {
  try {
    const { format, voter, decision } = JSON.parse(new TextDecoder().decode(readNamed(file))) as Record<
      string,
      unknown
    >;
    return format === approvalFormat || (voter !== undefined && decision !== undefined);
  } catch {
    return true;
  }
}

/** @throws what `pendingOf` throws, and what `judgeDecision` does once the votes suffice */
function looked(run: Judging, wish: EnactWish): ReplyOf<'enact.look'> {
  const pending = pendingOf(run, wish);
  const { before, proposal } = pending;
  const review = reviewed({ register: before, founded: foundedLedger(run.plan) }, proposal, pending);
  demandSpokenOf(pending.count, wish.proposal);
  if (pending.count.state !== 'approved') return { review, next: null };
  const votes = pending.read.map(({ file }) => file);
  const enacting = judgeDecision(run, { ...wish, votes });
  const { facts, chainFiles } = enacting;
  const next = {
    version: facts.version,
    register: hashView(fromHex(facts.register, 'register')),
    lines: decisionReview(run, enacting).map(({ field, value, unusual }) => ({
      ...{ field: { ...field }, value: typeof value === 'string' ? value : { ...value } },
      ...(unusual && { unusual: { ...unusual } }),
    })),
    chain: chainFiles.length > 0,
    signers: [...heldHere(run).map((one) => signer(run, one)), ...rootSigner(run).map(administers)],
  };
  return { review, next };
}

/** A root that administers the ledger: the quorum opens it in the act itself. */
const administers = (id: string) => ({
  ...{ id, name: { en: `root key ${id}`, zh: `根密钥 ${id}` } },
  holder: { en: 'the quorum of this act', zh: '本次的法定人数' },
});

function signer({ plan }: Judging, { id, holder }: { readonly id: string; readonly holder: string }) {
  const name = plan.members.find((one) => one.id === id)?.name ?? { en: id, zh: id };
  const who = plan.custodians.find((one) => one.id === holder)?.name ?? { en: holder, zh: holder };
  return { id, name: { ...name }, holder: { ...who } };
}

/** Everything that can be refused is refused here, before anybody gives a share. */
async function begin(
  options: DesktopOptions,
  activities: Activities,
  logs: Logs,
  camera: Camera,
  request: RequestOf<'enact.begin'>,
): Promise<string> {
  const identities = fullPaths(request.identities);
  const dir = fullPath(request.dir);
  const wish = atFullPaths(request);
  const shares = request.shares.map((share) => camera.share(share, { dir }));
  const { proposal } = logs.open(dir, (log) => judgeDecision(judging(log, logs.entries(log), identities), wish));
  const newcomer = proposal.change.kind === 'admit' ? proposal.change.application.member.id : undefined;
  const { plan, room, rehearsal, warnings } = await settle(options, dir, request.exceptions);
  demandShares(shares, plan);
  const title = plan.consortium.name;
  const shown = {
    threshold: plan.threshold,
    groups: shareGroupsOf(plan),
    awaited: shares.map(nameOfShare),
    findings: shownFindings(warnings),
    decision: { ...wish, votes: [...wish.votes], signers: [...wish.signers] },
  };
  return activities.start({ kind: 'enact', dir, title, rehearsal, shown }, async () => {
    const session = activities.session({ room, identities });
    return ending(dir, newcomer, await restore({ dir, shares, purpose: { kind: 'enact', ...wish } }, session));
  });
}

/** What came into force, and which folder goes to whom. */
function ending(dir: string, newcomer: string | undefined, { ok, refusal, entry, enacted }: RestoreResult): Ending {
  if (!ok || !enacted) return { outcome: [], ...(refusal && { failure: refusal }) };
  const data = reading(dir, (store) => entriesOf(store).findLast(({ kind }) => kind === registerChangedKind)?.data);
  const version = String(enacted.version);
  const hash = (label: Text, value: string) => ({ label, value, groups: groupsOf(fromHex(value, label.en)) });
  const outcome: Outcome = [
    hash({ en: `Register, version ${version}`, zh: `登记册第 ${version} 版` }, textOf(data?.['register'])),
    hash({ en: 'Proposal', zh: '提案' }, textOf(data?.['proposal'])),
    { label: { en: 'Entry of the log', zh: '日志记录' }, value: String(entry) },
    ...handedTo(dir, newcomer, enacted.files),
    ...forTheChain(dir, enacted.files),
  ];
  return { outcome };
}

/** `public/consortium/<version>/<chain>/<member>/…` */
const memberFile = /^(public\/consortium\/\d+\/[^/]+\/([^/]+))\/[^/]+$/;

/** The folder that a new member starts on, those of others for whom something changes, and the one that everybody gets. */
function handedTo(dir: string, newcomer: string | undefined, files: readonly string[]): Outcome {
  const folders = new Map(
    files.flatMap((path): [string, string][] => {
      const [, folder, member] = memberFile.exec(path) ?? [];
      return folder === undefined || member === undefined ? [] : [[folder, member]];
    }),
  );
  return [
    ...[...folders].map(([folder, member]) => ({
      label:
        member === newcomer
          ? { en: `For ${member}, to start on`, zh: `交给 ${member}（用于启动）` }
          : { en: `For ${member}, what changes`, zh: `交给 ${member}（有变更）` },
      value: join(dir, folder),
    })),
    {
      label: { en: 'For every member, peer and auditor', zh: '交给每个成员、节点与审计员' },
      value: join(dir, 'public'),
    },
  ];
}

/** Signed transactions are sent; of an unsigned one that nobody signed here it is said. */
function forTheChain(dir: string, files: readonly string[]): Outcome {
  const signed = files.filter((path) => path.endsWith('.signed.tx'));
  const open = files.filter(
    (path) =>
      path.endsWith('.tx') && !path.endsWith('.signed.tx') && !signed.includes(path.replace(/\.tx$/, '.signed.tx')),
  );
  return [
    ...signed.map((path) => ({
      label: { en: 'Send to the ledger (jdchain-cli tx send --tx)', zh: '发送到账本（jdchain-cli tx send --tx）' },
      value: join(dir, path),
    })),
    ...open.map((path) => ({
      label: {
        en: 'Not signed for the ledger yet (jdchain-cli tx sign --tx)',
        zh: '尚未为账本签名（jdchain-cli tx sign --tx）',
      },
      value: join(dir, path),
    })),
  ];
}
