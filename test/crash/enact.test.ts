/**
 * kill -9 of main while a decision is put into force: before and amid changes of the file system drawn over a measured
 * run, and at renames behind the transaction. After each the register is the old one or the next, by the log alone, and
 * no file is half there; the same command again puts it into force, or says that it is, and the verifier accepts.
 *
 * A quarter of ROOTSEAL_KILLS says how often (8), ROOTSEAL_SEED which draw (printed).
 */
import { randomInt } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { decodeEntries } from '../../main/core/audit/entry.ts';
import { Random } from '../support/random.ts';
import { exampleAnswers } from './example.ts';
import { demandKept, demandNothingHalf, look, verify, workshop } from './help.ts';
import type { Moment } from './preload.ts';

const kills = Math.ceil(Number(process.env['ROOTSEAL_KILLS'] ?? 30) / 4);
const seed = Number(process.env['ROOTSEAL_SEED'] ?? randomInt(2 ** 31));
const random = new Random(seed);
const { run, start, file } = workshop();
const answers = file('enact-answers.json');
const [founded, proposal] = [file('founded'), file('proposal.json')];

const enact = (dir: string) => [
  ...['member', 'enact', dir, '--proposal', proposal, '--signer', 'brand', '--answers', answers],
  ...['c1', 'c2'].flatMap((id) => ['--share', join(dir, 'shares', `${id}.age`)]),
];
const copyOf = (name: string): string => {
  cpSync(founded, file(name), { recursive: true, preserveTimestamps: true });
  return file(name);
};
const changes = (dir: string) =>
  decodeEntries([...(look(dir)?.entries ?? [])]).filter(({ kind }) => kind === 'register.changed').length;
const signed = 'public/consortium/2/jdchain/retailer/registration.signed.tx';

let moments: Record<Moment, number>;

beforeAll(async () => {
  const passphrases = {
    ...(exampleAnswers() as { passphrases: object }).passphrases,
    retailer: 'rehearsal only thicket',
  };
  writeFileSync(answers, JSON.stringify({ ...exampleAnswers(), passphrases }), { mode: 0o600 });
  const ended = async (args: readonly string[]) => {
    const { exit, json } = await start(args).ended;
    expect([exit, json['code'], json['message']]).toEqual([0, undefined, undefined]);
  };
  await ended(run(founded));
  const form = join(import.meta.dirname, '..', '..', 'examples', 'member', 'application-form.json');
  await ended(['member', 'apply', form, '--into', file('applicant'), '--rehearsal', '--answers', answers]);
  const application = join(file('applicant'), 'retailer.application.json');
  const to = ['--ledger', 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg', '--out', proposal];
  await ended(['member', 'propose', '--register', founded, '--proposer', 'p1', '--admit', application, ...to]);
  const dir = copyOf('measured');
  const { exit, json } = await start(enact(dir), { trace: file('trace') }).ended;
  expect([exit, json['code'], json['message']]).toEqual([0, undefined, undefined]);
  [moments = { any: 1, settle: 1 }] = JSON.parse(readFileSync(file('trace'), 'utf8')) as Record<Moment, number>[];
  expect(moments.settle).toBeGreaterThan(10);
  expect(verify(dir)).toMatchObject({ valid: true });
}, 600_000);

/** One home under one kill, and to its end by the very same command. */
async function life(dir: string, kind: Moment, nth: number): Promise<'old' | 'new'> {
  const label = `${kind} ${String(nth)} of ${String(moments[kind])}, seed ${String(seed)}`;
  const before = look(dir);
  const { signal } = await start(enact(dir), { die: { step: 0, kind, nth } }).ended;
  expect(signal, label).toBe('SIGKILL');
  const after = look(dir);
  demandKept(before, after);
  demandNothingHalf(dir);
  const done = changes(dir) > 0;
  if (kind === 'settle') expect(done, label).toBe(true);
  const { exit, json } = await start(enact(dir)).ended;
  expect([exit, json['code']], label).toEqual(done ? [1, 'ENACT-DONE'] : [0, undefined]);
  expect(changes(dir), label).toBe(1);
  demandKept(after, look(dir));
  demandNothingHalf(dir);
  expect(existsSync(join(dir, signed)), label).toBe(true);
  expect(verify(dir), label).toMatchObject({ valid: true });
  rmSync(dir, { recursive: true });
  return done ? 'new' : 'old';
}

test(`kill -9 while a decision comes into force, ${String(kills)} times (seed ${String(seed)})`, async () => {
  const found = { old: 0, new: 0 };
  for (let i = 0; i < kills; i++) {
    const kind = i % 3 === 0 ? 'settle' : 'any';
    found[await life(copyOf(`life-${String(i)}`), kind, 1 + Math.floor(random.upTo(moments[kind])))] += 1;
  }
  console.log(`seed ${String(seed)}: the old register ${String(found.old)} times, the next ${String(found.new)}`);
  expect(found.new).toBeGreaterThanOrEqual(Math.ceil(kills / 3));
});
