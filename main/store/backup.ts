/**
 * Backups: SQLite's online copy, checked as any store is, then turned into one file without a WAL, so that it opens
 * from a read-only medium. It has its name only when all of that held.
 */

import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../core/rules.ts';
import { demandLog, demandWhole } from './check.ts';
import { type ReadableDb, inOurWords, openForWriting } from './database.ts';
import { syncFile, syncFolder } from './files.ts';
import { ownerOnly } from './lock.ts';
import { type Head, LogReader } from './log.ts';
import { demandSchema, versionOf } from './migrate.ts';
import { storeRules } from './rules.ts';

/** Copies the store to `to`, which must not exist (STORE-EXISTS). Returns the head of the copy as read back. */
export async function backUp(db: ReadableDb, to: string): Promise<Head> {
  if (existsSync(to)) throw refuse(storeRules, 'STORE-EXISTS', {}, { subject: to });
  const making = `${to}-new`;
  const left = [making, `${making}-journal`, `${making}-wal`, `${making}-shm`];
  for (const path of left) rmSync(path, { force: true });
  try {
    return await copy(db, making, to);
  } finally {
    for (const path of left) rmSync(path, { force: true });
  }
}

async function copy(db: ReadableDb, making: string, to: string): Promise<Head> {
  inOurWords(to, () => ownerOnly(making));
  await db.backup(making).catch((error: unknown) => {
    inOurWords(to, () => {
      throw error;
    });
  });
  return inOurWords(to, () => {
    const head = settle(making);
    syncFile(making);
    renameSync(making, to);
    syncFolder(dirname(to));
    return head;
  });
}

function settle(making: string): Head {
  const db = openForWriting(making);
  try {
    db.pragma('journal_mode = DELETE');
    demandWhole(db, making);
    demandSchema(db, versionOf(db, making), making);
    const frontier = demandLog(db, new LogReader(db));
    return { size: frontier.size, root: frontier.root() };
  } finally {
    db.close();
  }
}
