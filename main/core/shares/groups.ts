/**
 * Groups of a share set: "2 of the 3 banks and 1 of the 2 regulators" (SLIP-39, two levels of thresholds).
 *
 * Without groups any M of N custodians are a quorum. With them, a quorum is enough groups with enough members each,
 * and M is the size of the smallest one. Slots count from 1, in the order of the set.
 */
import type { Text } from '../rules.ts';
import { mostGroups, mostMembers } from './slip39.ts';

export interface ShareGroup {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Members needed. */
  readonly m: number;
  /** Members there are. */
  readonly n: number;
}

export interface Groups {
  /** Groups needed. */
  readonly threshold: number;
  readonly list: readonly ShareGroup[];
}

/** Who may restore. */
export interface Policy {
  /** The size of the smallest quorum. */
  readonly m: number;
  readonly n: number;
  readonly groups?: Groups | undefined;
  /** The group of each slot, in the order of slots; empty without groups. */
  readonly members: readonly string[];
}

/** How far one group is. */
export interface GroupStanding extends ShareGroup {
  readonly have: number;
}

/** What a share set, or a plan's resolved form, says of who may restore. */
export interface PolicySource {
  readonly m: number;
  readonly n: number;
  readonly groups?: Groups | undefined;
  readonly shares: readonly { readonly group?: string | undefined }[];
}

export const policyOf = ({ m, n, groups, shares }: PolicySource): Policy => ({
  ...{ m, n, groups },
  members: groups ? shares.map(({ group }) => group ?? '') : [],
});

/** The part of a plan, resolved or not, that says who may restore. */
export interface PlanPolicy {
  readonly threshold: number;
  readonly custodians: readonly { readonly group?: string | undefined }[];
  readonly groups?:
    | { readonly threshold: number; readonly list: readonly Pick<ShareGroup & { threshold: number }, PlanGroupField>[] }
    | undefined;
}
type PlanGroupField = 'id' | 'name' | 'threshold';

/** A plan's groups as the share set has them: with the number of their members. */
export function groupsOfPlan({ groups, custodians }: PlanPolicy): Groups | undefined {
  return (
    groups && {
      threshold: groups.threshold,
      list: groups.list.map(({ id, name: { zh, en }, threshold: m }) => {
        return { id, name: { zh, en }, m, n: custodians.filter(({ group }) => group === id).length };
      }),
    }
  );
}

export const policyOfPlan = (plan: PlanPolicy): Policy =>
  policyOf({ m: plan.threshold, n: plan.custodians.length, groups: groupsOfPlan(plan), shares: plan.custodians });

/** Slots of one group, ascending. */
export const slotsOf = ({ members }: Policy, id: string) =>
  members.flatMap((group, i) => (group === id ? [i + 1] : []));

/** The smallest number of shares that restore. */
export function smallestQuorum({ threshold, list }: Groups): number {
  const needs = list.map(({ m }) => m).toSorted((a, b) => a - b);
  return needs.slice(0, threshold).reduce((sum, m) => sum + m, 0);
}

/**
 * Which of the slots present are combined: the first groups of the set that are complete, the lowest slots of each.
 * So the choice does not hang on the order of the pool. Undefined while no quorum is there.
 */
export function chooseSlots(present: Iterable<number>, policy: Policy): number[] | undefined {
  const slots = [...new Set(present)].toSorted((a, b) => a - b);
  if (!policy.groups) return slots.length < policy.m ? undefined : slots.slice(0, policy.m);
  const complete = policy.groups.list
    .map(({ id, m }) => ({ m, here: slotsOf(policy, id).filter((slot) => slots.includes(slot)) }))
    .filter(({ m, here }) => here.length >= m);
  if (complete.length < policy.groups.threshold) return undefined;
  const chosen = complete.slice(0, policy.groups.threshold).flatMap(({ m, here }) => here.slice(0, m));
  return chosen.toSorted((a, b) => a - b);
}

/** How far each group is, in the order of the set; empty without groups. */
export function standingOf(present: Iterable<number>, policy: Policy): GroupStanding[] {
  const slots = new Set(present);
  return (policy.groups?.list ?? []).map((group) => ({
    ...group,
    have: slotsOf(policy, group.id).filter((slot) => slots.has(slot)).length,
  }));
}

/** "group banks: 1 of 2, one more", for each group that is not complete, and how many groups are needed. */
export function missingText(standing: readonly GroupStanding[], threshold: number): Text {
  const complete = standing.filter(({ have, m }) => have >= m).length;
  const say = (lang: 'en' | 'zh') => standing.filter(({ have, m }) => have < m).map((group) => missingOf(group)[lang]);
  const [en, zh] = [say('en').join('; '), say('zh').join('；')];
  const count = standing.length;
  return {
    en: `${complete} of the ${threshold} groups needed (of ${count}) are complete. ${en}`,
    zh: `共 ${count} 组，需要 ${threshold} 组，已齐 ${complete} 组。${zh}`,
  };
}

function missingOf({ id, name, have, m }: GroupStanding): Text {
  const more = m - have;
  return {
    en: `group ${id} (${name.en}): ${have} of ${m}, ${more === 1 ? 'one' : more} more`,
    zh: `组 ${id}（${name.zh}）：${m} 份中有 ${have} 份，还差 ${more} 份`,
  };
}

/** A fault of groups by themselves, in words; undefined if a set can be made so. */
export function groupsFault({ groups, members, m, n }: Policy): Text | undefined {
  if (!groups) return n > mostMembers ? say(`${n} members, 16 at most`, `成员 ${n} 位，最多 16 位`) : undefined;
  const { threshold, list } = groups;
  if (list.length < 1 || list.length > mostGroups) return say(`${list.length} groups`, `组数 ${list.length}`);
  if (new Set(list.map(({ id }) => id)).size !== list.length) return say('a group stands twice', '有组重复');
  if (threshold < 1 || threshold > list.length) return say(`${threshold} groups needed`, `所需组数 ${threshold}`);
  const odd = list.find((group) => groupFault(group));
  if (odd) return say(`group ${odd.id}: ${odd.m} of ${odd.n}`, `组 ${odd.id}：${odd.n} 取 ${odd.m}`);
  if (members.length > 0) {
    const wrong = list.find(({ id, n: wanted }) => members.filter((group) => group === id).length !== wanted);
    if (wrong) return say(`group ${wrong.id} has not ${wrong.n} members`, `组 ${wrong.id} 的成员不是 ${wrong.n} 位`);
  }
  const total = list.reduce((sum, group) => sum + group.n, 0);
  if (total !== n) return say(`${total} members, ${n} shares`, `成员 ${total} 位，份额 ${n} 份`);
  const smallest = smallestQuorum(groups);
  return smallest === m ? undefined : say(`the smallest quorum is ${smallest}`, `最小法定人数为 ${smallest}`);
}

const say = (en: string, zh: string): Text => ({ en, zh });

/** Of a group of which one suffices, all have the same words: so there may be more than sixteen of them. */
export const groupFault = ({ m, n }: Pick<ShareGroup, 'm' | 'n'>): boolean =>
  m < 1 || m > n || (m > 1 && n > mostMembers);

/** Member numbers of SLIP-39 by slot: group and member from 1. Where one of a group suffices, all are its member 1. */
export function placesOf(policy: Policy): { readonly group: number; readonly member: number }[] {
  const { groups, members, n } = policy;
  if (!groups) return Array.from({ length: n }, (_, i) => ({ group: 1, member: i + 1 }));
  return members.map((id, i) => {
    const group = groups.list.findIndex((each) => each.id === id);
    const member = groups.list[group]?.m === 1 ? 1 : slotsOf(policy, id).indexOf(i + 1) + 1;
    return { group: group + 1, member };
  });
}
