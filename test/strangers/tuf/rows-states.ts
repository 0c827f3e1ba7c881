/** Rows of the table: whole repositories, old states given out again, targets that are not what the list says. */

import { type Json } from '../../../main/core/encoding/jcs.ts';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { at, describe, edit, make } from './workshop.ts';
import { type Stock, type Scene, type Row, files, blend } from './table.ts';

const whole: Row[] = [
  { name: 'a new repository', ours: 'accepts', clients: 'accepts', make: () => ({}) },
  {
    name: 'many targets in sub folders',
    ours: 'accepts',
    clients: 'accepts',
    make: async ({ kit }) => ({ state: await make(kit, 1, {}, 60) }),
  },
  {
    name: 'the next version',
    ours: 'accepts',
    clients: 'accepts',
    make: ({ first, second }) => ({ before: first, state: second }),
  },
  { name: 'the same once more', ours: 'accepts', clients: 'accepts', make: ({ first }) => ({ before: first }) },
  {
    name: 'a rotated root',
    ours: 'accepts',
    clients: 'accepts',
    make: ({ first, rotated }) => ({ before: first, state: rotated }),
  },
];

const rollback: Row[] = [
  {
    name: 'rollback: the whole state before',
    ours: 'TUF-ROLLBACK',
    make: ({ first, second }) => ({ before: second, state: first }),
  },
  {
    name: 'rollback: a new timestamp names the snapshot before',
    ours: 'TUF-ROLLBACK',
    make: ({ first, second, all }) => ({
      before: second,
      targets: first.targets,
      files: edit(first.files, 'timestamp.json', all, (signed) => {
        signed.version = 3;
      }),
    }),
  },
  {
    name: 'rollback: a new snapshot names the targets before',
    ours: 'TUF-ROLLBACK',
    make: ({ first, second, all }) => {
      const later = edit(first.files, 'snapshot.json', all, (signed) => {
        signed.version = 3;
      });
      const files = edit(later, 'timestamp.json', all, (signed) => {
        signed.version = 3;
      });
      return { before: second, targets: first.targets, files };
    },
  },
  {
    name: 'mixed: the snapshot before under a new timestamp',
    // DER signatures have more than one length, so either rule may be first.
    ours: 'TUF-META-HASH or TUF-META-LENGTH',
    make: ({ first, second }) => ({
      files: blend(second.files, first.files, 'snapshot.json'),
      targets: second.targets,
    }),
  },
  {
    name: 'mixed: the targets before under a new snapshot',
    // DER signatures have more than one length, so either rule may be first.
    ours: 'TUF-META-HASH or TUF-META-LENGTH',
    make: ({ first, second }) => ({ files: blend(second.files, first.files, 'targets.json'), targets: second.targets }),
  },
  {
    // Clients keep the state they have when the version is the same, so they do not see it.
    name: 'fork: another state under the same version',
    ours: 'TUF-FORK',
    clients: 'accepts',
    make: async ({ kit, first }) => ({
      before: first,
      state: await make(kit, 1, { targets: describe(first.targets, 'other') }),
    }),
  },
];

const oneTarget = 'genesis/jdchain/brand/ledger.init';

/** The first state with one target on the server replaced. */
function served({ first }: Stock, change: (bytes: Uint8Array) => Uint8Array): Scene {
  const bytes = first.targets.get(oneTarget) ?? new Uint8Array();
  return { targets: new Map(first.targets).set(oneTarget, change(bytes)) };
}

/** The first state with one entry of the list of targets replaced, signed and listed anew. */
function entry({ first, all }: Stock, change: (entry: Record<string, Json>) => void): Scene {
  return files(
    edit(first.files, 'targets.json', all, (signed) => {
      change(at(signed, 'targets', oneTarget));
    }),
  );
}

const targets: Row[] = [
  {
    name: 'a target: one changed byte',
    ours: 'TUF-TARGET-HASH',
    make: (stock) => served(stock, (bytes) => bytes.map((byte, i) => (i === 3 ? byte ^ 1 : byte))),
  },
  { name: 'a target: cut', ours: 'TUF-TARGET-LENGTH', make: (stock) => served(stock, (bytes) => bytes.slice(0, -1)) },
  {
    name: 'a target: longer',
    ours: 'TUF-TARGET-LENGTH',
    make: (stock) => served(stock, (bytes) => Uint8Array.of(...bytes, 10)),
  },
  {
    name: 'a target: a wrong hash in the list',
    ours: 'TUF-TARGET-HASH',
    make: (stock) =>
      entry(stock, (one) => {
        one.hashes = { sha256: toHex(sha256(utf8('another file'))) };
      }),
  },
  {
    name: 'a target: a wrong length in the list',
    ours: 'TUF-TARGET-LENGTH',
    make: (stock) =>
      entry(stock, (one) => {
        one.length = Number(one.length) + 1;
      }),
  },
  {
    name: 'a target: marked as a rehearsal among others',
    ours: 'TUF-REHEARSAL-MIXED',
    clients: 'accepts',
    make: (stock) =>
      entry(stock, (one) => {
        at(one, 'custom', 'rootseal').rehearsal = true;
      }),
  },
  {
    name: 'a target: a path out of the folder',
    ours: 'TUF-PATH',
    clients: 'accepts',
    make: ({ first, all }) =>
      files(
        edit(first.files, 'targets.json', all, (signed) => {
          const list = at(signed, 'targets');
          list['a/../../escape'] = at(list, 'plan.json');
        }),
      ),
  },
];

export const stateRows: readonly Row[] = [...whole, ...rollback, ...targets];
