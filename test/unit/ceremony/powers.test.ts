/** Who can do what after the genesis. The rules on roles have their cases beside those of plans and of `jdchain lint`. */

import { expect, test } from 'vitest';
import { heldAlone, type Standing, standingOf, whoCan } from '../../../main/core/ceremony/powers.ts';
import { newPlan } from '../../../main/core/ceremony/profiles.ts';
import { whoCanAnswer } from '../../../main/cli/who-can.ts';
import { examplePlan } from './plan-help.ts';

const evidence = standingOf(newPlan('evidence', { now: '2026-11-21T02:00:00Z' }));
const of = (standing: Standing) =>
  Object.fromEntries(
    whoCan(standing).map(({ id, members, every, anybody }) => [
      id,
      `${every ? '*' : members.join()}${anybody ? ' +' : ''}`,
    ]),
  );

test('is one line for each deed, by the permissions that one and the same member has', () => {
  expect(of(evidence)).toEqual({
    ...{ admit: 'court,notary', activate: 'court,notary', roles: 'court,notary', grant: 'court,notary' },
    ...{ consensus: 'court,notary', users: 'court,notary,ca', block: 'court,notary,ca' },
    ...{ accounts: 'notary,forensics,platform', write: 'notary,forensics,platform' },
    ...{ contracts: 'platform', upgrade: 'platform', call: '* +', approve: '*', order: '*' },
  });
});

test('is nobody where two members have half of what is needed, or a member only what its roles have in common', () => {
  const { roles } = evidence;
  const halves: Standing['roles'] = [
    ...roles,
    { name: 'ONE', ledger: ['REGISTER_PARTICIPANT'], tx: ['DIRECT_OPERATION'] },
    { name: 'TWO', ledger: ['REGISTER_USER'], tx: ['DIRECT_OPERATION'] },
  ];
  const holders = (policy: 'UNION' | 'INTERSECT') => [{ id: 'a', roles: ['ONE', 'TWO'], policy }];
  const apart = ['ONE', 'TWO'].map((role) => ({ id: role, roles: [role], policy: 'UNION' as const }));
  expect(of({ roles: halves, holders: apart })['admit']).toBe('');
  expect(of({ roles: halves, holders: holders('UNION') })['admit']).toBe('*');
  expect(of({ roles: halves, holders: holders('INTERSECT') })['admit']).toBe('');
});

test('who has no role has DEFAULT, and a role that is not there allows nothing', () => {
  const { roles } = evidence;
  expect(of({ roles, holders: [{ id: 'a', roles: [], policy: 'UNION' }] })['call']).toBe('* +');
  expect(of({ roles, holders: [{ id: 'a', roles: ['NONE'], policy: 'UNION' }] })['call']).toBe(' +');
});

test('what one member alone holds is named by member', () => {
  expect(heldAlone(evidence)).toEqual([]);
  const [court, ...others] = evidence.holders;
  const holders = others.map((one) => ({ ...one, roles: one.roles.filter((role) => role !== 'ADMIN') }));
  expect(heldAlone({ ...evidence, holders: [court!, ...holders] })).toEqual([
    {
      member: 'court',
      permissions: ['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES', 'REGISTER_PARTICIPANT', 'SET_CONSENSUS'],
    },
  ]);
});

test('is said in both languages, columns in line, and for scripts', () => {
  const { json, text } = whoCanAnswer(standingOf(examplePlan()));
  expect(json.find(({ deed }) => deed === 'admit')).toEqual({
    ...{ deed: 'admit', text: 'register a member', textZh: '注册成员', members: ['brand', 'lab'], anybody: false },
    needs: ['DIRECT_OPERATION', 'REGISTER_PARTICIPANT', 'REGISTER_USER'],
  });
  expect(text.en).toContain('\n  register a member                     brand, lab\n');
  expect(text.en).toContain('\n  write records                         nobody\n');
  expect(text.zh).toContain('\n  注册用户              全体成员 + 任何注册用户\n');
});
