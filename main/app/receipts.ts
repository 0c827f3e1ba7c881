/** What an earlier step left, as the log has it. */
import type { StepId } from '../core/ceremony/steps.ts';
import type { Json } from '../core/encoding/jcs.ts';
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import type { Draft, Journal } from './journal.ts';

/** A ceremony as its plan and its log tell it, also where nothing can be written. */
export interface Told {
  readonly plan: ResolvedPlan;
  readonly journal: Pick<Journal, 'entries'>;
}

/** The data of the newest `step.done` of a step, with all of its files; empty when it is not done. */
export function receiptsOf(journal: Told['journal'], step: StepId): Draft['data'] {
  const entries = journal.entries();
  const at = entries.findLastIndex(({ kind, data }) => kind === 'step.done' && data['step'] === step);
  const done = entries[at];
  if (!done) return {};
  const first = entries.findLastIndex(({ kind }, i) => i < at && kind !== 'step.files') + 1;
  const files = entries.slice(first, at + 1).flatMap(({ data }) => data['files'] ?? []);
  return { ...done.data, files };
}

/** A root key as the founding recorded it; hex. */
export interface MadeRoot {
  readonly id: string;
  readonly suite: 'ed25519' | 'p256' | 'sm2';
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** The root keys of the founding, in the plan's order; none before it. */
export function madeRoots(journal: Told['journal']): MadeRoot[] {
  return (receiptsOf(journal, 'found')['roots'] ?? []) as unknown as MadeRoot[];
}

/** A field that must be text; empty where it is not. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
