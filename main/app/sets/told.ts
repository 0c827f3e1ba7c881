/** The share sets of an open home, as its log tells them. */
import { registerChangedKind } from '../../core/consortium/enact.ts';
import { setPath } from '../../core/ceremony/set-paths.ts';
import { tufTold } from '../../core/ceremony/tuf-told.ts';
import { type SetRecord, activeSet, pendingSet, planOfSet, setsOf } from '../../core/ceremony/sets.ts';
import { refuse } from '../../core/rules.ts';
import type { Input } from '../../vault/client.ts';
import { recorded } from '../evidence.ts';
import { openableOf } from '../present.ts';
import { appRules } from '../rules.ts';
import type { Run } from '../run.ts';
import type { SetStates } from '../signing.ts';

/** What of a run tells its sets: also of a home that is open to be read alone. */
export interface Ground extends Pick<Run, 'plan' | 'present'> {
  readonly home: Pick<Run['home'], 'dir'>;
  readonly journal: Pick<Run['journal'], 'entries' | 'id'>;
}

export const setsIn = (run: Log): SetRecord[] => setsOf(run.journal.entries(), run.plan);

/** A plan and its log: all that tells of sets. */
interface Log extends Pick<Run, 'plan'> {
  readonly journal: Pick<Run['journal'], 'entries'>;
}

/** The set in force. CEREMONY-OPEN before there is one. */
export function setInForce(run: Ground): SetRecord {
  const set = activeSet(setsIn(run));
  if (set) return set;
  throw refuse(appRules, 'CEREMONY-OPEN', { step: 'found' }, { subject: run.home.dir });
}

/** The set that is being made. SET-NONE-PENDING when there is none. */
export function setBeingMade(run: Run): SetRecord {
  const set = pendingSet(setsIn(run));
  if (set) return set;
  throw refuse(appRules, 'SET-NONE-PENDING', {}, { subject: run.home.dir });
}

/** Versions of the register that came into force after the founding's. */
export const changesOf = ({ journal }: { readonly journal: Pick<Run['journal'], 'entries'> }): number =>
  journal.entries().filter(({ kind }) => kind === registerChangedKind).length;

/** The version of the TUF lists: each set that came into force, each decision and each renewal makes the next. */
export const tufVersionOf = (run: Log): number => tufTold(run.journal.entries(), run.plan).version;

/** What the targets say of these sets, all of which came into force; of the founding's alone nothing. */
export function statesNow(sets: readonly SetRecord[]): SetStates {
  if (sets.length < 2) return new Map();
  const target = (id: string) => setPath(id).slice('public/'.length);
  return new Map(
    sets.map(({ id, epoch, state }) => [target(id), { epoch, state: state === 'active' ? state : 'retired' }]),
  );
}

/** Its holders who can open their share in this room. */
export const openableIn = (run: Run, set: SetRecord): string[] => openableOf(planOfSet(run.plan, set), run.present);

/**
 * Every set that is not in force, for the judge: so that a share of one is told by what became of it. A share of the set
 * in force beside a pending one is an ordinary share of another epoch.
 */
export function otherSets(run: Run): NonNullable<Input<'judgeShares'>['others']> {
  return setsIn(run).flatMap(({ id, epoch, state, made, ended }) => {
    if (state === 'active') return [];
    const date = ended?.time ?? made.time;
    return [{ id, epoch, state, date, ...(state === 'retired' && { set: recorded(run, setPath(id)) }) }];
  });
}
