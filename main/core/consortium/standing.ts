/**
 * Who holds which role on the ledger by now: as it was founded, and what was decided on since. Transactions that somebody sent
 * without a decision are not known here.
 */

import { ledgerPermissions, transactionPermissions } from '../ceremony/permissions.ts';
import type { Holder, Standing, StandingRole } from '../ceremony/powers.ts';
import { type LedgerState, type Register, inForce } from './register.ts';

/** Members in force with their roles; whoever holds some without being a member (a root) keeps them. */
export function standingNow(founded: Standing, register: Register): Standing {
  const known = new Set(register.members.map(({ id }) => id));
  const members = inForce(register).map(({ id, ledgerRoles }): Holder => {
    const before = founded.holders.find((holder) => holder.id === id) ?? { id, roles: [], policy: 'UNION' };
    return ledgerRoles ? { ...before, roles: ledgerRoles } : before;
  });
  const others = founded.holders.filter(({ id }) => !known.has(id));
  return { roles: otherRoleRights(founded.roles, register.ledger?.roles), holders: [...members, ...others] };
}

/** Roles with what was decided on for some of them, new ones behind them. */
export function otherRoleRights(roles: readonly StandingRole[], changes: LedgerState['roles'] = {}): StandingRole[] {
  const made = Object.keys(changes).filter((name) => !roles.some((role) => role.name === name));
  return [...roles, ...made.map((name) => ({ name, ledger: [], tx: [] }))].map((role) => {
    const change = changes[role.name];
    if (!change) return role;
    const has = new Set([...role.ledger, ...role.tx, ...change.grant].filter((one) => !change.withdraw.includes(one)));
    return {
      name: role.name,
      ledger: ledgerPermissions.filter((one) => has.has(one)),
      tx: transactionPermissions.filter((one) => has.has(one)),
    };
  });
}
