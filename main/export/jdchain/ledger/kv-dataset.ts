/**
 * A dataset of the structure KV (jdchain-core `KvDataset`, `KvTree`; jdchain-framework `BufferedKVStorage`): a pairwise hash over the
 * hashes of the values, in the order of a Java map whose keys have the dataset's prefix. Keys enter only through that order.
 */

import { concat, utf8 } from '../../../core/encoding/bytes.ts';
import { concurrentOrder } from './java-maps.ts';
import type { Entry } from './merkle-dataset.ts';
import type { Hash } from './sort-tree.ts';

/** The root of entries in the order in which they are written; no bytes where there are none. Throws JDCHAIN-LEDGER-ORDER. */
export function kvRoot(prefix: string, entries: readonly Entry[], hash: Hash): Uint8Array {
  const order = concurrentOrder(entries.map(([key]) => concat(utf8(prefix), key)));
  let level = order.map((index) => hash(entries[index]?.[1] ?? new Uint8Array()));
  while (level.length > 1) level = pairs(level, hash);
  return level[0] ?? new Uint8Array();
}

/** Two by two; one that is left over moves up as it is. */
function pairs(level: readonly Uint8Array[], hash: Hash): Uint8Array[] {
  return level.flatMap((left, i) => {
    if (i % 2 === 1) return [];
    const right = level[i + 1];
    return [right === undefined ? left : hash(concat(left, right))];
  });
}
