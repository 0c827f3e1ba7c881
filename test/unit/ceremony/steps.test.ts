/** The state of a ceremony is its log; what a step demands is named, and each demand refuses and accepts. */

import { describe, expect, test } from 'vitest';
import { confirmedBy, confirmersOf, type Demand, demands, unmet } from '../../../main/core/ceremony/demands.ts';
import { stateOf } from '../../../main/core/ceremony/steps.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { type Log, opened, resolved, stepIds, steps } from './log-help.ts';

const openable = ['c1', 'c2', 'c3', 'c4'];
const given = (log: Log) => ({ plan: resolved(), entries: log.entries, openable });
const rules = (step: string, when: Demand['when'], log: Log) => unmet(step, when, given(log)).map(({ rule }) => rule);

describe('the state of a ceremony', () => {
  test('is nothing done and the room next, when it has just opened', () => {
    const state = stateOf(opened().entries);
    expect(state).toMatchObject({ rehearsal: true, done: [], next: 'room', closed: false, exceptions: [] });
    expect(state.begun).toBeUndefined();
  });

  test('is begun after a crash within a step, and goes on at the same step once that is abandoned', () => {
    const log = opened().upTo('found').begin('found');
    expect(stateOf(log.entries)).toMatchObject({ done: ['room', 'agree-plan'], begun: 'found', next: 'found' });
    log.add('step.abandoned', { step: 'found', reason: 'crash' });
    expect(stateOf(log.entries)).toMatchObject({ next: 'found' });
    expect(stateOf(log.entries).begun).toBeUndefined();
    log.begin('found').done('found');
    expect(stateOf(log.entries)).toMatchObject({ next: 'hand-out' });
  });

  test('is closed when every step is done, and says so with no next step', () => {
    const state = stateOf(opened().upTo('close').begin('close').done('close').add('restore.begun').entries);
    expect(state).toMatchObject({ done: [...stepIds], closed: true });
    expect(state.next).toBeUndefined();
  });

  test('lists exceptions with the index of their entry', () => {
    const log = opened().add('exception', { rule: 'ROOM-NETWORK', reason: 'cable needed', by: ['p1', 'p3'] });
    expect(stateOf(log.entries).exceptions).toEqual([
      { entry: 1, time: '2026-11-21T02:00:01.000Z', rule: 'ROOM-NETWORK', reason: 'cable needed', by: ['p1', 'p3'] },
    ]);
  });

  test.each([
    ['a step done that never began', () => opened().done('room')],
    ['a step out of its order', () => opened().begin('found')],
    ['a step begun twice', () => opened().begin('room').begin('room')],
    ['a step done twice', () => opened().begin('room').done('room').done('room')],
    ['another step done than was begun', () => opened().begin('room').add('step.done', { step: 'found' })],
    ['a step abandoned that was not begun', () => opened().add('step.abandoned', { step: 'room' })],
    ['a step after the close', () => opened().upTo('close').begin('close').done('close').begin('room')],
    ['a step that does not exist', () => opened().add('step.begun', { step: 'lunch' })],
  ])('refuses %s', (_what, log) => {
    expect(() => stateOf(log().entries)).toThrow(RootsealError);
  });
});

/** For each demand: a step and a log that it refuses, and one that it accepts. */
const cases: Readonly<Record<string, readonly [step: string, refused: () => Log, accepted: () => Log]>> = {
  'STEP-CLOSED': ['room', () => opened().upTo('close').begin('close').done('close'), opened],
  'STEP-BEGUN': ['agree-plan', () => opened().begin('room'), () => opened().upTo('agree-plan')],
  'STEP-ORDER': ['found', () => opened().upTo('agree-plan'), () => opened().upTo('found')],
  'STEP-NOT-BEGUN': ['room', opened, () => opened().begin('room')],
  'STEP-CONFIRMATION': [
    'hand-out',
    () => opened().upTo('hand-out').begin('hand-out').confirm('hand-out', 'c1', 'c2', 'c3', 'c4'),
    () => opened().upTo('hand-out').begin('hand-out').confirm('hand-out', 'c1', 'c2', 'c3', 'c4', 'c5'),
  ],
  'STEP-DUAL-CONTROL': [
    'sign',
    () => opened().upTo('sign').begin('sign').confirm('sign', 'p1', 'p1'),
    () => opened().upTo('sign').begin('sign').confirm('sign', 'p1', 'p3'),
  ],
};

describe('what a step demands', () => {
  test.each(demands.map((demand) => [demand.rule, demand] as const))('%s refuses and accepts', (rule, { when }) => {
    const [step, refused, accepted] = cases[rule] ?? expect.fail(`no case for ${rule}`);
    expect(rules(step, when, refused())).toContain(rule);
    expect(rules(step, when, accepted())).toEqual([]);
  });

  test('a yes that was said before a crash does not count after it', () => {
    const log = opened().upTo('sign').begin('sign').confirm('sign', 'p1', 'p3');
    expect(rules('sign', 'end', log)).toEqual([]);
    log.add('step.abandoned', { step: 'sign', reason: 'crash' }).begin('sign').confirm('sign', 'p3');
    expect(rules('sign', 'end', log)).toEqual(['STEP-CONFIRMATION', 'STEP-DUAL-CONTROL']);
  });

  test('a yes to another step does not count', () => {
    const log = opened().upTo('sign').begin('sign').confirm('close', 'p1', 'p3');
    expect(rules('sign', 'end', log)).toEqual(['STEP-CONFIRMATION', 'STEP-DUAL-CONTROL']);
  });

  test('a yes before the step begins does not count', () => {
    expect(confirmedBy('room', opened().confirm('room', 'p1').entries)).toEqual([]);
    expect(confirmedBy('room', opened().begin('room').confirm('room', 'p1').entries)).toEqual(['p1']);
  });

  test('an unknown step is named', () => expect(rules('lunch', 'begin', opened())).toEqual(['STEP-UNKNOWN']));

  test('under dual control two different people are asked, whoever is named', () => {
    const plan = resolved();
    expect(confirmersOf('agree-plan', plan, openable)).toEqual(['p1', 'p3']);
    expect(confirmersOf('close', plan, openable)).toEqual(['p1']);
    const crowded = { ...plan, dualControl: ['genesis' as const], people: { ...plan.people, witnesses: ['p2'] } };
    expect(confirmersOf('genesis', crowded, openable)).toEqual(['p2', 'p1']);
  });

  test('every step says in both languages what happens, and needs only steps before it', () => {
    for (const [place, id] of stepIds.entries()) {
      const step = steps[id];
      expect(step.id).toBe(id);
      expect(step.say.zh).toMatch(/\p{Script=Han}/u);
      expect(step.needs.every((need) => stepIds.indexOf(need) < place)).toBe(true);
    }
  });
});
