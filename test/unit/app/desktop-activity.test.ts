/**
 * The one activity of a window, by the handlers that both hosts serve: a whole rehearsal with every passphrase sealed
 * key by key to a real vault, a restore, the check of a share, and what goes wrong on the way.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planHandlers } from '../../../main/app/desktop/plans.ts';
import { SettingsFile } from '../../../main/app/desktop/settings-file.ts';
import { placeOf } from '../../../main/app/hand-out.ts';
import { demandOwnMedium, writeToMedium } from '../../../main/app/medium.ts';
import type { Run } from '../../../main/app/run.ts';
import { runVerifier, verifierFile } from '../../../main/app/verifier.ts';
import { defaultSettings } from '../../../main/export/jdchain/bftsmart.ts';
import { examplePlan } from '../../crash/example.ts';
import { Room, answers, planFile, root, typedWords, usual } from './desktop-window.ts';

/** Custodians in two groups, of which both are needed: one of the first, all others of the second. */
function groupedPlan(): object {
  const plan = examplePlan() as { custodians: { id: string }[] };
  const name = { zh: '组', en: 'Group' };
  const list = [
    { id: 'first', name, threshold: 1 },
    { id: 'rest', name: { zh: '其余', en: 'Rest' }, threshold: plan.custodians.length - 1 },
  ];
  const custodians = plan.custodians.map((one, i) => ({ ...one, group: i === 0 ? 'first' : 'rest' }));
  return { ...plan, scheme: 'slip39', groups: { threshold: 2, list }, custodians, threshold: custodians.length };
}

function refusedCode(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

const { custodians: all } = examplePlan() as { readonly custodians: readonly { readonly id: string }[] };
const custodians = all.map(({ id }) => id);

/** The folder of a mount is root's to make. */
const mayMakeMounts = process.getuid?.() === 0 && existsSync('/mnt');
if (!mayMakeMounts) console.warn('SKIPPED: the folder of a mount without a medium, for want of root');

const begin = (dir: string) => ({ plan: planFile, dir, rehearsal: true, exceptions: [], identities: {} });

describe('a rehearsal in a window', () => {
  const dir = join(root, 'home');
  const room = new Room();

  it('is founded by people who type each key alone, and the verifier accepts it', async () => {
    const medium = join(root, 'medium');
    mkdirSync(medium);
    await room.handlers['ceremony.begin'](begin(dir));
    const seen = await room.live({
      answer: (question) => {
        if (question.kind === 'place' && question.who === 'c1') return { yes: true, place: medium };
        if (question.typeBack > 0 && question.wrong === 0) return { yes: true, typed: 'not these words' };
        return usual.answer(question);
      },
    });
    expect([seen.status, seen.failure]).toEqual(['finished', null]);
    expect(seen.steps.map(({ state }) => state)).toEqual(Array(9).fill('done'));
    expect(seen.steps.every(({ seconds }) => seconds !== undefined)).toBe(true);
    expect(seen.head?.groups).toHaveLength(16);
    const kinds = new Set(room.fields.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['again', 'choose', 'open']);
    // Words that were not the words left the question standing.
    expect(room.questions.some(({ wrong }) => wrong === 1)).toBe(true);
    // Every property of the consensus is among what is signed, after the people.
    const review = room.questions.flatMap(({ details }) => details).find((detail) => detail.kind === 'review');
    const fields = review?.lines.map(({ field }) => field.en) ?? [];
    const properties = fields.indexOf('Consensus properties as JD Chain ships them');
    expect(fields.slice(properties + 1)).toEqual(
      Object.keys(defaultSettings(4))
        .map((name) => `  ${name}`)
        .sort(),
    );
    expect(fields.findIndex((field) => field.startsWith('Participant '))).toBeLessThan(properties);
    // The hash on paper stands beside the one that is typed back.
    const agreed = room.questions.find(({ step, kind }) => step === 'agree-plan' && kind === 'confirm');
    const { hash } = await planHandlers()['plan.read']({ file: planFile });
    const shown = agreed?.details.map((detail) => (detail.kind === 'hash' ? detail.hex : detail.kind));
    expect(shown).toEqual([expect.not.stringMatching(hash?.hex ?? ''), hash?.hex]);
    // Founding, each custodian's check, signing, the close.
    expect(room.secretEnds).toBe(3 + custodians.length);
    // Each custodian comes alone: a yes, the passphrase, the verdict, then the next one.
    expect(room.checking).toEqual(
      custodians.flatMap((id, n) => [`${id} asked, ${String(n)} judged`, `${id} types, ${String(n)} judged`]),
    );
    const report = await runVerifier(verifierFile(), [join(dir, 'public'), '--rehearsal']);
    expect([report.exit, report.valid]).toEqual([0, true]);
    const [folder = ''] = readdirSync(medium);
    expect(readFileSync(join(medium, folder, 'c1.age'))).toEqual(readFileSync(join(dir, 'shares/c1.age')));
    expect(readdirSync(join(medium, folder)).sort()).toEqual(['c1.age', 'roots', 'sealed', 'share-sets']);
    expect(new SettingsFile(join(root, 'settings.json')).read().homes).toEqual([realpathSync(dir)]);
  }, 120_000);

  const shares = ['c3', 'c1'].map((id) => join(dir, 'shares', `${id}.age`));
  const drill = { dir, shares, purpose: { kind: 'drill' as const }, exceptions: [], identities: {} };

  it('is restored by two, with a verdict at each share', async () => {
    const seenCounts = new Set<string>();
    await room.handlers['restore.begin'](drill);
    const seen = await room.live({
      until: ({ verdicts, awaited }) => {
        seenCounts.add(`${String(verdicts.length)}/${String(awaited.length)}`);
        return false;
      },
    });
    expect([seen.status, seen.purpose?.en]).toEqual(['finished', expect.stringContaining('drill')]);
    expect(seen.verdicts.map(({ ok, code }) => [ok, code])).toEqual(Array(2).fill([true, 'SHARE-INTACT']));
    expect([...seenCounts]).toEqual(expect.arrayContaining(['0/2', '1/1', '2/0']));
    expect(seen.outcome[0]?.value).toEqual({ en: 'Wang Fang, Zhang Min', zh: '王芳、张敏' });
  }, 60_000);

  it('is not restored by a wrong passphrase: asked again, then "1 of 2"', async () => {
    await room.handlers['restore.begin'](drill);
    const asked: (number | undefined)[] = [];
    const seen = await room.live({
      secret: (field) => {
        if (field.who !== 'c3') return usual.secret(field);
        asked.push(field.left);
        return 'not the passphrase of c3';
      },
    });
    expect([seen.status, seen.failure?.code]).toEqual(['failed', 'RESTORE-SHORT']);
    expect(asked).toEqual([undefined, 2, 1]);
    expect(seen.failure?.text.en).toContain('1');
    expect(seen.verdicts.map(({ code }) => code).sort()).toEqual(['SHARE-INTACT', 'SHARE-PASSPHRASE']);
  }, 60_000);

  it('has each share checked alone', async () => {
    const [set = ''] = readdirSync(join(dir, 'public/share-sets'));
    const check = { file: join(dir, 'shares/c2.age'), set: join(dir, 'public/share-sets', set), identities: {} };
    await room.handlers['share.check'](check);
    const seen = await room.live();
    expect([seen.status, seen.verdicts[0]?.custodian]).toEqual(['finished', 'c2']);
  });
});

describe('on the way', () => {
  it('a second activity is refused, a stopped one goes on with resume, and a killed vault leads back to the step', async () => {
    const dir = join(root, 'stopped');
    const room = new Room();
    const { activity } = await room.handlers['ceremony.begin'](begin(dir));
    await expect(room.handlers['ceremony.begin'](begin(join(root, 'other')))).rejects.toMatchObject({
      code: 'DESK-BUSY',
    });
    expect(existsSync(join(root, 'other'))).toBe(false);
    await room.live({ until: ({ field }) => field?.kind === 'again' });
    await room.handlers['desk.stop']({ activity });
    const stopped = room.desk.view.activity;
    expect([stopped?.status, stopped?.failure?.code, stopped?.field]).toEqual(['failed', 'CEREMONY-INTERRUPTED', null]);
    expect(readdirSync(dir).filter((name) => !name.startsWith('ceremony.db'))).not.toContain('shares');

    await room.handlers['ceremony.resume']({ dir, exceptions: [], identities: {} });
    const again = await room.live({ until: ({ field }) => field?.kind === 'again' });
    expect(again.steps.find(({ state }) => state === 'now')?.id).toBe('found');
    await room.type(again.field!, 'x', 'nothing');
    room.activities.fieldVault(again.field!.id).kill();
    const killed = await room.live();
    expect([killed.status, killed.failure?.code]).toEqual(['failed', 'VAULT-ENDED']);
    // In the words of a window, which has no command line.
    expect(killed.failure?.text.en).toMatch(/Begin it again from this window\.$/);
    expect(killed.failure?.text.zh).toMatch(/请在本窗口中重新开始。$/);
    await room.handlers['desk.dismiss']({ activity: killed.id });
    expect(room.desk.view.activity).toBeNull();

    await room.handlers['ceremony.resume']({ dir, exceptions: [], identities: {} });
    const finished = await room.live();
    expect([finished.status, finished.failure]).toEqual(['finished', null]);
  }, 120_000);

  it('a no ends it with who said it, and a field that is closed takes no key', async () => {
    const dir = join(root, 'refused');
    const room = new Room();
    await room.handlers['ceremony.begin'](begin(dir));
    const refused = await room.live({ answer: () => ({ yes: false }) });
    expect([refused.status, refused.failure?.code]).toEqual(['failed', 'CEREMONY-REFUSED']);
    await expect(room.handlers['secret.open']({ field: 'x' })).rejects.toMatchObject({ code: 'DESK-FIELD' });
    await expect(room.handlers['desk.answer']({ question: 'x', yes: true })).rejects.toMatchObject({
      code: 'DESK-QUESTION',
    });
    await expect(room.handlers['desk.stop']({ activity: 'x' })).rejects.toMatchObject({ code: 'DESK-ACTIVITY' });
  }, 30_000);

  it('a page that was lost types anew into the same field', async () => {
    const dir = join(root, 'lost');
    const room = new Room();
    const { activity } = await room.handlers['ceremony.begin'](begin(dir));
    const { field } = await room.live({ until: (seen) => seen.field?.kind === 'choose' });
    await room.type(field!, 'half of it', 'nothing');
    await room.type(field!, answers.passphrases[field!.who] ?? '');
    const next = await room.live({ until: (seen) => seen.field?.kind === 'again' });
    expect(next.field?.fault).toBeUndefined();
    await room.type(next.field!, answers.passphrases[field!.who] ?? '');
    const other = await room.live({ until: (seen) => seen.field !== null && seen.field.who !== field!.who });
    expect(other.field?.kind).toBe('choose');
    await room.handlers['desk.stop']({ activity });
  }, 30_000);

  it('a medium that will not do is named, and another one is asked for', async () => {
    const home = join(root, 'home');
    const dir = join(root, 'media');
    const room = new Room();
    await room.handlers['ceremony.begin'](begin(dir));
    const taken = join(root, 'taken');
    mkdirSync(join(taken, 'rootseal-food-trace-c1'), { recursive: true });
    const link = join(root, 'leads-home');
    symlinkSync(dir, link);
    const places = [taken, dir, link, '/proc/self'];
    const refusals: (string | undefined)[] = [];
    const seen = await room.live({
      answer: (question) => {
        if (question.kind !== 'place' || question.who !== 'c1') return usual.answer(question);
        refusals.push(question.refused?.code);
        const place = places.shift();
        return place === undefined ? { yes: false } : { yes: true, place };
      },
      until: ({ steps }) => steps.some(({ id, state }) => id === 'hand-out' && state === 'done'),
    });
    expect(refusals).toEqual([undefined, 'MEDIUM-TAKEN', 'MEDIUM-PLACE', 'MEDIUM-PLACE', 'MEDIUM-WRITE']);
    expect(readdirSync(join(taken, 'rootseal-food-trace-c1'))).toEqual([]);
    await room.handlers['desk.stop']({ activity: seen.id });
    expect(existsSync(home)).toBe(true);
    cpSync(dir, `${dir}-copy`, { recursive: true });
  }, 60_000);

  it('a place that is not there is refused before it is tried', async () => {
    const room = new Room();
    const { activity } = await room.handlers['ceremony.begin'](begin(join(root, 'placeless')));
    const { question } = await room.live({ until: (seen) => seen.question !== null });
    const answer = { question: question!.id, yes: true, place: join(root, 'pulled') };
    // The words come first: a question that wants them takes nothing else.
    await expect(room.handlers['desk.answer']({ ...answer, typed: typedWords(question!) })).rejects.toMatchObject({
      code: 'DESK-PLACE',
    });
    await room.handlers['desk.stop']({ activity });
  });

  it('a medium that gives back other bytes is not sound, and nothing stays on it', () => {
    const bytes = new TextEncoder().encode('what was written');
    const home = { dir: join(root, 'elsewhere'), readBack: () => bytes };
    const run = { home, plan: { rehearsal: true } } as unknown as Run;
    const place = join(root, 'unsound');
    for (const folder of [place, run.home.dir]) mkdirSync(folder);
    const files = [{ path: 'shares/c1.age', sha256: '00'.repeat(32) }];
    expect(refusedCode(() => writeToMedium(run, place, 'name', files))).toBe('MEDIUM-READ-BACK');
    expect(readdirSync(place)).toEqual([]);
  });

  it('a real share goes onto no folder of the own disk, and no two onto one medium; a rehearsal may', () => {
    const [dir, place, other] = ['own', 'beside', 'shared'].map((name) => join(root, name));
    for (const folder of [dir, place, other]) mkdirSync(folder!);
    const of = (rehearsal: boolean) => ({ home: { dir }, plan: { rehearsal } }) as unknown as Run;
    expect(refusedCode(() => writeToMedium(of(false), place!, 'name', []))).toBe('MEDIUM-PLACE');
    expect(refusedCode(() => demandOwnMedium(of(false), place!, [other!]))).toBe('MEDIUM-PLACE');
    expect(refusedCode(() => demandOwnMedium(of(false), place!, [join(root, 'taken-out')]))).toBeUndefined();
    expect(refusedCode(() => demandOwnMedium(of(true), place!, [other!]))).toBeUndefined();
    expect(placeOf(of(true), place)).toBe('disk');
    expect(placeOf(of(true), undefined)).toBe('home');
    expect(placeOf(of(true), '/proc')).toBe('medium');
  });

  it.skipIf(!mayMakeMounts)('a folder of a mount whose medium is gone takes no share', () => {
    const run = { home: { dir: join(root, 'elsewhere') } } as unknown as Run;
    const inIt = mkdtempSync('/mnt/rootseal-test-');
    try {
      expect(refusedCode(() => writeToMedium(run, inIt, 'name', []))).toBe('MEDIUM-PLACE');
      expect(readdirSync(inIt)).toEqual([]);
    } finally {
      rmSync(inIt, { recursive: true });
    }
  });

  it.each(['ceremony', 'restore', 'share-check', 'vault'] as const)(
    'a %s that was stopped says what is left of it',
    async (kind) => {
      const room = new Room();
      const id = room.activities.start({ kind, dir: root, title: { en: '', zh: '' }, rehearsal: true }, async () => {
        await room.desk.confirm({ step: 'room', who: 'p1', name: { en: '', zh: '' }, say: { en: '', zh: '' } });
        return { outcome: [] };
      });
      await room.handlers['desk.stop']({ activity: id });
      const own = {
        ceremony: 'go on with it',
        restore: 'No root key is open',
        'share-check': 'The share is as it was',
        vault: 'Nothing was written',
      };
      expect(room.desk.view.activity?.failure).toMatchObject({ code: 'CEREMONY-INTERRUPTED' });
      expect(room.desk.view.activity?.failure?.text.en).toContain(own[kind]);
    },
  );

  it('a fault of ours is told by its name alone', async () => {
    const room = new Room();
    const shown = { kind: 'restore', dir: root, title: { en: '', zh: '' }, rehearsal: true } as const;
    room.activities.start(shown, () => Promise.reject(new TypeError('a secret')));
    const seen = await room.live();
    expect([seen.status, seen.failure?.code]).toEqual(['failed', 'DESK-FAULT']);
    expect(JSON.stringify(seen)).not.toContain('a secret');
    expect(seen.failure?.text.en).toContain('TypeError');
  });

  it('a plan that was written anew after its hash was compared begins nothing; the one that was compared does', async () => {
    const room = new Room();
    const [file, dir] = [join(root, 'compared.json'), join(root, 'compared')];
    writeFileSync(file, readFileSync(planFile));
    const { hash } = await planHandlers()['plan.read']({ file });
    const request = { ...begin(dir), plan: file, planHash: hash?.hex ?? '' };
    writeFileSync(file, JSON.stringify({ ...examplePlan(), threshold: 3 }));
    await expect(room.handlers['ceremony.begin'](request)).rejects.toMatchObject({ code: 'PLAN-OTHER', subject: file });
    expect(existsSync(dir)).toBe(false);
    writeFileSync(file, readFileSync(planFile));
    const { activity } = await room.handlers['ceremony.begin'](request);
    await room.handlers['desk.stop']({ activity });
    await room.live();
  });

  it('a plan in groups is held and restored from, and the view has the groups and whose member each custodian is', async () => {
    const room = new Room();
    const [file, dir] = [join(root, 'groups.json'), join(root, 'groups')];
    writeFileSync(file, JSON.stringify(groupedPlan()));
    await room.handlers['ceremony.begin']({ ...begin(dir), plan: file });
    const made = await room.live();
    expect([made.status, made.failure]).toEqual(['finished', null]);
    expect(made.groups?.list.map(({ id, threshold }) => [id, threshold])).toEqual([
      ['first', 1],
      ['rest', custodians.length - 1],
    ]);
    expect(made.people.filter(({ group }) => group !== undefined).map(({ group }) => group)).toEqual([
      'first',
      ...Array<string>(custodians.length - 1).fill('rest'),
    ]);
    const files = (ids: readonly string[]) => ids.map((id) => join(dir, 'shares', `${id}.age`));
    const drill = { dir, purpose: { kind: 'drill' as const }, exceptions: [], identities: {} };
    await room.handlers['restore.begin']({ ...drill, shares: files(custodians.slice(1)) });
    const short = await room.live();
    expect([short.failure?.code, short.groups?.threshold]).toEqual(['RESTORE-SHORT-GROUPS', 2]);
    await room.handlers['restore.begin']({ ...drill, shares: files(custodians) });
    expect((await room.live()).status).toBe('finished');
  }, 120_000);

  it('takes full paths alone: nothing is read or written where the program was started', async () => {
    const { handlers } = new Room();
    const refusal = { code: 'FOLDER-PATH', subject: 'here' };
    const dir = join(root, 'nowhere');
    const shares = [join(root, 'x')];
    const rest = { exceptions: [], identities: {} };
    const signing = { kind: 'sign', root: 'root-ed', input: planFile, out: 'here' } as const;
    for (const asked of [
      handlers['ceremony.begin']({ ...begin('here') }),
      handlers['ceremony.begin']({ ...begin(dir), plan: 'here' }),
      handlers['ceremony.begin']({ ...begin(dir), identities: { c1: 'here' } }),
      handlers['ceremony.resume']({ dir: 'here', ...rest }),
      handlers['restore.begin']({ dir: 'here', shares, purpose: { kind: 'drill' }, ...rest }),
      handlers['restore.begin']({ dir, shares, purpose: signing, ...rest }),
      handlers['restore.begin']({ dir, shares, purpose: { ...signing, out: dir, input: 'here' }, ...rest }),
      handlers['share.check']({ file: 'here', set: planFile, identities: {} }),
      handlers['share.check']({ file: planFile, set: 'here', identities: {} }),
    ])
      await expect(asked).rejects.toMatchObject(refusal);
    expect(existsSync(dir)).toBe(false);
  });

  it('a window that is unfit takes no ceremony', async () => {
    const room = new Room({ unfit: () => ({ en: 'no window of its own', zh: '不是独立窗口' }) });
    await expect(room.handlers['ceremony.begin'](begin(join(root, 'unfit')))).rejects.toMatchObject({
      code: 'DESK-UNFIT',
    });
    expect(existsSync(join(root, 'unfit'))).toBe(false);
  });
});
