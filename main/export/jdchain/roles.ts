/** Roles of ledger.init: `security.roles`, what each may do, and who has them (jdchain-framework `LedgerInitProperties`, `SecurityUtils`). */

import { refuse } from '../../core/rules.ts';
import { optional } from './values.ts';
import type { GenesisRole } from './participant.ts';
import {
  javaTrim,
  type LedgerPermission,
  ledgerPermissions,
  type TransactionPermission,
  transactionPermissions,
} from './names.ts';
import type { Properties } from './properties.ts';
import { jdchainRules } from './rules.ts';

const defaultRole = 'DEFAULT';
const longestName = 20;

/** A role with the name as it was written, which participants must repeat exactly. */
export interface WrittenRole {
  readonly written: string;
  readonly role: GenesisRole;
}

/** JD Chain's reading of a comma list: blanks around items and empty items go. */
export function commaList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(javaTrim)
    .filter((item) => item !== '');
}

/** DEFAULT with every permission: what JD Chain configures if no role is defined. */
export const everythingRole: GenesisRole = { name: defaultRole, ledger: ledgerPermissions, tx: transactionPermissions };

/**
 * The roles in the order in which they are configured: by the names as written, as a Java TreeMap sorts them. A role without
 * any permission is dropped. Throws JDCHAIN-PERMISSION, JDCHAIN-ROLE-NAME, JDCHAIN-ROLE-DUPLICATE, JDCHAIN-ROLE-DEFAULT.
 */
export function readRoles(properties: Properties): WrittenRole[] {
  const names = [...new Set(commaList(optional(properties, 'security.roles')))].sort((a, b) => (a < b ? -1 : 1));
  const roles = names
    .map((written) => readRole(properties, written))
    .filter(({ role }) => role.ledger.length + role.tx.length > 0);
  if (roles.length === 0) return [{ written: defaultRole, role: everythingRole }];
  const subject = `${properties.what}: security.roles`;
  const twice = roles.find(({ role }, i) => roles.findIndex((other) => other.role.name === role.name) !== i);
  if (twice) throw refuse(jdchainRules, 'JDCHAIN-ROLE-DUPLICATE', { role: twice.role.name }, { subject });
  if (!roles.some(({ written }) => written === defaultRole))
    throw refuse(jdchainRules, 'JDCHAIN-ROLE-DEFAULT', {}, { subject });
  return roles;
}

function readRole(properties: Properties, written: string): WrittenRole {
  const prefix = `security.role.${written}`;
  const ledger = permissions<LedgerPermission>(properties, `${prefix}.ledger-privileges`, ledgerPermissions);
  const tx = permissions<TransactionPermission>(properties, `${prefix}.tx-privileges`, transactionPermissions);
  return { written, role: { name: formatRoleName(properties, written), ledger, tx } };
}

function formatRoleName(properties: Properties, written: string): string {
  if (written.length <= longestName) return written.toUpperCase();
  throw refuse(jdchainRules, 'JDCHAIN-ROLE-NAME', { role: written }, { subject: `${properties.what}: security.roles` });
}

function permissions<T extends string>(properties: Properties, key: string, known: readonly T[]): T[] {
  const found = commaList(optional(properties, key)).map((value) => {
    const name = known.find((candidate) => candidate === value);
    if (name !== undefined) return name;
    throw refuse(
      jdchainRules,
      'JDCHAIN-PERMISSION',
      { value, hint: hint(value) },
      { subject: `${properties.what}: ${key}` },
    );
  });
  return [...new Set(found)];
}

/** The name that JD Chain's own shipped comment gives wrongly. */
function hint(value: string): string {
  return value === 'AUTHORIZE_ROLES' ? 'AUTHORIZE_USER_ROLES' : '';
}

/** The roles of one participant as written. Throws JDCHAIN-ROLE-UNDEFINED unless each is defined in exactly this writing. */
export function participantRoles(
  properties: Properties,
  key: string,
  defined: readonly WrittenRole[] | undefined,
): string[] {
  const roles = commaList(optional(properties, key));
  const unknown = defined && roles.find((role) => !defined.some(({ written }) => written === role));
  if (unknown === undefined) return roles;
  throw refuse(jdchainRules, 'JDCHAIN-ROLE-UNDEFINED', { role: unknown }, { subject: `${properties.what}: ${key}` });
}
