/** A ceremony's log as entries, made step by step; and a resolved plan to go with it. */

import type { Entry } from '../../../main/core/audit/entry.ts';
import { decodeEntry, encodeEntry } from '../../../main/core/audit/entry.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { type ResolvedPlan, resolvePlan } from '../../../main/core/ceremony/plan.ts';
import { type StepId, stepIds, steps } from '../../../main/core/ceremony/steps.ts';
import { carrierKey, examplePlan } from './plan-help.ts';

export const resolved = (rehearsal = true): ResolvedPlan =>
  resolvePlan(examplePlan(), { keyFiles: { 'carrier.pub': carrierKey }, rehearsal, seed: new Uint8Array(32).fill(7) });

const ceremony = '00112233445566778899aabbccddeeff';

/** Entries in order; each goes through the strict codec, so that the tests cannot use an impossible one. */
export class Log {
  readonly entries: Entry[] = [];

  add(kind: string, data: Record<string, Json> = {}): this {
    const index = this.entries.length;
    const time = new Date(Date.UTC(2026, 10, 21, 2, 0, index)).toISOString();
    const entry: Entry = { format: 'rootseal.entry/1', index, time, ceremony, rehearsal: true, kind, data };
    this.entries.push(decodeEntry(encodeEntry(entry)));
    return this;
  }

  begin(step: StepId): this {
    return this.add('step.begun', { step });
  }

  confirm(step: StepId, ...who: string[]): this {
    for (const each of who) this.add('confirmation', { step, who: each, said: { en: 'Yes', zh: '同意' } });
    return this;
  }

  done(step: StepId, data: Record<string, Json> = {}): this {
    return this.add('step.done', { step, files: [], ...data });
  }

  /** Every step before this one, begun and done. */
  upTo(step: StepId): this {
    for (const id of stepIds.slice(0, stepIds.indexOf(step))) this.begin(id).done(id);
    return this;
  }
}

export const opened = (): Log => new Log().add('ceremony.opened', { consortium: 'food-trace', planHash: '00' });
export { stepIds, steps };
