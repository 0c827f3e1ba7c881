import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { checkpointText } from '../../main/core/audit/checkpoint.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from '../../main/core/audit/merkle.ts';
import { type ReadableStore, openStore, storeRules } from '../../main/store/store.ts';
import { entriesUpTo, entry, logKey, origin, signedCheckpoint, signedNote } from '../unit/audit/help.ts';
import { meddle, newFile } from './help.ts';
import { refusalOf } from '../refusal.ts';

const all = entriesUpTo(20);
const rootOf = (size: number) => rootHash(all.slice(0, size).map(leafHash));
const checkpointAt = (size: number) => ({ size, note: signedCheckpoint(all.slice(0, size)) });

/** A closed store with seven entries and checkpoints at 3 and 7. */
function filled(): string {
  const file = newFile();
  const store = openStore(file, { create: true });
  store.append(all.slice(0, 3), checkpointAt(3));
  store.append(all.slice(3, 5));
  store.append(all.slice(5, 7), checkpointAt(7));
  store.close();
  return file;
}

describe('a store', () => {
  test('is empty, for its owner alone, and WAL with FULL sync', () => {
    const file = newFile();
    const store = openStore(file, { create: true });
    expect(store.head()).toEqual({ size: 0, root: rootHash([]) });
    expect(store.entries()).toEqual([]);
    expect(store.lastCheckpoint()).toBeUndefined();
    for (const path of [file, `${file}-wal`, `${file}-lock`]) expect(statSync(path).mode & 0o777, path).toBe(0o600);
    const db = (store as unknown as { db: Database.Database }).db;
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect([pragma('foreign_keys'), pragma('trusted_schema'), pragma('cell_size_check')]).toEqual([1, 0, 1]);
    expect(pragma('recursive_triggers')).toBe(1);
    store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test('appends, and knows its head before and after, as memory does', () => {
    const file = filled();
    const store = openStore(file);
    expect(store.head()).toEqual({ size: 7, root: rootOf(7) });
    expect(store.headAfter(all.slice(7, 12))).toEqual({ size: 12, root: rootOf(12) });
    expect(store.head().size).toBe(7);
    expect(store.append(all.slice(7, 12))).toEqual({ size: 12, root: rootOf(12) });
    expect(store.entries()).toEqual(all.slice(0, 12));
    expect(store.entries(3, 5)).toEqual(all.slice(3, 5));
    expect(store.entries(11)).toEqual([all[11]]);
    expect(store.checkpoints()).toEqual([checkpointAt(3), checkpointAt(7)]);
    expect(store.lastCheckpoint()).toEqual(checkpointAt(7));
    const node = store.node.bind(store);
    expect(verifyInclusion(9, 12, leafHash(all[9]!), inclusionProof(9, 12, node), rootOf(12))).toBe(true);
    expect(verifyConsistency(7, 12, rootOf(7), rootOf(12), consistencyProof(7, 12, node))).toBe(true);
    store.close();
  });

  test('keeps settings over a reopening', () => {
    const file = filled();
    const store = openStore(file);
    expect(store.setting('plan')).toBeUndefined();
    store.putSetting('plan', '{"a":1}');
    store.putSetting('plan', '{"茶":2}');
    store.close();
    const reader = openStore(file, { readonly: true });
    expect(reader.setting('plan')).toBe('{"茶":2}');
    reader.close();
  });

  test('a reader reads beside the writer, sees what is appended, and cannot write', () => {
    const file = filled();
    const store = openStore(file);
    const reader = openStore(file, { readonly: true });
    store.append(all.slice(7, 9), checkpointAt(9));
    expect(reader.head()).toEqual({ size: 9, root: rootOf(9) });
    expect(reader.headAfter([all[9]!])).toEqual({ size: 10, root: rootOf(10) });
    expect(reader.lastCheckpoint()).toEqual(checkpointAt(9));
    expect('append' in reader).toBe(false);
    const db = (reader as unknown as { db: Database.Database }).db;
    expect(() => db.exec('DELETE FROM settings')).toThrow(/readonly/);
    reader.close();
    store.close();
  });
});

describe('what is not written', () => {
  const cases: [string, string, Uint8Array[], { size: number; note: Uint8Array }?][] = [
    ['an entry that says another index', 'ENTRY-INDEX', [entry(8)]],
    ['an entry twice', 'ENTRY-INDEX', [entry(7), entry(7)]],
    ['bytes that are no entry', 'ENCODING-JSON', [new Uint8Array([1, 2, 3])]],
    ['a checkpoint of the size before', 'STORE-CHECKPOINT', [entry(7)], checkpointAt(7)],
    ['a checkpoint of a size to come', 'STORE-CHECKPOINT', [entry(7)], checkpointAt(9)],
    ['a note that says another size', 'STORE-CHECKPOINT', [entry(7)], { size: 8, note: checkpointAt(7).note }],
    ['a size that the note does not say', 'STORE-CHECKPOINT', [entry(7)], { size: 9, note: checkpointAt(8).note }],
    [
      'a checkpoint over another root',
      'STORE-CHECKPOINT',
      [entry(7)],
      { size: 8, note: signedNote(checkpointText({ origin, size: 8, root: rootOf(7) })) },
    ],
    ['bytes that are no note', 'NOTE-FORM', [entry(7)], { size: 8, note: new Uint8Array([0x61]) }],
  ];

  test.each(cases)('%s: %s', (_, code, entries, checkpoint) => {
    const file = filled();
    const store = openStore(file);
    expect(refusalOf(() => store.append(entries, checkpoint)).code).toBe(code);
    expect(store.head()).toEqual({ size: 7, root: rootOf(7) });
    expect(store.checkpoints()).toHaveLength(2);
    // The refusal left the writer fit to go on.
    expect(store.append([entry(7)], checkpointAt(8)).size).toBe(8);
    store.close();
    openStore(file).close();
  });

  test('nothing, when another program wrote into the file meanwhile', () => {
    const file = filled();
    const store = openStore(file);
    const other = new Database(file);
    other.prepare('INSERT INTO entries (idx, bytes) VALUES (7, ?)').run(Buffer.from(entry(7)));
    other.close();
    expect(refusalOf(() => store.append([entry(7)])).code).toBe('STORE-CHANGED');
    store.close();
    const error = refusalOf(() => openStore(file));
    expect([error.code, error.subject]).toEqual(['STORE-DAMAGED', 'entry 7']);
  });

  test.each([
    'UPDATE entries SET bytes = bytes',
    'DELETE FROM entries',
    'DELETE FROM entries WHERE idx = 6',
    "INSERT OR REPLACE INTO entries (idx, bytes) VALUES (3, x'00')",
    "INSERT INTO entries (idx, bytes) VALUES (9, x'00')",
    'UPDATE nodes SET hash = hash',
    'DELETE FROM nodes',
    'INSERT OR REPLACE INTO nodes SELECT * FROM nodes',
    'INSERT INTO nodes VALUES (50, 0, zeroblob(32))',
    'INSERT INTO nodes VALUES (6, 1, zeroblob(32))',
    'UPDATE checkpoints SET size = 1',
    'DELETE FROM checkpoints',
    "INSERT INTO checkpoints VALUES (9, 7, x'00', zeroblob(32))",
    "INSERT INTO checkpoints VALUES (2, 6, x'00', zeroblob(32))",
    "INSERT OR REPLACE INTO checkpoints VALUES (0, 7, x'00', zeroblob(32))",
    "INSERT INTO entries (idx, bytes) VALUES (7, 'text')",
    "INSERT INTO entries (idx, bytes) VALUES (7, x'')",
    'INSERT INTO entries (idx, bytes) VALUES (7, zeroblob(65536))',
    "UPDATE settings SET value = x'00'",
  ])('%s is stopped by the tables themselves', (sql) => {
    const file = filled();
    const store = openStore(file);
    store.putSetting('a', 'b');
    const db = (store as unknown as { db: Database.Database }).db;
    expect(() => db.exec(sql)).toThrow();
    expect(store.head()).toEqual({ size: 7, root: rootOf(7) });
    store.close();
    openStore(file).close();
  });
});

describe('opening', () => {
  test('what is not there, what is there, what is no store', () => {
    const file = newFile();
    const code = (path: string, options = {}) => refusalOf(() => openStore(path, options)).code;
    expect(code(file)).toBe('STORE-MISSING');
    expect(code(file, { readonly: true })).toBe('STORE-MISSING');
    expect(existsSync(`${file}-lock`)).toBe(false);
    expect(code(join(dirname(file), 'no', 'folder.db'), { create: true })).toBe('STORE-DISK');
    openStore(file, { create: true }).close();
    expect(code(file, { create: true })).toBe('STORE-EXISTS');
    const other = join(dirname(file), 'other.db');
    for (const bytes of ['', 'no database at all, but long enough to have a header, '.repeat(20)]) {
      writeFileSync(other, bytes);
      expect(code(other)).toBe('STORE-FOREIGN');
      expect(code(other, { readonly: true })).toBe('STORE-FOREIGN');
      expect(readFileSync(other, 'utf8')).toBe(bytes);
    }
  });

  test('a half-made new store is made again; a half-made one beside a store is left', () => {
    const file = newFile();
    writeFileSync(`${file}-new`, 'half');
    openStore(file, { create: true }).close();
    openStore(file).close();
    expect(existsSync(`${file}-new`)).toBe(false);
  });

  test('a store of a newer version, or of an older one without leave to write', () => {
    const file = filled();
    meddle(file, 'PRAGMA user_version = 99');
    expect(refusalOf(() => openStore(file)).code).toBe('STORE-NEWER');
    const first = new Database(file);
    first.exec('DROP TABLE cosignatures; DROP TABLE settings; PRAGMA user_version = 1');
    first.close();
    expect(refusalOf(() => openStore(file, { readonly: true })).code).toBe('STORE-OLDER');
    const store = openStore(file);
    expect(store.head().size).toBe(7);
    store.putSetting('a', 'b');
    store.close();
  });

  test.each([
    ['trigger entries_no_delete', 'SELECT 1', 'DROP TRIGGER entries_no_delete'],
    ['table extra', 'CREATE TABLE extra (a)', 'SELECT 1'],
    ['view v', 'CREATE VIEW v AS SELECT 1', 'SELECT 1'],
    ['table settings', 'DROP TABLE settings; CREATE TABLE settings (key TEXT, value TEXT)', 'SELECT 1'],
  ])('a schema that is not ours: %s', (name, first, then) => {
    const file = filled();
    meddle(file, first);
    const db = new Database(file);
    db.exec(then);
    db.close();
    for (const options of [{}, { readonly: true as const }]) {
      const error = refusalOf(() => openStore(file, options as { readonly: true }));
      expect([error.code, error.message.includes(name)]).toEqual(['STORE-SCHEMA', true]);
    }
  });

  const zeros = 'zeroblob(32)';
  test.each([
    ['entry 4', 'one entry altered', "UPDATE entries SET bytes = x'7b7d' WHERE idx = 4"],
    [
      'entry 4',
      'two entries swapped',
      'UPDATE entries SET bytes = (SELECT e.bytes FROM entries e WHERE e.idx = 9 - entries.idx) WHERE idx IN (4, 5)',
    ],
    ['entry 2', 'a leaf altered', `UPDATE nodes SET hash = ${zeros} WHERE level = 0 AND entry = 2`],
    ['entry 3', 'a node altered', `UPDATE nodes SET hash = ${zeros} WHERE level = 2 AND entry = 3`],
    ['entry 5', 'a node missing', 'DELETE FROM nodes WHERE level = 1 AND entry = 5'],
    ['entry 7', 'the last entry dropped', 'PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE idx = 6'],
    ['entry 3', 'an entry dropped in the middle', 'PRAGMA foreign_keys = OFF; DELETE FROM entries WHERE idx = 3'],
    ['entry 7', 'a node without an entry', `PRAGMA foreign_keys = OFF; INSERT INTO nodes VALUES (9, 0, ${zeros})`],
  ])('names %s: %s', (subject, _, sql) => {
    const file = filled();
    meddle(file, sql);
    for (const options of [{}, { readonly: true as const }]) {
      const error = refusalOf(() => openStore(file, options as { readonly: true }));
      expect([error.code, error.exit]).toEqual(['STORE-DAMAGED', 1]);
      // Of a dropped entry, the one that now stands where it should not is named.
      if (subject !== 'entry 7') expect(error.subject).toBe(subject);
    }
  });

  const hex = (bytes: Uint8Array) => `x'${Buffer.from(bytes).toString('hex')}'`;
  const otherRoot = signedNote(checkpointText({ origin, size: 3, root: rootOf(2) }));
  test.each([
    ['size', 3, checkpointAt(2).note],
    ['size', 9, checkpointAt(9).note],
    ['root', 3, otherRoot],
    ['note', 3, new Uint8Array([0x61])],
  ])('names a checkpoint that is not over these entries: %s', (reason, size, note) => {
    const file = filled();
    const digest = createHash('sha256').update(note).digest();
    meddle(file, `UPDATE checkpoints SET size = ${size}, note = ${hex(note)}, sha256 = ${hex(digest)} WHERE seq = 0`);
    const error = refusalOf(() => openStore(file));
    expect([error.code, error.subject]).toEqual(['STORE-CHECKPOINT-DAMAGED', 'checkpoint 0']);
    expect(error.message).toContain(`entries of this store: ${reason}.`);
  });

  test('names a checkpoint whose signature was altered, though nobody here has the key', () => {
    const file = filled();
    meddle(file, `UPDATE checkpoints SET note = ${hex(signedCheckpoint(all.slice(0, 7), logKey(8)))} WHERE seq = 1`);
    expect(refusalOf(() => openStore(file)).subject).toBe('checkpoint 1');
  });

  test('a whole log cut back, tree and all, is seen by its checkpoint', () => {
    const file = filled();
    meddle(file, 'PRAGMA foreign_keys = OFF; DELETE FROM nodes WHERE entry = 6; DELETE FROM entries WHERE idx = 6');
    expect(refusalOf(() => openStore(file)).code).toBe('STORE-CHECKPOINT-DAMAGED');
  });

  test('a byte changed anywhere is never an answer that is not the true one', () => {
    const file = filled();
    const bytes = readFileSync(file);
    const codes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 97) {
      const altered = Buffer.from(bytes);
      altered[at]! ^= 0x5a;
      const other = join(dirname(file), `altered-${at}.db`);
      writeFileSync(other, altered);
      let store: ReadableStore;
      try {
        store = openStore(other, { readonly: true });
      } catch (error) {
        codes.add((error as { code: string }).code);
        continue;
      }
      // Free space and counters of SQLite may differ; what the log says may not.
      expect(store.entries()).toEqual(all.slice(0, 7));
      expect(store.checkpoints()).toEqual([checkpointAt(3), checkpointAt(7)]);
      store.close();
    }
    for (const code of codes) expect(Object.keys(storeRules)).toContain(code);
    expect(codes).toContain('STORE-DAMAGED');
  });
});

describe('backup', () => {
  test('is one file that opens, also where nothing can be written, and is never written over', async () => {
    const file = filled();
    const to = join(dirname(file), 'medium', 'ceremony.db');
    const store = openStore(file);
    await expect(store.backup(to)).rejects.toThrow();
    mkdirSync(dirname(to));
    expect(await store.backup(to)).toEqual({ size: 7, root: rootOf(7) });
    await expect(store.backup(to)).rejects.toMatchObject({ code: 'STORE-EXISTS' });
    store.append([entry(7)]);
    store.close();
    expect(statSync(to).mode & 0o777).toBe(0o600);
    for (const left of ['-new', '-new-journal', '-wal', '-shm', '-journal']) expect(existsSync(to + left)).toBe(false);
    const copy = openStore(to, { readonly: true });
    expect(copy.entries()).toEqual(all.slice(0, 7));
    expect(copy.checkpoints()).toEqual([checkpointAt(3), checkpointAt(7)]);
    copy.close();
    expect(existsSync(`${to}-shm`)).toBe(false);
    const again = openStore(to);
    expect(again.append([entry(7)]).size).toBe(8);
    again.close();
  });
});
