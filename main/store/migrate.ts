/**
 * Store versions: numbered migrations, applied one by one, each in one transaction with its number.
 *
 * A store is believed only if its schema is, to the letter, what the migrations make: a dropped trigger is a finding.
 */

import Database from 'better-sqlite3';
import { refuse } from '../core/rules.ts';
import { migration as log } from './migrations/001-log.ts';
import { migration as settings } from './migrations/002-settings.ts';
import { migration as cosignatures } from './migrations/003-cosignatures.ts';
import { storeRules } from './rules.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  up(db: Database.Database): void;
}

export const migrations: readonly Migration[] = [log, settings, cosignatures];
export const storeVersion = migrations.length;
/** What a reader takes without a writer having brought it up to date: what is missing there is empty. */
export const oldestRead = 2;
/** "RSL1" in the file's header: `file` and every reader know whose it is. */
const applicationId = 0x52_53_4c_31;

const number = (db: Database.Database, pragma: string) => Number(db.pragma(pragma, { simple: true }));

/** Brings a store to `target` (the newest version unless said), version by version. */
export function migrate(db: Database.Database, target = storeVersion): void {
  for (const migration of migrations.slice(number(db, 'user_version'), target)) {
    db.transaction(() => {
      migration.up(db);
      db.pragma(`user_version = ${migration.version}`);
      db.pragma(`application_id = ${applicationId}`);
    }).exclusive();
  }
}

/** The version of a store of ours. Throws STORE-FOREIGN, STORE-NEWER. */
export function versionOf(db: Database.Database, subject: string): number {
  const found = number(db, 'user_version');
  if (number(db, 'application_id') !== applicationId || found < 1) {
    throw refuse(storeRules, 'STORE-FOREIGN', {}, { subject });
  }
  if (found > storeVersion) throw refuse(storeRules, 'STORE-NEWER', { found, known: storeVersion }, { subject });
  return found;
}

/** Name and definition of everything in the schema. */
function schemaOf(db: Database.Database): Map<string, string> {
  const rows = db
    .prepare<[], { name: string; sql: string | null }>("SELECT type || ' ' || name AS name, sql FROM sqlite_schema")
    .all();
  return new Map(rows.map(({ name, sql }) => [name, sql ?? '']));
}

function schemaAt(version: number): Map<string, string> {
  const model = new Database(':memory:');
  try {
    migrate(model, version);
    return schemaOf(model);
  } finally {
    model.close();
  }
}

/** Throws STORE-SCHEMA, naming the first table or trigger that is missing, added or altered. */
export function demandSchema(db: Database.Database, version: number, subject: string): void {
  const wanted = schemaAt(version);
  const found = schemaOf(db);
  const names = [...new Set([...wanted.keys(), ...found.keys()])];
  const wrong = names.find((name) => wanted.get(name) !== found.get(name));
  if (wrong !== undefined) throw refuse(storeRules, 'STORE-SCHEMA', { reason: wrong }, { subject });
}
