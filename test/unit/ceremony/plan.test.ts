/** Reading a plan strictly, resolving it, and the two hashes. */

import { sha256 } from '@noble/hashes/sha2.js';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { examinePlan } from '../../../main/core/ceremony/checks.ts';
import {
  encodeResolvedPlan,
  parseResolvedPlan,
  type Plan,
  planFileHash,
  planHash,
  resolvedPlanSchema,
  resolvePlan,
} from '../../../main/core/ceremony/plan.ts';
import { keyFileNames, readPlan } from '../../../main/core/ceremony/plan-read.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { refusalOf } from '../../refusal.ts';
import { patterns } from '../../../main/core/ceremony/plan-schema.ts';
import { planJsonSchema, schemaFile } from '../../../scripts/plan-schema.ts';
import { resolved } from './log-help.ts';
import { carrierKey, changed, context, exampleBytes, examplePlan } from './plan-help.ts';

const seed = new Uint8Array(32).fill(7);
const keyFiles = { 'carrier.pub': carrierKey };

describe('reading a plan', () => {
  test.each([
    ['{"a": 1,\n "b" 2}', 2, 6],
    ['{"a": 1,}', 1, 9],
    ['[1, 2', 1, 6],
    ['{"a": 01}', 1, 8],
    ['{"a": "x\ny"}', 1, 7],
    ['{"a": "\\x"}', 1, 7],
    ['{"汉字": nul}', 1, 8],
    ['{} x', 1, 4],
    ['', 1, 1],
    ["{'a': 1}", 1, 2],
    ['{"a": .5}', 1, 7],
    ['['.repeat(40), 1, 34],
    ['{"__proto__": {}}', 1, 2],
  ])('%j is refused at line %i, column %i', (text, line, column) => {
    const refusal = refusalOf(() => readPlan(utf8(text)));
    expect([refusal.code, refusal.exit, refusal.subject]).toEqual(['PLAN-JSON', 2, `${line}:${column}`]);
    expect(refusal.text.zh).toContain(`第 ${line} 行第 ${column} 列`);
  });

  test('a field that stands twice is refused where it stands the second time', () => {
    const text = exampleBytes.toString('utf8').replace('"threshold": 3,', '"threshold": 3,\n  "threshold": 2,');
    const refusal = refusalOf(() => readPlan(utf8(text)));
    expect([refusal.code, refusal.exit]).toEqual(['PLAN-JSON-DUPLICATE', 2]);
    expect(refusal.subject).toMatch(/^\d+:3$/);
    expect(refusalOf(() => readPlan(utf8('{"a":1,"\\u0061":2}'))).code).toBe('PLAN-JSON-DUPLICATE');
  });

  test.each(['{}', '[]', '"rootseal.plan/1"', '{"format": "rootseal.plan/2"}'])('%s is no plan', (text) => {
    const refusal = refusalOf(() => readPlan(utf8(text)));
    expect([refusal.code, refusal.exit]).toEqual(['PLAN-FORMAT', 2]);
  });

  test('a wrong key of a record does not lead a check to the value under it', () => {
    const { findings } = examinePlan(utf8(JSON.stringify(changed([['people.names', { '': null }]]))), context());
    expect(findings.map(({ rule }) => rule)).toContain('PLAN-ID');
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(refusalOf(() => readPlan(Uint8Array.of(0x7b, 0xff, 0x7d))).exit).toBe(2);
  });

  test('the strict reader reads what JSON.parse reads', () => {
    expect(readPlan(exampleBytes).draft).toEqual(examplePlan());
    expect(readPlan(utf8(`\uFEFF${exampleBytes.toString('utf8')}`)).plan).toEqual(examplePlan());
  });

  test('key files are named also where the plan is wrong elsewhere, and only inside its folder', () => {
    const draft = (file: string) =>
      readPlan(
        utf8(
          JSON.stringify(
            changed([
              ['threshold', 'x'],
              ['members.2.key.file', file],
            ]),
          ),
        ),
      );
    expect(keyFileNames(draft('carrier.pub'))).toEqual(['carrier.pub']);
    expect(keyFileNames(draft('../carrier.pub'))).toEqual([]);
  });
});

describe('resolving a plan', () => {
  test('inlines key files, draws the seed, says the mode, and is its own strict reading', () => {
    const plan = resolvePlan(examplePlan(), { keyFiles: { 'carrier.pub': `${carrierKey}\n` }, rehearsal: false, seed });
    expect(plan.chain.ledger).toMatchObject({ name: 'food-trace', seed: '07'.repeat(32) });
    expect(plan.members[2]).toMatchObject({ participant: 'carrier', key: { public: carrierKey } });
    expect(resolvedPlanSchema.parse(plan)).toEqual(plan);
    expect(parseResolvedPlan(encodeResolvedPlan(plan))).toEqual(plan);
    expect(planHash(plan)).toEqual(sha256(encodeResolvedPlan(plan)));
  });

  test('marks chain names in a rehearsal, not ids; and the hash differs', () => {
    const [real, rehearsal] = [resolved(false), resolved(true)];
    expect(rehearsal.chain.ledger.name).toBe('REHEARSAL-food-trace');
    expect(rehearsal.members.map(({ id, participant }) => [id, participant])[0]).toEqual(['brand', 'REHEARSAL-brand']);
    expect(rehearsal.consortium).toEqual(real.consortium);
    expect(toHex(planHash(real))).not.toBe(toHex(planHash(rehearsal)));
  });

  test('keeps a seed that is given, without its dashes', () => {
    const given = '932DFE23-fe23232f-283f32fa-dd32aa76-8322ca2f-56236cda-7136b322-cb323ffe';
    const plan = changed([['chain.ledger.seed', given]]) as Plan;
    const { ledger } = resolvePlan(plan, { keyFiles, rehearsal: false, seed }).chain;
    expect(ledger.seed).toBe(given.replaceAll('-', '').toLowerCase());
  });

  test('is refused for a plan that was not checked', () => {
    expect(refusalOf(() => resolvePlan(examplePlan(), { keyFiles: {}, rehearsal: false, seed })).code).toBe(
      'PLAN-KEY-FILE',
    );
    const short = { keyFiles, rehearsal: false, seed: new Uint8Array(16) };
    expect(refusalOf(() => resolvePlan(examplePlan(), short)).code).toBe('PLAN-SEED');
  });

  test('public/plan.json is read strictly', () => {
    const bytes = encodeResolvedPlan(resolved());
    const text = new TextDecoder().decode(bytes);
    expect(refusalOf(() => parseResolvedPlan(utf8(`${text}\n`))).exit).toBe(2);
    const more = text.replace('"rehearsal":true', '"rehearsal":true,"remark":"x"');
    expect(refusalOf(() => parseResolvedPlan(utf8(more))).code).toBe('PLAN-RESOLVED');
    expect(refusalOf(() => parseResolvedPlan(exampleBytes)).exit).toBe(2);
  });
});

describe('the hash of a plan file', () => {
  const hashed = (plan: Plan, files: Record<string, string> = keyFiles) => toHex(planFileHash(plan, files));

  test('is of its content with the key files in it, however the file is written', () => {
    const inlined = changed([['members.2.key', { public: carrierKey }]]) as Plan;
    expect(hashed(examplePlan())).toBe(hashed(inlined));
    expect(hashed(examplePlan(), { 'carrier.pub': `${carrierKey}\n` })).toBe(hashed(inlined));
    expect(hashed(Object.fromEntries(Object.entries(examplePlan()).reverse()) as Plan)).toBe(hashed(inlined));
    expect(hashed(changed([['threshold', 4]]) as Plan)).not.toBe(hashed(inlined));
  });
});

test.each(['\u202e', '\u200b', '\ufeff', '\u009b', '\n', '\u2028'])(
  'a name with %j in it is no line of a plan',
  (char) => {
    expect(patterns.line.test('Wang Fang 王芳')).toBe(true);
    expect(patterns.line.test(`Wang${char}Fang`)).toBe(false);
  },
);

test('docs/plan.schema.json is what the program checks (node scripts/plan-schema.ts writes it)', () => {
  expect(readFileSync(schemaFile, 'utf8')).toBe(planJsonSchema());
});
