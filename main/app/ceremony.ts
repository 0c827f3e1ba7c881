/**
 * The ceremony service: begins one in an empty folder, goes on with one after a crash, tells where one stands.
 *
 * One engine for rehearsal and real: the flag is in the resolved plan, and with it under every hash and signature.
 */
import { randomBytes } from 'node:crypto';
import { originOf } from '../core/ceremony/origin.ts';
import {
  planFileHash,
  planHash,
  type Plan,
  type ResolvedPlan,
  encodeResolvedPlan,
  resolvePlan,
} from '../core/ceremony/plan.ts';
import { pendingSet, setsOf } from '../core/ceremony/sets.ts';
import { type StepId, stateOf, stepIds, steps } from '../core/ceremony/steps.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { type Store, openStore } from '../store/store.ts';
import type { Vault } from '../vault/client.ts';
import type { Finding } from '../core/rules.ts';
import { agreePlan } from './agree.ts';
import { askAll } from './ask.ts';
import { close, verify, verifyBundle, writeClosing } from './closing.ts';
import type { Desk } from './desk.ts';
import { demandPublished, recordedFiles, recordedNow } from './evidence.ts';
import { found } from './founding.ts';
import { buildGenesisStep } from './genesis.ts';
import { checkShares, handOut } from './hand-out.ts';
import { Home } from './home.ts';
import { Journal, entriesOf } from './journal.ts';
import { exportLog } from './log-export.ts';
import { type Present, openableOf } from './present.ts';
import { type RoomEntry, recordRoom } from './room.ts';
import { type Run, type VaultOptions, commitStep, demand } from './run.ts';
import { sign } from './signing.ts';
import { receiptsOf } from './receipts.ts';
import { software } from './software.ts';
import { planOfStore } from './state.ts';
import type { VerifierProgram } from './verifier.ts';

export interface Session extends Present {
  readonly desk: Desk;
  readonly vault: VaultOptions;
  readonly room: RoomEntry;
  /** What the plan's checks warned of; the minutes repeat it. */
  readonly planWarnings: readonly Finding[];
  readonly running: Set<Vault>;
  readonly verifier?: VerifierProgram | undefined;
  /** Told of each run and of each entry it writes: a window shows where it stands. */
  readonly watch?: (run: Run) => void;
}

const handlers: Record<StepId, (run: Run, session: Session) => Promise<void>> = {
  room: async (run, { room }) => {
    recordRoom(run, room);
    await askAll(run, 'room', steps.room.say);
    commitStep(run, 'room', { files: [], receipts: {} });
  },
  'agree-plan': (run, { planWarnings }) => agreePlan(run, planWarnings),
  found,
  'hand-out': handOut,
  'check-shares': checkShares,
  genesis: buildGenesisStep,
  sign,
  verify,
  close,
};

function runOf(home: Home, store: Store, plan: ResolvedPlan, ceremony: string, session: Session): Run {
  const { desk, vault, running, verifier, watch } = session;
  const id = { ceremony, rehearsal: plan.rehearsal, origin: originOf(plan) };
  const journal = new Journal(store, id, { watch: () => watch?.(run) });
  const openable = openableOf(plan, session);
  const run: Run = { home, journal, plan, desk, vault, openable, present: session, running, verifier };
  watch?.(run);
  return run;
}

export interface Begin {
  readonly dir: string;
  readonly plan: Plan;
  readonly keyFiles: Readonly<Record<string, string>>;
  readonly rehearsal: boolean;
}

/** Runs the whole founding in an empty folder. On a refusal the store is let go of; resume goes on. */
export async function beginCeremony(begin: Begin, session: Session): Promise<Run> {
  const home = new Home(begin.dir);
  const { rehearsal, keyFiles } = begin;
  const plan = resolvePlan(begin.plan, { keyFiles, rehearsal, seed: new Uint8Array(randomBytes(32)) });
  const ceremony = randomBytes(16).toString('hex');
  home.create();
  const store = openStore(home.database, { create: true });
  return closedOnFailure(store, () => {
    store.putSetting('plan', fromUtf8(encodeResolvedPlan(plan)));
    store.putSetting('warnings', JSON.stringify(session.planWarnings)); // for a resume before the plan is agreed on
    const run = runOf(home, store, plan, ceremony, session);
    run.journal.append({
      kind: 'ceremony.opened',
      data: {
        consortium: plan.consortium.id,
        planHash: toHex(planHash(plan)),
        planFileHash: toHex(planFileHash(begin.plan, keyFiles)),
        software,
      },
    });
    return advanceToEnd(run, session);
  });
}

/**
 * Goes on after a crash or an interrupt: finishes renames, abandons what was begun and not done, runs the rest.
 * A closed ceremony is verified once more and left as it is.
 */
export async function resumeCeremony(dir: string, session: Session): Promise<Run> {
  const run = openRun(dir, session);
  return closedOnFailure(run.journal.store, () => {
    settleAll(run);
    const { closed, done } = stateOf(run.journal.entries());
    if (!closed) demandRecorded(run);
    abandonBegun(run);
    if (!closed && done.includes('room')) recordRoom(run, session.room);
    const planWarnings = JSON.parse(run.journal.store.setting('warnings') ?? '[]') as Finding[];
    return advanceToEnd(run, { ...session, planWarnings });
  });
}

/** A refusal frees the store, so that the same process can go on with it. */
async function closedOnFailure<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Opens a home for writing, its plan checked against the log. */
export function openRun(dir: string, session: Session): Run {
  const home = new Home(dir);
  home.mustExist();
  const store = openStore(home.database, {});
  try {
    const plan = planOfStore(store, home);
    const ceremony = entriesOf(store)[0]?.ceremony ?? '';
    return runOf(home, store, plan, ceremony, session);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Finishes the renames of every act that left a staging folder, and the exported log. Harmless when all is there. */
export function settleAll(run: Run): void {
  demandPublished(run);
  for (const [act, files] of recordedFiles(run.journal.entries()))
    if (run.home.isStaged(act)) run.home.settle(act, files);
  run.home.discardAll();
  settleSets(run);
  exportLog(run.home, run.journal.store);
}

/** What a set left that never came into force is destroyed, and what was to go when an older one was retired. */
function settleSets(run: Run): void {
  if (receiptsOf(run.journal, 'found')['set'] === undefined) return;
  const pending = pendingSet(setsOf(run.journal.entries(), run.plan));
  for (const set of run.home.pendingSets) if (set !== pending?.id) run.home.dropPending(set);
  for (const { kind, data } of run.journal.entries())
    if (kind === 'set.retired') destroyOld(run, data['destroyed'] as unknown as string[]);
}

/** Old shares of holders who have none in the new set; the others were overwritten when the new ones took their place. */
export function destroyOld(run: Run, paths: readonly string[]): void {
  const held = new Set(recordedNow(run));
  for (const path of paths) if (!held.has(path)) run.home.destroy(path);
}

/** A ceremony does not go on over a file that is gone or altered; shares may have left once they were handed out. */
function demandRecorded(run: Run): void {
  const handedOut = stateOf(run.journal.entries()).done.includes('hand-out');
  for (const file of [...recordedFiles(run.journal.entries()).values()].flat())
    if (!handedOut || !file.path.startsWith('shares/')) run.home.readBack(file);
}

function abandonBegun(run: Run): void {
  const { begun } = stateOf(run.journal.entries());
  if (begun === undefined) return;
  run.home.discard(begun);
  run.journal.append({ kind: 'step.abandoned', data: { step: begun, reason: 'found begun and not done at resume' } });
}

async function advanceToEnd(run: Run, session: Session): Promise<Run> {
  for (let next = nextStep(run); next !== undefined; next = nextStep(run)) {
    run.desk.progress(steps[next].title, stepIds.indexOf(next) + 1, stepIds.length);
    run.desk.show(steps[next].say);
    demand(run, next, 'begin');
    run.journal.append({ kind: 'step.begun', data: { step: next } });
    await handlers[next](run, session);
  }
  writeClosing(run);
  await verifyBundle(run);
  return run;
}

function nextStep(run: Run): StepId | undefined {
  return stateOf(run.journal.entries()).next;
}
