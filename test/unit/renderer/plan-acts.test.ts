/** Adding, removing, reordering and renaming in a plan: ids stay unique, and what points to them follows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPlan } from '../../../main/core/ceremony/profiles.ts';
import {
  add,
  addPerson,
  addRole,
  changeId,
  changePerson,
  changeRole,
  freeId,
  idsAt,
  membersWith,
  nameOf,
  peopleIn,
  removePerson,
  tick,
} from '../../../renderer/screens/plan/acts.ts';
import { get, type Json, move, remove, set } from '../../../renderer/screens/plan/model.ts';
import { ledgerPermissions } from '../../../renderer/screens/plan/vocabulary.ts';
import { examplePlan, findingsOf } from '../ceremony/plan-help.ts';

// Every key made here, and the two roles of the example.
const { chain, members } = examplePlan();
const plan = {
  ...newPlan('traceability', { now: '2026-11-21T02:00:00Z' }),
  chain,
  members: members.map(({ key: _, ...member }, i) => ({
    ...member,
    key: { make: 'ed25519' },
    holder: `c${String(i + 1)}`,
  })),
} as unknown as Json;
const holders = (tree: Json) => [0, 1, 2, 3].map((i) => get(tree, ['members', i, 'holder']));

describe('ids', () => {
  it('are proposed free, also after removals and moves', () => {
    const lists = ['custodians', 'members', 'roots'] as const;
    const step = fc.record({
      list: fc.constantFrom(...lists),
      act: fc.constantFrom('add', 'remove', 'move'),
      at: fc.nat(6),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const end = steps.reduce((tree, { list, act, at }) => {
          if (act === 'add') return add(tree, list);
          return act === 'remove' ? remove(tree, [list, at]) : move(tree, [list], at, 0);
        }, plan);
        for (const list of lists) expect(new Set(idsAt(end, [list])).size).toBe(idsAt(end, [list]).length);
      }),
    );
    expect(freeId(['c1', 'c3'], 'c', 1)).toBe('c2');
    expect(idsAt(add({ custodians: 'none' }, 'custodians'), ['custodians'])).toEqual(['c1']);
  });

  it('of thirty custodians are thirty', () => {
    const many = Array.from({ length: 25 }).reduce<Json>((tree) => add(tree, 'custodians'), plan);
    expect(idsAt(many, ['custodians'])).toHaveLength(30);
    expect(new Set(idsAt(many, ['custodians'])).size).toBe(30);
  });

  it('of a custodian are followed by the holders of keys', () => {
    expect(holders(changeId(plan, 'custodians', 0, 'wang'))).toEqual(['wang', 'c2', 'c3', 'c4']);
    expect(get(changeId(plan, 'custodians', 0, 'wang'), ['custodians', 0, 'id'])).toBe('wang');
  });

  it('that two custodians have are not followed: nobody knows who was meant', () => {
    const double = set(plan, ['custodians', 1, 'id'], 'c1');
    expect(holders(changeId(double, 'custodians', 1, 'c9'))).toEqual(['c1', 'c2', 'c3', 'c4']);
  });

  it('of a member or a root change alone', () => {
    const changed = changeId(plan, 'members', 0, 'maker');
    expect(get(changed, ['members', 0])).toEqual({ ...(get(plan, ['members', 0]) as object), id: 'maker' });
  });
});

describe('people', () => {
  it('come with a free id and go with all their parts', () => {
    const more = addPerson(plan);
    expect(peopleIn(more)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    const less = removePerson(removePerson(plan, 'p2'), 'p3');
    expect(peopleIn(less)).toEqual(['p1', 'p4']);
    expect(get(less, ['people', 'operator'])).toBeUndefined();
    expect(get(less, ['people', 'witnesses'])).toEqual([]);
  });

  it('without a name are people all the same', () => {
    expect(peopleIn(set(plan, ['people', 'witnesses'], ['p9', 7]))).toEqual(['p1', 'p2', 'p3', 'p4', 'p9']);
    expect(get(addPerson(set(plan, ['people', 'operator'], 'p5')), ['people', 'names', 'p6'])).toBeDefined();
  });

  it('get another id everywhere, but not somebody else’s', () => {
    const both = set(plan, ['people', 'operator'], 'p1');
    const renamed = changePerson(both, 'p1', 'wang');
    expect(get(renamed, ['people', 'administrators'])).toEqual(['wang']);
    expect(get(renamed, ['people', 'operator'])).toBe('wang');
    expect(get(renamed, ['people', 'names', 'wang', 'zh'])).toBe('管理员');
    expect(changePerson(plan, 'p1', 'p2')).toBe(plan);
  });
});

describe('words of a list', () => {
  const path = ['chain', 'ledger', 'roles', 'DEFAULT', 'ledger'];

  it('are ticked in the order of the ledger and cleared altogether', () => {
    const ticked = tick(plan, path, 'SET_CRYPTO', true, ledgerPermissions);
    expect(get(ticked, path)).toEqual(['SET_CRYPTO', 'REGISTER_USER', 'APPROVE_TX', 'CONSENSUS_TX']);
    expect(get(tick(ticked, path, 'SET_CRYPTO', false), path)).toEqual(get(plan, path));
    expect(get(tick({ a: ['x', 'y', 'x'] }, ['a'], 'x', false), ['a'])).toEqual(['y']);
    expect(tick({}, ['a'], 'x', false)).toEqual({});
    expect(tick({}, ['a'], 'x', true)).toEqual({ a: ['x'] });
  });

  it('keep what is not offered', () => {
    expect(get(tick({ a: ['odd', 7] }, ['a'], 'x', true, ['x']), ['a'])).toEqual(['x', 'odd', 7]);
  });
});

describe('ledger roles', () => {
  it('are renamed where members hold them', () => {
    const renamed = changeRole(plan, 'ADMIN', 'BOARD');
    expect(get(renamed, ['members', 0, 'ledgerRoles'])).toEqual(['BOARD']);
    expect(Object.keys(get(renamed, ['chain', 'ledger', 'roles']) as object)).toEqual(['DEFAULT', 'BOARD']);
    expect(changeRole(plan, 'ADMIN', 'DEFAULT')).toBe(plan);
  });

  it('begin as DEFAULT, and then under a free name', () => {
    const bare = addRole({ chain: { ledger: { roles: {} } } });
    expect(Object.keys(get(addRole(addRole(bare)), ['chain', 'ledger', 'roles']) as object)).toEqual([
      'DEFAULT',
      'ROLE-1',
      'ROLE-2',
    ]);
  });

  it('say which members may do what, as the program judges it', () => {
    expect(membersWith(plan, 'CONFIGURE_ROLES')).toEqual(['brand', 'lab']);
    expect(membersWith(plan, 'DIRECT_OPERATION')).toHaveLength(4);
    const locked = [0, 3].flatMap(
      (i) =>
        [
          [`members.${i}.ledgerRoles`, ['DEFAULT', 'ADMIN']],
          [`members.${i}.rolesPolicy`, 'INTERSECT'],
        ] as const,
    );
    const tree = locked.reduce<Json>((each, [at, value]) => {
      const [list = '', index = '', field = ''] = at.split('.');
      return set(each, [list, Number(index), field], value);
    }, plan);
    expect(membersWith(tree, 'CONFIGURE_ROLES')).toEqual([]);
    expect(findingsOf(locked).map(({ rule }) => rule)).toContain('PLAN-LOCKOUT-ROLES');
    expect(membersWith(set(plan, ['members', 1, 'ledgerRoles'], []), 'APPROVE_TX')).toContain('producer');
    expect(membersWith({ members: 'x' }, 'APPROVE_TX')).toEqual([]);
  });
});

describe('names', () => {
  it('are shown in the language that is spoken, else in the other, else by id', () => {
    expect(nameOf({ id: 'c1', name: { zh: '王芳', en: 'Wang Fang' } }, 'en')).toBe('Wang Fang');
    expect(nameOf({ id: 'c1', name: { zh: '王芳', en: ' ' } }, 'en')).toBe('王芳');
    expect(nameOf({ zh: '管理员', en: 3 }, 'en')).toBe('管理员');
    expect(nameOf({ id: 'c1', name: 'Wang' }, 'zh')).toBe('c1');
    expect(nameOf(7, 'zh')).toBe('');
  });
});
