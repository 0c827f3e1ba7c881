/** The command line as its users run it: real processes, what they print, the object of `--json`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';

export const root = join(import.meta.dirname, '..', '..');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Text for descriptor 3. */
  readonly third?: string;
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. Standard input ends at once unless there is `input`. */
export function run([command = '', ...args]: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { third, input = '', cwd = root, env } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      stdio: ['pipe', 'pipe', 'pipe', ...(third === undefined ? [] : (['pipe'] as const))],
    });
    const heard = { stdout: '', stderr: '' };
    child.stdout.on('data', (bytes: Buffer) => (heard.stdout += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (heard.stderr += bytes.toString()));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...heard }));
    child.stdin.on('error', () => undefined).end(input);
    const extra = child.stdio[3];
    if (extra && 'end' in extra) extra.on('error', () => undefined).end(third);
  });
}

/** `./rootseal ARGS`. */
export const rootseal = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  run([join(root, 'rootseal'), ...args], options);

/** `npm run --silent rootseal -- ARGS` or `verify`. */
export const npm = (script: 'rootseal' | 'verify', args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  run(['npm', 'run', '--silent', script, '--', ...args], options);

/** The one object on standard output: nothing before it, one newline behind it. */
export function objectOf({ stdout, stderr }: Ran): Record<string, unknown> {
  expect(stdout.indexOf('\n'), `${stdout}\n${stderr}`).toBe(stdout.length - 1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The same without the launcher, which costs half as much again: for what never opens a secret. */
export const direct = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  run([process.execPath, join(root, 'main', 'cli', 'rootseal.ts'), ...args], options);

/** What opens a secret goes through the launcher and with it into the room. */
const doorFor = ([command = '']: readonly string[]) =>
  ['ceremony', 'restore', 'vault'].includes(command) ? rootseal : direct;

/** With `--json` at the end: exit code and object. `ok` goes with the exit code. */
export async function asked(args: readonly string[], options: RunOptions = {}, door = doorFor(args)) {
  const ran = await door([...args, '--json'], options);
  const json = objectOf(ran);
  expect(json['ok'], JSON.stringify(json)).toBe(ran.status === 0);
  return { ...ran, json };
}

/** A refusal: its exit code and rule; it always has a message. */
export async function refused(args: readonly string[], options: RunOptions = {}, door = doorFor(args)) {
  const { status, json, stderr } = await asked(args, options, door);
  expect(typeof json['message']).toBe('string');
  return { status, code: json['code'], subject: json['subject'], json, stderr };
}

/** A folder of its own for one test file, removed at its end. */
export function ownFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `rootseal-${name}-`));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
