/** Groups: who is a quorum, what is missing, every quorum there is; against a count over all subsets. */
import { describe, expect, it } from 'vitest';
import { countQuorums, policyQuorums } from '../../../main/core/shares/group-quorums.ts';
import {
  type Policy,
  chooseSlots,
  groupsFault,
  missingText,
  placesOf,
  policyOfPlan,
  standingOf,
} from '../../../main/core/shares/groups.ts';
import { ruleText } from '../../../main/core/shares/rule-text.ts';
import { seeded } from './founding.ts';
import { banksAndRegulators, grouped, oneGroup } from './policies.ts';

const never = () => {
  throw new Error('randomness is not needed where all quorums are given');
};
const policies: readonly (readonly [string, Policy])[] = [
  ['3 of 5', oneGroup(3, 5)],
  ['banks and regulators', banksAndRegulators],
  ['any group', grouped(1, [2, 3], [3, 4])],
  ['two of three groups', grouped(2, [1, 1], [2, 3], [2, 2])],
  ['all of three groups', grouped(3, [1, 2], [1, 1], [2, 3])],
];

/** All subsets of the slots, from 1. */
const subsets = (n: number) =>
  Array.from({ length: 2 ** n }, (_, bits) =>
    Array.from({ length: n }, (_, i) => i + 1).filter((slot) => (bits >> (slot - 1)) & 1),
  );

/** What a quorum is, said directly. */
function suffices(slots: readonly number[], { m, groups, members }: Policy): boolean {
  if (!groups) return slots.length >= m;
  const complete = groups.list.filter(({ id, m: need }) => slots.filter((s) => members[s - 1] === id).length >= need);
  return complete.length >= groups.threshold;
}

describe.each(policies)('%s', (_, policy) => {
  it('a quorum is chosen exactly where there is one, small, and of what is there', () => {
    for (const slots of subsets(policy.n)) {
      const chosen = chooseSlots(slots, policy);
      expect(chosen !== undefined).toBe(suffices(slots, policy));
      if (!chosen) continue;
      expect(chosen.every((slot) => slots.includes(slot))).toBe(true);
      expect(chosen).toEqual(chooseSlots(slots.toReversed(), policy));
      expect(suffices(chosen, policy)).toBe(true);
      for (const slot of chosen)
        expect(
          suffices(
            chosen.filter((each) => each !== slot),
            policy,
          ),
        ).toBe(false);
    }
  });

  it('every smallest quorum is given once, and there are as many as are counted', () => {
    const { all, checked, total, quorums } = policyQuorums(policy, 10_000, never);
    const given = [...quorums].map((quorum) => quorum.join());
    const minimal = subsets(policy.n).filter(
      (slots) =>
        suffices(slots, policy) &&
        slots.every(
          (slot) =>
            !suffices(
              slots.filter((each) => each !== slot),
              policy,
            ),
        ),
    );
    expect(given.toSorted()).toEqual(minimal.map((slots) => slots.join()).toSorted());
    expect({ all, checked, total }).toEqual({ all: true, checked: given.length, total: String(given.length) });
    expect(countQuorums(policy)).toBe(BigInt(given.length));
  });

  it('a sample is of true quorums, distinct, and holds every slot at once', () => {
    const { checked, quorums, all } = policyQuorums(policy, 4, seeded('sample'));
    const given = [...quorums];
    expect(given).toHaveLength(checked);
    expect(new Set(given.map((quorum) => quorum.join())).size).toBe(checked);
    for (const quorum of given) expect(chooseSlots(quorum, policy)).toEqual(quorum);
    if (!all) expect(policy.n).toBeGreaterThan(3);
  });

  it('can be', () => {
    expect(groupsFault(policy)).toBeUndefined();
    expect(groupsFault({ ...policy, members: [] })).toBeUndefined();
  });
});

it('a large set is sampled, every slot in the first quorums', () => {
  const large = grouped(2, [5, 12], [4, 9], [1, 30], [8, 16]);
  const { all, checked, total, quorums } = policyQuorums(large, 10_000, seeded('large'));
  const given = [...quorums];
  expect({ all, checked, given: given.length }).toEqual({ all: false, checked: 1000, given: 1000 });
  expect(BigInt(total)).toBe(countQuorums(large));
  expect(new Set(given.slice(0, 60).flat()).size).toBe(large.n);
});

describe('what is missing', () => {
  const said = (...slots: number[]) => missingText(standingOf(slots, banksAndRegulators), 2);

  it('is said by group, complete ones left out', () => {
    expect(said(1).en).toBe(
      '0 of the 2 groups needed (of 2) are complete. group banks (Banks): 1 of 2, one more; group regulators (Regulators): 0 of 1, one more',
    );
    expect(said(1, 3).en).toContain('1 of the 2 groups needed (of 2) are complete. group regulators');
    expect(said(1, 3).en).not.toContain('banks');
    expect(said(5).zh).toBe('共 2 组，需要 2 组，已齐 1 组。组 banks（银行）：2 份中有 0 份，还差 2 份');
  });
});

describe('places in SLIP-39', () => {
  it('count within the group; where one suffices all have the same', () => {
    expect(placesOf(banksAndRegulators).map(({ group, member }) => `${group}/${member}`)).toEqual([
      ...['1/1', '1/2', '1/3', '2/1', '2/1'],
    ]);
    expect(placesOf(oneGroup(2, 3)).map(({ member }) => member)).toEqual([1, 2, 3]);
  });

  it('follow the custodians of a plan, in whatever order they stand', () => {
    const name = { zh: '银行', en: 'Banks' };
    const policy = policyOfPlan({
      threshold: 3,
      groups: {
        threshold: 2,
        list: [
          { id: 'a', name, threshold: 2 },
          { id: 'b', name, threshold: 1 },
        ],
      },
      custodians: [{ group: 'b' }, { group: 'a' }, { group: 'a' }],
    });
    expect(placesOf(policy).map(({ group, member }) => `${group}/${member}`)).toEqual(['2/1', '1/1', '1/2']);
    expect(chooseSlots([3, 2, 1], policy)).toEqual([1, 2, 3]);
  });
});

describe('the rule of a set in a sentence', () => {
  it.each<[Policy, string, string]>([
    [oneGroup(3, 5), 'any 3 of 5', '5 份中任意 3 份'],
    [
      banksAndRegulators,
      '2 of the 3 Banks and 1 of the 2 Regulators',
      '“银行”3 份中的 2 份，并有“监管机构”2 份中的 1 份',
    ],
    [
      grouped(3, [2, 3], [1, 2], [2, 2]),
      '2 of the 3 Banks, 1 of the 2 Regulators and 2 of the 2 Insurers',
      '“银行”3 份中的 2 份，并有“监管机构”2 份中的 1 份，并有“保险公司”2 份中的 2 份',
    ],
    [
      grouped(2, [2, 3], [1, 2], [2, 2]),
      'any 2 of these 3 groups: 2 of the 3 Banks; 1 of the 2 Regulators; 2 of the 2 Insurers',
      '以下 3 组中任意 2 组：“银行”3 份中的 2 份；“监管机构”2 份中的 1 份；“保险公司”2 份中的 2 份',
    ],
  ])('%#', (policy, en, zh) => {
    expect(ruleText(policy)).toEqual({ en, zh });
  });
});

describe('groups that cannot be', () => {
  const [banks, regulators] = banksAndRegulators.groups?.list ?? [];
  const withGroups = (threshold: number, list: readonly unknown[], m = 3, n = 5): Policy =>
    ({ ...banksAndRegulators, m, n, groups: { threshold, list } }) as Policy;
  const cases: [string, Policy, string][] = [
    ['too many members', oneGroup(2, 17), '17 members'],
    ['none', withGroups(1, []), '0 groups'],
    ['twice', withGroups(2, [banks, banks]), 'twice'],
    ['threshold', withGroups(3, [banks, regulators]), '3 groups needed'],
    ['threshold 0', withGroups(0, [banks, regulators]), '0 groups needed'],
    ['more needed than there are', withGroups(2, [{ ...banks!, m: 4 }, regulators], 5), 'group banks: 4 of 3'],
    ['none needed', withGroups(2, [{ ...banks!, m: 0 }, regulators], 1), 'group banks: 0 of 3'],
    ['seventeen members', withGroups(2, [{ ...banks!, n: 17 }, regulators]), 'group banks: 2 of 17'],
    ['members elsewhere', withGroups(2, [{ ...banks!, n: 2 }, regulators]), 'has not 2 members'],
    ['another number of shares', withGroups(2, [banks, regulators], 3, 6), '5 members, 6 shares'],
    ['another smallest quorum', withGroups(2, [banks, regulators], 2), 'the smallest quorum is 3'],
  ];
  it.each(cases)('%s', (_, policy, said) => {
    expect(groupsFault(policy)?.en).toContain(said);
    expect(groupsFault(policy)?.zh).toMatch(/\p{Script=Han}/u);
  });

  it('seventeen of whom one suffices can be: they have the same words', () => {
    expect(groupsFault(grouped(2, [2, 3], [1, 17]))).toBeUndefined();
  });
});
