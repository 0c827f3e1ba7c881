/** Every operation of JD Chain 1.6.5 by its code: what it is called, what its fields say, and how those that are built here are given. */

import type { Text } from '../../../core/rules.ts';
import * as first from '../contracts.ts';
import type { Contract } from '../proto.ts';
import * as later from './contracts.ts';
import * as forms from './forms.ts';
import type { Form } from './given.ts';
import { account, addressSignature, by, digest, type Line, line, propertyText, typed } from './lines.ts';
import { ledgerInitLines } from './ledger-init.ts';

/** What is known of one kind of operation. */
export interface Kind {
  readonly contract: Contract<object>;
  readonly title: Text;
  /** The fields of its bytes, which are written again to the same bytes or refused. */
  readonly lines: (value: object) => Line[];
  /** Of one that an administrator builds here. */
  readonly form?: Form<object>;
}

function kind<T extends object>(
  contract: Contract<T>,
  en: string,
  zh: string,
  lines: (value: T) => Line[],
  form?: Form<Omit<T, 'kind'>>,
): Kind {
  return { contract, title: { en, zh }, lines: (value) => lines(value as T), ...(form && { form }) };
}

const certificate = (text: string): Line[] => (text === '' ? [] : [line('certificate', 'Certificate', '证书', text)]);
const names = (list: readonly string[]): string => (list.length === 0 ? '–' : list.join(', '));

type Role = later.Value<typeof first.roleEntry>;
const roleLines = ({ name, ledger, notLedger, tx, notTx }: Role): Line[] => [
  line('role', 'Role', '角色', name),
  line('grants', '  is given', '  授予', names([...ledger, ...tx])),
  line('withdraws', '  loses', '  撤销', names([...notLedger, ...notTx])),
];

type UserRoles = later.Value<typeof first.userRolesEntry>;
const userRoleLines = ({ addresses, policy, roles, notRoles }: UserRoles): Line[] => [
  ...addresses.map((address) => line('user', 'User', '用户', by(address))),
  line('grants', '  is given the roles', '  授予角色', names(roles)),
  line('withdraws', '  loses the roles', '  撤销角色', names(notRoles)),
  line('policy', '  several roles count', '  多角色策略', policy),
];

/** JD Chain's `AccountModeBits`: three decimal digits, of which it takes 5 for 4, and 8 and 9 for nothing. */
const modeBits = ['---', '--x', '-w-', '-wx', 'r--', 'r--', 'rw-', 'rwx', '---', '---'] as const;

function modeLine(mode: number): Line {
  if (mode === -1) return line('mode', 'Mode', '权限位', '–');
  const digits = String(mode).padStart(3, '0');
  const bits = Array.from(digits, (digit) => modeBits[Number(digit)] ?? '?').join('');
  const odd = mode < 0 || mode > 777 || /[589]/.test(digits);
  return line('mode', 'Mode', '权限位', `${digits} ${odd ? '' : bits}`.trim(), odd ? otherMode : undefined);
}

const otherMode: Text = {
  en: 'JD Chain refuses a mode beyond 777, and takes 5 for 4, 8 and 9 for 0',
  zh: 'JD Chain 会拒绝大于 777 的权限位，并把 5 当作 4、8 和 9 当作 0',
};

type Call = Parameters<typeof later.contractCall.encode>[0];
const callLines = ({ address, event, args, version }: Call): Line[] => [
  line('address', 'Contract', '合约', by(address)),
  line('event', 'Method', '方法', event),
  line('version', 'Contract version', '合约版本', String(version)),
  ...(args?.values ?? []).map((value, i) => line('argument', `Argument ${i + 1}`, `参数 ${i + 1}`, typed(value))),
];

const genesis: readonly Kind[] = [
  kind(first.ledgerInit, 'Found a ledger', '创建账本', ({ setting }) => ledgerInitLines(setting)),
  kind(
    first.userRegister,
    'Register a user',
    '注册用户',
    ({ user, certificate: text }) => [...account(user), ...certificate(text)],
    forms.userRegister,
  ),
  kind(first.rolesConfigure, 'Configure roles', '配置角色', ({ roles }) => roles.flatMap(roleLines), forms.role),
  kind(
    first.userAuthorize,
    'Give users roles',
    '用户授权',
    ({ entries }) => entries.flatMap(userRoleLines),
    forms.authorize,
  ),
];

const members: readonly Kind[] = [
  kind(
    first.participantRegister,
    'Register a participant',
    '注册参与方',
    ({ name, participant, certificate: text }) => [
      line('name', 'Name', '名称', name),
      ...account(participant),
      ...certificate(text),
    ],
    forms.participantRegister,
  ),
  kind(
    later.participantStateUpdate,
    'Change a participant’s state',
    '变更参与方状态',
    ({ participant, state }) => [...account(participant), line('state', 'New state', '新状态', state)],
    forms.participantState,
  ),
  kind(
    later.userStateUpdate,
    'Change a user’s state',
    '变更用户状态',
    ({ address, state }) => [line('address', 'User', '用户', by(address)), line('state', 'New state', '新状态', state)],
    forms.userState,
  ),
  kind(
    later.userCaUpdate,
    'Change a user’s certificate',
    '更新用户证书',
    ({ address, certificate: text }) => [line('address', 'User', '用户', by(address)), ...certificate(text)],
    forms.userCa,
  ),
  kind(later.userInfoSet, 'Set a user’s information (it has no fields)', '设置用户信息（无字段）', () => []),
];

const settings: readonly Kind[] = [
  kind(
    later.consensusSettingsUpdate,
    'Change the consensus settings',
    '变更共识设置',
    ({ properties, provider }) => [
      line('provider', 'Consensus', '共识', provider === '' ? '–' : provider),
      ...properties.map(([name, value]) => line('property', 'Property', '参数', propertyText(name, value))),
    ],
    forms.consensus,
  ),
  kind(later.consensusReconfig, 'Reconfigure the consensus', '重新配置共识', ({ type }) => [
    line('type', 'Kind', '类型', type),
  ]),
  kind(
    later.hashAlgorithmUpdate,
    'Change the hash algorithm',
    '变更哈希算法',
    ({ algorithm }) => [line('algorithm', 'Algorithm', '算法', algorithm)],
    forms.hashAlgorithm,
  ),
  kind(
    later.rootCaUpdate,
    'Change the root certificates',
    '更新根证书',
    ({ add, update, remove }) => [
      ...add.map((text) => line('adds', 'Adds', '新增', text)),
      ...update.map((text) => line('updates', 'Updates', '更新', text)),
      ...remove.map((text) => line('removes', 'Removes', '移除', text)),
    ],
    forms.rootCa,
  ),
  kind(
    later.accountPermissionSet,
    'Set the permissions of an account',
    '设置账户权限',
    ({ address, type, mode, role }) => [
      line('address', 'Account', '账户', by(address)),
      line('type', 'Kind', '类型', type),
      modeLine(mode),
      line('role', 'Role', '角色', role === '' ? '–' : role),
    ],
    forms.accountPermission,
  ),
];

const data: readonly Kind[] = [
  kind(later.dataAccountRegister, 'Register a data account', '注册数据账户', ({ account: id, signature }) => [
    ...account(id),
    ...addressSignature(signature),
  ]),
  kind(later.dataAccountWrite, 'Write into a data account', '写入数据账户', ({ address, writes }) => [
    line('address', 'Data account', '数据账户', by(address)),
    ...writes.flatMap(({ key, value, expectedVersion }) => [
      line('key', 'Key', '键', key),
      line('value', '  value', '  值', typed(value)),
      line('expectedVersion', '  expected version', '  预期版本', String(expectedVersion)),
    ]),
  ]),
  kind(later.eventAccountRegister, 'Register an event account', '注册事件账户', ({ account: id }) => account(id)),
  kind(later.eventPublish, 'Publish events', '发布事件', ({ address, events }) => [
    line('address', 'Event account', '事件账户', by(address)),
    ...events.flatMap(({ name, content, sequence }) => [
      line('event', 'Event', '事件', name),
      line('value', '  content', '  内容', typed(content)),
      line('sequence', '  sequence', '  序号', String(sequence)),
    ]),
  ]),
  kind(later.contractDeploy, 'Deploy a contract', '部署合约', ({ account: id, code, signature, version, language }) => [
    ...account(id),
    line('language', 'Language', '语言', language),
    line('version', 'Version', '版本', String(version)),
    line('code', 'Code', '代码', digest(code)),
    ...addressSignature(signature),
  ]),
  kind(
    later.contractStateUpdate,
    'Change a contract’s state',
    '变更合约状态',
    ({ address, state }) => [
      line('address', 'Contract', '合约', by(address)),
      line('state', 'New state', '新状态', state),
    ],
    forms.contractState,
  ),
  kind(later.contractCall, 'Call a contract', '调用合约', callLines),
  kind(later.contractCrossCall, 'A call between contracts, with its result', '合约间调用及其结果', (value) => [
    ...callLines(value),
    line('result', 'Result', '结果', typed(value.result)),
  ]),
];

export const kinds: ReadonlyMap<number, Kind> = new Map(
  [...genesis, ...members, ...settings, ...data].map((one) => [one.contract.code, one]),
);
