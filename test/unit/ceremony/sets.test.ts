/** The share sets of a log: one in force always, epochs without a gap, and every entry that cannot be is refused. What is due. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../main/core/audit/entry.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { dueOf, lastSeen } from '../../../main/core/ceremony/due.ts';
import { monthsLater } from '../../../main/core/ceremony/moments.ts';
import { isRenewed } from '../../../main/core/ceremony/set-paths.ts';
import { activeSet, pendingSet, planOfSet, setsOf, unconfirmed } from '../../../main/core/ceremony/sets.ts';
import { type Change, changeFormat, changeId } from '../../../main/core/shares/change.ts';
import { refusal } from '../../refusal.ts';
import { examplePlan } from '../../crash/example.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';

const plan = { ...examplePlan(), rehearsal: true } as unknown as ResolvedPlan;
const [a, b, c] = ['aa', 'bb', 'cc'].map((two) => two.repeat(16)) as [string, string, string];
const root = { id: 'root-ed', suite: 'ed25519', publicKey: '01'.repeat(32), fingerprint: '02'.repeat(32) };

const change = (from: string, epoch: number): Change => ({
  format: changeFormat,
  ...{ consortium: plan.consortium.id, ceremony: 'd'.repeat(32), rehearsal: true, purpose: 'refresh' },
  nonce: String(epoch).repeat(64).slice(0, 64),
  from: { set: from, epoch: 1 },
  to: { epoch, scheme: 'shamir', threshold: plan.threshold, custodians: plan.custodians },
});

type Draft = readonly [kind: string, data: Record<string, unknown>];
const quorums = { checked: 3, total: '3', all: true };
const founded: Draft = [
  'step.done',
  { step: 'found', roots: [root], set: { id: a, epoch: 1, m: 2, n: 3, scheme: 'shamir' } },
];
const agreed = (of: Change): Draft => ['set.agreed', { sha256: changeId(of), change: of }];
const pending = (of: Change, id: string, more: object = {}): Draft => [
  'set.pending',
  {
    ...{ change: changeId(of), roots: [root], files: [], quorums, weakWorkFactor: [] },
    set: { id, epoch: of.to.epoch, m: 2, n: 3, scheme: 'shamir' },
    ...more,
  },
];
const opened = (id: string, epoch: number): Draft[] =>
  plan.custodians.map((one, i) => [
    'set.confirmed',
    { set: id, epoch, custodian: one.id, index: i + 1, code: 'SHARE-INTACT' },
  ]);
const retired = (id: string, next: string): Draft => [
  'set.retired',
  { set: id, epoch: 1, successor: { set: next, epoch: 2 }, destroyed: [], outstanding: ['c1', 'c2', 'c3'] },
];
const active = (id: string): Draft => ['set.active', { set: id, epoch: 2, files: [] }];
const abandoned = (id: string): Draft => ['set.abandoned', { set: id, epoch: 2, reason: 'x', by: ['p1', 'p3'] }];

const minute = (i: number) => `2027-01-01T00:${String(i).padStart(2, '0')}:00.000Z`;
const log = (...drafts: readonly Draft[]): Entry[] =>
  drafts.map(([kind, data], index) => ({
    ...{ format: 'rootseal.entry/1', index, time: minute(index), ceremony: 'd'.repeat(32), rehearsal: true, kind },
    data: data as Record<string, Json>,
  }));

const first = change(a, 2);
const making = [founded, agreed(first), pending(first, b)] as const;
const whole = [...making, ...opened(b, 2), retired(a, b), active(b)] as const;
const of = (...drafts: readonly Draft[]) => setsOf(log(...drafts), plan);
const states = (...drafts: readonly Draft[]) => of(...drafts).map(({ epoch, state }) => `${String(epoch)} ${state}`);
const refused = (...drafts: readonly Draft[]) => refusal(() => of(...drafts));

describe('the share sets of a log', () => {
  it('are none before the founding, then one, and the old one stays in force until its successor is', () => {
    expect(states()).toEqual([]);
    expect(states(founded)).toEqual(['1 active']);
    expect(states(...making)).toEqual(['1 active', '2 pending']);
    expect(unconfirmed(pendingSet(of(...making, opened(b, 2)[1]!))!)).toEqual(['c1', 'c3']);
    expect(states(...making, ...opened(b, 2))).toEqual(['1 active', '2 pending']);
    expect(states(...whole)).toEqual(['1 retired', '2 active']);
    expect(activeSet(of(...whole))).toMatchObject({ id: b, purpose: 'refresh', inForce: { entry: 7 } });
    expect(of(...whole)[0]).toMatchObject({ ended: { entry: 6 }, outstanding: ['c1', 'c2', 'c3'] });
    expect(planOfSet(plan, of(...whole)[1]).threshold).toBe(2);
  });

  it('are given up, and their epoch is never used again', () => {
    const third = change(a, 3);
    const again = [...making, abandoned(b), agreed(third), pending(third, c)] as const;
    expect(states(...again)).toEqual(['1 active', '2 abandoned', '3 pending']);
    expect(refused(...making, abandoned(b), agreed(first), pending(first, c))).toBe('SET-IMPOSSIBLE');
    expect(refused(...again, abandoned(b))).toBe('SET-IMPOSSIBLE');
  });

  it('cannot be put in force while a holder is missing, nor without retiring the old one just before', () => {
    expect(refused(...making, ...opened(b, 2).slice(1), retired(a, b), active(b))).toBe('SET-IMPOSSIBLE');
    expect(refused(...making, ...opened(b, 2), active(b))).toBe('SET-IMPOSSIBLE');
    expect(refused(...making, ...opened(b, 2), retired(a, b))).toBe('SET-IMPOSSIBLE');
    expect(refused(...making, ...opened(b, 2), retired(a, b), ['exception', {}], active(b))).toBe('SET-IMPOSSIBLE');
    expect(refused(...whole, active(b))).toBe('SET-IMPOSSIBLE');
    expect(refused(...whole, retired(a, b))).toBe('SET-IMPOSSIBLE');
  });

  it('are as their parameters say, agreed on before, one at a time', () => {
    const other = change(a, 2);
    expect(refused(founded, pending(first, b))).toBe('SET-IMPOSSIBLE');
    expect(refused(founded, ['set.agreed', { sha256: '00'.repeat(32), change: first }])).toBe('SET-IMPOSSIBLE');
    expect(refused(founded, ['set.agreed', { sha256: changeId(first), change: { ...first, more: 1 } }])).toBe(
      'SET-IMPOSSIBLE',
    );
    expect(refused(...making, agreed(other), pending(other, c))).toBe('SET-IMPOSSIBLE');
    const odd = { set: { id: b, epoch: 2, m: 3, n: 3, scheme: 'shamir' } };
    expect(refused(founded, agreed(first), pending(first, b, odd))).toBe('SET-IMPOSSIBLE');
    expect(refused(founded, agreed(first), pending(first, a))).toBe('SET-IMPOSSIBLE');
    const gap = change(a, 3);
    expect(refused(founded, agreed(gap), pending(gap, b))).toBe('SET-IMPOSSIBLE');
    const foreign = change(c, 2);
    expect(refused(founded, agreed(foreign), pending(foreign, b))).toBe('SET-IMPOSSIBLE');
    expect(
      refused(...making, ['set.confirmed', { set: b, epoch: 2, custodian: 'c1', index: 2, code: 'SHARE-INTACT' }]),
    ).toBe('SET-IMPOSSIBLE');
    expect(refused(founded, ['set.pending', { set: b }])).toBe('SET-IMPOSSIBLE');
  });

  it('come back from holders of a retired set alone', () => {
    const back = (custodian: string): Draft => ['set.returned', { set: a, epoch: 1, custodian, destroyed: true }];
    expect(of(...whole, back('c2'))[0]).toMatchObject({ returned: ['c2'], outstanding: ['c1', 'c3'] });
    expect(refused(...whole, back('c9'))).toBe('SET-IMPOSSIBLE');
    expect(refused(...making, back('c2'))).toBe('SET-IMPOSSIBLE');
  });
});

describe('what is due', () => {
  const due = (drafts: readonly Draft[], now: string, policy?: ResolvedPlan['policy']) =>
    dueOf(log(...drafts), { custodians: plan.custodians, ...(policy && { policy }) }, now);

  it('is a drill and a check of each share, a year after the last, or as the plan says', () => {
    const made = minute(0);
    expect(due([founded], '2027-12-31T23:59:59.000Z').map(({ what, overdue }) => [what, overdue])).toEqual([
      ['drill', false],
      ...Array.from({ length: 3 }, () => ['check', false]),
    ]);
    expect(due([founded], '2028-01-01T00:00:00.000Z').every(({ overdue }) => overdue)).toBe(true);
    const [drill, check] = due([founded], made, { drillMonths: 3, checkMonths: 6 });
    expect([drill?.due, check?.due]).toEqual(['2027-04-01T00:00:00Z', '2027-07-01T00:00:00Z']);
    expect(due([], made)).toEqual([]);
  });

  it('moves with a receipt, a restore, a share opened for a new set', () => {
    const checked: Draft = ['share.checked', { set: a, custodian: 'c2', time: '2027-06-01T00:00:00.000Z' }];
    const later = due([founded, checked], minute(5));
    expect(later.find(({ custodian }) => custodian === 'c2')?.due).toBe('2028-06-01T00:00:00Z');
    expect(later.find(({ custodian }) => custodian === 'c1')?.due).toBe('2028-01-01T00:00:00Z');
    expect(later.map(({ custodian, never }) => [custodian, never])).toEqual([
      [undefined, undefined],
      ['c1', true],
      ['c2', undefined],
      ['c3', true],
    ]);
    const used: Draft[] = [
      [
        'restore.begun',
        {
          purpose: 'drill',
          shares: [
            { custodian: 'c3', code: 'SHARE-INTACT' },
            { custodian: 'c1', code: 'SHARE-ALTERED' },
          ],
        },
      ],
      ['restore.done', { purpose: 'drill' }],
    ];
    const drilled = due([founded, ...used], minute(9));
    expect(drilled.map(({ custodian, last }) => [custodian, last])).toEqual([
      [undefined, minute(2)],
      ['c1', minute(0)],
      ['c2', minute(0)],
      ['c3', minute(1)],
    ]);
    expect(due([...whole], minute(9)).map(({ epoch, last }) => [epoch, last])).toEqual([
      [2, minute(7)],
      [2, minute(3)],
      [2, minute(4)],
      [2, minute(5)],
    ]);
  });

  const shares = ['c1', 'c2'].map((custodian) => ({ custodian, code: 'SHARE-INTACT' }));
  const drill: Draft[] = [
    ['restore.begun', { purpose: 'drill', shares }],
    ['restore.done', { purpose: 'drill' }],
  ];
  const seen = (drafts: readonly Draft[], epoch: number) => {
    const entries = log(...drafts);
    const set = setsOf(entries, plan)[epoch - 1]!;
    return set.custodians.map(({ id }) => lastSeen(entries, set, id)?.entry);
  };

  it('is not moved by the shares of another set: what was drilled while this one waited, or after it was retired', () => {
    const waiting = [...making, ...opened(b, 2), ...drill];
    expect(seen(waiting, 1)).toEqual([6, 6, undefined]);
    expect(seen(waiting, 2)).toEqual([3, 4, 5]);
    const changed = [...waiting, retired(a, b), active(b)];
    expect(due(changed, minute(30)).map(({ last }) => last)).toEqual([9, 3, 4, 5].map(minute));
    expect(seen([...changed, ...drill], 1)).toEqual([6, 6, undefined]);
    expect(seen([...changed, ...drill], 2)).toEqual([10, 10, 5]);
  });

  it('counts the first use of a new set for that set alone', () => {
    const proof: Draft = ['restore.begun', { purpose: 'activate', set: b, shares }];
    const changed = [...making, ...opened(b, 2), proof, retired(a, b), active(b)];
    expect([seen(changed, 1), seen(changed, 2)]).toEqual([Array(3).fill(undefined), [6, 6, 5]]);
  });

  it('is not moved by a drill of the old set whose clock was ahead', () => {
    const ahead = log(...making, ...opened(b, 2), ...drill, retired(a, b), active(b)).map((entry) =>
      entry.kind === 'restore.done' ? { ...entry, time: '2029-01-01T00:00:00.000Z' } : entry,
    );
    expect(dueOf(ahead, { custodians: plan.custodians }, minute(30))[0]?.last).toBe(minute(9));
  });

  it('falls on the last day of a shorter month', () => {
    expect(monthsLater('2027-01-31T10:00:00.000Z', 1)).toBe('2027-02-28T10:00:00Z');
    expect(monthsLater('2028-02-29T10:00:00Z', 12)).toBe('2029-02-28T10:00:00Z');
    expect(monthsLater('2027-11-30T10:00:00Z', 15)).toBe('2029-02-28T10:00:00Z');
  });
});

it('only what each set makes anew is ever given new content', () => {
  const yes = [
    'public/tuf/targets.json',
    'public/tuf/snapshot.json.sm2sig',
    'public/roots/root-ed.json',
    'sealed/log-key.sealed',
    'shares/c1.age',
  ];
  const no = [
    'public/tuf/1.root.json',
    'public/plan.json',
    'public/log.vkey',
    'public/share-sets/x.json',
    'public/roots/1/root-ed.json',
    'public/minutes/0001-a.md',
    'private/log-key/p1.age',
  ];
  expect(yes.filter((path) => !isRenewed(path))).toEqual([]);
  expect(no.filter((path) => isRenewed(path))).toEqual([]);
});
