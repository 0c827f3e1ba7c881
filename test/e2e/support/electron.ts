/**
 * The built program in a real Electron (`ROOTSEAL_ELECTRON`: path of its binary), with a person's folder of its own:
 * driven by Playwright, or started bare. `out/` must be built (`node scripts/setup.mjs build`).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, type Page, _electron } from 'playwright-core';
import { missingForDisplay } from './display.ts';

export const root = join(import.meta.dirname, '..', '..', '..');

/** Root has no sandbox in Electron: it would not start. */
const isRoot = process.getuid?.() === 0;
export const sandboxed = !isRoot;

/** The binary to test with, and why there is nothing to test where there is none. */
export function electronHere(): { readonly binary: string; readonly missing: string | undefined } {
  const binary = process.env['ROOTSEAL_ELECTRON'] ?? '';
  const display = missingForDisplay();
  if (binary === '') return { binary, missing: 'no Electron: ROOTSEAL_ELECTRON names none' };
  if (!existsSync(binary)) return { binary, missing: `ROOTSEAL_ELECTRON: ${binary} is not there` };
  if (!existsSync(join(root, 'out', 'main', 'index.js'))) return { binary, missing: 'out/ is not built' };
  return { binary, missing: display === undefined ? undefined : `no display: ${display} missing` };
}

export interface Start {
  /** Of the display, with DISPLAY. */
  readonly env: NodeJS.ProcessEnv;
  /** The person's own folder; a fresh one unless said. */
  readonly home?: string;
  /** The language of the surroundings, as in LANG. */
  readonly lang?: 'en_US.UTF-8' | 'zh_CN.UTF-8';
  readonly args?: readonly string[];
}

export const freshHome = (): string => mkdtempSync(join(tmpdir(), 'rootseal-home-'));

/** Nothing of who runs the tests reaches the program: neither their settings nor their session bus. */
function surroundings({ env, lang = 'en_US.UTF-8' }: Start, home: string): Record<string, string> {
  const { PATH = '', DISPLAY = '', ROOTSEAL_ROOM } = env;
  return {
    PATH,
    DISPLAY,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    TMPDIR: tmpdir(),
    LANG: lang,
    // What must run as plain Node does so with ours.
    ROOTSEAL_NODE: process.execPath,
    ...(ROOTSEAL_ROOM !== undefined && { ROOTSEAL_ROOM }),
  };
}

const argumentsOf = ({ args = [] }: Start): string[] => [...(isRoot ? ['--no-sandbox'] : []), root, ...args];

export interface Driven {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly child: ChildProcess;
  readonly home: string;
  /** What the program wrote to standard error. */
  said(): string;
  close(): Promise<void>;
}

/** The heading of a page that lives: what is painted before its script is inert, and so is what stands behind a dialog. */
export const living = '#page:not([inert]) h1, body:has([role=dialog], [role=alertdialog]) #page h1';

/** Driven by Playwright, once its window has painted the first screen. */
export async function driveElectron(start: Start): Promise<Driven> {
  const home = start.home ?? freshHome();
  const app = await _electron.launch({
    executablePath: electronHere().binary,
    args: ['-r', join(import.meta.dirname, 'electron-wait.cjs'), ...argumentsOf(start)],
    env: surroundings(start, home),
    cwd: home,
    timeout: 60_000,
  });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  const page = await app.firstWindow();
  await page.locator(living).first().waitFor();
  return {
    app,
    page,
    child,
    home,
    said: () => said,
    close: async () => {
      // The window would ask while something is at work; a test has no more to say.
      child.kill('SIGKILL');
      await app.close().catch(() => undefined);
      if (start.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface Bare {
  readonly child: ChildProcess;
  readonly home: string;
  /** Standard output and standard error by now. */
  said(): string;
  /** Exit code, and the signal if one ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** As a person starts it: no debugger, no port. The caller ends it. */
export function startElectron(start: Start): Bare {
  const home = start.home ?? freshHome();
  const child = spawn(electronHere().binary, argumentsOf(start), { env: surroundings(start, home), cwd: home });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, home, said: () => said, ended };
}
