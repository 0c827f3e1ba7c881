/** The form of an act on the share set: what is wished once it is whole, and nothing before. */
import { describe, expect, it } from 'vitest';
import {
  type WishForm,
  formOf,
  idFault,
  regrouped,
  thresholdOf,
  wishOf,
  withoutGroups,
} from '../../../renderer/screens/share-set/wish.ts';

const holder = (index: number, more: object = { workFactor: 14 }) => ({
  ...{ id: `c${String(index)}`, name: { en: 'C', zh: '丙' }, organisation: 'brand', index },
  ...{ seal: 'passphrase' as const, handed: false, confirmed: false, out: false },
  ...more,
});
const active = {
  ...{ threshold: 2, scheme: 'shamir' },
  holders: [holder(1), holder(2), holder(3, { seal: 'age', recipient: 'age1x' })],
};
const form = (more: Partial<WishForm> = {}): WishForm => ({ ...formOf(active), ...more });

describe('the wish', () => {
  it('begins with what is in force, seals taken over as they are', () => {
    expect(form().holders.map(({ id, seal }) => [id, seal])).toEqual([
      ['c1', { kind: 'passphrase', workFactor: 14 }],
      ['c2', { kind: 'passphrase', workFactor: 14 }],
      ['c3', { kind: 'age', recipient: 'age1x' }],
    ]);
  });

  it('is none while something is missing', () => {
    expect(wishOf(form({ kind: 'replace' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'rotate' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'resplit', threshold: 'two' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'resplit', holders: [] }))).toBeUndefined();
  });

  it('is whole with what its purpose needs', () => {
    expect(wishOf(form({ kind: 'refresh' }))).toEqual({ kind: 'refresh' });
    expect(wishOf(form({ kind: 'replace', lost: ['c2'] }))).toEqual({ kind: 'replace', custodians: ['c2'] });
    expect(wishOf(form({ kind: 'rotate', root: 'root-ed' }))).toEqual({ kind: 'rotate', root: 'root-ed' });
    const wish = wishOf(form({ kind: 'resplit', threshold: ' 3 ' }));
    expect(wish?.kind === 'resplit' && JSON.parse(wish.holders)).toEqual({
      ...{ format: 'rootseal.set-plan/1', threshold: 3, scheme: 'shamir' },
      custodians: form().holders,
    });
  });
});

describe('a re-split of a set with groups', () => {
  const [banks, state] = [
    { en: 'Banks', zh: '银行' },
    { en: 'Regulators', zh: '监管机构' },
  ];
  const groups = {
    threshold: 2,
    list: [
      { id: 'banks', name: banks, threshold: 2 },
      { id: 'state', name: state, threshold: 1 },
    ],
  };
  const holders = [1, 2, 3, 4].map((n) => holder(n, { workFactor: 14, group: n < 4 ? 'banks' : 'state' }));
  const grouped = { ...formOf({ threshold: 3, scheme: 'slip39', groups, holders }), kind: 'resplit' as const };
  const planOf = (of: WishForm) => {
    const wish = wishOf(of);
    return wish?.kind === 'resplit' ? (JSON.parse(wish.holders) as Record<string, unknown>) : undefined;
  };
  const needing = (...numbers: string[]) => ({
    ...grouped,
    groups: {
      threshold: numbers[0]!,
      list: grouped.groups!.list.map((one, i) => ({ ...one, threshold: numbers[i + 1]! })),
    },
  });

  it('begins with the groups in force, and its threshold is that of the smallest quorum', () => {
    expect(planOf(grouped)).toEqual({
      ...{ format: 'rootseal.set-plan/1', threshold: 3, scheme: 'slip39', groups },
      custodians: grouped.holders,
    });
    expect(grouped.holders.map(({ group }) => group)).toEqual(['banks', 'banks', 'banks', 'state']);
    expect(planOf(needing('2', '3', '1'))).toMatchObject({ threshold: 4 });
    expect(planOf(needing('1', '3', '1'))).toMatchObject({ threshold: 1, groups: { threshold: 1 } });
  });

  it('is none while more are needed than there are, of groups or in one', () => {
    for (const numbers of [
      ['3', '2', '1'],
      ['2', '4', '1'],
      ['2', '2', '2'],
      ['2', '', '1'],
      ['0', '2', '1'],
    ])
      expect(planOf(needing(...numbers))).toBeUndefined();
  });

  it('takes a newcomer into a group, lets one out, and keeps the order of the others', () => {
    const newcomer = { ...form().holders[0]!, id: 'n1' };
    const own = grouped.holders.filter(({ group }) => group === 'banks');
    const changed = regrouped(grouped, 'banks', [own[0]!, own[2]!, newcomer]);
    expect(changed.map(({ id, group }) => `${id} ${group ?? ''}`)).toEqual([
      ...['c1 banks', 'c3 banks', 'c4 state', 'n1 banks'],
    ]);
  });

  it('may go on without groups', () => {
    const plan = planOf({ ...withoutGroups(grouped), threshold: '2' });
    expect(plan).toMatchObject({ threshold: 2, scheme: 'slip39' });
    expect(plan).not.toHaveProperty('groups');
    expect(JSON.stringify(plan)).not.toContain('"group"');
  });
});

describe('what is typed', () => {
  it('a threshold is a whole number from 1', () => {
    expect(['2', ' 12 ', '0', '-1', '2.5', ''].map((threshold) => thresholdOf({ threshold }))).toEqual([
      ...[2, 12, undefined, undefined, undefined, undefined],
    ]);
  });

  it('an id is free, and looks like one', () => {
    expect(['n1', 'c1', 'N 1', ''].map((id) => idFault(id, form().holders))).toEqual([
      ...[undefined, 'taken', 'bad', 'bad'],
    ]);
  });
});
