/** A log in which steps do not follow each other is no state of a ceremony. */
import { expect, it } from 'vitest';
import { stateOf } from '../../../main/core/ceremony/steps.ts';
import { refusal } from '../../refusal.ts';
import { type Log, opened } from './log-help.ts';

const judged = (log: Log) => refusal(() => stateOf(log.entries));

it('is refused: a step left out, begun twice, done or abandoned without its beginning, or unknown', () => {
  expect(judged(opened().upTo('genesis').begin('genesis').done('genesis'))).toBe('accepted');
  expect(judged(opened().upTo('found').begin('hand-out'))).toBe('STEP-IMPOSSIBLE');
  expect(judged(opened().upTo('found').begin('found').begin('found'))).toBe('STEP-IMPOSSIBLE');
  expect(judged(opened().upTo('found').done('found'))).toBe('STEP-IMPOSSIBLE');
  expect(judged(opened().upTo('found').add('step.abandoned', { step: 'found', reason: 'x' }))).toBe('STEP-IMPOSSIBLE');
  expect(judged(opened().add('step.begun', { step: 'feast' }))).toBe('STEP-IMPOSSIBLE');
});

it('files of a step are told before its end, and nothing comes between', () => {
  const begun = () => opened().upTo('found').begin('found');
  const told = (log: Log, step = 'found') => log.add('step.files', { step, files: [] });
  expect(judged(told(told(begun())).done('found'))).toBe('accepted');
  expect(judged(told(begun()).add('confirmation', { step: 'found', who: 'p1' }))).toBe('STEP-IMPOSSIBLE');
  expect(judged(told(begun()).add('step.abandoned', { step: 'found', reason: 'x' }))).toBe('STEP-IMPOSSIBLE');
  expect(judged(told(begun(), 'hand-out'))).toBe('STEP-IMPOSSIBLE');
  expect(judged(told(opened().upTo('found')))).toBe('STEP-IMPOSSIBLE');
});
