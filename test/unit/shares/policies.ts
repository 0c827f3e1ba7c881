/** Who may restore, for tests: one group as ever, and groups. */
import type { Policy, ShareGroup } from '../../../main/core/shares/groups.ts';
import { smallestQuorum } from '../../../main/core/shares/groups.ts';

export const oneGroup = (m: number, n: number): Policy => ({ m, n, members: [] });

const names: readonly (readonly [string, string])[] = [
  ['银行', 'Banks'],
  ['监管机构', 'Regulators'],
  ['保险公司', 'Insurers'],
  ['仓储', 'Storage'],
];

/** Groups `[m, n]` each, of which `threshold` are needed; members stand one group behind the other. */
export function grouped(threshold: number, ...sizes: readonly (readonly [m: number, n: number])[]): Policy {
  const list: ShareGroup[] = sizes.map(([m, n], i) => {
    const [zh, en] = names[i] ?? [`组${i + 1}`, `Group ${i + 1}`];
    return { id: en.toLowerCase().replace(' ', '-'), name: { zh, en }, m, n };
  });
  const groups = { threshold, list };
  const members = list.flatMap(({ id, n }) => Array.from({ length: n }, () => id));
  return { m: smallestQuorum(groups), n: members.length, groups, members };
}

/** "2 of the 3 banks and 1 of the 2 regulators". */
export const banksAndRegulators = grouped(2, [2, 3], [1, 2]);
