/** For each rule of a plan: a change of the example that it refuses, and a near one that it accepts. */

import { bech32, hex } from '@scure/base';
import type { PlanContext } from '../../../main/core/ceremony/checks-types.ts';
import type { PlanRule } from '../../../main/core/ceremony/plan-rules.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { context, examplePlan, type Change, carrierKey, producerKey, sm2Key } from './plan-help.ts';

export interface Case {
  readonly rule: PlanRule;
  readonly level: 'error' | 'warning';
  readonly field: string;
  readonly reject: readonly Change[];
  readonly accept: readonly Change[];
  /** The context of both, or of each. */
  readonly context?: Partial<PlanContext>;
  readonly rejectContext?: Partial<PlanContext>;
}

const plan = examplePlan();
const recipient = 'age1t86w4cjsq9awgntwr60fpk9zmdtmm4yrwdxfkte77qc50afw0pdslrkal5';
const otherRecipient = bech32.encode('age', bech32.toWords(hex.decode('11'.repeat(32))));
const offCurve = `SFZ6L${sm2Key.slice(5, -1)}C`;
const custodians = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...plan.custodians[0], id: `c${i}`, organisation: `o${i}` }));
const banks = { id: 'banks', name: { zh: '银行', en: 'Banks' }, threshold: 2 };
const regulators = { id: 'regulators', name: { zh: '监管机构', en: 'Regulators' }, threshold: 1 };
/** Banks c1 to c3, of whom two are needed, regulators c4 and c5, of whom one is; in all three. */
const inGroups: readonly Change[] = [
  ['scheme', 'slip39'],
  ['groups', { threshold: 2, list: [banks, regulators] }],
  ...plan.custodians.map((_, i): Change => [`custodians.${i}.group`, i < 3 ? 'banks' : 'regulators']),
];
const adminLedger = 'chain.ledger.roles.ADMIN.ledger';
const admin = plan.chain.ledger.roles.ADMIN?.ledger ?? [];
const without = (...names: string[]) => admin.filter((name) => !names.includes(name));
const defaultLedger = 'chain.ledger.roles.DEFAULT.ledger';
const broker = { kind: 'mq', settings: { 'system.msg.queue.server': 'rabbitmq://mq.example:5672' } };
const ipc = (host: string, port: number) => ({ host, port });

/** A ledger with certificates of the Ed25519 root: every member's key is made here, with a gateway and a user of the first. */
const gateway = { id: 'brand-gw', member: 'brand', key: { make: 'ed25519' }, ledgerRoles: [], rolesPolicy: 'UNION' };
const user = { id: 'brand-app', member: 'brand', key: { make: 'ed25519' } };
const ca = { root: 'root-ed', subject: 'CN=根,C=CN', rootDays: 3650, days: 365, gateways: [gateway], users: [user] };
const certified = (...changes: readonly Change[]): readonly Change[] => [
  ['chain.ledger.identityMode', 'CA'],
  ['chain.ledger.ca', ca],
  ...plan.members.flatMap((_, i): Change[] => [
    [`members.${i}.key`, { make: 'ed25519' }],
    [`members.${i}.holder`, 'c1'],
  ]),
  ...changes,
];
const request = '-----BEGIN CERTIFICATE REQUEST-----';
const users = (key: object) => [{ ...user, key }];
/** Each request is of the key that is said. */
const reading = (key: string): Partial<PlanContext> => ({
  decodeKey: (text) => context().decodeKey(text.startsWith(request) ? key : text),
});

const certificates: readonly Case[] = [
  {
    rule: 'PLAN-CA-PART',
    level: 'error',
    field: 'chain.ledger.ca',
    reject: certified(['chain.ledger.ca', undefined]),
    accept: certified(),
  },
  {
    rule: 'PLAN-CA-PART',
    level: 'error',
    field: 'chain.ledger.ca',
    reject: certified(['chain.ledger.identityMode', 'KEYPAIR']),
    accept: [],
  },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'chain.ledger.ca.subject',
    reject: certified(['chain.ledger.ca.subject', 'OU=PEER']),
    accept: certified(),
  },
  {
    rule: 'PLAN-CA-ROOT',
    level: 'error',
    field: 'chain.ledger.ca.root',
    reject: certified(['chain.ledger.ca.root', 'root-x']),
    accept: certified(),
  },
  {
    rule: 'PLAN-CA-KEY',
    level: 'error',
    field: 'members[1].key.public',
    reject: certified(['members.1.key', { public: producerKey }]),
    accept: certified(['members.1.key', { request }]),
    context: reading(producerKey),
  },
  {
    rule: 'PLAN-CA-KEY',
    level: 'error',
    field: 'members[1].key.request',
    reject: [['members.1.key', { request }]],
    accept: [['members.1.key', { public: producerKey }]],
    context: reading(producerKey),
  },
  {
    rule: 'PLAN-CA-SUITE',
    level: 'error',
    field: 'chain.ledger.ca.users[0].key.request',
    reject: certified(['chain.ledger.ca.users', users({ request })]),
    accept: certified(['chain.ledger.ca.users', users({ request })]),
    context: reading(producerKey),
    rejectContext: reading(sm2Key),
  },
  {
    rule: 'PLAN-CA-SUITE',
    level: 'error',
    field: 'members[0].key.make',
    reject: certified(['members.0.key.make', 'sm2']),
    accept: certified(),
  },
  {
    rule: 'PLAN-CA-DAYS',
    level: 'error',
    field: 'chain.ledger.ca.days',
    reject: certified(['chain.ledger.ca.days', 3651]),
    accept: certified(['chain.ledger.ca.days', 3650]),
  },
  {
    rule: 'PLAN-CA-MEMBER',
    level: 'error',
    field: 'chain.ledger.ca.gateways[0].member',
    reject: certified(['chain.ledger.ca.gateways.0.member', 'bank']),
    accept: certified(),
  },
  {
    rule: 'PLAN-ID-DUPLICATE',
    level: 'error',
    field: 'chain.ledger.ca.users[0].id',
    reject: certified(['chain.ledger.ca.users.0.id', 'brand-gw']),
    accept: certified(),
  },
  {
    rule: 'PLAN-HOLDER-MISSING',
    level: 'error',
    field: 'chain.ledger.ca.users[0].member',
    reject: certified(['members.0.holder', undefined]),
    accept: certified(),
  },
  {
    rule: 'PLAN-HOLDER-IDLE',
    level: 'warning',
    field: 'members[1].holder',
    reject: certified(['members.1.key', { request }]),
    accept: certified(['members.1.key', { request }], ['chain.ledger.ca.users.0.member', 'producer']),
    context: reading(producerKey),
  },
  {
    rule: 'PLAN-ROLE-UNKNOWN',
    level: 'error',
    field: 'chain.ledger.ca.gateways[0].ledgerRoles[0]',
    reject: certified(['chain.ledger.ca.gateways.0.ledgerRoles', ['NOBODY']]),
    accept: certified(),
  },
  {
    rule: 'PLAN-KEY',
    level: 'error',
    field: 'chain.ledger.ca.users[0].key.request',
    reject: certified(['chain.ledger.ca.users', users({ request })]),
    accept: certified(),
    rejectContext: reading('x'),
  },
  {
    rule: 'PLAN-KEY-DUPLICATE',
    level: 'error',
    field: 'chain.ledger.ca.users[0].key.request',
    reject: certified(['members.1.key', { request }], ['chain.ledger.ca.users', users({ request })]),
    accept: certified(['members.1.key', { request }]),
    context: reading(producerKey),
  },
  {
    rule: 'PLAN-KEY-FILE',
    level: 'error',
    field: 'chain.ledger.ca.users[0].key.file',
    reject: certified(['chain.ledger.ca.users', users({ file: 'gone.csr' })]),
    accept: certified(),
  },
  {
    rule: 'PLAN-KEY-FILE-PATH',
    level: 'error',
    field: 'chain.ledger.ca.users[0].key.file',
    reject: certified(['chain.ledger.ca.users', users({ file: '../a.csr' })]),
    accept: certified(),
  },
];

/** One wrong field. */
const shape: readonly Case[] = [
  {
    rule: 'PLAN-FIELD-UNKNOWN',
    level: 'error',
    field: 'members[1].colour',
    reject: [['members.1.colour', 'red']],
    accept: [],
  },
  {
    rule: 'PLAN-FIELD-MISSING',
    level: 'error',
    field: 'scheme',
    reject: [['scheme', undefined]],
    accept: [['people.auditor', undefined]],
  },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'members[0].consensus.port',
    reject: [['members.0.consensus.port', 65536]],
    accept: [['members.0.consensus.port', 65534]],
  },
  { rule: 'PLAN-FIELD', level: 'error', field: 'threshold', reject: [['threshold', 2.5]], accept: [['threshold', 2]] },
  { rule: 'PLAN-FIELD', level: 'error', field: 'threshold', reject: [['threshold', '3']], accept: [] },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'expires',
    reject: [['expires', '2036-11-21']],
    accept: [['expires', '2036-11-21T00:00:00.000Z']],
  },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'members[0].key',
    reject: [['members.0.key', { make: 'sm2', file: 'a.pub' }]],
    accept: [['members.0.key', { make: 'sm2' }]],
  },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'members[0].name.zh',
    reject: [['members.0.name.zh', '品牌\n方']],
    accept: [['members.0.name.zh', '品牌 方']],
  },
  {
    rule: 'PLAN-FIELD',
    level: 'error',
    field: 'chain.ledger.consensus.settings["a b"]',
    reject: [['chain.ledger.consensus.settings', { 'a b': '1' }]],
    accept: [['chain.ledger.consensus.settings', { 'a.b': '1' }]],
  },
  {
    rule: 'PLAN-ID',
    level: 'error',
    field: 'members[0].id',
    reject: [['members.0.id', 'Brand']],
    accept: [['members.0.id', 'brand-2']],
  },
  {
    rule: 'PLAN-ID',
    level: 'error',
    field: 'roots[0].id',
    reject: [['roots.0.id', 'r'.repeat(33)]],
    accept: [['roots.0.id', 'r'.repeat(32)]],
  },
  {
    rule: 'PLAN-ID',
    level: 'error',
    field: 'people.names["P 1"]',
    reject: [['people.names.P 1', { zh: '甲', en: 'A' }]],
    accept: [],
  },
  {
    rule: 'PLAN-TRANSLATION',
    level: 'error',
    field: 'members[2].name.en',
    reject: [['members.2.name.en', undefined]],
    accept: [['members.2.name.en', 'Carrier Ltd.']],
  },
  {
    rule: 'PLAN-TRANSLATION',
    level: 'error',
    field: 'people.names.p1.zh',
    reject: [['people.names.p1.zh', ' ']],
    accept: [['people.names.p1.zh', '管理员']],
  },
  {
    rule: 'PLAN-SUITE',
    level: 'error',
    field: 'roots[1].suite',
    reject: [['roots.1.suite', 'rsa']],
    accept: [['roots.1.suite', 'p256']],
  },
  {
    rule: 'PLAN-SUITE',
    level: 'error',
    field: 'members[0].key.make',
    reject: [['members.0.key.make', 'rsa']],
    accept: [['members.0.key.make', 'p256']],
  },
  {
    rule: 'PLAN-PROFILE',
    level: 'error',
    field: 'consortium.profile',
    reject: [['consortium.profile', 'bank']],
    accept: [],
  },
  {
    rule: 'PLAN-SCHEME',
    level: 'error',
    field: 'scheme',
    reject: [['scheme', 'sskr']],
    accept: [['scheme', 'slip39']],
  },
  {
    rule: 'PLAN-SEAL',
    level: 'error',
    field: 'custodians[0].seal.kind',
    reject: [['custodians.0.seal.kind', 'fido2']],
    accept: [['custodians.0.seal', { kind: 'age', recipient: otherRecipient }]],
  },
  { rule: 'PLAN-CHAIN', level: 'error', field: 'chain.kind', reject: [['chain.kind', 'fabric']], accept: [] },
  {
    rule: 'PLAN-JDCHAIN-VERSION',
    level: 'error',
    field: 'chain.version',
    reject: [['chain.version', '1.6.4']],
    accept: [['chain.version', '1.6.5']],
  },
  {
    rule: 'PLAN-IDENTITY-MODE',
    level: 'error',
    field: 'chain.ledger.identityMode',
    reject: [['chain.ledger.identityMode', 'TLS']],
    accept: [['chain.ledger.identityMode', 'CA']],
  },
  {
    rule: 'PLAN-CONSENSUS-KIND',
    level: 'error',
    field: 'chain.ledger.consensus.kind',
    reject: [['chain.ledger.consensus.kind', 'pbft']],
    accept: [['chain.ledger.consensus.kind', 'bftsmart']],
  },
  {
    rule: 'PLAN-PERMISSION',
    level: 'error',
    field: 'chain.ledger.roles.ADMIN.ledger[0]',
    reject: [[`${adminLedger}.0`, 'AUTHORIZE_ROLES']],
    accept: [[`${adminLedger}.8`, 'UPGRADE_CONTRACT']],
  },
  {
    rule: 'PLAN-DUAL-CONTROL',
    level: 'error',
    field: 'dualControl[0]',
    reject: [['dualControl.0', 'lunch']],
    accept: [['dualControl.0', 'found']],
  },
];

/** Who holds what, and who is in the room. */
const people: readonly Case[] = [
  {
    rule: 'PLAN-ID-DUPLICATE',
    level: 'error',
    field: 'members[1].id',
    reject: [['members.1.id', 'brand']],
    accept: [['members.1.id', 'c1']],
  },
  {
    rule: 'PLAN-ID-DUPLICATE',
    level: 'error',
    field: 'custodians[4].id',
    reject: [['custodians.4.id', 'c1']],
    accept: [['custodians.4.id', 'c6']],
  },
  { rule: 'PLAN-ID-DUPLICATE', level: 'error', field: 'roots[1].id', reject: [['roots.1.id', 'root-ed']], accept: [] },
  {
    rule: 'PLAN-ID-RESERVED',
    level: 'error',
    field: 'roots[0].id',
    reject: [['roots.0.id', 'log-key']],
    accept: [['roots.0.id', 'log-key-2']],
  },
  {
    rule: 'PLAN-LIST-REPEATS',
    level: 'error',
    field: 'dualControl[1]',
    reject: [['dualControl', ['sign', 'sign']]],
    accept: [['dualControl', []]],
  },
  {
    rule: 'PLAN-LIST-REPEATS',
    level: 'error',
    field: 'chain.ledger.providers[2]',
    reject: [['chain.ledger.providers', ['sm', 'classic', 'sm']]],
    accept: [['chain.ledger.providers', ['sm', 'classic']]],
  },
  {
    rule: 'PLAN-TRANSLATION-ZH',
    level: 'warning',
    field: 'consortium.name.zh',
    reject: [['consortium.name.zh', 'Food Trace']],
    accept: [['consortium.name.zh', 'Food 溯源']],
  },
  {
    rule: 'PLAN-THRESHOLD-MIN',
    level: 'error',
    field: 'threshold',
    reject: [['threshold', 1]],
    accept: [['threshold', 2]],
  },
  { rule: 'PLAN-THRESHOLD-MIN', level: 'error', field: 'threshold', reject: [['threshold', -1]], accept: [] },
  {
    rule: 'PLAN-THRESHOLD-MAX',
    level: 'error',
    field: 'threshold',
    reject: [['threshold', 6]],
    accept: [['threshold', 5]],
  },
  {
    rule: 'PLAN-THRESHOLD-ALL',
    level: 'warning',
    field: 'threshold',
    reject: [['threshold', 5]],
    accept: [['threshold', 4]],
  },
  {
    rule: 'PLAN-CUSTODIANS',
    level: 'error',
    field: 'custodians',
    reject: [['custodians', custodians(256)]],
    accept: [['custodians', custodians(255)]],
  },
  {
    rule: 'PLAN-ONE-ORGANISATION',
    level: 'warning',
    field: 'custodians[0].organisation',
    reject: [
      ['custodians.1.organisation', 'brand'],
      ['custodians.2.organisation', 'brand'],
    ],
    accept: [['custodians.1.organisation', 'brand']],
  },
  {
    rule: 'PLAN-ONE-ORGANISATION',
    level: 'warning',
    field: 'custodians[0].organisation',
    // Two banks and a regulator are a quorum, three banks are none.
    reject: [...inGroups, ...[1, 3].map((i): Change => [`custodians.${i}.organisation`, 'brand'])],
    accept: [...inGroups, ...[1, 2].map((i): Change => [`custodians.${i}.organisation`, 'brand'])],
  },
  {
    rule: 'PLAN-GROUPS-SCHEME',
    level: 'error',
    field: 'groups',
    reject: [...inGroups, ['scheme', 'shamir']],
    accept: inGroups,
  },
  {
    rule: 'PLAN-SLIP39-MANY',
    level: 'error',
    field: 'custodians',
    reject: [
      ['scheme', 'slip39'],
      ['custodians', custodians(17)],
    ],
    accept: [
      ['scheme', 'slip39'],
      ['custodians', custodians(16)],
    ],
  },
  {
    rule: 'PLAN-SLIP39-MANY',
    level: 'error',
    field: 'groups.list[0]',
    reject: [...inGroups, ['custodians', custodians(17).map((each) => ({ ...each, group: 'banks' }))]],
    // Where one suffices all have the same words, however many they are.
    accept: [
      ...inGroups,
      ['custodians', custodians(17).map((each) => ({ ...each, group: 'banks' }))],
      ['groups.list.0.threshold', 1],
    ],
  },
  {
    rule: 'PLAN-SLIP39-MANY',
    level: 'error',
    field: 'groups.list',
    reject: [...inGroups, ['groups.list', Array.from({ length: 17 }, (_, i) => ({ ...banks, id: `g${i}` }))]],
    accept: [...inGroups, ['groups.list', Array.from({ length: 16 }, (_, i) => ({ ...banks, id: `g${i}` }))]],
  },
  {
    rule: 'PLAN-GROUP-UNKNOWN',
    level: 'error',
    field: 'custodians[2].group',
    reject: [...inGroups, ['custodians.2.group', 'insurers']],
    accept: [...inGroups, ['custodians.2.group', 'regulators']],
  },
  {
    rule: 'PLAN-GROUP-UNKNOWN',
    level: 'error',
    field: 'custodians[2].group',
    reject: [['custodians.2.group', 'banks']],
    accept: [],
  },
  {
    rule: 'PLAN-GROUP-MISSING',
    level: 'error',
    field: 'custodians[2].group',
    reject: [...inGroups, ['custodians.2.group', undefined]],
    accept: inGroups,
  },
  {
    rule: 'PLAN-GROUP-THRESHOLD',
    level: 'error',
    field: 'groups.list[0].threshold',
    reject: [...inGroups, ['groups.list.0.threshold', 4]],
    accept: [...inGroups, ['groups.list.0.threshold', 3]],
  },
  {
    rule: 'PLAN-GROUP-THRESHOLD',
    level: 'error',
    field: 'groups.list[1].threshold',
    reject: [...inGroups, ['groups.list.1.threshold', 0]],
    accept: inGroups,
  },
  {
    rule: 'PLAN-GROUPS-THRESHOLD',
    level: 'error',
    field: 'groups.threshold',
    reject: [...inGroups, ['groups.threshold', 3]],
    accept: [...inGroups, ['groups.threshold', 1]],
  },
  {
    rule: 'PLAN-GROUPS-SUM',
    level: 'error',
    field: 'threshold',
    reject: [...inGroups, ['threshold', 2]],
    accept: [...inGroups, ['threshold', 3]],
  },
  {
    rule: 'PLAN-GROUP-ALL',
    level: 'warning',
    field: 'groups.list[0]',
    reject: [...inGroups, ['groups.list.0.threshold', 3], ['threshold', 4]],
    accept: [...inGroups, ['groups.list.0.threshold', 3], ['groups.threshold', 1], ['threshold', 2]],
  },
  {
    rule: 'PLAN-GROUP-SAME-WORDS',
    level: 'warning',
    field: 'groups.list[1].threshold',
    reject: inGroups,
    accept: [...inGroups, ['groups.list.1.threshold', 2], ['threshold', 4]],
  },
  {
    rule: 'PLAN-ID-DUPLICATE',
    level: 'error',
    field: 'groups.list[1].id',
    reject: [...inGroups, ['groups.list.1.id', 'banks']],
    accept: inGroups,
  },
  {
    rule: 'PLAN-TRANSLATION-ZH',
    level: 'warning',
    field: 'groups.list[0].name.zh',
    reject: [...inGroups, ['groups.list.0.name.zh', 'Banks']],
    accept: inGroups,
  },
  {
    rule: 'PLAN-OPENABLE-GROUPS',
    level: 'warning',
    field: 'custodians',
    reject: [...inGroups, ['custodians.3.group', 'banks']],
    accept: inGroups,
  },
  {
    rule: 'PLAN-OPENABLE-GROUPS',
    level: 'error',
    field: 'custodians',
    reject: [...inGroups, ['custodians.3.group', 'banks']],
    accept: [...inGroups, ['custodians.3.group', 'banks']],
    context: { openable: ['c5'] },
    rejectContext: { openable: [] },
  },
  {
    rule: 'PLAN-RECIPIENT',
    level: 'error',
    field: 'custodians[4].seal.recipient',
    reject: [['custodians.4.seal.recipient', recipient.replace('t86w', 't86v')]],
    accept: [['custodians.4.seal.recipient', otherRecipient]],
  },
  {
    rule: 'PLAN-RECIPIENT',
    level: 'error',
    field: 'custodians[4].seal.recipient',
    reject: [['custodians.4.seal.recipient', recipient.toUpperCase()]],
    accept: [],
  },
  {
    rule: 'PLAN-RECIPIENT-TWICE',
    level: 'error',
    field: 'custodians[4].seal.recipient',
    reject: [['custodians.3.seal', { kind: 'age', recipient }]],
    accept: [['custodians.3.seal', { kind: 'age', recipient: otherRecipient }]],
  },
  {
    rule: 'PLAN-WORK-FACTOR',
    level: 'error',
    field: 'custodians[0].seal.workFactor',
    reject: [['custodians.0.seal.workFactor', 13]],
    accept: [['custodians.0.seal.workFactor', 14]],
  },
  {
    rule: 'PLAN-WORK-FACTOR',
    level: 'error',
    field: 'custodians[0].seal.workFactor',
    reject: [['custodians.0.seal.workFactor', 23]],
    accept: [['custodians.0.seal.workFactor', 22]],
  },
  {
    rule: 'PLAN-WORK-FACTOR-LOW',
    level: 'warning',
    field: 'custodians[1].seal.workFactor',
    reject: [['custodians.1.seal.workFactor', 17]],
    accept: [['custodians.1.seal.workFactor', 18]],
  },
  {
    rule: 'PLAN-OPENABLE',
    level: 'warning',
    field: 'custodians',
    reject: [['threshold', 5]],
    accept: [['threshold', 4]],
  },
  {
    rule: 'PLAN-OPENABLE',
    level: 'error',
    field: 'custodians',
    reject: [['threshold', 5]],
    accept: [['threshold', 4]],
    context: { openable: [] },
  },
  {
    rule: 'PLAN-OPENABLE',
    level: 'error',
    field: 'custodians',
    reject: [['threshold', 5]],
    accept: [['threshold', 5]],
    context: { openable: ['c5'] },
    rejectContext: { openable: ['c1'] },
  },
  {
    rule: 'PLAN-ADMINISTRATORS',
    level: 'error',
    field: 'people.administrators',
    reject: [['people.administrators', []]],
    accept: [['people.administrators', ['p1', 'p4']]],
  },
  {
    rule: 'PLAN-PERSON-NAME',
    level: 'error',
    field: 'people.witnesses[0]',
    reject: [['people.witnesses', ['p9']]],
    accept: [['people.witnesses', ['p4']]],
  },
  {
    rule: 'PLAN-PERSON-UNUSED',
    level: 'warning',
    field: 'people.names.p4',
    reject: [['people.auditor', undefined]],
    accept: [
      ['people.auditor', undefined],
      ['people.names.p4', undefined],
    ],
  },
  {
    rule: 'PLAN-WITNESS-NONE',
    level: 'warning',
    field: 'people.witnesses',
    reject: [['people.witnesses', []]],
    accept: [['people.witnesses', ['p4']]],
  },
  {
    rule: 'PLAN-WITNESS-OPERATOR',
    level: 'warning',
    field: 'people.witnesses[1]',
    reject: [['people.witnesses', ['p3', 'p2']]],
    accept: [['people.witnesses', ['p3', 'p4']]],
  },
  {
    rule: 'PLAN-DUAL-NOBODY',
    level: 'error',
    field: 'dualControl',
    reject: [['people', { administrators: ['p1'], operator: 'p1', witnesses: [], names: plan.people.names }]],
    accept: [['people', { administrators: ['p1'], operator: 'p2', witnesses: [], names: plan.people.names }]],
  },
  {
    rule: 'PLAN-DICE',
    level: 'error',
    field: 'entropy.dice',
    reject: [['entropy.dice', 99]],
    accept: [['entropy.dice', 100]],
  },
  {
    rule: 'PLAN-DICE',
    level: 'error',
    field: 'entropy.dice',
    reject: [['entropy.dice', 0]],
    accept: [['entropy', {}]],
  },
];

const voter = (id: string, seed: number) => {
  const secret = new Uint8Array(32).fill(seed);
  return { id, suite: 'ed25519' as const, publicKey: hex.encode(suite('ed25519').publicKey(secret)) };
};
const three = [voter('f1', 1), voter('f2', 2), voter('f3', 3)];
const alike = (key: ReturnType<typeof voter>): readonly Change[] => [
  ['tuf', { administrators: { threshold: 4, keys: [...three.slice(0, 2), key] } }],
];

/** Who signs what peers receive. */
const tuf: readonly Case[] = [
  {
    rule: 'PLAN-TUF-ROOT',
    level: 'error',
    field: 'tuf.roles.genesis.roots[0]',
    reject: [['tuf', { roles: { genesis: { roots: ['root-sm2'] } } }]],
    accept: [['tuf', { roots: ['root-ed'], roles: { genesis: { roots: ['root-ed'] } } }]],
  },
  {
    rule: 'PLAN-TUF-ROOT',
    level: 'error',
    field: 'tuf.roots[1]',
    reject: [['tuf', { roots: ['root-ed', 'root-ed'] }]],
    accept: [['tuf', { roots: ['root-ed'] }]],
  },
  {
    rule: 'PLAN-TUF-THRESHOLD',
    level: 'error',
    field: 'tuf.threshold',
    reject: [['tuf', { roots: ['root-ed'], threshold: 2 }]],
    accept: [['tuf', { roots: ['root-ed'], threshold: 1 }]],
  },
  {
    rule: 'PLAN-TUF-THRESHOLD',
    level: 'error',
    field: 'tuf.administrators.threshold',
    reject: [['tuf', { administrators: { threshold: 5, keys: three } }]],
    accept: [['tuf', { administrators: { threshold: 4, keys: three } }]],
  },
  {
    rule: 'PLAN-TUF-ADMINISTRATOR',
    level: 'error',
    field: 'tuf.administrators.keys[2]',
    reject: alike({ ...three[0]!, id: 'f3' }),
    accept: alike(three[2]!),
  },
  {
    rule: 'PLAN-TUF-ADMINISTRATOR',
    level: 'error',
    field: 'tuf.administrators.keys[2]',
    reject: alike({ ...three[2]!, publicKey: 'ff'.repeat(32) }),
    accept: alike(three[2]!),
  },
  {
    rule: 'PLAN-TUF-POWER',
    level: 'warning',
    field: 'tuf.administrators.threshold',
    reject: [['tuf', { administrators: { threshold: 3, keys: three } }]],
    accept: [['tuf', { administrators: { threshold: 4, keys: three } }]],
  },
  {
    rule: 'PLAN-TUF-MONTHS',
    level: 'warning',
    field: 'tuf.months.timestamp',
    reject: [['tuf', { months: { timestamp: 12 } }]],
    accept: [['tuf', { months: { timestamp: 18 } }]],
  },
];

/** Keys, endpoints and dates. */
const members: readonly Case[] = [
  {
    rule: 'PLAN-TUF-KEY',
    level: 'error',
    field: 'roots',
    reject: [['roots.0.suite', 'sm2']],
    accept: [['roots.0.suite', 'p256']],
  },
  {
    rule: 'PLAN-DATE',
    level: 'error',
    field: 'expires',
    reject: [['expires', '2036-02-30T00:00:00Z']],
    accept: [['expires', '2036-02-29T00:00:00Z']],
  },
  {
    rule: 'PLAN-DATE',
    level: 'error',
    field: 'chain.ledger.createdTime',
    reject: [['chain.ledger.createdTime', '2026-11-21T24:00:00Z']],
    accept: [['chain.ledger.createdTime', '2026-11-21T23:59:59.999Z']],
  },
  {
    rule: 'PLAN-EXPIRED',
    level: 'error',
    field: 'expires',
    reject: [['expires', '2026-11-21T02:00:00Z']],
    accept: [['expires', '2026-11-21T02:00:01Z']],
  },
  {
    rule: 'PLAN-EXPIRY-SHORT',
    level: 'warning',
    field: 'expires',
    reject: [['expires', '2027-11-20T00:00:00Z']],
    accept: [['expires', '2027-11-21T02:00:00Z']],
  },
  {
    rule: 'PLAN-CREATED-TIME',
    level: 'warning',
    field: 'chain.ledger.createdTime',
    reject: [['chain.ledger.createdTime', '2026-10-21T00:00:00Z']],
    accept: [['chain.ledger.createdTime', '2026-12-20T00:00:00Z']],
  },
  {
    rule: 'PLAN-MEMBERS-MINIMUM',
    level: 'error',
    field: 'members',
    reject: [['members', plan.members.slice(0, 3)]],
    accept: [['members', plan.members.slice(0, 4)]],
  },
  {
    rule: 'PLAN-MEMBERS-MINIMUM',
    level: 'error',
    field: 'members',
    reject: [
      ['members', []],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
    accept: [
      ['members', plan.members.slice(0, 1)],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
  },
  {
    rule: 'PLAN-RAFT-FEW',
    level: 'warning',
    field: 'members',
    reject: [
      ['members', plan.members.slice(0, 2)],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
    accept: [
      ['members', plan.members.slice(0, 3)],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
  },
  {
    rule: 'PLAN-CONSENSUS-TRUST',
    level: 'warning',
    field: 'chain.ledger.consensus.kind',
    reject: [['chain.ledger.consensus', broker]],
    accept: [['chain.ledger.consensus.kind', 'bftsmart']],
  },
  {
    rule: 'PLAN-MQ-SERVER',
    level: 'error',
    field: 'chain.ledger.consensus',
    reject: [['chain.ledger.consensus', { kind: 'mq', settings: { 'system.msg.queue.server': 'tcp://mq:5672' } }]],
    accept: [['chain.ledger.consensus', broker]],
  },
  {
    rule: 'PLAN-CONSENSUS-UNREAD',
    level: 'error',
    field: 'chain.ledger.consensus.settings["system.debug"]',
    reject: [['chain.ledger.consensus', { kind: 'raft', settings: { 'system.debug': '1' } }]],
    accept: [['chain.ledger.consensus', { kind: 'bftsmart', settings: { 'system.debug': '1' } }]],
  },
  {
    rule: 'PLAN-CONSENSUS-VALUE',
    level: 'error',
    field: 'chain.ledger.consensus.settings["system.raft.applyBatch"]',
    reject: [['chain.ledger.consensus', { kind: 'raft', settings: { 'system.raft.applyBatch': '0' } }]],
    accept: [['chain.ledger.consensus', { kind: 'raft', settings: { 'system.raft.applyBatch': '2147483647' } }]],
  },
  {
    rule: 'PLAN-CONSENSUS-VALUE',
    level: 'error',
    field: 'chain.ledger.consensus.settings["system.raft.sync"]',
    reject: [['chain.ledger.consensus', { kind: 'raft', settings: { 'system.raft.sync': 'yes' } }]],
    accept: [['chain.ledger.consensus', { kind: 'raft', settings: { 'system.raft.sync': 'false' } }]],
  },
  {
    rule: 'PLAN-KEY',
    level: 'error',
    field: 'members[1].key.public',
    reject: [['members.1.key.public', `${producerKey}0`]],
    accept: [['members.1.key.public', sm2Key]],
  },
  {
    rule: 'PLAN-KEY',
    level: 'error',
    field: 'members[2].key.file',
    reject: [],
    accept: [],
    rejectContext: { keyFiles: { 'carrier.pub': carrierKey.slice(1) } },
  },
  {
    rule: 'PLAN-KEY-CURVE',
    level: 'error',
    field: 'members[1].key.public',
    reject: [['members.1.key.public', offCurve]],
    accept: [['members.1.key.public', sm2Key]],
  },
  {
    rule: 'PLAN-KEY-FILE',
    level: 'error',
    field: 'members[2].key.file',
    reject: [['members.2.key.file', 'other.pub']],
    accept: [['members.2.key.file', 'keys/承运商.pub']],
    context: { keyFiles: { 'keys/承运商.pub': carrierKey } },
  },
  {
    rule: 'PLAN-KEY-FILE-PATH',
    level: 'error',
    field: 'members[2].key.file',
    reject: [['members.2.key.file', '../carrier.pub']],
    accept: [['members.2.key.file', 'carrier.pub']],
  },
  {
    rule: 'PLAN-KEY-FILE-PATH',
    level: 'error',
    field: 'members[2].key.file',
    reject: [['members.2.key.file', '/etc/carrier.pub']],
    accept: [['members.2.key.file', 'keys/carrier.pub']],
  },
  {
    rule: 'PLAN-KEY-FILE-BLANKS',
    level: 'warning',
    field: 'members[2].key.file',
    reject: [],
    accept: [],
    rejectContext: { keyFiles: { 'carrier.pub': `\uFEFF${carrierKey}\n` } },
  },
  {
    rule: 'PLAN-KEY-DUPLICATE',
    level: 'error',
    field: 'members[2].key.public',
    reject: [['members.2.key', { public: producerKey }]],
    accept: [['members.2.key', { public: sm2Key }]],
  },
  {
    rule: 'PLAN-KEY-DUPLICATE',
    level: 'error',
    field: 'members[2].key.file',
    reject: [['members.1.key.public', carrierKey]],
    accept: [],
  },
  {
    rule: 'PLAN-KEY-PROVIDER',
    level: 'error',
    field: 'members[3].key.make',
    reject: [['chain.ledger.providers', ['classic']]],
    accept: [
      ['chain.ledger.providers', ['classic']],
      ['members.3.key.make', 'p256'],
    ],
  },
  {
    rule: 'PLAN-KEY-PROVIDER',
    level: 'error',
    field: 'members[1].key.public',
    reject: [
      ['chain.ledger.providers', ['classic']],
      ['members.1.key.public', sm2Key],
    ],
    accept: [['members.1.key.public', sm2Key]],
  },
  {
    rule: 'PLAN-HOLDER-MISSING',
    level: 'error',
    field: 'members[0].holder',
    reject: [['members.0.holder', undefined]],
    accept: [['members.0.holder', recipient]],
  },
  {
    rule: 'PLAN-HOLDER-UNKNOWN',
    level: 'error',
    field: 'members[0].holder',
    reject: [['members.0.holder', 'c9']],
    accept: [['members.0.holder', 'c5']],
  },
  {
    rule: 'PLAN-HOLDER-IDLE',
    level: 'warning',
    field: 'members[1].holder',
    reject: [['members.1.holder', 'c2']],
    accept: [
      ['members.1.key', { make: 'ed25519' }],
      ['members.1.holder', 'c2'],
    ],
  },
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[1].initializer',
    reject: [['members.1.initializer', ipc('10.0.0.1', 8800)]],
    accept: [['members.1.initializer', ipc('10.0.0.1', 8801)]],
  },
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[1].consensus',
    reject: [['members.1.consensus', ipc('10.0.0.1', 16001)]],
    accept: [['members.1.consensus', ipc('10.0.0.1', 16002)]],
  },
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[1].consensus',
    reject: [['members.1.consensus', ipc('10.0.0.1', 15999)]],
    accept: [['members.1.consensus', ipc('10.0.0.1', 15998)]],
  },
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[0].consensus',
    reject: [['members.0.consensus.port', 8799]],
    accept: [['members.0.consensus.port', 8798]],
  },
  // Raft binds one port, MQ none.
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[1].consensus',
    reject: [
      ['members.1.consensus', ipc('10.0.0.1', 16000)],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
    accept: [
      ['members.1.consensus', ipc('10.0.0.1', 16001)],
      ['chain.ledger.consensus.kind', 'raft'],
    ],
  },
  {
    rule: 'PLAN-ENDPOINT-DUPLICATE',
    level: 'error',
    field: 'members[1].consensus',
    reject: [['members.1.consensus', ipc('10.0.0.1', 16000)]],
    accept: [
      ['members.1.consensus', ipc('10.0.0.1', 16000)],
      ['chain.ledger.consensus', broker],
    ],
  },
  {
    rule: 'PLAN-ENDPOINT-PORT',
    level: 'error',
    field: 'members[3].consensus.port',
    reject: [['members.3.consensus.port', 65535]],
    accept: [['members.3.consensus.port', 65534]],
  },
  {
    rule: 'PLAN-ENDPOINT-LOCAL',
    level: 'warning',
    field: 'members[3].consensus.host',
    reject: [['members.3.consensus.host', '127.0.0.1']],
    accept: [['members.3.consensus.host', 'lab.example']],
  },
];

/** The ledger and its roles. */
const ledger: readonly Case[] = [
  {
    rule: 'PLAN-SEED',
    level: 'error',
    field: 'chain.ledger.seed',
    reject: [['chain.ledger.seed', 'ab'.repeat(31)]],
    accept: [['chain.ledger.seed', '932dfe23-fe23232f-283f32fa-dd32aa76-8322ca2f-56236cda-7136b322-cb323ffe']],
  },
  {
    rule: 'PLAN-HASH-PROVIDER',
    level: 'error',
    field: 'chain.ledger.hash',
    reject: [
      ['chain.ledger.hash', 'SM3'],
      ['chain.ledger.providers', ['classic']],
    ],
    accept: [['chain.ledger.hash', 'SM3']],
  },
  {
    rule: 'PLAN-CONSENSUS-SETTING',
    level: 'error',
    field: 'chain.ledger.consensus.settings["system.servers.num"]',
    reject: [['chain.ledger.consensus.settings', { 'system.servers.num': '5' }]],
    accept: [['chain.ledger.consensus.settings', { 'system.debug': '1' }]],
  },
  {
    rule: 'PLAN-CONSENSUS-SETTING',
    level: 'error',
    field: 'chain.ledger.consensus.settings["system.debug"]',
    reject: [['chain.ledger.consensus.settings', { 'system.debug': '1 ' }]],
    accept: [['chain.ledger.consensus.settings', { 'system.debug': '1' }]],
  },
  {
    rule: 'PLAN-ROLE-DEFAULT',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [['chain.ledger.roles.DEFAULT', { ledger: [], tx: [] }]],
    accept: [['chain.ledger.roles.DEFAULT', { ledger: [], tx: ['DIRECT_OPERATION'] }]],
  },
  {
    rule: 'PLAN-ROLE-NAME',
    level: 'error',
    field: 'chain.ledger.roles.ABCDEFGHIJKLMNOPQRSTU',
    reject: [['chain.ledger.roles.ABCDEFGHIJKLMNOPQRSTU', { ledger: ['APPROVE_TX'], tx: [] }]],
    accept: [['chain.ledger.roles.ABCDEFGHIJKLMNOPQRST', { ledger: ['APPROVE_TX'], tx: [] }]],
  },
  {
    rule: 'PLAN-ROLE-NAME',
    level: 'error',
    field: 'chain.ledger.roles.auditor',
    reject: [['chain.ledger.roles.auditor', { ledger: ['APPROVE_TX'], tx: [] }]],
    accept: [['chain.ledger.roles.AUDITOR', { ledger: ['APPROVE_TX'], tx: [] }]],
  },
  {
    rule: 'PLAN-ROLE-CASE',
    level: 'error',
    field: 'chain.ledger.roles.Admin',
    reject: [['chain.ledger.roles.Admin', { ledger: ['APPROVE_TX'], tx: [] }]],
    accept: [['chain.ledger.roles.ADMIN2', { ledger: ['APPROVE_TX'], tx: [] }]],
  },
  {
    rule: 'PLAN-ROLE-EMPTY',
    level: 'error',
    field: 'chain.ledger.roles.IDLE',
    reject: [['chain.ledger.roles.IDLE', { ledger: [], tx: [] }]],
    accept: [['chain.ledger.roles.IDLE', { ledger: [], tx: ['CONTRACT_OPERATION'] }]],
  },
  {
    rule: 'PLAN-ROLE-UNKNOWN',
    level: 'error',
    field: 'members[1].ledgerRoles[1]',
    reject: [['members.1.ledgerRoles', ['DEFAULT', 'BOSS']]],
    accept: [['members.1.ledgerRoles', ['DEFAULT', 'ADMIN']]],
  },
  {
    rule: 'PLAN-LOCKOUT-ROLES',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [
      ['members.0.ledgerRoles', ['DEFAULT']],
      ['members.3.ledgerRoles', []],
    ],
    accept: [['members.0.ledgerRoles', ['DEFAULT']]],
  },
  {
    rule: 'PLAN-LOCKOUT-ROLES',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [[adminLedger, without('AUTHORIZE_USER_ROLES')]],
    accept: [[adminLedger, without('SET_CONSENSUS')]],
  },
  {
    rule: 'PLAN-LOCKOUT-ROLES',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [0, 3].flatMap(
      (i) =>
        [
          [`members.${i}.ledgerRoles`, ['DEFAULT', 'ADMIN']],
          [`members.${i}.rolesPolicy`, 'INTERSECT'],
        ] as const,
    ),
    accept: [
      ['members.0.ledgerRoles', ['DEFAULT', 'ADMIN']],
      ['members.0.rolesPolicy', 'INTERSECT'],
    ],
  },
  {
    rule: 'PLAN-LOCKOUT-MEMBERS',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [[adminLedger, without('REGISTER_PARTICIPANT')]],
    accept: [
      [adminLedger, without('REGISTER_PARTICIPANT')],
      [defaultLedger, ['REGISTER_PARTICIPANT', 'REGISTER_USER', 'APPROVE_TX', 'CONSENSUS_TX']],
    ],
  },
  {
    rule: 'PLAN-LOCKOUT-MEMBERS',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [[adminLedger, without('REGISTER_USER')]],
    accept: [
      [adminLedger, without('REGISTER_USER')],
      ['members.0.ledgerRoles', ['ADMIN', 'DEFAULT']],
    ],
  },
  {
    rule: 'PLAN-LOCKOUT-TX',
    level: 'error',
    field: 'chain.ledger.roles',
    reject: [
      [adminLedger, without('CONSENSUS_TX')],
      [defaultLedger, ['APPROVE_TX']],
    ],
    accept: [[adminLedger, without('CONSENSUS_TX')]],
  },
  {
    rule: 'PLAN-NEWCOMER',
    level: 'warning',
    field: 'chain.ledger.roles.DEFAULT',
    reject: [],
    accept: [[defaultLedger, ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX', 'CONSENSUS_TX']]],
  },
  {
    rule: 'PLAN-NEWCOMER',
    level: 'warning',
    field: 'chain.ledger.roles.DEFAULT',
    // A role for newcomers that lacks one permission, or that may grant roles, is none.
    reject: [
      ['chain.ledger.roles.JOINER', { ledger: ['REGISTER_PARTICIPANT', 'APPROVE_TX'], tx: ['DIRECT_OPERATION'] }],
    ],
    accept: [
      [
        'chain.ledger.roles.JOINER',
        { ledger: ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'], tx: ['DIRECT_OPERATION'] },
      ],
    ],
  },
  {
    rule: 'ROLES-EVERYBODY',
    level: 'warning',
    field: 'chain.ledger.roles.DEFAULT',
    reject: [[defaultLedger, ['AUTHORIZE_USER_ROLES', 'APPROVE_TX', 'CONSENSUS_TX']]],
    accept: [[defaultLedger, ['SET_CONSENSUS', 'APPROVE_TX', 'CONSENSUS_TX']]],
  },
  {
    rule: 'ROLES-ANYBODY-ADMITS',
    level: 'warning',
    field: 'chain.ledger.roles.DEFAULT',
    reject: [[defaultLedger, ['REGISTER_PARTICIPANT', 'REGISTER_USER', 'APPROVE_TX', 'CONSENSUS_TX']]],
    accept: [[defaultLedger, ['REGISTER_PARTICIPANT', 'APPROVE_TX', 'CONSENSUS_TX']]],
  },
  {
    rule: 'ROLES-LAST-HOLDER',
    level: 'warning',
    field: 'members[0].ledgerRoles',
    reject: [['members.3.ledgerRoles', ['DEFAULT']]],
    accept: [],
  },
];

/** All keys made here with Ed25519, and the administering role handed over to a root. */
const locked = (roles = ['ADMIN'], root = 'root-ed'): readonly Change[] => [
  ...plan.members.map((_, i): Change => [`members.${i}.key`, { make: 'ed25519' }]),
  ...plan.members.map((_, i): Change => [`members.${i}.holder`, `c${i + 1}`]),
  ['chain.ledger.lockDown', { root, roles }],
];
const joiner = {
  ledger: ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'],
  tx: ['DIRECT_OPERATION'],
};
const lockDown = [
  {
    rule: 'PLAN-LOCKDOWN-ROOT',
    level: 'error',
    field: 'chain.ledger.lockDown.root',
    reject: locked(['ADMIN'], 'brand'),
    accept: locked(['ADMIN'], 'root-sm'),
  },
  {
    rule: 'PLAN-LOCKDOWN-ROLE',
    level: 'error',
    field: 'chain.ledger.lockDown.roles[1]',
    reject: locked(['ADMIN', 'DEFAULT']),
    accept: locked(),
  },
  {
    rule: 'PLAN-LOCKDOWN-IDLE',
    level: 'error',
    field: 'chain.ledger.lockDown.roles',
    reject: [['chain.ledger.roles.JOINER', joiner], ...locked(['JOINER'])],
    accept: [['chain.ledger.roles.JOINER', joiner], ...locked(['JOINER', 'ADMIN'])],
  },
  {
    rule: 'PLAN-LOCKDOWN-TX',
    level: 'error',
    field: 'chain.ledger.lockDown',
    reject: [['chain.ledger.roles.DEFAULT.ledger', ['REGISTER_USER', 'APPROVE_TX']], ...locked()],
    accept: locked(),
  },
  {
    rule: 'PLAN-LOCKDOWN-NOBODY',
    level: 'warning',
    field: 'chain.ledger.lockDown',
    reject: locked(),
    accept: [['chain.ledger.roles.PEER', joiner], ['members.1.ledgerRoles', ['PEER']], ...locked()],
  },
  {
    rule: 'PLAN-LOCKDOWN-OTHERS',
    level: 'warning',
    field: 'chain.ledger.lockDown.roles',
    reject: [
      ['chain.ledger.roles.CHIEF', { ledger: ['CONFIGURE_ROLES'], tx: ['DIRECT_OPERATION'] }],
      ['members.1.ledgerRoles', ['CHIEF']],
      ...locked(),
    ],
    accept: locked(),
  },
  {
    rule: 'PLAN-LOCKDOWN-HASH',
    level: 'error',
    field: 'chain.ledger.lockDown',
    reject: [...locked(), ['members.2.key', { make: 'sm2' }]],
    accept: locked(),
  },
] satisfies readonly Case[];

export const planCases: readonly Case[] = [
  ...certificates,
  ...shape,
  ...people,
  ...members,
  ...tuf,
  ...ledger,
  ...lockDown,
];
