/** Entries that need nobody's secret: a home is opened, the entry is made, and the next act's checkpoint signs it. */
import { originOf } from '../core/ceremony/origin.ts';
import { type SetRecord, setsOf } from '../core/ceremony/sets.ts';
import { openStore } from '../store/store.ts';
import { Home } from './home.ts';
import { Journal, entriesOf } from './journal.ts';
import { peopleOfLog } from './room.ts';
import { planOfStore } from './state.ts';

/** A home open for writing, with its sets. */
interface Open {
  readonly home: Home;
  readonly journal: Journal;
  readonly sets: readonly SetRecord[];
  readonly people: readonly string[];
}

/** Not while an act is at work in the same home: STORE-LOCKED. */
export function writing<T>(dir: string, work: (open: Open) => T): T {
  const home = new Home(dir);
  home.mustExist();
  const store = openStore(home.database, {});
  try {
    const plan = planOfStore(store, home);
    const entries = entriesOf(store);
    const id = { ceremony: entries[0]?.ceremony ?? '', rehearsal: plan.rehearsal, origin: originOf(plan) };
    const sets = setsOf(entries, plan);
    return work({ home, journal: new Journal(store, id), sets, people: peopleOfLog(plan, entries) });
  } finally {
    store.close();
  }
}
