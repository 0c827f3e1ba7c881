/** Electron started as a person starts it, without a debugger: what it opens, what it leaves, how it ends, what it says of itself. */
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { switches } from '../../main/host/electron/switch-list.ts';
import { policy } from '../../main/host/pages.ts';
import type { SelfReport } from '../../main/host/electron/report.ts';
import { type Display, openDisplay } from './support/display.ts';
import { type Bare, electronHere, freshHome, sandboxed, startElectron } from './support/electron.ts';
import { commandLine, reachable, treeOf } from './support/processes.ts';

const { missing } = electronHere();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

let display: Display;
let bare: Bare | undefined;
beforeAll(async () => {
  if (missing === undefined) display = await openDisplay();
});
afterEach(async () => {
  bare?.child.kill('SIGKILL');
  await bare?.ended;
  if (bare !== undefined) rmSync(bare.home, { recursive: true, force: true });
  bare = undefined;
});
afterAll(async () => {
  if (missing === undefined) await display.close();
});

// Such a process writes its command line anew, with blanks.
const pages = (pid: number) => treeOf(pid).filter((one) => commandLine(one).join(' ').includes('--type=renderer'));

/** Started, and its page has a process. */
async function started(): Promise<Bare> {
  bare = startElectron({ env: display.env });
  for (let tries = 0; tries < 300; tries++) {
    if (pages(bare.child.pid!).length > 0) return bare;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no page came up: ${bare.said()}`);
}

describe.skipIf(missing !== undefined)('started by a person, Electron', () => {
  it('can be reached by nothing but a second start', async () => {
    const { child } = await started();
    const { inet, unix } = reachable(treeOf(child.pid!));
    expect(inet).toEqual([]);
    expect(unix.filter((path) => !path.endsWith('/SingletonSocket'))).toEqual([]);
    expect(unix).toHaveLength(1);
  });

  it('starts no reporter of crashes', async () => {
    const { child } = await started();
    const programs = treeOf(child.pid!).map((pid) => commandLine(pid)[0] ?? '');
    expect(programs.length).toBeGreaterThan(3);
    expect(programs.filter((path) => path.includes('crashpad'))).toEqual([]);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with 4 on %s', async (signal) => {
    const { child, ended } = await started();
    // The handlers stand once the window is opened, before its page has a process.
    child.kill(signal);
    expect(await ended).toEqual({ code: 4, signal: null });
  });

  it('keeps its own files in a folder of its own, for its owner alone, and none of the page', async () => {
    const { child, ended, home } = await started();
    child.kill('SIGTERM');
    await ended;
    expect(readdirSync(join(home, '.config'))).toEqual(['rootseal']);
    const state = join(home, '.config', 'rootseal', 'electron');
    expect(statSync(state).mode & 0o777).toBe(0o700);
    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files)
      expect(readFileSync(join(parentPath, name)).includes('app://rootseal'), name).toBe(false);
  });
});

describe.skipIf(missing !== undefined)('the self-report', () => {
  const report = async (file: string) => {
    bare = startElectron({ env: display.env, args: ['--self-report', file] });
    return { ...(await bare.ended), said: bare.said() };
  };

  it('tells what the running program is, after it has painted', async () => {
    const home = freshHome();
    const file = join(home, 'report.json');
    expect(await report(file)).toMatchObject({ code: 0 });
    const told = JSON.parse(readFileSync(file, 'utf8')) as SelfReport;
    rmSync(home, { recursive: true });
    expect(told).toMatchObject({
      format: 'rootseal.self-report/1',
      packaged: false,
      info: { host: 'electron', layer: 'none' },
      page: {
        address: 'app://rootseal/',
        preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
        headers: { 'content-security-policy': policy },
      },
      sandbox: { switchedOff: !sandboxed, seccomp: sandboxed ? '2' : '0' },
      switches,
    });
    expect(told.asked.length).toBeGreaterThan(0);
    expect(told.painted).toBeGreaterThan(0);
    expect(Number.parseInt(told.versions.electron)).toBeGreaterThanOrEqual(42);
  });

  it('is a failure where it cannot be written', async () => {
    const file = join('/nonexistent', 'report.json');
    const { code, said } = await report(file);
    expect(code).toBe(1);
    expect(said).toContain('ENOENT');
    expect(existsSync(file)).toBe(false);
  });
});
