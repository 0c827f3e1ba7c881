/** The plan editor without its looks: one check for a word, old answers dropped, texts that are no plan, saving. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { planHandlers } from '../../../main/app/desktop/plans.ts';
import { allUpTo, sampleSize } from '../../../main/core/shares/quorums.ts';
import { answer } from '../../../main/host/gate.ts';
import type { Handlers } from '../../../preload/contract/index.ts';
import { bareText, createEditor, type Editor, hasForm, isClean, pause } from '../../../renderer/screens/plan/editor.ts';
import { examined, refusedText } from '../../../renderer/screens/plan/examined.ts';
import { beside, folderOf, nameIn } from '../../../renderer/screens/plan/files.ts';
import { get, numberOf, set } from '../../../renderer/screens/plan/model.ts';
import { daysFrom, inYears, wholeSeconds, yearsOf } from '../../../renderer/screens/plan/moments.ts';
import { allTried, choose, organisations, quorumOf, someTried } from '../../../renderer/screens/plan/quorum.ts';
import { exampleBytes } from '../ceremony/plan-help.ts';

const example = exampleBytes.toString('utf8');
type Asking = Parameters<typeof createEditor>[0];

/** The program's own handlers behind the gate, as a window has them; `files` stand for the disk. */
function program(files: Record<string, string> = {}) {
  const asked: string[] = [];
  const own = planHandlers();
  const handlers = {
    ...own,
    'plan.read': async ({ file }: { file: string }) => {
      const plan = files[file] ?? '';
      return { ...(await own['plan.check']({ plan })), plan, file };
    },
    'plan.save': async ({ plan, file, replace }: { plan: string; file: string; replace: boolean }) => {
      const old = files[file];
      if (old !== undefined && !replace)
        throw Object.assign(new Error('taken'), { code: 'FILE-EXISTS', text: { en: 'taken', zh: '已有' } });
      files[file] = plan;
      return old === undefined ? { file } : { file, kept: `${file}.old` };
    },
  } as unknown as Handlers;
  const ask = async (name: never, request: unknown) => {
    asked.push(name);
    const given = await answer(name, handlers, request);
    if (given.ok) return given.result;
    throw Object.assign(new Error(given.code), given);
  };
  return { asked, files, ask: ask as Asking };
}

const name = ['consortium', 'name', 'en'];
const type = (editor: Editor, text: string) => {
  editor.change(name, (tree) => set(tree, name, text), 'type name');
};
const checks = (asked: string[]) => asked.filter((each) => each === 'plan.check').length;
const rules = (editor: Editor) => editor.state.get().examined?.findings.map(({ rule }) => rule);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});
const settled = () => vi.advanceTimersByTimeAsync(pause + 1);

describe('checking while writing', () => {
  it('asks once for a word, a moment after its last letter', async () => {
    const { asked, ask } = program();
    const editor = createEditor(ask);
    editor.start(example);
    await settled();
    const before = checks(asked);
    for (const letters of ['F', 'Fo', 'Foo', 'Food']) {
      type(editor, letters);
      await vi.advanceTimersByTimeAsync(pause - 50);
    }
    expect(checks(asked)).toBe(before);
    await settled();
    expect(checks(asked)).toBe(before + 1);
    expect(editor.state.get().checking).toBe(false);
    expect(editor.state.get().examined?.text).toBe(editor.state.get().history.now.text);
  });

  it('drops an answer that speaks of an older text', async () => {
    const waiting: (() => void)[] = [];
    const { ask } = program();
    const slow = (async (channel: never, request: never) => {
      await new Promise<void>((done) => waiting.push(done));
      return ask(channel, request);
    }) as unknown as Asking;
    const editor = createEditor(slow);
    editor.start(example);
    await vi.advanceTimersByTimeAsync(1);
    type(editor, '');
    await settled();
    waiting[1]?.();
    await vi.advanceTimersByTimeAsync(1);
    const newer = editor.state.get().examined;
    waiting[0]?.();
    await vi.advanceTimersByTimeAsync(1);
    expect(rules(editor)).toContain('PLAN-TRANSLATION');
    expect(editor.state.get().examined).toBe(newer);
  });

  it('says that the program did not answer, and asks nothing after its end', async () => {
    const editor = createEditor(async () => Promise.reject(new Error('gone')));
    editor.start(example);
    await settled();
    expect(editor.state.get()).toMatchObject({ checking: false, failed: new Error('gone') });
    const { asked, ask } = program();
    const other = createEditor(ask);
    other.start(example);
    other.end();
    await settled();
    expect(asked).toEqual([]);
  });
});

describe('what is opened', () => {
  it('is as it was written until it is changed, and clean again when that is undone', async () => {
    const { ask } = program({ '/plans/a.json': example });
    const editor = createEditor(ask);
    await editor.open('/plans/a.json');
    expect([editor.state.get().history.now.text, isClean(editor.state.get())]).toEqual([example, true]);
    type(editor, 'Other');
    expect(isClean(editor.state.get())).toBe(false);
    expect(editor.undo()).toEqual(name);
    expect([editor.state.get().history.now.text, isClean(editor.state.get())]).toEqual([example, true]);
    expect(editor.redo()).toEqual(name);
    expect(get(editor.state.get().history.now.tree, name)).toBe('Other');
    expect(editor.redo()).toBeUndefined();
  });

  it('opens as text where it is no JSON, says where, and has its form as soon as that is mended', async () => {
    const broken = example.replace('"threshold": 3,', '"threshold": 3,,');
    const { ask } = program({ '/a.json': broken });
    const editor = createEditor(ask);
    await editor.open('/a.json');
    const { view, examined: said } = editor.state.get();
    expect([view, hasForm(editor.state.get())]).toEqual(['text', false]);
    expect(broken.split('\n')[(said?.broken?.line ?? 0) - 1]?.charAt((said?.broken?.column ?? 0) - 1)).toBe(',');
    editor.changeText(example);
    await settled();
    expect(hasForm(editor.state.get())).toBe(true);
    expect(editor.state.get().examined?.hash).toBeUndefined();
  });

  it('has no form while a field stands twice: nobody knows which counts', async () => {
    const twice = example.replace('"threshold": 3,', '"threshold": 3,\n"threshold": 2,');
    const { ask } = program({ '/a.json': twice });
    const editor = createEditor(ask);
    await editor.open('/a.json');
    expect([hasForm(editor.state.get()), rules(editor)]).toEqual([false, ['PLAN-JSON-DUPLICATE']]);
  });

  it('opens a list as text, and an empty object as a form with everything missing', async () => {
    const { ask } = program({ '/a.json': '[1]', '/b.json': '{}' });
    const editor = createEditor(ask);
    await editor.open('/a.json');
    expect(editor.state.get()).toMatchObject({ view: 'text' });
    expect(hasForm(editor.state.get())).toBe(false);
    await editor.open('/b.json');
    expect(hasForm(editor.state.get())).toBe(true);
    expect(rules(editor)?.filter((rule) => rule === 'PLAN-FIELD-MISSING').length).toBeGreaterThan(8);
    editor.start(bareText);
    expect(isClean(editor.state.get())).toBe(true);
    await settled();
    expect(rules(editor)).not.toContain('PLAN-FORMAT');
  });
});

describe('saving', () => {
  it('makes the plan clean, tells what was kept, and goes on from there', async () => {
    const { ask, files } = program({ '/old.json': '{}' });
    const editor = createEditor(ask);
    editor.start(example);
    type(editor, 'Mine');
    await expect(editor.save('/old.json', false)).rejects.toMatchObject({ code: 'FILE-EXISTS' });
    expect(isClean(editor.state.get())).toBe(false);
    expect(await editor.save('/old.json', true)).toEqual({ file: '/old.json', kept: '/old.json.old' });
    expect(isClean(editor.state.get())).toBe(true);
    expect(files['/old.json']).toContain('"Mine"');
    type(editor, 'Mine too');
    expect(isClean(editor.state.get())).toBe(false);
    editor.undo();
    expect(isClean(editor.state.get())).toBe(true);
  });
});

describe('the way to a place', () => {
  it('opens its section and its item, and asks for the focus each time', () => {
    const editor = createEditor(program().ask);
    editor.goTo(['custodians', 4, 'seal']);
    const { section, chosen, jump } = editor.state.get();
    expect([section, chosen, jump?.n]).toEqual(['custodians', { custodians: 4 }, 1]);
    editor.goTo(['custodians', 4, 'seal']);
    expect(editor.state.get().jump?.n).toBe(2);
    editor.show('roles');
    expect(editor.state.get()).toMatchObject({ section: 'roles', jump: undefined });
  });
});

describe('answers of the program', () => {
  const text = { en: 'no', zh: '不' };

  it('a refusal of the whole text is a finding; another one is none of the plan', () => {
    const said = refusedText('{', { code: 'PLAN-JSON', text, subject: '3:7' });
    expect(said).toMatchObject({ broken: { line: 3, column: 7 }, hash: undefined });
    expect(refusedText('{', { code: 'FILE-READ', text })).toBeUndefined();
    expect(refusedText('{', new Error('x'))).toBeUndefined();
  });

  it('a key file that is no text breaks nothing', () => {
    const finding = { rule: 'ENCODING-UTF8', level: 'error', field: '', text } as const;
    expect(examined('{}', { findings: [finding], hash: null, abilities: [] }).broken).toBeUndefined();
  });
});

describe('quorums of a plan', () => {
  it('are counted exactly, as far as anybody counts', () => {
    expect([choose(5, 3), choose(30, 16), choose(3, 3), choose(3, 4), choose(255, 128)]).toEqual([
      10,
      145_422_675,
      1,
      0,
      undefined,
    ]);
    expect([allTried, someTried]).toEqual([allUpTo, sampleSize]);
  });

  it('have a threshold only where it can be one', () => {
    const of = (threshold: never) => quorumOf({ threshold, custodians: [{}, {}] }).m;
    expect([2, 0, -1, 1.5, '2', null].map((each) => of(each as never))).toEqual([
      2,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are told by organisation, the largest first', () => {
    const house = (organisation: unknown) => ({ organisation }) as never;
    expect(organisations([house('a'), house('b'), house('b '), house(7), null])).toEqual([
      { id: 'b', count: 2 },
      { id: '', count: 2 },
      { id: 'a', count: 1 },
    ]);
  });
});

describe('small things', () => {
  it('numbers are digits, everything else stays text', () => {
    expect(['3', '-2', '007', '2.5', '', '1e3', '9999999999999999'].map(numberOf)).toEqual([
      3,
      -2,
      '007',
      '2.5',
      '',
      '1e3',
      '9999999999999999',
    ]);
  });

  it('paths of both kinds of system', () => {
    expect([folderOf('/a/b.json'), folderOf('/b.json'), folderOf('C:\\a\\b.json')]).toEqual(['/a', '/', 'C:\\a']);
    expect([nameIn('/a/b.json'), nameIn('C:\\b.json')]).toEqual(['b.json', 'b.json']);
    expect(beside('/a', '/a/keys/x.pub')).toBe('keys/x.pub');
    expect(beside('C:\\a', 'C:\\a\\keys\\x.pub')).toBe('keys/x.pub');
    expect(beside('/a', '/ab/x.pub')).toBeUndefined();
    expect(beside('/', '/x.pub')).toBe('x.pub');
  });

  it('moments in UTC, and how far they are', () => {
    const now = new Date('2026-11-21T02:00:00.500Z');
    expect(wholeSeconds(inYears(10, now))).toBe('2036-11-21T02:00:00Z');
    expect(daysFrom('2026-11-23T02:00:00Z', now.getTime())).toBe(2);
    expect(yearsOf(daysFrom('2036-11-21T02:00:00Z', now.getTime()) ?? 0)).toBe(10);
    expect(daysFrom('2036-02-30T00:00:00Z', now.getTime())).toBeUndefined();
    expect(daysFrom('2036-11-21', now.getTime())).toBeUndefined();
  });
});
