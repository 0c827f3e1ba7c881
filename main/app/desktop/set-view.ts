/** What a window shows of a new share set while it is made, worked out from the log alone. Pure, but for the paths. */
import type { Activity, ChangeView, Person } from '../../../preload/contract/desk.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { pendingFolder, sharePath } from '../../core/ceremony/set-paths.ts';
import {
  type SetRecord,
  activeSet,
  pendingSet,
  planOfSet,
  setsOf,
  unconfirmed,
  withHolders,
} from '../../core/ceremony/sets.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import type { Text } from '../../core/rules.ts';
import { type Change, changeId, parseChange } from '../../core/shares/change.ts';
import type { Run } from '../run.ts';
import { agreedBy } from '../sets/agree.ts';
import { changeText, limitsText } from '../sets/wish.ts';
import { headOf, peopleOf, shareGroupsOf } from './view.ts';

/** What this act is about: the set that waits, what was agreed on in it, or the set that it has put in force. */
function changeOfAct(entries: readonly Entry[], sets: readonly SetRecord[], from: number): Change | undefined {
  const pending = pendingSet(sets)?.parameters;
  const agreed = entries.slice(from).findLast(({ kind }) => kind === 'set.agreed')?.data['change'];
  if (pending || agreed !== undefined) return pending ?? parseChange(agreed);
  const now = activeSet(sets);
  return (now?.inForce?.entry ?? 0) >= from ? now?.parameters : undefined;
}

/** The names of holders, whichever set they are of. */
const namesIn =
  ({ custodians }: Pick<ResolvedPlan, 'custodians'>) =>
  (ids: readonly string[]): Text[] =>
    ids.map((id) => {
      const { en, zh } = custodians.find((one) => one.id === id)?.name ?? { en: id, zh: id };
      return { en, zh };
    });

function changeView(change: Change, sets: readonly SetRecord[], plan: Pick<ResolvedPlan, 'custodians'>): ChangeView {
  const { purpose, from, to } = change;
  const made = sets.find(({ epoch, change: sha256 }) => epoch === to.epoch && sha256 === changeId(change));
  const before = sets.find(({ id }) => id === from.set);
  const state = made?.state === 'pending' || made?.state === 'active' ? made.state : 'wanted';
  const names = namesIn(plan);
  const { en, zh } = limitsText(change);
  return {
    ...{ purpose, from: from.epoch, epoch: to.epoch, threshold: to.threshold, holders: to.custodians.length, state },
    missing: names(state === 'pending' && made ? unconfirmed(made) : []),
    outstanding: names(before?.state === 'retired' ? before.outstanding : []),
    limits: { en, zh },
  };
}

/** Newcomers have no slot before their set is made: they stand with the others in the room. */
function withNewcomers(plan: ResolvedPlan, { to }: Change): ResolvedPlan {
  const known = new Set([...plan.custodians.map(({ id }) => id), ...Object.keys(plan.people.names)]);
  const more = to.custodians.filter(({ id }) => !known.has(id)).map(({ id, name }) => [id, name] as const);
  return { ...plan, people: { ...plan.people, names: { ...plan.people.names, ...Object.fromEntries(more) } } };
}

/** The part of an activity that the log has changed; `from`: the first entry of the act. */
export function setShown(run: Run, shown: Pick<Activity, 'change'>, from: number): Partial<Activity> {
  const { journal, plan, openable, home } = run;
  const entries = journal.entries();
  const sets = setsOf(entries, plan);
  const pending = pendingSet(sets);
  const change = changeOfAct(entries, sets, from);
  const view = change && changeView(change, sets, withHolders(plan, sets));
  const handled = planOfSet(plan, pending ?? activeSet(sets));
  const done = pending ? pending.confirmed : change && view?.state === 'wanted' ? agreedBy(run, changeId(change)) : [];
  const state = (person: Person): Person => ({
    ...person,
    state: done.includes(person.id) || view?.state === 'active' ? 'done' : person.state,
  });
  const asked = change && view?.state === 'wanted' ? withNewcomers(handled, change) : handled;
  const turned = pending !== undefined && shown.change?.state !== 'pending';
  return {
    rehearsal: plan.rehearsal,
    threshold: handled.threshold,
    groups: shareGroupsOf(handled),
    title: { ...plan.consortium.name },
    people: peopleOf(asked, entries, openable).map(state),
    head: headOf(journal.head),
    ...(view && { change: view, purpose: { ...changeText(change) } }),
    ...(turned && {
      progress: null,
      verdicts: [],
      awaited: unconfirmed(pending).map((id) => home.path(pendingFolder(pending.id), sharePath(id))),
    }),
  };
}
