/** The share sets of a consortium as a window shows them; what is said of one without opening a secret; shares on paper. */
import { existsSync } from 'node:fs';
import type { Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';
import type { HolderView, SetView, Wish as WishView } from '../../../preload/contract/sets.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { dueOf, lastSeen } from '../../core/ceremony/due.ts';
import { originOf } from '../../core/ceremony/origin.ts';
import type { Custodian } from '../../core/ceremony/plan.ts';
import { pendingFolder, setPath, sharePath } from '../../core/ceremony/set-paths.ts';
import { type SetRecord, setsOf, withHolders } from '../../core/ceremony/sets.ts';
import { stateOf } from '../../core/ceremony/steps.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import type { Finding } from '../../core/rules.ts';
import type { Home } from '../home.ts';
import { PlanRefused } from '../plans.ts';
import { abandonSet, returnShares } from '../sets/leave.ts';
import { type Wish, changeOf } from '../sets/wish.ts';
import { printBlank, printSheet } from '../sheet.ts';
import type { Logs, OpenLog } from './logs.ts';
import { fullPath } from './paths.ts';
import { peopleOf } from './show.ts';
import { groupsOf, hashView, shareGroupsOf } from './view.ts';

type Channels = 'sets.show' | 'set.check' | 'set.abandon' | 'set.return' | 'share.print';

export function setsHandlers(logs: Logs): Pick<Handlers, Channels> {
  return {
    'sets.show': async ({ dir }) => logs.open(fullPath(dir), (log) => shown(log, logs.entries(log))),
    'set.check': async ({ dir, wish, identities }) =>
      logs.open(fullPath(dir), (log) => ({ findings: judged(log, logs.entries(log), wish, Object.keys(identities)) })),
    'set.abandon': async ({ dir, reason, by }) => {
      const { epoch, entry } = abandonSet(fullPath(dir), { reason, by });
      return { epoch, entry };
    },
    'set.return': async ({ dir, ...said }) => ({ outstanding: returnShares(fullPath(dir), said).outstanding }),
    'share.print': print,
  };
}

/** What is wanted, as the service has it. */
export const wishOf = (wish: WishView): Wish =>
  wish.kind === 'resplit' ? { kind: 'resplit', plan: 'rootseal.set-plan/1', text: wish.holders } : wish;

/** Everything that can be refused before anybody gives a share. */
export function judged(
  log: OpenLog,
  entries: readonly Entry[],
  wish: WishView,
  identified: readonly string[],
): Finding[] {
  const { plan, home } = log;
  const id = { ceremony: entries[0]?.ceremony ?? '', rehearsal: plan.rehearsal, origin: originOf(plan) };
  const ground = { plan, home, present: { identified }, journal: { id, entries: () => entries } };
  try {
    return withTexts(changeOf(ground, wishOf(wish)).findings);
  } catch (error) {
    if (error instanceof PlanRefused) return withTexts(error.findings);
    throw error;
  }
}

const withTexts = (findings: readonly Finding[]) => findings.map((one) => ({ ...one, text: { ...one.text } }));

function shown({ home, plan }: OpenLog, entries: readonly Entry[]): ReplyOf<'sets.show'> {
  const sets = setsOf(entries, plan);
  const due = stateOf(entries).closed ? dueOf(entries, plan, new Date().toISOString()) : [];
  return {
    sets: sets.map((set) => setView(home, entries, set)),
    due: due.map(({ what, custodian, last, never, due: by, overdue }) => ({
      ...{ what, last, due: by, overdue },
      ...(custodian !== undefined && { custodian }),
      ...(never && { never }),
    })),
    roots: plan.roots.map(({ id, suite, purpose }) => ({ id, suite, purpose })),
    people: peopleOf(withHolders(plan, sets)),
  };
}

function setView(home: Home, entries: readonly Entry[], set: SetRecord): SetView {
  const { id, epoch, m: threshold, scheme, groups, state, purpose, custodians, made, inForce, ended, change } = set;
  const file = home.path(setPath(id));
  return {
    ...{ id, epoch, threshold, scheme, state, purpose, made: made.time },
    ...(groups && { groups: shareGroupsOf({ groups })! }),
    holders: custodians.map((one, i) => holderView(home, set, entries, one, i + 1)),
    ...(inForce && { inForce: inForce.time }),
    ...(ended && { ended: ended.time }),
    ...(change !== undefined && { change: hashView(fromHex(change, 'change')) }),
    ...(existsSync(file) && { file }),
  };
}

function holderView(
  home: Home,
  set: SetRecord,
  entries: readonly Entry[],
  { id, name, organisation, seal, group }: Custodian,
  index: number,
): HolderView {
  const seen = lastSeen(entries, set, id);
  const file = fileOf(home, set, id);
  return {
    ...{ id, name: { ...name }, organisation, index, seal: seal.kind },
    ...(seal.kind === 'age' ? { recipient: seal.recipient } : { workFactor: seal.workFactor }),
    ...(group !== undefined && { group }),
    ...{ handed: set.handed.includes(id), confirmed: set.confirmed.includes(id), out: set.outstanding.includes(id) },
    ...(file !== undefined && { file }),
    ...(seen && { seen: { time: seen.time, entry: seen.entry, how: seen.how } }),
  };
}

/** Where this share lies in the home; undefined once it has left, and for sets that are over. */
function fileOf(home: Home, { id: set, state }: SetRecord, holder: string): string | undefined {
  if (state !== 'active' && state !== 'pending') return undefined;
  const path = sharePath(holder);
  const file = state === 'active' ? home.path(path) : home.path(pendingFolder(set), path);
  return existsSync(file) ? file : undefined;
}

async function print({ dir, custodian, out, blank }: RequestOf<'share.print'>): Promise<ReplyOf<'share.print'>> {
  const [home, file] = [fullPath(dir), fullPath(out)];
  const made = blank === undefined ? printSheet(home, custodian, file) : printBlank(home, custodian, blank, file);
  const { sha256, index, rehearsal, entry } = await made;
  const logged = entry === undefined ? {} : { entry };
  return { out: file, sha256, groups: groupsOf(fromHex(sha256, file)), index, rehearsal, ...logged };
}
