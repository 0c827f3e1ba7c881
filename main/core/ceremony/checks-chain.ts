/** Checks of a plan: the ledger, its consensus settings, and roles that would lock everybody out. */

import type { Hit, PlanCheck } from './checks-types.ts';
import { placed, repeated } from './checks-help.ts';
import { seedDigits } from './plan.ts';
import { type RolePlace, defaultRole, permissionsOf, roleChecks, rolesOf, standingOf } from './powers.ts';
import { fieldName } from './plan-shape.ts';
import type { Plan } from './plan-schema.ts';

// Worked out from the members when the consensus file is written; a second value would be one too many.
const derivedSettings = /^system\.(server\.\d+\.|servers\.num$|servers\.f$|initial\.view$)/;
const roleName = /^[A-Z][A-Z0-9_-]{0,19}$/;

const roleField = (...path: (string | number)[]) => fieldName(['chain', 'ledger', 'roles', ...path]);

const permissionsIn = (plan: Plan, role: string) => permissionsOf(rolesOf(plan), role);

function placeOf(at: RolePlace): string {
  if (at === 'roles') return roleField();
  return 'role' in at ? roleField(at.role) : `members[${at.holder}].ledgerRoles`;
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
    check: (plan) => (permissionsIn(plan, defaultRole).size > 0 ? [] : [{ field: 'chain.ledger.roles' }]),
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
    check: (plan) => roles(plan, (role) => role !== defaultRole && permissionsIn(plan, role).size === 0),
  },
  { rule: 'PLAN-ROLE-UNKNOWN', level: 'error', reads: ['chain', 'members'], check: unknownRoles },
  ...roleChecks.map(({ rule, level, check }): PlanCheck => ({
    rule,
    level,
    reads: ['chain', 'members'],
    check: (plan) => check(standingOf(plan)).map(({ at, ...hit }) => ({ field: placeOf(at), ...hit })),
  })),
];
