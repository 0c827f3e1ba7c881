/** What a proposal marks for whoever decides: each rule with a change that it marks and a near one that it leaves alone. */

import { describe, expect, it } from 'vitest';
import type { Change } from '../../../main/core/consortium/change.ts';
import { type DiffRule, diffRules } from '../../../main/core/consortium/diff-rules.ts';
import { type FoundedLedger, diff } from '../../../main/core/consortium/diff.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { application, pair, register } from './kit.ts';

const model = register().members[0]!;
/** Members of one role each, with a peer. */
const members = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const id = `m${String(n)}`;
    return {
      ...model,
      id,
      role: id,
      keys: model.keys.map((key) => ({ ...key, publicKey: pair(id).publicKey })),
    };
  });
const of = (count: number, more: Partial<Register> = {}) => register({ members: members(count), ...more });
const remove = (member: string): Change => ({ kind: 'remove', member, reason: 'x' });
const admit = (uses?: Parameters<typeof application>[2]): Change => ({
  kind: 'admit',
  application: application('retailer', {}, uses),
});

const admin = ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES', 'SET_CONSENSUS', 'REGISTER_PARTICIPANT'] as const;
/** The first two members administer. */
const ledger = (more: Partial<FoundedLedger> = {}): FoundedLedger => ({
  consensus: 'bftsmart',
  roles: [
    { name: 'ADMIN', ledger: admin, tx: ['DIRECT_OPERATION'] },
    { name: 'DEFAULT', ledger: ['APPROVE_TX'], tx: ['DIRECT_OPERATION'] },
    { name: 'JOINER', ledger: ['REGISTER_PARTICIPANT', 'SET_CONSENSUS', 'APPROVE_TX'], tx: ['DIRECT_OPERATION'] },
  ],
  holders: ['m0', 'm1', 'm2', 'm3'].map((id, n) => ({ id, roles: n < 2 ? ['ADMIN'] : [], policy: 'UNION' })),
  ...more,
});
const without = (role: string) => ({ roles: ledger().roles.filter(({ name }) => name !== role) });
const left = { at: '2026-11-22T08:00:00Z', by: '11'.repeat(16), reason: 'x' };

interface Case {
  readonly rule: DiffRule;
  readonly marked: Parameters<typeof diff>;
  readonly says: RegExp;
  readonly passed: Parameters<typeof diff>;
}

const cases: readonly Case[] = [
  {
    rule: 'PROPOSAL-LAST-HOLDER',
    // The other administrator has left already.
    marked: [
      of(6, { members: members(6).map((one) => (one.id === 'm1' ? { ...one, left } : one)) }),
      remove('m0'),
      ledger(),
    ],
    says: /m0 alone has CONFIGURE_ROLES, AUTHORIZE_USER_ROLES, REGISTER_PARTICIPANT, SET_CONSENSUS/,
    passed: [of(6), remove('m0'), ledger()],
  },
  {
    rule: 'PROPOSAL-LAST-ROLE',
    marked: [of(8), { kind: 'role', member: 'm2', role: 'm3' }],
    says: /role m2/,
    passed: [of(8, { members: members(8).map((one) => ({ ...one, role: 'lab' })) }), remove('m2')],
  },
  { rule: 'PROPOSAL-BFT-MINIMUM', marked: [of(4), remove('m3')], says: /^3 members/, passed: [of(5), remove('m3')] },
  {
    rule: 'PROPOSAL-BFT-FEWER',
    marked: [of(7), remove('m3'), ledger()],
    says: /^with 6 peers the network bears 1 that fails, until now 2/,
    passed: [of(8), remove('m3'), ledger()],
  },
  {
    rule: 'PROPOSAL-NEWCOMER',
    marked: [of(4), admit(), ledger(without('JOINER'))],
    says: /lacks REGISTER_PARTICIPANT, SET_CONSENSUS/,
    passed: [of(4), admit(), ledger()],
  },
  {
    rule: 'PROPOSAL-ROLE-UNKNOWN',
    marked: [of(4), { kind: 'role', member: 'm2', role: 'm2', ledgerRoles: ['BOSS'] }, ledger()],
    says: /without a role BOSS/,
    passed: [
      of(4, { ledger: { roles: { BOSS: { grant: ['APPROVE_TX'], withdraw: [] } } } }),
      { kind: 'role', member: 'm2', role: 'm2', ledgerRoles: ['BOSS'] },
      ledger(),
    ],
  },
  {
    rule: 'PROPOSAL-NOBODY-CAN',
    marked: [
      of(4),
      { kind: 'settings', set: { roles: { ADMIN: { grant: [], withdraw: ['CONFIGURE_ROLES'] } } } },
      ledger(),
    ],
    says: /^nobody could make and change roles any more/,
    // The other administrator stays.
    passed: [of(4), { kind: 'role', member: 'm0', role: 'm0', ledgerRoles: ['JOINER'] }, ledger()],
  },
];
/** Of the transactions, not of the change: decision.test.ts has them. */
const elsewhere = ['PROPOSAL-CERTIFICATE', 'PROPOSAL-NO-SIGNER', 'PROPOSAL-REMOVAL-PART', 'PROPOSAL-SIGNER-LACKS'];
const rulesIn = (...of: Parameters<typeof diff>) => diff(...of).flatMap(({ rule }) => rule ?? []);

describe('the diff of a proposal', () => {
  it('says nothing of a role that stays, where those on the ledger change', () => {
    const { marked } = cases.find(({ rule }) => rule === 'PROPOSAL-LAST-ROLE')!;
    const [register] = marked;
    const stays = { kind: 'role', member: 'm2', role: 'm2', ledgerRoles: ['BOSS'] } as const;
    expect(
      diff(register, { ...stays, ledgerRoles: [...stays.ledgerRoles] }).map(({ text }) => text.en),
    ).not.toContainEqual(expect.stringMatching(/: role /));
  });

  it.each(cases)('$rule', ({ rule, marked, says, passed }) => {
    const found = diff(...marked).find((one) => one.rule === rule);
    expect(found?.sign).toBe('!');
    expect(found?.text.en).toMatch(says);
    expect(found?.text.zh).toMatch(/\p{Script=Han}/u);
    expect(`${found?.text.en ?? ''}${found?.text.zh ?? ''}`).not.toMatch(/\{\w+\}/);
    expect(rulesIn(...passed)).not.toContain(rule);
  });

  it('has a case for each of its rules', () => {
    const named = [...cases.map(({ rule }) => rule), ...elsewhere];
    expect(named.toSorted()).toEqual(Object.keys(diffRules).toSorted());
  });

  it('counts peers: who has none may leave, and Raft has rules of its own', () => {
    const bare = members(7).map((one) => (one.id === 'm3' ? { ...one, keys: [] } : one));
    expect(rulesIn(of(7, { members: bare }), remove('m3'))).toEqual(['PROPOSAL-LAST-ROLE']);
    expect(rulesIn(of(4), remove('m3'), ledger({ consensus: 'raft' }))).toEqual(['PROPOSAL-LAST-ROLE']);
  });

  it('names the role that a new member is granted, and says nothing of one without a peer', () => {
    const lines = (change: Change) => diff(of(4), change, ledger()).filter(({ text }) => text.en.includes('JOINER'));
    expect(lines(admit()).map(({ sign }) => sign)).toEqual([' ']);
    expect(lines(admit([['user', 'sm2']]))).toEqual([]);
  });

  it('holds a member that came later to be DEFAULT, which can keep a right in the consortium', () => {
    const roles = ledger().roles.map((role) => (role.name === 'DEFAULT' ? { ...role, ledger: admin } : role));
    const later = [...members(5), { ...members(6)[5]!, id: 'later', role: 'later' }];
    const on = of(6, { members: later });
    expect(
      rulesIn(on, remove('m0'), ledger({ roles, holders: [{ id: 'm0', roles: ['ADMIN'], policy: 'UNION' }] })),
    ).not.toContain('PROPOSAL-LAST-HOLDER');
    expect(rulesIn(on, remove('m0'), ledger({ holders: [{ id: 'm0', roles: ['ADMIN'], policy: 'UNION' }] }))).toContain(
      'PROPOSAL-LAST-HOLDER',
    );
  });
});
