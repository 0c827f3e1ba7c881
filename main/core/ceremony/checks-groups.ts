/** Checks of a plan: the scheme of splitting, and the groups that SLIP-39 knows. */

import { groupFault, groupsOfPlan, policyOfPlan, smallestQuorum, standingOf } from '../shares/groups.ts';
import { mostGroups, mostMembers } from '../shares/slip39.ts';
import type { Hit, PlanCheck } from './checks-types.ts';
import type { Plan } from './plan-schema.ts';

/** Groups with the number of their members; none where the plan has none. */
const groupsIn = (plan: Plan) => groupsOfPlan(plan)?.list ?? [];

function tooMany(plan: Plan): Hit[] {
  const hit = (field: string, count: number) => [{ field, params: { count } }];
  if (plan.scheme !== 'slip39') return [];
  if (!plan.groups) return plan.custodians.length > mostMembers ? hit('custodians', plan.custodians.length) : [];
  const groups = groupsIn(plan);
  return [
    ...(groups.length > mostGroups ? hit('groups.list', groups.length) : []),
    ...groups.flatMap(({ m, n }, i) => (m > 1 && n > mostMembers ? hit(`groups.list[${i}]`, n) : [])),
  ];
}

function strangers(plan: Plan): Hit[] {
  const known = groupsIn(plan).map(({ id }) => id);
  return plan.custodians.flatMap(({ group }, i) =>
    group === undefined || known.includes(group) ? [] : [{ field: `custodians[${i}].group`, params: { value: group } }],
  );
}

function withoutGroup({ groups, custodians }: Plan): Hit[] {
  if (!groups) return [];
  return custodians.flatMap(({ id, group }, i) =>
    group === undefined ? [{ field: `custodians[${i}].group`, params: { value: id } }] : [],
  );
}

function impossibleGroups(plan: Plan): Hit[] {
  return groupsIn(plan).flatMap(({ id: value, m, n }, i) => {
    const impossible = groupFault({ m, n: Math.min(n, mostMembers) });
    return impossible ? [{ field: `groups.list[${i}].threshold`, params: { value, m, n } }] : [];
  });
}

function impossibleThreshold({ groups }: Plan): Hit[] {
  if (!groups || (groups.threshold >= 1 && groups.threshold <= groups.list.length)) return [];
  return [{ field: 'groups.threshold', params: { m: groups.threshold, n: groups.list.length } }];
}

function otherSum(plan: Plan): Hit[] {
  const groups = groupsOfPlan(plan);
  const wanted = groups && smallestQuorum(groups);
  if (wanted === undefined || wanted === plan.threshold) return [];
  return [{ field: 'threshold', params: { value: plan.threshold, wanted } }];
}

/** A group that can bear no loss, where every group is needed. */
function brittle(plan: Plan): Hit[] {
  const groups = groupsIn(plan);
  if (plan.groups?.threshold !== groups.length) return [];
  return groups.flatMap(({ id: value, m, n }, i) =>
    m === n ? [{ field: `groups.list[${i}]`, params: { value, n } }] : [],
  );
}

function sameWords(plan: Plan): Hit[] {
  return groupsIn(plan).flatMap(({ id: value, m, n }, i) =>
    m === 1 && n > 1 ? [{ field: `groups.list[${i}].threshold`, params: { value, n } }] : [],
  );
}

/** "banks 1/2, regulators 0/1" of the custodians given: what says in any language which groups are not complete. */
export function groupsShort(plan: Plan, custodians: readonly string[]): string {
  const slots = plan.custodians.flatMap(({ id }, i) => (custodians.includes(id) ? [i + 1] : []));
  const short = standingOf(slots, policyOfPlan(plan)).filter(({ have, m }) => have < m);
  return short.map(({ id, have, m }) => `${id} ${have}/${m}`).join(', ');
}

export const groupChecks: readonly PlanCheck[] = [
  {
    rule: 'PLAN-GROUPS-SCHEME',
    level: 'error',
    reads: ['scheme', 'groups'],
    check: ({ scheme, groups }) =>
      groups && scheme !== 'slip39' ? [{ field: 'groups', params: { value: scheme } }] : [],
  },
  { rule: 'PLAN-SLIP39-MANY', level: 'error', reads: ['scheme', 'groups', 'custodians'], check: tooMany },
  { rule: 'PLAN-GROUP-UNKNOWN', level: 'error', reads: ['groups', 'custodians'], check: strangers },
  { rule: 'PLAN-GROUP-MISSING', level: 'error', reads: ['groups', 'custodians'], check: withoutGroup },
  { rule: 'PLAN-GROUP-THRESHOLD', level: 'error', reads: ['groups', 'custodians'], check: impossibleGroups },
  { rule: 'PLAN-GROUPS-THRESHOLD', level: 'error', reads: ['groups'], check: impossibleThreshold },
  { rule: 'PLAN-GROUPS-SUM', level: 'error', reads: ['groups', 'threshold', 'custodians'], check: otherSum },
  { rule: 'PLAN-GROUP-ALL', level: 'warning', reads: ['groups', 'custodians'], check: brittle },
  { rule: 'PLAN-GROUP-SAME-WORDS', level: 'warning', reads: ['groups', 'custodians'], check: sameWords },
];
