/** The plan editor's tree: laws of get and set, the names of fields, history, and that nothing unknown is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldName as programFieldName } from '../../../main/core/ceremony/plan-shape.ts';
import { begin, edit, editText, redo, settle, undo } from '../../../renderer/screens/plan/history.ts';
import {
  fieldName,
  fieldPath,
  get,
  insert,
  isList,
  isObject,
  type Json,
  keysOf,
  move,
  offsetAt,
  type Path,
  readTree,
  remove,
  rename,
  set,
  shown,
  writeTree,
} from '../../../renderer/screens/plan/model.ts';

const key = fc.oneof(fc.stringMatching(/^[a-z0-9-]{1,6}$/), fc.string({ maxLength: 4 }), fc.constant('__proto__'));
const tree = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ maxLength: 6 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries): Json => Object.fromEntries(entries)),
  ),
})).value;
const path = fc.array(fc.oneof(key, fc.nat(4)), { maxLength: 5 });

/** Every path that leads to a value of a tree. */
const pathsOf = (value: Json, at: Path = []): Path[] => [
  at,
  ...keysOf(value).flatMap((part) => pathsOf(get(value, [part]) ?? null, [...at, part])),
];
const within = fc.tuple(tree, fc.nat()).map(([value, n]): [Json, Path] => {
  const all = pathsOf(value);
  return [value, all[n % all.length] ?? []];
});
const text = (value: Json | undefined) => JSON.stringify(value);

describe('a tree by path', () => {
  it('gives back what was set', () => {
    fc.assert(
      fc.property(tree, path, tree, (before, at, value) => {
        expect(text(get(set(before, at, value), at))).toBe(text(value));
      }),
    );
  });

  it('is the same when what stands there is set again, and the last of two sets counts', () => {
    fc.assert(
      fc.property(within, tree, tree, ([before, at], a, b) => {
        expect(text(set(before, at, get(before, at) ?? null))).toBe(text(before));
        expect(text(set(set(before, at, a), at, b))).toBe(text(set(before, at, b)));
      }),
    );
  });

  it('is changed nowhere else, and never in place', () => {
    fc.assert(
      fc.property(within, tree, ([before, at], value) => {
        const copy = text(before);
        const after = set(before, at, value);
        expect(text(before)).toBe(copy);
        const apart = pathsOf(before).filter((each) => each.some((part, i) => i < at.length && part !== at[i]));
        for (const each of apart) expect(text(get(after, each))).toBe(text(get(before, each)));
      }),
    );
  });

  it('makes what is missing on the way and replaces what is no list or object', () => {
    expect(set(undefined, ['people', 'names', 'p1', 'zh'], '王')).toEqual({ people: { names: { p1: { zh: '王' } } } });
    expect(set({ members: 'four' }, ['members', 1, 'id'], 'lab')).toEqual({ members: [null, { id: 'lab' }] });
  });

  it('has nothing at inherited names', () => {
    expect(get({}, ['constructor'])).toBeUndefined();
    expect(get({}, ['__proto__'])).toBeUndefined();
    expect(get([], ['length'])).toBeUndefined();
    expect(Object.keys(set({}, ['__proto__'], 1) as object)).toEqual(['__proto__']);
  });

  it('takes back an insertion by a removal', () => {
    fc.assert(
      fc.property(tree, fc.array(tree, { maxLength: 5 }), fc.nat(5), tree, (around, list, at, value) => {
        const before = set(around, ['list'], list);
        const index = Math.min(at, list.length);
        const inserted = insert(before, ['list'], index, value);
        expect(text(get(inserted, ['list', index]))).toBe(text(value));
        expect(text(remove(inserted, ['list', index]))).toBe(text(before));
      }),
    );
  });

  it('takes back a move by the move back, and refuses one beyond the ends', () => {
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), fc.nat(5), fc.nat(5), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        const moved = move(list, [], from, to);
        expect(text(get(moved, [to]))).toBe(text(list[from]));
        expect(text(move(moved, [], to, from))).toBe(text(list));
        expect(move(list, [], from, list.length)).toBe(list);
        expect(move(list, [], from, -1)).toBe(list);
      }),
    );
  });

  it('renames a field in its place and refuses a name that is taken', () => {
    const roles = { DEFAULT: 1, ADMIN: 2, GUEST: 3 };
    expect(text(rename(roles, [], 'ADMIN', 'BOARD'))).toBe('{"DEFAULT":1,"BOARD":2,"GUEST":3}');
    expect(rename(roles, [], 'ADMIN', 'GUEST')).toEqual(roles);
  });
});

describe('names of fields', () => {
  it('are read back, and are those that findings have', () => {
    fc.assert(
      fc.property(path, (at) => {
        expect(fieldPath(fieldName(at))).toEqual(at);
        expect(fieldName(at)).toBe(programFieldName(at));
      }),
    );
    expect(fieldPath('chain.ledger.consensus.settings["a b"]')).toEqual([
      'chain',
      'ledger',
      'consensus',
      'settings',
      'a b',
    ]);
  });

  it('end quietly where they cannot be read', () => {
    expect(fieldPath('')).toEqual([]);
    expect(fieldPath('members[x]')).toEqual(['members']);
  });
});

describe('the text of a plan', () => {
  it('keeps every field, known or not, through writing and reading', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(text(readTree(writeTree(value)))).toBe(text(value));
      }),
    );
    const plan = readTree('{"format":"rootseal.plan/1","colour":{"of":["the",7,null]}}') ?? null;
    expect(readTree(writeTree(set(plan, ['threshold'], 3)))).toMatchObject({ colour: { of: ['the', 7, null] } });
  });

  it('is no tree when it is no JSON, and a byte order mark is none of it', () => {
    expect(readTree('{"threshold": 3,}')).toBeUndefined();
    expect(readTree('\uFEFF{}')).toEqual({});
  });

  it('finds a line and a column counted in characters', () => {
    const written = '{\n  "名": "𠮷王", x\n}';
    expect(written.charAt(offsetAt(written, 2, 14))).toBe('x');
    expect(offsetAt(written, 9, 9)).toBe(written.length);
  });

  it('shows a value in one line', () => {
    expect(shown('一行')).toBe('一行');
    expect(shown({ a: [1] })).toBe('{"a":[1]}');
    expect(shown('王'.repeat(64), 10)).toBe(`${'王'.repeat(10)}…`);
  });
});

describe('history', () => {
  const original = '{ "threshold": 3,\n  "members": [ ] }';
  const change = fc.tuple(path, tree);

  it('comes back to the very text that was read, and forward to the last one', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const end = changes.reduce(
          (history, [at, value]) => edit(history, set(history.now.tree, at, value), { at }),
          begin(original),
        );
        const back = end.past.reduce((history) => undo(history), end);
        expect(back.now.text).toBe(original);
        const forward = back.future.reduce((history) => redo(history), back);
        expect(forward.now.text).toBe(end.now.text);
        expect(text(forward.now.tree)).toBe(text(readTree(end.now.text)));
      }),
    );
  });

  it('takes typing in one field as one step, until the field is left', () => {
    const typed = (history: ReturnType<typeof begin>, value: number) =>
      edit(history, set(history.now.tree, ['threshold'], value), { at: ['threshold'], run: 'threshold' });
    const word = typed(typed(begin(original), 4), 45);
    expect(word.past).toHaveLength(1);
    expect(typed(settle(word), 456).past).toHaveLength(2);
    expect(undo(word).now.text).toBe(original);
  });

  it('is not changed by a change that changes nothing, and forgets what was undone once something else is done', () => {
    const start = begin(original);
    expect(edit(start, { threshold: 3, members: [] }, { at: [] })).toBe(start);
    const undone = undo(edit(start, { threshold: 2 }, { at: [] }));
    expect(redo(edit(undone, { threshold: 1 }, { at: [] })).now.tree).toEqual({ threshold: 1 });
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });

  it('holds a text that is no JSON, with no tree', () => {
    const broken = editText(begin(original), `${original},`);
    expect(broken.now.tree).toBeUndefined();
    expect(undo(broken).now.tree).toEqual({ threshold: 3, members: [] });
  });
});

describe('what a value is', () => {
  it('keeps lists and objects apart', () => {
    expect([isList([]), isList({}), isObject({}), isObject([]), isObject(null), isObject(undefined)]).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
  });
});
