/**
 * The sort tree of JD Chain 1.6.5 (jdchain-core `MerkleSortTree`): ids in [0, 2^60) to bytes. A node of degree D has an offset and a
 * step and covers D·step ids; a node of step 1 holds hashes of items, others those of nodes. Below the root only nodes that are needed
 * exist: in a slot lies the lowest node that covers all ids of the slot. The order of insertion leaves no trace.
 */

import { merkleIndex } from './contracts.ts';

/** Encoded digest: algorithm code and hash. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** Degree and depth; degree^depth is 2^60. */
export interface Shape {
  readonly degree: number;
  readonly depth: number;
}

/** Of keys and their versions. */
export const hashShape: Shape = { degree: 16, depth: 15 };
/** Of sequences. */
export const listShape: Shape = { degree: 8, depth: 20 };

export interface Item {
  readonly id: bigint;
  readonly value: Uint8Array;
  /** How many data items it stands for: one, but for a bucket of several keys. */
  readonly count: number;
}

const none = new Uint8Array();

/** The root of the tree of these items, each id once; of none, the root of the empty tree. */
export function sortTreeRoot(items: readonly Item[], { degree, depth }: Shape, hash: Hash): Uint8Array {
  const d = BigInt(degree);
  return nodeHash(items, { offset: 0n, step: d ** BigInt(depth - 1), degree: d, hash });
}

interface Node {
  readonly offset: bigint;
  readonly step: bigint;
  readonly degree: bigint;
  readonly hash: Hash;
}

function nodeHash(items: readonly Item[], node: Node): Uint8Array {
  const { offset, step, degree, hash } = node;
  const slots = Array.from({ length: Number(degree) }, (): Item[] => []);
  for (const item of items) slots[Number((item.id - offset) / step)]?.push(item);
  const counts = slots.map((slot) => slot.reduce((sum, { count }) => sum + BigInt(count), 0n));
  const hashes = slots.map((slot) => slotHash(slot, node));
  return hash(merkleIndex.encode({ offset, step, counts, hashes }));
}

function slotHash(slot: readonly Item[], { step, degree, hash }: Node): Uint8Array {
  const [first] = slot;
  if (first === undefined) return none;
  if (step === 1n) return hash(first.value);
  // The lowest node that covers them all.
  let below = 1n;
  while (slot.some(({ id }) => id / (degree * below) !== first.id / (degree * below))) below *= degree;
  const width = degree * below;
  return nodeHash(slot, { offset: (first.id / width) * width, step: below, degree, hash });
}
