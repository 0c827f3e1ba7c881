/**
 * The order in which two maps of Java hand out their keys (`java.util.concurrent.ConcurrentHashMap`, `java.util.HashMap`, Java 8 and
 * later), for keys of the class `utils.Bytes`: a ledger of the structure KV hashes its values in it.
 */

import { refuse } from '../../../core/rules.ts';
import { jdchainRules } from '../rules.ts';

/** With a ninth key in one bin Java rebuilds the bin, or the table, in another way; that is not repeated here. */
const fullest = 8;
const firstSize = 16;

interface Node {
  /** The hash as the map spreads it: 32 bits. */
  readonly spread: number;
  /** The place in the order of insertion. */
  readonly index: number;
}

type Table = readonly (readonly Node[])[];

/** `hashCode` of `utils.Bytes`: 1, then 31·h + each signed byte, wrapping at 32 bits. */
export function bytesHashCode(bytes: Uint8Array): number {
  return bytes.reduce((hash, byte) => (Math.imul(hash, 31) + ((byte << 24) >> 24)) | 0, 1);
}

const folded = (hash: number): number => hash ^ (hash >>> 16);

function nodesOf(keys: readonly Uint8Array[]): Node[] {
  return keys.map((key, index) => ({ spread: folded(bytesHashCode(key)) & 0x7fffffff, index }));
}

const emptyTable = (size: number): Node[][] => Array.from({ length: size }, () => []);

/** At the end of its bin. Throws JDCHAIN-LEDGER-ORDER for a ninth. */
function append(table: readonly Node[][], node: Node): void {
  const bin = table[node.spread & (table.length - 1)];
  bin?.push(node);
  if (bin !== undefined && bin.length > fullest) throw refuse(jdchainRules, 'JDCHAIN-LEDGER-ORDER', {});
}

const handedOut = (table: Table): number[] => table.flatMap((bin) => bin.map(({ index }) => index));

/**
 * Places of the keys in the order of a ConcurrentHashMap that was filled one by one: `[2, 0, 1]` where the third comes first.
 * Throws JDCHAIN-LEDGER-ORDER.
 */
export function concurrentOrder(keys: readonly Uint8Array[]): number[] {
  let table = emptyTable(firstSize);
  for (const [i, node] of nodesOf(keys).entries()) {
    append(table, node);
    if (i + 1 >= 0.75 * table.length) table = doubled(table);
  }
  return handedOut(table);
}

/** Twice the bins. The longest tail of nodes that move together keeps its order; those before it are put in front, one by one. */
function doubled(table: Table): Node[][] {
  const next = emptyTable(2 * table.length);
  for (const bin of table) {
    const upper = ({ spread }: Node) => (spread & table.length) !== 0;
    const last = bin.at(-1);
    const tail = last === undefined ? 0 : bin.findLastIndex((node) => upper(node) !== upper(last)) + 1;
    for (const node of bin.slice(tail)) next[node.spread & (next.length - 1)]?.push(node);
    for (const node of bin.slice(0, tail)) next[node.spread & (next.length - 1)]?.unshift(node);
  }
  return next;
}

/** The same of a HashMap, which keeps the order of insertion within a bin. Throws JDCHAIN-LEDGER-ORDER. */
export function hashMapOrder(keys: readonly Uint8Array[]): number[] {
  let size = firstSize;
  while (keys.length > 0.75 * size) size *= 2;
  const table = emptyTable(size);
  for (const node of nodesOf(keys)) append(table, node);
  return handedOut(table);
}
