/** `jdchain lint`, the roles of a ledger.init: what JD Chain drops, and who could do what after the genesis. */

import { type RolePlace, roleChecks, type Standing } from '../../core/ceremony/powers.ts';
import type { GenesisInput } from './genesis.ts';
import type { Inspection } from './ledgerinit.ts';
import type { Findings } from './lint-files.ts';
import { commaList, everythingRole } from './roles.ts';
import { optional } from './values.ts';

/** What a genesis says; members by their names on the chain. */
export function standingOfGenesis({ roles, participants }: Pick<GenesisInput, 'roles' | 'participants'>): Standing {
  return {
    roles,
    holders: participants.map(({ name, roles: held, policy }) => {
      return { id: name, roles: held.map((role) => role.toUpperCase()), policy };
    }),
  };
}

function placeOf(at: RolePlace): string {
  if (at === 'roles') return 'security.roles';
  return 'role' in at ? `security.role.${at.role}` : `cons_parti.${String(at.holder)}.roles`;
}

/** Roles without permission; answers whether the genesis is left with DEFAULT alone, which then may do everything. */
function emptyRoles({ properties }: Inspection, path: string, out: Findings): boolean {
  const roles = commaList(optional(properties, 'security.roles'));
  const empty = roles.filter((role) => {
    const kinds = ['ledger', 'tx'].map((kind) => optional(properties, `security.role.${role}.${kind}-privileges`));
    return kinds.every((list) => commaList(list).length === 0);
  });
  for (const role of empty) out.add('warning', 'JDCHAIN-ROLE-EMPTY', path, 'security.roles', { role });
  return empty.length === roles.length;
}

/** JD Chain takes what is found here, so everything is a warning. */
export function lintRoles(inspection: Inspection, path: string, out: Findings): void {
  if (emptyRoles(inspection, path, out)) out.add('warning', 'JDCHAIN-ROLE-EVERYTHING', path, 'security.roles');
}

/** Who could do what after this genesis; nothing where everybody may do everything, which is said already. */
export function lintPowers(genesis: GenesisInput, path: string, out: Findings): void {
  if (genesis.roles.length === 1 && genesis.roles[0] === everythingRole) return;
  const standing = standingOfGenesis(genesis);
  for (const { rule, check } of roleChecks)
    for (const { at, params } of check(standing)) out.add('warning', rule, path, placeOf(at), params);
}
