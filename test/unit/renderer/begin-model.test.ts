/** What is asked before an act (renderer/screens/ceremony): facts of a plan, and who answers for the room. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allAnswered, answered, exceptionsOf, stopping } from '../../../renderer/screens/ceremony/exceptions.ts';
import { folderName, openable, planFacts } from '../../../renderer/screens/ceremony/plan-facts.ts';

const example = readFileSync(new URL('../../../examples/traceability/plan.json', import.meta.url), 'utf8');

describe('facts of a plan', () => {
  it('are those of the example', () => {
    const facts = planFacts(example)!;
    expect(facts).toMatchObject({ id: 'food-trace', threshold: 3, members: 4, roots: 2 });
    expect(facts.custodians.map(({ id, index, seal }) => `${index} ${id} ${seal}`)).toEqual([
      '1 c1 passphrase',
      '2 c2 passphrase',
      '3 c3 passphrase',
      '4 c4 passphrase',
      '5 c5 age',
    ]);
    expect(facts.people.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'c1', 'c2', 'c3', 'c4', 'c5']);
  });

  it('count who can open a share here', () => {
    const { custodians } = planFacts(example)!;
    expect(openable(custodians, {})).toBe(4);
    expect(openable(custodians, { c5: '/media/key' })).toBe(5);
  });

  it('are none of what is no plan, and say a name in the language there is', () => {
    expect(planFacts('{')).toBeUndefined();
    expect(planFacts('[]')).toBeUndefined();
    const odd = planFacts('{"consortium":{"id":"x","name":{"zh":"名"}},"custodians":[1],"threshold":"3"}')!;
    expect(odd.consortium).toEqual({ en: '名', zh: '名' });
    expect(odd).toMatchObject({ threshold: 0, custodians: [{ id: '', seal: 'passphrase' }], people: [{ id: '' }] });
  });

  it('tell the rule of groups: how many of them, of each how many of its members', () => {
    const plan = JSON.parse(example) as { custodians: object[] };
    const custodians = plan.custodians.map((each, i) => ({ ...each, group: i < 3 ? 'banks' : 'state' }));
    const list = [
      { id: 'banks', name: { en: 'Banks', zh: '银行' }, threshold: 2 },
      { id: 'state', name: { en: 'Regulators', zh: '监管机构' }, threshold: 1 },
    ];
    expect(planFacts(JSON.stringify({ ...plan, custodians, groups: { threshold: 2, list } }))!.groups).toEqual({
      threshold: 2,
      list: [
        { id: 'banks', name: { en: 'Banks', zh: '银行' }, need: 2, of: 3 },
        { id: 'state', name: { en: 'Regulators', zh: '监管机构' }, need: 1, of: 2 },
      ],
    });
    expect(planFacts(example)).not.toHaveProperty('groups');
    expect(planFacts('{"groups":{"list":[1],"threshold":"x"}}')!.groups).toMatchObject({
      threshold: 0,
      list: [{ of: 0 }],
    });
  });

  it('give the new folder a name', () => {
    expect(folderName({ id: 'food-trace' }, '2026-11-21', true)).toBe('food-trace-rehearsal-2026-11-21');
    expect(folderName({ id: '' }, '2026-11-21', false)).toBe('ceremony-2026-11-21');
  });
});

describe('exceptions', () => {
  const text = { en: '', zh: '' };
  const network = { rule: 'ROOM-NETWORK', level: 'error', field: 'room.interfaces', text } as const;
  const swap = { rule: 'ROOM-SWAP', level: 'warning', field: 'room.swap', text } as const;
  const full = { reason: ' the cable is the console ', first: 'p1', second: 'p3' };

  it('are wanted for errors of a real room that are not on record', () => {
    expect(stopping([network, swap], false)).toEqual([network]);
    expect(stopping([network, swap], true)).toEqual([]);
    expect(stopping([network], false, ['ROOM-NETWORK'])).toEqual([]);
  });

  it('want a reason and two different people', () => {
    expect(answered(full)).toBe(true);
    expect(answered({ ...full, second: 'p1' })).toBe(false);
    expect(answered({ ...full, reason: ' ' })).toBe(false);
    expect(allAnswered([network], {})).toBe(false);
    expect(allAnswered([network], { 'ROOM-NETWORK': full })).toBe(true);
  });

  it('are handed over once for each rule', () => {
    const by = ['p1', 'p3'];
    expect(exceptionsOf([network, network], { 'ROOM-NETWORK': full })).toEqual([
      { rule: 'ROOM-NETWORK', reason: 'the cable is the console', by },
    ]);
    expect(exceptionsOf([network], { 'ROOM-SWAP': full })).toEqual([]);
  });
});
