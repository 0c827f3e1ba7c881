/**
 * Transactions with every operation there is, made by the real JD Chain 1.6.5 templates, are read and explained; those that are built and
 * signed here are taken by the real classes, as a gateway takes them; and of files with changed bytes nothing is taken that the real classes refuse. `ROOTSEAL_MUTANTS` says how many, `ROOTSEAL_SEED=<hex>` repeats a run.
 */

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ledgerPermissions, transactionPermissions } from '../../../main/core/ceremony/permissions.ts';
import { toBase58 } from '../../../main/core/encoding/base58.ts';
import { suite, suiteNames } from '../../../main/core/keys/index.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { encodedHash } from '../../../main/export/jdchain/genesis.ts';
import { address, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import {
  addSignature,
  built,
  buildOperation,
  buildTransaction,
  mergeTransactions,
} from '../../../main/export/jdchain/tx/build.ts';
import type { Given, Option } from '../../../main/export/jdchain/tx/given.ts';
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

const certificate = (draw: Draw) => {
  const body = draw.bytes(draw.between(1, 120));
  const der = Buffer.from([0x30, body.length, ...body]).toString('base64');
  return `-----BEGIN CERTIFICATE-----\r\n${der}\r\n-----END CERTIFICATE-----\r\n`;
};

/** Something that an option takes; each is given or left out where it may be. */
function drawnValue(draw: Draw, command: string, { name, value }: Option): Given[string] {
  const pair = draw.pair(draw.one(suiteNames));
  const roles = () => draw.some(['admin', 'GUEST', 'Auditor', '审计'], 1);
  const values: Record<string, () => Given[string]> = {
    name: () => (command === 'role' ? draw.one(['admin', '审计']) : draw.one(['node4', '新成员', 'ü'])),
    pubkey: () => encodePublicKey(pair.suite, pair.raw),
    address: () => [address(pair.suite, pair.raw)],
    certificate: () => certificate(draw),
    grant: () => (command === 'role' ? draw.some([...ledgerPermissions, ...transactionPermissions], 1) : roles()),
    withdraw: () => [],
    config: () => `系统=值 \na.b = ${String(draw.below(9))}\n`,
    to: () => draw.one(['bftsmart', 'raft', 'mq']),
    mode: () => draw.one(['000', '640', '777', '013']),
    role: () => 'admin',
    add: () => [certificate(draw), certificate(draw)],
    update: () => [certificate(draw)],
    remove: () => [certificate(draw)],
  };
  return (values[name] ?? (() => draw.one(value.split('|'))))();
}

function drawOperation(draw: Draw, command: string): Uint8Array {
  const kind = built.get(command)!;
  const asked = kind.form?.options ?? [];
  const least = ['grant', 'add', 'role'];
  const given = asked.filter((one) => one.needed || least.includes(one.name) || draw.coin());
  const one = (value: Given[string], form: string) =>
    Array.isArray(value) && form === 'one' ? (value as string[])[0] : value;
  return buildOperation(
    kind,
    Object.fromEntries(given.map((option) => [option.name, one(drawnValue(draw, command, option), option.form)])),
  );
}

function drawTransaction(draw: Draw) {
  const commands = draw.some([...built.keys()], 1).slice(0, 4);
  const ledgerHash = toBase58(encodedHash(draw.one(['SHA256', 'SM3']), draw.bytes(20)));
  const operations = commands.map((command) => drawOperation(draw, command));
  const { bytes } = buildTransaction({ ledgerHash, time: 1_577_836_800_000 + draw.below(10 ** 12), operations });
  const pairs = Array.from({ length: draw.between(1, 3) }, () => draw.pair(draw.one(suiteNames)));
  const files = pairs.map((pair, i) => {
    const signed = addSignature(bytes, pair, (hash) => suite(pair.suite).sign(hash, pair.secret), 'tx');
    return { name: String(i), bytes: signed.bytes };
  });
  const keys = pairs.map(({ suite: name, raw }) => encodePublicKey(name, raw));
  return { ...mergeTransactions(draw.shuffled(files)), ledgerHash, keys, commands };
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

  it('built here with every operation, signed by one to three keys and merged in any order, are taken there', () => {
    const draw = new Draw(`${seed}/built`);
    const made = Array.from({ length: 60 }, () => drawTransaction(draw));
    const cases = made.map(({ bytes, txHash }, i) => {
      // As `tx send` finds it: under its hash.
      const file = join(folder, `${String(i)}-${txHash}`);
      writeFileSync(file, bytes);
      return ['registration', file];
    });
    for (const [i, there] of ask(cases).entries()) {
      const { txHash, ledgerHash, keys, commands } = made[i]!;
      const signatures = (there['endpointSignatures'] as { pub: string; valid: boolean }[] | undefined) ?? [];
      expect({ commands, ok: there.ok, error: there.error }).toEqual({ commands, ok: true, error: undefined });
      expect(there).toMatchObject({ txHash, ledgerHash, reencodesIdentically: true, hashMatches: true });
      expect(signatures.map(({ pub, valid }) => `${pub} ${String(valid)}`).sort()).toEqual(
        keys.map((key) => `${key} true`).sort(),
      );
      expect(readTransaction(made[i]!.bytes).operations.map(({ kind }) => kind?.form?.command)).toEqual(commands);
    }
    expect(new Set(made.flatMap(({ commands }) => commands)).size).toBe(built.size);
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
