/**
 * What a person does to a plan beyond typing into one field: new custodians, people, members and roots with ids of
 * their own, ids that are changed together with whatever points to them, words ticked in a list.
 */
import {
  get,
  insert,
  isList,
  isObject,
  type Json,
  type JsonObject,
  keysOf,
  type Path,
  remove,
  rename,
  set,
} from './model.ts';
import { usualWorkFactor } from './vocabulary.ts';

/** The first of `c1`, `c2`, … from the given number on that is not taken. */
export function freeId(taken: readonly string[], prefix: string, from: number): string {
  for (let number = from; ; number++) if (!taken.includes(`${prefix}${number}`)) return `${prefix}${number}`;
}

const itemsAt = (tree: Json | undefined, path: Path): readonly Json[] => {
  const list = get(tree, path);
  return isList(list) ? list : [];
};

/** The ids in a list of objects, and none for what is no object with an id. */
export function idsAt(tree: Json | undefined, path: Path): string[] {
  const ids = itemsAt(tree, path).map((item) => get(item, ['id']));
  return ids.filter((id) => typeof id === 'string');
}

const prefixes = { custodians: 'c', members: 'm', roots: 'root-' } as const;
export type Listed = keyof typeof prefixes;
export const isListed = (part: string | number | undefined): part is Listed =>
  typeof part === 'string' && Object.hasOwn(prefixes, part);

/** A new item of a list, whole as far as the program can know: names and addresses are for the person to say. */
export function fresh(tree: Json, list: Listed): JsonObject {
  const number = itemsAt(tree, [list]).length + 1;
  const id = freeId(idsAt(tree, [list]), prefixes[list], number);
  const name = { zh: '', en: '' };
  if (list === 'roots') return { id, suite: 'ed25519', purpose: 'consortium' };
  if (list === 'custodians')
    return { id, name, organisation: '', seal: { kind: 'passphrase', workFactor: usualWorkFactor } };
  return {
    id,
    name,
    role: '',
    key: { make: 'ed25519' },
    holder: idsAt(tree, ['custodians'])[0] ?? '',
    initializer: { host: '', port: 8800 },
    consensus: { host: '', port: 16_000 },
    ledgerRoles: ['DEFAULT'],
    rolesPolicy: 'UNION',
  };
}

/** Adds a fresh item behind the last. */
export const add = (tree: Json, list: Listed): Json =>
  insert(tree, [list], itemsAt(tree, [list]).length, fresh(tree, list));

/** Adds a person with the next free id. */
export function addPerson(tree: Json): Json {
  const names = keysOf(get(tree, ['people', 'names'])).map(String);
  const id = freeId([...names, ...peopleIn(tree)], 'p', names.length + 1);
  return set(tree, ['people', 'names', id], { zh: '', en: '' });
}

/** Every id that people of the plan go by: those with a name and those with a part, in the order of the table. */
export function peopleIn(tree: Json | undefined): string[] {
  const people = ['people'];
  const lists = ['administrators', 'witnesses'].flatMap((list) => itemsAt(tree, [...people, list]));
  const single = ['operator', 'auditor'].map((role) => get(tree, [...people, role]));
  const names = keysOf(get(tree, [...people, 'names'])).map(String);
  const parts = [...lists, ...single].filter((id) => typeof id === 'string' && id !== '');
  return [...new Set([...names, ...(parts as string[])])];
}

/** The plan without a person: name and every part. */
export function removePerson(tree: Json, id: string): Json {
  const lists = ['administrators', 'witnesses'].reduce((plan, list) => tick(plan, ['people', list], id, false), tree);
  const singles = ['operator', 'auditor'].reduce(
    (plan, role) => (get(plan, ['people', role]) === id ? remove(plan, ['people', role]) : plan),
    lists,
  );
  return remove(singles, ['people', 'names', id]);
}

/** A list of words with one more or without one; a repeated word goes altogether. Other words keep their order. */
export function tick(tree: Json, path: Path, word: string, on: boolean, order: readonly string[] = []): Json {
  const words = itemsAt(tree, path).filter((each) => each !== word);
  if (!on) return get(tree, path) === undefined ? tree : set(tree, path, words);
  const rank = (each: Json) => (typeof each === 'string' && order.includes(each) ? order.indexOf(each) : order.length);
  const at = words.findIndex((each) => rank(each) > rank(word));
  return set(tree, path, at < 0 ? [...words, word] : [...words.slice(0, at), word, ...words.slice(at)]);
}

/** Every string `from` at one of the paths becomes `to`. */
function follow(tree: Json, paths: readonly Path[], from: string, to: string): Json {
  return paths.reduce((plan, path) => (get(plan, path) === from ? set(plan, path, to) : plan), tree);
}

const inList = (tree: Json, list: Path): Path[] => itemsAt(tree, list).map((_, i) => [...list, i]);

/** A new id for an item of a list. What points to the old one follows, unless another item has the old one too. */
export function changeId(tree: Json, list: Listed, index: number, to: string): Json {
  const from = get(tree, [list, index, 'id']);
  const changed = set(tree, [list, index, 'id'], to);
  const shared = idsAt(changed, [list]).some((id) => id === from);
  if (list !== 'custodians' || typeof from !== 'string' || shared) return changed;
  const holders = inList(changed, ['members']).map((member) => [...member, 'holder']);
  return follow(changed, holders, from, to);
}

/** A new id for a person, in their name and all their parts; the plan as it was if somebody has it. */
export function changePerson(tree: Json, from: string, to: string): Json {
  if (peopleIn(tree).includes(to)) return tree;
  const lists = ['administrators', 'witnesses'].flatMap((list) => inList(tree, ['people', list]));
  const singles = ['operator', 'auditor'].map((role) => ['people', role]);
  return follow(rename(tree, ['people', 'names'], from, to), [...lists, ...singles], from, to);
}

const rolesPath = ['chain', 'ledger', 'roles'];

/** A new name for a ledger role, also where members hold it; the plan as it was if the name is taken. */
export function changeRole(tree: Json, from: string, to: string): Json {
  const taken = get(tree, [...rolesPath, to]) !== undefined;
  if (taken) return tree;
  const held = inList(tree, ['members']).flatMap((member) => inList(tree, [...member, 'ledgerRoles']));
  return follow(rename(tree, rolesPath, from, to), held, from, to);
}

/** A new role with the right to look on and nothing to govern: the two that everybody needs to take part. */
export function addRole(tree: Json): Json {
  const taken = keysOf(get(tree, rolesPath)).map(String);
  const name = taken.includes('DEFAULT') ? freeId(taken, 'ROLE-', 1) : 'DEFAULT';
  const role = { ledger: ['APPROVE_TX', 'CONSENSUS_TX'], tx: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'] };
  return set(tree, [...rolesPath, name], role);
}

/** Members that will have a permission, by their roles together (UNION) or in common (INTERSECT). */
export function membersWith(tree: Json | undefined, permission: string): string[] {
  const has = (role: Json | undefined) =>
    typeof role === 'string' &&
    ['ledger', 'tx'].some((kind) => itemsAt(tree, [...rolesPath, role, kind]).includes(permission));
  return itemsAt(tree, ['members']).flatMap((member) => {
    const listed = itemsAt(member, ['ledgerRoles']);
    const roles = listed.length === 0 ? ['DEFAULT'] : listed;
    const may = get(member, ['rolesPolicy']) === 'INTERSECT' ? roles.every(has) : roles.some(has);
    const id = get(member, ['id']);
    return may ? [typeof id === 'string' ? id : '?'] : [];
  });
}

/** The name of something with a bilingual name, in a language; the other one, or the id, where it is missing. */
export function nameOf(value: Json | undefined, lang: 'zh' | 'en'): string {
  const names = [lang, lang === 'zh' ? 'en' : 'zh'].map((each) => get(value, ['name', each]) ?? get(value, [each]));
  const found = names.find((name) => typeof name === 'string' && name.trim() !== '');
  const id = isObject(value) ? value['id'] : undefined;
  return typeof found === 'string' ? found : typeof id === 'string' ? id : '';
}
