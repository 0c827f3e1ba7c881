/** What a check of a plan is given, and what it answers. */

import type { SuiteName } from '../keys/index.ts';
import type { Finding } from '../rules.ts';
import type { PlanRule } from './plan-rules.ts';
import type { Plan } from './plan-schema.ts';

/** The parts of a plan, by name. */
export type PlanPart = keyof Plan;

export interface PlanContext {
  /** The text of the key files beside the plan, by the name written in the plan; what is not there was not found. */
  readonly keyFiles: Readonly<Record<string, string>>;
  /** The time now, ISO 8601 in UTC. */
  readonly now: string;
  /** Decodes a chain's public key as text; throws a RootsealError (its text says why) for anything else. */
  readonly decodeKey: (text: string) => { readonly suite: SuiteName; readonly raw: Uint8Array };
  /** In a run: the custodians whose age identity is at hand. Absent where a plan is only checked. */
  readonly openable?: readonly string[];
}

export interface Hit {
  readonly field: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface PlanCheck {
  readonly rule: PlanRule;
  readonly level: Finding['level'] | ((context: PlanContext) => Finding['level']);
  /** The parts that it reads. */
  readonly reads: readonly PlanPart[];
  readonly check: (plan: Plan, context: PlanContext) => readonly Hit[];
}
