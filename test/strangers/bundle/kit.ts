/** What writers with one rule deliberately broken are made with: a forger's keys, and how a row of the table looks. */
import { originOf } from '../../../main/core/ceremony/origin.ts';
import { type ResolvedPlan, parseResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { type Pair, pair, rootsOf } from '../../support/forger.ts';
import type { Files } from './judges.ts';

export type Stranger = 'go' | 'tuf' | 'openssl' | 'jdchain';

export interface Broken {
  readonly writer: string;
  /** Which of our rules refuses it first, and what it names. */
  readonly ours: RegExp;
  readonly stranger: Stranger;
  /** Part of what the stranger says, so that it is refused for this and not for a slip of the test. */
  readonly says: RegExp;
  readonly make: () => Promise<Files>;
}

export type Root = ReturnType<typeof rootsOf>[number];

export interface Kit {
  readonly base: Files;
  readonly plan: ResolvedPlan;
  readonly ed: Root;
  readonly sm: Root;
  readonly origin: string;
  readonly logKey: Pair;
}

/** The forger's keys over a true bundle with an Ed25519 and an SM2 root, in that order. */
export function kitOf(base: Files): Kit {
  const plan = parseResolvedPlan(base.get('plan.json')!);
  const [ed, sm] = rootsOf(plan) as [Root, Root];
  return { base, plan, ed, sm, origin: originOf(plan), logKey: pair('ed25519', 'forger/log') };
}
