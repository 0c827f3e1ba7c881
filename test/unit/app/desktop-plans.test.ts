/** The plan editor's side, on real files: every mistake with its field, key files, saving that overwrites nothing. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planHandlers } from '../../../main/app/desktop/plans.ts';
import { planCheck } from '../../../main/cli/plan.ts';
import { fromWords } from '../../../main/core/encoding/words.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { ask, codeOf, get, newFolder } from './desktop-help.ts';

const handlers = planHandlers();
const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'traceability');
const sample = readFileSync(join(example, 'plan.json'), 'utf8');
/** The example with another value in some places of its top level. */
const changed = (change: object) => JSON.stringify({ ...(JSON.parse(sample) as object), ...change });
const check = async (plan: string, file?: string) =>
  get(handlers, 'plan.check', { plan, ...(file !== undefined && { file }) });
const errors = async (plan: string) => {
  const { findings } = await check(plan, join(example, 'draft.json'));
  return findings.filter(({ level }) => level === 'error').map(({ rule, field }) => `${rule} ${field}`);
};

describe('a new plan', () => {
  it('can be run as it is', async () => {
    const { plan } = await get(handlers, 'plan.new', { profile: 'traceability' });
    const { findings, hash } = await check(plan);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(hash?.groups).toHaveLength(16);
  });

  it('is of a profile that there is', async () => {
    expect(await codeOf(handlers, 'plan.new', { profile: 'bank' })).toBe('PLAN-PROFILE');
  });
});

describe('a plan that is read', () => {
  it('comes with the findings and the hash that the command line gives', async () => {
    const file = join(example, 'plan.json');
    const { plan, hash, findings } = await get(handlers, 'plan.read', { file });
    const { json } = (await planCheck(file)) as unknown as {
      json: { planHash: string; findings: { rule: string }[] };
    };
    expect([plan, hash?.hex]).toEqual([sample, json.planHash]);
    expect(toHex(fromWords(hash?.groups.flatMap(({ words }) => words) ?? []))).toBe(json.planHash);
    expect(findings.map(({ rule }) => rule)).toEqual(json.findings.map(({ rule }) => rule));
  });

  it('has no hash while a key file is missing, and says which', async () => {
    const file = join(newFolder(), 'plan.json');
    copyFileSync(join(example, 'plan.json'), file);
    const { hash, findings } = await get(handlers, 'plan.read', { file });
    expect(hash).toBeNull();
    expect(findings).toMatchObject([{ rule: 'PLAN-KEY-FILE', level: 'error' }, {}]);
    expect(findings[0]?.field).toMatch(/^members\[\d\]\.key\.file$/);
  });

  it('is no plan yet: its text comes all the same, with what it is not and where', async () => {
    const folder = newFolder();
    const read = async (content: string) => {
      writeFileSync(join(folder, 'text.json'), content);
      const { plan, hash, findings } = await get(handlers, 'plan.read', { file: join(folder, 'text.json') });
      expect([plan, hash]).toEqual([content, null]);
      return findings.map(({ rule, level, field }) => `${rule} ${level} ${field}`);
    };
    expect(await read('{"format": "rootseal.plan/1",}')).toEqual(['PLAN-JSON error 1:30']);
    expect(await read('{"format": "rootseal.resolved-plan/1"}')).toEqual(['PLAN-FORMAT error format']);
    expect(await read('{"format": "rootseal.plan/1",\n "format": 1}')).toEqual(['PLAN-JSON-DUPLICATE error 2:2']);
  });

  it('is no text, or cannot be read at all: why', async () => {
    const folder = newFolder();
    const read = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return codeOf(handlers, 'plan.read', { file: join(folder, name) });
    };
    expect(await read('d.json', Uint8Array.of(0xff, 0xfe))).toBe('ENCODING-UTF8');
    const large = await ask(handlers, 'plan.read', {
      file: (await read('e.json', ' '.repeat(1_000_001)), join(folder, 'e.json')),
    });
    expect(large).toMatchObject({ code: 'FILE-READ', zh: expect.stringContaining('1000001 字节') as string });
    const key = join(folder, 'key.json');
    writeFileSync(key, '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n');
    const kept = await ask(handlers, 'plan.read', { file: key });
    expect(kept).toMatchObject({ code: 'PLAN-JSON' });
    expect(JSON.stringify(kept)).not.toMatch(/BEGIN|b3Bl/);
    expect(await codeOf(handlers, 'plan.read', { file: folder })).toBe('FILE-READ');
    expect(await codeOf(handlers, 'plan.read', { file: join(folder, 'gone.json') })).toBe('FILE-READ');
    expect(await codeOf(handlers, 'plan.read', { file: 'plan.json' })).toBe('FOLDER-PATH');
  });
});

describe('the text in the editor', () => {
  it('has a finding beside each of its fields, all at once', async () => {
    const plan = JSON.parse(sample) as { custodians: object[]; chain: { ledger: object } };
    plan.custodians[1] = { ...plan.custodians[1], name: { zh: '甲' }, seal: { kind: 'tape' } };
    const text = changed({ threshold: '3', extra: 1, expires: 'soon', custodians: plan.custodians, scheme: undefined });
    expect(await errors(text)).toEqual(
      expect.arrayContaining([
        'PLAN-FIELD threshold',
        'PLAN-FIELD-UNKNOWN extra',
        'PLAN-FIELD expires',
        'PLAN-TRANSLATION custodians[1].name.en',
        'PLAN-SEAL custodians[1].seal.kind',
        'PLAN-FIELD-MISSING scheme',
      ]),
    );
  });

  it('of no format has the findings of a plan besides', async () => {
    expect(await errors(changed({ format: undefined, threshold: 'x' }))).toEqual([
      'PLAN-FORMAT format',
      'PLAN-FIELD threshold',
    ]);
    expect((await errors('{}')).slice(0, 2)).toEqual(['PLAN-FORMAT format', 'PLAN-FIELD-MISSING consortium']);
    expect(await errors('{"format":"rootseal.resolved-plan/1"}')).toEqual(['PLAN-FORMAT format']);
    expect(await errors('[1]')).toEqual(['PLAN-FORMAT format']);
  });

  it('that is no JSON says where', async () => {
    const { findings, hash } = await check('{\n  "format": x }');
    expect([findings.length, hash]).toEqual([1, null]);
    expect(findings[0]).toMatchObject({ rule: 'PLAN-JSON', level: 'error', field: '2:13' });
    expect(findings[0]?.text.zh).toContain('第 2 行第 13 列');
  });

  it('names a key file that is no text, or a whole disk', async () => {
    const folder = newFolder();
    copyFileSync(join(example, 'plan.json'), join(folder, 'plan.json'));
    writeFileSync(join(folder, 'carrier.pub'), Uint8Array.of(0xff));
    const first = async () => (await check(sample, join(folder, 'plan.json'))).findings[0]?.rule;
    expect(await first()).toBe('ENCODING-UTF8');
    writeFileSync(join(folder, 'carrier.pub'), 'x'.repeat(65_537));
    expect(await first()).toBe('PLAN-KEY-FILE');
  });
});

describe('saving', () => {
  it('writes a new file once, and another time only where it is asked to', async () => {
    const folder = newFolder();
    const file = join(folder, 'plan.json');
    expect(await get(handlers, 'plan.save', { plan: sample, file, replace: false })).toEqual({ file });
    expect(readFileSync(file, 'utf8')).toBe(sample);
    expect(await codeOf(handlers, 'plan.save', { plan: changed({}), file, replace: false })).toBe('FILE-EXISTS');
    const { kept = '' } = await get(handlers, 'plan.save', { plan: changed({}), file, replace: true });
    expect(kept).toMatch(/plan\.\d{8}T\d{9}Z\.old\.json$/);
    expect([readFileSync(file, 'utf8'), readFileSync(kept, 'utf8')]).toEqual([`${changed({})}\n`, sample]);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('keeps a draft with mistakes, and nothing that is no plan', async () => {
    const folder = newFolder();
    const save = (plan: string) =>
      codeOf(handlers, 'plan.save', { plan, file: join(folder, 'a.json'), replace: false });
    expect(await save('not json')).toBe('PLAN-JSON');
    expect(await save('{}')).toBe('PLAN-FORMAT');
    expect(readdirSync(folder)).toEqual([]);
    expect(await save(changed({ threshold: 'x' }))).toBe('accepted');
  });

  it('replaces what a link leads to, and leaves the link', async () => {
    const folder = newFolder();
    const [file, link] = [join(folder, 'plan.json'), join(folder, 'link.json')];
    writeFileSync(file, sample);
    symlinkSync('plan.json', link);
    const { kept } = await get(handlers, 'plan.save', { plan: changed({}), file: link, replace: true });
    expect(readFileSync(file, 'utf8')).toBe(`${changed({})}\n`);
    expect(readdirSync(folder)).toEqual(['link.json', 'plan.json', kept?.slice(folder.length + 1)].sort());
  });

  it('says why it cannot', async () => {
    const folder = newFolder();
    const save = (file: string, replace: boolean) => codeOf(handlers, 'plan.save', { plan: sample, file, replace });
    expect(await save('/proc/plan.json', false)).toBe('PLAN-WRITE');
    mkdirSync(join(folder, 'folder.json'));
    expect(await save(join(folder, 'folder.json'), true)).toBe('FILE-READ');
    expect(await save(join(folder, 'plan.txt'), false)).toBe('PLAN-NAME');
    expect(await save('plan.json', true)).toBe('FOLDER-PATH');
  });
});
