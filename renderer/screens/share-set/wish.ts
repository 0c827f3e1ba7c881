/** The form of an act on the share set, and what is wished once it is whole. Pure. */
import type { HolderView, SetView, Wish } from '../../../preload/contract/sets.ts';
import type { Text } from '../../../preload/contract/common.ts';

export const kinds = ['replace', 'refresh', 'resplit', 'rotate'] as const satisfies readonly Wish['kind'][];

/** A holder of the next set, as it stands in `rootseal.set-plan/1`. */
export interface NewHolder {
  readonly id: string;
  readonly name: Text;
  readonly organisation: string;
  readonly seal:
    { readonly kind: 'passphrase'; readonly workFactor: number } | { readonly kind: 'age'; readonly recipient: string };
}

export interface WishForm {
  readonly kind: Wish['kind'];
  readonly lost: readonly string[];
  readonly root: string;
  /** As typed. */
  readonly threshold: string;
  readonly scheme: 'shamir' | 'slip39';
  readonly holders: readonly NewHolder[];
}

export const usualWorkFactor = 18;

const holderOf = ({ id, name, organisation, recipient, workFactor = usualWorkFactor }: HolderView): NewHolder => ({
  ...{ id, name, organisation },
  seal: recipient === undefined ? { kind: 'passphrase', workFactor } : { kind: 'age', recipient },
});

/** Begins with what is in force. */
export function formOf({ threshold, scheme, holders }: Pick<SetView, 'threshold' | 'scheme' | 'holders'>): WishForm {
  return {
    ...{ kind: 'replace', lost: [], root: '' },
    ...{ threshold: String(threshold), scheme: scheme === 'slip39' ? 'slip39' : 'shamir' },
    holders: holders.map(holderOf),
  };
}

/** The typed threshold; undefined for what is no whole number. */
export const thresholdOf = ({ threshold }: Pick<WishForm, 'threshold'>): number | undefined =>
  /^[1-9]\d{0,2}$/.test(threshold.trim()) ? Number(threshold.trim()) : undefined;

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
      const threshold = thresholdOf(form);
      if (threshold === undefined || holders.length === 0) return undefined;
      const plan = { format: 'rootseal.set-plan/1', threshold, scheme, custodians: holders };
      return { kind, holders: JSON.stringify(plan) };
    }
  }
}

export const idFault = (id: string, holders: readonly Pick<NewHolder, 'id'>[]): 'bad' | 'taken' | undefined => {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id)) return 'bad';
  return holders.some((one) => one.id === id) ? 'taken' : undefined;
};
