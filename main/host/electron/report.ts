/**
 * The self-report: what the running program is, read from the running program after its page has painted, as JSON.
 * A packaged program cannot be driven by a test (its fuses shut the doors); this is how one looks into it
 * (docs/release.md). `rootseal.self-report/1`; nothing in it is a secret.
 */
import { app, type BrowserWindow, type WebPreferences } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../app/desktop/index.ts';
import type { ChannelName, ReplyOf } from '../../../preload/contract/index.ts';
import type { Closing } from './closing.ts';
import { origin } from './protocol.ts';
import { switches } from './switch-list.ts';
import { unsandboxed } from './switches.ts';
import { launchVault } from './vault.ts';

const patienceMs = 30_000;

export interface Running {
  readonly window: BrowserWindow;
  readonly desktop: Desktop;
  /** Channels that the page has called by now. */
  readonly asked: ReadonlySet<ChannelName>;
}

export interface SelfReport {
  readonly format: 'rootseal.self-report/1';
  readonly info: ReplyOf<'app.info'>;
  readonly packaged: boolean;
  readonly versions: { readonly electron: string; readonly chrome: string; readonly node: string };
  /** Milliseconds from the start of the process to the first paint of the page. */
  readonly painted: number;
  /** Milliseconds that the start of a package took before that to check its files; absent where nothing was checked. */
  readonly checked?: number;
  /** Channels that the page had called by then: the page, its preload and the gate work together. */
  readonly asked: readonly ChannelName[];
  readonly page: {
    readonly address: string;
    /** As the window has them, defaults included. */
    readonly preferences: WebPreferences;
    readonly devTools: boolean;
    /** Headers of the page as served. */
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly sandbox: {
    readonly switchedOff: boolean;
    /** The page's process as the kernel has it: `2` is a seccomp filter. Absent where there is no /proc. */
    readonly seccomp?: string;
    readonly noNewPrivileges?: string;
  };
  /** Ours, each as it stands on the command line of Chromium; null if it is not there. */
  readonly switches: Readonly<Record<string, string | null>>;
  /** A vault, started as for an act, came up and answered. */
  readonly vault: boolean;
  /** The most bytes of a memory dump, soft and hard, of every process with the vault's; absent where there is no /proc. */
  readonly dumps?: Readonly<Record<string, string>>;
  readonly paths: { readonly userData: string; readonly sessionData: string };
}

/** Internal to Electron, and the only place that knows what a window really has. */
interface Knowing {
  getLastWebPreferences?(): WebPreferences | null;
}

/** A text of /proc/PID; empty where there is none. */
function proc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** A line of /proc/PID/status. */
const status = (pid: number, key: string): string | undefined =>
  new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(proc(pid, 'status'))?.[1];

/** Type of each process -> its limit of memory dumps, as in /proc/PID/limits: `1 1`. */
function dumpsOf(vault: number | undefined): Record<string, string> {
  const all = [...app.getAppMetrics().map(({ pid, type }) => [type, pid] as const), ['vault', vault] as const];
  const told = all.flatMap(([type, pid]) => {
    const found = /^Max core file size +(\w+) +(\w+)/m.exec(proc(pid ?? 0, 'limits'));
    return found ? [[type, `${found[1] ?? ''} ${found[2] ?? ''}`] as const] : [];
  });
  return Object.fromEntries(told);
}

function sandboxOf(pid: number): SelfReport['sandbox'] {
  const seccomp = status(pid, 'Seccomp');
  const noNewPrivileges = status(pid, 'NoNewPrivs');
  return {
    switchedOff: unsandboxed(),
    ...(seccomp !== undefined && { seccomp }),
    ...(noNewPrivileges !== undefined && { noNewPrivileges }),
  };
}

/** Asked of the page's own session, so by the way that the page itself comes. */
async function headersOf({ webContents }: BrowserWindow): Promise<Record<string, string>> {
  const served = await webContents.session.fetch(`${origin}/`);
  return Object.fromEntries(served.headers);
}

const switchesNow = (): Record<string, string | null> =>
  Object.fromEntries(
    Object.keys(switches).map((name) => [
      name,
      app.commandLine.hasSwitch(name) ? app.commandLine.getSwitchValue(name) : null,
    ]),
  );

/** Asked for the end of an act that never began, it answers and goes. */
async function vaultAnswers(): Promise<Pick<SelfReport, 'vault' | 'dumps'>> {
  const entry = join(import.meta.dirname, 'vault.js');
  const env = { LANG: 'C.UTF-8', ROOTSEAL_VAULT: '1' };
  const vault = launchVault({ entry, env, source: { kind: 'window' } });
  const answered = await new Promise<boolean>((resolve) => {
    vault.onMessage(() => resolve(true));
    vault.onEnd(() => resolve(false));
    vault.send({ id: 0, op: 'finish', input: {} });
  });
  const dumps = dumpsOf(vault.pid);
  vault.kill();
  return { vault: answered, ...(Object.keys(dumps).length > 0 && { dumps }) };
}

async function reportOf({ window, desktop, asked }: Running, painted: number): Promise<SelfReport> {
  const { electron, chrome, node } = process.versions;
  const contents = window.webContents;
  const checked = Number(process.env['ROOTSEAL_CHECK'] ?? 0);
  return {
    format: 'rootseal.self-report/1',
    info: await desktop.handlers['app.info']({}),
    packaged: app.isPackaged,
    versions: { electron, chrome, node },
    painted,
    ...(checked > 0 && { checked }),
    asked: [...asked],
    page: {
      address: contents.getURL(),
      preferences: (contents as Knowing).getLastWebPreferences?.() ?? {},
      devTools: contents.isDevToolsOpened(),
      headers: await headersOf(window),
    },
    sandbox: sandboxOf(contents.getOSProcessId()),
    switches: switchesNow(),
    ...(await vaultAnswers()),
    paths: { userData: app.getPath('userData'), sessionData: app.getPath('sessionData') },
  };
}

/** The first paint, and the first call of the page answered. */
function painted({ window, asked }: Running): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the page has not painted')), patienceMs);
    window.once('ready-to-show', () => {
      const took = process.uptime() * 1000;
      const settled = setInterval(() => {
        if (asked.size === 0) return;
        clearInterval(settled);
        clearTimeout(late);
        resolve(Math.round(took));
      }, 20);
    });
  });
}

/** Writes the report to `file` and ends the program: 0, or 1 and why on standard error. */
export function reportTo(file: string, running: Running, closing: Pick<Closing, 'end'>): void {
  painted(running)
    .then(async (ms) => {
      writeFileSync(file, `${JSON.stringify(await reportOf(running, ms), null, 2)}\n`);
      await closing.end(0);
    })
    .catch((error: unknown) => {
      console.error(error);
      void closing.end(1);
    });
}
