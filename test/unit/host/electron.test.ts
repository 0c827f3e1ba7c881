/** Electron's host without Electron: the gate of the contract. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as Ipc from '../../../main/host/electron/ipc.ts';
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
beforeAll(async () => {
  ipc = await import('../../../main/host/electron/ipc.ts');
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
