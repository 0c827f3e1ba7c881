/**
 * The kinds of consortium that a plan can begin from, as data: who is in it, what each may do on the ledger, who is in
 * the room, how many custodians it takes. `profiles.ts` makes plans of them. Names are placeholders that work.
 */

import type { Text } from '../rules.ts';
import type { LedgerPermission, TransactionPermission } from './permissions.ts';

/** A body of the consortium; it always has a custodian and a voter. */
export interface ProfileOrganisation {
  readonly id: string;
  readonly name: Text;
  /** What its peer may do beside `PEER`; none where it runs no peer. */
  readonly roles: readonly ProfileRole[] | undefined;
  /** As what its voter is counted. */
  readonly votes: 'founder' | 'regulator';
}

export interface Profile {
  readonly name: Text;
  /** What it is for, one line. */
  readonly title: Text;
  readonly organisations: readonly ProfileOrganisation[];
  /** Custodians needed, of one for each organisation. */
  readonly threshold: number;
  /** The organisations of administrator, operator, witness and auditor, in this order; without, they are nobody's. */
  readonly room?: readonly string[];
  /** Where the law wants commercial cryptography: keys of members are SM2, the ledger's hash is SM3. */
  readonly commercial?: true;
  readonly policy?: { readonly drillMonths: number; readonly checkMonths: number };
}

export interface RoleData {
  readonly say: Text;
  readonly ledger: readonly LedgerPermission[];
  readonly tx: readonly TransactionPermission[];
}

/** Roles of JD Chain. Nobody is given DEFAULT: whoever has no other role has it. */
export const profileRoles = {
  DEFAULT: {
    say: { en: 'whoever has no other role: reads, and writes nothing', zh: '没有其他角色者：只读，不写入' },
    ledger: [],
    tx: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'],
  },
  PEER: {
    say: { en: 'runs a peer and takes part in consensus', zh: '运行节点并参与共识' },
    ledger: ['APPROVE_TX', 'CONSENSUS_TX'],
    tx: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'],
  },
  ADMIN: {
    say: { en: 'admits members, grants roles, changes the consensus', zh: '接纳成员、授予角色、变更共识' },
    ledger: [
      'CONFIGURE_ROLES',
      'AUTHORIZE_USER_ROLES',
      'SET_CONSENSUS',
      'REGISTER_PARTICIPANT',
      'REGISTER_USER',
      'UPDATE_USER_STATE',
    ],
    tx: ['DIRECT_OPERATION'],
  },
  REGISTRAR: {
    say: { en: 'registers users and blocks them', zh: '注册、冻结用户' },
    ledger: ['REGISTER_USER', 'SET_USER_ATTRIBUTES', 'UPDATE_USER_STATE'],
    tx: ['DIRECT_OPERATION'],
  },
  DEPLOYER: {
    say: { en: 'installs and upgrades contracts', zh: '部署、升级合约' },
    ledger: ['REGISTER_CONTRACT', 'UPGRADE_CONTRACT', 'UPDATE_CONTRACT_STATE'],
    tx: ['DIRECT_OPERATION'],
  },
  WRITER: {
    say: { en: 'opens data accounts and writes records and events', zh: '开设数据账户，写入记录与事件' },
    ledger: ['REGISTER_DATA_ACCOUNT', 'WRITE_DATA_ACCOUNT', 'REGISTER_EVENT_ACCOUNT', 'WRITE_EVENT_ACCOUNT'],
    tx: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'],
  },
  JOINER: {
    say: {
      en: 'held by nobody: granted to a new member until its peer is active',
      zh: '无人担任：授予新成员，直至其节点激活',
    },
    ledger: ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX', 'CONSENSUS_TX'],
    tx: ['DIRECT_OPERATION'],
  },
} as const satisfies Readonly<Record<string, RoleData>>;

export type ProfileRole = 'ADMIN' | 'REGISTRAR' | 'DEPLOYER' | 'WRITER';

type Roles = '' | 'none' | ProfileRole | `${ProfileRole} ${string}`;
const of = (id: string, zh: string, en: string, roles: Roles, votes: ProfileOrganisation['votes'] = 'founder') => ({
  ...{ id, name: { zh, en }, votes },
  roles: roles === 'none' ? undefined : (roles.split(' ').filter((role) => role !== '') as ProfileRole[]),
});

const yearly = { drillMonths: 12, checkMonths: 6 };
const halfYearly = { drillMonths: 6, checkMonths: 6 };

const data = {
  traceability: {
    name: { zh: '溯源联盟', en: 'Traceability Consortium' },
    title: {
      zh: '溯源：从生产到上架全程可追溯',
      en: 'Traceability: goods are followed from the maker to the shelf',
    },
    threshold: 3,
    organisations: [
      of('brand', '品牌方', 'Brand', 'ADMIN DEPLOYER WRITER'),
      of('producer', '生产商', 'Producer', 'WRITER'),
      of('carrier', '承运商', 'Carrier', 'WRITER'),
      of('lab', '检测机构', 'Laboratory', 'ADMIN WRITER'),
      of('regulator', '监管方', 'Regulator', 'none', 'regulator'),
    ],
  },
  medicine: {
    name: { zh: '药品追溯联盟', en: 'Medicine Traceability Consortium' },
    title: {
      zh: '药品追溯：一盒一码，从出厂到患者',
      en: 'Medicine: every pack by its code, from the works to the patient',
    },
    threshold: 4,
    room: ['holder', 'distributor', 'hospital', 'regulator'],
    policy: yearly,
    organisations: [
      of('holder', '上市许可持有人', 'Authorisation Holder', 'ADMIN DEPLOYER WRITER'),
      of('manufacturer', '药品生产企业', 'Manufacturer', 'WRITER'),
      of('distributor', '药品流通企业', 'Distributor', 'WRITER'),
      of('hospital', '医疗机构', 'Hospital', 'WRITER'),
      of('institute', '药品检验机构', 'Drug Control Institute', 'ADMIN WRITER'),
      of('regulator', '药品监管部门', 'Medicines Regulator', 'REGISTRAR', 'regulator'),
    ],
  },
  'auto-parts': {
    name: { zh: '汽车零部件溯源联盟', en: 'Auto Parts Traceability Consortium' },
    title: { zh: '汽车零部件溯源：从零件到维修与召回', en: 'Auto parts: from the part to repair and recall' },
    threshold: 4,
    room: ['maker', 'supplier', 'insurer', 'inspection'],
    organisations: [
      of('maker', '整车厂', 'Car Maker', 'ADMIN DEPLOYER WRITER'),
      of('supplier', '零部件供应商', 'Parts Supplier', 'WRITER'),
      of('logistics', '物流企业', 'Logistics', 'WRITER'),
      of('workshops', '维修网点', 'Repair Workshops', 'WRITER'),
      of('inspection', '检测认证机构', 'Inspection Body', 'ADMIN REGISTRAR', 'regulator'),
      of('insurer', '保险公司', 'Insurer', ''),
    ],
  },
  evidence: {
    name: { zh: '电子证据联盟', en: 'Electronic Evidence Consortium' },
    title: {
      zh: '电子证据：存证、公证、鉴定与采信',
      en: 'Electronic evidence: kept, notarised, examined, heard in court',
    },
    threshold: 4,
    room: ['notary', 'platform', 'arbitration', 'court'],
    commercial: true,
    policy: halfYearly,
    organisations: [
      of('court', '法院', 'Court', 'ADMIN', 'regulator'),
      of('notary', '公证处', 'Notary Office', 'ADMIN WRITER'),
      of('ca', '电子认证机构', 'Certification Authority', 'REGISTRAR'),
      of('forensics', '司法鉴定中心', 'Forensic Institute', 'WRITER'),
      of('platform', '存证平台', 'Evidence Platform', 'DEPLOYER WRITER'),
      of('arbitration', '仲裁委员会', 'Arbitration Commission', ''),
    ],
  },
  invoices: {
    name: { zh: '电子发票与证照联盟', en: 'Electronic Invoices and Licences Consortium' },
    title: {
      zh: '电子发票与证照：开具、报销、归档，一票一证可核验',
      en: 'Invoices and licences: issued, spent, filed, each one checkable',
    },
    threshold: 4,
    room: ['market', 'platform', 'archive', 'tax'],
    commercial: true,
    policy: yearly,
    organisations: [
      of('tax', '税务机关', 'Tax Authority', 'ADMIN WRITER', 'regulator'),
      of('market', '市场监管部门', 'Market Regulator', 'ADMIN REGISTRAR WRITER', 'regulator'),
      of('platform', '开票服务平台', 'Invoice Platform', 'DEPLOYER WRITER'),
      of('enterprises', '企业代表', 'Enterprises', 'WRITER'),
      of('finance', '财政部门', 'Finance Department', ''),
      of('archive', '档案馆', 'Archive', 'none'),
    ],
  },
  identity: {
    name: { zh: '企业数字身份联盟', en: 'Company Identity Consortium' },
    title: {
      zh: '企业数字身份：登记、认证、授权、互认',
      en: 'Company identity: registered, certified, recognised by all',
    },
    threshold: 3,
    room: ['registry', 'platform', 'bank', 'tax'],
    commercial: true,
    organisations: [
      of('registry', '登记机关', 'Company Registry', 'ADMIN REGISTRAR WRITER', 'regulator'),
      of('ca', '电子认证机构', 'Certification Authority', 'ADMIN REGISTRAR WRITER'),
      of('bank', '银行', 'Bank', 'WRITER'),
      of('platform', '服务平台', 'Service Platform', 'DEPLOYER'),
      of('tax', '税务机关', 'Tax Authority', '', 'regulator'),
    ],
  },
  'supply-chain-finance': {
    name: { zh: '供应链金融联盟', en: 'Supply Chain Finance Consortium' },
    title: {
      zh: '供应链金融：应收账款的确权、转让与融资',
      en: 'Supply chain finance: receivables confirmed, assigned, financed',
    },
    threshold: 4,
    room: ['core', 'factor', 'warehouse', 'regulator'],
    organisations: [
      of('core', '核心企业', 'Core Enterprise', 'ADMIN WRITER'),
      of('supplier', '供应商', 'Supplier', 'WRITER'),
      of('factor', '保理公司', 'Factor', 'DEPLOYER WRITER'),
      of('bank', '资金方银行', 'Bank', 'ADMIN REGISTRAR WRITER'),
      of('warehouse', '仓储监管方', 'Warehouse Keeper', 'WRITER'),
      of('regulator', '金融监管部门', 'Financial Regulator', 'none', 'regulator'),
    ],
  },
  abs: {
    name: { zh: '资产证券化联盟', en: 'Asset-Backed Securities Consortium' },
    title: {
      zh: '资产证券化（ABS）：资产入池、发行、存续期管理',
      en: 'ABS: assets pooled, securities issued and serviced',
    },
    threshold: 5,
    room: ['trustee', 'originator', 'rating', 'exchange'],
    policy: yearly,
    organisations: [
      of('originator', '原始权益人', 'Originator', 'WRITER'),
      of('factor', '保理公司', 'Factor', 'WRITER'),
      of('trustee', '计划管理人', 'Trustee', 'ADMIN DEPLOYER WRITER'),
      of('bank', '资金方银行', 'Bank', 'WRITER'),
      of('custodian', '托管银行', 'Custodian Bank', 'ADMIN REGISTRAR WRITER'),
      of('exchange', '证券交易所', 'Exchange', '', 'regulator'),
      of('rating', '评级机构', 'Rating Agency', ''),
    ],
  },
  'credit-lease': {
    name: { zh: '信用租赁联盟', en: 'Credit Lease Consortium' },
    title: { zh: '信用租赁：免押租赁的履约与信用记录', en: 'Credit lease: leases without deposit, kept and on record' },
    threshold: 3,
    room: ['platform', 'lessor', 'insurer', 'arbitration'],
    organisations: [
      of('platform', '租赁平台', 'Lease Platform', 'ADMIN DEPLOYER WRITER'),
      of('lessor', '出租方', 'Lessor', 'WRITER'),
      of('bureau', '征信机构', 'Credit Bureau', 'ADMIN REGISTRAR WRITER'),
      of('insurer', '保险公司', 'Insurer', 'WRITER'),
      of('arbitration', '仲裁委员会', 'Arbitration Commission', 'none', 'regulator'),
    ],
  },
  'engineer-credit': {
    name: { zh: '工程师信用联盟', en: 'Engineers’ Credit Consortium' },
    title: {
      zh: '工程师信用：上门服务的资质、履约与评价',
      en: 'Engineers’ credit: skills, jobs done and how they were rated',
    },
    threshold: 3,
    room: ['platform', 'service', 'insurer', 'association'],
    organisations: [
      of('platform', '服务平台', 'Service Platform', 'ADMIN DEPLOYER WRITER'),
      of('service', '服务商', 'Service Company', 'REGISTRAR WRITER'),
      of('training', '培训认证机构', 'Training Body', 'WRITER'),
      of('insurer', '保险公司', 'Insurer', ''),
      of('association', '行业协会', 'Trade Association', 'ADMIN', 'regulator'),
    ],
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof data;
export const profiles: Readonly<Record<ProfileName, Profile>> = data;
/** In the order in which they are offered. */
export const profileNames = Object.keys(data) as readonly ProfileName[] as readonly [ProfileName, ...ProfileName[]];
