/**
 * SQLite handles: how the store is opened, what a handle may do, and SQLite's errors in our words.
 *
 * WAL with synchronous=FULL: a commit returns when its bytes are on the medium. Never open the store's file by
 * other means in this process: POSIX drops a process's locks on a file when *any* of its descriptors is closed.
 */

import Database from 'better-sqlite3';
import { refuse } from '../core/rules.ts';
import { storeRules } from './rules.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A handle whose holder reads. The brand costs nothing at run time; SQLite refuses writes through it as well. */
export type ReadableDb = Database.Database & { readonly [readable]: true };
/** The handle of the one writer. It can be given to whoever reads, never the other way. */
export type WritableDb = ReadableDb & { readonly [writable]: true };

/** How long a statement waits for a short lock of another process (a reader recovering the WAL), in milliseconds. */
const patience = 2000;

function harden(db: Database.Database): void {
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('temp_store = MEMORY');
}

export function openForReading(file: string): ReadableDb {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: patience });
  harden(db);
  db.pragma('query_only = ON');
  return db as ReadableDb;
}

export function openForWriting(file: string): WritableDb {
  const db = new Database(file, { fileMustExist: true, timeout: patience });
  harden(db);
  // REPLACE must run the delete triggers too, else it would be a way around them.
  db.pragma('recursive_triggers = ON');
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  return db as WritableDb;
}

/** Durable from here on. Not before the file is known to be ours: it writes into the header. */
export function beDurable(db: WritableDb): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined;
}

/** An error of the file system itself: ENOSPC, EACCES, EROFS, ENOENT. */
const isOfTheSystem = (error: unknown): error is Error => error instanceof Error && 'syscall' in error;

/** SQLite's and the file system's errors as rules of ours; anything else stays as it is. */
function translate(error: unknown, subject: string): unknown {
  const detail = { subject, cause: error };
  const reason = error instanceof Error ? error.message : '';
  if (isOfTheSystem(error)) return refuse(storeRules, 'STORE-DISK', { reason }, detail);
  const code = codeOf(error);
  if (code === undefined) return error;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return refuse(storeRules, 'STORE-BUSY', {}, detail);
  if (code === 'SQLITE_NOTADB') return refuse(storeRules, 'STORE-FOREIGN', {}, detail);
  if (code.startsWith('SQLITE_CORRUPT')) return refuse(storeRules, 'STORE-CORRUPT', { reason }, detail);
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM|AUTH)/.test(code)) {
    return refuse(storeRules, 'STORE-DISK', { reason }, detail);
  }
  return error;
}

/** Runs `act`; SQLite's and the system's errors leave it as refusals of ours that name the file. */
export function inOurWords<T>(subject: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw translate(error, subject);
  }
}
