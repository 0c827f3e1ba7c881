/**
 * Finished homes for tests: one rehearsal and one real ceremony of the example, held once for each state of the
 * sources and shared by every test file and every process of a run (some 10 seconds each, then nothing).
 *
 *     import { copyHome, finishedHome, type FinishedHome } from '../support/ceremony.ts';
 *
 *     let real: FinishedHome;
 *     beforeAll(async () => { real = await finishedHome('real'); });      // or 'rehearsal'
 *
 * A finished home is shared: read it, never write into it. For a home of your own to restore from or to break, take
 * `copyHome(real)`. Every custodian can be opened: c1 to c4 by the passphrase in `answers.passphrases`, c5 by the age
 * identity in the file `identities.c5`; `answersFile` holds all of it, mode 0600, for `--answers`.
 *
 * `rootseal(home, args)` runs the command line in the room that the home's mode demands.
 *
 * The homes lie below the system's temporary folder, in a folder named by a hash of the sources; a lock lets one
 * process make them while the others wait. What has not been touched for a day is removed.
 *
 * A real ceremony needs a room without a network: `unshare` gives it one where that works (root: -n, others: -c -n);
 * where it does not, the answers file records the exception ROOM-NETWORK by two people, and this says so.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateIdentity, identityToRecipient } from 'age-encryption';

export type Mode = 'rehearsal' | 'real';

/** What `--answers` takes. */
export interface Answers {
  readonly confirm: 'all';
  readonly passphrases: Readonly<Record<string, string>>;
  readonly logPassphrases: Readonly<Record<string, string>>;
  readonly identities: Readonly<Record<string, string>>;
  readonly dice: string;
  readonly exceptions: readonly { rule: string; reason: string; by: readonly string[] }[];
}

/** What `ceremony run --json` answered. */
export interface Made {
  readonly ok: true;
  readonly ceremonyId: string;
  readonly rehearsal: boolean;
  readonly roots: readonly { id: string; suite: 'ed25519' | 'sm2' | 'p256'; publicKey: string; fingerprint: string }[];
  readonly shareSets: readonly { id: string; epoch: number; m: number; n: number; scheme: string }[];
  readonly genesis: readonly { chain: string; txHash: string; files: readonly { path: string; sha256: string }[] }[];
  readonly log: { size: number; root: string; checkpoint: string };
}

export interface FinishedHome {
  readonly mode: Mode;
  /** The home (`DIR` of the command line). */
  readonly dir: string;
  /** Its evidence bundle, `DIR/public`. */
  readonly bundle: string;
  readonly planFile: string;
  readonly answersFile: string;
  readonly answers: Answers;
  /** Files of age identities, by custodian. */
  readonly identities: Readonly<Record<string, string>>;
  readonly made: Made;
}

const root = join(import.meta.dirname, '..', '..');
const example = join(root, 'examples', 'traceability');
const day = 86_400_000;

/** The finished home of a mode; makes it when no other test of this state of the sources has. */
export async function finishedHome(mode: Mode): Promise<FinishedHome> {
  const top = join(tmpdir(), `rootseal-test-homes-${userInfo().username}`);
  const folder = join(top, `${sourcesHash()}-${mode}`);
  mkdirSync(top, { recursive: true, mode: 0o700 });
  const done = join(folder, 'made.json');
  if (!existsSync(done)) await alone(`${folder}.lock`, done, () => make(mode, top, folder));
  const now = new Date();
  utimesSync(folder, now, now);
  return describeHome(mode, folder);
}

/** A home of one's own to write into, equal to a finished one, below a new temporary folder of mode 0700. */
export function copyHome(home: FinishedHome): FinishedHome {
  const folder = mkdtempSync(join(tmpdir(), `rootseal-${home.mode}-`));
  const dir = join(folder, 'home');
  cpSync(home.dir, dir, { recursive: true, preserveTimestamps: true });
  chmodSync(dir, 0o700); // a copied folder does not keep its mode
  return { ...home, dir, bundle: join(dir, 'public') };
}

/** Runs `rootseal` in the kind of room that the home's mode demands; `--answers` and the like are the caller's. */
export function rootseal(home: Pick<FinishedHome, 'mode'>, args: readonly string[]): SpawnSyncReturns<string> {
  const [command = '', ...rest] = [...(home.mode === 'real' ? quietRoom() : []), join(root, 'rootseal'), ...args];
  return spawnSync(command, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

/** Every file below a folder as bytes, by relative path with `/`: what `verifyBundle` takes. */
export function filesBelow(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))]),
  );
}

function describeHome(mode: Mode, folder: string): FinishedHome {
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown;
  const dir = join(folder, 'home');
  const answers = json('answers.json') as Answers;
  return {
    mode,
    dir,
    bundle: join(dir, 'public'),
    planFile: join(folder, 'plan.json'),
    answersFile: join(folder, 'answers.json'),
    answers,
    identities: { c5: join(folder, 'c5.identity') },
    made: json('made.json') as Made,
  };
}

// ---- one maker at a time -----------------------------------------------------------------------------------

/** Waits until `done` is there, or makes it while no other process does; a maker that died is followed. */
async function alone(lock: string, done: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    if (existsSync(done)) return;
    if (take(lock)) break;
    await pause(200);
  }
  try {
    if (!existsSync(done)) await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (owner > 0 && !alive(owner)) rmSync(lock, { force: true });
    return false;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A hash over paths and contents of all that a ceremony is made by. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  const visit = (path: string): void => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) visit(`${path}/${name}`);
    else hash.update(`${path}\0`).update(createHash('sha256').update(readFileSync(full)).digest());
  };
  ['main', 'scripts', 'examples/traceability', 'rootseal', 'package-lock.json'].forEach(visit);
  visit('test/support/ceremony.ts');
  return hash.digest('hex').slice(0, 16);
}

// ---- making one --------------------------------------------------------------------------------------------

async function make(mode: Mode, top: string, folder: string): Promise<void> {
  const begun = Date.now();
  forget(top);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  const room = mode === 'real' ? quietRoom() : [];
  say(`holding a ${mode} ceremony of the example in ${folder}${room.length > 0 ? ` (${room.join(' ')})` : ''}`);
  await writePapers(mode, folder, mode === 'real' && room.length === 0);
  const flags = mode === 'rehearsal' ? ['--rehearsal'] : [];
  const made = await run([
    ...room,
    join(root, 'rootseal'),
    '--json',
    ...['ceremony', 'run', join(folder, 'plan.json'), '--into', join(folder, 'home')],
    ...['--answers', join(folder, 'answers.json'), ...flags],
  ]);
  writeFileSync(join(folder, 'made.json'), made); // the mark that all of it is there
  say(`the ${mode} ceremony is held (${String(Math.round((Date.now() - begun) / 1000))} s)`);
}

/** The command that gives a program a network namespace of its own; empty where that cannot be had. */
function quietRoom(): string[] {
  const ways = process.getuid?.() === 0 ? [['-n'], ['-c', '-n']] : [['-c', '-n'], ['-n']];
  const flags = ways.find((way) => spawnSync('unshare', [...way, '--', 'true']).status === 0);
  if (flags) return ['unshare', ...flags, '--'];
  say('unshare does not work here: the real ceremony records the exception ROOM-NETWORK instead');
  return [];
}

/** Plan (work factor 14, a recipient whose identity is here), key file, answers. */
async function writePapers(mode: Mode, folder: string, noisy: boolean): Promise<void> {
  const identity = await generateIdentity();
  const plan = JSON.parse(readFileSync(join(example, 'plan.json'), 'utf8')) as {
    custodians: { id: string; seal: { kind: string; workFactor?: number; recipient?: string } }[];
  };
  for (const { seal } of plan.custodians) if (seal.kind === 'passphrase') seal.workFactor = 14;
  const last = plan.custodians.find(({ id }) => id === 'c5');
  if (last) last.seal = { kind: 'age', recipient: await identityToRecipient(identity) };
  const secret = { mode: 0o600 };
  writeFileSync(join(folder, 'c5.identity'), `${identity}\n`, secret);
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  cpSync(join(example, 'carrier.pub'), join(folder, 'carrier.pub'));
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answersFor(mode, noisy)), secret);
}

/** Passphrases that a real ceremony takes (sixteen points each), dice as thrown. */
function answersFor(mode: Mode, noisy: boolean): Answers {
  const of = (words: string) => `${words} in the ${mode} test`;
  const reason = 'no network namespace can be had on the machine of this test';
  return {
    confirm: 'all',
    passphrases: {
      c1: of('amber kettle northern violin'),
      c2: of('harbour thimble quiet saddle'),
      c3: of('lantern orchard pepper glacier'),
      c4: of('marble compass velvet turnip'),
    },
    logPassphrases: { p1: of('copper meadow ribbon falcon') },
    identities: {},
    dice: Array.from({ length: 120 }, () => randomInt(1, 7)).join(''),
    exceptions: noisy ? [{ rule: 'ROOM-NETWORK', reason, by: ['p1', 'p3'] }] : [],
  };
}

/** Runs to the end; what it printed on standard output. */
function run([command = '', ...args]: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let said = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(out);
      else reject(new Error(`the ceremony ended with ${String(code)}\n${out}\n${said.slice(-4000)}`));
    });
  });
}

function forget(top: string): void {
  for (const name of readdirSync(top)) {
    const path = join(top, name);
    if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, { recursive: true, force: true });
  }
}

function say(text: string): void {
  process.stderr.write(`test homes: ${text}\n`);
}
