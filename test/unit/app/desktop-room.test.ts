/** The room as a window shows it: every fact with what was seen, and not one that is judged wrong shown as good. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
/** Looks again and sees `now`, as a process does whose own interfaces are `own`; at the start it was `facts`. */
const look = (facts: object, folder?: string, now: object = facts, own: readonly string[] = ['lo']) =>
  get(
    roomHandlers(
      { env: { ROOTSEAL_ROOM: JSON.stringify(facts) } },
      { take: () => Promise.resolve(JSON.stringify(now)), own: () => own },
    ),
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
    `Clock: ${quiet.taken}`,
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
  expect(facts.filter(({ ok }) => ok).map(({ what }) => what.en)).toEqual(['Clock']);
  expect(facts.map(({ what, seen }) => `${what.zh}：${seen.zh}`)).toEqual([
    '网络：eth0 10.0.0.9（已连接）',
    '路由：0.0.0.0/0.0.0.0 eth0',
    '无线设备：phy0 wlan（已开启）',
    '交换空间：/dev/sda2 partition',
    '程序崩溃时的内存转储：上限 unlimited，写入 |/usr/bin/keep',
    '休眠：可能发生',
    '本程序的网络：未隔离：no unshare',
    `文件夹：${open}：他人可读取`,
    `时钟：${noisy.taken}`,
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
    expect([findings, facts.at(-2)?.ok]).toEqual([[], true]);
  }
});

it('stops a real ceremony and only warns a rehearsal', async () => {
  const eth0 = { name: 'eth0', up: true, loopback: false, addresses: ['10.0.0.9'] };
  const facts = { ...quiet, interfaces: [...quiet.interfaces, eth0] };
  const sight = { take: () => Promise.resolve(JSON.stringify(facts)), own: () => ['lo'] };
  const handlers = roomHandlers({ env: { ROOTSEAL_ROOM: JSON.stringify(facts) } }, sight);
  const levels = async (request: { rehearsal?: boolean }) =>
    (await get(handlers, 'room.look', request)).findings.map(({ rule, level }) => `${rule} ${level}`);
  expect(await levels({})).toEqual(['ROOM-NETWORK error']);
  expect(await levels({ rehearsal: false })).toEqual(['ROOM-NETWORK error']);
  expect(await levels({ rehearsal: true })).toEqual(['ROOM-NETWORK warning']);
});

it('refuses facts that are none, and a folder that is no path', async () => {
  const handlers = roomHandlers({ env: { ROOTSEAL_ROOM: 'no JSON' } });
  expect(await codeOf(handlers, 'room.look', {})).toBe('ROOM-FACTS');
  expect(await codeOf(handlers, 'room.look', { folder: 'relative' })).toBe('FOLDER-PATH');
});

it('takes the facts itself where no launcher did', async () => {
  const { facts } = await get(roomHandlers({ env: {} }), 'room.look', {});
  expect(facts.at(-2)).toMatchObject({
    ok: false,
    seen: { en: 'not shut off: started without the launcher', zh: '未隔离：未经启动脚本启动' },
  });
  expect(facts.filter(({ before }) => before !== undefined)).toEqual([]);
});

describe('looked at again', () => {
  const later = { ...quiet, taken: '2026-11-21T09:00:00.000Z' };
  const eth0 = { name: 'eth0', up: true, loopback: false, addresses: ['10.0.0.9'] };
  const bare = { ...eth0, addresses: [] };
  const of = (interfaces: readonly object[]) => ({ ...later, interfaces: [...quiet.interfaces, ...interfaces] });
  const saidOf = async (...given: Parameters<typeof look>) => {
    const { facts, findings, taken } = await look(...given);
    const said = (what: string) => facts.find((fact) => fact.what.en === what);
    return { said, rules: findings.map(({ rule }) => rule), taken };
  };

  it('tells what has changed since the start, and when it was seen', async () => {
    const { said, rules, taken } = await saidOf(quiet, undefined, { ...of([bare]), swap: noisy.swap });
    expect([rules, taken]).toEqual([['ROOM-NETWORK', 'ROOM-SWAP'], later.taken]);
    // Its address lies in another namespace.
    expect(said('Networks')).toMatchObject({ ok: false, seen: { en: 'eth0 ? (up)' } });
    expect(said('Networks')).not.toHaveProperty('before');
    expect(said('Routes')).toMatchObject({ before: quiet.taken });
    expect(said('Clock')).toMatchObject({ ok: true, seen: { en: later.taken } });
  });

  it('sees that a network was taken down, and that one stayed with its address', async () => {
    const started = { ...quiet, interfaces: [...quiet.interfaces, eth0] };
    const down = await saidOf(started, undefined, of([{ ...bare, up: false }]));
    expect([down.rules, down.said('Networks')?.seen.en]).toEqual([[], 'eth0 (down)']);
    const up = await saidOf(started, undefined, of([bare]));
    expect([up.rules, up.said('Networks')?.seen.en]).toEqual([['ROOM-NETWORK'], 'eth0 10.0.0.9 (up)']);
  });

  it('says of networks that it cannot see them where it sees its own alone', async () => {
    const started = { ...quiet, interfaces: [...quiet.interfaces, eth0] };
    const { said, rules } = await saidOf(started, undefined, later);
    expect(rules).toEqual(['ROOM-NETWORK']);
    expect(said('Networks')).toMatchObject({ before: quiet.taken, seen: { en: 'eth0 10.0.0.9 (up)' } });
  });

  it('keeps everything as it was where nothing can be taken', async () => {
    const { said, taken } = await saidOf(quiet, undefined, { no: 'facts' });
    expect([taken, said('Swap')?.before, said('Clock')?.before]).toEqual([quiet.taken, quiet.taken, undefined]);
  });

  it('outside of a namespace takes everything again', async () => {
    const { facts } = await look({ ...quiet, layer: noisy.layer }, undefined, of([eth0]));
    expect(facts.filter(({ before }) => before !== undefined)).toEqual([]);
    expect(facts[0]?.seen.en).toBe('eth0 10.0.0.9 (up)');
  });

  it('finds a clock that was set back', async () => {
    const { said } = await saidOf(later, undefined, quiet);
    expect(said('Clock')).toMatchObject({ ok: false, seen: { en: expect.stringContaining('set back') as string } });
  });

  it('takes them by the program itself, from within a process that has facts of a start', async () => {
    const env = { ROOTSEAL_ROOM: JSON.stringify({ ...quiet, layer: noisy.layer }) };
    const { taken } = await get(roomHandlers({ env }), 'room.look', {});
    expect(Date.now() - Date.parse(taken)).toBeLessThan(60_000);
  });
});
