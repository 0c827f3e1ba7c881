/** Checks of a plan: the ledger, its consensus settings, and roles that would lock everybody out. */

import type { Hit, PlanCheck } from './checks-types.ts';
import { placed, repeated } from './checks-help.ts';
import type { Permission } from './permissions.ts';
import { seedDigits } from './plan.ts';
import { fieldName } from './plan-shape.ts';
import type { Plan, PlanMember } from './plan-schema.ts';

// Worked out from the members when the consensus file is written; a second value would be one too many.
const derivedSettings = /^system\.(server\.\d+\.|servers\.num$|servers\.f$|initial\.view$)/;
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

function settingHits(plan: Plan): Hit[] {
  return Object.entries(plan.chain.ledger.consensus.settings)
    .filter(([name, value]) => derivedSettings.test(name) || value !== value.trim())
    .map(([name]) => ({
      field: fieldName(['chain', 'ledger', 'consensus', 'settings', name]),
      params: { value: name },
    }));
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
