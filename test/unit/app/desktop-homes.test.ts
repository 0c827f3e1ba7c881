/** The list of consortia: what each is, what is due, one that cannot be read among others; one of them in full. */
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
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dates, dueOf } from '../../../main/app/desktop/due.ts';
import { HomeViews, homesHandlers } from '../../../main/app/desktop/homes.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { showHandlers } from '../../../main/app/desktop/show.ts';
import { decodeEntries } from '../../../main/core/audit/entry.ts';
import { stepIds } from '../../../main/core/ceremony/steps.ts';
import { openStore } from '../../../main/store/store.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { meddle } from '../../store/help.ts';
import { ask, codeOf, get, newFolder, optionsIn } from './desktop-help.ts';

let finished: FinishedHome;
let own: FinishedHome;
const made: string[] = [];
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  own = copyHome(finished);
  made.push(dirname(own.dir));
}, 300_000);
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Handlers over one list of homes and what they keep of the logs. */
function window() {
  const logs = new Logs();
  const views = new HomeViews(logs);
  const folder = newFolder();
  return { folder, ...{ handlers: { ...homesHandlers(optionsIn(folder), views), ...showHandlers(logs, views) } } };
}

/** A home whose log ends before the entry that `stop` finds: a ceremony that was interrupted there. */
function interrupted(folder: string, stop: (kind: string, step: unknown) => boolean): string {
  const dir = join(folder, 'interrupted');
  mkdirSync(dir, { mode: 0o700 });
  const closed = openStore(join(finished.dir, 'ceremony.db'), { readonly: true });
  const entries = decodeEntries(closed.entries());
  const end = entries.findIndex(({ kind, data }) => stop(kind, data['step']));
  const open = openStore(join(dir, 'ceremony.db'), { create: true });
  open.putSetting('plan', closed.setting('plan') ?? '');
  open.append(closed.entries(0, end));
  for (const store of [closed, open]) store.close();
  return dir;
}

describe('the list of consortia', () => {
  it('is empty at first, takes a home once, and forgets it without touching its folder', async () => {
    const { handlers, folder } = window();
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
    const { handlers } = window();
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
    const { handlers, folder } = window();
    for (const dir of [folder, join(folder, 'gone'), finished.bundle])
      expect(await codeOf(handlers, 'homes.add', { dir })).toBe('HOME-NOT-ONE');
    mkdirSync(join(folder, 'public'));
    expect(await codeOf(handlers, 'homes.add', { dir: folder })).toBe('HOME-STORE-LOST');
    expect(await codeOf(handlers, 'homes.add', { dir: 'relative' })).toBe('FOLDER-PATH');
    expect(await get(handlers, 'homes.list', {})).toEqual({ homes: [] });
  });

  it('goes on behind a home that is altered, gone, or of something else', async () => {
    const { handlers, folder } = window();
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
    const { handlers, folder } = window();
    const dir = interrupted(folder, (kind, step) => kind === 'step.begun' && step === 'genesis');
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
    used: '2026-11-21T01:00:00.000Z',
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
      { used: '2036-01-01T00:00:00.000Z' },
      [
        [
          'The signed list of files is valid until 21 November 2036.',
          '已签名的文件清单有效期至2036年11月21日。',
          '2036-05-25T00:00:00.000Z',
          false,
        ],
      ],
    ],
    [
      'a list that has ended',
      '2036-11-21T00:00:00.000Z',
      { used: '2036-01-01T00:00:00.000Z' },
      [
        [
          'The signed list of files expired on 21 November 2036: verifiers refuse the bundle.',
          '已签名的文件清单已于2036年11月21日过期：验证器会拒绝该证据包。',
          '2036-11-21T00:00:00Z',
          true,
        ],
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

describe('a consortium in full', () => {
  it('is what its bundle says, hash for hash', async () => {
    const { handlers } = window();
    const shown = await get(handlers, 'ceremony.show', { dir: finished.dir });
    const { made: said } = finished;
    expect(shown.plan).toBe(readFileSync(join(finished.bundle, 'plan.json'), 'utf8'));
    expect(shown.roots.map(({ id, suite, fingerprint }) => ({ id, suite, fingerprint }))).toEqual(
      said.roots.map(({ id, suite, fingerprint }) => ({ id, suite, fingerprint })),
    );
    expect(shown.roots.map(({ purpose }) => purpose)).toEqual(['consortium', 'consortium-gm']);
    expect(shown.roots[0]?.groups.map(({ hex }) => hex).join('')).toBe(said.roots[0]?.fingerprint);
    expect(shown.ledgerHash).toBe(said.genesis[0]?.txHash);
    expect(shown.sets).toEqual([join(finished.bundle, 'share-sets', `${said.shareSets[0]?.id ?? ''}.json`)]);
    expect(shown.shares).toEqual(
      ['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => ({ custodian: id, file: join(finished.dir, 'shares', `${id}.age`) })),
    );
    expect(shown.people.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4', 'c1', 'c2', 'c3', 'c4', 'c5']);
    expect(shown.home).toMatchObject({ state: 'closed', dir: finished.dir });
  });

  it('has the genesis as it was signed, with what is unusual marked', async () => {
    const { handlers } = window();
    const { genesis } = await get(handlers, 'ceremony.show', { dir: finished.dir });
    const document = JSON.parse(readFileSync(join(finished.bundle, 'genesis', 'jdchain', 'genesis.json'), 'utf8')) as {
      participants: { publicKey: string; name: string }[];
    };
    for (const { name, publicKey } of document.participants) {
      expect(genesis.map(({ field }) => field.en)).toContain(`Participant ${name}`);
      expect(genesis.map(({ value }) => value)).toContain(publicKey);
    }
    expect(genesis[0]?.field).toEqual({ en: 'Seed', zh: '种子' });
  });

  it('has no roots and no genesis before the founding, and a genesis after it', async () => {
    const { handlers, folder } = window();
    const dir = interrupted(folder, (kind, step) => kind === 'step.begun' && step === 'found');
    const before = await get(handlers, 'ceremony.show', { dir });
    expect([before.roots, before.genesis, before.ledgerHash, before.shares, before.sets]).toEqual([[], [], '', [], []]);
    rmSync(dir, { recursive: true });
    const after = await get(handlers, 'ceremony.show', {
      dir: interrupted(folder, (kind, step) => kind === 'step.begun' && step === 'hand-out'),
    });
    expect([after.roots.length, after.genesis.length > 10, after.ledgerHash]).toEqual([2, true, '']);
  });

  it('is refused where it cannot be read', async () => {
    const { handlers, folder } = window();
    expect(await codeOf(handlers, 'ceremony.show', { dir: folder })).toBe('HOME-NOT-ONE');
    expect(await codeOf(handlers, 'ceremony.show', { dir: 'relative' })).toBe('FOLDER-PATH');
  });
});

describe('an exception', () => {
  const exception = { rule: 'SEAL-BROKEN', reason: 'The bag was opened at the border.', by: ['p1', 'p3'] };

  it('is an entry from then on, and everything that is shown has it at once', async () => {
    const { handlers } = window();
    const before = await get(handlers, 'homes.add', { dir: own.dir });
    const { entry } = await get(handlers, 'ceremony.exception', { dir: own.dir, exception });
    expect(entry).toBe(before.size);
    const { homes } = await get(handlers, 'homes.list', {});
    expect(homes[0]?.size).toBe(before.size + 1);
    const { exceptions } = await get(handlers, 'ceremony.show', { dir: own.dir });
    expect(exceptions).toMatchObject([{ entry, ...exception }]);
    await pause(300); // what was written is old enough for the store's check to be left out
    const again = await get(handlers, 'ceremony.show', { dir: own.dir });
    expect(again.exceptions).toEqual(exceptions);
  });

  it('needs two people of the plan and one line, and waits for whoever is at work', async () => {
    const { handlers } = window();
    const record = (change: object) =>
      codeOf(handlers, 'ceremony.exception', { dir: own.dir, exception: { ...exception, ...change } });
    expect(await record({ by: ['p1'] })).toBe('EXCEPTION-PEOPLE');
    expect(await record({ by: ['p1', 'nobody'] })).toBe('EXCEPTION-PEOPLE');
    expect(await record({ reason: 'a\nb' })).toBe('EXCEPTION-TEXT');
    const working = openStore(join(own.dir, 'ceremony.db'));
    const busy = await ask(handlers, 'ceremony.exception', { dir: own.dir, exception });
    working.close();
    expect(busy.code).toBe('STORE-BUSY');
  });
});

it('a folder that may not be entered is a home that cannot be read, and no fault (root may enter it)', async () => {
  const { handlers, folder } = window();
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
