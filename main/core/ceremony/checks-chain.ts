/** Checks of a plan: the ledger, its consensus settings, and roles that would lock everybody out. */

import type { Hit, PlanCheck } from './checks-types.ts';
import { placed, repeated } from './checks-help.ts';
import { factsOf, isBroker, mqServer, settingFault } from './consensus.ts';
import type { Permission } from './permissions.ts';
import { seedDigits } from './plan.ts';
import { fieldName } from './plan-shape.ts';
import type { Plan, PlanMember } from './plan-schema.ts';

const roleName = /^[A-Z][A-Z0-9_-]{0,19}$/;
const defaultRole = 'DEFAULT';
const admission = ['REGISTER_PARTICIPANT', 'REGISTER_USER', 'DIRECT_OPERATION'] as const;
const activation = ['DIRECT_OPERATION', 'REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'] as const;

const roleField = (...path: (string | number)[]) => fieldName(['chain', 'ledger', 'roles', ...path]);

function permissionsOf(plan: Plan, role: string): ReadonlySet<Permission> {
  const entry = Object.hasOwn(plan.chain.ledger.roles, role) ? plan.chain.ledger.roles[role] : undefined;
  return new Set<Permission>(entry === undefined ? [] : [...entry.ledger, ...entry.tx]);
}

/** What a member may do: its roles together (UNION) or in common (INTERSECT); DEFAULT if it has none. */
function memberPermissions(plan: Plan, { ledgerRoles, rolesPolicy }: PlanMember): ReadonlySet<Permission> {
  const sets = (ledgerRoles.length === 0 ? [defaultRole] : ledgerRoles).map((role) => permissionsOf(plan, role));
  if (rolesPolicy === 'UNION') return new Set(sets.flatMap((set) => [...set]));
  return sets.reduce((common, set) => new Set([...common].filter((permission) => set.has(permission))));
}

/** JD Chain asks every permission of one and the same signer, so one member must have them all. */
function somebodyHas(plan: Plan, needed: readonly Permission[]): boolean {
  return plan.members.some((member) => {
    const has = memberPermissions(plan, member);
    return needed.every((permission) => has.has(permission));
  });
}

function nobodyHas(plan: Plan, permissions: readonly Permission[]): Hit[] {
  const missing = permissions.filter((permission) => !somebodyHas(plan, [permission]));
  return missing.map((value) => ({ field: 'chain.ledger.roles', params: { value } }));
}

const settingField = (name: string) => fieldName(['chain', 'ledger', 'consensus', 'settings', name]);

/** Worked out from the members when the consensus file is written: a second value would be one too many. */
function settingHits({ chain: { ledger } }: Plan): Hit[] {
  const { kind, settings } = ledger.consensus;
  return Object.entries(settings)
    .filter(([name, value]) => factsOf(kind).derived.test(name) || value !== value.trim())
    .map(([name]) => ({ field: settingField(name), params: { value: name } }));
}

/** Raft and MQ read their own properties alone, so any other one would be a mistake without effect. */
function unreadSettings({ chain: { ledger } }: Plan): Hit[] {
  const { kind, settings } = ledger.consensus;
  const { settings: known, derived, name: consensus } = factsOf(kind);
  if (known === undefined) return [];
  const unread = Object.keys(settings).filter((name) => !Object.hasOwn(known, name) && !derived.test(name));
  return unread.map((value) => ({ field: settingField(value), params: { value, consensus } }));
}

function settingValues({ chain: { ledger } }: Plan): Hit[] {
  const { kind, settings } = ledger.consensus;
  const known = factsOf(kind).settings ?? {};
  return Object.entries(settings).flatMap(([name, value]) => {
    const setting = Object.hasOwn(known, name) ? known[name] : undefined;
    const fault = setting && value === value.trim() ? settingFault(setting, value) : undefined;
    return fault ? [{ field: settingField(name), params: { value, expected: fault.en, expectedZh: fault.zh } }] : [];
  });
}

/** JD Chain has no broker of its own, so there is nothing to go without saying. */
function noBroker({ chain: { ledger } }: Plan): Hit[] {
  const { kind, settings } = ledger.consensus;
  const server = Object.hasOwn(settings, mqServer) ? (settings[mqServer] ?? '') : '';
  return kind !== 'mq' || isBroker(server)
    ? []
    : [{ field: 'chain.ledger.consensus', params: { value: server || '–' } }];
}

/** Only BFT-SMaRt bears members that lie. */
function trusting({ chain: { ledger } }: Plan): Hit[] {
  const { name: consensus, settings } = factsOf(ledger.consensus.kind);
  return settings === undefined ? [] : [{ field: 'chain.ledger.consensus.kind', params: { consensus } }];
}

function tooFew({ chain, members }: Plan): Hit[] {
  const { least, name: consensus } = factsOf(chain.ledger.consensus.kind);
  const count = members.length;
  return count < least ? [{ field: 'members', params: { count, least, consensus } }] : [];
}

/** Raft goes on while more than half of its members stand. */
function raftWithoutSpare({ chain, members: { length: count } }: Plan): Hit[] {
  const bare = chain.ledger.consensus.kind === 'raft' && count > 0 && count < 3;
  return bare ? [{ field: 'members', params: { count } }] : [];
}

function hashWithoutProvider({ chain: { ledger } }: Plan): Hit[] {
  const provider = ledger.hash === 'SM3' ? 'sm' : 'classic';
  return ledger.providers.includes(provider)
    ? []
    : [{ field: 'chain.ledger.hash', params: { value: ledger.hash, provider } }];
}

function repeatedInLists(plan: Plan): Hit[] {
  const { ledger } = plan.chain;
  const roles = Object.entries(ledger.roles).flatMap(([role, { ledger: inLedger, tx }]) => [
    placed(roleField(role, 'ledger'), inLedger),
    placed(roleField(role, 'tx'), tx),
  ]);
  const held = plan.members.map((member, i) => placed(`members[${i}].ledgerRoles`, member.ledgerRoles));
  return [placed('chain.ledger.providers', ledger.providers), ...roles, ...held].flatMap(repeated);
}

function clashingRoles(plan: Plan): Hit[] {
  const roles = Object.keys(plan.chain.ledger.roles);
  return roles.flatMap((value, i) => {
    const other = roles.slice(0, i).find((role) => role.toUpperCase() === value.toUpperCase());
    return other === undefined ? [] : [{ field: roleField(value), params: { value, other } }];
  });
}

function roles(plan: Plan, wrong: (role: string) => boolean): Hit[] {
  const names = Object.keys(plan.chain.ledger.roles).filter(wrong);
  return names.map((value) => ({ field: roleField(value), params: { value } }));
}

function unknownRoles(plan: Plan): Hit[] {
  return plan.members.flatMap((member, i) =>
    placed(`members[${i}].ledgerRoles`, member.ledgerRoles)
      .filter(({ value }) => !Object.hasOwn(plan.chain.ledger.roles, value))
      .map(({ field, value }) => ({ field, params: { value } })),
  );
}

const granting = ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES'] as const;

/** A role by which a newcomer can be let in without being made an administrator. */
function hasRoleForNewcomers(plan: Plan): boolean {
  return Object.keys(plan.chain.ledger.roles).some((role) => {
    const has = permissionsOf(plan, role);
    return activation.every((each) => has.has(each)) && !granting.some((each) => has.has(each));
  });
}

function newcomerLacks(plan: Plan): Hit[] {
  if (hasRoleForNewcomers(plan)) return [];
  const has = permissionsOf(plan, defaultRole);
  const missing = activation.filter((permission) => !has.has(permission));
  return missing.length === 0 ? [] : [{ field: roleField(defaultRole), params: { value: missing.join(', ') } }];
}

export const chainChecks: readonly PlanCheck[] = [
  {
    rule: 'PLAN-SEED',
    level: 'error',
    reads: ['chain'],
    check: ({ chain: { ledger } }) =>
      ledger.seed === 'random' || seedDigits(ledger.seed) !== undefined ? [] : [{ field: 'chain.ledger.seed' }],
  },
  { rule: 'PLAN-HASH-PROVIDER', level: 'error', reads: ['chain'], check: hashWithoutProvider },
  { rule: 'PLAN-LIST-REPEATS', level: 'error', reads: ['chain', 'members'], check: repeatedInLists },
  { rule: 'PLAN-CONSENSUS-SETTING', level: 'error', reads: ['chain'], check: settingHits },
  { rule: 'PLAN-CONSENSUS-UNREAD', level: 'error', reads: ['chain'], check: unreadSettings },
  { rule: 'PLAN-CONSENSUS-VALUE', level: 'error', reads: ['chain'], check: settingValues },
  { rule: 'PLAN-MQ-SERVER', level: 'error', reads: ['chain'], check: noBroker },
  { rule: 'PLAN-CONSENSUS-TRUST', level: 'warning', reads: ['chain'], check: trusting },
  { rule: 'PLAN-MEMBERS-MINIMUM', level: 'error', reads: ['members', 'chain'], check: tooFew },
  { rule: 'PLAN-RAFT-FEW', level: 'warning', reads: ['members', 'chain'], check: raftWithoutSpare },
  {
    rule: 'PLAN-ROLE-DEFAULT',
    level: 'error',
    reads: ['chain'],
    check: (plan) => (permissionsOf(plan, defaultRole).size > 0 ? [] : [{ field: 'chain.ledger.roles' }]),
  },
  {
    rule: 'PLAN-ROLE-NAME',
    level: 'error',
    reads: ['chain'],
    check: (plan) => roles(plan, (role) => !roleName.test(role)),
  },
  { rule: 'PLAN-ROLE-CASE', level: 'error', reads: ['chain'], check: clashingRoles },
  {
    rule: 'PLAN-ROLE-EMPTY',
    level: 'error',
    reads: ['chain'],
    check: (plan) => roles(plan, (role) => role !== defaultRole && permissionsOf(plan, role).size === 0),
  },
  { rule: 'PLAN-ROLE-UNKNOWN', level: 'error', reads: ['chain', 'members'], check: unknownRoles },
  {
    rule: 'PLAN-LOCKOUT-ROLES',
    level: 'error',
    reads: ['chain', 'members'],
    check: (plan) => nobodyHas(plan, ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES']),
  },
  {
    rule: 'PLAN-LOCKOUT-MEMBERS',
    level: 'error',
    reads: ['chain', 'members'],
    check: (plan) => (somebodyHas(plan, admission) ? [] : [{ field: 'chain.ledger.roles' }]),
  },
  {
    rule: 'PLAN-LOCKOUT-TX',
    level: 'error',
    reads: ['chain', 'members'],
    check: (plan) => nobodyHas(plan, ['APPROVE_TX', 'CONSENSUS_TX']),
  },
  { rule: 'PLAN-NEWCOMER', level: 'warning', reads: ['chain'], check: newcomerLacks },
];
