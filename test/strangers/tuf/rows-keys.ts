/** Rows of the table: keys and roles of a root, and the chain from one root to the next. */

import { type Json } from '../../../main/core/encoding/jcs.ts';
import { keyJson } from '../../../main/core/tuf/keys.ts';
import { canonicalJson } from '../../../main/core/tuf/index.ts';
import { sha256 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { at, edit, heirs, longAgo, make, resign, swap, type Signer } from './workshop.ts';
import { type Stock, type Scene, type Row, files, blend } from './table.ts';

/** A root whose only roles' keys are one key in two spellings or under two ids, both counted. */
function twice(stock: Stock, second: (key: Signer) => { keyid: string; json: Json }): Scene {
  const [key] = stock.all as [Signer];
  const { keyid, json } = second(key);
  const both = [key, { ...key, keyid, sign: (message: Uint8Array) => ({ ...key.sign(message), keyid }) }];
  const role = { keyids: [key.keyid, keyid], threshold: 2 };
  const root = edit(stock.first.files, '1.root.json', both, (signed) => {
    signed.keys = { [key.keyid]: keyJson(key), [keyid]: json };
    signed.roles = { root: role, targets: role, snapshot: role, timestamp: role };
  });
  const names = ['targets.json', 'snapshot.json', 'timestamp.json'];
  return files(names.reduce((changed, name) => resign(changed, name, both, both), root));
}

/** The same key, spelled so that the clients read it and its hash is another. */
function respell(key: Signer): { keyid: string; json: Json } {
  const json = keyJson(key) as { keyval: { public: string } };
  const { public: spelled } = json.keyval;
  json.keyval.public = key.suite === 'p256' ? `${spelled}\n` : spelled.toUpperCase();
  return { keyid: toHex(sha256(canonicalJson(json))), json };
}

const roles: Row[] = [
  {
    // Both clients count key ids: a known weakness of theirs.
    name: 'root: the same key under two ids, counted twice',
    ours: 'TUF-KEYID',
    clients: 'accepts',
    make: (stock) => twice(stock, (key) => ({ keyid: 'f'.repeat(64), json: keyJson(key) })),
  },
  {
    name: 'root: the same key in two spellings, each id its hash, counted twice',
    ours: 'TUF-KEY',
    clients: 'accepts',
    make: (stock) => twice(stock, respell),
  },
  ...(
    [
      [
        'one key id twice in a role',
        'TUF-ROLE',
        (role) => {
          role.keyids = [...(role.keyids as Json[]), ...(role.keyids as Json[])];
        },
      ],
      [
        'a threshold of 0',
        'TUF-FIELD',
        (role) => {
          role.threshold = 0;
        },
      ],
      [
        'a threshold that no keys can meet',
        'TUF-ROLE',
        (role) => {
          role.threshold = 9;
        },
      ],
      [
        'a role without its keys',
        'TUF-ROLE',
        (role) => {
          role.keyids = ['e'.repeat(64)];
        },
      ],
    ] as [string, string, (role: Record<string, Json>) => void][]
  ).map(([name, ours, change]): Row => ({
    name: `root: ${name}`,
    ours,
    make: ({ first, all }) =>
      files(
        edit(first.files, '1.root.json', all, (signed) => {
          change(at(signed, 'roles', 'timestamp'));
        }),
      ),
  })),
];

/** The rotated state with its second root changed and signed by these. */
const secondRoot = (
  { rotated }: Stock,
  signers: readonly Signer[],
  change: (signed: Record<string, Json>) => void,
): Scene => ({
  state: { ...rotated, files: edit(rotated.files, '2.root.json', signers, change) },
});

const nothing = () => undefined;

const chain: Row[] = [
  {
    name: 'a new root not signed by the one before',
    ours: 'TUF-THRESHOLD',
    make: (stock) => secondRoot(stock, heirs.signers, nothing),
  },
  {
    name: 'a new root not signed by itself',
    ours: 'TUF-THRESHOLD',
    make: (stock) => secondRoot(stock, stock.all, nothing),
  },
  {
    name: 'a new root that skips a version',
    ours: 'TUF-ROOT-CHAIN',
    make: (stock) =>
      secondRoot(stock, [...stock.all, ...heirs.signers], (signed) => {
        signed.version = 3;
      }),
  },
  {
    name: 'a new root: one changed byte',
    ours: 'TUF-SIGNATURE',
    make: ({ rotated }) => ({
      state: { ...rotated, files: swap(rotated.files, '2.root.json', '2099-12-31', '2099-12-30') },
    }),
  },
  {
    name: 'a new root: expired',
    ours: 'TUF-EXPIRED',
    make: (stock) =>
      secondRoot(stock, [...stock.all, ...heirs.signers], (signed) => {
        signed.expires = longAgo;
      }),
  },
  {
    name: 'after a rotation, signed by the keys before',
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: ({ first, rotated }) => ({ state: { ...first, files: blend(first.files, rotated.files, '2.root.json') } }),
  },
  {
    name: 'a rotated root forgotten',
    ours: 'TUF-ROLLBACK',
    make: ({ first, second: next, rotated }) => ({
      before: rotated,
      trusted: rotated.files.get('1.root.json') as Uint8Array,
      state: { ...next, files: blend(next.files, first.files, '1.root.json') },
    }),
  },
  {
    name: 'another repository altogether',
    ours: 'TUF-ROOT-ANCHOR',
    make: async () => ({ state: await make(heirs, 1) }),
  },
];

export const keyRows: readonly Row[] = [...roles, ...chain];
