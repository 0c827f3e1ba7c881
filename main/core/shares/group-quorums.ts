/**
 * The quorums of a set with groups: every choice of enough groups, and of enough members of each. All of them up to a
 * limit, else a sample whose first ones together hold every slot (as `quorums.ts` does without groups).
 */
import type { RandomSource } from '../signing.ts';
import { type Groups, type Policy, slotsOf } from './groups.ts';
import { type Quorums, allOf, binomial, draw, everyQuorum, quorums, sampled } from './quorums.ts';

/** Every smallest quorum of a policy, or a sample of them (`quorums.ts`), without groups as ever. */
export function policyQuorums(policy: Policy, limit: number, random: RandomSource): Quorums {
  if (!policy.groups) return quorums(policy.n, policy.m, limit, random);
  const total = countQuorums(policy);
  if (total <= BigInt(limit)) return allOf(total, everyGrouped(policy, policy.groups));
  return sampled(total, limit, drawnGrouped(policy, policy.groups, random));
}

/** How many smallest quorums there are of each choice of groups together. */
export function countQuorums(policy: Policy): bigint {
  if (!policy.groups) return binomial(policy.n, policy.m);
  // ways[k]: of the groups looked at so far, over all choices of k of them.
  const ways = [1n, ...Array.from({ length: policy.groups.threshold }, () => 0n)];
  for (const { m, n } of policy.groups.list) {
    const own = binomial(n, m);
    for (let k = ways.length - 1; k > 0; k--) ways[k] = (ways[k] ?? 0n) + (ways[k - 1] ?? 0n) * own;
  }
  return ways.at(-1) ?? 0n;
}

function* everyGrouped(policy: Policy, { threshold, list }: Groups): Generator<readonly number[]> {
  for (const chosen of everyQuorum(list.length, threshold)) {
    const groups = chosen.flatMap((place) => list[place - 1] ?? []);
    yield* product(groups.map(({ id, m }) => ({ slots: slotsOf(policy, id), m })));
  }
}

interface Part {
  readonly slots: readonly number[];
  readonly m: number;
}

/** Every choice of `m` slots of each part. */
function* product([first, ...others]: readonly Part[]): Generator<readonly number[]> {
  if (!first) {
    yield [];
    return;
  }
  for (const places of everyQuorum(first.slots.length, first.m)) {
    const own = places.flatMap((place) => first.slots[place - 1] ?? []);
    for (const rest of product(others)) yield [...own, ...rest].toSorted((a, b) => a - b);
  }
}

/** First quorums that together hold every slot, then draws without end. */
function* drawnGrouped(
  policy: Policy,
  { threshold, list }: Groups,
  random: RandomSource,
): Generator<readonly number[]> {
  const slots = list.map(({ id }) => slotsOf(policy, id));
  const pick = (own: readonly number[], m: number) => draw(own.length, m, random).flatMap((i) => own[i - 1] ?? []);
  const complete = (first: number, chosen: readonly number[]) => {
    const others = draw(list.length, list.length, random).filter((place) => place !== first);
    const rest = others
      .slice(0, threshold - 1)
      .flatMap((place) => pick(slots[place - 1] ?? [], list[place - 1]?.m ?? 0));
    return [...chosen, ...rest].toSorted((a, b) => a - b);
  };
  for (const [place, { m, n }] of list.entries()) {
    const circle = pick(slots[place] ?? [], n);
    for (let start = 0; start < n; start += m) {
      yield complete(
        place + 1,
        Array.from({ length: m }, (_, i) => circle[(start + i) % n] ?? 0),
      );
    }
  }
  for (;;) {
    const first = draw(list.length, 1, random)[0] ?? 1;
    yield complete(first, pick(slots[first - 1] ?? [], list[first - 1]?.m ?? 0));
  }
}
