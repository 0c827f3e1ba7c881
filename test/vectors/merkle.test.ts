/** The official RFC 6962 proof vectors: each verdict must be ours too. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../main/core/audit/merkle.ts';

interface Inclusion {
  file: string;
  index: number;
  size: number;
  leaf: string;
  root: string;
  proof: string[];
  accept: boolean;
}
interface Consistency {
  file: string;
  size1: number;
  size2: number;
  root1: string;
  root2: string;
  proof: string[];
  accept: boolean;
}

const vectors = JSON.parse(readFileSync(new URL('merkle/vectors.json', import.meta.url), 'utf8')) as {
  inclusion: Inclusion[];
  consistency: Consistency[];
};
// The vectors hold empty and overlong values on purpose, and all of them canonical Base64.
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

describe('transparency-dev/merkle vectors', () => {
  test('all 196 of them are here, with both verdicts of both kinds', () => {
    const count = (list: { accept: boolean }[], accept: boolean) => list.filter((one) => one.accept === accept).length;
    expect(vectors.inclusion.length + vectors.consistency.length).toBe(196);
    expect([count(vectors.inclusion, true), count(vectors.inclusion, false)]).toEqual([6, 92]);
    expect([count(vectors.consistency, true), count(vectors.consistency, false)]).toEqual([6, 92]);
  });

  test.each(vectors.inclusion)('$file', ({ index, size, leaf, root, proof, accept }) => {
    expect(verifyInclusion(index, size, bytes(leaf), proof.map(bytes), bytes(root))).toBe(accept);
  });

  test.each(vectors.consistency)('$file', ({ size1, size2, root1, root2, proof, accept }) => {
    expect(verifyConsistency(size1, size2, bytes(root1), bytes(root2), proof.map(bytes))).toBe(accept);
  });
});
