/**
 * What is left of a passphrase in the memory of a program's processes: typed by XTest, as a keyboard would, and looked
 * for by memory.ts. The text stands in no command line and in no process that is looked into but by being typed.
 */
import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Wanted } from './apart.ts';
import { chromiumHere } from './chromium.ts';
import { electronHere } from './electron.ts';
import { type Window, missing } from './hosts.ts';
import type { Finding } from './memory.ts';
import { commandLine, lives, treeOf } from './processes.ts';

type Host = Window['host'];
export type Role = 'host' | 'browser' | 'page' | 'vault' | 'X server' | 'other';

export interface Looked extends Finding {
  readonly role: Role;
  /** As it is told: with the kind of an `other`. */
  readonly name: string;
}

/** Why nothing can be looked for here. */
export function missingForResidue(host: Host): string | undefined {
  if (process.platform !== 'linux') return 'memory is read by Linux’ own way';
  // A sandboxed process is closed to everybody else, its own user included.
  if (process.getuid?.() !== 0) return 'memory of other processes is read by root alone';
  return missing(host);
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Different letters and digits in an order that nobody has written down. */
export function newMarker(): string {
  const left = Array.from(letters);
  return Array.from({ length: 24 }, () => left.splice(randomInt(left.length), 1)[0]!).join('');
}

/** What a program says on its standard output; the text is its input. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, { env, maxBuffer: 1 << 24 }, (error, out) => {
      if (error) reject(new Error(`${command} failed: ${error.message}`));
      else resolve(out);
    });
    // What reads nothing may be gone before it is told so.
    child.stdin!.on('error', () => undefined).end(input);
  });
}

/** By the server's XTest extension. As an argument the server would keep the text: it keeps its clients' commands. */
export async function typeByXTest(env: NodeJS.ProcessEnv, text: string): Promise<void> {
  // A key that is released late on a busy machine is no key that is held.
  await run('xset', ['r', 'off'], env);
  await run('xdotool', ['type', '--delay', '30', '--file', '-'], env, text);
}

export const pressEnter = (env: NodeJS.ProcessEnv): Promise<string> => run('xdotool', ['key', 'Return'], env);

/** The vault names itself so; before, in Electron, it is what runs Node there. */
function roleOf(pid: number, host: Host): Pick<Looked, 'role' | 'name'> {
  // Chromium writes its own words anew, with blanks between them.
  const words = commandLine(pid).join(' ').split(' ');
  const type = words.find((word) => word.startsWith('--type='))?.slice(7);
  const program = basename(words[0] ?? '');
  const as = (role: Role, name: string = role) => ({ role, name });
  if (words.some((word) => word.endsWith('apart.ts')))
    return host === 'chromium' ? as('host', 'Node host') : as('other', 'driver');
  if (program === 'Xvfb') return as('X server');
  if (type === 'renderer') return as('page');
  if (words.includes('--utility-sub-type=node.mojom.NodeService')) return as('vault');
  if (program === 'rootseal-vault') return as('vault');
  if (type !== undefined) return as('other', type);
  if (words.some((word) => word.startsWith('--user-data-dir=')) || words[0] === electronHere().binary)
    return host === 'electron' ? as('browser', 'main') : as('browser');
  return as('other', program);
}

/** Looks into all processes of a tree, and names them. */
export async function lookInto(root: number, marker: string, host: Host): Promise<Looked[]> {
  const pids = treeOf(root).filter(lives);
  const roles = new Map(pids.map((pid) => [pid, roleOf(pid, host)]));
  const program = join(import.meta.dirname, 'memory.ts');
  const found = JSON.parse(await run(process.execPath, [program], {}, JSON.stringify({ marker, pids }))) as Finding[];
  return found
    .filter(({ pid, closed }) => closed === undefined || lives(pid))
    .map((finding) => ({ ...finding, ...roles.get(finding.pid)! }));
}

/** A line for each process, for people. */
export function told(found: readonly Looked[]): string {
  const megabytes = Math.round(found.reduce((sum, { read }) => sum + read, 0) / 1e6);
  const line = ({ name, pid, runs, longest, stride }: Looked) =>
    `${name} (${pid}): ${runs}${runs > 0 ? `, the longest ${longest} at every ${stride}` : ''}`;
  return `runs in ${megabytes} MB of ${found.length} processes: ${found.map(line).join('; ')}`;
}

export interface Apart {
  readonly pid: number;
  /** With the display of its own. */
  readonly env: NodeJS.ProcessEnv;
  ask(wanted: Wanted): Promise<unknown>;
  close(): Promise<void>;
}

/** The display that a tree of processes has opened for itself. */
export function displayOf(root: number): NodeJS.ProcessEnv {
  const manager = treeOf(root).find((pid) => basename(commandLine(pid)[0] ?? '') === 'openbox');
  const display = /(?:^|\0)DISPLAY=([^\0]*)/.exec(readFileSync(`/proc/${manager!}/environ`, 'utf8'))?.[1];
  return { PATH: process.env['PATH'], DISPLAY: display };
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** The program in a process of its own (apart.ts), with a display of its own. */
export async function openApart(host: Host): Promise<Apart> {
  const child = fork(join(import.meta.dirname, 'apart.ts'), [host], { stdio: 'inherit' });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const gone = () => reject(new Error('the program has ended'));
      child.once('exit', gone);
      child.once('message', ({ answer, error }: { answer?: unknown; error?: string }) => {
        child.off('exit', gone);
        if (error === undefined) resolve(answer);
        else reject(new Error(error));
      });
    });
  await next();
  return {
    pid: child.pid!,
    env: displayOf(child.pid!),
    ask: (wanted) => {
      const answer = next();
      child.send(wanted);
      return answer;
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await ended(child);
    },
  };
}

const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
};

/** An ordinary password field that says in its title whether it has the focus, and how much was typed. */
const ordinary = `<!doctype html><title>control</title>
<input type="password" style="position: fixed; inset: 0; width: 100%; height: 100%">
<script>const input = document.querySelector('input');
input.addEventListener('focus', () => { document.title = 'control 0'; });
input.addEventListener('input', () => { document.title = 'control ' + input.value.length; });</script>`;

const bareElectron = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 600, height: 400 }).loadFile('page.html'));`;

/** The positive control: what is found of a marker in an ordinary password field of the same runtime. */
export async function lookIntoOrdinary(host: Host, env: NodeJS.ProcessEnv): Promise<Looked[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-ordinary-'));
  writeFileSync(join(folder, 'page.html'), ordinary);
  writeFileSync(join(folder, 'package.json'), '{"name":"control","main":"main.js"}');
  writeFileSync(join(folder, 'main.js'), bareElectron);
  const [program, more] =
    host === 'electron'
      ? [electronHere().binary, [folder]]
      : [chromiumHere()!, [`--app=file://${folder}/page.html`, '--no-first-run']];
  const args = ['--no-sandbox', `--user-data-dir=${join(folder, 'profile')}`, ...more];
  const child = spawn(program, args, { env: { ...env, HOME: folder }, stdio: 'ignore', detached: true });
  const titled = async (title: string) =>
    (await run('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`], env).catch(() => '')).trim();
  const click = async () => {
    const window = await titled('control');
    if (window === '') return;
    const place = ['mousemove', '--window', window, '300', '200', 'click', '1'];
    await run('xdotool', ['windowactivate', '--sync', window, ...place], env).catch(() => undefined);
  };
  try {
    await until('the ordinary field', async () => {
      await click();
      return (await titled('control 0')) !== '';
    });
    const marker = newMarker();
    await typeByXTest(env, marker);
    await until('what was typed', async () => (await titled('control 24')) !== '');
    return await lookInto(child.pid!, marker, host);
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
    await ended(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
