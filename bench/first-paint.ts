/**
 * From the start of the program to the first paint of its first screen (the frame with its words, in the person's
 * language and theme), against a bare window of the same host with one sentence in it (goal: at most 1.3 times as long,
 * so a ratio of at least 0.77), both as processes of their own, in turns; and until that screen stands whole, with what
 * the services know, which is told without a goal. Each host where it is: Chromium, and Electron where ROOTSEAL_ELECTRON names its binary.
 * Run on a built desktop: node bench/first-paint.ts [--json]
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../main/host/chromium/find.ts';
import { type Display, missingForDisplay, openDisplay } from '../test/e2e/support/display.ts';
import { type Result, type Times, line, summary } from './harness.ts';

const root = join(import.meta.dirname, '..');
const paint = (name: string) => join(import.meta.dirname, 'paint', name);
const rounds = 10;
const goal = 0.77;
/** What a start may take before it counts as failed. */
const patienceMs = 60_000;

type Program = readonly [command: string, ...args: string[]];

interface Host {
  readonly name: string;
  readonly ours: Program;
  readonly bare: Program;
}

interface Painted {
  readonly first: number;
  readonly whole: number;
}

/** Milliseconds from the start of a program to what it says on descriptor 3; it has ended then. */
async function paintedAfter([command, ...args]: Program, env: NodeJS.ProcessEnv): Promise<Painted> {
  const home = mkdtempSync(join(tmpdir(), 'rootseal-paint-'));
  const own = { ...env, HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home, TMPDIR: home };
  const begun = performance.timeOrigin + performance.now();
  const child = spawn(command, args, { env: own, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  let painted: number[] | undefined;
  let said = '';
  child.stderr!.on('data', (data: Buffer) => (said += data.toString()));
  child.stdio[3]!.once('data', (data: Buffer) => {
    painted = data.toString().split('\n')[0]!.split(' ').map(Number);
    child.kill();
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const [first, whole] = painted ?? [];
  if (first === undefined || whole === undefined)
    throw new Error(`${command} ${args.join(' ')} ended without a paint: ${said.slice(-2000)}`);
  return { first: first - begun, whole: whole - begun };
}

function hosts(): Host[] {
  const hook = ['--import', paint('chromium-hook.mjs')];
  const found: Host[] = [];
  try {
    const browser = findBrowser(process.env);
    found.push({
      name: 'Chromium',
      ours: [process.execPath, ...hook, join(root, 'out', 'main', 'chromium.js')],
      bare: [process.execPath, ...hook, paint('chromium-bare.mjs'), browser],
    });
  } catch {
    console.error('Chromium is not here: not measured');
  }
  const electron = process.env['ROOTSEAL_ELECTRON'] ?? '';
  const start = [
    electron,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '-r',
    paint('electron-hook.cjs'),
  ] as const;
  if (existsSync(electron))
    found.push({ name: 'Electron', ours: [...start, root], bare: [...start, paint('electron-bare')] });
  else console.error('Electron is not here (ROOTSEAL_ELECTRON): not measured');
  return found;
}

async function measure({ name, ours, bare }: Host, env: NodeJS.ProcessEnv): Promise<Result[]> {
  const samples: Painted[] = [];
  const peers: number[] = [];
  // The first of each warms the disk and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const pair = [await paintedAfter(ours, env), await paintedAfter(bare, env)] as const;
    if (round === 0) continue;
    samples.push(pair[0]);
    peers.push(pair[1].first);
  }
  const peer = summary(peers);
  const against = (what: string, times: Times, wanted?: number): Result => {
    const ratio = peer.median / times.median;
    const met = wanted === undefined || ratio >= wanted;
    return {
      name: `${what} in ${name}`,
      peerName: "a bare window's first paint",
      ours: times,
      peer,
      ratio,
      goal: wanted,
      met,
    };
  };
  const first = summary(samples.map((one) => one.first));
  return [against('first paint', first, goal), against('home whole', summary(samples.map((one) => one.whole)))];
}

const missing = missingForDisplay();
if (missing !== undefined) throw new Error(`no display of its own: ${missing} missing`);
const display: Display = await openDisplay();
const results: Result[] = [];
try {
  for (const host of hosts()) results.push(...(await measure(host, display.env)));
} finally {
  await display.close();
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));
else for (const result of results) console.log(line(result));
if (results.some(({ met }) => !met)) process.exitCode = 1;
