/** The form of an act on the share set, and what is wished once it is whole. Pure. */
import type { HolderView, SetView, Wish } from '../../../preload/contract/sets.ts';
import type { Text } from '../../../preload/contract/common.ts';

export const kinds = ['replace', 'refresh', 'resplit', 'rotate'] as const satisfies readonly Wish['kind'][];

/** A holder of the next set, as it stands in `rootseal.set-plan/1`. */
export interface NewHolder {
  readonly id: string;
  readonly name: Text;
  readonly organisation: string;
  /** Of a set with groups alone. */
  readonly group?: string;
  readonly seal:
    { readonly kind: 'passphrase'; readonly workFactor: number } | { readonly kind: 'age'; readonly recipient: string };
}

/** Groups that are there stay; how many are needed, of them and in each, is typed. */
export interface GroupsForm {
  readonly threshold: string;
  readonly list: readonly { readonly id: string; readonly name: Text; readonly threshold: string }[];
}

export interface WishForm {
  readonly kind: Wish['kind'];
  readonly lost: readonly string[];
  readonly root: string;
  /** As typed. */
  readonly threshold: string;
  readonly scheme: 'shamir' | 'slip39';
  /** Where they are, `threshold` is theirs to say. */
  readonly groups?: GroupsForm | undefined;
  readonly holders: readonly NewHolder[];
}

export const usualWorkFactor = 18;

const holderOf = ({ group, recipient, workFactor = usualWorkFactor, ...who }: HolderView): NewHolder => ({
  ...{ id: who.id, name: who.name, organisation: who.organisation },
  ...(group !== undefined && { group }),
  seal: recipient === undefined ? { kind: 'passphrase', workFactor } : { kind: 'age', recipient },
});

/** Begins with what is in force. */
export function formOf(set: Pick<SetView, 'threshold' | 'scheme' | 'groups' | 'holders'>): WishForm {
  const { threshold, scheme, groups, holders } = set;
  return {
    ...(groups && {
      groups: {
        threshold: String(groups.threshold),
        list: groups.list.map(({ id, name, threshold: m }) => ({ id, name, threshold: String(m) })),
      },
    }),
    ...{ kind: 'replace', lost: [], root: '' },
    ...{ threshold: String(threshold), scheme: scheme === 'slip39' ? 'slip39' : 'shamir' },
    holders: holders.map(holderOf),
  };
}

/** The typed threshold; undefined for what is no whole number. */
export const thresholdOf = ({ threshold }: Pick<WishForm, 'threshold'>): number | undefined =>
  /^[1-9]\d{0,2}$/.test(threshold.trim()) ? Number(threshold.trim()) : undefined;

export interface NewGroups {
  readonly threshold: number;
  readonly list: readonly { readonly id: string; readonly name: Text; readonly threshold: number }[];
}

/** Undefined while a number is none, or more are needed than there are. */
export function groupsOf({ groups, holders }: Pick<WishForm, 'groups' | 'holders'>): NewGroups | undefined {
  const threshold = groups && thresholdOf(groups);
  if (!groups || threshold === undefined || threshold > groups.list.length) return undefined;
  const list = groups.list.flatMap(({ id, name, threshold: typed }) => {
    const m = thresholdOf({ threshold: typed });
    const n = holders.filter(({ group }) => group === id).length;
    return m === undefined || m > n ? [] : [{ id, name, threshold: m }];
  });
  return list.length === groups.list.length ? { threshold, list } : undefined;
}

/** The smallest quorum: so many groups, those that need the fewest. */
export function fewest({ threshold, list }: NewGroups): number {
  const needs = list.map((group) => group.threshold).toSorted((a, b) => a - b);
  return needs.slice(0, threshold).reduce((sum, m) => sum + m, 0);
}

/** The form without groups: any M of the holders. */
export const withoutGroups = ({ groups: _, holders, ...form }: WishForm): WishForm => ({
  ...form,
  holders: holders.map(({ group: _group, ...holder }) => holder),
});

/** Holders of one group as they were changed, in the order of all; who is new stands last. */
export function regrouped({ holders }: WishForm, group: string, changed: readonly NewHolder[]): NewHolder[] {
  const kept = holders.filter((one) => one.group !== group || changed.some(({ id }) => id === one.id));
  const added = changed.filter(({ id }) => !holders.some((one) => one.id === id));
  return [...kept, ...added.map((one) => ({ ...one, group }))];
}

/** Undefined while something is missing. */
export function wishOf(form: WishForm): Wish | undefined {
  const { kind, lost, root, scheme, holders } = form;
  switch (kind) {
    case 'refresh':
      return { kind };
    case 'replace':
      return lost.length === 0 ? undefined : { kind, custodians: [...lost] };
    case 'rotate':
      return root === '' ? undefined : { kind, root };
    case 'resplit': {
      const groups = groupsOf(form);
      const threshold = form.groups ? groups && fewest(groups) : thresholdOf(form);
      if (threshold === undefined || holders.length === 0) return undefined;
      const plan = { format: 'rootseal.set-plan/1', threshold, scheme, ...(groups && { groups }), custodians: holders };
      return { kind, holders: JSON.stringify(plan) };
    }
  }
}

export const idFault = (id: string, holders: readonly Pick<NewHolder, 'id'>[]): 'bad' | 'taken' | undefined => {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id)) return 'bad';
  return holders.some((one) => one.id === id) ? 'taken' : undefined;
};
