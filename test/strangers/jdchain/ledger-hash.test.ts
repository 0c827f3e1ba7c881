/**
 * The ledger hash and every root on the way to it, equal to those of the real JD Chain 1.6.5 contracts, hash functions and Java maps
 * over random plans. `ROOTSEAL_LEDGERS` says how many plans, `ROOTSEAL_SEED=<hex>` repeats a run.
 */

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { encodePublicKey, encodeSignature } from '../../../main/export/jdchain/keys.ts';
import { type FirstBlock, firstBlock } from '../../../main/export/jdchain/ledger/block.ts';
import { concurrentOrder, hashMapOrder } from '../../../main/export/jdchain/ledger/java-maps.ts';
import { murmur3Second } from '../../../main/export/jdchain/ledger/murmur3.ts';
import { genesisInputFromPlan } from '../../../main/export/jdchain/members.ts';
import { Draw, drawPlan } from './draw.ts';
import { absence, type Answer, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
const seed = process.env.ROOTSEAL_SEED ?? randomBytes(16).toString('hex');
const ledgers = Number(process.env.ROOTSEAL_LEDGERS ?? 25);
if (absent === '') console.info(`JD Chain 1.6.5 ledger hashes, seed ROOTSEAL_SEED=${seed}`);
else console.warn(`skipped: ${absent}`);

const folder = mkdtempSync(join(tmpdir(), 'jdchain-ledger-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

interface Made {
  readonly kind: string;
  readonly block: FirstBlock;
  readonly asked: string[];
}

function ledger(draw: Draw, i: number): Made {
  const { plan, pairs, certificates } = drawPlan(draw);
  const { content, txHash } = buildGenesis(genesisInputFromPlan(plan, pairs, certificates));
  const signatures = Object.fromEntries(
    plan.members.map(({ id }) => {
      const { suite: name, raw, secret } = pairs[id]!;
      return [encodePublicKey(name, raw), encodeSignature(name, suite(name).sign(txHash, secret))];
    }),
  );
  const file = join(folder, String(i));
  writeFileSync(file, content);
  return {
    kind: `${plan.chain.ledger.dataStructure} ${plan.chain.ledger.hash}`,
    block: firstBlock(content, signatures),
    asked: ['ledger-hash', file, JSON.stringify(signatures)],
  };
}

describe.skipIf(absent !== '' && !required)(`JD Chain 1.6.5, first block${absent && ` (skipped: ${absent})`}`, () => {
  it('is there', () => {
    expect(absent).toBe('');
  });

  describe(`${String(ledgers)} random ledgers`, () => {
    let made: Made[];
    let answers: Answer[];
    beforeAll(() => {
      const draw = new Draw(`${seed}/ledgers`);
      made = numbers(ledgers).map((i) => ledger(draw, i));
      answers = ask(made.map(({ asked }) => asked));
    }, 600_000);

    it('have, root by root, the hash that we computed', () => {
      for (const [i, { block }] of made.entries()) {
        const { participants, rolePrivileges, userRoles, settings, admin, users, transactions } = block;
        const roots = { participants, rolePrivileges, userRoles, settings, admin, users, transactions };
        const ours = Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, toBase58(root)]));
        const rest = { blockBody: toHex(block.body), ledgerHash: block.ledgerHashText, ok: true };
        expect(answers[i]).toEqual({ ...ours, ...rest });
      }
    });

    it('are of both structures and both hashes, and no two alike', () => {
      expect(new Set(made.map(({ kind }) => kind)).size).toBe(4);
      expect(new Set(made.map(({ block }) => block.ledgerHashText)).size).toBe(ledgers);
    });
  });

  it('hands out the keys of maps in our order, whatever their number', () => {
    const draw = new Draw(`${seed}/maps`);
    const sets = numbers(120).map(() => {
      // Keys of few bytes meet each other in their bins; those of a ledger are longer.
      const length = draw.between(2, 24);
      const all = numbers(draw.between(0, 300)).map(() => toHex(draw.bytes(length)));
      return [...new Set(all)];
    });
    const cases = sets.flatMap((keys) => [
      ['map-order', 'concurrent', ...keys],
      ['map-order', 'hash', ...keys],
    ]);
    const answers = ask(cases);
    const bytes = sets.map((keys) => keys.map((key) => Uint8Array.from(Buffer.from(key, 'hex'))));
    const ordered = (order: typeof hashMapOrder, keys: Uint8Array[]) => {
      try {
        return order(keys);
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    const refusals = bytes.flatMap((keys, i) =>
      [concurrentOrder, hashMapOrder].filter((order, which) => {
        const ours = ordered(order, keys);
        if (ours !== 'JDCHAIN-LEDGER-ORDER') expect(ours).toEqual(answers[2 * i + which]?.['order']);
        return ours === 'JDCHAIN-LEDGER-ORDER';
      }),
    );
    expect(refusals.length).toBeLessThan(3);
  });

  it('hashes keys as MurmurHash3 does there', () => {
    const draw = new Draw(`${seed}/murmur`);
    const keys = numbers(200).map(() => draw.bytes(draw.between(1, 60)));
    const answers = ask(keys.map((key) => ['murmur', '2281', toHex(key)]));
    for (const [i, key] of keys.entries()) expect(answers[i]?.['word']).toBe(murmur3Second(key, 2281).toString(16));
  });
});
