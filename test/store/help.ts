/** What the tests of the store share: a folder that goes, a raw handle around all guards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';

/** The path of a store in a new folder that is removed when the test ends. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'ceremony.db');
}

/** Does to the file what somebody with the file can do, triggers and checks set aside. */
export function meddle(file: string, sql: string): void {
  const db = new Database(file);
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  db.pragma('ignore_check_constraints = ON');
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  for (const trigger of triggers) db.exec(trigger.sql);
  db.close();
}
