/**
 * Electron's window in bad days: a second start, closing in an act, a page that is lost or hangs, main that is killed;
 * and the process of its vault. The act is the check of a share, which opens a vault and a secret field at once.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FinishedHome, finishedHome } from '../support/ceremony.ts';
import { type Display, openDisplay } from './support/display.ts';
import { type Driven, driveElectron, electronHere, root, startElectron } from './support/electron.ts';
import * as within from './support/inside.ts';
import { commandLine, lives, treeOf } from './support/processes.ts';

const { missing } = electronHere();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

let display: Display;
let consortium: FinishedHome;
let driven: Driven;
beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  consortium = await finishedHome('rehearsal');
});
afterAll(async () => {
  if (missing === undefined) await display.close();
});
beforeEach(async () => {
  if (missing === undefined) driven = await driveElectron({ env: display.env });
});
afterEach(async () => {
  if (missing === undefined) await driven.close();
});

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain: ${what}`);
};

const call = (name: string, request: object): Promise<{ ok: boolean; result?: unknown; code?: string }> =>
  driven.page.evaluate(`window.rootseal.call('${name}', ${JSON.stringify(request)})`);

interface Shown {
  readonly activity: {
    readonly id: string;
    readonly status: string;
    readonly field: { readonly id: string } | null;
  } | null;
}
/** Asked again where the page has just gone with an act in which a secret was typed. */
async function shown(): Promise<Shown> {
  for (let tries = 0; ; tries++) {
    try {
      return (await call('desk.watch', { since: -1 })).result as Shown;
    } catch (error) {
      if (tries >= 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The answer may go with the page. */
const stop = async (): Promise<void> => {
  const { activity } = await shown();
  await call('desk.stop', { activity: activity!.id }).catch(() => undefined);
};

/** A vault names itself. */
const vaults = (): number[] =>
  treeOf(driven.child.pid!).filter((pid) => commandLine(pid)[0]?.startsWith('rootseal-vault'));

/** A share is being checked: a vault lives and has a field open. Answers the vault's process. */
async function checkShare(): Promise<number> {
  const [set = ''] = readdirSync(join(consortium.dir, 'public', 'share-sets'));
  const begun = await call('share.check', {
    file: join(consortium.dir, 'shares', 'c1.age'),
    set: join(consortium.dir, 'public', 'share-sets', set),
    identities: {},
  });
  expect(begun).toMatchObject({ ok: true });
  await until('a secret field', async () => (await shown()).activity?.field?.id !== undefined);
  const [vault, ...more] = vaults();
  expect(more).toEqual([]);
  return vault!;
}

const inMain = <T>(work: Parameters<typeof within.inMain<T>>[1]) => within.inMain(driven.app, work);
const windows = () => driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const askToClose = () => driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());

describe.skipIf(missing !== undefined)('the vault of an act', () => {
  it('is a process of its own, with nothing of who started the program', async () => {
    const vault = await checkShare();
    const names = readFileSync(`/proc/${vault}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((line) => line.split('=')[0]);
    // Electron adds the session bus by itself.
    expect(names.filter((name) => name !== 'DBUS_SESSION_BUS_ADDRESS').sort()).toEqual(['LANG', 'ROOTSEAL_VAULT']);
  });

  it('ends when the act is stopped', async () => {
    const vault = await checkShare();
    await stop();
    await until('the end of the vault', () => !lives(vault));
  });

  it('ends with main, however main ends', async () => {
    const vault = await checkShare();
    driven.child.kill('SIGKILL');
    await until('the end of the vault', () => !lives(vault));
  });

  it('ends before main does on a signal', async () => {
    const vault = await checkShare();
    driven.child.kill('SIGTERM');
    await until('the end of the vault', () => !lives(vault));
  });

  it('is told as a failure when it is killed, and the window goes on', async () => {
    const vault = await checkShare();
    process.kill(vault, 'SIGKILL');
    await until('the failure', async () => (await shown()).activity?.status === 'failed');
    expect((await shown()).activity).toMatchObject({ failure: { code: 'VAULT-ENDED' }, field: null });
  });
});

describe.skipIf(missing !== undefined)('closing', () => {
  const gone = () => new Promise<void>((resolve) => void driven.app.once('close', () => resolve()));

  it('does not ask when nothing is at work', async () => {
    const closed = gone();
    await askToClose().catch(() => undefined);
    await closed;
  });

  it('asks in an act by a dialog of ours; who stays finds all as it was', async () => {
    const vault = await checkShare();
    await askToClose();
    const dialog = driven.page.getByRole('alertdialog');
    await dialog.waitFor();
    await driven.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await windows()).toBe(1);
    expect([lives(vault), (await shown()).activity?.status]).toEqual([true, 'running']);
  });

  it('ends the act and the program for who is sure', async () => {
    const vault = await checkShare();
    await askToClose();
    await driven.page.getByRole('alertdialog').waitFor();
    const closed = gone();
    await call('app.close', { sure: true }).catch(() => undefined);
    await closed;
    expect(lives(vault)).toBe(false);
  });

  it('keeps the screen awake while an act is at work, and only then', async () => {
    const awake = () =>
      driven.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)));
    expect(await awake()).toBe(false);
    await checkShare();
    expect(await awake()).toBe(true);
    await stop();
    await until('sleep allowed', async () => !(await awake()));
  });
});

describe.skipIf(missing !== undefined)('the page', () => {
  it('comes back to the same act when its process is lost', async () => {
    const vault = await checkShare();
    const { activity } = await shown();
    await inMain(
      (contents) =>
        new Promise<void>((resolve) => {
          contents.once('did-finish-load', () => resolve());
          contents.forcefullyCrashRenderer();
        }),
    );
    const heading = await inMain((contents) =>
      contents.executeJavaScript(
        `new Promise((told) => { const look = () => document.querySelector('h1') ? told(document.querySelector('h1').textContent) : setTimeout(look, 100); look(); })`,
      ),
    );
    expect(heading).not.toBe('');
    const again = (await inMain((contents) =>
      contents.executeJavaScript(`window.rootseal.call('desk.watch', { since: -1 })`),
    )) as { result: Shown };
    expect(again.result.activity?.id).toBe(activity!.id);
    expect(lives(vault)).toBe(true);
  });

  it('is loaded anew when it hangs and the person says so', async () => {
    const asked = await driven.app.evaluate(
      ({ BrowserWindow, dialog }) =>
        new Promise<string>((resolve) => {
          dialog.showMessageBox = ((_window: unknown, { message }: { message: string }) => {
            resolve(message);
            return Promise.resolve({ response: 1, checkboxChecked: false });
          }) as typeof dialog.showMessageBox;
          const window = BrowserWindow.getAllWindows()[0]!;
          window.emit('unresponsive');
        }),
    );
    expect(asked).toContain('does not answer');
    await until('another page', async () => (await inMain((contents) => contents.getURL())) === 'app://rootseal/');
    await until(
      'a page that is whole',
      async () => !(await inMain((contents) => contents.isCrashed() || contents.isLoading())),
    );
  });

  it('grows and shrinks by keys, within bounds, and fits a small screen', async () => {
    const level = () => inMain((contents) => contents.getZoomLevel());
    const press = (key: string) => spawnSync('xdotool', ['key', key], { env: display.env });
    await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.focus());
    expect(await level()).toBe(0);
    press('ctrl+plus');
    await until('larger', async () => (await level()) === 0.5);
    press('ctrl+0');
    await until('as it was', async () => (await level()) === 0);
    for (let presses = 0; presses < 9; presses++) press('ctrl+minus');
    await until('smaller', async () => (await level()) === -3);
    expect(
      await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getMinimumSize()),
    ).toEqual([1024, 600]);
  });
});

describe.skipIf(missing !== undefined)('a second start', () => {
  it('says that it is open, ends, and brings the first to the front', async () => {
    await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize());
    const first = () => driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized());
    await until('minimized', first);
    const second = startElectron({ env: display.env, home: driven.home, lang: 'zh_CN.UTF-8' });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.said()).toContain('Rootseal 已经打开');
    await until('restored', async () => !(await first()));
    expect(await windows()).toBe(1);
  });

  it('of the other host says so as well', () => {
    const env = { ...display.env, HOME: driven.home, XDG_CONFIG_HOME: join(driven.home, '.config'), LC_ALL: 'C' };
    const chromium = join(root, 'out', 'main', 'chromium.js');
    const { status, stderr } = spawnSync(process.execPath, [chromium], { env, encoding: 'utf8', timeout: 60_000 });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^rootseal: .*already open/)]);
  });
});
