/** What a genesis transaction says, by the sets of the ledger that it fills (jdchain-core `LedgerInitializer`). */

import { toBase58 } from '../../../core/encoding/base58.ts';
import { refuse } from '../../../core/rules.ts';
import { type Operation, transactionContent } from '../contracts.ts';
import { hashAlgorithms, type HashName } from '../names.ts';
import { jdchainRules } from '../rules.ts';

type Of<K extends Operation['kind']> = Extract<Operation, { kind: K }>;

export interface GenesisParts {
  readonly setting: Of<'ledgerInit'>['setting'];
  readonly hash: HashName;
  /** In the order of their operations, as are the others. */
  readonly users: readonly Pick<Of<'userRegister'>, 'user' | 'certificate'>[];
  readonly roles: Of<'rolesConfigure'>['roles'];
  readonly authorised: readonly {
    readonly address: Uint8Array;
    readonly policy: 'UNION' | 'INTERSECT';
    readonly roles: readonly string[];
  }[];
}

function pick<K extends Operation['kind']>(operations: readonly Operation[], kind: K): Of<K>[] {
  return operations.filter((operation): operation is Of<K> => operation.kind === kind);
}

/** Throws JDCHAIN-PROTO, JDCHAIN-GENESIS, JDCHAIN-LEDGER-TWICE. */
export function genesisParts(content: Uint8Array, what: string): GenesisParts {
  const { operations } = transactionContent.decode(content, what);
  const setting = pick(operations, 'ledgerInit')[0]?.setting;
  if (setting === undefined)
    throw refuse(jdchainRules, 'JDCHAIN-GENESIS', { reason: 'it holds no LedgerInit operation' }, { subject: what });
  const parts = {
    setting,
    hash: hashOf(setting.crypto.hash, what),
    users: pick(operations, 'userRegister'),
    roles: pick(operations, 'rolesConfigure').flatMap(({ roles }) => roles),
    authorised: pick(operations, 'userAuthorize').flatMap(({ entries }) =>
      entries.flatMap(({ addresses, policy, roles }) => addresses.map((address) => ({ address, policy, roles }))),
    ),
  };
  demandOnce(parts, what);
  return parts;
}

function hashOf(code: number, what: string): HashName {
  const names = Object.keys(hashAlgorithms) as HashName[];
  const found = names.find((name) => hashAlgorithms[name].code === code);
  if (found !== undefined) return found;
  const reason = `its hash algorithm ${code.toString(16)} is unknown`;
  throw refuse(jdchainRules, 'JDCHAIN-GENESIS', { reason }, { subject: what });
}

/** A second one would be a second version of its entry, or refused there. */
function demandOnce({ setting, users, roles, authorised }: GenesisParts, what: string): void {
  const lists = [
    setting.participants.map(({ address }) => toBase58(address)),
    users.map(({ user }) => toBase58(user.address)),
    roles.map(({ name }) => name),
    authorised.map(({ address }) => toBase58(address)),
  ];
  for (const list of lists) {
    const twice = list.find((name, i) => list.indexOf(name) !== i);
    if (twice !== undefined) throw refuse(jdchainRules, 'JDCHAIN-LEDGER-TWICE', { name: twice }, { subject: what });
  }
}
