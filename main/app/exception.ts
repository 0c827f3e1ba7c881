/** An exception recorded in the course of a ceremony or after it: an entry of the log, never edited (docs/architecture.md). */
import { originOf } from '../core/ceremony/origin.ts';
import { type Exception, judgeException } from '../core/ceremony/room.ts';
import { openStore } from '../store/store.ts';
import { Home } from './home.ts';
import { type Head, Journal, entriesOf } from './journal.ts';
import { asError, peopleOfLog, recordException } from './room.ts';
import { planOfStore } from './state.ts';

export interface RecordedAt extends Head {
  /** Index of the entry in the log. */
  readonly entry: number;
}

/**
 * Appends one exception to the log of a home. After the close it lies behind the last checkpoint until the next act
 * signs one. EXCEPTION-TEXT, EXCEPTION-PEOPLE; STORE-BUSY while a ceremony runs in this folder: interrupt it first.
 */
export function addException(dir: string, exception: Exception): RecordedAt {
  const home = new Home(dir);
  home.mustExist();
  const store = openStore(home.database, {});
  try {
    const plan = planOfStore(store, home);
    const entries = entriesOf(store);
    const [wrong] = judgeException(exception, peopleOfLog(plan, entries));
    if (wrong) throw asError(wrong);
    const ceremony = entries[0]?.ceremony ?? '';
    const journal = new Journal(store, { ceremony, rehearsal: plan.rehearsal, origin: originOf(plan) });
    const entry = journal.head.size;
    recordException({ journal }, exception);
    return { entry, ...journal.head };
  } finally {
    store.close();
  }
}
