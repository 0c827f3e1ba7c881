/**
 * The life of a share set as its holders live it, with real processes from end to end: checked alone with a receipt, one
 * lost and replaced, a holder gone and re-split from 3 of 5 to 4 of 7, retired, drilled, refreshed, the root rotated. The
 * verifier judges the bundle after each; an old share is told by its epoch and its date.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateIdentity } from 'age-encryption';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { judgeAlone } from '../../main/app/alone.ts';
import { addReceipt } from '../../main/app/sets/leave.ts';
import { refusal } from '../refusal.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { asked, direct, npm, objectOf, ownFolder, refused } from '../cli/run.ts';

// Each test runs several ceremonies' worth of processes.
vi.setConfig({ testTimeout: 300_000 });

const folder = ownFolder('life');
let home: FinishedHome;
let answers: string;

interface SetFacts {
  readonly id: string;
  readonly epoch: number;
  readonly m: number;
  readonly n: number;
  readonly state: string;
  readonly missing: readonly string[];
  readonly ended?: string;
  readonly outstanding: readonly string[];
}

/** Where shares of epochs that are over were kept, as a careless holder would. */
const kept = (epoch: number, id: string) => join(folder, `epoch${String(epoch)}`, `${id}.age`);
const share = (id: string) => join(home.dir, 'shares', `${id}.age`);
const keep = (epoch: number) => {
  mkdirSync(join(folder, `epoch${String(epoch)}`));
  for (const name of readdirSync(join(home.dir, 'shares')))
    cpSync(join(home.dir, 'shares', name), join(folder, `epoch${String(epoch)}`, name));
};
const pool = (...ids: readonly string[]) => ids.flatMap((id) => ['--share', share(id)]);
const restore = (ids: readonly string[], purpose: string, ...more: readonly string[]) => [
  ...['restore', home.dir, ...pool(...ids), '--purpose', purpose, '--answers', answers, ...more],
];
const status = async () =>
  (await asked(['set', 'status', home.dir], {}, direct)).json as unknown as { sets: SetFacts[]; due: Due[] };
const inForce = async () =>
  (await status()).sets.find(({ state }) => state === 'active') ?? expect.fail('none in force');
const setFile = (id: string) => join(home.bundle, 'share-sets', `${id}.json`);

interface Due {
  readonly what: string;
  readonly custodian?: string;
  readonly last: string;
  readonly overdue: boolean;
}

async function bundleHolds(...more: readonly string[]): Promise<void> {
  const verified = objectOf(await npm('verify', [home.bundle, '--rehearsal', '--json', ...more]));
  expect(verified, JSON.stringify(verified)).toMatchObject({ ok: true, valid: true });
}

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  answers = join(folder, 'answers.json');
  const identity = readFileSync(home.identities['c5'] ?? '', 'utf8').trim();
  const more = {
    c6: 'ferry cobalt window sparrow',
    c7: 'granite meadow anchor violet',
    c8: 'timber lantern ocean quill',
  };
  const passphrases = { ...home.answers.passphrases, ...more };
  writeFileSync(answers, JSON.stringify({ ...home.answers, passphrases, identities: { c5: identity } }), {
    mode: 0o600,
  });
  keep(1);
});

describe('the life of a share set', () => {
  it('is checked alone; the receipt goes into the log and moves the date of the next check', async () => {
    const { id } = await inForce();
    const receipt = join(folder, 'c2.receipt.json');
    const args = ['share', 'check', share('c2'), '--set', setFile(id), '--answers', answers, '--receipt', receipt];
    const checked = await asked(args);
    expect(checked.json).toMatchObject({ code: 'SHARE-INTACT', custodian: 'c2', receipt, inForce: 'yes' });
    expect(checked.json['asOf']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    const alone = join(folder, 'only the set.json');
    cpSync(setFile(id), alone);
    const blind = await asked(['share', 'check', share('c2'), '--set', alone, '--answers', answers]);
    expect(blind.json).toMatchObject({ code: 'SHARE-INTACT', inForce: 'unknown' });
    expect(blind.json).not.toHaveProperty('asOf');
    expect(await refused(args)).toMatchObject({ status: 2, code: 'FILE-EXISTS', subject: receipt });
    expect(readFileSync(receipt, 'utf8')).not.toContain(readFileSync(share('c2')).toString('base64').slice(0, 40));
    const before = (await status()).due.find(({ custodian }) => custodian === 'c2');
    const added = await asked(['share', 'receipt', 'add', home.dir, receipt], {}, direct);
    expect(added.json).toMatchObject({ custodian: 'c2', epoch: 1, set: id });
    const after = (await status()).due.find(({ custodian }) => custodian === 'c2');
    expect(after!.last > before!.last).toBe(true);
    const again = await refused(['share', 'receipt', 'add', home.dir, receipt], {}, direct);
    expect(again).toMatchObject({ status: 2, code: 'RECEIPT-KNOWN' });
    const forged = join(folder, 'forged.json');
    writeFileSync(forged, readFileSync(receipt, 'utf8').replace('"custodian":"c2"', '"custodian":"c3"'));
    expect(await refused(['share', 'receipt', 'add', home.dir, forged], {}, direct)).toMatchObject({
      code: 'RECEIPT-SET',
    });
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, readFileSync(receipt, 'utf8').replace(/"time":"20../, '"time":"2025'));
    expect((await refused(['share', 'receipt', 'add', home.dir, bad], {}, direct)).code).toMatch(
      /^RECEIPT-(SIGNATURE|TIME)$/,
    );
  });

  it('writes no receipt by a clock that stands before the log beside the set: it would be refused', async () => {
    const set = setFile((await inForce()).id);
    const wish = { lang: 'en', source: { kind: 'answers', path: answers }, identities: {} } as const;
    const receipt = { time: '2025-01-01T00:00:00.000Z', out: join(folder, 'early.json') };
    await expect(judgeAlone(share('c2'), set, { ...wish, receipt })).rejects.toMatchObject({ code: 'RECEIPT-CLOCK' });
    expect(existsSync(receipt.out)).toBe(false);
    const good = { ...receipt, time: new Date().toISOString() };
    expect(await judgeAlone(share('c2'), set, { ...wish, receipt: good })).toMatchObject({ code: 'SHARE-INTACT' });
    expect(existsSync(receipt.out)).toBe(true);
  });

  it('takes a receipt within the life of its set alone, and no yes from somebody who says no', async () => {
    const receipt = join(folder, 'c2.receipt.json');
    expect(refusal(() => addReceipt(home.dir, receipt, '2025-01-01T00:00:00.000Z'))).toBe('RECEIPT-TIME');
    const args = ['restore', home.dir, ...pool('c1', 'c2', 'c3'), '--purpose', 'refresh', '--passphrase-fd', '3'];
    const no = await refused(args, { input: 'no\n', third: '' });
    expect(no).toMatchObject({ status: 1, code: 'SET-REFUSED', subject: 'p1' });
  });

  it('refuses wishes that cannot be before anybody is asked', async () => {
    const quorum = ['c1', 'c2', 'c3'];
    const plan = join(folder, 'broken.json');
    writeFileSync(plan, '{"format":"rootseal.set-plan/1","threshold":2}');
    const stick = join(folder, 'a stick.age');
    cpSync(share('c1'), stick);
    const nameless = ['restore', home.dir, '--share', stick, ...pool('c2', 'c3'), '--purpose', 'refresh'];
    const cases = [
      [[...nameless, '--answers', answers], 2, 'SET-SHARE-NAME'],
      [restore(quorum, 'resplit'), 2, 'RESTORE-OPTION'],
      [restore(quorum, 'resplit', '--plan', plan), 2, 'SET-PLAN'],
      [restore(quorum, 'replace'), 2, 'RESTORE-OPTION'],
      [restore(quorum, 'replace', '--custodian', 'c9'), 2, 'SET-HOLDER'],
      [restore(quorum, 'rotate', '--root', 'root-x'), 2, 'RESTORE-ROOT'],
      [restore(quorum, 'replace', '--custodian', 'c2'), 1, 'SET-REPLACED'],
      [['set', 'resume', home.dir, '--answers', answers], 2, 'SET-NONE-PENDING'],
      [['set', 'abandon', home.dir, '--reason', 'x', '--by', 'p1', '--by', 'p3'], 2, 'SET-NONE-PENDING'],
      [['set', 'retire', home.dir, '--epoch', '1', '--returned', 'c1'], 2, 'SET-RETURN'],
    ] as const;
    for (const [args, code, rule] of cases)
      expect(await refused(args, {}, direct), rule).toMatchObject({ status: code, code: rule });
  });

  it('counts no doubted share towards its own replacement, whatever its file is called', async () => {
    const other = join(folder, 'renamed');
    mkdirSync(other);
    cpSync(share('c3'), join(other, 'c4.age')); // c4 is asked for it instead, and is a new holder as well
    const { passphrases, ...rest } = JSON.parse(readFileSync(answers, 'utf8')) as {
      passphrases: Record<string, string>;
    };
    const lying = join(folder, 'lying.json');
    const swapped = { ...passphrases, c4: passphrases['c3'] };
    writeFileSync(lying, JSON.stringify({ ...rest, passphrases: swapped }), { mode: 0o600 });
    const files = ['--share', join(other, 'c4.age'), ...pool('c1', 'c2')];
    const args = ['restore', home.dir, ...files, '--purpose', 'replace', '--custodian', 'c3', '--answers', lying];
    expect(await refused(args)).toMatchObject({ status: 1, code: 'SET-REPLACED', subject: 'c3' });
    expect((await status()).sets).toHaveLength(1);
  });

  it('replaces a lost share: pending until the absent holder has opened theirs, the old set in force meanwhile', async () => {
    const without5 = join(folder, 'without5.json');
    const { identities: _, ...rest } = JSON.parse(readFileSync(answers, 'utf8')) as Record<string, unknown>;
    writeFileSync(without5, JSON.stringify({ ...rest, identities: {} }), { mode: 0o600 });
    const args = ['restore', home.dir, ...pool('c1', 'c2', 'c4'), '--purpose', 'replace', '--custodian', 'c3'];
    const made = await asked([...args, '--answers', without5]);
    expect(made.json['set']).toMatchObject({ epoch: 2, state: 'pending', missing: ['c5'], m: 3, n: 5 });
    expect((await inForce()).epoch).toBe(1);
    await bundleHolds();
    const second = await refused(restore(['c1', 'c2', 'c4'], 'refresh'), {}, direct);
    expect(second).toMatchObject({ status: 2, code: 'SET-PENDING' });
    expect((await asked(restore(['c1', 'c2', 'c4'], 'drill'))).json).toMatchObject({
      purpose: 'drill',
      quorum: ['c1', 'c2', 'c4'],
    });
    const [pending = ''] = readdirSync(join(home.dir, 'pending'));
    const early = join(home.dir, 'pending', pending, 'shares', 'c1.age');
    const drill = [
      'restore',
      home.dir,
      '--share',
      early,
      ...pool('c2', 'c4'),
      '--purpose',
      'drill',
      '--answers',
      answers,
    ];
    expect((await refused(drill)).json['shares']).toMatchObject([
      { code: 'SHARE-PENDING', epoch: 2 },
      { ok: true },
      { ok: true },
    ]);
    const still = await asked(['set', 'resume', home.dir, '--answers', without5]);
    expect(still.json['set']).toMatchObject({ state: 'pending', missing: ['c5'] });
    const strange = join(folder, 'strange.json');
    writeFileSync(strange, JSON.stringify({ ...rest, identities: { c5: await generateIdentity() } }), { mode: 0o600 });
    const closed = await refused(['set', 'resume', home.dir, '--answers', strange]);
    expect(closed).toMatchObject({ status: 1, code: 'SET-SHARE-CLOSED', subject: 'c5' });
    const done = await asked(['set', 'resume', home.dir, '--answers', answers]);
    expect(done.json['set'], done.stderr).toMatchObject({
      epoch: 2,
      state: 'active',
      missing: [],
      outstanding: ['c1', 'c2', 'c3', 'c4', 'c5'],
    });
    expect(readdirSync(join(home.dir, 'pending'))).toEqual([]);
    expect(refusal(() => addReceipt(home.dir, join(folder, 'c2.receipt.json')))).toBe('RECEIPT-STALE');
    await bundleHolds();
    keep(2);
  });

  it('answers an old share by its epoch and its date, in a check and in a restore', async () => {
    const { id } = await inForce();
    const old = await refused(['share', 'check', kept(1, 'c3'), '--set', setFile(id), '--answers', answers]);
    const day = new Date().toISOString().slice(0, 10);
    expect(old).toMatchObject({ status: 1, code: 'SHARE-RETIRED', json: { epoch: 1, custodian: 'c3' } });
    expect(old.json['message']).toContain(`Epoch 1, retired on ${day}`);
    const files = [kept(1, 'c1'), share('c2'), share('c3'), share('c4')].flatMap((file) => ['--share', file]);
    const drill = await asked(['restore', home.dir, ...files, '--purpose', 'drill', '--answers', answers]);
    expect(drill.json['shares']).toMatchObject([
      { code: 'SHARE-RETIRED', epoch: 1 },
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
    const three = [kept(1, 'c1'), kept(1, 'c2'), kept(1, 'c3')].flatMap((file) => ['--share', file]);
    const none = await refused(['restore', home.dir, ...three, '--purpose', 'drill', '--answers', answers]);
    expect(none).toMatchObject({ status: 1, code: 'RESTORE-SHORT' });
  });

  it('re-splits 3 of 5 to 4 of 7 when a holder leaves, from a whole plan; the one given up before leaves no trace but entries', async () => {
    const plan = JSON.parse(readFileSync(home.planFile, 'utf8')) as { threshold: number; custodians: { id: string }[] };
    const made = plan.custodians.find(({ id }) => id === 'c1')!;
    const holder = (id: string) => ({ ...made, id, name: { zh: `保管人 ${id}`, en: `Holder ${id}` } });
    plan.threshold = 4;
    plan.custodians = [...plan.custodians.filter(({ id }) => id !== 'c2'), holder('c6'), holder('c7'), holder('c8')];
    const file = join(folder, 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    const absent = join(folder, 'absent.json');
    const { identities: _, ...rest } = JSON.parse(readFileSync(answers, 'utf8')) as Record<string, unknown>;
    writeFileSync(absent, JSON.stringify({ ...rest, identities: {} }), { mode: 0o600 });
    const wish = ['restore', home.dir, ...pool('c1', 'c3', 'c4'), '--purpose', 'resplit', '--plan', file];
    const first = await asked([...wish, '--answers', absent]);
    expect(first.json['set']).toMatchObject({ epoch: 3, state: 'pending', missing: ['c5'] });
    const [pending = ''] = readdirSync(join(home.dir, 'pending'));
    mkdirSync(join(folder, 'epoch3'));
    cpSync(join(home.dir, 'pending', pending, 'shares', 'c6.age'), kept(3, 'c6'));
    const alone = await refused(['set', 'abandon', home.dir, '--reason', 'c5 is away', '--by', 'p1'], {}, direct);
    expect(alone).toMatchObject({ status: 1, code: 'EXCEPTION-PEOPLE' });
    const gone = await asked(
      ['set', 'abandon', home.dir, '--reason', 'c5 is away', '--by', 'p1', '--by', 'p3'],
      {},
      direct,
    );
    expect(gone.json).toMatchObject({ epoch: 3 });
    expect(readdirSync(join(home.dir, 'pending'))).toEqual([]);

    const again = await asked([...wish, '--answers', answers]);
    expect(again.json['set']).toMatchObject({ epoch: 4, m: 4, n: 7, state: 'active' });
    expect((await status()).sets.map(({ epoch, state }) => [epoch, state])).toEqual([
      [1, 'retired'],
      [2, 'retired'],
      [3, 'abandoned'],
      [4, 'active'],
    ]);
    expect(readdirSync(join(home.dir, 'shares')).sort()).toEqual(
      ['c1', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map((id) => `${id}.age`),
    );
    const files = [kept(3, 'c6'), share('c3')].flatMap((one) => ['--share', one]);
    const drill = await refused(['restore', home.dir, ...files, '--purpose', 'drill', '--answers', answers]);
    expect(drill.json['shares']).toMatchObject([{ code: 'SHARE-ABANDONED', epoch: 3 }, { ok: true }]);
    await bundleHolds();
  });

  it('records which old copies came back', async () => {
    const args = ['set', 'retire', home.dir, '--epoch', '1', '--returned', 'c1', '--returned', 'c3', '--destroyed'];
    expect((await asked(args, {}, direct)).json).toMatchObject({ outstanding: ['c2', 'c4', 'c5'] });
    expect(await refused(args, {}, direct)).toMatchObject({ status: 2, code: 'SET-RETURN', subject: 'c1' });
    expect((await status()).sets[0]?.outstanding).toEqual(['c2', 'c4', 'c5']);
    const stick = join(folder, 'stick');
    mkdirSync(stick);
    cpSync(kept(1, 'c4'), join(stick, 'old things.age'));
    const from = (id: string) => ['set', 'retire', home.dir, '--epoch', '1', '--returned', id, '--from', stick];
    expect(await refused(from('c2'), {}, direct)).toMatchObject({ status: 1, code: 'RETURN-NONE' });
    expect(await refused([...from('c2'), '--returned', 'c4'], {}, direct)).toMatchObject({ code: 'RETURN-ONE' });
    const removed = (await asked(from('c4'), {}, direct)).json;
    expect(removed).toMatchObject({ removed: [join(stick, 'old things.age')], outstanding: ['c2', 'c5'] });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('is drilled by the new quorum and not by the old one', async () => {
    const few = await refused(restore(['c1', 'c3', 'c4'], 'drill'));
    expect(few).toMatchObject({ status: 1, code: 'RESTORE-SHORT' });
    const drill = await asked(restore(['c1', 'c3', 'c6', 'c8'], 'drill'));
    expect(drill.json).toMatchObject({ quorum: ['c1', 'c3', 'c6', 'c8'] });
    const due = (await status()).due.find(({ what }) => what === 'drill');
    expect(due).toMatchObject({ overdue: false });
    expect((await asked(['ceremony', 'status', home.dir], {}, direct)).json['due']).toHaveLength(8);
    await bundleHolds();
  });

  it('rotates each root: the new key signed by the old, TUF by both, and a fingerprint of the old anchors no more', async () => {
    const { roots } = home.made;
    const quorum = ['c3', 'c4', 'c5', 'c7'];
    const ed = await asked(restore(quorum, 'rotate', '--root', 'root-ed'));
    expect(ed.json['set'], ed.stderr).toMatchObject({ epoch: 5, state: 'active', m: 4, n: 7 });
    expect(readdirSync(join(home.bundle, 'tuf')).filter((name) => name.endsWith('root.json'))).toEqual([
      '1.root.json',
      '2.root.json',
    ]);
    const two = JSON.parse(readFileSync(join(home.bundle, 'tuf', '2.root.json'), 'utf8')) as { signatures: unknown[] };
    expect(two.signatures).toHaveLength(2);
    const sm = await asked(restore(quorum, 'rotate', '--root', 'root-sm'));
    expect(sm.json['set'], sm.stderr).toMatchObject({ epoch: 6, state: 'active' });
    expect(readdirSync(join(home.bundle, 'tuf')).filter((name) => name.endsWith('root.json'))).toHaveLength(2);
    const now = roots.map(({ id }) => {
      const { fingerprint } = JSON.parse(readFileSync(join(home.bundle, 'roots', `${id}.json`), 'utf8')) as {
        fingerprint: string;
      };
      return fingerprint;
    });
    expect(now.every((fingerprint, i) => fingerprint !== roots[i]?.fingerprint)).toBe(true);
    for (const fingerprint of now) await bundleHolds('--root-fingerprint', fingerprint);
    const old = objectOf(
      await npm('verify', [home.bundle, '--rehearsal', '--json', '--root-fingerprint', roots[0]?.fingerprint ?? '']),
    );
    expect(old).toMatchObject({ ok: false });
    const { id } = await inForce();
    const first = await refused(['share', 'check', kept(1, 'c3'), '--set', setFile(id), '--answers', answers]);
    expect(first).toMatchObject({ code: 'SHARE-RETIRED', json: { epoch: 1 } });
    // The old set file, whose root is rotated since: its successors say so by the cross-signature of both keys.
    const { sets } = await status();
    const oldSet = setFile(sets[0]!.id);
    const named = await refused(['share', 'check', kept(1, 'c3'), '--set', oldSet, '--answers', answers]);
    expect(named).toMatchObject({ status: 1, code: 'SHARE-RETIRED', json: { epoch: 1, custodian: 'c3' } });
    expect(named.json['message']).toContain(`retired on ${sets[0]!.ended?.slice(0, 10) ?? '–'}`);
    const lonely = join(folder, 'old set.json');
    cpSync(oldSet, lonely);
    const blind = await asked(['share', 'check', kept(1, 'c3'), '--set', lonely, '--answers', answers]);
    expect(blind.json).toMatchObject({ code: 'SHARE-INTACT', epoch: 1, inForce: 'unknown' });
    const said = await direct([
      'share',
      'check',
      kept(1, 'c3'),
      '--set',
      lonely,
      '--answers',
      answers,
      '--lang',
      'zh-CN',
    ]);
    expect(said.stdout).toContain('没有日志，无法判断该份额组是否仍然有效');
    // A bundle whose log was exchanged for another one proves nothing: no state is claimed from it.
    const forged = join(folder, 'forged bundle');
    cpSync(home.bundle, forged, { recursive: true });
    writeFileSync(
      join(forged, 'log', 'checkpoint'),
      readFileSync(join(forged, 'log', 'checkpoint'), 'utf8').replace(/\n\d+\n/, '\n3\n'),
    );
    const doubtful = [
      'share',
      'check',
      share('c3'),
      '--set',
      join(forged, 'share-sets', `${id}.json`),
      '--answers',
      answers,
    ];
    expect((await asked(doubtful)).json).toMatchObject({ code: 'SHARE-INTACT', inForce: 'unknown' });
  });

  it('refreshes, and a resume of the closed ceremony finds everything in order', async () => {
    const done = await asked(restore(['c1', 'c3', 'c6', 'c8'], 'refresh'));
    expect(done.json['set'], done.stderr).toMatchObject({ epoch: 7, state: 'active' });
    const resumed = await asked(['ceremony', 'resume', home.dir, '--answers', answers]);
    expect(resumed.json['shareSets']).toMatchObject([{ epoch: 7, m: 4, n: 7 }]);
    await bundleHolds();
  });
});
