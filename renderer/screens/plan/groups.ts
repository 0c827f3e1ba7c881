/** Groups of custodians in a plan: made, renamed and taken away together with what names them in each custodian. */
import { freeId, idsAt } from './acts.ts';
import { get, insert, isList, type Json, type JsonObject, type Path, remove, set } from './model.ts';

const listPath: Path = ['groups', 'list'];

export const groupIds = (tree: Json | undefined): string[] => idsAt(tree, listPath);

const custodiansIn = (tree: Json): readonly Json[] => {
  const custodians = get(tree, ['custodians']);
  return isList(custodians) ? custodians : [];
};

/** The plan with each custodian's group made of what it was. */
function regrouped(tree: Json, of: (group: Json | undefined) => Json | undefined): Json {
  return custodiansIn(tree).reduce<Json>((plan, custodian, i) => {
    const path = ['custodians', i, 'group'];
    const group = of(get(custodian, ['group']));
    if (group !== undefined) return set(plan, path, group);
    return get(plan, path) === undefined ? plan : remove(plan, path);
  }, tree);
}

const fresh = (id: string): JsonObject => ({ id, name: { zh: '', en: '' }, threshold: 2 });

/** One group of all custodians, to begin with. */
export const divide = (tree: Json): Json =>
  regrouped(set(tree, ['groups'], { threshold: 1, list: [fresh('g1')] }), () => 'g1');

/** No groups at all. */
export const undivide = (tree: Json): Json => regrouped(remove(tree, ['groups']), () => undefined);

export function addGroup(tree: Json): Json {
  const list = get(tree, listPath);
  const count = isList(list) ? list.length : 0;
  return insert(tree, listPath, count, fresh(freeId(groupIds(tree), 'g', count + 1)));
}

/** Its custodians are of no group then: a finding says so of each. */
export function removeGroup(tree: Json, index: number): Json {
  const id = get(tree, [...listPath, index, 'id']);
  return regrouped(remove(tree, [...listPath, index]), (group) => (group === id ? undefined : group));
}

export function renameGroup(tree: Json, index: number, to: string): Json {
  const id = get(tree, [...listPath, index, 'id']);
  return regrouped(set(tree, [...listPath, index, 'id'], to), (group) => (group === id ? to : group));
}
