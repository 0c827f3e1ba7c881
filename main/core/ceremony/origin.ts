/** The log's origin: docs/formats.md §1. It binds the log to one plan, and says when it is a rehearsal's. */
import { toHex } from '../encoding/hex.ts';
import { type ResolvedPlan, planHash } from './plan.ts';

export function originOf(plan: ResolvedPlan): string {
  const base = `rootseal/${plan.consortium.id}/${toHex(planHash(plan)).slice(0, 8)}`;
  return plan.rehearsal ? `${base}/rehearsal` : base;
}

/** Whether a log says by its name that it is a rehearsal's. */
export const isRehearsalOrigin = (origin: string): boolean => origin.endsWith('/rehearsal');
