/**
 * The quorums that a founding proves: every M of N if there are at most 10,000, else 1,000 of them, said so.
 *
 * Of the 1,000 the first few together hold every slot, in an order drawn at random: so one bad share is caught with
 * certainty, not with luck (of 1,000 random pairs among 255 slots, one in ten draws would leave some slot out).
 */
import type { RandomSource } from '../signing.ts';

export const allUpTo = 10_000;
export const sampleSize = 1_000;

export interface Quorums {
  /** True if every quorum is among `quorums`. */
  readonly all: boolean;
  /** How many `quorums` gives. */
  readonly checked: number;
  /** How many there are, in decimal digits: C(255, 128) has 76 of them. */
  readonly total: string;
  /** Slots from 1, ascending, `m` at a time, all distinct. */
  readonly quorums: Iterable<readonly number[]>;
}

/**
 * @param limit all quorums are given up to this number of them, else a sample of at most 1,000
 * @param random the operating system's CSPRNG; not called if all are given
 */
export function quorums(n: number, m: number, limit: number, random: RandomSource): Quorums {
  const total = binomial(n, m);
  if (total <= BigInt(limit)) return allOf(total, everyQuorum(n, m));
  return sampled(total, limit, candidates(n, m, random));
}

/** All of them, `total` in number. */
export function allOf(total: bigint, every: Iterable<readonly number[]>): Quorums {
  return { all: true, checked: Number(total), total: String(total), quorums: every };
}

/** The first distinct ones of an endless stream, 1,000 or `limit`. */
export function sampled(total: bigint, limit: number, stream: Iterable<readonly number[]>): Quorums {
  const checked = Math.min(sampleSize, limit);
  return { all: false, checked, total: String(total), quorums: distinct(stream, checked) };
}

/** C(n, k), exactly. */
export function binomial(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** All ascending `m`-tuples of 1 to `n`, in lexicographic order. */
export function* everyQuorum(n: number, m: number): Generator<readonly number[]> {
  const slots = Array.from({ length: m }, (_, i) => i + 1);
  for (;;) {
    yield [...slots];
    // The last place that can still go up; everything behind it follows at once.
    let place = m - 1;
    while (place >= 0 && slots[place] === n - m + place + 1) place--;
    if (place < 0) return;
    let slot = (slots[place] ?? 0) + 1;
    for (let i = place; i < m; i++) slots[i] = slot++;
  }
}

function* distinct(stream: Iterable<readonly number[]>, count: number): Generator<readonly number[]> {
  const given = new Set<string>();
  for (const quorum of stream) {
    if (given.size === count) return;
    const key = quorum.join();
    if (given.has(key)) continue;
    given.add(key);
    yield quorum;
  }
}

/** First windows over a shuffled circle of all slots (each slot is in one), then draws without end. */
function* candidates(n: number, m: number, random: RandomSource): Generator<readonly number[]> {
  const circle = draw(n, n, random);
  for (let start = 0; start < n; start += m) {
    yield ascending(Array.from({ length: m }, (_, i) => circle[(start + i) % n] ?? 0));
  }
  for (;;) yield ascending(draw(n, m, random));
}

function ascending(slots: readonly number[]): number[] {
  return slots.toSorted((a, b) => a - b);
}

/** `m` distinct slots of 1 to `n` in random order: the first part of a Fisher-Yates shuffle. */
export function draw(n: number, m: number, random: RandomSource): number[] {
  const slots = Array.from({ length: n }, (_, i) => i + 1);
  for (let i = 0; i < m; i++) {
    const j = i + below(n - i, random);
    [slots[i], slots[j]] = [slots[j] ?? 0, slots[i] ?? 0];
  }
  return slots.slice(0, m);
}

/** A uniform integer below `bound` (1 to 256): bytes of the incomplete last stretch are thrown away. */
function below(bound: number, random: RandomSource): number {
  const fair = 256 - (256 % bound);
  for (;;) {
    const byte = random(1)[0] ?? 0;
    if (byte < fair) return byte % bound;
  }
}
