/**
 * What a step demands before it may begin and before it may end: named checks over the log alone. A step ends only
 * when everybody who must say yes has said so since it began, and two different people under dual control.
 */

import type { Entry } from '../audit/entry.ts';
import { type Finding, finding } from '../rules.ts';
import { type CeremonyRule, ceremonyRules } from './rules.ts';
import { type Confirming, isStepId, stateOf, type StepId, steps } from './steps.ts';

export interface Demand {
  readonly rule: CeremonyRule;
  readonly when: 'begin' | 'end';
  readonly check: (step: StepId, given: DemandGiven) => readonly Readonly<Record<string, string>>[];
}

export interface DemandGiven {
  readonly plan: Confirming;
  readonly entries: readonly Entry[];
  /** Custodians who can open their share in this room. */
  readonly openable: readonly string[];
}

/**
 * Who must say yes to a step: people and custodians, in the order in which they are asked. Under dual control a
 * second person is among them: the first of witnesses, administrators, auditor and operator who is not yet.
 */
export function confirmersOf(step: StepId, plan: Confirming, openable: readonly string[]): string[] {
  const asked = [...steps[step].who(plan, openable)];
  if (!plan.dualControl.includes(step)) return asked;
  const { administrators, witnesses, auditor, operator } = plan.people;
  const people = [...witnesses, ...administrators, ...(auditor === undefined ? [] : [auditor]), operator];
  while (new Set(asked).size < 2) {
    const second = people.find((id) => !asked.includes(id));
    if (second === undefined) return asked;
    asked.push(second);
  }
  return asked;
}

/** Everybody who confirmed a step since it last began. */
export function confirmedBy(step: StepId, entries: readonly Entry[]): string[] {
  const begun = entries.findLastIndex(({ kind, data }) => kind === 'step.begun' && data.step === step);
  if (begun < 0) return [];
  const own = entries.slice(begun).filter(({ kind, data }) => kind === 'confirmation' && data.step === step);
  return [...new Set(own.flatMap(({ data: { who } }) => (typeof who === 'string' ? [who] : [])))];
}

export const demands: readonly Demand[] = [
  {
    rule: 'STEP-CLOSED',
    when: 'begin',
    check: (step, { entries }) => (stateOf(entries).closed ? [{ step }] : []),
  },
  {
    rule: 'STEP-BEGUN',
    when: 'begin',
    check: (step, { entries }) => {
      const { begun } = stateOf(entries);
      return begun === undefined ? [] : [{ step, begun }];
    },
  },
  {
    rule: 'STEP-ORDER',
    when: 'begin',
    check: (step, { entries }) => {
      const { next, begun } = stateOf(entries);
      return next === undefined || begun !== undefined || next === step ? [] : [{ step, next }];
    },
  },
  {
    rule: 'STEP-NOT-BEGUN',
    when: 'end',
    check: (step, { entries }) => (stateOf(entries).begun === step ? [] : [{ step }]),
  },
  {
    rule: 'STEP-CONFIRMATION',
    when: 'end',
    check: (step, { plan, entries, openable }) => {
      const confirmed = confirmedBy(step, entries);
      const missing = steps[step].who(plan, openable).filter((id) => !confirmed.includes(id));
      return missing.map((who) => ({ step, who }));
    },
  },
  {
    rule: 'STEP-DUAL-CONTROL',
    when: 'end',
    check: (step, { plan, entries }) => {
      const confirmed = confirmedBy(step, entries);
      return plan.dualControl.includes(step) && confirmed.length < 2 ? [{ step, who: confirmed.join('') || '–' }] : [];
    },
  },
];

/** What stands in the way of beginning or ending a step; empty means that nothing does. The field is the step. */
export function unmet(step: string, when: Demand['when'], given: DemandGiven): Finding[] {
  if (!isStepId(step)) return [finding(ceremonyRules, 'STEP-UNKNOWN', 'error', step, { step })];
  return demands
    .filter((demand) => demand.when === when)
    .flatMap(({ rule, check }) =>
      check(step, given).map((params) => finding(ceremonyRules, rule, 'error', step, params)),
    );
}
