/**
 * The life of a share set in a window, by the handlers that both hosts serve, every passphrase typed into a real vault:
 * a share replaced, old copies back, a new set stopped half way, gone on with, given up; what is refused before.
 */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeView } from '../../../preload/contract/desk.ts';
import type { SetView } from '../../../preload/contract/sets.ts';
import { runVerifier, verifierFile } from '../../../main/app/verifier.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { codeOf, get } from './desktop-help.ts';
import { Room, usual } from './desktop-window.ts';

let home: FinishedHome;
let dir: string;
beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  ({ dir } = home);
}, 300_000);
afterAll(() => rmSync(dirname(home.dir), { recursive: true, force: true }));

const room = new Room();
const people = {
  ...usual,
  secret: ({ who, role, kind }: { readonly who: string; readonly role: string; readonly kind?: string }) =>
    (kind === 'dice' ? home.answers.dice : undefined) ??
    (role === 'administrator' ? home.answers.logPassphrases[who] : home.answers.passphrases[who]) ??
    'a newcomer chooses seven plain words here',
};
const shares = (...ids: string[]) => ids.map((id) => join(dir, 'shares', `${id}.age`));
const more = () => ({ dir, exceptions: [], identities: home.identities });
const sets = async (): Promise<readonly SetView[]> => (await get(room.handlers, 'sets.show', { dir })).sets;
const states = async () => (await sets()).map(({ epoch, state }) => `${String(epoch)} ${state}`);
const outOf = (all: readonly SetView[], epoch: number) =>
  all
    .find((one) => one.epoch === epoch)
    ?.holders.filter(({ out }) => out)
    .map(({ id }) => id);

/** A plan of new holders, as the form fills it in: those of the set in force, without some, with others. */
async function holders(threshold: number, without: readonly string[], newcomers: readonly string[]): Promise<string> {
  const now = (await sets()).find(({ state }) => state === 'active');
  const { custodians } = JSON.parse(readFileSync(join(dir, 'public', 'plan.json'), 'utf8')) as {
    custodians: { id: string }[];
  };
  const kept = custodians.filter(({ id }) => !without.includes(id) && now?.holders.some((one) => one.id === id));
  const made = newcomers.map((id) => ({
    ...{ id, name: { zh: `新人${id}`, en: `New ${id}` }, organisation: 'brand' },
    seal: { kind: 'passphrase', workFactor: 14 },
  }));
  return JSON.stringify({ format: 'rootseal.set-plan/1', threshold, custodians: [...kept, ...made] });
}

describe('the share sets of a consortium', () => {
  it('are told with their holders, when each share was seen last, and what is due', async () => {
    const shown = await get(room.handlers, 'sets.show', { dir });
    expect(shown.sets).toMatchObject([
      { id: home.made.shareSets[0]?.id, epoch: 1, threshold: 3, state: 'active', purpose: 'found' },
    ]);
    const [set] = shown.sets;
    expect(set?.holders.map(({ id, index, seal }) => [id, index, seal])).toEqual([
      ['c1', 1, 'passphrase'],
      ['c2', 2, 'passphrase'],
      ['c3', 3, 'passphrase'],
      ['c4', 4, 'passphrase'],
      ['c5', 5, 'age'],
    ]);
    expect(set?.holders.map(({ seen }) => seen?.how)).toEqual([...Array<string>(4).fill('ceremony'), undefined]);
    expect(set?.holders.every(({ file }) => file?.startsWith(dir))).toBe(true);
    expect(shown.due.map(({ what, custodian, overdue }) => [what, custodian, overdue])).toEqual([
      ['drill', undefined, false],
      ...['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => ['check', id, false]),
    ]);
    expect(shown.due.flatMap(({ never, custodian }) => (never ? custodian : []))).toEqual(['c5']);
    expect(shown.roots.map(({ id }) => id)).toEqual(home.made.roots.map(({ id }) => id));
    expect(shown.people.map(({ id }) => id)).toEqual(expect.arrayContaining(['p1', 'c5']));
  });

  it('are none before the founding, and refused where there is no consortium', async () => {
    expect(await codeOf(room.handlers, 'sets.show', { dir: dirname(dir) })).toBe('HOME-NOT-ONE');
    expect(await codeOf(room.handlers, 'sets.show', { dir: 'relative' })).toBe('FOLDER-PATH');
  });
});

describe('what is refused before anybody gives a share', () => {
  const check = async (wish: Parameters<(typeof room.handlers)['set.check']>[0]['wish']) =>
    codeOf(room.handlers, 'set.check', { dir, wish, identities: home.identities });

  it('a stranger, a root that is not there, a plan that is none: each by its rule', async () => {
    expect(await check({ kind: 'replace', custodians: ['nobody'] })).toBe('SET-HOLDER');
    expect(await check({ kind: 'rotate', root: 'nothing' })).toBe('RESTORE-ROOT');
    expect(await check({ kind: 'resplit', holders: '{}' })).toBe('SET-PLAN');
    expect(await check({ kind: 'refresh' })).toBe('accepted');
    expect(await codeOf(room.handlers, 'set.resume', more())).toBe('SET-NONE-PENDING');
    expect(await codeOf(room.handlers, 'set.abandon', { dir, reason: 'none', by: ['p1', 'p2'] })).toBe(
      'SET-NONE-PENDING',
    );
    expect(await codeOf(room.handlers, 'set.return', { dir, epoch: 1, custodians: ['c1'], destroyed: true })).toBe(
      'SET-RETURN',
    );
  });

  it('a threshold above the holders is a finding of the form, and begins nothing', async () => {
    const wish = { kind: 'resplit' as const, holders: await holders(9, [], []) };
    const { findings } = await get(room.handlers, 'set.check', { dir, wish, identities: home.identities });
    expect(findings.filter(({ level }) => level === 'error').map(({ field }) => field)).toContain('threshold');
    expect(await codeOf(room.handlers, 'set.begin', { ...more(), shares: shares('c1', 'c2', 'c3'), wish })).toBe(
      'CEREMONY-PLAN',
    );
    expect(room.activities.busy).toBe(false);
  });
});

describe('a share that is checked alone', () => {
  const check = async (more_: object) => {
    const [set] = await sets();
    const request = { file: shares('c2')[0]!, set: set?.file ?? '', identities: {}, ...more_ };
    await get(room.handlers, 'share.check', request);
    return room.live(people);
  };

  it('leaves its receipt in the log of its consortium, and what is due hears of it', async () => {
    const end = await check({ receipt: { kind: 'log', dir } });
    expect([end.status, end.verdicts[0]?.custodian]).toEqual(['finished', 'c2']);
    const [set] = await sets();
    const seen = set?.holders[1]?.seen;
    expect(seen?.how).toBe('receipt');
    expect(end.outcome).toEqual([
      {
        label: { en: 'Receipt', zh: '回执' },
        value: {
          en: `Recorded as entry ${String(seen?.entry)} of the log`,
          zh: `已记入日志第 ${String(seen?.entry)} 条`,
        },
      },
    ]);
  }, 30_000);

  it('leaves it in a file instead, never over one that is there', async () => {
    const out = join(dirname(dir), 'receipt.json');
    const end = await check({ receipt: { kind: 'file', out } });
    expect([end.status, end.outcome[0]?.value]).toEqual(['finished', out]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ custodian: 'c2' });
    const request = { file: shares('c2')[0]!, set: (await sets())[0]?.file ?? '', identities: {} };
    const again = { ...request, receipt: { kind: 'file' as const, out } };
    expect(await codeOf(room.handlers, 'share.check', again)).toBe('FILE-EXISTS');
  }, 30_000);

  it('is intact also where no receipt could be left, and that is told', async () => {
    const end = await check({ receipt: { kind: 'log', dir: dirname(dir) } });
    expect([end.status, end.outcome[0]?.label.en]).toEqual(['finished', 'No receipt was left']);
  }, 30_000);
});

describe('a share on paper', () => {
  it('is printed where it is wanted, the sheet and the blank form; nothing is overwritten', async () => {
    const out = join(dirname(dir), 'c1.pdf');
    const made = await get(room.handlers, 'share.print', { dir, custodian: 'c1', out });
    expect(made).toMatchObject({ out, index: 1, rehearsal: true });
    expect(made.groups.map(({ hex }) => hex).join('')).toBe(made.sha256);
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await codeOf(room.handlers, 'share.print', { dir, custodian: 'c1', out })).toBe('FILE-EXISTS');
    const blank = join(dirname(dir), 'blank.pdf');
    expect((await get(room.handlers, 'share.print', { dir, custodian: 'c1', out: blank, blank: 33 })).index).toBe(1);
    expect(await codeOf(room.handlers, 'share.print', { dir, custodian: 'nobody', out: `${blank}2` })).toBe(
      'PAPER-CUSTODIAN',
    );
  });
});

describe('a new share set', () => {
  it('replaces a lost share: agreed on in words by everybody, opened by every holder, then in force', async () => {
    const wish = { kind: 'replace' as const, custodians: ['c4'] };
    await get(room.handlers, 'set.begin', { ...more(), shares: shares('c1', 'c2', 'c3'), wish });
    const seen: ChangeView['state'][] = [];
    const agreed = new Set<string>();
    const end = await room.live({
      ...people,
      answer: (question) => {
        if (question.step === 'set' && question.typeBack > 0) agreed.add(question.who);
        return usual.answer(question);
      },
      until: ({ change }) => {
        if (change && seen.at(-1) !== change.state) seen.push(change.state);
        return false;
      },
    });
    expect([end.status, end.failure]).toEqual(['finished', null]);
    expect([...agreed].sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'p1']);
    expect([...seen, end.change?.state].filter((one, i, all) => all[i - 1] !== one)).toEqual([
      'wanted',
      'pending',
      'active',
    ]);
    expect(end.change).toMatchObject({ purpose: 'replace', from: 1, epoch: 2, threshold: 3, holders: 5, missing: [] });
    expect(end.change?.outstanding).toHaveLength(5);
    expect(end.change?.limits.zh).toContain('只有轮换根密钥');
    expect(end.outcome.find(({ groups }) => groups)?.groups).toHaveLength(16);
    expect(await states()).toEqual(['1 retired', '2 active']);
    expect(outOf(await sets(), 1)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    const report = await runVerifier(verifierFile(), [join(dir, 'public'), '--rehearsal']);
    expect([report.exit, report.valid]).toEqual([0, true]);
  }, 120_000);

  it('old copies that came back are recorded, and no others can be', async () => {
    const back = { dir, epoch: 1, custodians: ['c1', 'c4'], destroyed: true };
    expect(await get(room.handlers, 'set.return', back)).toEqual({ outstanding: ['c2', 'c3', 'c5'] });
    expect(await codeOf(room.handlers, 'set.return', back)).toBe('SET-RETURN');
    expect(outOf(await sets(), 1)).toEqual(['c2', 'c3', 'c5']);
  });

  it('re-split among others and stopped half way, it waits; the old one stays in force until all have opened theirs', async () => {
    const wish = { kind: 'resplit' as const, holders: await holders(4, ['c2'], ['n1', 'n2']) };
    await get(room.handlers, 'set.begin', { ...more(), shares: shares('c1', 'c2', 'c3'), wish });
    const names: string[] = [];
    const half = await room.live({
      ...people,
      until: (activity) => {
        if (activity.change?.state === 'wanted') names.push(...activity.people.map(({ id }) => id));
        return activity.change?.state === 'pending' && activity.question?.who === 'n1';
      },
    });
    expect(names).toContain('n2');
    expect(half.people.filter(({ index }) => index !== undefined).map(({ id }) => id)).toEqual([
      ...['c1', 'c3', 'c4', 'c5', 'n1', 'n2'],
    ]);
    expect([half.threshold, half.verdicts]).toEqual([4, []]);
    await get(room.handlers, 'desk.stop', { activity: half.id });
    expect((await room.live()).failure?.code).toBe('CEREMONY-INTERRUPTED');
    expect(await states()).toEqual(['1 retired', '2 active', '3 pending']);
    const pending = (await sets()).at(-1);
    expect(pending?.holders.filter(({ handed }) => handed).map(({ id }) => id)).toEqual(['c1', 'c3', 'c4', 'c5']);
    expect(pending?.holders.some(({ confirmed }) => confirmed)).toBe(false);
    const another = { ...more(), shares: shares('c1', 'c2', 'c3'), wish: { kind: 'refresh' as const } };
    expect(await codeOf(room.handlers, 'set.begin', another)).toBe('SET-PENDING');
  }, 120_000);

  it('is gone on with by those who are here, then by the others', async () => {
    await get(room.handlers, 'set.resume', { ...more(), here: ['c1', 'n1'] });
    const some = await room.live(people);
    expect([some.status, some.failure, some.change?.state]).toEqual(['finished', null, 'pending']);
    expect(some.change?.missing.map(({ en }) => en)).toContain('New n2');
    expect(
      (await sets())
        .at(-1)
        ?.holders.filter(({ confirmed }) => confirmed)
        .map(({ id }) => id),
    ).toEqual(['c1', 'n1']);
    await get(room.handlers, 'set.resume', more());
    const all = await room.live(people);
    expect([all.status, all.failure, all.change?.state]).toEqual(['finished', null, 'active']);
    expect(await states()).toEqual(['1 retired', '2 retired', '3 active']);
    expect((await sets()).at(-1)?.holders.map(({ seen }) => seen?.how)).toEqual(Array(6).fill('taken'));
  }, 120_000);

  it('that waits can be given up by two people; the set in force stays', async () => {
    const wish = { kind: 'rotate' as const, root: home.made.roots[0]!.id };
    await get(room.handlers, 'set.begin', { ...more(), shares: shares('c1', 'c3', 'c4', 'n1'), wish });
    const half = await room.live({
      ...people,
      until: ({ change, question }) => change?.state === 'pending' && !!question,
    });
    await get(room.handlers, 'desk.stop', { activity: half.id });
    await room.live();
    expect(await codeOf(room.handlers, 'set.abandon', { dir, reason: 'n2 left', by: ['p1'] })).toBe('EXCEPTION-PEOPLE');
    expect((await get(room.handlers, 'set.abandon', { dir, reason: 'n2 left', by: ['p1', 'n1'] })).epoch).toBe(4);
    expect(await states()).toEqual(['1 retired', '2 retired', '3 active', '4 abandoned']);
    const report = await runVerifier(verifierFile(), [join(dir, 'public'), '--rehearsal']);
    expect([report.exit, report.valid]).toEqual([0, true]);
  }, 120_000);
});
