/** Settings of the ledger that were decided on: one decision over those before it. */

import { refuse } from '../rules.ts';
import { type LedgerState, type Register, type RoleChange, firstTwice } from './register.ts';
import { consortiumRules } from './rules.ts';

export function withoutTwins(names: string[]): string[] {
  const twice = firstTwice(names);
  if (twice !== undefined) throw refuse(consortiumRules, 'REGISTER-TWICE', {}, { subject: twice });
  return names;
}

/** Decided settings go over those that were decided before; of a role, what it is given and loses adds up. */
export function otherSettings({ ledger = {} }: Register, set: LedgerState): LedgerState {
  const { consensus, hash, roles } = set;
  const empty = (record: object = {}) => Object.keys(record).length === 0;
  for (const { grant, withdraw } of Object.values(roles ?? {})) {
    if (grant.length + withdraw.length === 0) throw refuse(consortiumRules, 'CHANGE-NOTHING');
    withoutTwins([...grant, ...withdraw]);
  }
  if (hash === ledger.hash && empty(consensus) && empty(roles)) throw refuse(consortiumRules, 'CHANGE-NOTHING');
  return {
    ...ledger,
    ...(!empty(consensus) && { consensus: { ...ledger.consensus, ...consensus } }),
    ...(hash !== undefined && { hash }),
    ...(!empty(roles) && { roles: otherRoles(ledger.roles, roles) }),
  };
}

function otherRoles(
  before: LedgerState['roles'] = {},
  set: LedgerState['roles'] = {},
): NonNullable<LedgerState['roles']> {
  const added = Object.entries(set).map(([name, { grant, withdraw }]): [string, RoleChange] => {
    const old = before[name] ?? { grant: [], withdraw: [] };
    const keep = (list: RoleChange['grant'], gone: RoleChange['grant']) => list.filter((one) => !gone.includes(one));
    const more = (list: RoleChange['grant'], other: RoleChange['grant'], gone: RoleChange['grant']) => [
      ...new Set([...keep(list, gone), ...other]),
    ];
    return [name, { grant: more(old.grant, grant, withdraw), withdraw: more(old.withdraw, withdraw, grant) }];
  });
  return { ...before, ...Object.fromEntries(added) };
}
