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
