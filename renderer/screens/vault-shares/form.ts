/** The forms of shares of HashiCorp Vault, and what is asked of the program once they are whole. Pure. */
import type { RequestOf } from '../../../preload/contract/index.ts';
import { joined, nameFault } from '../../parts/paths.ts';
import { isRecipient } from '../restore/purpose.ts';
import type { NewHolder } from '../share-set/wish.ts';

export const sures = ['sureKind', 'sureRekey', 'sureKeep'] as const;

/** Names, the same in every language. */
export const products = [
  { id: 'vault', name: 'HashiCorp Vault' },
  { id: 'openbao', name: 'OpenBao' },
] as const;

export interface InForm {
  readonly name: string;
  readonly product: 'vault' | 'openbao';
  readonly kind: 'unseal' | 'recovery';
  /** As typed. */
  readonly shares: string;
  readonly threshold: string;
  readonly holders: readonly NewHolder[];
  readonly unproved: boolean;
  readonly base: string | undefined;
  readonly folder: string;
  readonly rehearsal: boolean;
  /** What no share says, each said by a tick. */
  readonly sure: readonly (typeof sures)[number][];
}

export const emptyIn: InForm = {
  ...{ name: '', product: 'vault', kind: 'unseal', shares: '5', threshold: '3', holders: [], unproved: false },
  ...{ base: undefined, folder: 'vault-shares', rehearsal: false, sure: [] },
};

const numberOf = (typed: string): number | undefined =>
  /^[1-9]\d{0,2}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;

export const nameIsBad = (name: string): boolean => name !== '' && !/^[a-z0-9][a-z0-9-]{0,31}$/.test(name);

/** How many holders the set has beside what is needed: below 0 too few, 0 nothing can be proved. */
export function spareOf({ threshold, holders }: Pick<InForm, 'threshold' | 'holders'>): number | undefined {
  const m = numberOf(threshold);
  return m === undefined ? undefined : holders.length - m;
}

type InMissing = 'missName' | 'missNumbers' | 'missHolders' | 'missUnproved' | 'missFolder' | 'missSure';

/** What is still wanted before anybody types. */
export function missingIn(form: InForm): InMissing[] {
  const [m, n] = [numberOf(form.threshold), numberOf(form.shares)];
  const spare = spareOf(form) ?? 0;
  const wanted: readonly (readonly [InMissing, boolean])[] = [
    ['missName', form.name === '' || nameIsBad(form.name)],
    ['missNumbers', m === undefined || n === undefined || m < 2 || m > n],
    ['missHolders', form.holders.length === 0 || spare < 0],
    ['missUnproved', form.holders.length > 0 && spare === 0 && !form.unproved],
    ['missFolder', form.base === undefined || nameFault(form.folder) !== undefined],
    ['missSure', form.sure.length < sures.length],
  ];
  return wanted.filter(([, lacks]) => lacks).map(([what]) => what);
}

/** For a form in which nothing is missing. */
export const importOf = (form: InForm): RequestOf<'vault.import'> => ({
  ...{ name: form.name, product: form.product, kind: form.kind },
  into: joined(form.base ?? '', form.folder.trim()),
  threshold: numberOf(form.threshold) ?? 0,
  shares: numberOf(form.shares) ?? 0,
  custodians: form.holders.map(({ id, name, seal }) => ({ id, name, seal })),
  unproved: form.unproved && spareOf(form) === 0,
  rehearsal: form.rehearsal,
});

export interface OutForm {
  readonly share: string | undefined;
  readonly set: string | undefined;
  /** Only for a share that is sealed to an age recipient. */
  readonly identity: string | undefined;
  /** The key itself in an age file, or the sheet with the share as it is sealed. */
  readonly as: 'key' | 'paper';
  readonly recipient: string;
  readonly encoding: 'base64' | 'hex';
  readonly out: string | undefined;
}

export const emptyOut: OutForm = {
  share: undefined,
  set: undefined,
  identity: undefined,
  as: 'key',
  recipient: '',
  encoding: 'base64',
  out: undefined,
};

type OutMissing = 'missShare' | 'missRecipient' | 'missFile';

export function missingOut({ share, set, as, recipient, out }: OutForm): OutMissing[] {
  const wanted: readonly (readonly [OutMissing, boolean])[] = [
    ['missShare', share === undefined || set === undefined],
    ['missRecipient', as === 'key' && !isRecipient(recipient)],
    ['missFile', out === undefined],
  ];
  return wanted.filter(([, lacks]) => lacks).map(([what]) => what);
}

/** For a form in which nothing is missing. */
export const sheetOf = ({ share = '', set = '', identity, out = '' }: OutForm): RequestOf<'vault.sheet'> => ({
  ...{ share, set, out },
  // Whose it is is not asked: all identities that are given are tried.
  identities: identity === undefined ? {} : { me: identity },
});

/** For a form in which nothing is missing. */
export const exportOf = (form: OutForm): RequestOf<'vault.export'> => ({
  ...sheetOf(form),
  ...{ recipient: form.recipient.trim(), encoding: form.encoding },
});
