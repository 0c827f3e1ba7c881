/** What else the window must not do, read from the running program: no way out, no look inside, nothing on a disk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { switches } from '../../main/host/electron/switch-list.ts';
import { type Display, openDisplay } from './support/display.ts';
import { type Driven, driveElectron, electronHere } from './support/electron.ts';
import * as within from './support/inside.ts';

const { missing } = electronHere();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

let display: Display;
let driven: Driven;

beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  driven = await driveElectron({ env: display.env });
});
afterAll(async () => {
  if (missing !== undefined) return;
  await driven.close();
  await display.close();
});

const outcome = (expression: string) => within.outcome(driven.page, expression);
const inMain = <T>(work: Parameters<typeof within.inMain<T>>[1]) => within.inMain(driven.app, work);

describe.skipIf(missing !== undefined)('the window', () => {
  it.each([
    ['fetch', `fetch('https://example.org/')`],
    ['fetch of a file', `fetch('file:///etc/passwd')`],
    ['fetch of its own files', `fetch('app://rootseal/index.html')`],
    [
      'a web socket',
      `new Promise((given, no) => { const one = new WebSocket('wss://example.org/'); one.onopen = given; one.onerror = () => no({ name: 'socket' }); })`,
    ],
    [
      'an event source',
      `new Promise((given, no) => { const one = new EventSource('https://example.org/'); one.onopen = given; one.onerror = () => no({ name: 'source' }); })`,
    ],
    ['a module from elsewhere', `import('https://example.org/x.js')`],
    ['a worker', `Promise.resolve().then(() => new Worker('/assets/x.js'))`],
    ['a service worker', `navigator.serviceWorker.register('/assets/x.js')`],
  ])('the page reaches nothing by %s', async (_what, request) => {
    expect(await outcome(request)).toMatch(/^refused /);
  });

  it('finds no way out by WebRTC', async () => {
    const gathered = `new Promise((told) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1:3478' }] });
      const found = [];
      peer.onicecandidate = ({ candidate }) => candidate?.candidate && found.push(candidate.candidate);
      setTimeout(() => told(found.join()), 2500);
      peer.createDataChannel('x');
      peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    })`;
    expect(await outcome(gathered)).toBe('given ');
  });

  it('is started with every switch against the network', async () => {
    const now = await driven.app.evaluate(
      ({ app }, names) =>
        names.map((name) => (app.commandLine.hasSwitch(name) ? app.commandLine.getSwitchValue(name) : null)),
      Object.keys(switches),
    );
    const features = (list: string | null) => (list ?? '').split(',');
    Object.entries(switches).forEach(([name, value], at) => {
      // Playwright adds features of its own to the list.
      if (name === 'disable-features') expect(features(now[at]!)).toEqual(expect.arrayContaining(features(value)));
      else expect([name, now[at]]).toEqual([name, value]);
    });
  });

  it('has no menu that reloads or looks inside', async () => {
    const items = await driven.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!.items.flatMap(({ submenu }) =>
        submenu!.items.map(({ role, accelerator }) => role ?? accelerator ?? ''),
      ),
    );
    expect(items).toContain('CommandOrControl+Plus');
    expect(items.join(' ')).not.toMatch(/reload|devtools|viewmenu|F5|F12/i);
    const shown = await driven.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.isMenuBarVisible(),
    );
    expect(shown).toBe(false);
  });

  it('downloads nothing', async () => {
    const asked = await inMain(
      (_contents, own) =>
        new Promise<boolean>((resolve) => {
          own.once('will-download', (event) => setImmediate(() => resolve(event.defaultPrevented)));
          own.downloadURL('app://rootseal/index.html');
        }),
    );
    expect(asked).toBe(true);
  });

  it('keeps nothing of the page on a disk', async () => {
    const [persistent, folder, cookies] = await inMain(async (_contents, own) => [
      own.isPersistent(),
      own.storagePath,
      (await own.cookies.get({})).length,
    ]);
    expect([persistent, folder ?? null, cookies]).toEqual([false, null, 0]);
  });

  // The last one: it takes away the filter of requests, behind which the tools could not load in any case.
  it('opens no developer tools, also where nothing else hinders them', async () => {
    const opened = () =>
      inMain(async (contents) => {
        contents.openDevTools({ mode: 'detach' });
        await new Promise((resolve) => setTimeout(resolve, 2000));
        return contents.isDevToolsOpened() || contents.devToolsWebContents !== null;
      });
    expect(await opened()).toBe(false);
    await inMain((_contents, own) => own.webRequest.onBeforeRequest(null));
    expect(await opened()).toBe(false);
  });
});
