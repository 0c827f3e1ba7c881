/** The list of consortia: what each is, what is due, one that cannot be read among others. */
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dates, dueOf } from '../../../main/app/desktop/due.ts';
import { recordedFile, recordedFiles } from '../../../main/app/evidence.ts';
import { Home } from '../../../main/app/home.ts';
import { Journal, entriesOf } from '../../../main/app/journal.ts';
import { stepIds } from '../../../main/core/ceremony/steps.ts';
import type { Json } from '../../../main/core/encoding/jcs.ts';
import { openStore } from '../../../main/store/store.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { meddle } from '../../store/help.ts';
import { codeOf, get } from './desktop-help.ts';
import { interrupted, listOfHomes } from './desktop-homes-help.ts';

let finished: FinishedHome;
const made: string[] = [];
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
}, 300_000);
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('the list of consortia', () => {
  it('is empty at first, takes a home once, and forgets it without touching its folder', async () => {
    const { handlers, folder } = listOfHomes();
    expect(await get(handlers, 'homes.list', {})).toEqual({ homes: [] });
    const link = join(folder, 'link');
    symlinkSync(finished.dir, link);
    const view = await get(handlers, 'homes.add', { dir: finished.dir });
    expect(await get(handlers, 'homes.add', { dir: link })).toEqual(view);
    expect(await get(handlers, 'homes.list', {})).toEqual({ homes: [view] });
    const before = readdirSync(finished.dir);
    await get(handlers, 'homes.forget', { dir: finished.dir });
    expect(await get(handlers, 'homes.list', {})).toEqual({ homes: [] });
    expect(readdirSync(finished.dir)).toEqual(before);
  });

  it('says of each what it is and where it stands', async () => {
    const { handlers } = listOfHomes();
    const { last, ...view } = await get(handlers, 'homes.add', { dir: finished.dir });
    const plan = JSON.parse(readFileSync(join(finished.bundle, 'plan.json'), 'utf8')) as {
      consortium: { id: string; name: object };
    };
    expect(view).toEqual({
      ...{ dir: finished.dir, name: plan.consortium.name, id: plan.consortium.id, rehearsal: true, state: 'closed' },
      ...{ done: 9, steps: 9, size: finished.made.log.size, threshold: 3, custodians: 5, due: [] },
    });
    expect(Date.now() - Date.parse(last ?? '')).toBeLessThan(86_400_000);
  });

  it('takes no folder that is no home', async () => {
    const { handlers, folder } = listOfHomes();
    for (const dir of [folder, join(folder, 'gone'), finished.bundle])
      expect(await codeOf(handlers, 'homes.add', { dir })).toBe('HOME-NOT-ONE');
    mkdirSync(join(folder, 'public'));
    expect(await codeOf(handlers, 'homes.add', { dir: folder })).toBe('HOME-STORE-LOST');
    expect(await codeOf(handlers, 'homes.add', { dir: 'relative' })).toBe('FOLDER-PATH');
    expect(await get(handlers, 'homes.list', {})).toEqual({ homes: [] });
  });

  it('goes on behind a home that is altered, gone, or of something else', async () => {
    const { handlers, folder } = listOfHomes();
    const broken = copyHome(finished);
    made.push(dirname(broken.dir));
    const [altered, gone, foreign] = ['altered', 'gone', 'foreign'].map((name) => join(folder, name));
    renameSync(broken.dir, altered!);
    for (const dir of [gone!, foreign!]) mkdirSync(dir);
    for (const dir of [gone!, foreign!]) writeFileSync(join(dir, 'ceremony.db'), 'x');
    for (const dir of [altered!, gone!, foreign!, finished.dir]) await get(handlers, 'homes.add', { dir });
    meddle(join(altered!, 'ceremony.db'), "UPDATE entries SET bytes = x'7b7d' WHERE idx = 5");
    rmSync(gone!, { recursive: true });
    const { homes } = await get(handlers, 'homes.list', {});
    expect(homes.map(({ state, problem }) => problem?.code ?? state)).toEqual([
      'STORE-DAMAGED',
      'HOME-NOT-ONE',
      'STORE-FOREIGN',
      'closed',
    ]);
    expect(homes[0]).toMatchObject({ dir: altered, done: 0, size: 0, due: [], problem: { subject: 'entry 5' } });
    expect(homes[0]?.problem?.text.zh).toContain('数据库被改动过');
  });

  it('shows a ceremony that was interrupted, and that it is to be gone on with', async () => {
    const { handlers, folder } = listOfHomes();
    const dir = interrupted(finished, folder, (kind, step) => kind === 'step.begun' && step === 'genesis');
    const view = await get(handlers, 'homes.add', { dir });
    expect(view).toMatchObject({ state: 'open', step: 'genesis', done: stepIds.indexOf('genesis') });
    expect(view.due).toMatchObject([{ since: view.last, late: false }]);
    expect(view.due[0]?.what).toEqual({
      en: 'Go on with the ceremony: “The genesis” is next.',
      zh: '继续仪式：接下来是“创世配置”。',
    });
  });
});

describe('what is due', () => {
  const dates: Dates = {
    rehearsal: false,
    last: '2026-11-21T02:00:00.000Z',
    drill: { last: '2026-11-21T01:00:00.000Z', due: '2027-11-21T01:00:00Z' },
    expires: '2036-11-21T00:00:00Z',
  };
  const due = (now: string, more: Partial<Dates> = {}) =>
    dueOf({ ...dates, ...more }, now).map(({ what, since, late }) => [what.en, what.zh, since, late]);

  it.each([
    ['nothing in the first year', '2027-11-21T00:59:59.000Z', {}, []],
    [
      'a drill after a year',
      '2027-11-21T01:00:00.000Z',
      {},
      [
        [
          'Hold a drill: the shares were last opened on 21 November 2026.',
          '进行恢复演习：份额上次打开是在2026年11月21日。',
          '2027-11-21T01:00:00Z',
          false,
        ],
      ],
    ],
    [
      'a drill that is late',
      '2027-12-22T00:00:00.000Z',
      {},
      [[expect.anything(), expect.anything(), expect.anything(), true]],
    ],
    [
      'a list that ends within 180 days',
      '2036-06-01T00:00:00.000Z',
      { drill: { last: '2036-01-01T00:00:00.000Z', due: '2037-01-01T00:00:00Z' } },
      [
        [
          'The signed list of files is valid until 21 November 2036: a quorum is to sign it anew.',
          '已签名的文件清单有效期至2036年11月21日，须由法定人数续签。',
          '2036-05-25T00:00:00.000Z',
          false,
        ],
      ],
    ],
    [
      'a list that has ended',
      '2036-11-21T00:00:00.000Z',
      { drill: { last: '2036-01-01T00:00:00.000Z', due: '2037-01-01T00:00:00Z' } },
      [
        [
          'The signed list of files expired on 21 November 2036: verifiers refuse the bundle until a quorum signs it anew.',
          '已签名的文件清单已于2036年11月21日过期：在法定人数续签之前，验证器会拒绝该证据包。',
          '2036-11-21T00:00:00Z',
          true,
        ],
      ],
    ],
    [
      'checks by their holders, and a share set that waits',
      '2027-11-20T00:00:00.000Z',
      {
        checks: ['2027-10-01T00:00:00Z', '2027-11-19T00:00:00Z', '2027-12-01T00:00:00Z'],
        pending: { epoch: 2, since: '2027-11-18T00:00:00Z' },
      },
      [
        [expect.stringContaining('epoch 2'), expect.stringContaining('第 2 期'), '2027-11-18T00:00:00Z', false],
        ['2 holders are to check their shares.', '有 2 位保管人应检查自己的份额。', '2027-10-01T00:00:00Z', true],
      ],
    ],
    ['nothing of a rehearsal', '2036-11-21T00:00:00.000Z', { rehearsal: true }, []],
    [
      'a ceremony that rests for over a week',
      '2026-11-29T00:00:00.000Z',
      { next: 'sign' },
      [[expect.stringContaining('The signing act'), expect.stringContaining('签名'), dates.last, true]],
    ],
  ] as const)('is %s', (_what, now, more, wanted) => {
    expect(due(now, more)).toEqual(wanted);
  });
});

describe('a program that was killed', () => {
  /** A home whose log goes on with these entries. */
  const goneOn = (...more: { kind: string; data: Record<string, Json> }[]) => {
    const { dir } = copyHome(finished);
    made.push(dirname(dir));
    const store = openStore(join(dir, 'ceremony.db'), {});
    const [first] = entriesOf(store);
    const journal = new Journal(store, { ceremony: first!.ceremony, rehearsal: true, origin: '' });
    for (const draft of more) journal.append(draft);
    store.close();
    return dir;
  };
  const dueIn = async (dir: string) =>
    (await get(listOfHomes().handlers, 'homes.add', { dir })).due.map(({ what }) => [what.en, what.zh]);
  const said = { en: 'The root keys are opened for: a drill', zh: '打开根密钥，用于：演习' };
  const agreed = { kind: 'confirmation', data: { step: 'restore', who: 'p1', said } };
  const begun = (purpose: string) => ({ kind: 'restore.begun', data: { purpose, shares: [] } });

  it.each([
    ['enact', /A decision was being put into force.*same files/, /决定生效.*同样的文件/],
    ['refresh', /The share set was being changed.*begin the change again/, /变更份额组.*重新开始变更/],
    ['sign', /The root keys were being used/, /正在使用根密钥/],
  ])('in the middle of %s leads back with a sentence', async (purpose, en, zh) => {
    const due = await dueIn(goneOn(agreed, begun(purpose)));
    expect(due).toEqual([[expect.stringMatching(en), expect.stringMatching(zh)]]);
  });

  it('before a share was opened says what was agreed on; an act that ended says nothing', async () => {
    const due = await dueIn(goneOn(agreed));
    expect(due).toEqual([[expect.stringContaining(said.en), expect.stringContaining(said.zh)]]);
    const over = goneOn(agreed, begun('enact'), { kind: 'restore.abandoned', data: { begun: 1, reason: 'fault' } });
    expect(await dueIn(over)).toEqual([]);
    // Nobody is told for ever of what was only agreed on.
    const unended = { what: said, since: '2026-11-21T02:00:00.000Z', agreed: true } as const;
    const dates = { rehearsal: true, last: unended.since, expires: '2036-11-21T00:00:00Z', unended };
    const days = ['2026-11-22T00:00:00.000Z', '2026-12-22T00:00:00.000Z'];
    expect(days.map((now) => dueOf(dates, now).length)).toEqual([1, 0]);
  });

  it('while files went to their places: they are read where they lie, and the next act is named as the way on', async () => {
    const { dir } = copyHome(finished);
    made.push(dirname(dir));
    const store = openStore(join(dir, 'ceremony.db'), { readonly: true });
    const acts = recordedFiles(entriesOf(store));
    const [act, files] = [...acts].at(-1)!;
    const { path } = files.at(-1)!;
    const staged = join(dir, '.staging', act, path);
    mkdirSync(dirname(staged), { recursive: true });
    renameSync(join(dir, path), staged);
    expect(recordedFile(entriesOf(store), new Home(dir), path)).toEqual(new Uint8Array(readFileSync(staged)));
    expect(await dueIn(dir)).toEqual([
      [expect.stringContaining('the next act'), expect.stringContaining('下一次操作')],
    ]);
    writeFileSync(staged, 'other');
    expect(() => recordedFile(entriesOf(store), new Home(dir), path)).toThrow(/SHA-256/);
    store.close();
  });
});

it('a folder that may not be entered is a home that cannot be read, and no fault (root may enter it)', async () => {
  const { handlers, folder } = listOfHomes();
  const copy = copyHome(finished);
  made.push(dirname(copy.dir));
  const dir = join(folder, 'shut');
  renameSync(copy.dir, dir);
  await get(handlers, 'homes.add', { dir });
  chmodSync(dir, 0);
  const { homes } = await get(handlers, 'homes.list', {});
  chmodSync(dir, 0o700);
  expect(homes[0]?.state).toBe(process.getuid?.() === 0 ? 'closed' : 'unreadable');
});
