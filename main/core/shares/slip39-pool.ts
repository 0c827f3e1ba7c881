/**
 * Several SLIP-39 shares beside each other: whether they are of one set, and which of them are combined.
 * The library refuses one share too many and names nothing; here a quorum is chosen and what is missing is said.
 */
import { equal } from '../encoding/bytes.ts';
import { type Text, refuse } from '../rules.ts';
import type { Mnemonic } from './slip39.ts';
import { slip39Rules } from './slip39-rules.ts';

/** What must be equal in all shares of one set. */
const common: readonly (readonly [keyof Mnemonic, Text])[] = [
  ['identifier', { en: 'the identifier', zh: '标识符' }],
  ['extendable', { en: 'the extendable flag', zh: '可扩展标志' }],
  ['iterationExponent', { en: 'the iteration exponent', zh: '迭代指数' }],
  ['groupThreshold', { en: 'how many groups are needed', zh: '所需组数' }],
  ['groupCount', { en: 'how many groups there are', zh: '总组数' }],
];
const length: Text = { en: 'the length', zh: '长度' };

/**
 * The places (from 0) of a smallest quorum in a pool of any size, in the order of groups and members; a share that
 * stands in the pool twice counts once.
 * @throws SHARE-SLIP39-NONE, -MIXED, -MEMBER-THRESHOLD, -TWICE, -SHORT
 */
export function chooseMnemonics(pool: readonly Mnemonic[]): number[] {
  const [first] = pool;
  if (first === undefined) throw refuse(slip39Rules, 'SHARE-SLIP39-NONE');
  demandOneSet(pool, first);
  const groups = groupsOf(pool);
  const met = [...groups.values()].filter((places) => places.length >= neededOf(pool, places));
  if (met.length < first.groupThreshold) throw short(pool, groups, met.length, first.groupThreshold);
  return met
    .toSorted((a, b) => groupOf(pool, a) - groupOf(pool, b))
    .slice(0, first.groupThreshold)
    .flatMap((places) => places.slice(0, neededOf(pool, places)));
}

const groupOf = (pool: readonly Mnemonic[], [place = 0]: readonly number[]) => pool[place]?.group ?? 0;
const neededOf = (pool: readonly Mnemonic[], [place = 0]: readonly number[]) => pool[place]?.memberThreshold ?? 0;

function demandOneSet(pool: readonly Mnemonic[], first: Mnemonic): void {
  for (const [place, share] of pool.entries()) {
    const fault =
      common.find(([field]) => share[field] !== first[field])?.[1] ??
      (share.value.length === first.value.length ? undefined : length);
    if (fault) throw refuse(slip39Rules, 'SHARE-SLIP39-MIXED', { first: 1, second: place + 1, field: fault });
  }
}

/** Places of distinct members by group, ascending by member. */
function groupsOf(pool: readonly Mnemonic[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [place, share] of pool.entries()) {
    const places = groups.get(share.group) ?? [];
    if (isNew(pool, places, place, share)) groups.set(share.group, [...places, place]);
  }
  const byMember = (a: number, b: number) => (pool[a]?.member ?? 0) - (pool[b]?.member ?? 0);
  for (const [group, places] of groups) groups.set(group, places.toSorted(byMember));
  return groups;
}

function isNew(pool: readonly Mnemonic[], places: readonly number[], place: number, share: Mnemonic): boolean {
  const { group, member, memberThreshold } = share;
  const said = (other: number) => ({ first: other + 1, second: place + 1, group, member });
  for (const other of places) {
    if (pool[other]?.memberThreshold !== memberThreshold) {
      throw refuse(slip39Rules, 'SHARE-SLIP39-MEMBER-THRESHOLD', said(other));
    }
    if (pool[other].member !== member) continue;
    if (!equal(pool[other].value, share.value)) throw refuse(slip39Rules, 'SHARE-SLIP39-TWICE', said(other));
    return false;
  }
  return true;
}

function short(pool: readonly Mnemonic[], groups: ReadonlyMap<number, number[]>, have: number, need: number): Error {
  const lacking = [...groups].flatMap(([group, places]) => {
    const more = neededOf(pool, places) - places.length;
    return more > 0 ? [{ en: `group ${group} lacks ${more}`, zh: `第 ${group} 组还差 ${more} 份` }] : [];
  });
  const unseen = need - groups.size;
  if (unseen > 0) lacking.push({ en: `${unseen} more groups`, zh: `还差 ${unseen} 个组` });
  const missing = { en: lacking.map(({ en }) => en).join(', '), zh: lacking.map(({ zh }) => zh).join('，') };
  return refuse(slip39Rules, 'SHARE-SLIP39-SHORT', { have, need, missing });
}
