/** Random logs: proofs verify, mutated ones do not; the store reopened equals memory; tiles come back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Frontier,
  consistencyProof,
  inclusionProof,
  leafHash,
  nodesOf,
  rootAt,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from '../../main/core/audit/merkle.ts';
import { readTiles, tileFiles } from '../../main/core/audit/tiles.ts';
import { openStore } from '../../main/store/store.ts';
import { newFile } from '../store/help.ts';
import { codeOf, entry, signedCheckpoint } from '../unit/audit/help.ts';

const slow = process.env.SLOW === '1';
const runs = (quick: number) => ({ numRuns: slow ? quick * 50 : quick });
const log = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 600 });

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const at = bit % (copy.length * 8);
  copy[at >> 3]! ^= 1 << (at & 7);
  return copy;
}

/** Every way to spoil one proof: a bit, a hash missing, doubled, added, two swapped. */
function spoiled(proof: readonly Uint8Array[], at: number, bit: number): Uint8Array[][] {
  const i = proof.length === 0 ? 0 : at % proof.length;
  const more = [...proof, new Uint8Array(32)];
  if (proof.length === 0) return [more];
  const swapped = proof.with(i, proof[0]!).with(0, proof[i]!);
  return [
    more,
    [new Uint8Array(32), ...proof],
    proof.with(i, flipped(proof[i]!, bit)),
    proof.toSpliced(i, 1),
    proof.toSpliced(i, 0, proof[i]!),
    proof.with(i, proof[i]!.slice(0, 31)),
    ...(i === 0 ? [] : [swapped]),
  ];
}

describe('Merkle proofs', () => {
  test('an inclusion proof verifies; spoiled, it does not', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), fc.nat(), (entries, a, b, bit) => {
        const leaves = entries.map(leafHash);
        const [size, root, nodes] = [leaves.length, rootHash(leaves), nodesOf(leaves)];
        const index = a % size;
        const leaf = leaves[index]!;
        const proof = inclusionProof(index, size, nodes);
        expect(verifyInclusion(index, size, leaf, proof, root)).toBe(true);
        for (const bad of spoiled(proof, b, bit)) expect(verifyInclusion(index, size, leaf, bad, root)).toBe(false);
        expect(verifyInclusion(index, size, flipped(leaf, bit), proof, root)).toBe(false);
        expect(verifyInclusion(index, size, leaf, proof, flipped(root, bit))).toBe(false);
      }),
      runs(60),
    );
  });

  test('a consistency proof verifies; spoiled, it does not', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), fc.nat(), (entries, a, b, bit) => {
        const leaves = entries.map(leafHash);
        const [size, root, nodes] = [leaves.length, rootHash(leaves), nodesOf(leaves)];
        const old = 1 + (a % size);
        const oldRoot = rootAt(old, nodes);
        const proof = consistencyProof(old, size, nodes);
        expect(verifyConsistency(old, size, oldRoot, root, proof)).toBe(true);
        for (const bad of spoiled(proof, b, bit)) expect(verifyConsistency(old, size, oldRoot, root, bad)).toBe(false);
        expect(verifyConsistency(old, size, flipped(oldRoot, bit), root, proof)).toBe(false);
        expect(verifyConsistency(old, size, oldRoot, flipped(root, bit), proof)).toBe(false);
      }),
      runs(60),
    );
  });

  test('a log with one changed entry is consistent with no older head that had it', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), fc.nat(), (entries, a, b, bit) => {
        const old = 1 + (a % entries.length);
        const at = b % old;
        const forged = entries.map((one, i) => leafHash(i === at ? flipped(one, bit) : one));
        const oldRoot = rootHash(entries.slice(0, old).map(leafHash));
        const proof = consistencyProof(old, forged.length, nodesOf(forged));
        expect(verifyConsistency(old, forged.length, oldRoot, rootHash(forged), proof)).toBe(false);
      }),
      runs(60),
    );
  });

  test('a frontier taken up at any size goes on as the one that began at nothing', () => {
    fc.assert(
      fc.property(log, fc.nat(), (entries, a) => {
        const leaves = entries.map(leafHash);
        const frontier = Frontier.at(a % leaves.length, nodesOf(leaves));
        for (const leaf of leaves.slice(frontier.size)) frontier.append(leaf);
        expect(frontier.root()).toEqual(rootHash(leaves));
      }),
      runs(60),
    );
  });
});

describe('tiles', () => {
  test('come back; one flipped bit anywhere does not give the same entries and pass', () => {
    fc.assert(
      fc.property(log, fc.nat(), fc.nat(), (entries, a, bit) => {
        const files = tileFiles(entries);
        expect(readTiles(files, entries.length)).toEqual(entries);
        const path = [...files.keys()][a % files.size]!;
        const altered = new Map(files).set(path, flipped(files.get(path)!, bit));
        expect(codeOf(() => readTiles(altered, entries.length))).toMatch(/^TILE-(BUNDLE|DIFFERS)$/);
      }),
      runs(40),
    );
  });
});

describe('the store', () => {
  test('reopened after any appends, it equals memory', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ count: fc.integer({ min: 0, max: 9 }), sign: fc.boolean() }), { maxLength: 8 }),
        (steps) => {
          const file = newFile();
          openStore(file, { create: true }).close();
          const memory: Uint8Array[] = [];
          const signed: { size: number; note: Uint8Array }[] = [];
          for (const { count, sign } of steps) {
            const store = openStore(file);
            const next = Array.from({ length: count }, (_, i) => entry(memory.length + i));
            memory.push(...next);
            const checkpoint = { size: memory.length, note: signedCheckpoint(memory) };
            if (sign) signed.push(checkpoint);
            const head = store.append(next, sign ? checkpoint : undefined);
            expect(head).toEqual({ size: memory.length, root: rootHash(memory.map(leafHash)) });
            store.close();
          }
          const store = openStore(file, { readonly: true });
          expect(store.entries()).toEqual(memory);
          expect(store.checkpoints()).toEqual(signed);
          expect(store.head().root).toEqual(rootHash(memory.map(leafHash)));
          store.close();
        },
      ),
      runs(6),
    );
  });
});
