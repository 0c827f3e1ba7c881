/** Electron's host without Electron: who may ask, and where the program keeps what is its own. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Ipc from '../../../main/host/electron/ipc.ts';
import { placesOf } from '../../../main/host/places.ts';
import { answer } from '../../../main/host/gate.ts';
import { channels, type Answer, type Handlers } from '../../../preload/contract/index.ts';
import { isChannel } from '../../../preload/contract/names.ts';

type Served = (event: unknown, request: unknown) => Promise<Answer<unknown>> | Answer<unknown>;
const served = new Map<string, Served>();

/** How the program was started, as the test has it. */
const started = vi.hoisted(() => ({ packaged: false, switches: [] as string[], forked: [] as unknown[] }));

vi.mock('electron', () => ({
  protocol: {},
  ipcMain: { handle: (name: string, work: Served) => served.set(name, work) },
  app: {
    get isPackaged() {
      return started.packaged;
    },
    commandLine: { hasSwitch: (name: string) => started.switches.includes(name) },
  },
  utilityProcess: {
    fork: (...given: unknown[]) => {
      started.forked.push(given);
      return { pid: undefined, on: () => undefined, once: () => undefined, postMessage: () => undefined };
    },
  },
}));

let ipc: typeof Ipc;
beforeAll(async () => {
  ipc = await import('../../../main/host/electron/ipc.ts');
});

describe('the gate of the contract', () => {
  const info = {
    version: '0.1.0',
    host: 'electron',
    layer: 'net',
    folders: { own: '/home/li', examples: '/opt/rootseal/examples' },
  } as const;
  const nothing = () => Promise.reject(new Error('not in this test'));
  const handlers: Handlers = {
    ...(Object.fromEntries(Object.keys(channels).map((name) => [name, nothing])) as unknown as Handlers),
    'app.info': () => Promise.resolve(info),
  };
  const frame = { parent: null, url: 'app://rootseal/index.html' };
  const call = (event: unknown, request: unknown, name = 'app.info') => served.get(name)!(event, request);
  const answered: string[] = [];

  beforeAll(() => ipc.serveContract(handlers, (name) => answered.push(name)));

  it('serves every channel, and the preload knows the same names', () => {
    expect([...served.keys()]).toEqual(Object.keys(channels));
    expect(Object.keys(channels).filter((name) => !isChannel(name))).toEqual([]);
    expect([isChannel('toString'), isChannel('app.quit'), isChannel(1)]).toEqual([false, false, false]);
  });

  it('answers the page, and tells the host that it has', async () => {
    expect(await call({ senderFrame: frame }, {})).toEqual({ ok: true, result: info });
    expect(answered).toEqual(['app.info']);
  });

  it.each([
    ['no frame', null],
    ['another origin', { parent: null, url: 'https://evil.example/' }],
    ['an origin that begins alike', { parent: null, url: 'app://rootseal.evil/' }],
    ['a frame within the page', { parent: frame, url: frame.url }],
    ['an empty page', { parent: null, url: 'about:blank' }],
  ])('refuses %s on every channel', async (_who, senderFrame) => {
    const before = answered.length;
    for (const name of served.keys())
      expect(await call({ senderFrame }, {}, name)).toMatchObject({ ok: false, code: 'CHANNEL-SENDER' });
    expect(answered).toHaveLength(before);
  });

  it.each([[{ more: 1 }], [null], [undefined], ['x'], [[]]])('refuses the request %j', async (request) => {
    expect(await call({ senderFrame: frame }, request)).toMatchObject({ ok: false, code: 'CHANNEL-REQUEST' });
  });

  it('refuses an answer that the contract does not know, and tells no Error but its code and texts', async () => {
    const wrong = { ...handlers, 'app.info': () => Promise.resolve({ ...info, secret: 1 }) };
    expect(await answer('app.info', wrong, {})).toMatchObject({ ok: false, code: 'CHANNEL-REPLY' });
    const text = { en: 'which share', zh: '哪份份额' };
    const coded = Object.assign(new Error('inside'), { code: 'SHARE-FOREIGN', text, subject: 'c1.age', cause: 'x' });
    const failing = (error: Error): Handlers => ({ ...handlers, 'app.info': () => Promise.reject(error) });
    expect(await answer('app.info', failing(coded), {})).toEqual({
      ok: false,
      code: 'SHARE-FOREIGN',
      text,
      subject: 'c1.age',
    });
    const told = await answer('app.info', failing(new Error('the passphrase is hunter2')), {});
    expect(told).toMatchObject({ ok: false, code: 'CHANNEL-FAILED' });
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });
});

describe('a start that weakens', () => {
  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'js-flags', 'load-extension', 'disable-web-security'])(
    '--%s is refused when packaged, and only then',
    async (name) => {
      const { weakened } = await import('../../../main/host/electron/switches.ts');
      Object.assign(started, { packaged: false, switches: [name] });
      expect(weakened()).toBeUndefined();
      Object.assign(started, { packaged: true });
      expect(weakened()).toBe(name);
      Object.assign(started, { switches: ['no-sandbox', 'lang', 'ozone-platform'] });
      expect(weakened()).toBeUndefined();
    },
  );
});

describe('the vault', () => {
  it('is forked with an environment that is never empty, a heap that ends, and nothing of standard output', async () => {
    const { launchVault } = await import('../../../main/host/electron/vault.ts');
    const vault = launchVault({ entry: '/out/main/vault.js', env: { LANG: 'C.UTF-8' }, source: { kind: 'window' } });
    expect(started.forked).toEqual([
      [
        '/out/main/vault.js',
        [],
        {
          env: { LANG: 'C.UTF-8' },
          execArgv: ['--js-flags=--max-old-space-size=512'],
          stdio: ['ignore', 'ignore', 'pipe'],
          serviceName: 'rootseal-vault',
        },
      ],
    ]);
    // One that has gone already has no process id: no other process may be meant.
    expect(() => vault.kill()).not.toThrow();
  });
});

describe('what the program keeps', () => {
  const at = (env: Record<string, string>, platform: NodeJS.Platform = 'linux') =>
    placesOf('/opt/rootseal', 'electron', env, platform, '/home/li');

  it('lies in a folder of its own, the settings shared by both hosts', () => {
    expect(at({})).toEqual({
      settingsFile: '/home/li/.config/rootseal/settings.json',
      state: '/home/li/.config/rootseal/electron',
      folders: { own: '/home/li', examples: '/opt/rootseal/examples' },
    });
    const other = placesOf('/opt/rootseal', 'chromium', {}, 'linux', '/home/li');
    expect(other.settingsFile).toBe(at({}).settingsFile);
    expect(other.state).not.toBe(at({}).state);
  });

  it.each([
    [{ XDG_CONFIG_HOME: '/etc/li' }, 'linux', '/etc/li/rootseal/settings.json'],
    [{ XDG_CONFIG_HOME: 'relative' }, 'linux', '/home/li/.config/rootseal/settings.json'],
    [{ XDG_CONFIG_HOME: '' }, 'linux', '/home/li/.config/rootseal/settings.json'],
    [{}, 'darwin', '/home/li/Library/Application Support/rootseal/settings.json'],
    [{ APPDATA: '/c/roaming' }, 'win32', '/c/roaming/rootseal/settings.json'],
  ] as const)('%j on %s: %s', (env, platform, file) => {
    expect(at(env, platform).settingsFile).toBe(file);
  });
});
