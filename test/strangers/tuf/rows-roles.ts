/** Rows of the table: lists that were given away to roles of their own, and a chain of three roots. */

import { type Json } from '../../../main/core/encoding/jcs.ts';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { keyJson } from '../../../main/core/tuf/keys.ts';
import {
  at,
  edit,
  editSignatures,
  foreigner,
  heirs,
  holders,
  longAgo,
  make,
  makeGiven,
  resign,
  rootsOf,
  swap,
  type Files,
  type Signer,
  type State,
} from './workshop.ts';
import { type Row, type Scene, type Stock, blend } from './table.ts';

const { admissions, genesis, revocations } = holders;
type Change = (signed: Record<string, Json>) => void;
const nothing = () => undefined;

/** The state with roles, other files in it, other targets on the server. */
const given = ({ given: state }: Stock, changed: Files, targets?: Files): Scene => ({
  trusted: state.files.get('1.root.json') as Uint8Array,
  state: { files: changed, targets: targets ?? state.targets },
});

/** One of the lists changed and signed by these, the lists above it by those who must. */
const changed = (stock: Stock, name: string, by: readonly Signer[], change: Change = nothing) =>
  given(stock, edit(stock.given.files, name, by, change, stock.all));

/** A file more, on the server and in this list. */
function planted(stock: Stock, name: string, by: readonly Signer[], path: string): Scene {
  const bytes = utf8('planted');
  const { state } = changed(stock, name, by, (signed) => {
    const custom = { rootseal: { kind: 'other', rehearsal: false } };
    at(signed, 'targets')[path] = { length: bytes.length, hashes: { sha256: toHex(sha256(bytes)) }, custom };
  }) as { state: State };
  return given(stock, state.files, new Map(stock.given.targets).set(path, bytes));
}

const followed: Row[] = [
  {
    name: 'roles: a new repository',
    ours: 'accepts',
    clients: 'accepts',
    make: (stock) => given(stock, stock.given.files),
  },
  {
    name: 'roles: the next version',
    ...{ ours: 'accepts', clients: 'accepts' },
    make: ({ given: before, givenNext: state }) => ({ before, state }),
  },
  {
    name: 'roles: given away for the first time',
    ...{ ours: 'accepts', clients: 'accepts' },
    make: ({ first, givenNext }) => ({ before: first, state: givenNext }),
  },
  {
    name: 'roots: a client of the first follows to the third',
    ...{ ours: 'accepts', clients: 'accepts' },
    make: ({ first, third }) => ({ before: first, state: third }),
  },
];

const beyond: Row[] = [
  ...(
    [
      ['the plan', 'roots/other.json'],
      ['the genesis', 'genesis/jdchain/brand/other.conf'],
      ['the list of revoked keys', 'consortium/3/revocations.json'],
    ] as const
  ).map(([what, path]): Row => ({
    name: `roles: admissions list a file beside their paths, of ${what}`,
    ours: 'TUF-DELEGATION-PATH',
    make: (stock) => planted(stock, 'admissions.json', admissions.signers, path),
  })),
  {
    // A client finds it in the top list first and asks no further.
    name: 'roles: the top list has a file that was given away',
    ...{ ours: 'TUF-DELEGATION-PATH', clients: 'accepts' },
    make: (stock) => planted(stock, 'targets.json', stock.all, 'consortium/3/register.json'),
  },
  {
    // TUF lets a role give away further; here nobody has asked for that.
    name: 'roles: one of them gives away further',
    ...{ ours: 'TUF-DELEGATION', clients: 'accepts' },
    make: (stock) =>
      changed(stock, 'genesis.json', genesis.signers, (signed) => {
        signed.delegations = { keys: {}, roles: [] };
      }),
  },
  {
    name: 'roles: a deeper path than any pattern has',
    ours: 'TUF-DELEGATION-PATH',
    make: (stock) => planted(stock, 'genesis.json', genesis.signers, 'genesis/a/b/c/d/e/f/g/h'),
  },
];

const keysOfRoles: Row[] = [
  {
    name: 'roles: genesis signed with the keys of admissions',
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: (stock) => changed(stock, 'genesis.json', admissions.signers),
  },
  {
    name: 'roles: admissions signed with the keys of the top list',
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: (stock) => changed(stock, 'admissions.json', stock.all),
  },
  ...(['targets.json', 'snapshot.json', 'timestamp.json'] as const).map((name): Row => ({
    name: `roles: ${name} signed with a key of a role`,
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: (stock) => given(stock, resign(stock.given.files, name, revocations.signers, stock.all)),
  })),
  {
    name: 'roles: a list signed by somebody else',
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: (stock) => changed(stock, 'revocations.json', [foreigner]),
  },
  {
    name: 'roles: one of the two that must sign',
    ours: 'TUF-THRESHOLD',
    make: (stock) => changed(stock, 'admissions.json', admissions.signers.slice(0, 1)),
  },
  {
    name: 'roles: one of the two has signed twice',
    ours: 'TUF-SIGNATURE-DUPLICATE',
    make: (stock) =>
      given(
        stock,
        editSignatures(stock.given.files, 'admissions.json', stock.all, ([one]) => [one!, one!]),
      ),
  },
  {
    // Both clients count key ids: a known weakness of theirs.
    name: 'roles: one key under two ids, counted twice',
    ...{ ours: 'TUF-KEYID', clients: 'accepts' },
    make: (stock) => {
      const [key] = admissions.keys as [Signer];
      const keyid = 'e'.repeat(64);
      const also = { ...key, keyid, sign: (message: Uint8Array) => ({ ...key.sign(message), keyid }) };
      const twice = edit(stock.given.files, 'targets.json', stock.all, (signed) => {
        at(signed, 'delegations', 'keys')[keyid] = keyJson(key);
        const role = (at(signed, 'delegations').roles as Record<string, Json>[]).find(
          ({ name }) => name === 'admissions',
        );
        if (role) role.keyids = [key.keyid, keyid];
      });
      return given(stock, resign(twice, 'admissions.json', [key, also], stock.all));
    },
  },
];

const old: Row[] = [
  {
    name: 'roles, mixed: a list of the version before under a new snapshot',
    // DER signatures have more than one length, so either rule may be first.
    ours: 'TUF-META-HASH or TUF-META-LENGTH',
    make: ({ given: before, givenNext }) => ({
      state: { files: blend(givenNext.files, before.files, 'admissions.json'), targets: givenNext.targets },
    }),
  },
  {
    name: 'roles, mixed: one list in the place of another',
    ours: 'TUF-META-HASH or TUF-META-LENGTH',
    make: (stock) =>
      given(stock, new Map(stock.given.files).set('genesis.json', stock.given.files.get('admissions.json')!)),
  },
  {
    name: 'roles, rollback: new lists name an old one',
    ours: 'TUF-ROLLBACK',
    make: ({ given: before, givenNext, all }) => {
      const files = blend(givenNext.files, before.files, 'admissions.json');
      const back = resign(files, 'admissions.json', admissions.signers, all);
      const newer = (name: string) => (some: Files) =>
        edit(some, name, all, (signed) => {
          signed.version = 3;
        });
      return {
        before: givenNext,
        state: { files: newer('timestamp.json')(newer('snapshot.json')(back)), targets: givenNext.targets },
      };
    },
  },
  {
    name: 'roles: a role is forgotten',
    ours: 'TUF-ROLLBACK',
    make: async ({ given: before, kit }) => ({ before, state: await make(kit, 2) }),
  },
  {
    name: 'roles, freeze: a list that has expired',
    ours: 'TUF-EXPIRED',
    make: (stock) =>
      changed(stock, 'admissions.json', admissions.signers, (signed) => {
        signed.expires = longAgo;
      }),
  },
  {
    name: 'roles: a list is missing',
    ...{ ours: 'TUF-FILE-MISSING', clients: 'unavailable' },
    make: (stock) => given(stock, new Map([...stock.given.files].filter(([name]) => name !== 'genesis.json'))),
  },
  {
    // No client asks for it.
    name: 'roles: a list of a role that nobody was given',
    ...{ ours: 'TUF-FILE-UNKNOWN', clients: 'accepts' },
    make: (stock) => ({
      files: new Map(stock.first.files).set('genesis.json', stock.given.files.get('genesis.json')!),
    }),
  },
  {
    name: 'roles: a list that the snapshot does not name',
    ours: 'TUF-DELEGATION',
    make: (stock) =>
      changed(stock, 'snapshot.json', stock.all, (signed) => {
        delete (signed.meta as Record<string, Json>)['genesis.json'];
      }),
  },
  {
    name: 'roles: one changed byte in a list',
    ours: 'TUF-META-HASH',
    make: (stock) => given(stock, swap(stock.given.files, 'genesis.json', '2099-12-31', '2099-12-30')),
  },
];

const chain: Row[] = [
  {
    name: 'roots: the second of three is missing',
    ours: 'TUF-FILE-MISSING',
    make: ({ third }) => ({
      state: { ...third, files: new Map([...third.files].filter(([name]) => name !== '2.root.json')) },
    }),
  },
  {
    name: 'roots: the third in the place of the second',
    ours: 'TUF-ROOT-CHAIN',
    make: ({ third }) => {
      const rest = [...third.files].filter(([name]) => name !== '3.root.json');
      return { state: { ...third, files: new Map(rest).set('2.root.json', third.files.get('3.root.json')!) } };
    },
  },
  {
    name: 'roots: the third signed by the keys of the first',
    ours: 'TUF-SIGNATURE-UNKNOWN or TUF-THRESHOLD',
    make: ({ third, all }) => ({
      state: { ...third, files: resign(third.files, '3.root.json', [...all, foreigner], all) },
    }),
  },
];

export const roleRows: readonly Row[] = [...followed, ...beyond, ...keysOfRoles, ...old, ...chain];

/** What these rows are made of. */
export async function roleStock(kit: Stock['kit'], first: State, rotated: State) {
  const chainOf = { roots: rootsOf(first.files) };
  const lone = { ...heirs, keys: [foreigner], threshold: 1, signers: [foreigner] };
  return {
    given: await makeGiven(kit, 1),
    givenNext: await makeGiven(kit, 2, chainOf),
    third: await make(lone, 3, { roots: rootsOf(rotated.files) }, 0, heirs.signers),
  };
}
