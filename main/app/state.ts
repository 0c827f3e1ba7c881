/** Where the ceremony of a folder stands, read from its log alone. */
import { decodeEntries } from '../core/audit/entry.ts';
import { type ResolvedPlan, parseResolvedPlan, planHash } from '../core/ceremony/plan.ts';
import { type CeremonyState, stateOf } from '../core/ceremony/steps.ts';
import { utf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { toWords } from '../core/encoding/words.ts';
import { refuse } from '../core/rules.ts';
import { type ReadableStore, openStore } from '../store/store.ts';
import { Home } from './home.ts';
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

export function planOfHome(dir: string): ResolvedPlan {
  return reading(dir, (store, home) => planOfStore(store, home));
}

export interface Status extends CeremonyState {
  readonly dir: string;
  readonly planHash: string;
  readonly planWords: string[];
  /** Entries in the log, and its root in hex. */
  readonly size: number;
  readonly root: string;
}

export function ceremonyStatus(dir: string): Status {
  return reading(dir, (store, home) => {
    const hash = planHash(planOfStore(store, home));
    const { size, root } = store.head();
    return {
      ...stateOf(entriesOf(store)),
      dir,
      planHash: toHex(hash),
      planWords: toWords(hash),
      size,
      root: toHex(root),
    };
  });
}
