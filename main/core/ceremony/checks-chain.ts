/** Checks of a plan: the ledger, its consensus settings, and roles that would lock everybody out. */

import type { Hit, PlanCheck } from './checks-types.ts';
import { placed, repeated } from './checks-help.ts';
import { factsOf, isBroker, mqServer, settingFault } from './consensus.ts';
import { seedDigits } from './plan.ts';
import { type RolePlace, defaultRole, permissionsOf, roleChecks, rolesOf, standingOf } from './powers.ts';
import { fieldName } from './plan-shape.ts';
import type { Plan } from './plan-schema.ts';

const roleName = /^[A-Z][A-Z0-9_-]{0,19}$/;

const roleField = (...path: (string | number)[]) => fieldName(['chain', 'ledger', 'roles', ...path]);

const permissionsIn = (plan: Plan, role: string) => permissionsOf(rolesOf(plan), role);

function placeOf(at: RolePlace): string {
  if (at === 'roles') return roleField();
  return 'role' in at ? roleField(at.role) : `members[${at.holder}].ledgerRoles`;
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
