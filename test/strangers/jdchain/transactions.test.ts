/**
 * Transactions with every operation there is, made by the real JD Chain 1.6.5 templates, are read and explained; and of files with changed
 * bytes nothing is taken that the real classes refuse. `ROOTSEAL_MUTANTS` says how many, `ROOTSEAL_SEED=<hex>` repeats a run.
 */

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RootsealError } from '../../../main/core/rules.ts';
import { type ReadTransaction, readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { Draw } from './draw.ts';
import { absence, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
const seed = process.env.ROOTSEAL_SEED ?? randomBytes(16).toString('hex');
const mutants = Number(process.env.ROOTSEAL_MUTANTS ?? 1000);
if (absent === '') console.info(`JD Chain 1.6.5 transactions, seed ROOTSEAL_SEED=${seed}`);
else console.warn(`skipped: ${absent}`);

const folder = mkdtempSync(join(tmpdir(), 'jdchain-tx-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const bytesAt = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

/** What becomes of a file here: read, or undefined where a rule refuses it. */
function attempt(bytes: Uint8Array): ReadTransaction | undefined {
  try {
    return readTransaction(bytes);
  } catch (error) {
    if (error instanceof RootsealError) return undefined;
    throw error;
  }
}

function mutated(draw: Draw, bytes: Uint8Array): Uint8Array {
  const at = draw.below(bytes.length);
  const byte = draw.below(256);
  const kind = draw.below(4);
  if (kind === 0) return Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1));
  if (kind === 1) return Uint8Array.of(...bytes.subarray(0, at), byte, ...bytes.subarray(at));
  return bytes.with(at, kind === 2 ? byte : (bytes[at] ?? 0) ^ (1 << draw.below(8)));
}

describe.skipIf(absent !== '' && !required)(`JD Chain 1.6.5, transactions${absent && ` (skipped: ${absent})`}`, () => {
  let names: string[];
  let made: Record<string, unknown>;
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    const [answer] = ask([['every-operation', folder]]);
    made = { ...answer };
    names = made['names'] as string[];
  });

  it('is there', () => {
    expect(absent).toBe('');
    expect(names).toHaveLength(20);
  });

  it('with one operation each, and with all, are signed, of their ledger, and known in every part', () => {
    for (const name of [...names, 'all']) {
      const tx = readTransaction(bytesAt(name), name);
      expect(tx).toMatchObject({ form: 'request', statedHash: undefined, ledgerHash: made['ledgerHash'] });
      expect(tx.endpointSignatures).toMatchObject([{ publicKey: made['pub'], valid: true }]);
      expect(tx.operations.filter(({ kind }) => kind === undefined)).toEqual([]);
      for (const { lines } of tx.operations) expect(lines.filter(({ unusual }) => unusual)).toEqual([]);
    }
    expect(readTransaction(bytesAt('all')).operations).toHaveLength(names.length);
  });

  it(`${String(mutants)} with changed bytes: nothing is taken here that is refused there`, () => {
    const draw = new Draw(`${seed}/mutants`);
    const files = Array.from({ length: mutants }, () => mutated(draw, bytesAt(draw.one([...names, 'all']))));
    const taken = files.filter((bytes) => {
      const tx = attempt(bytes);
      return tx?.broken === false && tx.operations.every(({ kind }) => kind !== undefined);
    });
    const cases = taken.map((bytes, i) => {
      const file = join(folder, `mutant-${String(i)}`);
      writeFileSync(file, bytes);
      return ['registration', file];
    });
    const answers = ask(cases);
    for (const [i, bytes] of taken.entries()) {
      const tx = readTransaction(bytes);
      const there = answers[i];
      const file = Buffer.from(bytes).toString('hex');
      const theirs = [there?.error, there?.['reencodesIdentically'], there?.['hashMatches']];
      // Every field is read there too, and comes back as the same bytes; the hash fits or fits not, here as there.
      expect({ file, theirs }).toEqual({ file, theirs: [undefined, true, tx.statedHash === undefined] });
    }
    expect(taken.length).toBeGreaterThan(mutants / 10);
  }, 600_000);
});
