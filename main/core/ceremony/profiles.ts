/**
 * Plans for kinds of consortium, ready to be run: every custodian is sealed by passphrase, every member's key is made
 * in the ceremony and held by a custodian, nothing needs editing. Names and addresses are placeholders that work.
 */

import { refuse } from '../rules.ts';
import { wholeSeconds, yearsLater } from './moments.ts';
import type { LedgerPermission, TransactionPermission } from './permissions.ts';
import type { Bilingual, Plan } from './plan.ts';
import { planRules } from './plan-rules.ts';
import { planFormat } from './plan-schema.ts';

export interface PlanWish {
  /** The time now, ISO 8601 in UTC: the ledger's created time; the signed file list expires ten years later. */
  readonly now: string;
}

/** A new plan of a profile. @throws PLAN-PROFILE (exit 2) for another name than `traceability` */
export function newPlan(profile: string, { now }: PlanWish): Plan {
  if (profile !== 'traceability') {
    throw refuse(planRules, 'PLAN-PROFILE', { value: profile }, { subject: profile });
  }
  return {
    format: planFormat,
    consortium: { id: 'traceability', name: { zh: '溯源联盟', en: 'Traceability Consortium' }, profile },
    roots: [
      { id: 'root-ed', suite: 'ed25519', purpose: 'consortium' },
      { id: 'root-sm', suite: 'sm2', purpose: 'consortium-gm' },
    ],
    threshold: 3,
    scheme: 'shamir',
    custodians: organisations.map(({ id, name }, i) => custodian(i + 1, id, name)),
    people: people(),
    entropy: {},
    dualControl: ['agree-plan', 'sign'],
    expires: wholeSeconds(yearsLater(now, 10)),
    chain: { kind: 'jdchain', version: '1.6.5', ledger: ledger(wholeSeconds(now)) },
    members: organisations.filter(({ peer }) => peer).map(({ id, name }, i) => member(i + 1, id, name)),
  };
}

const organisations: readonly { readonly id: string; readonly name: Bilingual; readonly peer: boolean }[] = [
  { id: 'brand', name: { zh: '品牌方', en: 'Brand' }, peer: true },
  { id: 'producer', name: { zh: '生产商', en: 'Producer' }, peer: true },
  { id: 'carrier', name: { zh: '承运商', en: 'Carrier' }, peer: true },
  { id: 'lab', name: { zh: '检测机构', en: 'Laboratory' }, peer: true },
  { id: 'regulator', name: { zh: '监管方', en: 'Regulator' }, peer: false },
];

function custodian(slot: number, organisation: string, { zh, en }: Bilingual): Plan['custodians'][number] {
  const name = { zh: `${zh}保管人`, en: `${en} custodian` };
  return { id: `c${slot}`, name, organisation, seal: { kind: 'passphrase', workFactor: 18 } };
}

function people(): Plan['people'] {
  return {
    administrators: ['p1'],
    operator: 'p2',
    witnesses: ['p3'],
    auditor: 'p4',
    names: {
      p1: { zh: '管理员', en: 'Administrator' },
      p2: { zh: '操作员', en: 'Operator' },
      p3: { zh: '见证人', en: 'Witness' },
      p4: { zh: '审计员', en: 'Auditor' },
    },
  };
}

const everyday: LedgerPermission[] = ['REGISTER_USER', 'APPROVE_TX', 'CONSENSUS_TX'];
const governing: LedgerPermission[] = [
  'CONFIGURE_ROLES',
  'AUTHORIZE_USER_ROLES',
  'SET_CONSENSUS',
  'REGISTER_PARTICIPANT',
  'UPDATE_USER_STATE',
  ...everyday,
];
const transactions: TransactionPermission[] = ['DIRECT_OPERATION', 'CONTRACT_OPERATION'];

function ledger(createdTime: string): Plan['chain']['ledger'] {
  return {
    name: 'traceability',
    createdTime,
    seed: 'random',
    identityMode: 'KEYPAIR',
    dataStructure: 'MERKLE_TREE',
    hash: 'SHA256',
    verifyHash: true,
    providers: ['classic', 'sm'],
    contract: { timeout: 60_000, maxStackDepth: 100 },
    consensus: { kind: 'bftsmart', settings: {} },
    roles: {
      DEFAULT: { ledger: [...everyday], tx: [...transactions] },
      ADMIN: { ledger: [...governing], tx: [...transactions] },
    },
  };
}

/** Brand and laboratory govern, so that one organisation can fail without locking everybody out. */
function member(number: number, id: string, name: Bilingual): Plan['members'][number] {
  const host = `10.0.0.${number}`;
  return {
    id,
    name,
    role: id,
    key: { make: 'ed25519' },
    holder: `c${number}`,
    initializer: { host, port: 8800 },
    consensus: { host, port: 16_000 },
    ledgerRoles: [id === 'brand' || id === 'lab' ? 'ADMIN' : 'DEFAULT'],
    rolesPolicy: 'UNION',
  };
}
