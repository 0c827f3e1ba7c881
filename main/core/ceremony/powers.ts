/**
 * Who can do what on a JD Chain ledger after its genesis: by the roles, and who holds them. JD Chain asks each permission of an operation
 * of at least one of those who signed (jdchain-core, the handlers of operations): who signs alone must have them all.
 */

import type { Finding, Text } from '../rules.ts';
import type { LedgerPermission, Permission, TransactionPermission } from './permissions.ts';
import type { Plan, ResolvedPlan } from './plan-schema.ts';
import type { RoleRule } from './role-rules.ts';

export const defaultRole = 'DEFAULT';

export interface StandingRole {
  readonly name: string;
  readonly ledger: readonly LedgerPermission[];
  readonly tx: readonly TransactionPermission[];
}

export interface Holder {
  /** The member, as people know it. */
  readonly id: string;
  readonly roles: readonly string[];
  readonly policy: 'UNION' | 'INTERSECT';
}

/** The roles of a ledger, and its members with theirs. */
export interface Standing {
  readonly roles: readonly StandingRole[];
  readonly holders: readonly Holder[];
}

/** The roles of a plan. */
export const rolesOf = ({ chain }: Pick<Plan | ResolvedPlan, 'chain'>): StandingRole[] =>
  Object.entries(chain.ledger.roles).map(([name, { ledger, tx }]) => ({ name, ledger, tx }));

/** What a plan says. */
export function standingOf(plan: Plan | ResolvedPlan): Standing {
  return {
    roles: rolesOf(plan),
    holders: plan.members.map(({ id, ledgerRoles, rolesPolicy }) => ({ id, roles: ledgerRoles, policy: rolesPolicy })),
  };
}

/** What a role may do; nothing if there is none of that name. */
export function permissionsOf(roles: readonly StandingRole[], name: string): ReadonlySet<Permission> {
  const found = roles.find((role) => role.name === name);
  return new Set<Permission>(found ? [...found.ledger, ...found.tx] : []);
}

/** What a member may do: its roles together (UNION) or in common (INTERSECT); DEFAULT if it has none. */
function powersOf(standing: Standing, { roles, policy }: Pick<Holder, 'roles' | 'policy'>): ReadonlySet<Permission> {
  const sets = (roles.length === 0 ? [defaultRole] : roles).map((role) => permissionsOf(standing.roles, role));
  if (policy === 'UNION') return new Set(sets.flatMap((set) => [...set]));
  return sets.reduce((common, set) => new Set([...common].filter((permission) => set.has(permission))));
}

/** What of these none of them has, whoever else signs. */
export function lacking(standing: Standing, ids: readonly string[], needed: readonly Permission[]): Permission[] {
  const has = standing.holders.filter(({ id }) => ids.includes(id)).map((holder) => powersOf(standing, holder));
  return needed.filter((permission) => !has.some((set) => set.has(permission)));
}

const hasAll = (has: ReadonlySet<Permission>, needed: readonly Permission[]) => needed.every((each) => has.has(each));

/** The members that have all of these, by id. */
export function holdersOf(standing: Standing, needed: readonly Permission[]): string[] {
  return standing.holders.filter((holder) => hasAll(powersOf(standing, holder), needed)).map(({ id }) => id);
}

export interface Deed {
  readonly id: string;
  readonly text: Text;
  readonly needs: readonly Permission[];
}

const deed = (id: string, en: string, zh: string, ...needs: Permission[]): Deed => ({ id, text: { en, zh }, needs });

const admission = ['DIRECT_OPERATION', 'REGISTER_PARTICIPANT', 'REGISTER_USER'] as const;
/** What a peer's own user needs to take it in or out of the consensus. */
export const activation = ['DIRECT_OPERATION', 'REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'] as const;
const granting = ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES'] as const;

/** In the order of the table. */
export const deeds: readonly Deed[] = [
  deed('admit', 'register a member', '注册成员', ...admission),
  deed('activate', 'activate or remove a peer of its own', '激活或停用自己的节点', ...activation),
  deed('roles', 'make and change roles', '新建、更改角色', 'DIRECT_OPERATION', 'CONFIGURE_ROLES'),
  // 1.6.5 asks for the same permission as for roles, and nowhere for AUTHORIZE_USER_ROLES (`UserAuthorizeOperationHandle`).
  deed('grant', 'grant roles to users', '向用户授予角色', 'DIRECT_OPERATION', 'CONFIGURE_ROLES'),
  deed('consensus', 'change the consensus', '变更共识', 'DIRECT_OPERATION', 'SET_CONSENSUS'),
  deed('users', 'register users', '注册用户', 'DIRECT_OPERATION', 'REGISTER_USER'),
  deed('block', 'block and release users', '冻结、恢复用户', 'DIRECT_OPERATION', 'UPDATE_USER_STATE'),
  deed('accounts', 'open data accounts', '开设数据账户', 'DIRECT_OPERATION', 'REGISTER_DATA_ACCOUNT'),
  deed('write', 'write records', '写入记录', 'DIRECT_OPERATION', 'WRITE_DATA_ACCOUNT'),
  // `ContractCodeDeployOperationHandle` asks for this one, for a new contract as well.
  deed('contracts', 'install contracts', '部署合约', 'DIRECT_OPERATION', 'UPGRADE_CONTRACT'),
  deed('upgrade', 'upgrade contracts', '升级合约', 'DIRECT_OPERATION', 'UPGRADE_CONTRACT'),
  deed('call', 'call contracts', '调用合约', 'CONTRACT_OPERATION'),
  deed('approve', 'pass transactions of others on', '背书他人的交易', 'APPROVE_TX'),
  deed('order', 'take part in consensus', '参与共识', 'CONSENSUS_TX'),
];

/** One line of the table. */
export interface Ability extends Deed {
  /** Members that can, by id. */
  readonly members: readonly string[];
  /** All of them. */
  readonly every: boolean;
  /** Whoever has no role of their own can as well: users that are registered later. */
  readonly anybody: boolean;
}

/** Who can do what after the genesis; reading needs no permission. */
export function whoCan(standing: Standing): Ability[] {
  const newcomers = permissionsOf(standing.roles, defaultRole);
  return deeds.map((one) => {
    const members = holdersOf(standing, one.needs);
    const every = members.length > 0 && members.length === standing.holders.length;
    return { ...one, members, every, anybody: hasAll(newcomers, one.needs) };
  });
}

/** What a newcomer to these roles lacks to activate its peer, and the role to grant it until then, if there is one. */
export function newcomer({ roles }: Pick<Standing, 'roles'>): { lacks: readonly Permission[]; role?: string } {
  const has = permissionsOf(roles, defaultRole);
  const lacks = activation.filter((permission) => !has.has(permission));
  const role = roles.find(({ name }) => {
    const may = permissionsOf(roles, name);
    return hasAll(may, activation) && !granting.some((permission) => may.has(permission));
  })?.name;
  return lacks.length === 0 || role === undefined ? { lacks } : { lacks, role };
}

/** Without one of these somebody is needed who cannot be made any more. */
const governing = [...granting, 'REGISTER_PARTICIPANT', 'SET_CONSENSUS'] as const;

/** The governing permissions that one member alone has. */
export function heldAlone(
  standing: Standing,
): { readonly member: string; readonly permissions: readonly Permission[] }[] {
  const alone = governing.flatMap((permission) => {
    const [member, ...others] = holdersOf(standing, [permission]);
    return member === undefined || others.length > 0 ? [] : [{ member, permission }];
  });
  return [...new Set(alone.map(({ member }) => member))].map((member) => ({
    member,
    permissions: alone.filter((one) => one.member === member).map(({ permission }) => permission),
  }));
}

/** Where a finding about roles stands: a role, a member by its number, or all of the roles. */
export type RolePlace = { readonly role: string } | { readonly holder: number } | 'roles';

export interface RoleHit {
  readonly at: RolePlace;
  readonly params?: Readonly<Record<string, string>>;
}

interface RoleCheck {
  readonly rule: RoleRule;
  readonly level: Finding['level'];
  readonly check: (standing: Standing) => readonly RoleHit[];
}

function nobodyHas(standing: Standing, permissions: readonly Permission[]): RoleHit[] {
  const missing = permissions.filter((permission) => holdersOf(standing, [permission]).length === 0);
  return missing.map((value) => ({ at: 'roles', params: { value } }));
}

const newcomers: RolePlace = { role: defaultRole };

function ofDefault({ roles }: Standing, dangerous: (has: ReadonlySet<Permission>) => readonly Permission[]): RoleHit[] {
  const value = dangerous(permissionsOf(roles, defaultRole)).join(', ');
  return value === '' ? [] : [{ at: newcomers, params: { value } }];
}

/** Every check of the roles, for plans and for the files of others. */
export const roleChecks: readonly RoleCheck[] = [
  { rule: 'PLAN-LOCKOUT-ROLES', level: 'error', check: (standing) => nobodyHas(standing, granting) },
  {
    rule: 'PLAN-LOCKOUT-MEMBERS',
    level: 'error',
    check: (standing) => (holdersOf(standing, admission).length > 0 ? [] : [{ at: 'roles' }]),
  },
  { rule: 'PLAN-LOCKOUT-TX', level: 'error', check: (standing) => nobodyHas(standing, ['APPROVE_TX', 'CONSENSUS_TX']) },
  {
    rule: 'PLAN-NEWCOMER',
    level: 'warning',
    check: (standing) => {
      const { lacks, role } = newcomer(standing);
      return lacks.length === 0 || role !== undefined ? [] : [{ at: newcomers, params: { value: lacks.join(', ') } }];
    },
  },
  {
    rule: 'ROLES-EVERYBODY',
    level: 'warning',
    check: (standing) => ofDefault(standing, (has) => granting.filter((each) => has.has(each))),
  },
  {
    rule: 'ROLES-ANYBODY-ADMITS',
    level: 'warning',
    check: (standing) => ofDefault(standing, (has) => (hasAll(has, admission) ? admission : [])),
  },
  {
    rule: 'ROLES-LAST-HOLDER',
    level: 'warning',
    check: (standing) =>
      heldAlone(standing).map(({ member, permissions }) => ({
        at: { holder: standing.holders.findIndex(({ id }) => id === member) },
        params: { member, value: permissions.join(', ') },
      })),
  },
];
