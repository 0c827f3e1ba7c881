/**
 * A dataset of the structure MERKLE_TREE (jdchain-core `MerkleHashDataset`, `MerkleHashSortTree`, `KeyVersionTree`): each key has a
 * tree of its versions, of which a first block knows only version 0, and lies in the bucket that MurmurHash3 gives it.
 */

import { hashBucket } from './contracts.ts';
import { murmur3Second } from './murmur3.ts';
import { type Hash, hashShape, sortTreeRoot } from './sort-tree.ts';

/** A key and its value. Each key of a dataset is written once. */
export type Entry = readonly [key: Uint8Array, value: Uint8Array];

const seed = 2281;
const idMask = (1n << 60n) - 1n;

/** In which bucket a key lies: below 2^60. */
export function bucketId(key: Uint8Array): bigint {
  return murmur3Second(key, seed) & idMask;
}

/** The root over version 0 of a key's value. */
export function versionRoot(value: Uint8Array, hash: Hash): Uint8Array {
  return sortTreeRoot([{ id: 0n, value: hash(value), count: 1 }], hashShape, hash);
}

/** The root of a dataset; of no entries that of the empty tree. */
export function merkleRoot(entries: readonly Entry[], hash: Hash): Uint8Array {
  const buckets = new Map<bigint, Entry[]>();
  for (const entry of entries) {
    const id = bucketId(entry[0]);
    buckets.set(id, [...(buckets.get(id) ?? []), entry]);
  }
  const items = [...buckets].map(([id, inside]) => ({ id, value: bucketBytes(inside, hash), count: inside.length }));
  return sortTreeRoot(items, hashShape, hash);
}

function bucketBytes(entries: readonly Entry[], hash: Hash): Uint8Array {
  const sorted = entries.toSorted(([a], [b]) => signedOrder(a, b));
  return hashBucket.encode({ keys: sorted.map(([key, value]) => ({ key, root: versionRoot(value, hash) })) });
}

/** As Java compares bytes: signed, the shorter of two equal beginnings first. */
function signedOrder(a: Uint8Array, b: Uint8Array): number {
  const differs = a.findIndex((byte, i) => byte !== b[i]);
  if (differs < 0 || differs >= b.length) return a.length - b.length;
  return Int8Array.of(a[differs] ?? 0)[0]! - Int8Array.of(b[differs] ?? 0)[0]!;
}
