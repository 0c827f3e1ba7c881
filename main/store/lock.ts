/**
 * One writer at a time, on the whole machine: an exclusive SQLite lock on the empty file `<store>-lock`.
 *
 * It is the system's lock and goes with the process, also by kill -9; the file itself means nothing and stays.
 * Readers need no lock (WAL), so `ceremony status` works beside a running ceremony.
 */

import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { inOurWords } from './database.ts';

export interface Lock {
  release(): void;
}

/** Locks stand until released: a handle that nobody refers to would be collected, and its lock with it. */
const held = new Set<Lock>();

/** Throws STORE-BUSY at once when another process (or handle) holds it. */
export function lockForWriting(file: string): Lock {
  return inOurWords(file, () => {
    const path = `${file}-lock`;
    ownerOnly(path);
    const db = new Database(path, { timeout: 0, fileMustExist: true });
    try {
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      throw error;
    }
    const lock: Lock = {
      release: () => {
        db.close();
        held.delete(lock);
      },
    };
    held.add(lock);
    return lock;
  });
}

/** Makes an empty file for its owner alone; leaves one that is there untouched and unopened. */
export function ownerOnly(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}
