/** The room: each rule stops or warns as it must, rehearsals only warn, exceptions take two people. */

import { describe, expect, test } from 'vitest';
import {
  excuse,
  judgeExceptions,
  judgeRoom,
  type RoomFacts,
  roomFactsSchema,
  roomRules,
} from '../../../main/core/ceremony/room.ts';

const quiet: RoomFacts = {
  format: 'rootseal.room/1',
  platform: 'linux',
  taken: '2026-11-21T02:00:00.000Z',
  interfaces: [
    { name: 'lo', up: true, loopback: true, addresses: ['127.0.0.1'] },
    { name: 'eth0', up: false, loopback: false, addresses: [] },
  ],
  routes: { ipv4: [], ipv6: [] },
  radios: [{ name: 'phy0', kind: 'wlan', on: false }],
  swap: [],
  core: { pattern: 'core', limit: '0' },
  hibernation: false,
  layer: { name: 'user+net', why: '' },
  folder: { path: '/mnt/stick', readableByOthers: false },
};

const eth0 = (addresses: string[]) => [{ name: 'eth0', up: true, loopback: false, addresses }];

const cases: Readonly<Record<string, { loud: Partial<RoomFacts>[]; near: Partial<RoomFacts> }>> = {
  'ROOM-NETWORK': {
    loud: [
      { interfaces: eth0(['192.0.2.7']) },
      { interfaces: eth0([]), routes: { ipv4: ['0.0.0.0/0.0.0.0 eth0'], ipv6: [] } },
    ],
    near: { interfaces: eth0([]) },
  },
  'ROOM-FOLDER': { loud: [{ folder: { path: '/tmp/x', readableByOthers: true } }], near: {} },
  'ROOM-SWAP': { loud: [{ swap: [{ device: '/dev/sda2', kind: 'partition' }] }], near: { swap: [] } },
  'ROOM-RADIO': { loud: [{ radios: [{ name: 'hci0', kind: 'bluetooth', on: true }] }], near: {} },
  'ROOM-CORE': {
    loud: [
      { core: { pattern: 'core', limit: 'unlimited' } },
      { core: { pattern: '|/usr/lib/systemd/systemd-coredump', limit: '0' } },
      { core: { pattern: '@/run/dumps', limit: '1 byte' } },
      { core: { pattern: '|/usr/lib/systemd/systemd-coredump', limit: '1' } },
    ],
    near: { core: { pattern: '|/usr/lib/systemd/systemd-coredump', limit: '1 byte' } },
  },
  'ROOM-HIBERNATION': { loud: [{ hibernation: true }], near: { hibernation: false } },
  'ROOM-LAYER': {
    loud: [{ layer: { name: 'none', why: 'not permitted' } }],
    near: { layer: { name: 'net', why: '' } },
  },
};

describe('the room', () => {
  test('that is quiet has no findings, and its facts have their shape', () => {
    expect(judgeRoom(quiet, { rehearsal: false })).toEqual([]);
    expect(roomFactsSchema.safeParse(quiet).success).toBe(true);
  });

  test.each(roomRules.map((rule) => [rule.rule, rule] as const))('%s', (rule, { stops }) => {
    const { loud, near } = cases[rule] ?? expect.fail(`no case for ${rule}`);
    for (const change of loud) {
      const facts = { ...quiet, ...change };
      const level = stops ? 'error' : 'warning';
      expect(judgeRoom(facts, { rehearsal: false }).map((each) => [each.rule, each.level])).toEqual([[rule, level]]);
      expect(judgeRoom(facts, { rehearsal: true }).map((each) => [each.rule, each.level])).toEqual([[rule, 'warning']]);
    }
    expect(judgeRoom({ ...quiet, ...near }, { rehearsal: false })).toEqual([]);
  });

  test.each(roomRules.filter(({ stops }) => stops).map(({ rule }) => rule))(
    '%s tells nobody in a rehearsal to begin again, but that it is noted',
    (rule) => {
      const facts = { ...quiet, ...cases[rule]?.loud[0] };
      const say = (rehearsal: boolean) => judgeRoom(facts, { rehearsal }).map(({ text }) => text);
      const [real, rehearsed] = [say(false)[0], say(true)[0]];
      expect([real?.en, real?.zh].join()).toMatch(/exception.*例外/);
      expect(rehearsed?.en).toMatch(/only noted/);
      expect(rehearsed?.zh).toContain('仅作记录');
      expect([rehearsed?.en, rehearsed?.zh].join()).not.toMatch(/begin again|exception|重新开始|例外/);
    },
  );
});

describe('an exception', () => {
  const people = ['p1', 'p3'];
  const network = { rule: 'ROOM-NETWORK', reason: 'the lab has no other machine', by: ['p1', 'p3'] };
  const rules = (change: Partial<typeof network>) =>
    judgeExceptions([{ ...network, ...change }], people).map(({ rule }) => rule);

  test('by two people of the plan with a reason stands, and turns the error into a warning', () => {
    expect(rules({})).toEqual([]);
    const findings = judgeRoom({ ...quiet, interfaces: eth0(['192.0.2.7']) }, { rehearsal: false });
    expect(excuse(findings, [network]).map(({ level }) => level)).toEqual(['warning']);
    expect(excuse(findings, [{ ...network, rule: 'ROOM-FOLDER' }]).map(({ level }) => level)).toEqual(['error']);
  });

  test.each([
    ['by one person', { by: ['p1'] }, 'EXCEPTION-PEOPLE'],
    ['by one person twice', { by: ['p1', 'p1'] }, 'EXCEPTION-PEOPLE'],
    ['by a stranger', { by: ['p1', 'p9'] }, 'EXCEPTION-PEOPLE'],
    ['without a reason', { reason: ' ' }, 'EXCEPTION-PEOPLE'],
    ['from a rule that allows none', { rule: 'PLAN-THRESHOLD-MIN' }, 'EXCEPTION-RULE'],
  ])('%s is refused', (_what, change, rule) => expect(rules(change)).toEqual([rule]));
});
