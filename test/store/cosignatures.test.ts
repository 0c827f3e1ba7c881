import { describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { openStore } from '../../main/store/store.ts';
import { refusalOf } from '../refusal.ts';
import { entriesUpTo, signedCheckpoint } from '../unit/audit/help.ts';
import { cosign, witness } from '../unit/audit/witness-help.ts';
import { meddle, newFile } from './help.ts';

const all = entriesUpTo(7);
const at = (size: number) => ({ size, note: signedCheckpoint(all.slice(0, size)) });
const [a, b] = [witness(1), witness(2)];
const by = (size: number, who = a) => ({ size, vkey: who.vkey, line: cosign(at(size).note, who) });

/** Seven entries, checkpoints at 3 and 7. */
function filled(): string {
  const file = newFile();
  const store = openStore(file, { create: true });
  store.append(all.slice(0, 3), at(3));
  store.append(all.slice(3), at(7));
  store.close();
  return file;
}

describe('cosignatures in a store', () => {
  test('are kept for the newest checkpoint and for older ones, each once, and read again', async () => {
    const file = filled();
    const store = openStore(file);
    expect([by(3), by(7), by(7, b), by(7)].map((one) => store.addCosignature(one))).toEqual([true, true, true, false]);
    expect(store.cosignatures()).toEqual([by(3), by(7), by(7, b)]);
    await store.backup(`${file}.copy`);
    store.close();
    for (const path of [file, `${file}.copy`]) {
      const reader = openStore(path, { readonly: true });
      expect(reader.cosignatures()).toEqual([by(3), by(7), by(7, b)]);
      reader.close();
    }
  });

  test.each([
    ['of a size that was never signed', { ...by(7), size: 5 }, 'STORE-COSIGNATURE'],
    ['of another checkpoint', { ...by(3), size: 7 }, 'COSIGNATURE-SIGNATURE'],
    ['under another witness’s key', { ...by(7), vkey: b.vkey }, 'COSIGNATURE-FORM'],
    ['that are no line', { ...by(7), line: 'x' }, 'NOTE-LINE'],
  ])('%s are refused', (_, one, code) => {
    const store = openStore(filled());
    expect(refusalOf(() => store.addCosignature(one)).code).toBe(code);
    expect(store.cosignatures()).toEqual([]);
    store.close();
  });

  test('that were altered in the file stop its opening', () => {
    const file = filled();
    const store = openStore(file);
    store.addCosignature(by(7));
    store.close();
    meddle(file, `UPDATE cosignatures SET vkey = '${b.vkey}'`);
    for (const readonly of [true, false])
      expect(refusalOf(() => openStore(file, { readonly: readonly as true })).code).toBe('STORE-CHECKPOINT-DAMAGED');
  });

  test('a store of version 2 is read as it is, without any, and brought up to date by a writer', async () => {
    const file = filled();
    const db = new Database(file);
    db.exec('DROP TABLE cosignatures');
    db.pragma('user_version = 2');
    db.close();
    const reader = openStore(file, { readonly: true });
    expect([reader.cosignatures(), reader.head().size]).toEqual([[], 7]);
    await reader.backup(`${file}.copy`);
    reader.close();
    const store = openStore(file);
    expect(store.addCosignature(by(7))).toBe(true);
    store.close();
  });
});
