/** The operations that an administrator builds offline: what is asked for, and the fields that follow. tx/operations.ts has the rest of each. */

import { utf8 } from '../../../core/encoding/bytes.ts';
import type { Text } from '../../../core/rules.ts';
import { consensusKinds } from '../../../core/ceremony/consensus.ts';
import type * as first from '../contracts.ts';
import {
  consensusProviders,
  hashAlgorithms,
  ledgerPermissions,
  type LedgerPermission,
  type TransactionPermission,
  transactionPermissions,
} from '../names.ts';
import { readProperties } from '../properties.ts';
import { participantName } from '../registration.ts';
import { sortSettings } from '../settings.ts';
import type * as later from './contracts.ts';
import {
  addressOf,
  certificateOf,
  demandChange,
  type Form,
  type Given,
  identityOf,
  type Option,
  roleOf,
  text,
  texts,
  word,
  wrong,
} from './given.ts';

type Value<C extends { decode: (bytes: Uint8Array, what: string) => unknown }> = ReturnType<C['decode']>;

function option(name: string, form: Option['form'], value: string, needed: boolean, say: Text): Option {
  return { name, form, value, needed, say };
}

const address = (say: Text): Option => option('address', 'one', 'address', true, say);
const userAddress = address({ en: 'the address of the user', zh: '用户地址' });
const key = (say: Text): Option => option('pubkey', 'one', 'key', true, say);
const certificate = (needed: boolean): Option =>
  option('certificate', 'file', 'file', needed, {
    en: 'its certificate in PEM, on a ledger with certificates',
    zh: '其 PEM 证书，用于证书模式的账本',
  });
const words = (name: string, list: readonly string[], say: Text): Option =>
  option(name, 'one', list.join('|'), true, say);
const changes = (grant: Text, withdraw: Text): Option[] => [
  option('grant', 'list', 'A,B', false, grant),
  option('withdraw', 'list', 'A,B', false, withdraw),
];

const certificateIn = (given: Given): string =>
  given['certificate'] === undefined ? '' : certificateOf(text(given, 'certificate'), 'certificate');

const userStates = ['NORMAL', 'FREEZE', 'REVOKE'] as const;
const nodeStates = ['READY', 'CONSENSUS', 'DEACTIVATED'] as const;
const accountTypes = ['DATA', 'EVENT', 'CONTRACT'] as const;
const policies = ['UNION', 'INTERSECT'] as const;

export const participantRegister: Form<Omit<Value<typeof first.participantRegister>, 'kind'>> = {
  command: 'participant-register',
  options: [
    option('name', 'one', 'name', true, { en: 'the name of the new participant', zh: '新参与方的名称' }),
    key({ en: 'its public key, Base58', zh: '其公钥（Base58）' }),
    certificate(false),
  ],
  make: (given) => ({
    name: participantName(text(given, 'name')),
    participant: identityOf(given, 'pubkey'),
    certificate: certificateIn(given),
  }),
};

export const participantState: Form<Value<typeof later.participantStateUpdate>> = {
  command: 'participant-state',
  options: [
    key({ en: 'the public key of the participant', zh: '参与方的公钥' }),
    words('state', nodeStates, { en: 'its new state', zh: '新状态' }),
  ],
  make: (given) => ({ participant: identityOf(given, 'pubkey'), state: word(given, 'state', nodeStates) }),
};

export const userRegister: Form<Omit<Value<typeof first.userRegister>, 'kind'>> = {
  command: 'user-register',
  options: [key({ en: 'the public key of the new user', zh: '新用户的公钥' }), certificate(false)],
  make: (given) => ({ user: identityOf(given, 'pubkey'), certificate: certificateIn(given) }),
};

export const userState: Form<Value<typeof later.userStateUpdate>> = {
  command: 'user-state',
  options: [
    userAddress,
    words('state', userStates, { en: 'its new state; REVOKE is for ever', zh: '新状态；REVOKE 不可恢复' }),
  ],
  make: (given) => ({
    address: addressOf(text(given, 'address'), 'address'),
    state: word(given, 'state', userStates),
  }),
};

export const userCa: Form<Value<typeof later.userCaUpdate>> = {
  command: 'user-ca',
  options: [userAddress, certificate(true)],
  make: (given) => ({ address: addressOf(text(given, 'address'), 'address'), certificate: certificateIn(given) }),
};

export const role: Form<Omit<Value<typeof first.rolesConfigure>, 'kind'>> = {
  command: 'role',
  options: [
    option('name', 'one', 'role', true, { en: 'the role, new or not', zh: '角色，新建或已有' }),
    ...changes(
      { en: 'permissions that it is given', zh: '授予的权限' },
      { en: 'permissions that it loses', zh: '撤销的权限' },
    ),
  ],
  make(given) {
    const [grant, withdraw] = [permissions(given, 'grant'), permissions(given, 'withdraw')];
    demandChange([...grant.ledger, ...grant.tx], [...withdraw.ledger, ...withdraw.tx]);
    const name = roleOf(text(given, 'name'), 'name');
    return { roles: [{ name, ledger: grant.ledger, notLedger: withdraw.ledger, tx: grant.tx, notTx: withdraw.tx }] };
  },
};

function permissions(given: Given, name: string): { ledger: LedgerPermission[]; tx: TransactionPermission[] } {
  const all = texts(given, name).map((one) => one.toUpperCase());
  const ledger = all.flatMap((value) => ledgerPermissions.find((known) => known === value) ?? []);
  const tx = all.flatMap((value) => transactionPermissions.find((known) => known === value) ?? []);
  const known: readonly string[] = [...ledger, ...tx];
  const unknown = all.find((value) => !known.includes(value));
  if (unknown === undefined) return { ledger, tx };
  const hint = unknown === 'AUTHORIZE_ROLES' ? 'AUTHORIZE_USER_ROLES' : '';
  throw wrong('JDCHAIN-PERMISSION', name, { value: unknown, hint });
}

export const authorize: Form<Omit<Value<typeof first.userAuthorize>, 'kind'>> = {
  command: 'authorize',
  options: [
    option('address', 'list', 'address', true, { en: 'the addresses of the users', zh: '用户地址（可多个）' }),
    ...changes({ en: 'roles that they are given', zh: '授予的角色' }, { en: 'roles that they lose', zh: '撤销的角色' }),
    words('policy', policies, {
      en: 'how several roles count from now on; JD Chain always sets it, so it is asked for',
      zh: '此后多个角色如何计算；JD Chain 每次都会改写，因此必须写明',
    }),
  ],
  make(given) {
    const roles = (name: string) => texts(given, name).map((one) => roleOf(one, name));
    const [grant, withdraw] = [roles('grant'), roles('withdraw')];
    demandChange(grant, withdraw);
    const addresses = texts(given, 'address').map((one) => addressOf(one, 'address'));
    return { entries: [{ addresses, policy: word(given, 'policy', policies), roles: grant, notRoles: withdraw }] };
  },
};

export const consensus: Form<Value<typeof later.consensusSettingsUpdate>> = {
  command: 'consensus',
  options: [
    option('config', 'file', 'file', true, {
      en: 'properties that change, or the whole file of another consensus',
      zh: '要变更的参数，或另一种共识的完整配置文件',
    }),
    option('to', 'one', consensusKinds.join('|'), false, {
      en: 'change over to another consensus; the ledger’s own is kept otherwise',
      zh: '切换到另一种共识；默认保持账本现有共识',
    }),
  ],
  make(given) {
    const properties = readProperties(utf8(text(given, 'config')), '--config');
    const read = sortSettings(properties.keys().map((name) => [name, properties.get(name) ?? ''] as const));
    if (read.length === 0) throw wrong('JDCHAIN-TX-EMPTY', 'config', { options: '--config' });
    return { properties: read, provider: given['to'] === undefined ? '' : consensusProviders[kindIn(given)] };
  },
};

function kindIn(given: Given) {
  const value = text(given, 'to');
  const kind = consensusKinds.find((one) => one === value.toLowerCase());
  if (kind !== undefined) return kind;
  throw wrong('JDCHAIN-VALUE', 'to', { value, expected: consensusKinds.join(' / ') });
}

const hashNames = Object.keys(hashAlgorithms) as (keyof typeof hashAlgorithms)[];

export const hashAlgorithm: Form<Value<typeof later.hashAlgorithmUpdate>> = {
  command: 'hash-algorithm',
  options: [words('algorithm', hashNames, { en: 'for all later blocks', zh: '用于此后的区块' })],
  make: (given) => ({ algorithm: word(given, 'algorithm', hashNames) }),
};

const roots = (name: string, say: Text): Option => option(name, 'files', 'file', false, say);

export const rootCa: Form<Value<typeof later.rootCaUpdate>> = {
  command: 'root-ca',
  options: [
    roots('add', { en: 'a new root certificate in PEM; may be repeated', zh: '新增的 PEM 根证书，可重复' }),
    roots('update', { en: 'one for a key that is there already', zh: '替换同一密钥已有的根证书' }),
    roots('remove', { en: 'one that goes, just as it stands in the ledger', zh: '移除的根证书，须与账本中的完全一致' }),
  ],
  make(given) {
    const read = (name: string) => texts(given, name).map((one) => certificateOf(one, name));
    const value = { add: read('add'), update: read('update'), remove: read('remove') };
    const all = Object.values(value).flat();
    if (all.length === 0) throw wrong('JDCHAIN-TX-EMPTY', 'add', { options: '--add, --update, --remove' });
    if (new Set(all).size < all.length) throw wrong('JDCHAIN-TX-BOTH', 'remove', { value: 'PEM' });
    return value;
  },
};

export const accountPermission: Form<Value<typeof later.accountPermissionSet>> = {
  command: 'account-permission',
  options: [
    words('type', accountTypes, { en: 'the kind of account', zh: '账户类型' }),
    address({ en: 'the address of the account', zh: '账户地址' }),
    option('mode', 'one', 'nnn', false, {
      en: 'three digits for owners, role and others: 4 read, 2 write, 1 execute',
      zh: '三位数字，依次为所有者、角色、其他用户：4 读、2 写、1 执行',
    }),
    option('role', 'one', 'role', false, { en: 'the role that the second digit means', zh: '第二位数字所指的角色' }),
  ],
  make(given) {
    const [mode, named] = [given['mode'], given['role']];
    if (mode === undefined && named === undefined)
      throw wrong('JDCHAIN-TX-EMPTY', 'mode', { options: '--mode, --role' });
    return {
      address: addressOf(text(given, 'address'), 'address'),
      type: word(given, 'type', accountTypes),
      mode: mode === undefined ? -1 : modeOf(text(given, 'mode')),
      role: named === undefined ? '' : roleOf(text(given, 'role'), 'role'),
    };
  },
};

/** JD Chain takes 5 for 4, and 8 and 9 for nothing, without a word. */
function modeOf(value: string): number {
  if (/^[0-46-7]{3}$/.test(value)) return Number(value);
  throw wrong('JDCHAIN-TX-MODE', 'mode', { value });
}

export const contractState: Form<Value<typeof later.contractStateUpdate>> = {
  command: 'contract-state',
  options: [
    address({ en: 'the address of the contract', zh: '合约地址' }),
    words('state', userStates, { en: 'its new state; REVOKE is for ever', zh: '新状态；REVOKE 不可恢复' }),
  ],
  make: userState.make,
};
