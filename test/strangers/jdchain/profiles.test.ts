/**
 * Each kind of consortium founds a ledger: a rehearsal of its plan by the real program, its bundle judged by the
 * verifier that lies in it, and its files taken by the real JD Chain 1.6.5 classes, up to the hash of the first block.
 */

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProfileName, profileNames, profiles } from '../../../main/core/ceremony/profile-data.ts';
import { newPlan } from '../../../main/core/ceremony/profiles.ts';
import { run } from '../../cli/run.ts';
import { absence, type Answer, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: ${absent}`);

const root = join(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'jdchain-profiles-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Founded {
  readonly name: ProfileName;
  readonly public: string;
  readonly made: { ok: boolean; rehearsal: boolean; genesis: { txHash: string; ledgerHash?: string }[] };
  readonly verdict: { ok: boolean; status: number | null };
}

/** The plan as `plan new` makes it, with passphrases that are fast to try; answered by the published file. */
async function found(name: ProfileName): Promise<Founded> {
  const plan = newPlan(name, { now: new Date().toISOString() });
  for (const { seal } of plan.custodians) if (seal.kind === 'passphrase') seal.workFactor = 14;
  const [file, answers, home] = ['plan.json', 'answers.json', 'home'].map((each) =>
    join(folder, `${name}-${each}`),
  ) as [string, string, string];
  writeFileSync(file, JSON.stringify(plan));
  writeFileSync(answers, readFileSync(join(root, 'examples', 'rehearsal-answers.json')), { mode: 0o600 });
  const held = ['ceremony', 'run', file, '--into', home, '--rehearsal', '--answers', answers, '--json'];
  const { stdout, stderr } = await run([join(root, 'rootseal'), ...held]);
  if (stdout === '') throw new Error(`${name}: ${stderr.slice(-2000)}`);
  const shown = join(home, 'public');
  const verifier = join(shown, 'verify', 'rootseal-verify.mjs');
  const judged = await run([process.execPath, verifier, shown, '--rehearsal', '--json']);
  return {
    name,
    public: shown,
    made: JSON.parse(stdout) as Founded['made'],
    verdict: { ok: (JSON.parse(judged.stdout) as { ok: boolean }).ok, status: judged.status },
  };
}

/** Two at a time: a ceremony waits for its vault, and the vault for scrypt. */
async function foundAll(): Promise<Founded[]> {
  const waiting = [...profileNames];
  const done: Founded[] = [];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) done.push(await found(name));
  };
  await Promise.all([worker(), worker()]);
  return done;
}

describe.skipIf(absent !== '' && !required)(`the kinds of consortium${absent && ` (skipped: ${absent})`}`, () => {
  let founded: Founded[];
  beforeAll(async () => {
    founded = await foundAll();
  });
  const chain = (one: Founded, ...path: string[]) => join(one.public, 'genesis', 'jdchain', ...path);
  const members = (one: Founded) =>
    readdirSync(chain(one), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

  it('are all rehearsed to the end, and their bundles good', () => {
    expect(founded.map(({ name }) => name).toSorted()).toEqual([...profileNames].toSorted());
    for (const { name, made, verdict } of founded) {
      expect({ name, ok: made.ok, rehearsal: made.rehearsal }).toEqual({ name, ok: true, rehearsal: true });
      expect({ name, ...verdict }).toEqual({ name, ok: true, status: 0 });
    }
  });

  it('have, from the ledger.init of every member, the genesis that the room signed', () => {
    const cases = founded.flatMap((one) => members(one).map((member) => ({ one, member })));
    const answers = ask(cases.map(({ one, member }) => ['ledger-init', chain(one, member, 'ledger.init')]));
    expect(cases.length).toBe(
      profileNames.flatMap((name) => newPlan(name, { now: '2026-11-21T02:00:00Z' }).members).length,
    );
    for (const [i, { one, member }] of cases.entries()) {
      const { error, genesisTxHash } = answers[i]!;
      expect({ name: one.name, member, error, genesisTxHash }).toEqual({
        ...{ name: one.name, member, error: undefined },
        genesisTxHash: one.made.genesis[0]?.txHash,
      });
    }
  });

  it('come to the first block that the room foretold, where all members sign with Ed25519', () => {
    const contents = founded.map((one) => join(folder, `${one.name}-content`));
    const inits = founded.map((one, i) => ['ledger-init', chain(one, members(one)[0]!, 'ledger.init'), contents[i]!]);
    expect(ask(inits).every(({ ok }) => ok)).toBe(true);
    const blocks: Answer[] = ask(
      founded.map((one, i) => ['ledger-hash', contents[i]!, readFileSync(chain(one, 'signatures.json'), 'utf8')]),
    );
    for (const [i, { name, made }] of founded.entries()) {
      expect({ name, ok: blocks[i]?.ok }).toEqual({ name, ok: true });
      const foretold = profiles[name].commercial ? undefined : blocks[i]?.['ledgerHash'];
      expect({ name, hash: made.genesis[0]?.ledgerHash }).toEqual({ name, hash: foretold });
    }
    expect(founded.filter(({ made }) => made.genesis[0]?.ledgerHash !== undefined).length).toBe(7);
  });
});
