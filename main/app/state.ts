/** Where the ceremony of a folder stands, read from its log alone. */
import { type Entry, decodeEntries } from '../core/audit/entry.ts';
import { type ResolvedPlan, parseResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import { type CertificatesDue, certificatesDue, type Due, dueOf } from '../core/ceremony/due.ts';
import { type SetRecord, activeSet, planOfSet, policyOfSet, setsOf, unconfirmed } from '../core/ceremony/sets.ts';
import { type CeremonyState, stateOf } from '../core/ceremony/steps.ts';
import { utf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { toWords } from '../core/encoding/words.ts';
import { refuse } from '../core/rules.ts';
import type { Groups } from '../core/shares/groups.ts';
import { type ReadableStore, openStore } from '../store/store.ts';
import type { TufEnd } from '../core/ceremony/tuf-ends.ts';
import type { TufAdministrators } from '../core/ceremony/plan-schema.ts';
import { tufTold } from '../core/ceremony/tuf-told.ts';
import { Home } from './home.ts';
import { tufEnds } from './tuf/ends.ts';
import { type Standing, standingIn, waitingIn } from './tuf/waiting.ts';
import { entriesOf } from './journal.ts';
import { appRules } from './rules.ts';

/**
 * The plan kept in the store. CEREMONY-UNBORN when the store is empty, HOME-STORE-LOST when it is empty and yet files
 * lie here, CEREMONY-PLAN-CHANGED when the plan is not the one the log opened with.
 */
export function planOfStore(store: ReadableStore, home: Home): ResolvedPlan {
  const subject = home.database;
  const text = store.setting('plan');
  const [first] = decodeEntries(store.entries(0, 1));
  if (text === undefined || first === undefined)
    throw refuse(appRules, home.hasFiles ? 'HOME-STORE-LOST' : 'CEREMONY-UNBORN', {}, { subject: home.dir });
  const plan = parsed(text, subject);
  if (first.data['planHash'] === toHex(planHash(plan))) return plan;
  throw refuse(appRules, 'CEREMONY-PLAN-CHANGED', {}, { subject });
}

/** What was kept is a plan, or it was changed. */
function parsed(text: string, subject: string): ResolvedPlan {
  try {
    return parseResolvedPlan(utf8(text));
  } catch (cause) {
    throw refuse(appRules, 'CEREMONY-PLAN-CHANGED', {}, { subject, cause });
  }
}

/** Opens the store of a home to read, and lets go of it. What was checked and not written since is not checked again. */
export function reading<T>(dir: string, read: (store: ReadableStore, home: Home) => T): T {
  const home = new Home(dir);
  home.mustExist();
  const store = openStore(home.database, { readonly: true, unlessSeen: true });
  try {
    return read(store, home);
  } finally {
    store.close();
  }
}

/** The plan of a home with the holders and the threshold of the set in force: who may restore now. */
export function planInForce(dir: string): ResolvedPlan {
  return reading(dir, (store, home) => withSetInForce(planOfStore(store, home), entriesOf(store)));
}

/** `planInForce` where the log is open. Not the plan that is hashed. */
export const withSetInForce = (plan: ResolvedPlan, entries: readonly Entry[]): ResolvedPlan =>
  planOfSet(plan, activeSet(setsOf(entries, plan)));

export interface Status extends CeremonyState {
  readonly dir: string;
  readonly planHash: string;
  readonly planWords: string[];
  /** Entries in the log, and its root in hex. */
  readonly size: number;
  readonly root: string;
  /** Every share set, in the order of epochs. */
  readonly sets: readonly SetStatus[];
  /** Drills and checks of the set in force, once the ceremony is closed. */
  readonly due: readonly Due[];
  /** The files that peers believe by, once they are signed. */
  readonly tuf?: TufStatus;
  /** Of a ledger in CA mode, once its certificates are there. */
  readonly certificates?: CertificatesDue;
}

/** How the TUF files of a home stand. */
export interface TufStatus {
  readonly version: number;
  /** The root file in force. */
  readonly roots: number;
  /** Of each file, the first to end first. */
  readonly expires: readonly TufEnd[];
  readonly administrators?: TufAdministrators;
  readonly pending?: Standing;
}

/** A share set as scripts read it. */
export interface SetStatus {
  readonly id: string;
  readonly epoch: number;
  readonly m: number;
  readonly n: number;
  readonly scheme: string;
  /** Of a set with groups alone: m is the size of its smallest quorum. */
  readonly groups?: Groups;
  readonly state: SetRecord['state'];
  readonly purpose: SetRecord['purpose'];
  readonly custodians: readonly string[];
  /** When it was made, came into force, was retired or given up: ISO, in UTC. */
  readonly made: string;
  readonly inForce?: string;
  readonly ended?: string;
  /** Of a pending set: who has not opened their share. Of a retired one: whose copies are still out. */
  readonly missing: readonly string[];
  readonly outstanding: readonly string[];
}

export function setStatus(set: SetRecord): SetStatus {
  const { id, epoch, m, n, scheme, state, purpose, custodians, made, inForce, ended, outstanding } = set;
  const { groups } = policyOfSet(set);
  return {
    ...{ id, epoch, m, n, scheme, state, purpose, custodians: custodians.map((one) => one.id), made: made.time },
    ...(groups && { groups }),
    ...(inForce && { inForce: inForce.time }),
    ...(ended && { ended: ended.time }),
    ...{ missing: state === 'pending' ? unconfirmed(set) : [], outstanding },
  };
}

/** How the TUF files stand. HOME-… where one is not as recorded */
export const tufStatus = (dir: string, now = new Date().toISOString()): TufStatus =>
  reading(dir, (store, home) => {
    const status = tufOf(store, home, now);
    if (status) return status;
    throw refuse(appRules, 'CEREMONY-OPEN', { step: 'sign' }, { subject: dir });
  });

/** The root file that waits for signatures, with those that were joined so far. */
export const rootThatWaits = (dir: string): Uint8Array | undefined =>
  reading(dir, (store, home) => waitingIn(readingOf(store, home))?.file);

function readingOf(store: ReadableStore, home: Home) {
  const entries = entriesOf(store);
  const first = entries[0];
  const id = { ceremony: first?.ceremony ?? '', rehearsal: first?.rehearsal ?? false, origin: '' };
  return { home, plan: planOfStore(store, home), journal: { entries: () => entries, id } };
}

function tufOf(store: ReadableStore, home: Home, now: string): TufStatus | undefined {
  const run = readingOf(store, home);
  const entries = run.journal.entries();
  if (!home.has('public/tuf/timestamp.json')) return undefined;
  const { version, roots, administrators } = tufTold(entries, run.plan);
  const waiting = waitingIn(run);
  const pending = waiting && standingIn(run, waiting);
  return {
    ...{ version, roots, expires: tufEnds(entries, home, roots, now) },
    ...(administrators && { administrators }),
    ...(pending && (!waiting.set || pending.have < pending.need) && { pending }),
  };
}

/** @param now ISO, in UTC: against it is judged what is overdue */
export function ceremonyStatus(dir: string, now = new Date().toISOString()): Status {
  return reading(dir, (store, home) => {
    const plan = planOfStore(store, home);
    const hash = planHash(plan);
    const { size, root } = store.head();
    const entries = entriesOf(store);
    const state = stateOf(entries);
    const tuf = state.closed ? tufOf(store, home, now) : undefined;
    const certificates = certificatesDue(entries, plan, now);
    return {
      ...state,
      sets: setsOf(entries, plan).map(setStatus),
      due: state.closed ? dueOf(entries, plan, now) : [],
      ...(tuf && { tuf }),
      ...(certificates && { certificates }),
      dir,
      planHash: toHex(hash),
      planWords: toWords(hash),
      size,
      root: toHex(root),
    };
  });
}
