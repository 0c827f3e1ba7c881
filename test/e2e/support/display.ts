/**
 * A display of a test's own: Xvfb with a window manager, which gives focus and takes the keys of XTest. Nothing of it
 * is seen, and nothing that the person at the machine types reaches it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Display {
  /** As DISPLAY has it: `:99`. */
  readonly name: string;
  /** The environment of a program on this display. */
  readonly env: NodeJS.ProcessEnv;
  /** The titles of all windows that are seen on it, dialogs of the system included. */
  titles(): string[];
  /** A picture of all that is on it, as PNG file. Needs scrot. */
  picture(file: string): void;
  close(): Promise<void>;
}

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** What is missing for a display here, by package; undefined if nothing is. */
export function missingForDisplay(): string | undefined {
  const missing = ['Xvfb', 'openbox', 'xdotool'].filter((program) => !has(program));
  return missing.length === 0 ? undefined : missing.join(', ');
}

function firstLine(child: ChildProcess, fd: number): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdio[fd]!.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', (code) => reject(new Error(`Xvfb ended at once (${String(code)})`)));
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Until a window manager says that it is there (_NET_SUPPORTING_WM_CHECK). */
async function managed(env: NodeJS.ProcessEnv): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { stdout } = spawnSync('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], { env, encoding: 'utf8' });
    if (stdout.includes('window id')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('openbox did not come up');
}

function titlesOn(env: NodeJS.ProcessEnv): string[] {
  const said = (...args: string[]) => spawnSync('xdotool', args, { env, encoding: 'utf8' }).stdout.trim();
  const ids = said('search', '--onlyvisible', '--name', '.').split('\n').filter(Boolean);
  return ids.map((id) => said('getwindowname', id));
}

type Picker = readonly [what: string, expression: string, nothing: unknown];

/** What a page could open a dialog of the system by; the answer says whether there was such a thing at all. */
export const filePickers: readonly Picker[] = ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].map(
  (name) => [name, `typeof window.${name} === 'undefined' ? 'none' : void window.${name}()`, 'none'] as const,
);

/** And by a field, which Electron has no setting against. */
export const fileFields: readonly Picker[] = [
  ['a field of files', `Object.assign(document.createElement('input'), { type: 'file' }).click()`, undefined],
  [
    'a field of files by its own call',
    `document.body.appendChild(Object.assign(document.createElement('input'), { type: 'file' })).showPicker()`,
    undefined,
  ],
];

/** `size`: width x height in pixels. */
export async function openDisplay(size = '1400x1000'): Promise<Display> {
  const home = mkdtempSync(join(tmpdir(), 'rootseal-display-'));
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = `:${await firstLine(server, 3)}`;
  const { WAYLAND_DISPLAY: _wayland, XAUTHORITY: _authority, ...rest } = process.env;
  const env = { ...rest, DISPLAY: name };
  const manager = spawn('openbox', [], { env: { ...env, HOME: home }, stdio: 'ignore' });
  await managed(env);
  return {
    name,
    env,
    titles: () => titlesOn(env),
    picture: (file) => void spawnSync('scrot', ['--overwrite', file], { env }),
    close: async () => {
      for (const child of [manager, server]) {
        child.kill();
        await ended(child);
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
