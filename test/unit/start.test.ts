/** `npm start`: what it takes for every machine, and why it says so; Electron's runtime, found or fetched within a time. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type Server, createServer } from 'node:http';
import { createHash } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Surroundings, choose, hasDisplay, hindrance } from '../../scripts/start.ts';
import { zipFolder } from '../../scripts/package/zip.ts';
import { fetchElectron, findElectron, mayNotFetch } from '../../scripts/start/electron.ts';

const root = join(import.meta.dirname, '..', '..');
const none = (en: string) => ({ missing: { en, zh: '没有' } });

const all: Surroundings = {
  built: true,
  electron: { path: '/electron' },
  chromium: { path: '/chromium' },
  display: true,
  terminal: true,
  open: false,
};
const noElectron = { ...all, electron: none('no Electron') };
const neither = { ...noElectron, chromium: none('no Chromium') };

describe('npm start takes', () => {
  it.each([
    [all, 'electron', 'a display and Electron'],
    [{ ...all, terminal: false }, 'electron', 'a display and Electron'],
    [noElectron, 'chromium', 'no Electron, Chromium is'],
    [{ ...noElectron, terminal: false }, 'chromium', 'no Electron, Chromium is'],
    [neither, 'terminal', 'no Electron, no Chromium'],
    [{ ...all, built: false }, 'terminal', 'the desktop is not built'],
    [{ ...all, display: false }, 'terminal', 'no display'],
    [{ ...neither, terminal: false }, 'rehearsal', 'no Electron, no Chromium, and no terminal here'],
    [{ ...all, display: false, terminal: false }, 'rehearsal', 'no display, and no terminal here'],
    [{ ...all, display: false, terminal: false, open: true }, 'nothing', 'no display, and no terminal here'],
    [{ ...all, asked: 'chromium' }, 'chromium', 'as asked'],
    [{ ...neither, asked: 'electron' }, 'nothing', 'no Electron'],
    [{ ...neither, asked: 'chromium' }, 'nothing', 'no Chromium'],
    [{ ...all, display: false, asked: 'electron' }, 'nothing', 'no display'],
    [{ ...all, asked: 'terminal' }, 'terminal', 'as asked'],
    [{ ...neither, display: false, terminal: false, asked: 'terminal' }, 'terminal', 'as asked'],
  ] as const)('%j: %s', (around, name, why) => {
    expect(choose(around)).toMatchObject({ name, why: { en: why } });
    expect(choose(around).why.zh).not.toBe('');
  });

  it('a window only where it is built, seen and there', () => {
    expect(hindrance(all, 'electron')).toBeUndefined();
    expect(hindrance(noElectron, 'chromium')).toBeUndefined();
    expect(hindrance(noElectron, 'electron')?.en).toBe('no Electron');
  });
});

describe('a display', () => {
  it.each([{}, { DISPLAY: '' }, { DISPLAY: ':9431' }, { DISPLAY: 'elsewhere:9431.0' }, { DISPLAY: 'nonsense' }])(
    'is none of this machine: %j',
    (env) => expect(hasDisplay(env)).toBe(false),
  );

  it('is Wayland’s also where there is no X', () => {
    expect(hasDisplay({ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });
});

describe('wrong use', () => {
  it.each([[['--host', 'firefox']], [['--nonsense']], [['file']], [['--host']]])('%j answers 2', (args) => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'start.ts'), ...args]);
    expect(status).toBe(2);
    expect(stderr.toString()).toMatch(/^rootseal: /);
  });

  it('what was asked for and is not there answers 3, and opens nothing else', () => {
    const env = { PATH: '/nonexistent', LC_ALL: 'C', CI: 'true' };
    for (const host of ['electron', 'chromium']) {
      const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'start.ts'), '--host', host], {
        env,
      });
      expect(status).toBe(3);
      expect(stderr.toString()).toContain('nothing can be opened here');
    }
  });
});

/** A checkout with an electron package whose runtime is a script. */
let house: string;
const version = '45.4.1';
const put = (path: string, content: string, mode = 0o644) => {
  mkdirSync(join(house, path, '..'), { recursive: true });
  writeFileSync(join(house, path), content);
  chmodSync(join(house, path), mode);
};
const runtime = (said: string) => `#!/bin/sh\n[ "$2" = --version ] && echo v${said}\n`;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'rootseal-runtime-'));
  put('node_modules/electron/package.json', JSON.stringify({ version }));
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')("Electron's runtime", () => {
  const install = () => {
    put('node_modules/electron/dist/version', version);
    put('node_modules/electron/dist/electron', runtime(version), 0o755);
    put('node_modules/electron/path.txt', 'electron');
  };

  it('is not there before it was fetched, nor when that was cut short', () => {
    expect(findElectron(house, {}).missing?.en).toContain('not here');
    install();
    rmSync(join(house, 'node_modules/electron/path.txt'));
    expect(findElectron(house, {}).missing?.en).toContain('not here');
    put('node_modules/electron/path.txt', 'electron');
    put('node_modules/electron/dist/version', '44.0.0');
    expect(findElectron(house, {}).missing?.en).toContain('not here');
  });

  it('is found as installed, in a folder that is named, or by its path', () => {
    install();
    put('other/electron', runtime('42.0.0'), 0o755);
    expect(findElectron(house, {})).toEqual({ path: join(house, 'node_modules/electron/dist/electron') });
    const named = findElectron(house, { ELECTRON_OVERRIDE_DIST_PATH: join(house, 'other') });
    expect(named).toMatchObject({ path: join(house, 'other/electron') });
    expect(named.note?.en).toBe('Electron 42.0.0, not the 45.4.1 that this version names');
    const path = join(house, 'other/electron');
    expect(findElectron(house, { ROOTSEAL_ELECTRON: path, ELECTRON_OVERRIDE_DIST_PATH: '/x' }).path).toBe(path);
  });

  it.each([
    ['that is not there', () => join(house, 'nowhere')],
    ['that is a folder', () => house],
  ])('is not taken from a path %s', (_what, path) => {
    install();
    expect(findElectron(house, { ROOTSEAL_ELECTRON: path() }).missing?.en).toContain('not at');
  });

  it('is not taken where it does not run', () => {
    put('broken', '#!/bin/sh\necho libgtk-3.so.0: cannot open shared object file >&2; exit 127\n', 0o755);
    expect(findElectron(house, { ROOTSEAL_ELECTRON: join(house, 'broken') }).missing?.en).toContain('does not run');
  });
});

describe('fetching it', () => {
  const mark = () => join(house, '.cache', 'electron-not-fetched');
  const patience = { answer: 1_500, all: 5_000 };
  const said: string[] = [];
  const tell = ({ en }: { en: string }) => void said.push(en);
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    said.length = 0;
  });

  async function site(answer: Parameters<typeof createServer>[1]): Promise<Record<string, string>> {
    const own = createServer(answer);
    server = own;
    await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve));
    return { ELECTRON_MIRROR: `http://127.0.0.1:${(own.address() as AddressInfo).port}/` };
  }

  it.each([
    ['in CI', { CI: 'true' }],
    ['in the room', { ROOTSEAL_ROOM: '{}' }],
    ['beside one that is named', { ROOTSEAL_ELECTRON: '/x' }],
    ['beside a folder that is named', { ELECTRON_OVERRIDE_DIST_PATH: '/x' }],
  ])('is not tried %s', (_where, env) => {
    expect(mayNotFetch(house, {})).toBeUndefined();
    expect(mayNotFetch(house, env)?.en).toBeTypeOf('string');
  });

  it('gives up at once where nobody answers, and does not ask again that day', async () => {
    const env = { ELECTRON_MIRROR: 'http://127.0.0.1:9/' };
    expect((await fetchElectron(house, env, tell, patience))?.en).toContain('does not answer');
    expect(said).toEqual([]);
    expect(mayNotFetch(house, env)?.en).toContain('today');
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    utimesSync(mark(), yesterday, yesterday);
    expect(mayNotFetch(house, env)).toBeUndefined();
  });

  it('gives up on a site that takes the call and says nothing', async () => {
    const begun = Date.now();
    const env = await site(() => undefined);
    expect((await fetchElectron(house, env, tell, patience))?.en).toContain('does not answer');
    expect(Date.now() - begun).toBeLessThan(3_000);
  });

  it('gives up on one that begins and does not end', async () => {
    put('node_modules/electron/install.js', 'setInterval(() => undefined, 1000);');
    const env = await site((_request, response) => void response.end());
    expect((await fetchElectron(house, env, tell, { answer: 5_000, all: 500 }))?.en).toContain('too slow');
    expect(said).toEqual(['fetching Electron 45.4.1 from its site, once; its sum is checked']);
  });

  it("refuses what is not on electron's own list of sums, also where the surroundings would switch that off", async () => {
    const asked: string[] = [];
    const env = await site((request, response) => {
      asked.push(request.url ?? '');
      response.end('no runtime of theirs');
    });
    const cache = join(house, 'cache');
    const all = { ...process.env, ...env, electron_config_cache: cache, electron_use_remote_checksums: '1' };
    const fault = await fetchElectron(root, all, tell, { answer: 10_000, all: 60_000 });
    expect(fault?.en).toMatch(/checksum/i);
    expect(asked.some((path) => path.endsWith('.zip'))).toBe(true);
    expect(existsSync(join(root, 'node_modules', 'electron', 'dist', 'electron.zip'))).toBe(false);
    expect(readFileSync(join(root, '.cache', 'electron-not-fetched'), 'utf8')).toMatch(/checksum/i);
    rmSync(join(root, '.cache', 'electron-not-fetched'));
  });

  describe("from a site that plays Electron's", () => {
    const zipName = `electron-v${version}-${process.platform}-${process.arch}.zip`;
    const real = (path: string) => join(root, 'node_modules', path);
    let zip: Buffer;
    let asked: string[];

    /** Electron's own installer in the house, and an archive with a runtime that answers, by the list of sums. */
    beforeEach(() => {
      asked = [];
      for (const name of ['install.js', 'package.json'])
        put(`node_modules/electron/${name}`, readFileSync(real(`electron/${name}`), 'utf8'));
      for (const scope of ['@electron', '@electron-internal'])
        symlinkSync(real(scope), join(house, 'node_modules', scope));
      put('archive/version', version);
      put('archive/electron', runtime(version), 0o755);
      zipFolder(join(house, 'archive'), join(house, zipName), () => true);
      zip = readFileSync(join(house, zipName));
      const sum = createHash('sha256').update(zip).digest('hex');
      put('node_modules/electron/checksums.json', JSON.stringify({ [zipName]: sum }));
    });

    /** What is fetched from there; the surroundings of whoever started it are not in it. */
    const fetched = (env: Record<string, string>) => {
      const own = { PATH: process.env['PATH'] ?? '', HOME: house, electron_config_cache: join(house, 'cache'), ...env };
      return fetchElectron(house, own, tell, { answer: 10_000, all: 30_000 });
    };

    const giving = (bytes: Buffer): NonNullable<Parameters<typeof createServer>[1]> => {
      return ({ url = '', method = '' }, response) => {
        asked.push(`${method} ${url}`);
        response.end(url.endsWith('.zip') ? bytes : '');
      };
    };

    const nothingLeft = () => {
      expect(existsSync(join(house, 'node_modules/electron/dist/electron'))).toBe(false);
      expect(findElectron(house, {}).missing?.en).toContain('not here');
      expect(mayNotFetch(house, {})?.en).toContain('today');
    };

    it('is taken by the sum on the list, once, and runs', async () => {
      const env = await site(giving(zip));
      expect(await fetched(env)).toBeUndefined();
      expect(asked).toEqual(['HEAD /', `GET /v${version}/${zipName}`]);
      expect(findElectron(house, {})).toEqual({ path: join(house, 'node_modules/electron/dist/electron') });
      expect(existsSync(mark())).toBe(false);
    });

    it('is refused with one bit changed, and nothing of it is unpacked', async () => {
      const bad = Buffer.from(zip);
      bad[bad.length >> 1]! ^= 1;
      expect((await fetched(await site(giving(bad))))?.en).toMatch(/checksum/i);
      nothingLeft();
    });

    it('is refused when the transfer breaks off', async () => {
      const env = await site(({ url = '' }, response) => {
        if (!url.endsWith('.zip')) return void response.end();
        response.writeHead(200, { 'content-length': zip.length });
        response.write(zip.subarray(0, zip.length >> 1), () => response.destroy());
      });
      expect((await fetched(env))?.en).toContain('could not be fetched');
      nothingLeft();
    });

    it('is not there where the site has no such file', async () => {
      const env = await site(({ url = '' }, response) => void response.writeHead(url === '/' ? 200 : 404).end());
      expect((await fetched(env))?.en).toContain('404');
      nothingLeft();
    });

    it('comes through a proxy where one is set', async () => {
      const { ELECTRON_MIRROR = '' } = await site(giving(zip));
      server!.on('connect', (_request, socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        server!.emit('connection', socket);
      });
      const env = { ELECTRON_MIRROR: 'http://electron.invalid/', HTTP_PROXY: ELECTRON_MIRROR };
      expect(await fetched(env)).toBeUndefined();
      expect(asked.at(-1)).toContain(zipName);
    });

    it('is not waited for where the proxy does not reach it', async () => {
      const { ELECTRON_MIRROR: HTTP_PROXY = '' } = await site(
        (_request, response) => void response.writeHead(502).end(),
      );
      const env = { ELECTRON_MIRROR: 'http://electron.invalid/', HTTP_PROXY };
      expect((await fetched(env))?.en).toContain('does not answer');
      nothingLeft();
    });
  });
});
