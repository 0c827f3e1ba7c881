/**
 * SLIP-39 with groups as its users run it: "2 of the 3 banks and 1 of the 2 regulators", from the plan over founding,
 * share check and restore to the verifier. A rehearsal of its own, used from top to bottom.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HomeViews } from '../../main/app/desktop/homes.ts';
import { Logs } from '../../main/app/desktop/logs.ts';
import { type FinishedHome, finishedHome } from '../support/ceremony.ts';
import { asked, npm, objectOf, ownFolder, refused } from '../cli/run.ts';

const folder = ownFolder('slip39');
const dir = join(folder, 'home');
let model: FinishedHome;
let planFile: string;

interface PlanJson {
  threshold: number;
  scheme: string;
  groups?: unknown;
  custodians: { id: string; group?: string }[];
}

const groups = {
  threshold: 2,
  list: [
    { id: 'banks', name: { zh: '银行', en: 'Banks' }, threshold: 2 },
    { id: 'regulators', name: { zh: '监管机构', en: 'Regulators' }, threshold: 1 },
  ],
};

/** The example with groups: banks c1 to c3, regulators c4 and c5. */
function writePlan(name: string, change: (plan: PlanJson) => void = () => undefined): string {
  const plan = JSON.parse(readFileSync(model.planFile, 'utf8')) as PlanJson;
  Object.assign(plan, { threshold: 3, scheme: 'slip39', groups });
  for (const [i, custodian] of plan.custodians.entries()) custodian.group = i < 3 ? 'banks' : 'regulators';
  change(plan);
  const path = join(folder, 'plans', name);
  writeFileSync(path, JSON.stringify(plan));
  return path;
}

beforeAll(async () => {
  model = await finishedHome('rehearsal');
  mkdirSync(join(folder, 'plans'));
  copyFileSync(join(model.planFile, '..', 'carrier.pub'), join(folder, 'plans', 'carrier.pub'));
  planFile = writePlan('plan.json');
});

const answers = () => ['--answers', model.answersFile];
const regulator = () => ['--identity', `c5=${model.identities['c5'] ?? ''}`];
const share = (id: string) => join(dir, 'shares', `${id}.age`);
const setFile = () => join(dir, 'public', 'share-sets', readdirSync(join(dir, 'public', 'share-sets'))[0] ?? '');
const drill = (ids: readonly string[]) => [
  ...['restore', dir, ...ids.flatMap((id) => ['--share', share(id)]), '--purpose', 'drill', ...answers()],
  ...regulator(),
];

const rule = '2 of the 3 Banks and 1 of the 2 Regulators';

interface PublicSet {
  readonly scheme: string;
  readonly m: number;
  readonly identifier: number;
  readonly groups: unknown;
  readonly shares: readonly { group: string; commitment: string }[];
}

describe('a plan with groups', { timeout: 120_000 }, () => {
  it('is checked: what a person may look at twice, no error', async () => {
    const { status, json } = await asked(['plan', 'check', planFile]);
    const findings = json['findings'] as { rule: string; level: string; field: string }[];
    expect(status).toBe(0);
    const ours = findings.filter(({ rule }) => rule !== 'PLAN-WORK-FACTOR-LOW').map(({ rule }) => rule);
    expect(ours.sort()).toEqual(['PLAN-GROUP-SAME-WORDS', 'PLAN-NEWCOMER']);
  });

  it('says all that is wrong at once', async () => {
    const wrong = writePlan('wrong.json', (plan) => {
      plan.threshold = 4;
      plan.groups = { threshold: 3, list: [{ ...groups.list[0], threshold: 4 }, groups.list[1]] };
      plan.custodians[4]!.group = 'insurers';
    });
    const { json } = await refused(['plan', 'check', wrong]);
    const errors = (json['findings'] as { rule: string; level: string }[]).filter(({ level }) => level === 'error');
    expect(errors.map(({ rule }) => rule).sort()).toEqual(
      ['PLAN-GROUP-THRESHOLD', 'PLAN-GROUP-UNKNOWN', 'PLAN-GROUPS-SUM', 'PLAN-GROUPS-THRESHOLD'].sort(),
    );
  });

  it('is not run while the regulators cannot open their share here', async () => {
    const alone = writePlan('alone.json', (plan) => {
      plan.custodians[3]!.group = 'banks';
    });
    const { status, json } = await refused([
      ...['ceremony', 'run', alone, '--into', join(folder, 'none'), '--rehearsal', ...answers()],
    ]);
    expect(status).toBe(1);
    expect(JSON.stringify(json)).toContain('PLAN-OPENABLE-GROUPS');
    expect(JSON.stringify(json)).toContain('regulators 0/1');
  });
});

describe('a rehearsal with groups', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    const { json } = await asked([
      ...['ceremony', 'run', planFile, '--into', dir, '--rehearsal', ...answers(), ...regulator()],
    ]);
    expect(json).toMatchObject({ ok: true, shareSets: [{ m: 3, n: 5, scheme: 'slip39', epoch: 1 }] });
  }, 300_000);

  it('publishes groups, identifier and a commitment for each share, though the regulators have the same words', () => {
    const set = JSON.parse(readFileSync(setFile(), 'utf8')) as PublicSet;
    expect(set).toMatchObject({ scheme: 'slip39', m: 3, n: 5 });
    expect(set.identifier).toBeLessThan(0x8000);
    expect(set.groups).toEqual({
      threshold: 2,
      list: groups.list.map(({ id, name, threshold }, i) => ({ id, name, m: threshold, n: [3, 2][i] })),
    });
    expect(set.shares.map(({ group }) => group)).toEqual(['banks', 'banks', 'banks', 'regulators', 'regulators']);
    expect(new Set(set.shares.map(({ commitment }) => commitment)).size).toBe(5);
  });

  it('restores with two banks and either regulator', async () => {
    for (const ids of [
      ['c1', 'c3', 'c5'],
      ['c4', 'c2', 'c3'],
    ]) {
      const { status, json } = await asked(drill(ids));
      expect(status).toBe(0);
      expect(json).toMatchObject({ ok: true, purpose: 'drill', quorum: [...ids].sort() });
    }
  });

  it('takes three of five when all are there, and says of each that it is intact', async () => {
    const { status, json } = await asked(drill(['c5', 'c4', 'c3', 'c2', 'c1']));
    expect(status).toBe(0);
    expect(json).toMatchObject({ quorum: ['c1', 'c2', 'c4'] });
    expect((json['shares'] as { code: string }[]).map(({ code }) => code)).toEqual(Array(5).fill('SHARE-INTACT'));
  });

  it('names the group that is short: one bank, then no regulator among three banks', async () => {
    const oneBank = await refused(drill(['c1', 'c4', 'c5']));
    expect([oneBank.status, oneBank.code]).toEqual([1, 'RESTORE-SHORT-GROUPS']);
    expect(oneBank.json['message']).toContain('group banks (Banks): 1 of 2, one more');
    expect(oneBank.json['message']).not.toContain('regulators');
    const banksAlone = await refused(drill(['c1', 'c2', 'c3']));
    expect([banksAlone.status, banksAlone.code]).toEqual([1, 'RESTORE-SHORT-GROUPS']);
    expect(banksAlone.json['message']).toContain('group regulators (Regulators): 0 of 1, one more');
    expect(banksAlone.json['messageZh']).toContain('组 regulators（监管机构）：1 份中有 0 份，还差 1 份');
  });

  it('counts a share that is given twice once, and goes on over a damaged one', async () => {
    const twice = await refused(drill(['c1', 'c1', 'c4']));
    expect((twice.json['shares'] as { code: string }[]).map(({ code }) => code)).toEqual([
      ...['SHARE-INTACT', 'SHARE-DUPLICATE', 'SHARE-INTACT'],
    ]);
    const bytes = readFileSync(share('c2'));
    bytes[bytes.length - 5]! ^= 1;
    const damaged = join(folder, 'c2.age');
    writeFileSync(damaged, bytes);
    const { status, json } = await asked([...drill(['c1', 'c4', 'c3']), '--share', damaged]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ quorum: ['c1', 'c3', 'c4'] });
  });

  it('checks one share alone', async () => {
    const { status, json } = await asked(['share', 'check', share('c2'), '--set', setFile(), ...answers()]);
    expect(status).toBe(0);
    expect(json).toMatchObject({ ok: true, code: 'SHARE-INTACT', index: 2, custodian: 'c2', rehearsal: true });
    const other = join(model.bundle, 'share-sets', readdirSync(join(model.bundle, 'share-sets'))[0] ?? '');
    const foreign = await refused(['share', 'check', share('c2'), '--set', other, ...answers()]);
    expect([foreign.status, foreign.code]).toEqual([1, 'SHARE-FOREIGN']);
  });

  it('leaves a bundle that the verifier takes, restores included', async () => {
    const verified = await npm('verify', [join(dir, 'public'), '--rehearsal', '--json']);
    expect(objectOf(verified)).toMatchObject({ ok: true, valid: true });
    expect(verified.stdout).toContain('slip39, 2/2 (banks 2/3, regulators 1/2)');
    const setAlone = await npm('verify', [setFile(), '--rehearsal', '--json']);
    expect(objectOf(setAlone)).toMatchObject({ ok: true, valid: true });
  });

  it('tells of the groups in the minutes', () => {
    const minutes = readdirSync(join(dir, 'public', 'minutes')).find((name) => name.endsWith('-found.md')) ?? '';
    const text = readFileSync(join(dir, 'public', 'minutes', minutes), 'utf8');
    for (const said of ['slip39', rule, 'Group banks, Banks', '2 / 3', '1 / 2', '组 regulators'])
      expect(text).toContain(said);
  });

  it('tells of the rule in the list of consortia, of share sets, and on the sheet', async () => {
    expect(new HomeViews(new Logs()).view(dir)).toMatchObject({ state: 'closed', rule: { en: rule } });
    const { stdout } = await npm('rootseal', ['set', 'status', dir]);
    expect(stdout).toContain(rule);
    const sheet = join(folder, 'c4.pdf');
    expect((await asked(['share', 'sheet', dir, '--custodian', 'c4', '--out', sheet])).json).toMatchObject({
      ok: true,
    });
    const page = spawnSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' ');
    expect(page).toContain(`(${rule})`);
    expect(page).not.toMatch(/any 3/);
  });

  it('is refreshed by its quorum, and the next set has the groups of the first', async () => {
    const before = setFile();
    const { status, json } = await asked(drill(['c1', 'c3', 'c4']).map((arg) => (arg === 'drill' ? 'refresh' : arg)));
    expect([status, json['set']]).toMatchObject([0, { epoch: 2, state: 'active', scheme: 'slip39', m: 3, n: 5 }]);
    const { id } = json['set'] as { id: string };
    const next = JSON.parse(readFileSync(join(dir, 'public', 'share-sets', `${id}.json`), 'utf8')) as PublicSet;
    expect(next.groups).toEqual((JSON.parse(readFileSync(before, 'utf8')) as PublicSet).groups);
    const short = await refused(drill(['c1', 'c2', 'c3']));
    expect([short.status, short.code]).toEqual([1, 'RESTORE-SHORT-GROUPS']);
    expect((await asked(drill(['c1', 'c2', 'c5']))).json).toMatchObject({ ok: true, quorum: ['c1', 'c2', 'c5'] });
  });

  it('leaves a bundle of two sets that the verifier takes', async () => {
    const verified = await npm('verify', [join(dir, 'public'), '--rehearsal', '--json']);
    expect(objectOf(verified), verified.stdout).toMatchObject({ ok: true, valid: true });
  });

  it('is re-split to the scheme without groups, and back', async () => {
    const holders = (name: string) => [
      '--plan',
      writePlan(name, (plan) => {
        if (name === 'back.json') return;
        delete plan.groups;
        Object.assign(plan, { scheme: 'shamir', threshold: 2 });
        for (const custodian of plan.custodians) delete custodian.group;
      }),
    ];
    const resplit = (ids: readonly string[], name: string) =>
      asked([...drill(ids).map((arg) => (arg === 'drill' ? 'resplit' : arg)), ...holders(name)]);
    expect((await resplit(['c2', 'c3', 'c5'], 'plain.json')).json['set']).toMatchObject({
      epoch: 3,
      state: 'active',
      scheme: 'shamir',
      m: 2,
    });
    expect((await asked(drill(['c4', 'c5']))).json).toMatchObject({ ok: true, quorum: ['c4', 'c5'] });
    expect((await resplit(['c4', 'c5'], 'back.json')).json['set']).toMatchObject({
      epoch: 4,
      state: 'active',
      scheme: 'slip39',
    });
    const verified = await npm('verify', [join(dir, 'public'), '--rehearsal', '--json']);
    expect(objectOf(verified), verified.stdout).toMatchObject({ ok: true, valid: true });
  });
});
