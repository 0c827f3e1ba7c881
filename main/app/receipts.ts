/** What an earlier step left, as the log has it. */
import type { StepId } from '../core/ceremony/steps.ts';
import type { Json } from '../core/encoding/jcs.ts';
import type { Draft, Journal } from './journal.ts';

/** The data of the newest `step.done` of a step; empty when it is not done. */
export function receiptsOf(journal: Journal, step: StepId): Draft['data'] {
  const done = journal.entries().findLast(({ kind, data }) => kind === 'step.done' && data['step'] === step);
  return done?.data ?? {};
}

/** A field that must be text; empty where it is not. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
