/**
 * The distribution's Chromium as a host, for real and on a display of its own: what its window is, what reaches it, what
 * it does when it is closed, lost or has to be forgotten. The services behind it are the test's own.
 */
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawn, spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../main/host/chromium/words.ts';
import { policy } from '../../main/host/pages.ts';
import { cameras, wrapped } from './support/camera.ts';
import { type Opened, chromiumHere, openHost, smallPage } from './support/chromium.ts';
import { type Display, fileFields, filePickers, missingForDisplay, openDisplay } from './support/display.ts';
import { commandLine, lives, reachable, treeOf } from './support/processes.ts';

const chromium = chromiumHere();
const missing = missingForDisplay() ?? (chromium === undefined ? 'chromium' : undefined);
if (missing !== undefined) console.warn(`SKIPPED: the Chromium host, for want of ${missing}`);

let display: Display;
let folder: string;
let opened: Opened;

beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  folder = smallPage();
});
afterAll(async () => {
  if (missing !== undefined) return;
  await display.close();
  rmSync(folder, { recursive: true });
});

/** With a camera and a microphone: a machine that has none refuses for want of them. */
const equipped = chromium === undefined ? '' : wrapped(chromium, cameras(2));
const open = async () => (opened = await openHost(equipped, folder, display.env));
const press = (keys: string) => spawnSync('xdotool', ['key', '--clearmodifiers', keys], { env: display.env });
const asked = (page: Page) => page.locator('main[data-asked=asked-to-close]').waitFor();
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const call = (page: Page, name: unknown, request: unknown) =>
  page.evaluate<unknown, [unknown, unknown]>(
    ([channel, asked]) =>
      (globalThis as never as { rootseal: { call: (...of: unknown[]) => unknown } }).rootseal.call(channel, asked),
    [name, request],
  );

async function until(what: () => boolean, ms = 10_000): Promise<boolean> {
  for (let waited = 0; waited < ms && !what(); waited += 50) await pause(50);
  return what();
}

describe.skipIf(missing !== undefined)('a window that is looked at', () => {
  beforeAll(open);
  afterAll(async () => opened.host.end({ code: 0 }));

  it('is a window of its own with nothing above the page, on the page of our own origin', async () => {
    const page = await opened.page();
    expect(page.url()).toBe('https://rootseal.invalid/');
    expect(await page.evaluate<boolean>(`matchMedia('(display-mode: standalone)').matches`)).toBe(true);
    // A bar with a warning would take some fifty pixels.
    expect(await page.evaluate<number>('outerHeight - innerHeight')).toBeLessThan(45);
    expect(opened.host.current.standalone).toBe(true);
    expect(page.context().pages()).toHaveLength(1);
  });

  it('can be reached by no socket', () => {
    const tree = treeOf(opened.host.current.pid);
    expect(tree.length).toBeGreaterThan(4);
    const { inet, unix } = reachable([process.pid, ...tree]);
    expect(inet).toEqual([]);
    expect(unix.filter((path) => existsSync(path))).toEqual([]);
    const lines = tree.map(commandLine);
    expect(lines.filter((line) => line.some((word) => word.startsWith('--remote-debugging-port')))).toEqual([]);
    expect(lines.filter((line) => line.includes('--remote-debugging-pipe'))).toHaveLength(1);
  });

  it('while the same look finds a socket that listens', async () => {
    const script = `require('net').createServer().listen(0, '127.0.0.1', () => console.log('listens'))`;
    const child = spawn(process.execPath, ['-e', script]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(reachable(treeOf(child.pid!)).inet).toHaveLength(1);
    child.kill();
  });

  it('is served under the policy, which holds', async () => {
    const page = await opened.page();
    const answer = await page.reload();
    expect(answer?.headers()).toMatchObject({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
    const violated = await page.evaluate<string>(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective), { once: true });
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/a.png' }));
    })`);
    expect(violated).toBe('img-src');
  });

  it('lets no request out, wherever it goes', async () => {
    let hits = 0;
    const server = createServer((_request, response) => {
      hits++;
      response.end('here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const page = await opened.page();
    await page.evaluate(`location.assign(${JSON.stringify(address)})`);
    await page.evaluate(`window.open(${JSON.stringify(address)})`);
    await page.evaluate(`fetch(${JSON.stringify(address)}, { mode: 'no-cors' }).catch(() => 0)`);
    await pause(500);
    expect(hits).toBe(0);
    expect(page.url()).toBe('https://rootseal.invalid/');
    expect(page.context().pages()).toEqual([page]);
    expect(display.titles()).toEqual(['Rootseal']);
    await (await fetch(address)).text();
    expect(hits).toBe(1);
    server.close();
  });

  it('answers the page, through the gate', async () => {
    const page = await opened.page();
    expect(await call(page, 'app.info', {})).toMatchObject({ ok: true, result: { host: 'chromium' } });
    expect(await call(page, 'app.info', { more: 1 })).toMatchObject({ ok: false, code: 'CHANNEL-REQUEST' });
    expect(await call(page, 'app.quit', {})).toMatchObject({ ok: false, code: 'CHANNEL-UNKNOWN' });
    expect(await call(page, { toString: 'app.info' }, {})).toMatchObject({ ok: false, code: 'CHANNEL-UNKNOWN' });
    expect(await page.evaluate<string>('typeof window.__rootseal')).toBe('undefined');
    expect(await page.evaluate<boolean>('delete window.rootseal')).toBe(false);
  });

  it('answers no frame within the page', async () => {
    const page = await opened.page();
    const before = opened.services.asked.length;
    const answer = await page.evaluate(`(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const answer = await frame.contentWindow.__rootseal('app.info', {});
      return [typeof frame.contentWindow.rootseal, answer.code];
    })()`);
    expect(answer).toEqual(['undefined', 'CHANNEL-SENDER']);
    expect(opened.services.asked).toHaveLength(before);
  });

  it('grants no permission, and asks for none', async () => {
    const page = await opened.page();
    const states = await page.evaluate<string[]>(`Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'clipboard-write', 'midi',
       'local-fonts', 'window-management', 'idle-detection', 'screen-wake-lock', 'persistent-storage']
        .map(async (name) => (await navigator.permissions.query({ name })).state))`);
    expect(new Set(states)).toEqual(new Set(['denied']));
    const refusals = await page.evaluate<string[]>(`Promise.all([
      new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
      navigator.clipboard.readText().then(() => 'granted', ({ name }) => name),
    ])`);
    // GeolocationPositionError: 1 is "permission denied".
    expect(refusals).toEqual([1, 'NotAllowedError']);
  });

  it('gives the picture of the camera while a scan is open, nothing else, and to no page after this one', async () => {
    const page = await opened.page();
    const media = (what: string, from = 'window') =>
      page.evaluate<string>(`${from}.navigator.mediaDevices.getUserMedia(${what}).then(
        (stream) => stream.getTracks().map((track) => (track.stop(), track.kind)).join(), ({ name }) => name)`);
    const { onCamera } = opened.services.side;
    expect(await media('{ video: true }')).toBe('NotAllowedError');
    await onCamera(true);
    expect(await media('{ video: true }')).toBe('video');
    expect(await media('{ audio: true }')).toBe('NotAllowedError');
    expect(await media('{ video: true, audio: true }')).toBe('NotAllowedError');
    const others = await page.evaluate<string[]>(`Promise.all(['geolocation', 'microphone', 'clipboard-read', 'midi']
      .map(async (name) => (await navigator.permissions.query({ name })).state))`);
    expect(new Set(others)).toEqual(new Set(['denied']));
    await onCamera(false);
    expect(await media('{ video: true }')).toBe('NotAllowedError');
    await onCamera(true);
    await page.reload();
    await opened.page();
    expect(await media('{ video: true }')).toBe('NotAllowedError');
    await onCamera(true);
    const next = opened.next();
    opened.services.side.onSecretEnd();
    const another = await next;
    expect(
      await another.evaluate<string>(
        `navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', ({ name }) => name)`,
      ),
    ).toBe('NotAllowedError');
  });

  // That such a dialog is seen where one opens: electron-hardening.test.ts.
  it.each([...fileFields, ...filePickers])(
    'opens no dialog of the system for %s',
    async (_what, expression, nothing) => {
      const page = await opened.page();
      await page.locator('main').click();
      expect(await page.evaluate(expression)).toEqual(nothing);
      await pause(1_500);
      expect(display.titles()).toHaveLength(1);
    },
  );

  it("opens nothing by the browser's own keys", async () => {
    const page = await opened.page();
    const others: string[] = [];
    page.context().on('page', (other) => others.push(other.url()));
    await page.bringToFront();
    await page.evaluate(`document.body.dataset.mark = 'same'`);
    const windows = ['ctrl+t', 'ctrl+n', 'ctrl+shift+n', 'ctrl+o', 'ctrl+p', 'ctrl+u', 'ctrl+h', 'ctrl+j', 'F1'];
    const bars = ['F12', 'ctrl+shift+i', 'ctrl+f', 'F3', 'F7', 'ctrl+r', 'F5', 'alt+Left'];
    for (const keys of [...windows, ...bars]) press(keys);
    await pause(1_000);
    expect(others).toEqual([]);
    // Nothing was loaded anew or gone back from either.
    expect(await page.evaluate<string>('document.body.dataset.mark')).toBe('same');
    expect(await page.evaluate<number>('outerHeight - innerHeight')).toBeLessThan(45);
  });

  it('goes back when it is led elsewhere', async () => {
    const page = await opened.page();
    await page.goto('data:text/html,elsewhere').catch(() => undefined);
    await page.waitForURL('https://rootseal.invalid/');
    await opened.page();
  });

  it('without a sandbox takes the secrets of a rehearsal alone', async () => {
    const { sandboxed } = opened.host.current;
    expect(sandboxed).toBe(process.getuid!() !== 0);
    expect(opened.services.side.unfit(true)).toBeUndefined();
    expect(opened.services.side.unfit(false)).toEqual(sandboxed ? undefined : words.noSandbox);
  });

  it('takes no secret at all where keys could reach an address bar', async () => {
    const page = await opened.page();
    expect(await call(page, 'secret.open', { field: 'x' })).toMatchObject({ code: 'CHANNEL-FAILED' });
    opened.host.current.standalone = false;
    for (const name of ['secret.open', 'secret.key'])
      expect(await call(page, name, { field: 'x' })).toEqual({
        ok: false,
        code: 'CHANNEL-UNFIT',
        text: words.noWindow,
      });
    expect(opened.services.side.unfit(true)).toEqual(words.noWindow);
    expect(await call(page, 'app.info', {})).toMatchObject({ ok: true, result: { unfit: words.noWindow } });
  });
});

describe.skipIf(missing !== undefined)('a window that goes', () => {
  beforeEach(open);
  afterEach(async () => opened.host.end({ code: 0 }));

  const traces = () => {
    const { pid, folder: place } = opened.host.current;
    const tree = treeOf(pid);
    expect(tree.length).toBeGreaterThan(4);
    expect(existsSync(place)).toBe(true);
    return { gone: () => !existsSync(place) && !tree.some(lives), pid };
  };

  it('is closed by a person, and nothing of it stays', async () => {
    const before = traces();
    await (await opened.page()).bringToFront();
    press('alt+F4');
    expect(await opened.host.ended).toEqual({ code: 0 });
    expect(before.gone()).toBe(true);
    expect(opened.services.stopped).toBe(1);
  });

  it('stays while something is at work, tells the page that it was asked, and goes when the page says so', async () => {
    const before = traces();
    const page = await opened.page();
    opened.services.atWork = true;
    await page.bringToFront();
    press('alt+F4');
    await asked(page);
    expect(await call(page, 'app.close', { sure: false })).toEqual({ ok: true, result: {} });
    await pause(300);
    expect(lives(before.pid)).toBe(true);
    // The window may be gone before its answer.
    await call(page, 'app.close', { sure: true }).catch(() => undefined);
    expect(await opened.host.ended).toEqual({ code: 0 });
    expect(before.gone()).toBe(true);
  });

  it('stays also where nobody has touched the page', async () => {
    const { page } = opened.host.current;
    // Seen from here alone: what a test asks of a page counts as a touch.
    expect(await until(() => opened.services.asked.includes('app.info'))).toBe(true);
    await pause(300);
    opened.services.atWork = true;
    press('alt+F4');
    await pause(1_000);
    expect(opened.host.current.page).toBe(page);
    await asked(page);
  });

  it('is a new one, where it was, after an act in which a secret was typed', async () => {
    const before = traces();
    const page = await opened.page();
    const place = { left: 120, top: 90, width: 900, height: 650 };
    const session = await page.context().newCDPSession(page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds: place });
    await pause(300);
    for (let times = 0; times < 2; times++) {
      const next = opened.next();
      opened.services.side.onSecretEnd();
      await next;
    }
    expect(await until(before.gone)).toBe(true);
    expect(opened.host.current.pid).not.toBe(before.pid);
    expect(await opened.host.current.whereabouts()).toEqual({ ...place, state: 'normal' });
    expect(opened.said).toEqual([]);
  });

  it('takes no more keys of a secret while a new one is being opened in its place', async () => {
    const page = await opened.page();
    const next = opened.next();
    opened.services.side.onSecretEnd();
    const held = call(page, 'secret.open', { field: 'x' }).then(
      () => 'answered',
      () => 'gone with its window',
    );
    expect(await call(page, 'app.info', {})).toMatchObject({ ok: true });
    const again = await next;
    expect(await call(again, 'secret.open', { field: 'x' })).toMatchObject({ code: 'CHANNEL-FAILED' });
    expect(await held).toBe('gone with its window');
  });

  it.each(['maximized', 'fullscreen'] as const)('is %s again when it was', async (windowState) => {
    const page = await opened.page();
    const session = await page.context().newCDPSession(page);
    const { windowId } = await session.send('Browser.getWindowForTarget');
    await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await pause(300);
    const next = opened.next();
    opened.services.side.onSecretEnd();
    await next;
    await pause(300);
    expect((await opened.host.current.whereabouts()).state).toBe(windowState);
  });

  it('is a new one when its page crashes, in the same state, and leaves no picture of its memory', async () => {
    const before = traces();
    const { folder: place, page } = opened.host.current;
    opened.services.atWork = true;
    const next = opened.next();
    await page.goto('chrome://crash').catch(() => undefined);
    const dumps = spawnSync('find', [place, '-name', '*.dmp'], { encoding: 'utf8' }).stdout;
    expect(dumps).toBe('');
    await next;
    expect(opened.said).toEqual([words.again.en]);
    expect(await until(before.gone)).toBe(true);
    expect(opened.services.stopped).toBe(0);
  });

  it('is a new one when its browser is killed', async () => {
    const before = traces();
    const next = opened.next();
    process.kill(before.pid, 'SIGKILL');
    await next;
    expect(await until(before.gone)).toBe(true);
    expect(opened.said).toEqual([words.again.en]);
  });

  it('is not opened for ever: a window lost again and again ends the program, clearly', async () => {
    for (let times = 0; times < 3; times++) {
      const next = opened.next();
      process.kill(opened.host.current.pid, 'SIGKILL');
      await next;
    }
    const { folder: place, pid } = opened.host.current;
    process.kill(pid, 'SIGKILL');
    expect(await opened.host.ended).toEqual({ code: 1, text: words.lost });
    expect([existsSync(place), lives(pid)]).toEqual([false, false]);
    expect(opened.services.stopped).toBe(1);
  });

  it('is put back when it went without asking', async () => {
    const page = await opened.page();
    opened.services.atWork = true;
    const next = opened.next();
    // As the browser closes it where nobody has touched the page: without a question.
    await page.close({ runBeforeUnload: false });
    const again = await next;
    await asked(again);
    expect(opened.services.stopped).toBe(0);
  });
});
