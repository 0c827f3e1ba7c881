/** What a plan's quorum means: who can be missing, how many quorums there are, which house could act alone. */
import { get, isList, type Json } from './model.ts';

/** Up to so many quorums the founding act tries all; beyond, this number of them (main/core/shares/quorums.ts). */
export const allTried = 10_000;
export const someTried = 1_000;

export interface PlannedQuorum {
  /** The threshold, where it is a number that can be one. */
  readonly m: number | undefined;
  readonly items: readonly Json[];
  /** How many sets of M custodians there are; undefined where M is none, or the number is beyond counting. */
  readonly quorums: number | undefined;
}

export function quorumOf(tree: Json | undefined): PlannedQuorum {
  const [threshold, custodians] = [get(tree, ['threshold']), get(tree, ['custodians'])];
  const items = isList(custodians) ? custodians : [];
  const m = typeof threshold === 'number' && Number.isInteger(threshold) && threshold >= 1 ? threshold : undefined;
  return { m, items, quorums: m === undefined ? undefined : choose(items.length, m) };
}

/** n over m, exact; undefined beyond a million million, where nobody counts any more. */
export function choose(n: number, m: number): number | undefined {
  if (m > n) return 0;
  let ways = 1;
  for (let i = 1; i <= Math.min(m, n - m); i++) {
    ways = (ways * (n - i + 1)) / i;
    if (ways > 1e12) return undefined;
  }
  return Math.round(ways);
}

/** Custodians by organisation, the largest first. */
export function organisations(items: readonly Json[]): { readonly id: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) {
    const id = get(item, ['organisation']);
    const name = typeof id === 'string' ? id.trim() : '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, count })).sort((a, b) => b.count - a.count);
}
