/** Electron's host without Electron: which file an address names, the page's policy, the gate of the contract. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Ipc from '../../../main/host/electron/ipc.ts';
import type * as Protocol from '../../../main/host/electron/protocol.ts';
import { layerOf } from '../../../main/host/electron/room.ts';
import { channels, type Answer, type Handlers } from '../../../preload/contract/index.ts';
import { isChannel } from '../../../preload/contract/names.ts';

type Served = (event: unknown, request: unknown) => Promise<Answer<unknown>> | Answer<unknown>;
const served = new Map<string, Served>();

vi.mock('electron', () => ({
  protocol: {},
  ipcMain: { handle: (name: string, work: Served) => served.set(name, work) },
}));

let ipc: typeof Ipc;
let protocol: typeof Protocol;
beforeAll(async () => {
  ipc = await import('../../../main/host/electron/ipc.ts');
  protocol = await import('../../../main/host/electron/protocol.ts');
});

describe('app://rootseal', () => {
  it.each([
    ['app://rootseal/', 'index.html'],
    ['app://rootseal/assets/a.js', 'assets/a.js'],
    ['app://rootseal/assets/../index.html', 'index.html'],
    ['app://rootseal/../../index.html', 'index.html'],
  ])('%s is %s', (address, path) => {
    expect(protocol.fileOf(address)).toBe(path);
  });

  it.each([
    'app://elsewhere/index.html',
    'https://rootseal/index.html',
    'file:///etc/passwd',
    'app://rootseal/..%2f..%2fetc/passwd.html',
    'app://rootseal/%2e%2e%2fsecret.html',
    'app://rootseal/etc/passwd',
    'app://rootseal/x.node',
    'app://user@rootseal.evil/index.html',
    'not an address',
  ])('%s is nothing', (address) => {
    expect(protocol.fileOf(address)).toBeUndefined();
  });

  it('has a policy without anything unsafe, the same in the page and in the header', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../renderer/index.html'), 'utf8');
    const inPage = /content="([^"]+)"/.exec(page)![1]!.split('; ');
    const inHeader = protocol.policy.split('; ');
    expect(protocol.policy).not.toMatch(/unsafe|https?:|\*|data:/);
    // frame-ancestors has no meaning in a meta element.
    expect(inPage).toEqual(inHeader.filter((rule) => !rule.startsWith('frame-ancestors')));
    expect(inHeader[0]).toBe("default-src 'none'");
  });
});

describe('the gate of the contract', () => {
  const info = { version: '0.1.0', host: 'electron', layer: 'net' } as const;
  const handlers: Handlers = { 'app.info': () => Promise.resolve(info) };
  const frame = { parent: null, url: 'app://rootseal/index.html' };
  const call = (event: unknown, request: unknown) => served.get('app.info')!(event, request);

  beforeAll(() => ipc.serveContract(handlers));

  it('serves every channel, and the preload knows the same names', () => {
    expect([...served.keys()]).toEqual(Object.keys(channels));
    expect(Object.keys(channels).filter((name) => !isChannel(name))).toEqual([]);
    expect([isChannel('toString'), isChannel('app.quit'), isChannel(1)]).toEqual([false, false, false]);
  });

  it('answers the page', async () => {
    expect(await call({ senderFrame: frame }, {})).toEqual({ ok: true, result: info });
  });

  it.each([
    ['no frame', null],
    ['another origin', { parent: null, url: 'https://evil.example/' }],
    ['an origin that begins alike', { parent: null, url: 'app://rootseal.evil/' }],
    ['a frame within the page', { parent: frame, url: frame.url }],
    ['an empty page', { parent: null, url: 'about:blank' }],
  ])('refuses %s', async (_who, senderFrame) => {
    expect(await call({ senderFrame }, {})).toMatchObject({ ok: false, code: 'CHANNEL-SENDER' });
  });

  it.each([[{ more: 1 }], [null], [undefined], ['x'], [[]]])('refuses the request %j', async (request) => {
    expect(await call({ senderFrame: frame }, request)).toMatchObject({ ok: false, code: 'CHANNEL-REQUEST' });
  });

  it('refuses an answer that the contract does not know, and tells no Error but its code and sentence', async () => {
    const wrong = { 'app.info': () => Promise.resolve({ ...info, secret: 1 }) } as Handlers;
    expect(await ipc.answer('app.info', wrong, {})).toMatchObject({ ok: false, code: 'CHANNEL-REPLY' });
    const coded = Object.assign(new Error('which share'), { code: 'SHARE-FOREIGN' });
    const failing: Handlers = { 'app.info': () => Promise.reject(coded) };
    expect(await ipc.answer('app.info', failing, {})).toEqual({
      ok: false,
      code: 'SHARE-FOREIGN',
      message: 'which share',
    });
  });
});

describe('the layer that the launcher took', () => {
  it('is what the facts say, and none when they say nothing', () => {
    expect(layerOf('{"layer":{"name":"user+net","why":""}}')).toBe('user+net');
    for (const room of [undefined, '', '{}', 'x', '{"layer":{"name":"all"}}']) expect(layerOf(room)).toBe('none');
  });
});
