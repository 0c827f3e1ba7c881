/** The view-model of an act (renderer/screens/activity/model.ts, words.ts): who acts, which stage, how full the quorum. */
import { describe, expect, it } from 'vitest';
import type { ChangeView } from '../../../preload/contract/desk.ts';
import {
  goodShares,
  isClosed,
  phaseOf,
  setPhaseOf,
  shownOf,
  spoken,
  standingOf,
  stageOf,
  stopwatch,
  wayOut,
} from '../../../renderer/screens/activity/model.ts';
import { typedWords } from '../../../renderer/screens/activity/words.ts';
import { administrator, ceremony, custodian, field, groups, question, stepsAt, verdict } from './activity-help.ts';

const hash = { kind: 'hash', label: { en: 'h', zh: 'h' }, hex: 'e0976bdf781e', groups } as const;
const file = { kind: 'file', path: 'shares/c1.age', sha256: '00'.repeat(32) } as const;
const review = { kind: 'review' as const, lines: [] };

describe('the stage', () => {
  it.each([
    ['words', { question: question({ details: [hash], typeBack: 4 }) }],
    ['compare', { question: question({ details: [hash] }) }],
    ['review', { question: question({ details: [review, hash] }) }],
    ['take', { question: question({ details: [file, hash] }) }],
    ['place', { question: question({ kind: 'place', details: [file, hash] }) }],
    ['confirm', { question: question() }],
    ['secret', { field: field() }],
    ['working', { progress: { what: { en: '', zh: '' }, done: 1, total: 2 } }],
    ['waiting', {}],
    ['waiting', { progress: { what: { en: 'found', zh: 'found' }, done: 3, total: 9 } }],
    ['failed', { status: 'failed', question: question() }],
    ['finished', { status: 'finished' }],
  ] as const)('is %s', (stage, change) => {
    expect(stageOf(ceremony(change))).toBe(stage);
  });

  it('is the secret field even where a question stands: the room must look away', () => {
    expect(stageOf(ceremony({ field: field(), question: question() }))).toBe('secret');
  });
});

describe('a new share set', () => {
  const change: Omit<ChangeView, 'state'> = {
    purpose: 'resplit',
    ...{ from: 1, epoch: 2, threshold: 3, holders: 5, missing: [], outstanding: [] },
    limits: { en: 'l', zh: 'l' },
  };
  const set = (state: 'wanted' | 'pending' | 'active', more: Parameters<typeof ceremony>[0] = {}) =>
    ceremony({
      kind: 'set',
      steps: [],
      change: { ...change, state },
      awaited: ['c1.age', 'c2.age', 'c3.age'],
      ...more,
    });

  it('is agreed on, given for, made, taken, in force', () => {
    const asked = question({ step: 'set' });
    expect(setPhaseOf(ceremony({ kind: 'set' }))).toBe('agree');
    expect(setPhaseOf(set('wanted', { question: asked }))).toBe('agree');
    expect(setPhaseOf(set('wanted'))).toBe('give');
    expect(setPhaseOf(set('wanted', { awaited: [] }))).toBe('make');
    expect(setPhaseOf(set('wanted', { awaited: [], status: 'failed' }))).toBe('give');
    expect(setPhaseOf(set('pending', { question: asked }))).toBe('take');
    expect(setPhaseOf(set('active'))).toBe('over');
  });

  it('counts a quorum of the old shares, then every holder of the new ones', () => {
    const people = [custodian(1, 'done'), custodian(2, 'done'), custodian(3)];
    // To have agreed is not to have opened.
    expect(shownOf(set('wanted', { people, verdicts: [verdict(2)] }))).toMatchObject({
      fill: { of: 'opened', have: 1, need: 3 },
      custodians: [{ state: 'waiting' }, { state: 'done' }, { state: 'waiting' }],
    });
    expect(shownOf(set('wanted', { people, question: question({ step: 'set' }) })).fill).toBeNull();
    expect(shownOf(set('pending', { people })).fill).toEqual({ of: 'checked', have: 2, need: 3 });
  });

  it('forgets the old verdicts while passphrases are chosen for the new shares', () => {
    const choosing = set('wanted', { verdicts: [verdict(1), verdict(2), verdict(3)], awaited: [], field: field() });
    expect(shownOf(choosing).custodians.map(({ state }) => state)).toEqual([
      ...['waiting', 'acts', 'waiting', 'waiting', 'waiting'],
    ]);
  });
});

describe('a set with groups', () => {
  const inGroups = (...good: number[]) =>
    ceremony({
      ...{ kind: 'restore', steps: [], threshold: 3 },
      groups: {
        threshold: 2,
        list: [
          { id: 'banks', name: { en: 'Banks', zh: '银行' }, threshold: 2 },
          { id: 'state', name: { en: 'State', zh: '监管' }, threshold: 1 },
        ],
      },
      people: [1, 2, 3, 4, 5].map((n) => ({ ...custodian(n), group: n <= 3 ? 'banks' : 'state' })),
      verdicts: good.map((n) => verdict(n)),
    });

  it('counts members of each group, and groups that are complete: three banks alone are no quorum', () => {
    expect(standingOf(inGroups(1, 2, 3))?.map(({ id, have, need, of }) => [id, have, need, of])).toEqual([
      ['banks', 3, 2, 3],
      ['state', 0, 1, 2],
    ]);
    expect(shownOf(inGroups(1, 2, 3)).fill).toEqual({ of: 'groups', have: 1, need: 2 });
    expect(shownOf(inGroups(1, 3, 5)).fill).toEqual({ of: 'groups', have: 2, need: 2 });
  });

  it('a refused share counts for no group', () => {
    const pool = inGroups(1);
    expect(standingOf({ ...pool, verdicts: [verdict(1, false), verdict(2)] })?.[0]?.have).toBe(1);
  });
});

describe('who acts', () => {
  it('is the person asked, with slot and organisation where they hold a share', () => {
    const { actor } = shownOf(ceremony({ question: question({ who: 'c2', name: { en: 'C2', zh: 'C2' } }) }));
    expect(actor).toMatchObject({ id: 'c2', role: 'custodian', index: 2, organisation: 'org2' });
  });

  it('is marked in the room, and nobody else is, whatever the program said before', () => {
    const people = [custodian(1, 'acts'), custodian(2), custodian(3, 'done'), administrator];
    const { custodians } = shownOf(ceremony({ people, field: field() }));
    expect(custodians.map(({ state }) => state)).toEqual(['waiting', 'acts', 'done']);
  });

  it('is nobody of the plan where the room rolls dice, and nobody at all once it has failed', () => {
    const dice = field({ kind: 'dice', role: 'room', who: 'room' });
    expect(shownOf(ceremony({ field: dice })).actor).toMatchObject({ role: null });
    expect(shownOf(ceremony({ status: 'failed', question: question() })).actor).toBeNull();
  });
});

describe('the step', () => {
  it('is counted from 1', () => {
    expect(shownOf(ceremony()).step).toMatchObject({ number: 2, of: 9, view: { id: 'agree-plan' } });
  });
  it('is the last one when all are done, and none in a restore', () => {
    expect(shownOf(ceremony({ steps: stepsAt('over') })).step).toMatchObject({ number: 9 });
    expect(shownOf(ceremony({ steps: stepsAt('over'), kind: 'restore' })).step).toBeNull();
  });
});

describe('the quorum', () => {
  it('wants everybody in the hand-out and the threshold in the signing', () => {
    const people = [custodian(1, 'done'), custodian(2, 'done'), custodian(3), custodian(4), administrator];
    const steps = stepsAt('hand-out');
    expect(shownOf(ceremony({ steps, people })).fill).toEqual({ of: 'handed', have: 2, need: 4 });
    const signing = ceremony({ steps: stepsAt('sign'), people, verdicts: [verdict(1), verdict(2, false)] });
    expect(shownOf(signing).fill).toEqual({ of: 'opened', have: 1, need: 3 });
  });

  it('does not wait for the absent, and is not counted where no share is concerned', () => {
    const people = [custodian(1, 'done'), custodian(2, 'absent'), custodian(3)];
    const checking = { steps: stepsAt('check-shares'), people };
    // To say that one is alone is not yet to have a share that is good.
    expect(shownOf(ceremony(checking)).fill).toMatchObject({ have: 0, need: 2 });
    expect(shownOf(ceremony({ ...checking, verdicts: [verdict(1)] })).fill).toMatchObject({ have: 1, need: 2 });
    expect(shownOf(ceremony()).fill).toBeNull();
  });

  it('counts passphrases in the order in which they are chosen, and not those who choose none', () => {
    const people = [1, 2, 3, 4].map((index) => custodian(index));
    const sealed = { ...custodian(5), seal: 'age' } as const;
    const founding = { steps: stepsAt('found'), people: [...people, sealed, administrator] };
    const fill = (change: object) => shownOf(ceremony({ ...founding, ...change })).fill;
    expect(fill({ field: field({ who: 'c3' }) })).toEqual({ of: 'passphrases', have: 2, need: 4 });
    expect(fill({ field: field({ who: 'p1', role: 'administrator' }) })).toMatchObject({ have: 4 });
    expect(fill({ progress: { what: { en: 'Proving', zh: '' }, done: 1, total: 10 } })).toMatchObject({ have: 4 });
    expect(fill({})).toMatchObject({ have: 0 });
  });

  it('counts the same share once, however often it was put in', () => {
    expect(goodShares([verdict(1), verdict(1, true, '/media/copy.age'), verdict(2, false)])).toBe(1);
  });

  it('shows a refused share at its holder and names the file without its folder', () => {
    const shown = shownOf(
      ceremony({ kind: 'restore', steps: [], verdicts: [verdict(3, false)], awaited: ['/m/c4.age'] }),
    );
    expect(shown.custodians[2]).toMatchObject({ index: 3, state: 'refused' });
    expect(shown.shares.map(({ file: name, verdict: v }) => [name, v?.ok])).toEqual([
      ['c3.age', false],
      ['c4.age', undefined],
    ]);
    expect(shown.shares[0]?.holder).toEqual({ en: 'C3', zh: 'C3' });
  });

  it('holds nothing against a share that was only not opened', () => {
    const closed = { ...verdict(3, false), code: 'SHARE-PASSPHRASE' };
    expect(isClosed(closed)).toBe(true);
    expect(isClosed(verdict(3, false))).toBe(false);
    const shown = shownOf(ceremony({ kind: 'restore', verdicts: [closed] }));
    expect(shown.custodians[2]?.state).toBe('waiting');
  });

  it('gives no holder to a share that names none', () => {
    const alien = { file: 'x.age', ok: false, code: 'SHARE-FOREIGN', text: { en: '', zh: '' } };
    const shown = shownOf(ceremony({ kind: 'restore', verdicts: [alien] }));
    expect(shown.shares[0]?.holder).toBeNull();
    expect(shown.custodians.every(({ state }) => state === 'waiting')).toBe(true);
  });
});

describe('a restore', () => {
  const restore = { kind: 'restore', awaited: ['/m/c1.age'] } as const;
  it.each([
    ['purpose', { question: question({ step: 'restore' }) }],
    ['shares', {}],
    ['use', { awaited: [], verdicts: [1, 2, 3].map((index) => verdict(index)) }],
    ['shares', { awaited: [], verdicts: [verdict(1)], status: 'failed' }],
    ['over', { awaited: [], verdicts: [verdict(1)], status: 'finished' }],
  ] as const)('is at %s', (phase, change) => {
    expect(phaseOf(ceremony({ ...restore, ...change } as object))).toBe(phase);
  });
});

describe('a turn', () => {
  it('changes with the question and not with the progress of the log', () => {
    const one = ceremony({ question: question() });
    expect(shownOf(one).turn).toBe(shownOf({ ...one, said: [{ en: 'x', zh: 'x' }] }).turn);
    expect(shownOf(one).turn).not.toBe(shownOf({ ...one, question: question({ id: 'r' }) }).turn);
  });
});

describe('what is said aloud', () => {
  it('leaves out the digits that stand in the grid', () => {
    const say = {
      en: 'Plan of Food: e097 tapeworm mosquito | 6bdf glitter therapist',
      zh: '食品的方案：e097 tapeworm mosquito | 6bdf glitter therapist',
    };
    expect(spoken({ say, details: [hash] })).toEqual({ en: 'Plan of Food', zh: '食品的方案' });
  });
  it('leaves out a file’s hash, and nothing where there is no grid', () => {
    const say = { en: `It is c1.age. SHA-256 ${'0a'.repeat(32)}`, zh: '' };
    expect(spoken({ say, details: [file, hash] }).en).toBe('It is c1.age.');
    expect(spoken({ say, details: [] }).en).toBe(say.en);
  });
});

describe('the way out of a failure', () => {
  const failure = (code: string) => ({ failure: { code, text: { en: '', zh: '' } } });
  it('is to go on with a ceremony', () => {
    const way = wayOut(ceremony(failure('CEREMONY-REFUSED')));
    expect(way).toEqual({ goOn: 'first', again: false, exception: true });
  });
  it('does not push on where the folder is evidence now', () => {
    expect(wayOut(ceremony(failure('CEREMONY-SHARE'))).goOn).toBe('possible');
  });
  it('begins anew where nothing was written', () => {
    const nothing = { goOn: null, again: true, exception: false };
    expect(wayOut(ceremony({ ...failure('CEREMONY-PLAN'), head: null }))).toEqual(nothing);
    expect(wayOut(ceremony({ ...failure('SHARE-FOREIGN'), kind: 'share-check' }))).toEqual(nothing);
  });
  it('tries a restore again: no exception helps where shares are lacking', () => {
    const way = wayOut(ceremony({ ...failure('RESTORE-SHORT'), kind: 'restore' }));
    expect(way).toEqual({ goOn: null, again: true, exception: false });
  });
});

describe('words typed back', () => {
  const states = (typed: string, count = 4) => typedWords(typed, groups, count).slots.map(({ state }) => state);

  it('are judged one by one, without case', () => {
    expect(states('')).toEqual(['empty', 'empty', 'empty', 'empty']);
    expect(states('TAPEWORM mosq')).toEqual(['same', 'typing', 'empty', 'empty']);
    expect(states('tapeworm mosk')).toEqual(['same', 'different', 'empty', 'empty']);
    expect(states('tapeworm mosq glitter')).toEqual(['same', 'different', 'same', 'empty']);
  });
  it('are complete only when all are the same, and no more', () => {
    const right = 'tapeworm mosquito  glitter therapist ';
    expect(typedWords(right, groups, 4)).toMatchObject({ complete: true, tooMany: false, at: 1 });
    expect(typedWords(`${right}island`, groups, 4)).toMatchObject({ complete: false, tooMany: true });
    expect(typedWords('tapeworm mosquito', groups, 4)).toMatchObject({ complete: false, at: 1 });
  });
  it('name the group that is due', () => {
    expect(typedWords('tapeworm', groups, 6).at).toBe(0);
    expect(typedWords('tapeworm mosquito glitter therapist', groups, 6).at).toBe(2);
  });
});

describe('a stop-watch', () => {
  it.each([
    [0.9, '0:00'],
    [42, '0:42'],
    [725, '12:05'],
    [3725, '1:02:05'],
  ])('%d s', (seconds, text) => {
    expect(stopwatch(seconds)).toBe(text);
  });
});
