/** Rows of the table: one metadata file changed, signed wrongly, listed wrongly, missing, misnamed. */

import { type Json } from '../../../main/core/encoding/jcs.ts';
import { canonicalJson } from '../../../main/core/tuf/index.ts';
import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import {
  at,
  edit,
  editSignatures,
  foreigner,
  longAgo,
  put,
  read,
  relist,
  resign,
  swap,
  type Files,
  type Signer,
} from './workshop.ts';
import { type Row, top, lists, files } from './table.ts';

/** One digit of what is signed, and one digit of the first signature. */
const changedBytes = (name: (typeof top)[number]): Row[] => {
  const ours = name === '1.root.json' || name === 'timestamp.json' ? 'TUF-SIGNATURE' : 'TUF-META-HASH';
  const digit = (text: string) => text.replace(/^./, (first) => (first === '0' ? '1' : '0'));
  const list = /"sig":"(\w+)"/;
  return [
    {
      name: `${name}: one changed byte in what is signed`,
      ours,
      make: ({ first }) => files(swap(first.files, name, '2099-12-31', '2099-12-30')),
    },
    {
      name: `${name}: one changed byte in a signature`,
      ours,
      make: ({ first }) => {
        const sig = list.exec(new TextDecoder().decode(first.files.get(name)))?.[1] ?? '';
        return files(swap(first.files, name, sig, sig.slice(0, -1) + digit(sig.slice(-1))));
      },
    },
    {
      name: `${name}: changed, and the lists above it made anew`,
      ours: 'TUF-SIGNATURE',
      make: ({ first, all }) => files(relist(swap(first.files, name, '2099-12-31', '2099-12-30'), name, all)),
    },
  ];
};

const signatures = (name: (typeof top)[number]): Row[] => [
  {
    name: `${name}: one signature too few`,
    ours: 'TUF-THRESHOLD',
    make: ({ first, all }) => files(editSignatures(first.files, name, all, (list) => list.slice(1))),
  },
  {
    name: `${name}: one signature twice`,
    ours: 'TUF-SIGNATURE-DUPLICATE',
    make: ({ first, all }) => files(editSignatures(first.files, name, all, (list) => [...list.slice(0, 1), ...list])),
  },
  {
    name: `${name}: one signature twice instead of two`,
    ours: 'TUF-SIGNATURE-DUPLICATE',
    make: ({ first, all }) =>
      files(editSignatures(first.files, name, all, (list) => [...list.slice(0, 1), ...list.slice(0, 1)])),
  },
  {
    name: `${name}: signed by a key of nobody`,
    ours: 'TUF-SIGNATURE-UNKNOWN',
    make: ({ first, all }) => files(resign(first.files, name, [foreigner], all)),
  },
  {
    name: `${name}: signed by a key of nobody under the name of ours`,
    ours: 'TUF-SIGNATURE',
    make: ({ first, all }) => {
      const message = canonicalJson(read(first.files, name).signed);
      const forge = () => all.map(({ keyid }) => ({ ...foreigner.sign(message), keyid }));
      return files(editSignatures(first.files, name, all, forge));
    },
  },
  {
    name: `${name}: expired`,
    ours: 'TUF-EXPIRED',
    make: ({ first, all }) =>
      files(
        edit(first.files, name, all, (signed) => {
          signed.expires = longAgo;
        }),
      ),
  },
  {
    name: `${name}: of a version of TUF to come`,
    ours: 'TUF-FIELD',
    make: ({ first, all }) =>
      files(
        edit(first.files, name, all, (signed) => {
          signed.spec_version = '2.0.0';
        }),
      ),
  },
  {
    name: `${name}: version 0`,
    ours: 'TUF-FIELD',
    // tuf-js looks at versions only where a list names them, and no list names the timestamp.
    ...(name === 'timestamp.json' && { tufJs: 'accepts' }),
    make: ({ first, all }) =>
      files(
        edit(first.files, name, all, (signed) => {
          signed.version = 0;
        }),
      ),
  },
  {
    name: `${name}: an unknown field`,
    ours: 'TUF-FIELD-UNKNOWN',
    clients: 'accepts',
    make: ({ first, all }) =>
      files(
        edit(first.files, name, all, (signed) => {
          signed['x-notes'] = '备注';
        }),
      ),
  },
  {
    name: `${name}: a field twice`,
    ours: 'ENCODING-JSON',
    clients: 'accepts',
    make: ({ first, all }) => {
      const twice = swap(first.files, name, '"spec_version"', '"spec_version":"1.0.30","spec_version"');
      return files(relistBytes(twice, name, all));
    },
  },
  {
    name: `${name}: white space`,
    ours: 'ENCODING-JSON',
    clients: 'accepts',
    make: ({ first, all }) => files(relistBytes(swap(first.files, name, '{"signatures"', '{ "signatures"'), name, all)),
  },
];

/** As `relist`, for a file that our reader cannot read. */
function relistBytes(changed: Files, name: string, signers: readonly Signer[]): Files {
  const above = { 'targets.json': 'snapshot.json', 'snapshot.json': 'timestamp.json' }[name];
  const file = changed.get(name);
  if (above === undefined || file === undefined) return changed;
  const entry = { version: 1, length: file.length, hashes: { sha256: toHex(sha256(file)) } };
  return edit(changed, above, signers, (signed) => {
    signed.meta = { [name]: entry };
  });
}

const listed = ([list, name]: (typeof lists)[number]): Row[] => {
  const wrong = (what: string, ours: string, field: string, value: (entry: Record<string, Json>) => Json): Row => ({
    name: `${list}: a wrong ${what} of ${name}`,
    ours,
    make: ({ first, all }) =>
      files(
        edit(first.files, list, all, (signed) => {
          const entry = at(signed, 'meta', name);
          entry[field] = value(entry);
        }),
      ),
  });
  const other = toHex(sha256(utf8('another file')));
  return [
    wrong('hash', 'TUF-META-HASH', 'hashes', () => ({ sha256: other })),
    wrong('length', 'TUF-META-LENGTH', 'length', (entry) => Number(entry.length) + 1),
    wrong('version', 'TUF-VERSION', 'version', () => 2),
  ];
};

const folder: Row[] = [
  ...top.slice(1).map((name): Row => ({
    name: `${name}: missing`,
    ours: 'TUF-FILE-MISSING',
    clients: 'unavailable',
    make: ({ first }) => ({ files: new Map([...first.files].filter(([file]) => file !== name)) }),
  })),
  {
    name: 'an extra file',
    ours: 'TUF-FILE-UNKNOWN',
    clients: 'accepts',
    make: ({ first }) => files(new Map(first.files).set('notes.json', utf8('{}'))),
  },
  {
    name: 'the snapshot under the name of the timestamp',
    ours: 'TUF-TYPE',
    make: ({ first }) => files(put(first.files, 'timestamp.json', read(first.files, 'snapshot.json'))),
  },
  {
    name: 'the targets under the name of the snapshot',
    ours: 'TUF-TYPE',
    make: ({ first, all }) =>
      files(relist(put(first.files, 'snapshot.json', read(first.files, 'targets.json')), 'snapshot.json', all)),
  },
];

export const fileRows: readonly Row[] = [
  ...top.flatMap(changedBytes),
  ...top.flatMap(signatures),
  ...lists.flatMap(listed),
  ...folder,
];
