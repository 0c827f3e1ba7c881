/**
 * A step, its checkpoint and its resume, cut short before and amid every single change of the file system: no file is
 * half there, and going on ends with every file whole. In one process, so that it is exhaustive; `test/crash` kills
 * processes, at drawn times.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { type Session, openRun, settleAll } from '../../../main/app/ceremony.ts';
import { recorded } from '../../../main/app/evidence.ts';
import { addException } from '../../../main/app/exception.ts';
import { sha256Hex } from '../../../main/app/files.ts';
import { Home } from '../../../main/app/home.ts';
import { Journal } from '../../../main/app/journal.ts';
import { receiptsOf } from '../../../main/app/receipts.ts';
import { type Run, commitStep } from '../../../main/app/run.ts';
import { originOf } from '../../../main/core/ceremony/origin.ts';
import { readPlan } from '../../../main/core/ceremony/plan-read.ts';
import { encodeResolvedPlan, planHash, resolvePlan } from '../../../main/core/ceremony/plan.ts';
import { stateOf } from '../../../main/core/ceremony/steps.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { openStore } from '../../../main/store/store.ts';
import { examplePlan } from '../../crash/example.ts';
import { demandKept, demandNothingHalf, look } from '../../crash/help.ts';
import { refusal } from '../../refusal.ts';
import { signedNote } from '../audit/help.ts';

const folder = fs.mkdtempSync(join(tmpdir(), 'rootseal-points-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const { plan: example } = readPlan(utf8(JSON.stringify(examplePlan())));
if (!example) throw new Error('the example has no plan');
const plan = resolvePlan(example, { keyFiles: {}, rehearsal: true, seed: new Uint8Array(32) });

let count = 0;
/** A home whose ceremony has its first entry. */
function born(): string {
  const home = new Home(join(folder, String((count += 1))));
  home.create();
  const store = openStore(home.database, { create: true });
  store.putSetting('plan', fromUtf8(encodeResolvedPlan(plan)));
  const journal = new Journal(store, { ceremony: 'c'.repeat(32), rehearsal: true, origin: originOf(plan) });
  journal.append({ kind: 'ceremony.opened', data: { planHash: toHex(planHash(plan)) } });
  store.close();
  return home.dir;
}

const unused = () => Promise.reject(new Error('nobody is asked'));
const session: Session = {
  desk: { confirm: unused, show: () => undefined, progress: () => undefined },
  vault: { lang: 'en', source: { kind: 'tty' }, identities: {} },
  identified: [],
  room: { facts: {} as Session['room']['facts'], exceptions: [], answersUsed: false },
  planWarnings: [],
  running: new Set(),
};

const made = ['public/a/b/one', 'public/two', 'shares/three'].map((path) => ({ path, bytes: utf8(path.repeat(9)) }));

/** What resume does, with one step that makes three files, and a checkpoint behind it. */
async function goOn(dir: string): Promise<void> {
  const run = openRun(dir, session);
  try {
    settleAll(run);
    step(run);
    const closed = run.journal.encode([{ kind: 'act.closed', data: { act: 'room', minutes: [] } }]);
    await run.journal.appendSigned(closed, (text) => Promise.resolve(signedNote(text)));
    settleAll(run);
  } finally {
    run.journal.store.close();
  }
}

function step(run: Run): void {
  const { begun, next } = stateOf(run.journal.entries());
  if (begun !== undefined) run.journal.append({ kind: 'step.abandoned', data: { step: begun, reason: 'test' } });
  if (next !== 'room') return;
  run.journal.append({ kind: 'step.begun', data: { step: 'room' } });
  commitStep(run, 'room', { files: made, receipts: {} });
}

class Crash extends Error {}

const changes = ['renameSync', 'fsyncSync', 'mkdirSync', 'rmSync', 'writeSync', 'linkSync', 'openSync'] as const;
const real = { ...fs };

/** The nth change of the file system from now on does not come, and none after it; a write comes by halves. */
function crashAt(nth: number): void {
  let seen = 0;
  for (const name of changes)
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        // Opening to read is no change (a person's file is opened with numeric flags).
        const reads = name === 'openSync' && typeof args[1] === 'number';
        if (!reads && (seen += 1) >= nth) throw new Crash(name);
        if (name === 'writeSync') {
          const [fd, bytes, at] = args as [number, Uint8Array, number];
          return real.writeSync(fd, bytes, at, Math.ceil((bytes.length - at) / 2));
        }
        return (real[name] as (...args: unknown[]) => unknown)(...args);
      },
    });
  syncBuiltinESMExports();
}

function live(): void {
  Object.assign(fs, Object.fromEntries(changes.map((name) => [name, real[name]])));
  syncBuiltinESMExports();
}
afterEach(live);

/** True when the crash came before the end. */
async function crashed(dir: string, nth: number): Promise<boolean> {
  crashAt(nth);
  try {
    await goOn(dir);
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  } finally {
    live();
  }
}

it('at every change of the file system, and again at one of the resume’s', async () => {
  let nth = 1;
  for (; ; nth++) {
    const dir = born();
    const first = await crashed(dir, nth);
    const before = look(dir);
    demandNothingHalf(dir);
    if (first) await crashed(dir, 1 + ((nth * 7) % 30));
    demandKept(before, look(dir));
    demandNothingHalf(dir);
    await goOn(dir);
    demandKept(before, look(dir));
    demandNothingHalf(dir);
    expect(look(dir)?.state.done).toEqual(['room']);
    for (const { path, bytes } of made) expect(sha256Hex(fs.readFileSync(join(dir, path)))).toBe(sha256Hex(bytes));
    expect(fs.existsSync(join(dir, '.staging', 'room'))).toBe(false);
    fs.rmSync(dir, { recursive: true });
    if (!first) break;
  }
  // 40 or so: fewer would mean that the changes went by another door.
  expect(nth).toBeGreaterThan(30);
}, 60_000);

it('an exception is an entry, for which two people of the plan answer; nothing else is written', () => {
  const dir = born();
  const record = (reason: string, ...by: string[]) => addException(dir, { rule: 'OTHER', reason, by });
  for (const by of [[], ['p1'], ['p1', 'p1'], ['p1', 'nobody'], ['p1', 'p3', 'nobody']])
    expect(refusal(() => record('the door stood open', ...by))).toBe('EXCEPTION-PEOPLE');
  expect(refusal(() => record(' ', 'p1', 'p3'))).toBe('EXCEPTION-TEXT');
  expect(look(dir)?.entries.length).toBe(1);
  expect(record('the door stood open', 'p1', 'c2')).toMatchObject({ entry: 1, size: 2 });
  expect(record('the door stood open', 'p1', 'c2')).toMatchObject({ entry: 2, size: 3 });
  const { exceptions = [] } = look(dir)?.state ?? {};
  expect(exceptions.map(({ entry, rule, by }) => [entry, rule, by])).toEqual([
    [1, 'OTHER', ['p1', 'c2']],
    [2, 'OTHER', ['p1', 'c2']],
  ]);
  expect(refusal(() => addException(folder, { rule: 'OTHER', reason: 'r', by: ['p1', 'p2'] }))).toBe('HOME-NOT-ONE');
});

it('a step of 250 files is told in three entries, of which the last ends it; each file is there as recorded', () => {
  const dir = born();
  const run = openRun(dir, session);
  const files = Array.from({ length: 250 }, (_, n) => ({ path: `public/${String(n)}`, bytes: utf8(String(n)) }));
  run.journal.append({ kind: 'step.begun', data: { step: 'room' } });
  commitStep(run, 'room', { files, receipts: { more: 1 } });
  const entries = run.journal.entries().slice(2);
  expect(entries.map(({ kind, data }) => [kind, (data['files'] as unknown[]).length])).toEqual([
    ['step.files', 100],
    ['step.files', 100],
    ['step.done', 50],
  ]);
  const { files: told, more } = receiptsOf(run.journal, 'room');
  expect([(told as { path: string }[]).map(({ path }) => path), more]).toEqual([files.map(({ path }) => path), 1]);
  for (const { path, bytes } of files) expect(recorded(run, path)).toEqual(bytes);
  run.journal.store.close();
  expect(look(dir)?.state.done).toEqual(['room']);
});
