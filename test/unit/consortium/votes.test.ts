/** Votes: whose they are, what they come to in any order, and that nothing passes below its threshold or sticks above it. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Approval,
  checkApproval,
  encodeApproval,
  encodeStatement,
  readApproval,
  readStatement,
  stateApproval,
} from '../../../main/core/consortium/approval.ts';
import { meet } from '../../../main/core/consortium/quorum.ts';
import type { Voter } from '../../../main/core/consortium/register.ts';
import { sshKey } from '../../../main/core/consortium/ssh.ts';
import { demandApproved, missing, tally } from '../../../main/core/consortium/tally.ts';
import { admission, codeIn, during, governance, pair, register, sign, sshVoter, vote, voter } from './kit.ts';
import { signApproval } from '../../../main/core/consortium/approval.ts';

const on = register();
const proposal = admission();
const voters = governance.voters;
const of = (id: string): Voter => voters.find((one) => one.id === id)!;

describe('a vote', () => {
  it('by each suite is read as written and holds', async () => {
    for (const who of voters) {
      const mine = await vote(proposal, who);
      expect(readApproval(encodeApproval(mine))).toEqual(mine);
      expect(checkApproval(mine, proposal, on).id).toBe(who.id);
    }
  });

  it('that is altered, late, of another proposal or by another key does not count', async () => {
    const mine = await vote(proposal, of('f1'));
    const code = (more: object) => codeIn(() => checkApproval({ ...mine, ...more }, proposal, on));
    expect(code({ decision: 'decline' })).toBe('APPROVAL-SIGNATURE');
    expect(code({ reason: 'why not' })).toBe('APPROVAL-SIGNATURE');
    expect(code({ proposal: '00'.repeat(32) })).toBe('APPROVAL-OTHER');
    expect(code({ outcome: '00'.repeat(32) })).toBe('APPROVAL-OTHER');
    expect(code({ rehearsal: true })).toBe('APPROVAL-OTHER');
    expect(code({ voter: 'f9' })).toBe('APPROVAL-VOTER');
    expect(code({ voter: 'f2' })).toBe('APPROVAL-KEY');
    expect(code({ time: '2027-01-01T00:00:00Z' })).toBe('APPROVAL-LATE');
    expect(code({ time: '2026-11-01T00:00:00Z' })).toBe('APPROVAL-LATE');
    expect(codeIn(() => readApproval(encodeApproval({ ...mine, voter: 'F 1' })))).toBe('APPROVAL-FORM');
    const other = await signApproval(
      stateApproval(proposal, of('f1'), { decision: 'approve', time: during }),
      (message) => sign(pair('voter f3'), message),
    );
    expect(codeIn(() => checkApproval(other, proposal, on))).toBe('APPROVAL-SIGNATURE');
  });
});

describe('a seating', () => {
  it('counts each person once, and finds a good one where there is one', () => {
    const rule = [
      { role: 'founder', count: 2 },
      { role: 'regulator', count: 1 },
    ];
    const people = (...roles: string[][]) => roles.map((one, n) => ({ id: String(n), roles: one }));
    expect(meet(rule, people(['founder'], ['founder', 'regulator'])).met).toBe(false);
    expect(meet(rule, people(['founder', 'regulator'], ['founder'], ['founder'])).met).toBe(true);
    expect(meet(rule, people(['founder', 'regulator'], ['founder', 'regulator'], ['regulator'])).met).toBe(true);
    expect(meet([], []).met).toBe(true);
  });

  it('agrees with trying all of them', () => {
    const role = fc.constantFrom('a', 'b', 'c');
    const rules = fc.uniqueArray(fc.record({ role, count: fc.integer({ min: 1, max: 3 }) }), {
      selector: (one) => one.role,
      maxLength: 3,
    });
    const people = fc.array(fc.uniqueArray(role, { minLength: 1 }), { maxLength: 6 });
    fc.assert(
      fc.property(rules, people, (rule, roles) => {
        const crowd = roles.map((one, n) => ({ id: String(n), roles: one }));
        expect(meet(rule, crowd).met).toBe(
          possible(
            rule.flatMap((need) => Array.from({ length: need.count }, () => need.role)),
            roles,
          ),
        );
      }),
    );
  });
});

/** Every way to fill the first place, then the rest. */
function possible([first, ...rest]: readonly string[], people: readonly (readonly string[])[]): boolean {
  if (first === undefined) return true;
  return people.some((roles, n) => roles.includes(first) && possible(rest, people.toSpliced(n, 1)));
}

describe('a tally', () => {
  const count = (votes: readonly Approval[], now = during) => tally(on, proposal, votes, now);
  it('says who is lacking, and passes with two founders and the regulator', async () => {
    const [f1, r1] = [await vote(proposal, of('f1')), await vote(proposal, of('r1'))];
    expect(count([])).toMatchObject({ state: 'open', approved: [] });
    expect(codeIn(() => demandApproved(count([f1, r1]), proposal))).toBe('PROPOSAL-SHORT');
    expect(missing(count([f1, r1])).en).toBe('1 more of the role founder');
    const full = count([f1, r1, await vote(proposal, of('f3'))]);
    expect(full).toMatchObject({ state: 'approved', approved: ['f1', 'f3', 'r1'], ignored: [] });
    expect(() => demandApproved(full, proposal)).not.toThrow();
    expect(codeIn(() => demandApproved(count([f1], '2027-01-01T00:00:00Z'), proposal))).toBe('PROPOSAL-EXPIRED');
  });

  it('is over where the regulator refuses; who votes both ways has refused', async () => {
    const all = await Promise.all(voters.map((who) => vote(proposal, who)));
    const no = await vote(proposal, of('r1'), 'decline');
    const sum = count([...all, no]);
    expect(sum).toMatchObject({ state: 'declined', declined: ['r1'] });
    expect(sum.ignored.map(({ code }) => code)).toEqual(['APPROVAL-CONTRADICTS']);
    expect(codeIn(() => demandApproved(sum, proposal))).toBe('PROPOSAL-DECLINED');
    expect(count([await vote(proposal, of('f1'), 'decline')])).toMatchObject({ state: 'open', declined: ['f1'] });
  });
});

/** Seven administrators, each of four founders and three others; made once, since signing costs. */
const seven = Array.from({ length: 7 }, (_, n) =>
  voter(`a${n}`, n < 4 ? ['founder'] : n < 6 ? ['bank'] : ['bank', 'regulator']),
);
const rule = [
  { role: 'founder', count: 3 },
  { role: 'bank', count: 1 },
  { role: 'regulator', count: 1 },
];
const boards = register({
  governance: { voters: seven, rules: { admit: rule, remove: rule, keys: rule, role: rule, governance: rule } },
});

it(
  'a hundred proposals, seven administrators: never in below the threshold, never stuck above it',
  { timeout: 60_000 },
  async () => {
    const mine = admission('carrier', boards);
    const other = admission('porter', boards);
    const yes = await Promise.all(seven.map((who) => vote(mine, who)));
    const no = await Promise.all(seven.map((who) => vote(mine, who, 'decline')));
    const replayed = await Promise.all(seven.map((who) => vote(other, who)));
    const stranger = await vote(mine, voter('a8', ['founder', 'bank', 'regulator']));
    /** One key under a second name. */
    const twin = await signApproval(
      { ...stateApproval(mine, seven[0]!, { decision: 'approve', time: during }), voter: 'a1' },
      (m) => sign(pair('voter a0'), m),
    );
    const forged = yes.map((one, n) => ({ ...one, signature: yes[(n + 1) % 7]!.signature }));
    const noise = [...replayed, stranger, twin, ...forged];
    const pick = fc.subarray([0, 1, 2, 3, 4, 5, 6]);
    fc.assert(
      fc.property(pick, pick, fc.subarray(noise), fc.nat(), (approving, declining, other_, seed) => {
        const good = approving.map((n) => yes[n]!);
        const votes = [...good, ...good.slice(0, seed % 4), ...declining.map((n) => no[n]!), ...other_];
        const shuffled = votes
          .map((one, n) => ({ one, key: Math.imul(n + 1, seed | 1) }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const counting = approving.filter((n) => !declining.includes(n));
        const roles = counting.map((n) => seven[n]!.roles);
        const passes = possible(['founder', 'founder', 'founder', 'bank', 'regulator'], roles);
        const sum = tally(boards, mine, shuffled, during);
        expect(sum.state === 'approved').toBe(passes);
        expect(sum.approved).toEqual(counting.map((n) => `a${n}`));
        const left = seven.filter((_, n) => !declining.includes(n)).map((who) => who.roles);
        if (!passes)
          expect(sum.state).toBe(
            possible(['founder', 'founder', 'founder', 'bank', 'regulator'], left) ? 'open' : 'declined',
          );
      }),
      { numRuns: 100 },
    );
  },
);

/** Signatures that ssh-keygen 9.2 made over the statement of 'f1' with keys that were thrown away. */
const fixtures = JSON.parse(readFileSync(new URL('./ssh-votes.json', import.meta.url), 'utf8')) as Readonly<
  Record<'ed25519' | 'ecdsa', { readonly publicKey: string; readonly signature: string; readonly otherPurpose: string }>
>;

describe.each(['ed25519', 'ecdsa'] as const)('a vote signed by SSH with %s', (kind) => {
  const { publicKey, signature, otherPurpose } = fixtures[kind];
  const key = sshKey(new Uint8Array(Buffer.from(publicKey.split(' ')[1]!, 'base64')));
  const { here, about, statement } = sshVoter(key);
  const code = (value: string, more: object = {}) =>
    codeIn(() => checkApproval({ ...statement, signature: { kind: 'ssh', value }, ...more }, about, here));

  it('holds, and is written and read as every vote', () => {
    expect(code(signature)).toBeUndefined();
    expect(code(signature.replaceAll('\n', '\r\n'))).toBeUndefined();
    expect(readStatement(encodeStatement(statement))).toEqual(statement);
  });

  it('over something else, for another purpose, or by another key does not', () => {
    expect(code(signature, { reason: 'x' })).toBe('APPROVAL-SIGNATURE');
    expect(code(fixtures[kind === 'ecdsa' ? 'ed25519' : 'ecdsa'].signature)).toBe('APPROVAL-SIGNATURE');
    expect(code(otherPurpose)).toBe('APPROVAL-SSH');
    expect(code('no signature')).toBe('APPROVAL-SSH');
  });

  it('cut at any place is none, and altered in any byte never holds', () => {
    const whole = new Uint8Array(Buffer.from(signature.split('\n').slice(1, -2).join(''), 'base64'));
    const armored = (bytes: Uint8Array) =>
      `-----BEGIN SSH SIGNATURE-----\n${Buffer.from(bytes).toString('base64')}\n-----END SSH SIGNATURE-----\n`;
    expect(code(armored(whole))).toBeUndefined();
    for (let at = 0; at < whole.length; at++) {
      expect(code(armored(whole.subarray(0, at)))).toBe('APPROVAL-SSH');
      expect(code(armored(whole.with(at, whole[at]! ^ 1)))).toMatch(
        /^(APPROVAL-SSH|APPROVAL-SIGNATURE|ENCODING-UTF8)$/,
      );
    }
  });
});
