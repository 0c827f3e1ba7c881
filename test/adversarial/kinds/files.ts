/** Age files that were damaged, cut, emptied, blown up, or closed to whoever came. */
import { encodeEnvelope } from '../../../main/core/shares/envelope.ts';
import { fileOf, passphraseOf, sealed } from '../trial.ts';
import { type Kind, oneBad, plainFile, unreadable } from './kit.ts';

const headLength = (file: Uint8Array) => Buffer.from(file).indexOf('\n', Buffer.from(file).indexOf('\n---') + 1) + 1;

export const filesKinds: readonly Kind[] = [
  {
    name: 'one bit in the encrypted part of the age file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, unreadable);
      const file = item.file as Uint8Array;
      return { ...item, file: r.bitFlipped(file, headLength(file)) };
    }),
  },
  {
    name: 'one bit in the head of the age file',
    answer: '`SHARE-PASSPHRASE` (which says so), `SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, { code: ['SHARE-PASSPHRASE', 'SHARE-UNREADABLE'] });
      const file = item.file as Uint8Array;
      // Behind "age-encryption.org/": what is no age file at all may be something else, and is another kind.
      return { ...item, file: r.bitFlipped(file, 'age-encryption.org/'.length, headLength(file)) };
    }),
  },
  {
    name: 'a file cut short',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const item = await fileOf(e, unreadable);
      const file = item.file as Uint8Array;
      return { ...item, file: file.slice(0, 1 + r.below(file.length - 1)) };
    }),
  },
  {
    name: 'an empty file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async ({ custodian: { id } }) => ({
      id,
      file: new Uint8Array(),
      want: { ...unreadable, custodian: id },
    })),
  },
  {
    name: 'a file of more than 64 MiB',
    answer: '`FILE-READ` (the file)',
    make: oneBad(async ({ custodian: { id } }, r) => {
      return { id, file: { size: 64 * 1024 * 1024 + 1 + r.below(1 << 20) }, want: { code: 'FILE-READ', unread: true } };
    }),
  },
  {
    name: 'random bytes, as a file and inside an age file',
    answer: '`SHARE-UNREADABLE`',
    make: oneBad(async (e, r) => {
      const bytes = r.bytes(1 + r.below(900));
      if (r.flip()) return plainFile(e, bytes, unreadable);
      // No picture and no text of a sheet by chance.
      return {
        id: e.custodian.id,
        file: Uint8Array.of(0, ...bytes),
        want: { ...unreadable, custodian: e.custodian.id },
      };
    }),
  },
  {
    name: 'a wrong passphrase',
    answer: '`SHARE-PASSPHRASE` (the file)',
    make: oneBad(async (e, r) => {
      const { id } = e.custodian;
      const wrong = r.pick([`${passphraseOf(id)} `, passphraseOf(id).toUpperCase(), passphraseOf('nobody')]);
      const file = await sealed(encodeEnvelope(e), wrong);
      return { id, file, want: { code: 'SHARE-PASSPHRASE', custodian: id } };
    }),
  },
];
