/** The room as a window shows it: every fact with what was seen, and not one that is judged wrong shown as good. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { roomHandlers } from '../../../main/app/desktop/room.ts';
import { codeOf, get, newFolder } from './desktop-help.ts';

const quiet = {
  format: 'rootseal.room/1',
  platform: 'linux',
  taken: '2026-11-21T02:00:00.000Z',
  interfaces: [{ name: 'lo', up: true, loopback: true, addresses: ['127.0.0.1'] }],
  routes: { ipv4: [], ipv6: [] },
  radios: [{ name: 'phy0', kind: 'wlan', on: false }],
  swap: [],
  core: { pattern: 'core', limit: '0' },
  hibernation: false,
  layer: { name: 'user+net', why: '' },
};
const noisy = {
  ...quiet,
  interfaces: [...quiet.interfaces, { name: 'eth0', up: true, loopback: false, addresses: ['10.0.0.9'] }],
  routes: { ipv4: ['0.0.0.0/0.0.0.0 eth0'], ipv6: [] },
  radios: [{ name: 'phy0', kind: 'wlan', on: true }],
  swap: [{ device: '/dev/sda2', kind: 'partition' }],
  core: { pattern: '|/usr/bin/keep', limit: 'unlimited' },
  hibernation: true,
  layer: { name: 'none', why: 'no unshare' },
};
const look = (facts: object, folder?: string) =>
  get(
    roomHandlers({ env: { ROOTSEAL_ROOM: JSON.stringify(facts) } }),
    'room.look',
    folder === undefined ? {} : { folder },
  );

it('that is quiet has every fact in order', async () => {
  const { layer, findings, facts, taken } = await look(quiet);
  expect([layer, findings, taken]).toEqual(['user+net', [], quiet.taken]);
  expect(facts.every(({ ok }) => ok)).toBe(true);
  expect(facts.map(({ what, seen }) => `${what.en}: ${seen.en}`)).toEqual([
    'Networks: none',
    'Routes: none',
    'Radios: phy0 wlan (off)',
    'Swap: none',
    'Memory dumps of programs that crash: forbidden',
    'Hibernation: not possible',
    'Network of this program: shut off, in a namespace of its own',
  ]);
});

it('that is not has every finding, and beside each fact what was seen', async () => {
  const folder = newFolder();
  const open = join(folder, 'open');
  mkdirSync(open);
  chmodSync(open, 0o755);
  const { layer, findings, facts } = await look(noisy, open);
  expect(layer).toBe('none');
  expect(findings.map(({ rule, level }) => `${rule} ${level}`)).toEqual([
    'ROOM-NETWORK error',
    'ROOM-FOLDER error',
    'ROOM-SWAP warning',
    'ROOM-RADIO warning',
    'ROOM-CORE warning',
    'ROOM-HIBERNATION warning',
    'ROOM-LAYER warning',
  ]);
  expect(facts.filter(({ ok }) => ok)).toEqual([]);
  expect(facts.map(({ what, seen }) => `${what.zh}：${seen.zh}`)).toEqual([
    '网络：eth0 10.0.0.9（已连接）',
    '路由：0.0.0.0/0.0.0.0 eth0',
    '无线设备：phy0 wlan（已开启）',
    '交换空间：/dev/sda2 partition',
    '程序崩溃时的内存转储：上限 unlimited，写入 |/usr/bin/keep',
    '休眠：可能发生',
    '本程序的网络：未隔离：no unshare',
    `文件夹：${open}：他人可读取`,
  ]);
});

it('judges one fact apart from the others', async () => {
  const { facts } = await look({ ...quiet, swap: noisy.swap });
  expect(facts.filter(({ ok }) => !ok).map(({ what }) => what.en)).toEqual(['Swap']);
});

it('takes a folder that is the owner’s alone, and one that is not there yet', async () => {
  const folder = newFolder();
  for (const path of [folder, join(folder, 'later')]) {
    const { findings, facts } = await look(quiet, path);
    expect([findings, facts.at(-1)?.ok]).toEqual([[], true]);
  }
});

it('refuses facts that are none, and a folder that is no path', async () => {
  const handlers = roomHandlers({ env: { ROOTSEAL_ROOM: 'no JSON' } });
  expect(await codeOf(handlers, 'room.look', {})).toBe('ROOM-FACTS');
  expect(await codeOf(handlers, 'room.look', { folder: 'relative' })).toBe('FOLDER-PATH');
});

it('takes the facts itself where no launcher did', async () => {
  const { facts } = await get(roomHandlers({ env: {} }), 'room.look', {});
  expect(facts.at(-1)).toMatchObject({ ok: false, seen: { en: 'not shut off: started without the launcher' } });
});
