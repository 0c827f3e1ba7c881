/**
 * Logs as a window reads them, again and again: the last few stay decoded. What is kept is believed only while the
 * store still has the same root over it, so a log that grew is decoded from where it was and another one anew.
 */
import { type Entry, decodeEntries } from '../../core/audit/entry.ts';
import { rootAt } from '../../core/audit/merkle.ts';
import { needsSets } from '../../core/ceremony/entry-text.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { type SetRecord, setsOf } from '../../core/ceremony/sets.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { RootsealError } from '../../core/rules.ts';
import type { Head, ReadableStore } from '../../store/store.ts';
import type { Home } from '../home.ts';
import { planOfStore, reading } from '../state.ts';

const keptMost = 4;

/** The store of a home, open to read. */
export interface OpenLog {
  readonly home: Home;
  readonly store: ReadableStore;
  readonly head: Head;
  readonly plan: ResolvedPlan;
}

export class Logs {
  private readonly decoded = new Map<string, { readonly root: Uint8Array; readonly entries: readonly Entry[] }>();

  /** Opens the log of a home for `read`. @throws HOME-NOT-ONE, STORE-…, CEREMONY-PLAN-CHANGED, … */
  open<T>(dir: string, read: (log: OpenLog) => T): T {
    return reading(dir, (store, home) => read({ home, store, head: store.head(), plan: planOfStore(store, home) }));
  }

  /** The whole log, decoded. @throws ENTRY-… */
  entries({ home, store, head }: OpenLog): readonly Entry[] {
    const known = this.continued(home.dir, store, head);
    const more = decodeEntries(store.entries(known.length, head.size), known.length);
    const entries = more.length === 0 ? known : [...known, ...more];
    this.decoded.delete(home.dir);
    this.decoded.set(home.dir, { root: head.root, entries });
    for (const dir of [...this.decoded.keys()].slice(0, -keptMost)) this.decoded.delete(dir);
    return entries;
  }

  /** The share sets of the log, if any of these entries is told by them; the whole log is read for it then. */
  setsFor(log: OpenLog, these: readonly Entry[]): readonly SetRecord[] {
    return these.some(needsSets) ? setsSaid(this.entries(log), log.plan) : [];
  }

  /** What is kept of this log, if the store still begins with it. */
  private continued(dir: string, store: ReadableStore, { size }: Head): readonly Entry[] {
    const known = this.decoded.get(dir);
    if (!known || known.entries.length > size) return [];
    const now = rootAt(known.entries.length, (level, index) => store.node(level, index));
    return equal(now, known.root) ? known.entries : [];
  }
}

/** A log whose entries about sets cannot be is read all the same: its sentences then say less. */
export function setsSaid(entries: readonly Entry[], plan: ResolvedPlan): readonly SetRecord[] {
  try {
    return setsOf(entries, plan);
  } catch (error) {
    if (error instanceof RootsealError) return [];
    throw error;
  }
}
