/** The administration of a first block (jdchain-core `LedgerAdminDataSetEditor`): participants, roles, who has them, settings. */

import { utf8 } from '../../../core/encoding/bytes.ts';
import { participantNode } from '../contracts.ts';
import { ledgerPermissionCodes, transactionPermissionCodes } from '../names.ts';
import { ledgerMetadata, ledgerSettings, privilegeSet, roleSet } from './contracts.ts';
import type { Entry } from './merkle-dataset.ts';
import { kvRoot } from './kv-dataset.ts';
import { merkleRoot } from './merkle-dataset.ts';
import type { GenesisParts } from './parts.ts';
import type { Hash } from './sort-tree.ts';

/** Encoded digests. */
export interface Administration {
  readonly participants: Uint8Array;
  readonly rolePrivileges: Uint8Array;
  readonly userRoles: Uint8Array;
  readonly settings: Uint8Array;
  /** Over the four, and the rest of the metadata. */
  readonly admin: Uint8Array;
}

/** Before the bits of a PrivilegeBitset. */
const bitsetPrefix = 0xf1;

/** `f1`, then permission code c as bit c mod 8, least significant first, of byte 1 + c div 8; no zero bytes at the end. */
export function bitset(codes: readonly number[]): Uint8Array {
  const out = new Uint8Array(2 + (Math.max(-8, ...codes) >> 3));
  out[0] = bitsetPrefix;
  for (const code of codes) out[1 + (code >> 3)] = (out[1 + (code >> 3)] ?? 0) | (1 << (code & 7));
  return out;
}

/** By UTF-16 units, as a Java TreeSet sorts and without doubles. */
const sortedRoles = (roles: readonly string[]): string[] => [...new Set(roles)].sort((a, b) => (a < b ? -1 : 1));

export function participantEntries({ setting }: GenesisParts): Entry[] {
  return setting.participants.map((node) => [node.address, participantNode.encode(node)]);
}

export function rolePrivilegeEntries({ roles }: GenesisParts): Entry[] {
  return roles.map(({ name, ledger, tx }) => [
    utf8(name),
    privilegeSet.encode({
      ledger: bitset(ledger.map((one) => ledgerPermissionCodes[one])),
      tx: bitset(tx.map((one) => transactionPermissionCodes[one])),
    }),
  ]);
}

export function userRoleEntries({ authorised }: GenesisParts): Entry[] {
  return authorised.map(({ address, policy, roles }) => [
    address,
    roleSet.encode({ policy, roles: sortedRoles(roles) }),
  ]);
}

/** Behind each entry of KV stands its place in the sequence. */
function withSequence(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry, i): Entry[] => [entry, [utf8(`SQ/${String(i)}`), entry[0]]]);
}

/** Throws JDCHAIN-LEDGER-ORDER. */
export function administration(parts: GenesisParts, hash: Hash): Administration {
  const { setting } = parts;
  const root = (prefix: string, entries: readonly Entry[]) =>
    setting.dataStructure === 'KV' ? kvRoot(prefix, withSequence(entries), hash) : merkleRoot(entries, hash);
  const hashes = {
    participants: root('L:/PAR/', participantEntries(parts)),
    settings: hash(ledgerSettings.encode(setting)),
    rolePrivileges: root('L:/RPV/', rolePrivilegeEntries(parts)),
    userRoles: root('L:/URO/', userRoleEntries(parts)),
  };
  return { ...hashes, admin: hash(ledgerMetadata.encode({ ...setting, ...hashes })) };
}
