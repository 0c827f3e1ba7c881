/**
 * Every check of a plan, run at once: one rule, one entry of the table, one function that returns its hits.
 * A check looks only at parts of the plan whose values have their types, so that a plan that is wrong in one place
 * is still checked everywhere else.
 */

import type { Finding } from '../rules.ts';
import { certificateChecks } from './checks-ca.ts';
import { chainChecks } from './checks-chain.ts';
import { groupChecks } from './checks-groups.ts';
import { memberChecks } from './checks-members.ts';
import { tufChecks } from './checks-tuf.ts';
import { lockDownChecks } from './lock-down.ts';
import { peopleChecks } from './checks-people.ts';
import type { PlanCheck, PlanContext, PlanPart } from './checks-types.ts';
import { planFinding, type PlanReading, readPlan } from './plan-read.ts';
import { type Plan, planSchema } from './plan-schema.ts';

export const planChecks: readonly PlanCheck[] = [
  ...peopleChecks,
  ...groupChecks,
  ...memberChecks,
  ...tufChecks,
  ...chainChecks,
  ...certificateChecks,
  ...lockDownChecks,
];

/** All findings of a plan that has its shape; none of level "error" means that it can be run. */
export function checkPlan(plan: Plan, context: PlanContext): Finding[] {
  return runChecks(plan, new Set(Object.keys(planSchema.shape) as PlanPart[]), context);
}

/**
 * Reads and checks a plan file: everything that is wrong with it, at once, in the order shape, people, members, chain.
 * @throws PLAN-JSON, PLAN-JSON-DUPLICATE, PLAN-FORMAT, ENCODING-UTF8 (exit 2) for a file that is no plan
 */
export function examinePlan(bytes: Uint8Array, context: PlanContext): { plan?: Plan; findings: Finding[] } {
  const reading = readPlan(bytes);
  const findings = [...reading.findings, ...checkReading(reading, context)];
  return reading.plan === undefined ? { findings } : { plan: reading.plan, findings };
}

/** The findings of the checks alone, over the parts that could be read. */
export function checkReading(reading: PlanReading, context: PlanContext): Finding[] {
  // The draft is used as a plan only in its sound parts, where every value has the type that `Plan` gives it.
  return runChecks(reading.draft as unknown as Plan, reading.sound, context);
}

function runChecks(plan: Plan, sound: ReadonlySet<PlanPart>, context: PlanContext): Finding[] {
  const runnable = planChecks.filter((check) => check.reads.every((part) => sound.has(part)));
  return runnable.flatMap(({ rule, level, check }) =>
    check(plan, context).map(({ field, params }) =>
      planFinding(rule, typeof level === 'function' ? level(context) : level, field, params),
    ),
  );
}
