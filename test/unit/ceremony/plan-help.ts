/** The example plan as a draft to break, and a decoder of JD Chain keys small enough to be read beside the test. */

import { readFileSync } from 'node:fs';
import { examinePlan } from '../../../main/core/ceremony/checks.ts';
import type { PlanContext } from '../../../main/core/ceremony/checks-types.ts';
import type { Plan } from '../../../main/core/ceremony/plan.ts';
import { fromBase58 } from '../../../main/core/encoding/base58.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { keyRules, type SuiteName } from '../../../main/core/keys/index.ts';
import { type Finding, refuse } from '../../../main/core/rules.ts';

const folder = new URL('../../../examples/traceability/', import.meta.url);
export const exampleBytes = readFileSync(new URL('plan.json', folder));
export const carrierKey = readFileSync(new URL('carrier.pub', folder), 'utf8');
export const producerKey = '7VeRBsHM2nsGwP8b2ufRxz36hhNtSqjKTquzoa4WVKWty5sD';
export const sm2Key = 'SFZ6LmrKBMRosm7vU2BokkGAA49CHChA8Zj8nkQ8XmBqbvdK8v84j2MbAfnFAomUqDDzpnkpnvLhJpNCk7PWnRiWZepAB';

export const examplePlan = (): Plan => JSON.parse(exampleBytes.toString('utf8')) as Plan;

const codes: Readonly<Record<string, SuiteName>> = { '411501': 'ed25519', c10201: 'sm2', '411601': 'p256' };

/** JD Chain: code (2) ‖ 01 ‖ raw key, in Base58. */
export function decodeKey(text: string): { suite: SuiteName; raw: Uint8Array } {
  const bytes = fromBase58(text, 'key');
  const suite = codes[toHex(bytes.subarray(0, 3))];
  const length = suite === 'ed25519' ? 35 : 68;
  if (suite === undefined || bytes.length !== length)
    throw refuse(keyRules, 'KEY-PUBLIC', { suite: suite ?? '?' }, { subject: 'key' });
  return { suite, raw: bytes.subarray(3) };
}

export const context = (changes: Partial<PlanContext> = {}): PlanContext => ({
  keyFiles: { 'carrier.pub': carrierKey },
  now: '2026-11-21T02:00:00.000Z',
  decodeKey,
  ...changes,
});

/** A change: the field by its path (`members.0.id`) and its new value; `undefined` removes it. */
export type Change = readonly [path: string, value: unknown];

/** The example plan with some fields changed. */
export function changed(changes: readonly Change[]): unknown {
  const plan: unknown = examplePlan();
  for (const [path, value] of changes) change(plan, path.split('.'), value);
  return plan;
}

function change(parent: unknown, [key = '', ...rest]: string[], value: unknown): void {
  const fields = parent as Record<string, unknown>;
  if (rest.length > 0) change(fields[key], rest, value);
  else if (value === undefined) Reflect.deleteProperty(fields, key);
  else fields[key] = structuredClone(value); // a later change must not reach the next case
}

/** The findings of the example after some changes, written out as a file and read again. */
export function findingsOf(changes: readonly Change[], more: Partial<PlanContext> = {}): Finding[] {
  return examinePlan(utf8(JSON.stringify(changed(changes))), context(more)).findings;
}
