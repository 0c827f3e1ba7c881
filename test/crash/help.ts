/** Running main as a process of its own, ending it, and looking at what it left: for the tests of crashes. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { listFiles, sha256Hex } from '../../main/app/files.ts';
import { exampleAnswers, examplePlan } from './example.ts';
import { type CeremonyState, stateOf, stepIds } from '../../main/core/ceremony/steps.ts';
import { tileFiles } from '../../main/core/audit/tiles.ts';
import { decodeEntries } from '../../main/core/audit/entry.ts';
import { type StoredCheckpoint, openStore } from '../../main/store/store.ts';
import type { Orders } from './preload.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const cli = here('../../main/cli/rootseal.ts');
const preload = here('preload.ts');
export const verifier = here('../../dist/rootseal-verify.mjs');

/** A folder of this test file's own, gone after it; the plan and the answers of the small ceremony lie in it. */
export function workshop() {
  const root = mkdtempSync(join(tmpdir(), 'rootseal-crash-'));
  const plan = join(root, 'plan.json');
  const answers = join(root, 'answers.json');
  writeFileSync(plan, JSON.stringify(examplePlan()));
  writeFileSync(answers, JSON.stringify(exampleAnswers()), { mode: 0o600 });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const run = (dir: string) => ['ceremony', 'run', plan, '--into', dir, '--rehearsal', '--answers', answers];
  const resume = (dir: string) => ['ceremony', 'resume', dir, '--answers', answers];
  const start = (args: readonly string[], orders: Orders = {}) =>
    new Main(args, { cache: join(root, 'cache'), ...orders });
  return { root, answers, run, resume, start, file: (name: string) => join(root, name) };
}

/** After this long a main hangs: the longest run of the suites takes a tenth of it. */
const patienceMs = 180_000;

export interface Ended {
  /** Exit code; null after a signal. */
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly json: Readonly<Record<string, unknown>>;
}

/** One process of main, with its answer as JSON. */
export class Main {
  readonly process: ChildProcess;
  readonly began = performance.now();
  readonly ended: Promise<Ended>;
  /** Milliseconds after the start at which each step was said to begin. */
  readonly begun: number[] = [];
  /** All that was said on standard error. */
  said = '';
  private out = '';
  private over = false;

  constructor(args: readonly string[], orders: Orders) {
    const { cache = '' } = orders;
    const env = { ...process.env, ROOTSEAL_CRASH: JSON.stringify(orders), NODE_COMPILE_CACHE: cache, LANG: 'C' };
    this.process = spawn(process.execPath, ['--import', preload, cli, ...args, '--json'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.hear(chunk.toString());
    });
    this.ended = new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`main does not end; it said last:\n${this.said.slice(-400)}\nbelow it: ${this.below()}`));
        this.kill();
        this.over = true;
      }, patienceMs);
      this.process.on('close', (exit, signal) => {
        clearTimeout(late);
        this.over = true;
        resolve({ exit, signal, json: this.answer() });
      });
    });
  }

  private hear(text: string): void {
    this.said += text;
    for (const [, step] of text.matchAll(new RegExp(`^\\[(\\d)/${String(stepIds.length)}\\] `, 'gm')))
      this.begun[Number(step)] ??= performance.now() - this.began;
  }

  private answer(): Ended['json'] {
    try {
      return JSON.parse(this.out) as Ended['json'];
    } catch {
      return { out: this.out };
    }
  }

  get isOver(): boolean {
    return this.over;
  }

  /** The step that was said last to begin, 1 to 9; 0 before the first. */
  get step(): number {
    return Math.max(0, this.begun.length - 1);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!this.over && !condition()) await sleep(1);
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.process.kill(signal);
  }

  private get children(): number[] {
    const pid = String(this.process.pid);
    return textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').map(Number).filter(Boolean);
  }

  /** The vault of this main, once it bears its name. */
  get vault(): number | undefined {
    return this.children.find(isVault);
  }

  private below(): string {
    const told = this.children.map((pid) =>
      textOf(`/proc/${String(pid)}/status`)
        .split('\n')
        .slice(0, 3)
        .join(' '),
    );
    return told.join('; ') || 'nothing';
  }

  /** Kills the vault if there is one now; says whether there was. Never kills pid 0, the group of the tests. */
  killVault(): boolean {
    const { vault } = this;
    return vault !== undefined && process.kill(vault, 'SIGKILL');
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const isVault = (pid: number) => textOf(`/proc/${String(pid)}/cmdline`).startsWith('rootseal-vault');

/** A vault whose main is gone ends by itself, with what it holds. */
export async function demandGone(vault: number | undefined): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (vault !== undefined && isVault(vault) && performance.now() < deadline) await sleep(5);
  expect(vault !== undefined && isVault(vault), 'the vault outlived main').toBe(false);
}

/** What an onlooker finds in the store. */
export interface Seen {
  readonly entries: readonly Uint8Array[];
  readonly checkpoints: readonly StoredCheckpoint[];
  readonly state: CeremonyState;
}

/** Opens the store as any reader does, with all its checks; undefined when no entry was made yet. */
export function look(dir: string): Seen | undefined {
  if (!existsSync(join(dir, 'ceremony.db'))) return undefined;
  const store = openStore(join(dir, 'ceremony.db'), { readonly: true });
  try {
    const entries = store.entries();
    const state = stateOf(decodeEntries(entries));
    return entries.length === 0 ? undefined : { entries, checkpoints: store.checkpoints(), state };
  } finally {
    store.close();
  }
}

/** What was there is there, byte for byte, and first. */
export function demandKept(before: Seen | undefined, after: Seen | undefined): void {
  if (before === undefined) return;
  expect(after, 'the store is gone').toBeDefined();
  expect(after?.entries.slice(0, before.entries.length)).toEqual(before.entries);
  expect(after?.checkpoints.slice(0, before.checkpoints.length)).toEqual(before.checkpoints);
}

const homeNames = ['.staging', 'closing', 'pending', 'private', 'public', 'sealed', 'shares'];

/** Every file is whole: recorded with one of its hashes, or derived from the log. Staging and pending may hold anything. */
export function demandNothingHalf(dir: string): void {
  const names = existsSync(dir) ? readdirSync(dir) : [];
  expect(names.filter((name) => !name.startsWith('ceremony.db') && !homeNames.includes(name))).toEqual([]);
  const seen = look(dir);
  const hashes = new Map(seen && [...recorded(seen), ...derived(seen)]);
  for (const folder of homeNames.slice(3))
    for (const path of listFiles(join(dir, folder)).map((name) => `${folder}/${name}`))
      expect([path, hashes.get(path)]).toContainEqual(
        expect.arrayContaining([sha256Hex(readFileSync(join(dir, path)))]),
      );
  if (listFiles(join(dir, 'closing')).length > 0) expect(seen?.state.closed).toBe(true);
}

/** Every hash that a path was ever recorded with: a new share set gives some of them new content. */
function recorded({ entries }: Seen): Map<string, string[]> {
  const hashes = new Map<string, string[]>();
  for (const { data } of decodeEntries([...entries]))
    for (const { path, sha256 } of [...listOf(data['files']), ...listOf(data['minutes'])])
      hashes.set(path, [...(hashes.get(path) ?? []), sha256]);
  return hashes;
}

const listOf = (value: unknown) => (value ?? []) as readonly { path: string; sha256: string }[];

/** Files of `public/log/`: whole at the newest checkpoint, or at one before. */
function derived({ entries, checkpoints }: Seen): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const { size, note } of checkpoints)
    for (const [path, bytes] of [...tileFiles([...entries].slice(0, size)), ['checkpoint', note] as const]) {
      const place = `public/log/${path}`;
      files.set(place, [...(files.get(place) ?? []), sha256Hex(bytes)]);
    }
  return files;
}

/** The verifier as peers have it, on the bundle; throws when it does not accept. */
export function verify(dir: string): Record<string, unknown> {
  const args = [verifier, join(dir, 'public'), '--rehearsal', '--json'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Record<string, unknown>;
}
