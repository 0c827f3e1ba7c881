/** The forms of keys: an application, a key to vote with, further keys of a member; and what is asked once they are whole. Pure. */
import type { RequestOf } from '../../../preload/contract/index.ts';
import type { KeyUse, Suite } from '../../../preload/contract/post.ts';
import { isRecipient } from '../restore/purpose.ts';

export const uses = ['participant', 'gateway', 'user'] as const satisfies readonly KeyUse[];
export const suites = ['ed25519', 'sm2', 'p256'] as const satisfies readonly Suite[];
/** Names, the same in every language. */
export const suiteNames: Readonly<Record<Suite, string>> = { ed25519: 'Ed25519', sm2: 'SM2', p256: 'P-256' };

export const ways = ['apply', 'key', 'offer'] as const;
export type MakeWay = (typeof ways)[number];

export interface Address {
  readonly host: string;
  /** As typed. */
  readonly port: string;
}

export interface MakeForm {
  readonly consortium: string;
  readonly rehearsal: boolean;
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly role: string;
  readonly contacts: readonly { readonly name: string; readonly reach: string }[];
  readonly consensus: Address;
  readonly initializer: Address;
  /** The algorithm of each key that is wanted. */
  readonly keys: Readonly<Record<KeyUse, Suite | 'none' | 'elsewhere'>>;
  /** Public keys of those that lie elsewhere. */
  readonly pems: Readonly<Partial<Record<KeyUse, string>>>;
  /** Of a key to vote with. */
  readonly suite: Suite;
  readonly days: string;
  readonly seal: 'passphrase' | 'age';
  readonly recipient: string;
  readonly into: string | undefined;
}

export const emptyMake: MakeForm = {
  ...{ consortium: '', rehearsal: false, id: '', en: '', zh: '', role: '' },
  contacts: [{ name: '', reach: '' }],
  consensus: { host: '', port: '16000' },
  initializer: { host: '', port: '8800' },
  keys: { participant: 'ed25519', gateway: 'none', user: 'none' },
  pems: {},
  ...{ suite: 'ed25519', days: '30', seal: 'passphrase', recipient: '', into: undefined },
};

export const isId = (typed: string): boolean => /^[a-z0-9][a-z0-9-]{0,31}$/.test(typed.trim());
export const idIsBad = (typed: string): boolean => typed !== '' && !isId(typed);

const wholeOf = (typed: string, most: number): number | undefined => {
  const number = /^[1-9]\d{0,4}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;
  return number !== undefined && number <= most ? number : undefined;
};
export const daysOf = (typed: string): number | undefined => wholeOf(typed, 366);
export const portOf = (typed: string): number | undefined => wholeOf(typed, 65_535);

const isPlace = ({ host, port }: Address) => host.trim() !== '' && portOf(port) !== undefined;
const contactsOf = ({ contacts }: MakeForm) =>
  contacts
    .map(({ name, reach }) => ({ name: name.trim(), reach: reach.trim() }))
    .filter(({ name, reach }) => name + reach !== '');
const madeOf = ({ keys }: MakeForm) =>
  uses.flatMap((use) => {
    const make = keys[use];
    return make === 'none' || make === 'elsewhere' ? [] : [{ use, make }];
  });
const elsewhereOf = ({ keys, pems }: MakeForm) =>
  uses.flatMap((use) => (keys[use] === 'elsewhere' ? [{ use, pem: pems[use] }] : []));

type Missing =
  | 'missConsortium'
  | 'missMember'
  | 'missPerson'
  | 'missContact'
  | 'missPlaces'
  | 'missKeys'
  | 'missPem'
  | 'missDays'
  | 'missSeal'
  | 'missInto';

const wanted: Readonly<Record<MakeWay, readonly Missing[]>> = {
  apply: [
    'missConsortium',
    'missMember',
    'missContact',
    'missPlaces',
    'missKeys',
    'missPem',
    'missDays',
    'missSeal',
    'missInto',
  ],
  key: ['missPerson', 'missSeal', 'missInto'],
  offer: ['missConsortium', 'missMember', 'missKeys', 'missSeal', 'missInto'],
};

/** What is still wanted before the keys are made. */
export function missingOf(form: MakeForm, way: MakeWay): Missing[] {
  const { consortium, id, en, zh, role, consensus, initializer, seal, recipient, into } = form;
  const contacts = contactsOf(form);
  const elsewhere = elsewhereOf(form);
  const named = en.trim() !== '' && zh.trim() !== '' && isId(role);
  const lacks: Readonly<Record<Missing, boolean>> = {
    missConsortium: !isId(consortium),
    missMember: !isId(id) || (way === 'apply' && !named),
    missPerson: !isId(id) || en.trim() + zh.trim() === '',
    missContact: contacts.length === 0 || contacts.some(({ name, reach }) => name === '' || reach === ''),
    missPlaces: !isPlace(consensus) || !isPlace(initializer),
    missKeys: way === 'apply' ? madeOf(form).length + elsewhere.length === 0 : madeOf(form).length === 0,
    missPem: elsewhere.some(({ pem }) => pem === undefined),
    missDays: daysOf(form.days) === undefined,
    missSeal: seal === 'age' && !isRecipient(recipient),
    missInto: into === undefined,
  };
  return wanted[way].filter((one) => lacks[one]);
}

const sealOf = ({ seal, recipient }: MakeForm): RequestOf<'member.key'>['seal'] =>
  seal === 'age' ? { kind: 'age', recipient: recipient.trim() } : { kind: 'passphrase' };
const addressOf = ({ host, port }: Address) => ({ host: host.trim(), port: portOf(port) ?? 0 });

/** For a form in which nothing is missing. */
export const applyOf = (form: MakeForm): RequestOf<'member.apply'> => ({
  consortium: form.consortium.trim(),
  member: { id: form.id.trim(), name: { en: form.en.trim(), zh: form.zh.trim() }, role: form.role.trim() },
  contacts: contactsOf(form),
  endpoints: { initializer: addressOf(form.initializer), consensus: addressOf(form.consensus) },
  keys: [...madeOf(form), ...elsewhereOf(form).map(({ use, pem = '' }) => ({ use, pem }))],
  days: daysOf(form.days) ?? 0,
  ...{ into: form.into ?? '', seal: sealOf(form), rehearsal: form.rehearsal },
});

/** For a form in which nothing is missing. */
export const offerOf = (form: MakeForm): RequestOf<'member.offer'> => ({
  ...{ consortium: form.consortium.trim(), member: form.id.trim(), keys: madeOf(form) },
  ...{ into: form.into ?? '', seal: sealOf(form), rehearsal: form.rehearsal },
});

/** For a form in which nothing is missing. A name in one language stands for both. */
export const keyOf = (form: MakeForm): RequestOf<'member.key'> => {
  const [en, zh] = [form.en.trim(), form.zh.trim()];
  return {
    ...{ id: form.id.trim(), name: { en: en || zh, zh: zh || en }, suite: form.suite },
    ...{ into: form.into ?? '', seal: sealOf(form), rehearsal: form.rehearsal },
  };
};
