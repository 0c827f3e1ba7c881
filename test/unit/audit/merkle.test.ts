import { describe, expect, test } from 'vitest';
import {
  Frontier,
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  nodesOf,
  rootAt,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from '../../../main/core/audit/merkle.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { codeOf } from './help.ts';

const leaves = Array.from({ length: 70 }, (_, i) => leafHash(new Uint8Array([i])));
const nodes = nodesOf(leaves);

/** RFC 6962 section 2.1 word for word, as a second opinion on the frontier. */
function mth(list: readonly Uint8Array[]): Uint8Array {
  if (list.length === 1) return list[0]!;
  let k = 1;
  while (k * 2 < list.length) k *= 2;
  return nodeHash(mth(list.slice(0, k)), mth(list.slice(k)));
}

describe('RFC 6962 tree', () => {
  test('known hashes: empty tree, empty leaf', () => {
    expect(toHex(rootHash([]))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(leafHash(new Uint8Array()))).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  test('root of every size up to 70 is the definition’s; also from nodes', () => {
    for (let size = 1; size <= leaves.length; size++) {
      const wanted = toHex(mth(leaves.slice(0, size)));
      expect(toHex(rootHash(leaves.slice(0, size)))).toBe(wanted);
      expect(toHex(rootAt(size, nodes))).toBe(wanted);
    }
    expect(toHex(rootAt(0, nodes))).toBe(toHex(rootHash([])));
  });

  test('a clone grows alone', () => {
    const frontier = new Frontier();
    frontier.append(leaves[0]!);
    const clone = frontier.clone();
    clone.append(leaves[1]!);
    expect([frontier.size, clone.size]).toEqual([1, 2]);
    expect(toHex(frontier.root())).toBe(toHex(leaves[0]!));
  });

  test('every inclusion and consistency proof up to size 70 verifies', () => {
    for (let size = 1; size <= leaves.length; size++) {
      const root = rootHash(leaves.slice(0, size));
      for (let i = 0; i < size; i++) {
        expect(verifyInclusion(i, size, leaves[i]!, inclusionProof(i, size, nodes), root)).toBe(true);
        const old = rootHash(leaves.slice(0, i + 1));
        expect(verifyConsistency(i + 1, size, old, root, consistencyProof(i + 1, size, nodes))).toBe(true);
      }
    }
  });

  test('a proof serves no other place, size or root', () => {
    const root = rootHash(leaves);
    const proof = inclusionProof(33, 70, nodes);
    for (let i = 0; i < 70; i++) expect(verifyInclusion(i, 70, leaves[33]!, proof, root)).toBe(i === 33);
    const consistency = consistencyProof(33, 70, nodes);
    const old = rootHash(leaves.slice(0, 33));
    for (let i = 0; i <= 71; i++) expect(verifyConsistency(i, 70, old, root, consistency)).toBe(i === 33);
    expect(verifyConsistency(33, 70, root, old, consistency)).toBe(false);
  });

  test('a hash that is none is never hashed further', () => {
    const [short, long] = [new Uint8Array(31), new Uint8Array(33)];
    for (const bad of [short, long]) {
      expect(codeOf(() => nodeHash(bad, leaves[0]!))).toBe('MERKLE-HASH');
      expect(codeOf(() => nodeHash(leaves[0]!, bad))).toBe('MERKLE-HASH');
      expect(verifyInclusion(0, 2, leaves[0]!, [bad], rootHash(leaves.slice(0, 2)))).toBe(false);
      expect(verifyConsistency(1, 2, bad, rootHash(leaves.slice(0, 2)), [leaves[1]!])).toBe(false);
    }
  });

  test('no proof is made outside the log', () => {
    for (const [index, size] of [
      [0, 0],
      [5, 5],
      [-1, 5],
      [0.5, 5],
      [0, 2 ** 53],
    ] as const) {
      expect(codeOf(() => inclusionProof(index, size, nodes))).toBe('MERKLE-RANGE');
    }
    for (const [old, size] of [
      [0, 5],
      [6, 5],
      [-1, 5],
      [1, 71],
    ] as const) {
      expect(codeOf(() => consistencyProof(old, size, nodes))).toBe('MERKLE-RANGE');
    }
  });
});
