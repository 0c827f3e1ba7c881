/**
 * A plan as the editor holds it: any JSON at all, right or wrong. Reading, writing and moving by path, and the names
 * of fields as findings spell them (`members[2].key.public`, `settings["a b"]`). Nothing is changed in place, and
 * what the editor does not know stays where it is.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}
export type Path = readonly (string | number)[];

export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value);

/** The JSON of a text, or undefined where it is none. Duplicate keys are refused by the program, not here. */
export function readTree(text: string): Json | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch {
    return undefined;
  }
}

/** The text of a tree as the program itself writes plans: two blanks, one line end at the end. */
export const writeTree = (tree: Json): string => `${JSON.stringify(tree, undefined, 2)}\n`;

/** The keys of an object or the indexes of a list. */
export function keysOf(value: Json | undefined): (string | number)[] {
  if (isList(value)) return value.map((_, i) => i);
  return isObject(value) ? Object.keys(value) : [];
}

function step(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof key === 'number') return isList(value) ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path; undefined where nothing stands. */
export const get = (tree: Json | undefined, path: Path): Json | undefined => path.reduce(step, tree);

/** Entries, not assignment: a field may be called `__proto__`. */
const withField = (object: JsonObject, key: string, value: Json): JsonObject =>
  Object.fromEntries([...Object.entries(object).filter(([name]) => name !== key), [key, value]]);

function withEntry(object: JsonObject, key: string, value: Json): JsonObject {
  if (!Object.hasOwn(object, key)) return withField(object, key, value);
  return Object.fromEntries(Object.entries(object).map(([name, old]) => [name, name === key ? value : old]));
}

function withItem(list: readonly Json[], index: number, value: Json): readonly Json[] {
  const padded = Array.from({ length: Math.max(list.length, index + 1) }, (_, i) => list[i] ?? null);
  return padded.map((old, i) => (i === index ? value : old));
}

/** The tree with a value at a path. What stands in the way and is no list or object is replaced by one. */
export function set(tree: Json | undefined, path: Path, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const inner = set(step(tree, key), rest, value);
  if (typeof key === 'number') return withItem(isList(tree) ? tree : [], key, inner);
  return withEntry(isObject(tree) ? tree : {}, key, inner);
}

/** Applies a change to the value at a path, where there is one. */
function change(tree: Json, path: Path, how: (value: Json) => Json): Json {
  const value = get(tree, path);
  return value === undefined ? tree : set(tree, path, how(value));
}

/** The tree without what stands at a path; later items of a list move up. */
export function remove(tree: Json, path: Path): Json {
  const key = path.at(-1);
  if (key === undefined) return tree;
  return change(tree, path.slice(0, -1), (holder) => {
    if (typeof key === 'number') return isList(holder) ? holder.filter((_, i) => i !== key) : holder;
    if (!isObject(holder)) return holder;
    return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
  });
}

/** A new item in the list at a path, before `index`; a list is made where none stands. */
export function insert(tree: Json, path: Path, index: number, value: Json): Json {
  const list = get(tree, path);
  const items = isList(list) ? list : [];
  return set(tree, path, [...items.slice(0, index), value, ...items.slice(index)]);
}

/** Moves an item of the list at a path; the tree as it was where there is no such place. */
export function move(tree: Json, path: Path, from: number, to: number): Json {
  return change(tree, path, (list) => {
    if (!isList(list) || from >= list.length || to < 0 || to >= list.length) return list;
    const rest = list.filter((_, i) => i !== from);
    return [...rest.slice(0, to), list[from] ?? null, ...rest.slice(to)];
  });
}

/** Gives a field of the object at a path another name, in its place; the tree as it was if that name is taken. */
export function rename(tree: Json, path: Path, from: string, to: string): Json {
  return change(tree, path, (object) => {
    if (!isObject(object) || Object.hasOwn(object, to)) return object;
    return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]));
  });
}

/** `["members", 2, "key"]` → `members[2].key`, as the findings write it. */
export function fieldName(path: Path): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(part)) return `${name}[${JSON.stringify(part)}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');
}

const part = /\.?(?:\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[]+))/y;

/** The path that a field's name means, as far as it can be read. */
export function fieldPath(name: string): Path {
  const path: (string | number)[] = [];
  part.lastIndex = 0;
  for (let found = part.exec(name); found !== null; found = part.exec(name)) path.push(partOf(found));
  return path;
}

function partOf([, index, quoted, plain]: RegExpExecArray): string | number {
  if (index !== undefined) return Number(index);
  return quoted === undefined ? (plain ?? '') : (JSON.parse(quoted) as string);
}

export const samePath = (a: Path, b: Path): boolean => a.length === b.length && startsWith(a, b);
export const startsWith = (path: Path, start: Path): boolean => start.every((key, i) => path[i] === key);

/** One line of a value for people: a text as it is, anything else as JSON, not longer than `most` characters. */
export function shown(value: Json | undefined, most = 60): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** Digits are written as a number, anything else as the text it is: the check says what is wrong with it. */
export const numberOf = (text: string): Json => (/^-?(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text);

/** Where a line and a column (from 1, in characters) lie in a text, as an index into it. */
export function offsetAt(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const inLine = Array.from(lines[line - 1] ?? '').slice(0, column - 1);
  return Math.min(text.length, before + inLine.join('').length);
}
