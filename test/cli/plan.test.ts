/** `plan new`, `plan check`, `plan show`: the fields, exit codes and texts of the CLI contract, on real files. */

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PlanRefused, planOf } from '../../main/app/plans.ts';
import { planCheck, planNew, planShow } from '../../main/cli/plan.ts';
import { encodeResolvedPlan, planHash } from '../../main/core/ceremony/plan.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { fromWords } from '../../main/core/encoding/words.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { resolved } from '../unit/ceremony/log-help.ts';
import { type Change, changed } from '../unit/ceremony/plan-help.ts';

const example = new URL('../../examples/traceability/', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'rootseal-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
copyFileSync(join(example, 'carrier.pub'), join(folder, 'carrier.pub'));

let count = 0;
const written = (content: string | Uint8Array): string => {
  const file = join(folder, `plan-${count++}.json`);
  writeFileSync(file, content);
  return file;
};
const broken = (...changes: Change[]) => written(JSON.stringify(changed(changes)));

interface Checked {
  readonly planHash?: string;
  readonly words?: string[];
  readonly code?: string;
  readonly findings: { rule: string; level: string; field: string; message: string }[];
}
const check = async (file: string) => {
  const answer = await planCheck(file);
  return { ...answer, json: answer.json as unknown as Checked };
};

async function refusalOf(work: () => unknown): Promise<[code: string, exit: number]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RootsealError) return [error.code, error.exit];
    throw error;
  }
  return expect.fail('nothing was refused');
}

describe('plan check', () => {
  test('of the example is good, with the same hash in digits and words', async () => {
    const { exit, json } = await check(join(example, 'plan.json'));
    expect(exit).toBe(0);
    expect(json.planHash).toMatch(/^[0-9a-f]{64}$/);
    expect(toHex(fromWords(json.words ?? []))).toBe(json.planHash);
    expect(json.findings).toMatchObject([
      { rule: 'PLAN-NEWCOMER', level: 'warning', field: 'chain.ledger.roles.DEFAULT' },
    ]);
    expect(json.findings[0]?.message).toContain('SET_CONSENSUS');
    expect(json.code).toBeUndefined();
  });

  test('of the same plan written otherwise gives the same hash, of another plan another', async () => {
    const hash = async (file: string) => (await check(file)).json.planHash;
    const text = readFileSync(join(example, 'plan.json'), 'utf8');
    expect(await hash(written(JSON.stringify(JSON.parse(text))))).toBe(await hash(join(example, 'plan.json')));
    expect(await hash(broken(['threshold', 4]))).not.toBe(await hash(join(example, 'plan.json')));
  });

  test('of a wrong plan answers 1 with every finding, each with its field, and the first error as its code', async () => {
    const { exit, json, text } = await check(
      broken(['threshold', 1], ['members.1.key', { public: 'abc' }], ['chain.version', '1.5.0']),
    );
    expect(exit).toBe(1);
    const errors = json.findings.filter(({ level }) => level === 'error').map(({ rule, field }) => `${rule} ${field}`);
    expect(errors).toEqual([
      'PLAN-JDCHAIN-VERSION chain.version',
      'PLAN-THRESHOLD-MIN threshold',
      'PLAN-KEY members[1].key.public',
    ]);
    expect(json.code).toBe('PLAN-JDCHAIN-VERSION');
    expect(text.zh).toContain('3 个错误');
    expect(text.en).toContain('3 error(s)');
  });

  test('with the decoder of the chain itself: a key off its curve, a key of another algorithm, a key file that is missing', async () => {
    const offCurve = 'SFZ6LmrKBMRosm7vU2BokkGAA49CHChA8Zj8nkQ8XmBqbvdK8v84j2MbAfnFAomUqDDzpnkpnvLhJpNCk7PWnRiWZepAC';
    const rules = async (...changes: Change[]) =>
      (await check(broken(...changes))).json.findings.map(({ rule }) => rule);
    expect(await rules(['members.1.key.public', offCurve])).toContain('PLAN-KEY-CURVE');
    expect(await rules(['members.1.key.public', offCurve])).not.toContain('PLAN-KEY');
    expect(await rules(['members.1.key.public', 'j5vkSRxmUjJzo9KBX79cTMRwD8Aw3J7Ke2JnPzS1eq4fH1'])).toContain(
      'PLAN-KEY',
    );
    expect(await rules(['members.2.key.file', 'nobody.pub'])).toContain('PLAN-KEY-FILE');
    expect((await check(broken(['members.2.key.file', 'nobody.pub']))).json.planHash).toBeUndefined();
  });

  test('of what is no plan answers 2', async () => {
    expect(await refusalOf(() => check(written('{"format":')))).toEqual(['PLAN-JSON', 2]);
    expect(await refusalOf(() => check(written('{"format":"other/1"}')))).toEqual(['PLAN-FORMAT', 2]);
    expect((await refusalOf(() => check(written(Uint8Array.of(0xff)))))[1]).toBe(2);
    expect(await refusalOf(() => check(join(folder, 'absent.json')))).toEqual(['FILE-READ', 2]);
  });
});

describe('plan new', () => {
  test('writes a plan that is good as it is, and never over another file', async () => {
    const out = join(folder, 'new.json');
    const made = planNew({ profile: 'traceability', out }).json as { planHash: string };
    expect(await check(out)).toMatchObject({ exit: 0, json: { planHash: made.planHash } });
    expect((await planOf(out, { openable: [] })).findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(await refusalOf(() => planNew({ profile: 'traceability', out }))).toEqual(['FILE-EXISTS', 2]);
    expect(await refusalOf(() => planNew({ profile: 'bank', out: join(folder, 'bank.json') }))).toEqual([
      'PLAN-PROFILE',
      2,
    ]);
  });
});

describe('plan show', () => {
  test('tells a plan in both languages', async () => {
    const { text, exit } = await planShow(join(example, 'plan.json'));
    expect(exit).toBe(0);
    expect(text.zh).toContain('食品溯源联盟');
    expect(text.en).toContain('Threshold: 3 / 5');
  });

  test('tells a resolved plan with the hash that was agreed on', async () => {
    const plan = resolved();
    const { json, text } = await planShow(written(encodeResolvedPlan(plan)));
    expect(json.planHash).toBe(toHex(planHash(plan)));
    expect(text.en).toContain('REHEARSAL');
  });
});

describe('a plan for a run', () => {
  test('is refused with its first field where it has no shape', async () => {
    expect(await refusalOf(() => planOf(broken(['threshold', 'x']), { openable: [] }))).toEqual(['CEREMONY-PLAN', 1]);
  });

  test('has an error where the room cannot open enough shares, and none with the identity', async () => {
    const file = broken(['threshold', 5]);
    let refused: unknown;
    try {
      await planOf(file, { openable: [] });
    } catch (error) {
      refused = error;
    }
    if (!(refused instanceof PlanRefused)) expect.fail('it was not refused');
    expect(refused.findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)).toEqual([
      'PLAN-OPENABLE',
    ]);
    expect((await planOf(file, { openable: ['c5'] })).findings.every(({ level }) => level === 'warning')).toBe(true);
  });
});
