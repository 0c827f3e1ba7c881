/** One test for each migration: build the version before, insert, step, compare; and that none imports anything. */
import { readFileSync, readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { leafHash, nodeHash } from '../../main/core/audit/merkle.ts';
import { demandSchema, migrate, migrations, storeVersion, versionOf } from '../../main/store/migrate.ts';

const at = (version: number) => {
  const db = new Database(':memory:');
  migrate(db, version);
  return db;
};
const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
const dump = (db: Database.Database, table: string) => db.prepare(`SELECT * FROM ${table}`).raw().all();

describe('migrations', () => {
  const folder = new URL('../../main/store/migrations/', import.meta.url);
  const files = readdirSync(folder).sort();

  test('are numbered without gaps, are all used, and import nothing', () => {
    expect(files).toEqual(migrations.map(({ version, name }) => `${String(version).padStart(3, '0')}-${name}.ts`));
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => i + 1));
    for (const file of files) expect(readFileSync(new URL(file, folder), 'utf8')).not.toMatch(/\bimport\b.*['"(]/);
  });

  test('have a test each', () => {
    const source = readFileSync(new URL(import.meta.url), 'utf8');
    for (const { version, name } of migrations) expect(source).toContain(`test('${version} ${name}:`);
  });

  test('1 log: an empty file gets the log and its guards', () => {
    const db = at(0);
    expect(tables(db)).toEqual([]);
    migrate(db, 1);
    expect(versionOf(db, 'x')).toBe(1);
    expect(tables(db)).toEqual(['checkpoints', 'entries', 'nodes']);
    db.exec("INSERT INTO entries VALUES (0, x'61'), (1, x'62')");
    db.exec(
      "INSERT INTO nodes VALUES (0, 0, zeroblob(32)); INSERT INTO checkpoints VALUES (0, 2, x'6e', zeroblob(32))",
    );
    for (const table of ['entries', 'nodes', 'checkpoints']) {
      expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow(`${table} are append-only`);
    }
    expect(() => db.exec("UPDATE entries SET bytes = x'63'")).toThrow('entries are append-only');
    expect(() => db.exec('UPDATE nodes SET hash = hash')).toThrow('nodes are append-only');
    expect(() => db.exec("UPDATE checkpoints SET note = x'63'")).toThrow('checkpoints are append-only');
  });

  test('2 settings: a filled log of version 1 is untouched', () => {
    const db = at(1);
    const leaves = [0x61, 0x62].map((byte) => leafHash(new Uint8Array([byte])));
    db.exec("INSERT INTO entries VALUES (0, x'61'), (1, x'62')");
    const node = db.prepare('INSERT INTO nodes VALUES (?, ?, ?)');
    leaves.forEach((leaf, i) => node.run(i, 0, leaf));
    node.run(1, 1, nodeHash(leaves[0]!, leaves[1]!));
    db.exec("INSERT INTO checkpoints VALUES (0, 2, x'6e', zeroblob(32))");
    const before = ['entries', 'nodes', 'checkpoints'].map((table) => dump(db, table));
    migrate(db, 2);
    expect(versionOf(db, 'x')).toBe(2);
    expect(['entries', 'nodes', 'checkpoints'].map((table) => dump(db, table))).toEqual(before);
    expect(dump(db, 'settings')).toEqual([]);
    db.exec("INSERT INTO settings VALUES ('a', 'b')");
    expect(() => db.exec("INSERT INTO settings VALUES ('a', 'c')")).toThrow(/UNIQUE/);
  });

  test('step by step and at once come to the same schema; again changes nothing', () => {
    const db = at(1);
    migrate(db);
    demandSchema(db, storeVersion, 'x');
    migrate(db);
    expect(versionOf(db, 'x')).toBe(storeVersion);
  });

  test('one that fails leaves the version before', () => {
    const db = at(1);
    db.exec('CREATE TABLE settings (a)');
    expect(() => migrate(db)).toThrow(/already exists/);
    expect(versionOf(db, 'x')).toBe(1);
  });

  test('3 cosignatures: of checkpoints that are here, and append-only', () => {
    const db = at(2);
    db.exec("INSERT INTO entries VALUES (0, x'61'); INSERT INTO checkpoints VALUES (0, 1, x'6e', zeroblob(32))");
    const before = ['entries', 'checkpoints'].map((table) => dump(db, table));
    migrate(db, 3);
    expect(versionOf(db, 'x')).toBe(3);
    expect(['entries', 'checkpoints'].map((table) => dump(db, table))).toEqual(before);
    db.exec("INSERT INTO cosignatures VALUES (0, 1, 'k', 'l')");
    expect(() => db.exec("INSERT INTO cosignatures VALUES (1, 2, 'k', 'm')")).toThrow('of a checkpoint that is here');
    expect(() => db.exec("INSERT INTO cosignatures VALUES (1, 1, 'k', 'l')")).toThrow('UNIQUE');
    expect(() => db.exec('DELETE FROM cosignatures')).toThrow('cosignatures are append-only');
    expect(() => db.exec("UPDATE cosignatures SET line = 'x'")).toThrow('cosignatures are append-only');
  });
});
