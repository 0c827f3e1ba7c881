/**
 * Plans for kinds of consortium, ready to be run: every custodian is sealed by passphrase, every member's key is made
 * in the ceremony and held by a custodian, nothing needs editing. What differs between the kinds is `profile-data.ts`.
 */

import type { Text } from '../rules.ts';
import { refuse } from '../rules.ts';
import { wholeSeconds, yearsLater } from './moments.ts';
import type { Bilingual, Plan } from './plan.ts';
import { planRules } from './plan-rules.ts';
import { oneOf } from './plan-shape.ts';
import { planFormat } from './plan-schema.ts';
import {
  type Profile,
  type ProfileName,
  type ProfileOrganisation,
  profileNames,
  profileRoles,
  profiles,
} from './profile-data.ts';

export interface PlanWish {
  /** The time now, ISO 8601 in UTC: the ledger's created time; the signed file list expires ten years later. */
  readonly now: string;
}

/** A new plan of a profile. @throws PLAN-PROFILE (exit 2) for a name that is not of `profileNames` */
export function newPlan(profile: string, { now }: PlanWish): Plan {
  const name = profileNames.find((known) => known === profile);
  if (name === undefined) {
    throw refuse(planRules, 'PLAN-PROFILE', { value: profile, ...oneOf(profileNames) }, { subject: profile });
  }
  const kind = profiles[name];
  return {
    format: planFormat,
    consortium: { id: name, name: { ...kind.name }, profile: name },
    roots: [
      { id: 'root-ed', suite: 'ed25519', purpose: 'consortium' },
      { id: 'root-sm', suite: 'sm2', purpose: 'consortium-gm' },
    ],
    threshold: kind.threshold,
    scheme: 'shamir',
    custodians: kind.organisations.map(custodian),
    people: people(kind),
    entropy: {},
    dualControl: ['agree-plan', 'sign'],
    expires: wholeSeconds(yearsLater(now, 10)),
    ...(kind.policy && { policy: { ...kind.policy } }),
    chain: { kind: 'jdchain', version: '1.6.5', ledger: ledger(name, kind, wholeSeconds(now)) },
    members: members(kind),
  };
}

const join = (name: Text, { zh, en }: Text): Bilingual => ({ zh: `${name.zh}${zh}`, en: `${name.en} ${en}` });

function custodian({ id, name }: ProfileOrganisation, i: number): Plan['custodians'][number] {
  const called = join(name, { zh: '保管人', en: 'custodian' });
  return { id: `c${i + 1}`, name: called, organisation: id, seal: { kind: 'passphrase', workFactor: 18 } };
}

const parts: readonly Text[] = [
  { zh: '管理员', en: 'Administrator' },
  { zh: '操作员', en: 'Operator' },
  { zh: '见证人', en: 'Witness' },
  { zh: '审计员', en: 'Auditor' },
];

function people({ room = [], organisations }: Profile): Plan['people'] {
  const names = parts.map((part, i) => {
    const from = organisations.find(({ id }) => id === room[i]);
    const name = from ? join(from.name, { zh: part.zh, en: part.en.toLowerCase() }) : { ...part };
    return [`p${i + 1}`, name] as const;
  });
  const [administrators, operator, witnesses] = [['p1'], 'p2', ['p3']];
  return { administrators, operator, witnesses, auditor: 'p4', names: Object.fromEntries(names) };
}

/** The roles that somebody has, and the two of those who are not there yet. */
function roles({ organisations }: Profile): Plan['chain']['ledger']['roles'] {
  const held = new Set<string>(organisations.flatMap((one) => one.roles ?? []));
  const named = Object.entries(profileRoles).filter(([role]) => always.includes(role) || held.has(role));
  return Object.fromEntries(named.map(([role, { ledger: own, tx }]) => [role, { ledger: [...own], tx: [...tx] }]));
}

const always = ['DEFAULT', 'PEER', 'JOINER'];

function ledger(name: ProfileName, kind: Profile, createdTime: string): Plan['chain']['ledger'] {
  return {
    name,
    createdTime,
    seed: 'random',
    identityMode: 'KEYPAIR',
    dataStructure: 'MERKLE_TREE',
    hash: kind.commercial ? 'SM3' : 'SHA256',
    verifyHash: true,
    providers: ['classic', 'sm'],
    contract: { timeout: 60_000, maxStackDepth: 100 },
    consensus: { kind: 'bftsmart', settings: {} },
    roles: roles(kind),
  };
}

/** One for each organisation with a peer; its key is held by its own custodian. */
function members({ organisations, commercial }: Profile): Plan['members'] {
  return organisations.flatMap(({ id, name, roles: more }, i) => {
    const host = `10.0.0.${i + 1}`;
    return more === undefined
      ? []
      : [
          {
            ...{ id, name: { ...name }, role: id },
            key: { make: commercial ? 'sm2' : 'ed25519' },
            holder: `c${i + 1}`,
            initializer: { host, port: 8800 },
            consensus: { host, port: 16_000 },
            ledgerRoles: ['PEER', ...more],
            rolesPolicy: 'UNION',
          } as const,
        ];
  });
}

/**
 * The first change of governance for `member propose`, its voters without their public keys: one voter an organisation,
 * more than half of the founders and one regulator admit, two thirds and a regulator remove or change who votes.
 */
export function governanceDraft(name: ProfileName) {
  const { organisations, commercial } = profiles[name];
  const founders = organisations.filter(({ votes }) => votes === 'founder').length;
  const needs = (count: number, alsoRegulator: boolean) => [
    { role: 'founder', count },
    ...(alsoRegulator ? [{ role: 'regulator', count: 1 }] : []),
  ];
  const [half, most] = [Math.floor(founders / 2) + 1, Math.ceil((2 * founders) / 3)];
  return {
    kind: 'governance' as const,
    governance: {
      voters: organisations.map(({ id, name: called, votes }) => ({
        ...{ id: `${id}-vote`, name: join(called, { zh: '代表', en: 'delegate' }), organisation: id, roles: [votes] },
        suite: commercial ? ('sm2' as const) : ('ed25519' as const),
        publicKey: '',
      })),
      rules: {
        admit: needs(half, true),
        remove: needs(most, true),
        keys: needs(half, false),
        role: needs(half, true),
        settings: needs(most, true),
        governance: needs(most, true),
      },
    },
  };
}
