/** A home that is opened for an entry which needs nobody's secret. */
import type { Entry } from '../core/audit/entry.ts';
import { originOf } from '../core/ceremony/origin.ts';
import { openStore } from '../store/store.ts';
import { Home } from './home.ts';
import { Journal, entriesOf } from './journal.ts';
import { peopleOfLog } from './room.ts';
import { planOfStore } from './state.ts';

export interface Writing {
  readonly home: Home;
  readonly journal: Journal;
  readonly plan: ReturnType<typeof planOfStore>;
  readonly entries: readonly Entry[];
  /** Ids of everybody whom the plan and the log name. */
  readonly people: readonly string[];
}

/** Does `work` over the home in `dir`, alone. HOME-…; STORE-BUSY while another process writes there. */
export function writing<T>(dir: string, work: (open: Writing) => T): T {
  const home = new Home(dir);
  home.mustExist();
  const store = openStore(home.database, {});
  try {
    const plan = planOfStore(store, home);
    const entries = entriesOf(store);
    const id = { ceremony: entries[0]?.ceremony ?? '', rehearsal: plan.rehearsal, origin: originOf(plan) };
    return work({ home, journal: new Journal(store, id), plan, entries, people: peopleOfLog(plan, entries) });
  } finally {
    store.close();
  }
}
