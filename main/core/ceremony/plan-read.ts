/**
 * Reading a plan: bytes → JSON → shape. A file that is no plan at all is refused (exit 2); a plan with wrong fields
 * gives one finding for each of them, and what is whole is still handed to the checks, so that a person sees
 * everything at once.
 */

import type { z } from 'zod';
import { fromUtf8 } from '../encoding/bytes.ts';
import { type Finding, finding, refuse } from '../rules.ts';
import { isInside } from './checks-help.ts';
import type { PlanPart } from './checks-types.ts';
import { type JsonInput, readJson } from './json.ts';
import { planRules } from './plan-rules.ts';
import { type Plan, planFormat, planSchema } from './plan-schema.ts';
import { breaksChecks, shapeFinding } from './plan-shape.ts';

/** What could be read. `plan` is there only if every field has its shape. */
export interface PlanReading {
  readonly plan?: Plan;
  /** The JSON as it stands in the file, to be read only in its `sound` parts. */
  readonly draft: Readonly<Record<string, JsonInput>>;
  /** The parts whose values have the types of `Plan` (though perhaps not its values), so that checks can look at them. */
  readonly sound: ReadonlySet<PlanPart>;
  readonly findings: readonly Finding[];
}

/**
 * Reads a plan file.
 * @throws PLAN-JSON, PLAN-JSON-DUPLICATE, PLAN-FORMAT, ENCODING-UTF8 (exit 2) for a file that is no plan
 */
export function readPlan(bytes: Uint8Array): PlanReading {
  const draft = readJson(fromUtf8(bytes, 'plan').replace(/^\uFEFF/, ''));
  if (!isObject(draft) || draft.format !== planFormat) {
    const format = isObject(draft) && typeof draft.format === 'string' ? draft.format : '?';
    throw refuse(planRules, 'PLAN-FORMAT', { format }, { subject: 'format' });
  }
  const parsed = planSchema.safeParse(draft);
  if (parsed.success) return { plan: parsed.data, draft, sound: partsWithout([]), findings: [] };
  return {
    draft,
    sound: partsWithout(parsed.error.issues),
    findings: parsed.error.issues.flatMap((issue) => shapeFinding(issue, draft)),
  };
}

/** The key files that a plan names, those inside its folder only; also of a plan that is wrong elsewhere. */
export function keyFileNames({ draft }: Pick<PlanReading, 'draft'>): string[] {
  const ca = fieldOf(fieldOf(draft.chain, 'ledger'), 'ca');
  const lists = [draft.members, fieldOf(ca, 'gateways'), fieldOf(ca, 'users')];
  const keyed = lists.flatMap((list) => (Array.isArray(list) ? list : []));
  const names = keyed.map((one) => fieldOf(fieldOf(one, 'key'), 'file'));
  return [...new Set(names)].filter((name): name is string => typeof name === 'string' && isInside(name));
}

function fieldOf(value: JsonInput | undefined, key: string): JsonInput | undefined {
  return value !== undefined && isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: JsonInput): value is Record<string, JsonInput> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partsWithout(issues: readonly z.core.$ZodIssue[]): Set<PlanPart> {
  const broken = new Set(issues.filter(breaksChecks).map((issue) => issue.path[0]));
  return new Set((Object.keys(planSchema.shape) as PlanPart[]).filter((part) => !broken.has(part)));
}

/** One finding under a rule of the plan. */
export function planFinding(
  rule: keyof typeof planRules,
  level: Finding['level'],
  field: string,
  params: Readonly<Record<string, string | number>> = {},
): Finding {
  return finding(planRules, rule, level, field, params);
}
