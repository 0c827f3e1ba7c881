/**
 * The Merkle tree of the audit log: RFC 6962 section 2.1 (the same as RFC 9162 section 2.1) over SHA-256.
 *
 * A *node* (level, index) is the hash of a complete subtree: entries index·2^level … (index+1)·2^level − 1.
 * Only complete subtrees are kept or stored; what lies to the right of them is computed when asked.
 * Sizes and indices are integers up to 2^53−1, so halves are taken by division, not by shifts.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { equal } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { auditRules } from './rules.ts';

export const hashLength = 32;

/** The hash of one complete subtree. */
export interface Node {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** Gives the hash of a complete subtree that the tree has. */
export type NodeReader = (level: number, index: number) => Uint8Array;

const leafPrefix = new Uint8Array([0]);
// Used again for every node, and leaves are not joined with their prefix: making those arrays cost a third of the time
// that a big log takes.
const nodeMessage = new Uint8Array(1 + 2 * hashLength).fill(1, 0, 1);

/** SHA-256(0x00 ‖ entry), 32 bytes. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(leafPrefix).update(entry).digest();
}

/** SHA-256(0x01 ‖ left ‖ right), 32 bytes, of two hashes. Throws MERKLE-HASH unless each has 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  for (const { length } of [left, right])
    if (length !== hashLength) throw refuse(auditRules, 'MERKLE-HASH', { length });
  nodeMessage.set(left, 1);
  nodeMessage.set(right, 1 + hashLength);
  return sha256(nodeMessage);
}

const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0;
const half = (n: number) => Math.floor(n / 2);
const isOdd = (n: number) => n % 2 === 1;

/** The largest power of two smaller than `size` (RFC 6962's k), and its level. `size` > 1. */
function split(size: number): { k: number; level: number } {
  let k = 1;
  let level = 0;
  while (k * 2 < size) {
    k *= 2;
    level++;
  }
  return { k, level };
}

/** The growing right edge of a tree: the complete subtrees of `size`, largest first. At most 53 hashes. */
export class Frontier {
  private count = 0;
  private edge: Uint8Array[] = [];

  /** The frontier of the first `size` entries of a tree whose nodes can be read. */
  static at(size: number, nodes: NodeReader): Frontier {
    const frontier = new Frontier();
    frontier.count = size;
    let rest = size;
    for (let level = 0; rest > 0; level++, rest = half(rest)) {
      if (isOdd(rest)) frontier.edge.unshift(nodes(level, rest - 1));
    }
    return frontier;
  }

  get size(): number {
    return this.count;
  }

  /** Takes the next leaf hash; returns the nodes it completed, the leaf first. */
  append(leaf: Uint8Array): Node[] {
    let node: Node = { level: 0, index: this.count, hash: leaf };
    const completed = [node];
    for (; isOdd(node.index); completed.push(node)) {
      // An odd index means a left neighbour of the same height stands at the end of the edge.
      const left = this.edge.pop()!;
      node = { level: node.level + 1, index: half(node.index), hash: nodeHash(left, node.hash) };
    }
    this.edge.push(node.hash);
    this.count++;
    return completed;
  }

  /** The root of what was appended; of nothing, SHA-256 of no bytes. */
  root(): Uint8Array {
    const right = this.edge.at(-1);
    if (right === undefined) return sha256(new Uint8Array());
    return this.edge.slice(0, -1).reduceRight((sum, left) => nodeHash(left, sum), right);
  }

  clone(): Frontier {
    const copy = new Frontier();
    copy.count = this.count;
    copy.edge = [...this.edge];
    return copy;
  }
}

/** The root over leaf hashes. */
export function rootHash(leafHashes: readonly Uint8Array[]): Uint8Array {
  const frontier = new Frontier();
  for (const leaf of leafHashes) frontier.append(leaf);
  return frontier.root();
}

/** All nodes of a tree in memory. */
export function nodesOf(leafHashes: readonly Uint8Array[]): NodeReader {
  const levels: Uint8Array[][] = [];
  const frontier = new Frontier();
  for (const leaf of leafHashes) {
    for (const { level, hash } of frontier.append(leaf)) (levels[level] ??= []).push(hash);
  }
  return (level, index) => {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw refuse(auditRules, 'MERKLE-RANGE', { reason: `${level}/${index}` });
    return hash;
  };
}

/** MTH(D[begin:end]) where `begin` is a multiple of a power of two ≥ end − begin. */
function rangeHash(nodes: NodeReader, begin: number, end: number): Uint8Array {
  const size = end - begin;
  if (size === 1) return nodes(0, begin);
  const { k, level } = split(size);
  if (k * 2 === size) return nodes(level + 1, begin / size);
  return nodeHash(nodes(level, begin / k), rangeHash(nodes, begin + k, end));
}

/** The root at an earlier or the present size. */
export function rootAt(size: number, nodes: NodeReader): Uint8Array {
  return Frontier.at(size, nodes).root();
}

/**
 * RFC 6962 section 2.1.1: the hashes that lead from entry `index` to the root of `size` entries, leaf first.
 * Throws MERKLE-RANGE unless index < size.
 */
export function inclusionProof(index: number, size: number, nodes: NodeReader): Uint8Array[] {
  if (!isSize(index) || !isSize(size) || index >= size) {
    throw refuse(auditRules, 'MERKLE-RANGE', { reason: `${index} / ${size}` });
  }
  return path(index, 0, size, nodes);
}

function path(index: number, begin: number, end: number, nodes: NodeReader): Uint8Array[] {
  if (end - begin === 1) return [];
  const middle = begin + split(end - begin).k;
  return index < middle
    ? [...path(index, begin, middle, nodes), rangeHash(nodes, middle, end)]
    : [...path(index, middle, end, nodes), rangeHash(nodes, begin, middle)];
}

/**
 * RFC 6962 section 2.1.2: the hashes that show that the tree of `newSize` begins with the tree of `oldSize`.
 * Throws MERKLE-RANGE unless 0 < oldSize ≤ newSize; anything continues an empty log, so there is no proof of it.
 */
export function consistencyProof(oldSize: number, newSize: number, nodes: NodeReader): Uint8Array[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize > newSize) {
    throw refuse(auditRules, 'MERKLE-RANGE', { reason: `${oldSize} → ${newSize}` });
  }
  return subproof(oldSize, 0, newSize, true, nodes);
}

function subproof(oldEnd: number, begin: number, end: number, known: boolean, nodes: NodeReader): Uint8Array[] {
  if (oldEnd === end) return known ? [] : [rangeHash(nodes, begin, end)];
  const middle = begin + split(end - begin).k;
  return oldEnd <= middle
    ? [...subproof(oldEnd, begin, middle, known, nodes), rangeHash(nodes, middle, end)]
    : [...subproof(oldEnd, middle, end, false, nodes), rangeHash(nodes, begin, middle)];
}

const areHashes = (...hashes: readonly Uint8Array[]) => hashes.every(({ length }) => length === hashLength);

/**
 * The climb that both verifications share (RFC 9162 sections 2.1.3.2 and 2.1.4.2): from `place` in a level whose last
 * place is `last` up to the root, telling on which side each sibling stands. False if the proof has not the length.
 */
function climb(place: number, last: number, proof: readonly Uint8Array[], take: Take): boolean {
  for (const sibling of proof) {
    if (last === 0) return false;
    const isLeft = isOdd(place) || place === last;
    take(sibling, isLeft);
    // At the right edge, levels without a right neighbour have no sibling and are passed over.
    if (isLeft) for (; !isOdd(place) && place !== 0; last = half(last)) place = half(place);
    place = half(place);
    last = half(last);
  }
  return last === 0;
}

type Take = (sibling: Uint8Array, isLeft: boolean) => void;

/** RFC 9162 section 2.1.3.2. All arguments may come from an attacker; never throws. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leaf, root, ...proof)) return false;
  let hash = leaf;
  const isWhole = climb(index, size - 1, proof, (sibling, isLeft) => {
    hash = isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  });
  return isWhole && equal(hash, root);
}

/** On which side of the way up each hash of an inclusion proof stands, leaf first; the length is the proof's own. */
export function proofSides(index: number, size: number, proof: readonly Uint8Array[]): ('left' | 'right')[] {
  const sides: ('left' | 'right')[] = [];
  climb(index, size - 1, proof, (_sibling, isLeft) => sides.push(isLeft ? 'left' : 'right'));
  return sides;
}

/** RFC 9162 section 2.1.4.2. All arguments may come from an attacker; never throws. False for an old size of 0. */
export function verifyConsistency(
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  if (!areHashes(oldRoot, newRoot, ...proof)) return false;
  let place = oldSize - 1;
  let last = newSize - 1;
  for (; isOdd(place); last = half(last)) place = half(place);
  // An old tree that is one complete subtree is not repeated in the proof: its root is the start.
  const [start, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [oldHash, newHash] = [start, start];
  const isWhole = climb(place, last, rest, (sibling, isLeft) => {
    if (isLeft) oldHash = nodeHash(sibling, oldHash);
    newHash = isLeft ? nodeHash(sibling, newHash) : nodeHash(newHash, sibling);
  });
  return isWhole && equal(oldHash, oldRoot) && equal(newHash, newRoot);
}
