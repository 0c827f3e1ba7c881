/** What the verifier demands of a bundle whose share set has groups: the plan's groups, its quorums, quorums of groups. */
import { describe, expect, it } from 'vitest';
import type { ResolvedPlan } from '../../main/core/ceremony/plan.ts';
import type { Json } from '../../main/core/encoding/jcs.ts';
import type { ShareSet } from '../../main/core/shares/set.ts';
import type { Forgery } from '../support/forger.ts';
import { forged, isDone } from './forged.ts';

const names = { banks: { zh: '银行', en: 'Banks' }, regulators: { zh: '监管机构', en: 'Regulators' } };
const groupOf = (i: number) => (i < 3 ? 'banks' : 'regulators');

const groupedPlan = (plan: ResolvedPlan): ResolvedPlan => ({
  ...{ ...plan, scheme: 'slip39', threshold: 3 },
  groups: {
    threshold: 2,
    list: [
      { id: 'banks', name: names.banks, threshold: 2 },
      { id: 'regulators', name: names.regulators, threshold: 1 },
    ],
  },
  custodians: plan.custodians.map((each, i) => ({ ...each, group: groupOf(i) })),
});

const groupedSet = (set: ShareSet): ShareSet => ({
  ...{ ...set, scheme: 'slip39', m: 3, identifier: 77 },
  groups: {
    threshold: 2,
    list: [
      { id: 'banks', name: names.banks, m: 2, n: 3 },
      { id: 'regulators', name: names.regulators, m: 1, n: 2 },
    ],
  },
  shares: set.shares.map((each, i) => ({ ...each, x: i + 1, group: groupOf(i) })),
});

/** A bundle that is consistent in itself, but for what is changed. */
const bundle = (quorum: readonly string[], total = 6, more: Forgery = {}): Forgery => ({
  plan: groupedPlan,
  set: groupedSet,
  entry: (entry) => {
    const quorums = { checked: total, total: String(total), all: true };
    if (isDone('found')(entry)) return { ...entry, data: { ...entry.data, quorums } };
    if (isDone('sign')(entry)) return { ...entry, data: { ...entry.data, quorum: quorum as Json } };
    return entry;
  },
  ...more,
});
const good = ['c1', 'c2', 'c4'];

describe('a bundle with groups', () => {
  it('is taken: six quorums of two banks and a regulator, and one of them signed', async () => {
    expect(await forged(bundle(good))).toBe('accepted');
  });

  it('VERIFY-QUORUMS: the ten of any three of five are not its quorums', async () => {
    expect(await forged(bundle(good, 10))).toBe('VERIFY-QUORUMS log/');
  });

  it('VERIFY-QUORUM: three banks are as many as a quorum, and none', async () => {
    expect(await forged(bundle(['c1', 'c2', 'c3']))).toBe('VERIFY-QUORUM log/');
    expect(await forged(bundle(['c1', 'c4', 'c5']))).toBe('VERIFY-QUORUM log/');
  });

  it('VERIFY-SHARE-SET: a set of another scheme or with other groups than the plan', async () => {
    const refused = (set: (set: ShareSet) => ShareSet) => forged(bundle(good, 6, { set }));
    expect(await refused((set) => set)).toMatch(/^VERIFY-SHARE-SET share-sets\//);
    const renamed = (set: ShareSet): ShareSet => {
      const made = groupedSet(set);
      const [banks, regulators] = made.groups?.list ?? [];
      const list = [{ ...banks!, name: { zh: '别的', en: 'Others' } }, regulators!];
      return { ...made, groups: { threshold: 2, list } };
    };
    expect(await refused(renamed)).toMatch(/^VERIFY-SHARE-SET share-sets\//);
    const moved = (set: ShareSet): ShareSet => {
      const made = groupedSet(set);
      const other = (i: number) => ['regulators', 'banks', 'banks', 'banks', 'regulators'][i] ?? '';
      return { ...made, shares: made.shares.map((each, i) => ({ ...each, group: other(i) })) };
    };
    expect(await refused(moved)).toMatch(/^VERIFY-SHARE-SET share-sets\//);
    expect(await forged(bundle(good, 6, { plan: (plan) => plan }))).toMatch(/^VERIFY-SHARE-SET share-sets\//);
  });
});
