/**
 * The share sets of a consortium as its log tells them: which one is in force, which is being made, which are retired
 * or given up, each with its epoch and its holders. Nothing is remembered elsewhere: the log is the state.
 *
 * There is one set in force from the founding on, always. The entry that retires it and the one that puts its successor
 * in force stand next to each other, are written in one transaction and signed by one checkpoint.
 */
import type { z } from 'zod';
import type { Entry } from '../audit/entry.ts';
import { RootsealError, refuse } from '../rules.ts';
import { type Change, type ChangePurpose, changeId, parseChange } from '../shares/change.ts';
import { type Policy, policyOfPlan } from '../shares/groups.ts';
import type { Scheme } from '../shares/scheme.ts';
import { ceremonyRules } from './rules.ts';
import type { Custodian, ResolvedPlan } from './plan.ts';
import * as told from './set-entries.ts';

export type SetState = 'active' | 'pending' | 'retired' | 'abandoned';
export type SetRoot = z.infer<typeof told.madeRoot>;

/** An entry, and when it was written. */
export interface Moment {
  readonly entry: number;
  readonly time: string;
}

export interface SetRecord {
  /** 16 bytes in hex. */
  readonly id: string;
  readonly epoch: number;
  readonly m: number;
  readonly n: number;
  readonly scheme: Scheme;
  /** As in a plan; of a set with groups alone. */
  readonly groups?: NonNullable<ResolvedPlan['groups']>;
  readonly state: SetState;
  readonly purpose: ChangePurpose | 'found';
  /** Hash of its parameters; none for the first set, whose parameters are the plan's. */
  readonly change?: string;
  readonly parameters?: Change;
  /** Slot order. */
  readonly custodians: readonly Custodian[];
  /** The root keys that it restores, in the plan's order. */
  readonly roots: readonly SetRoot[];
  readonly made: Moment;
  readonly inForce?: Moment;
  /** Retired or given up. */
  readonly ended?: Moment;
  readonly handed: readonly string[];
  readonly confirmed: readonly string[];
  /** Of a retired set: whose copies came back. */
  readonly returned: readonly string[];
  /** Of a retired set: whose copies are not back. */
  readonly outstanding: readonly string[];
  /** Files it was made of, by their later paths; of the first set none. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

interface Telling {
  readonly sets: SetRecord[];
  readonly agreed: Map<string, Change>;
  /** The set whose successor must be put in force by the very next entry. */
  leaving: { readonly successor: string; readonly entry: number } | undefined;
}

/**
 * Every set, in the order of epochs; empty before the founding.
 * @throws SET-IMPOSSIBLE for a log whose entries about sets do not follow each other
 */
export function setsOf(entries: readonly Entry[], plan: Pick<ResolvedPlan, 'custodians' | 'groups'>): SetRecord[] {
  const telling: Telling = { sets: [], agreed: new Map(), leaving: undefined };
  for (const entry of entries) follow(telling, entry, plan);
  if (telling.leaving) throw impossible(entries.at(-1)!, 'a set was retired and none put in force');
  return telling.sets;
}

/** The one in force; undefined before the founding. */
export const activeSet = (sets: readonly SetRecord[]) => sets.find(({ state }) => state === 'active');
export const pendingSet = (sets: readonly SetRecord[]) => sets.find(({ state }) => state === 'pending');
/** The one that was in force when an entry was written; undefined before the founding. */
export const setAt = (sets: readonly SetRecord[], entry: number) =>
  sets.find(({ inForce, ended }) => inForce && inForce.entry <= entry && !(ended && ended.entry <= entry));
/** Those it may take: what is lost or was never given. */
export const nextEpoch = (sets: readonly SetRecord[]) => (sets.at(-1)?.epoch ?? 0) + 1;

/** Holders of a set who have not yet opened their share alone. */
export const unconfirmed = ({ custodians, confirmed }: SetRecord) =>
  custodians.map(({ id }) => id).filter((id) => !confirmed.includes(id));

/** Who holds shares, how they were split and how many are needed: what a later set has of its own instead of the plan's. */
export type Holding = Pick<Change['to'], 'threshold' | 'scheme' | 'groups'> & {
  readonly custodians: readonly Custodian[];
};
type HoldingPlan = Pick<ResolvedPlan, 'custodians' | 'threshold' | 'scheme' | 'groups'>;

/** A plan with other holders. Not the one that is hashed. */
export function planWith<P extends HoldingPlan>(plan: P, { threshold, scheme, groups, custodians }: Holding): P {
  const { groups: _, ...rest } = plan;
  return { ...rest, threshold, scheme, custodians: [...custodians], ...(groups && { groups }) } as P;
}

type Held = Pick<SetRecord, 'm' | 'scheme' | 'groups' | 'custodians'>;

export const holdingOf = ({ m, scheme, groups, custodians }: Held): Holding => ({
  ...{ threshold: m, scheme, custodians },
  ...(groups && { groups }),
});

/** Who may restore with a set. */
export const policyOfSet = (set: Held): Policy => policyOfPlan(holdingOf(set));

/** A plan with the holders and the threshold of a set: who is asked and how many are needed when that set is used. */
export function planOfSet<P extends HoldingPlan>(plan: P, set?: SetRecord): P {
  return set === undefined ? plan : planWith(plan, holdingOf(set));
}

/** A plan with everybody who ever held a share, so that each is told by name. Not the one that is hashed. */
export function withHolders<P extends Pick<ResolvedPlan, 'custodians'>>(plan: P, sets: readonly SetRecord[]): P {
  const all = new Map(
    [...plan.custodians, ...sets.flatMap(({ custodians }) => custodians)].map((one) => [one.id, one]),
  );
  return { ...plan, custodians: [...all.values()] };
}

function follow(telling: Telling, entry: Entry, plan: Pick<ResolvedPlan, 'custodians' | 'groups'>): void {
  const { kind, data } = entry;
  if (telling.leaving && kind !== 'set.active') throw impossible(entry, 'a set was retired and none put in force');
  if (kind === 'step.done' && data['step'] === 'found') telling.sets.push(founded(entry, plan));
  else if (Object.hasOwn(followers, kind)) followers[kind as keyof typeof followers](telling, entry);
}

function founded(entry: Entry, { custodians, groups }: Pick<ResolvedPlan, 'custodians' | 'groups'>): SetRecord {
  const { roots, set } = read(entry, told.foundedSet);
  const made = moment(entry);
  return {
    ...{ id: set.id, epoch: set.epoch, m: set.m, n: set.n, scheme: set.scheme, custodians, roots, made },
    ...(groups && { groups }),
    ...{ state: 'active', purpose: 'found', inForce: made },
    ...{ handed: [], confirmed: [], returned: [], outstanding: [], files: [] },
  };
}

const followers = {
  'set.agreed': ({ agreed }: Telling, entry: Entry) => {
    const { sha256, change } = read(entry, told.agreed);
    const parsed = parameters(entry, change);
    if (changeId(parsed) !== sha256) throw impossible(entry, 'its hash is not that of the parameters');
    agreed.set(sha256, parsed);
  },
  'set.pending': begin,
  'set.handed': (telling: Telling, entry: Entry) => {
    const { set, custodian } = read(entry, told.handed);
    change(telling, ofState(telling, entry, set, 'pending'), (one) => ({ handed: with_(one.handed, custodian) }));
  },
  'set.confirmed': (telling: Telling, entry: Entry) => {
    const { set, custodian, index } = read(entry, told.confirmedShare);
    const one = ofState(telling, entry, set, 'pending');
    if (one.custodians[index - 1]?.id !== custodian) throw impossible(entry, 'that slot has another holder');
    change(telling, one, ({ confirmed }) => ({ confirmed: with_(confirmed, custodian) }));
  },
  'set.retired': retire,
  'set.active': putInForce,
  'set.abandoned': (telling: Telling, entry: Entry) => {
    const { set } = read(entry, told.abandoned);
    change(telling, ofState(telling, entry, set, 'pending'), () => ({ state: 'abandoned', ended: moment(entry) }));
  },
  'set.returned': (telling: Telling, entry: Entry) => {
    const { set, custodian } = read(entry, told.returned);
    const one = ofState(telling, entry, set, 'retired');
    if (!one.custodians.some(({ id }) => id === custodian)) throw impossible(entry, 'nobody of that set');
    change(telling, one, ({ returned, outstanding }) => ({
      returned: with_(returned, custodian),
      outstanding: outstanding.filter((id) => id !== custodian),
    }));
  },
} as const;

function begin(telling: Telling, entry: Entry): void {
  const { change: sha256, set, roots, files } = read(entry, told.pending);
  const { sets, agreed } = telling;
  const wanted = agreed.get(sha256);
  const now = activeSet(sets);
  if (!wanted || !now) throw impossible(entry, 'nobody agreed on its parameters');
  if (pendingSet(sets)) throw impossible(entry, 'another set is being made');
  if (set.epoch !== nextEpoch(sets) || sets.some(({ id }) => id === set.id))
    throw impossible(entry, 'its epoch is not the next one, or its id is taken');
  const { from, to } = wanted;
  const asAgreed =
    from.set === now.id &&
    from.epoch === now.epoch &&
    to.epoch === set.epoch &&
    to.threshold === set.m &&
    to.scheme === set.scheme &&
    to.custodians.length === set.n;
  if (!asAgreed) throw impossible(entry, 'it is not as its parameters say');
  sets.push({
    ...{ id: set.id, epoch: set.epoch, m: set.m, n: set.n, scheme: set.scheme },
    ...(to.groups && { groups: to.groups }),
    ...{ custodians: to.custodians, roots, files, made: moment(entry) },
    ...{ state: 'pending', purpose: wanted.purpose, change: sha256, parameters: wanted },
    ...{ handed: [], confirmed: [], returned: [], outstanding: [] },
  });
}

function retire(telling: Telling, entry: Entry): void {
  const { set, successor, outstanding } = read(entry, told.retired);
  const old = ofState(telling, entry, set, 'active');
  const next = ofState(telling, entry, successor.set, 'pending');
  const [missing] = unconfirmed(next);
  if (missing !== undefined) throw impossible(entry, `${missing} has not confirmed the new share`);
  telling.leaving = { successor: next.id, entry: entry.index };
  change(telling, old, () => ({ state: 'retired', ended: moment(entry), outstanding }));
}

function putInForce(telling: Telling, entry: Entry): void {
  const { set } = read(entry, told.active);
  const next = ofState(telling, entry, set, 'pending');
  const { leaving } = telling;
  if (leaving?.successor !== set || leaving.entry !== entry.index - 1)
    throw impossible(entry, 'no set was retired for it just before');
  telling.leaving = undefined;
  change(telling, next, () => ({ state: 'active', inForce: moment(entry) }));
}

const moment = ({ index, time }: Entry): Moment => ({ entry: index, time });
const with_ = (list: readonly string[], one: string) => (list.includes(one) ? list : [...list, one]);

function change({ sets }: Telling, one: SetRecord, how: (one: SetRecord) => Partial<SetRecord>): void {
  sets[sets.indexOf(one)] = { ...one, ...how(one) };
}

function ofState({ sets }: Telling, entry: Entry, id: string, state: SetState): SetRecord {
  const one = sets.find((set) => set.id === id);
  if (one?.state !== state) throw impossible(entry, `set ${id} is ${one?.state ?? 'unknown'}, not ${state}`);
  return one;
}

function read<T>(entry: Entry, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(entry.data);
  if (parsed.success) return parsed.data;
  throw impossible(entry, `data.${parsed.error.issues[0]?.path.join('.') ?? ''}`);
}

function parameters(entry: Entry, value: unknown): Change {
  try {
    return parseChange(value);
  } catch (error) {
    throw impossible(entry, error instanceof RootsealError ? error.code : 'change');
  }
}

const impossible = ({ index, kind }: Entry, reason: string) =>
  refuse(ceremonyRules, 'SET-IMPOSSIBLE', { entry: index, kind, reason }, { subject: `entry ${index}` });
