/**
 * Electron's security checklist, read from the running program: the points of
 * https://www.electronjs.org/docs/latest/tutorial/security, each by a check that carries its number. Point 19, the
 * fuses, is judged on the package (docs/release.md): a runtime that is driven by a test has them as they came.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameras } from './support/camera.ts';
import { type Display, filePickers, openDisplay } from './support/display.ts';
import { type Driven, driveElectron, electronHere, root, sandboxed, living } from './support/electron.ts';
import * as within from './support/inside.ts';

const { missing } = electronHere();
if (missing !== undefined) console.warn(`skipped: ${missing}`);

/** Written out a second time: what the program says of itself must not be what it is measured by. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
  "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

let display: Display;
let driven: Driven;
/** Addresses of everything that the page has asked for, and the headers of the page itself. */
let served: { addresses: string[]; headers: Record<string, string> };

beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  // With a camera and a microphone: a machine that has none refuses for want of them.
  driven = await driveElectron({ env: display.env, args: cameras(2) });
  const addresses: string[] = [];
  driven.page.on('request', (request) => addresses.push(request.url()));
  const response = await driven.page.reload();
  await driven.page.locator(living).first().waitFor();
  served = { addresses, headers: response!.headers() };
});
afterAll(async () => {
  if (missing !== undefined) return;
  await driven.close();
  await display.close();
});

const inPage = <T>(expression: string) => within.inPage<T>(driven.page, expression);
const outcome = (expression: string) => within.outcome(driven.page, expression);
const inMain = <T>(work: Parameters<typeof within.inMain<T>>[1]) => within.inMain(driven.app, work);

/** Internal to Electron, and the only place that knows what a window really has. */
const preferencesNow = (): Promise<Record<string, unknown>> =>
  inMain((contents) =>
    (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
  );

describe.skipIf(missing !== undefined)('the checklist, on the running program', () => {
  it('1: loads nothing that is not its own', () => {
    expect(served.addresses.length).toBeGreaterThan(2);
    expect(served.addresses.filter((address) => !address.startsWith('app://rootseal/'))).toEqual([]);
  });

  it('2: gives the page no Node, also not in frames', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'setImmediate', 'electron'];
    expect(await inPage(`${JSON.stringify(names)}.filter((name) => name in globalThis)`)).toEqual([]);
    expect(await preferencesNow()).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false });
  });

  it('3: keeps the preload in a world of its own', async () => {
    expect(await preferencesNow()).toMatchObject({ contextIsolation: true });
    const changed = `(async () => {
      const own = { invoke: Promise.prototype.then, has: Array.prototype.some };
      Array.prototype.some = () => true;
      try { return (await window.rootseal.call('app.quit', {})).code; }
      finally { Array.prototype.some = own.has; }
    })()`;
    expect(await inPage(changed)).toBe('CHANNEL-UNKNOWN');
  });

  it('4: runs the page in a sandbox, which the kernel confirms unless this is root', async () => {
    expect(await preferencesNow()).toMatchObject({ sandbox: true });
    const pid = await inMain((contents) => contents.getOSProcessId());
    const seccomp = /^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    expect(seccomp).toBe(sandboxed ? '2' : '0');
    const unfit = await inPage<boolean>(`window.rootseal.call('app.info', {}).then(({ result }) => 'unfit' in result)`);
    expect(unfit).toBe(!sandboxed);
  });

  it.each([
    ['camera and microphone', 'navigator.mediaDevices.getUserMedia({ video: true, audio: true })'],
    ['the screen', 'navigator.mediaDevices.getDisplayMedia({ video: true })'],
    ['reading the clipboard', 'navigator.clipboard.readText()'],
    ['writing the clipboard', `navigator.clipboard.writeText('x')`],
    [
      'the place',
      'new Promise((given, refused) => navigator.geolocation.getCurrentPosition(given, (e) => refused({ name: e.code })))',
    ],
    ['MIDI', 'navigator.requestMIDIAccess()'],
    ['a serial port', 'navigator.serial.requestPort()'],
    ['a USB device', 'navigator.usb.requestDevice({ filters: [] })'],
    ['a Bluetooth device', 'navigator.bluetooth.requestDevice({ acceptAllDevices: true })'],
    ['the screens of the machine', 'getScreenDetails()'],
  ])('5: is refused %s', async (_what, request) => {
    // What asks for a press of a key first would be refused for want of one.
    await driven.page.locator('h1').first().click();
    expect(await outcome(request)).toMatch(/^refused /);
  });

  it.each([
    ['a HID device', 'navigator.hid.requestDevice({ filters: [] }).then((all) => all.length)', 'given 0'],
    ['notifications', 'Notification.requestPermission()', 'given denied'],
    ['fonts of the machine', 'queryLocalFonts().then((all) => all.length)', 'given 0'],
    ['storage for ever', 'navigator.storage.persist()', 'given false'],
  ])('5: is given nothing for %s', async (_what, request, nothing) => {
    await driven.page.locator('h1').first().click();
    expect(await outcome(request)).toBe(nothing);
  });

  it.each(['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'persistent-storage'])(
    '5: holds no permission for %s',
    async (name) => {
      expect(await outcome(`navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)).toBe(
        'given denied',
      );
    },
  );

  describe('5: while a scan is open', () => {
    const call = (name: string, request: string) =>
      inPage(`window.rootseal.call('${name}', ${request}).then(({ ok }) => ok)`);
    const media = (what: string, from = 'window') =>
      outcome(`${from}.navigator.mediaDevices.getUserMedia(${what}).then((stream) =>
        stream.getTracks().map((track) => (track.stop(), track.kind)).join())`);
    const open = () => call('camera.open', '{ anew: true }');
    afterAll(() => call('camera.close', '{}'));

    it('gives the page the picture of the camera, and takes that back', async () => {
      expect(await media('{ video: true }')).toBe('refused NotAllowedError');
      expect(await open()).toBe(true);
      expect(await media('{ video: true }')).toBe('given video');
      expect(
        await outcome(`navigator.mediaDevices.enumerateDevices().then((all) =>
        all.map(({ kind, label }) => kind + (label === '' ? ' nameless' : '')).toSorted().join())`),
      ).toMatch(/^given audioinput nameless.*,videoinput,videoinput$/);
      expect(await call('camera.close', '{}')).toBe(true);
      expect(await media('{ video: true }')).toBe('refused NotAllowedError');
    });

    it.each([
      ['the microphone', '{ audio: true }'],
      ['both', '{ video: true, audio: true }'],
    ])('refuses %s', async (_what, wanted) => {
      expect(await open()).toBe(true);
      expect(await media(wanted)).toBe('refused NotAllowedError');
    });

    it('refuses a frame in the page, the screen, the place, and the clipboard', async () => {
      expect(await open()).toBe(true);
      await inPage(`void document.body.append(Object.assign(document.createElement('iframe'), { id: 'within' }))`);
      expect(await media('{ video: true }', `document.getElementById('within').contentWindow`)).toMatch(/^refused /);
      await inPage(`document.getElementById('within').remove()`);
      await driven.page.locator('h1').first().click();
      expect(await outcome('navigator.mediaDevices.getDisplayMedia({ video: true })')).toMatch(/^refused /);
      expect(await outcome('navigator.clipboard.readText()')).toMatch(/^refused /);
      expect(await outcome(`navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state)`)).toBe(
        'given denied',
      );
    });

    it('a page that is loaded anew, or was lost, has none open', async () => {
      expect(await open()).toBe(true);
      await driven.page.reload();
      await driven.page.locator(living).first().waitFor();
      expect(await media('{ video: true }')).toBe('refused NotAllowedError');
    });
  });

  const dialogOpened = async (ms: number) => {
    for (let waited = 0; waited < ms && display.titles().length < 2; waited += 200)
      await new Promise((resolve) => setTimeout(resolve, 200));
    return display.titles();
  };

  it.each(filePickers)('5: opens no dialog of the system for %s', async (_what, expression, nothing) => {
    await driven.page.locator('h1').first().click();
    expect(await inPage(expression)).toEqual(nothing);
    expect(await dialogOpened(1_500)).toHaveLength(1);
  });

  it('5: while a window without that care opens one', async () => {
    await driven.app.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({
        width: 300,
        height: 200,
        title: 'careless',
        webPreferences: { sandbox: true },
      });
      await other.loadURL('data:text/html,<title>careless</title>');
      const script = `Object.assign(document.createElement('input'), { type: 'file' }).click()`;
      // The answer waits for the dialog.
      void other.webContents.executeJavaScript(script, true);
    });
    let seen = display.titles();
    for (let tries = 0; tries < 60 && seen.length < 3; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      seen = display.titles();
    }
    expect(seen).toHaveLength(3);
    await driven.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) if (window.getTitle() === 'careless') window.destroy();
    });
  });

  it('6, 8, 9, 10: switches nothing off and no experiment on', async () => {
    expect(await preferencesNow()).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
    });
  });

  it('7: has its policy as a header, and keeps it', async () => {
    expect(served.headers).toMatchObject({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    const inline = `new Promise((told) => {
      addEventListener('securitypolicyviolation', (event) => told(event.effectiveDirective), { once: true });
      const script = document.createElement('img');
      script.src = 'https://example.org/x.png';
      document.body.append(script);
    })`;
    expect(await inPage(inline)).toBe('img-src');
    expect(await outcome(`Promise.resolve().then(() => (document.createElement('p').innerHTML = '<b>x</b>'))`)).toBe(
      'refused TypeError',
    );
    expect(await outcome(`Promise.resolve().then(() => new Function('return 1')())`)).toBe('refused EvalError');
  });

  it('11, 12: attaches no webview', async () => {
    expect(await preferencesNow()).toMatchObject({ webviewTag: false });
    expect(await inPage(`typeof document.createElement('webview').getURL`)).toBe('undefined');
    const prevented = await inMain((contents) => {
      let held = false;
      contents.emit('will-attach-webview', { preventDefault: () => (held = true) }, {}, { src: 'app://rootseal/' });
      return held;
    });
    expect(prevented).toBe(true);
  });

  it.each(['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'app://elsewhere/'])(
    '13: does not go to %s',
    async (address) => {
      await outcome(`Promise.resolve().then(() => { location.href = '${address}'; })`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await inMain((contents) => contents.getURL())).toBe('app://rootseal/');
      expect(await inPage('location.href')).toBe('app://rootseal/');
    },
  );

  it('13: comes back from about:blank, of which nobody hears beforehand', async () => {
    await driven.page.evaluate(`location.href = 'about:blank'`).catch(() => undefined);
    await driven.page.waitForURL('app://rootseal/');
    await driven.page.locator(living).first().waitFor();
    expect(await inMain((contents) => contents.getURL())).toBe('app://rootseal/');
  });

  it('14: opens no other window', async () => {
    for (const address of ['app://rootseal/', 'about:blank', 'https://example.org/'])
      expect(await inPage(`window.open('${address}') === null`)).toBe(true);
    expect(await driven.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it('15: hands nothing to the system, keeps no secret in it, reports no crash', () => {
    const built = join(root, 'out', 'main');
    const sources = readdirSync(built).map((file) => readFileSync(join(built, file), 'utf8'));
    const taken = sources.flatMap((source) =>
      [...source.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']electron["']/g)].flatMap(([, names]) =>
        names!.split(',').map((name) => name.trim().split(/\s+as\s+/)[0]!),
      ),
    );
    expect(taken).toContain('BrowserWindow');
    for (const one of ['shell', 'safeStorage', 'crashReporter', 'clipboard', 'net', 'desktopCapturer', 'autoUpdater'])
      expect(taken).not.toContain(one);
  });

  it('16: runs the Electron that this version names, or says that it is a test runtime', async () => {
    const pinned = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package).devDependencies.electron;
    const version = await driven.app.evaluate(() => process.versions.electron);
    expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
    if (version !== pinned) console.warn(`test runtime: Electron ${version}; this version names ${pinned}`);
    expect(Number.parseInt(version)).toBeGreaterThanOrEqual(42);
  });

  it('17: answers its own page alone, and only what the contract asks', async () => {
    const elsewhere = await driven.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await other.loadURL('data:text/html,<p>another page with our preload</p>');
        const answer: unknown = await other.webContents.executeJavaScript(`window.rootseal.call('app.info', {})`);
        other.destroy();
        return answer;
      },
      join(root, 'out', 'preload', 'index.cjs'),
    );
    expect(elsewhere).toMatchObject({ ok: false, code: 'CHANNEL-SENDER' });
    const inFrame = `(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const seen = typeof frame.contentWindow.rootseal;
      frame.remove();
      return seen;
    })()`;
    expect(await inPage(inFrame)).toBe('undefined');
    const code = (name: string, request: string) =>
      inPage(`window.rootseal.call('${name}', ${request}).then(({ ok, code }) => ok || code)`);
    expect(await code('app.info', '{}')).toBe(true);
    expect(await code('app.info', '{ more: 1 }')).toBe('CHANNEL-REQUEST');
    expect(await code('folders.list', '{ path: 1 }')).toBe('CHANNEL-REQUEST');
    expect(await code('desk.watch', '{}')).toBe('CHANNEL-REQUEST');
    expect(await code('app.quit', '{}')).toBe('CHANNEL-UNKNOWN');
    expect(await code('toString', '{}')).toBe('CHANNEL-UNKNOWN');
  });

  it('18: serves its own files alone', async () => {
    const status = (address: string) =>
      driven.app.evaluate(async ({ BrowserWindow }, asked) => {
        const own = BrowserWindow.getAllWindows()[0]!.webContents.session;
        return own.fetch(asked).then(
          async (answer) => `${answer.status} ${(await answer.text()).slice(0, 8)}`,
          () => 'refused',
        );
      }, address);
    expect(await status('app://rootseal/index.html')).toMatch(/^200 <!doctyp/i);
    for (const path of ['..%2f..%2fpackage.json', '%2e%2e/main/index.js', '../main/index.js', '.././../package.json'])
      expect(await status(`app://rootseal/${path}`)).toBe('404 not here');
    for (const address of ['file:///etc/passwd', 'https://example.org/', 'app://elsewhere/index.html'])
      expect(await status(address)).toMatch(/^(refused|404 not here)$/);
  });

  it('20: shows the page one function, which it cannot change', async () => {
    expect(await inPage('Object.keys(window.rootseal)')).toEqual(['call']);
    expect(await inPage(`'ipcRenderer' in window || 'ipcRenderer' in window.rootseal`)).toBe(false);
    await outcome(`Promise.resolve().then(() => { window.rootseal = 1; window.rootseal.call = 1; })`);
    expect(await inPage('typeof window.rootseal.call')).toBe('function');
  });
});

interface Package {
  readonly devDependencies: { readonly electron: string };
}
