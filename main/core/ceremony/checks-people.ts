/** Checks of a plan: ids, names, threshold, custodians, how shares are sealed, who is in the room. */

import { chooseSlots, policyOfPlan } from '../shares/groups.ts';
import { groupsShort } from './checks-groups.ts';
import type { Hit, PlanCheck, PlanContext } from './checks-types.ts';
import { isAgeRecipient, type Placed, placed, repeated } from './checks-help.ts';
import type { Plan } from './plan-schema.ts';

const maximumShares = 255;
const workFactor = { floor: 14, usual: 18, ceiling: 22 } as const;
const fewestDice = 100;
// `private/log-key/` is a folder of its own, and the rest name devices on Windows, where media may be read.
const reserved = /^(log-key|con|prn|aux|nul|com\d|lpt\d)$/;

function ids(plan: Plan): Placed[][] {
  const of = (list: string, items: readonly { readonly id: string }[]) =>
    placed(
      list,
      items.map((item) => item.id),
      '.id',
    );
  const groups = of('groups.list', plan.groups?.list ?? []);
  return [of('roots', plan.roots), of('custodians', plan.custodians), groups, of('members', plan.members)];
}

function lists(plan: Plan): Placed[][] {
  const { people, dualControl } = plan;
  return [
    placed('people.administrators', people.administrators),
    placed('people.witnesses', people.witnesses),
    placed('dualControl', dualControl),
  ];
}

function names(plan: Plan): (Placed & { readonly zh: unknown })[] {
  const of = (field: string, name: { readonly zh: unknown }) => ({
    field: `${field}.zh`,
    value: String(name.zh),
    zh: name.zh,
  });
  return [
    of('consortium.name', plan.consortium.name),
    ...plan.custodians.map((custodian, i) => of(`custodians[${i}].name`, custodian.name)),
    ...(plan.groups?.list ?? []).map((group, i) => of(`groups.list[${i}].name`, group.name)),
    ...Object.entries(plan.people.names).map(([id, name]) => of(`people.names.${id}`, name)),
    ...plan.members.map((member, i) => of(`members[${i}].name`, member.name)),
  ];
}

/** A translation that is missing has its own rule; this one is about a text that is not Chinese. */
function withoutChinese(plan: Plan): Hit[] {
  const missing = names(plan).filter(
    ({ zh }) => typeof zh === 'string' && zh.trim() !== '' && !/\p{Script=Han}/u.test(zh),
  );
  return missing.map(({ field, value }) => ({ field, params: { value } }));
}

function powerfulOrganisations(plan: Plan): Hit[] {
  const organisations = plan.custodians.map((custodian) => custodian.organisation);
  const { threshold: m } = plan;
  return [...new Set(organisations)].flatMap((value) => {
    const slots = organisations.flatMap((each, i) => (each === value ? [i + 1] : []));
    const field = `custodians[${organisations.indexOf(value)}].organisation`;
    return chooseSlots(slots, policyOfPlan(plan)) ? [{ field, params: { value, count: slots.length, m } }] : [];
  });
}

function recipients(plan: Plan): Placed[] {
  return plan.custodians.flatMap(({ seal }, i) =>
    seal.kind === 'age' ? [{ field: `custodians[${i}].seal.recipient`, value: seal.recipient }] : [],
  );
}

function workFactors(plan: Plan, wrong: (value: number) => boolean): Hit[] {
  return plan.custodians.flatMap(({ seal }, i) =>
    seal.kind === 'passphrase' && wrong(seal.workFactor)
      ? [{ field: `custodians[${i}].seal.workFactor`, params: { value: seal.workFactor } }]
      : [],
  );
}

const openableOf = (plan: Plan, { openable = [] }: PlanContext) =>
  plan.custodians.flatMap(({ id, seal }) => (seal.kind === 'passphrase' || openable.includes(id) ? [id] : []));

function tooFewOpenable(plan: Plan, context: PlanContext): Hit[] {
  const count = openableOf(plan, context).length;
  return count < plan.threshold ? [{ field: 'custodians', params: { count, m: plan.threshold } }] : [];
}

/** Enough of them, and not of the right groups. */
function unopenableGroups(plan: Plan, context: PlanContext): Hit[] {
  const openable = openableOf(plan, context);
  const slots = plan.custodians.flatMap(({ id }, i) => (openable.includes(id) ? [i + 1] : []));
  const met = slots.length < plan.threshold || chooseSlots(slots, policyOfPlan(plan)) !== undefined;
  return plan.groups && !met ? [{ field: 'custodians', params: { missing: groupsShort(plan, openable) } }] : [];
}

function peopleWithParts({ people }: Plan): Placed[] {
  return [
    ...placed('people.administrators', people.administrators),
    { field: 'people.operator', value: people.operator },
    ...placed('people.witnesses', people.witnesses),
    ...(people.auditor === undefined ? [] : [{ field: 'people.auditor', value: people.auditor }]),
  ];
}

function unusedNames(plan: Plan): Hit[] {
  const used = new Set(peopleWithParts(plan).map(({ value }) => value));
  const unused = Object.keys(plan.people.names).filter((id) => !used.has(id));
  return unused.map((value) => ({ field: `people.names.${value}`, params: { value } }));
}

function values(places: readonly Placed[], wrong: (value: string) => boolean): Hit[] {
  return places.filter(({ value }) => wrong(value)).map(({ field, value }) => ({ field, params: { value } }));
}

export const peopleChecks: readonly PlanCheck[] = [
  {
    rule: 'PLAN-ID-DUPLICATE',
    level: 'error',
    reads: ['roots', 'custodians', 'groups', 'members'],
    check: (plan) => ids(plan).flatMap(repeated),
  },
  {
    rule: 'PLAN-ID-RESERVED',
    level: 'error',
    reads: ['roots', 'custodians', 'groups', 'members', 'people'],
    check: (plan) =>
      values([...ids(plan).flat(), ...placed('people.administrators', plan.people.administrators)], (id) =>
        reserved.test(id),
      ),
  },
  {
    rule: 'PLAN-LIST-REPEATS',
    level: 'error',
    reads: ['people', 'dualControl'],
    check: (plan) => lists(plan).flatMap(repeated),
  },
  {
    rule: 'PLAN-TRANSLATION-ZH',
    level: 'warning',
    reads: ['consortium', 'custodians', 'groups', 'people', 'members'],
    check: withoutChinese,
  },
  {
    rule: 'PLAN-THRESHOLD-MIN',
    level: 'error',
    reads: ['threshold'],
    check: ({ threshold: m }) => (m < 2 ? [{ field: 'threshold', params: { m } }] : []),
  },
  {
    rule: 'PLAN-THRESHOLD-MAX',
    level: 'error',
    reads: ['threshold', 'custodians'],
    check: ({ threshold: m, custodians: { length: n } }) => (m > n ? [{ field: 'threshold', params: { m, n } }] : []),
  },
  {
    rule: 'PLAN-THRESHOLD-ALL',
    level: 'warning',
    reads: ['threshold', 'custodians'],
    check: ({ threshold: m, custodians: { length: n } }) => (m === n ? [{ field: 'threshold', params: { n } }] : []),
  },
  {
    rule: 'PLAN-CUSTODIANS',
    level: 'error',
    reads: ['custodians'],
    check: ({ custodians: { length: n } }) => (n > maximumShares ? [{ field: 'custodians', params: { n } }] : []),
  },
  {
    rule: 'PLAN-ONE-ORGANISATION',
    level: 'warning',
    reads: ['custodians', 'threshold', 'groups'],
    check: powerfulOrganisations,
  },
  {
    rule: 'PLAN-RECIPIENT',
    level: 'error',
    reads: ['custodians'],
    check: (plan) => values(recipients(plan), (text) => !isAgeRecipient(text)),
  },
  { rule: 'PLAN-RECIPIENT-TWICE', level: 'error', reads: ['custodians'], check: (plan) => repeated(recipients(plan)) },
  {
    rule: 'PLAN-WORK-FACTOR',
    level: 'error',
    reads: ['custodians'],
    check: (plan) => workFactors(plan, (value) => value < workFactor.floor || value > workFactor.ceiling),
  },
  {
    rule: 'PLAN-WORK-FACTOR-LOW',
    level: 'warning',
    reads: ['custodians'],
    check: (plan) => workFactors(plan, (value) => value >= workFactor.floor && value < workFactor.usual),
  },
  {
    rule: 'PLAN-OPENABLE',
    level: ({ openable }) => (openable === undefined ? 'warning' : 'error'),
    reads: ['custodians', 'threshold'],
    check: tooFewOpenable,
  },
  {
    rule: 'PLAN-OPENABLE-GROUPS',
    level: ({ openable }) => (openable === undefined ? 'warning' : 'error'),
    reads: ['custodians', 'threshold', 'groups'],
    check: unopenableGroups,
  },
  {
    rule: 'PLAN-ADMINISTRATORS',
    level: 'error',
    reads: ['people'],
    check: ({ people }) => (people.administrators.length === 0 ? [{ field: 'people.administrators' }] : []),
  },
  {
    rule: 'PLAN-PERSON-NAME',
    level: 'error',
    reads: ['people'],
    check: (plan) => values(peopleWithParts(plan), (id) => !Object.hasOwn(plan.people.names, id)),
  },
  { rule: 'PLAN-PERSON-UNUSED', level: 'warning', reads: ['people'], check: unusedNames },
  {
    rule: 'PLAN-WITNESS-NONE',
    level: 'warning',
    reads: ['people'],
    check: ({ people }) => (people.witnesses.length === 0 ? [{ field: 'people.witnesses' }] : []),
  },
  {
    rule: 'PLAN-WITNESS-OPERATOR',
    level: 'warning',
    reads: ['people'],
    check: ({ people }) => values(placed('people.witnesses', people.witnesses), (id) => id === people.operator),
  },
  {
    rule: 'PLAN-DUAL-NOBODY',
    level: 'error',
    reads: ['people', 'dualControl'],
    check: (plan) => {
      const present = new Set(peopleWithParts(plan).map(({ value }) => value));
      return plan.dualControl.length > 0 && present.size < 2 ? [{ field: 'dualControl' }] : [];
    },
  },
  {
    rule: 'PLAN-DICE',
    level: 'error',
    reads: ['entropy'],
    check: ({ entropy: { dice } }) =>
      dice !== undefined && dice < fewestDice ? [{ field: 'entropy.dice', params: { value: dice } }] : [],
  },
];
