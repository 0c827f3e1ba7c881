/** Reading `groups` of an envelope or a share set: `{threshold, list: [{id, name: {zh, en}, m, n}]}`, nothing else. */
import { type FieldRefusal, id, listOf, map, name, positive, readFields } from '../fields.ts';
import type { Groups, ShareGroup } from './groups.ts';

const groupsShape = { threshold: positive, list: listOf(map) };
const groupShape = { id, name: map, m: positive, n: positive };
const nameShape = { zh: name, en: name };

/** @throws what `refusal` makes */
export function readGroups(value: unknown, refusal: FieldRefusal): Groups {
  const { threshold, list } = readFields(value, groupsShape, refusal, 'groups.');
  return { threshold, list: list.map((group, i) => readGroup(group, refusal, `groups.list[${i}].`)) };
}

function readGroup(value: unknown, refusal: FieldRefusal, at: string): ShareGroup {
  const group = readFields(value, groupShape, refusal, at);
  return { ...group, name: readFields(group.name, nameShape, refusal, `${at}name.`) };
}
