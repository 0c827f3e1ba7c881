/**
 * The store of one consortium, `ceremony.db`: the append-only log, its tree and checkpoints, and a few settings.
 *
 * One process writes (exclusive lock), any number read beside it. An append is one transaction, on the medium when it
 * returns. Every opening checks the whole store (`check.ts`) before anything else is done with it, but for a reader's
 * that asks for less (`unlessSeen`).
 */

import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Frontier } from '../core/audit/merkle.ts';
import { leafHash } from '../core/audit/merkle.ts';
import { refuse } from '../core/rules.ts';
import { backUp } from './backup.ts';
import { demandLog, demandWhole } from './check.ts';
import { type ReadableDb, type WritableDb, beDurable, inOurWords, openForReading, openForWriting } from './database.ts';
import { syncFolder } from './files.ts';
import { type Lock, lockForWriting, ownerOnly } from './lock.ts';
import { type Head, LogReader, LogWriter, type StoredCheckpoint } from './log.ts';
import {
  type StoredCosignature,
  cosignaturesIn,
  cosignaturesSince,
  demandCosignature,
  insertCosignature,
} from './cosignatures.ts';
import { demandSchema, migrate, oldestRead, versionOf } from './migrate.ts';
import { storeRules } from './rules.ts';
import { remember, stateOfFiles, wasChecked } from './seen.ts';

export { type StoredCosignature } from './cosignatures.ts';
export { type Head, type StoredCheckpoint, statedHead } from './log.ts';
export { storeRules } from './rules.ts';

export interface ReadableStore {
  head(): Head;
  /** The head the log would have with these entries behind it; nothing is written. */
  headAfter(entries: readonly Uint8Array[]): Head;
  /** The bytes of entries `from` … `to` − 1; all of them unless said. */
  entries(from?: number, to?: number): Uint8Array[];
  /** Hash of the complete subtree (level, index): what `inclusionProof` and `consistencyProof` read. */
  node(level: number, index: number): Uint8Array;
  lastCheckpoint(): StoredCheckpoint | undefined;
  /** Oldest first. */
  checkpoints(): StoredCheckpoint[];
  /** Oldest first. */
  cosignatures(): StoredCosignature[];
  setting(key: string): string | undefined;
  /** A checked copy that is one file, readable from a read-only medium. Throws STORE-EXISTS. */
  backup(to: string): Promise<Head>;
  close(): void;
}

export interface Store extends ReadableStore {
  /**
   * Appends the next entries, and a checkpoint of exactly the head they give, in one synced transaction.
   * Throws ENTRY-…, NOTE-…, CHECKPOINT-FORM, STORE-CHECKPOINT, STORE-CHANGED, STORE-DISK; then nothing was written.
   */
  append(entries: readonly Uint8Array[], checkpoint?: StoredCheckpoint): Head;
  /**
   * A witness's cosignature over a checkpoint that is here; false if it is here already.
   * Throws STORE-COSIGNATURE, VKEY-…, NOTE-LINE, COSIGNATURE-…; then nothing was written.
   */
  addCosignature(one: StoredCosignature): boolean;
  putSetting(key: string, value: string): void;
}

const headOf = (frontier: Frontier): Head => ({ size: frontier.size, root: frontier.root() });

class Reader implements ReadableStore {
  protected readonly file: string;
  protected readonly db: ReadableDb;
  protected readonly log: LogReader;
  private readonly settingRow;

  constructor(file: string, db: ReadableDb) {
    this.file = file;
    this.db = db;
    this.log = new LogReader(db);
    this.settingRow = db.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  }

  protected frontier(): Frontier {
    return this.db.transaction(() => this.log.frontier())();
  }

  head(): Head {
    return inOurWords(this.file, () => headOf(this.frontier()));
  }

  headAfter(entries: readonly Uint8Array[]): Head {
    return inOurWords(this.file, () => {
      const frontier = this.frontier().clone();
      for (const bytes of entries) frontier.append(leafHash(bytes));
      return headOf(frontier);
    });
  }

  entries(from = 0, to = Number.MAX_SAFE_INTEGER): Uint8Array[] {
    return inOurWords(this.file, () => this.log.entries(from, to));
  }

  node(level: number, index: number): Uint8Array {
    return inOurWords(this.file, () => this.log.node(level, index));
  }

  lastCheckpoint(): StoredCheckpoint | undefined {
    return inOurWords(this.file, () => this.log.checkpoints(1)[0]);
  }

  checkpoints(): StoredCheckpoint[] {
    return inOurWords(this.file, () => this.log.checkpoints());
  }

  cosignatures(): StoredCosignature[] {
    return inOurWords(this.file, () =>
      versionOf(this.db, this.file) < cosignaturesSince ? [] : cosignaturesIn(this.db),
    );
  }

  setting(key: string): string | undefined {
    return inOurWords(this.file, () => this.settingRow.get(key));
  }

  backup(to: string): Promise<Head> {
    return backUp(this.db, resolve(to));
  }

  close(): void {
    this.db.close();
  }
}

class Writer extends Reader implements Store {
  private readonly lock: Lock;
  private readonly writer: LogWriter;
  private readonly writable: WritableDb;
  private readonly settingPut;
  private edge: Frontier;

  constructor(file: string, db: WritableDb, lock: Lock, edge: Frontier) {
    super(file, db);
    this.lock = lock;
    this.edge = edge;
    this.writable = db;
    this.writer = new LogWriter(db, this.log, file);
    this.settingPut = db.prepare<[string, string]>(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    );
  }

  /** Nobody else writes, so the frontier is kept and not read again. */
  protected override frontier(): Frontier {
    return this.edge;
  }

  append(entries: readonly Uint8Array[], checkpoint?: StoredCheckpoint): Head {
    return inOurWords(this.file, () => {
      this.edge = this.writer.append(this.edge, entries, checkpoint);
      return headOf(this.edge);
    });
  }

  addCosignature(one: StoredCosignature): boolean {
    return inOurWords(this.file, () => {
      demandCosignature(one, this.log.checkpoints());
      return insertCosignature(this.writable, one);
    });
  }

  putSetting(key: string, value: string): void {
    inOurWords(this.file, () => this.settingPut.run(key, value));
  }

  override close(): void {
    super.close();
    this.lock.release();
  }
}

/** A new store is made beside its place and renamed into it: it is whole or not there. Only under the lock. */
function create(file: string): void {
  const making = `${file}-new`;
  for (const left of [making, `${making}-journal`]) rmSync(left, { force: true });
  ownerOnly(making);
  const db = openForWriting(making);
  try {
    migrate(db);
  } finally {
    db.close();
  }
  renameSync(making, file);
  syncFolder(dirname(file));
}

function reader(file: string, unlessSeen: boolean): ReadableStore {
  const state = unlessSeen ? stateOfFiles(file) : undefined;
  const db = openForReading(file);
  try {
    const found = versionOf(db, file);
    if (found < oldestRead) throw refuse(storeRules, 'STORE-OLDER', { found, known: oldestRead }, { subject: file });
    if (!wasChecked(file, state)) {
      demandWhole(db, file);
      demandSchema(db, found, file);
      demandLog(db, new LogReader(db));
      if (unlessSeen) remember(file, state);
    }
    return new Reader(file, db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function writer(file: string, lock: Lock): Store {
  const db = openForWriting(file);
  try {
    const found = versionOf(db, file);
    demandWhole(db, file);
    demandSchema(db, found, file);
    beDurable(db);
    migrate(db);
    return new Writer(file, db, lock, demandLog(db, new LogReader(db)));
  } catch (error) {
    db.close();
    throw error;
  }
}

function openLocked(file: string, mustCreate: boolean): Store {
  const lock = lockForWriting(file);
  try {
    if (mustCreate && existsSync(file)) throw refuse(storeRules, 'STORE-EXISTS', {}, { subject: file });
    if (mustCreate) create(file);
    return writer(file, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

export interface OpenOptions {
  /** Makes a new store; one that is there is refused (STORE-EXISTS). */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** Of a store to read: leaves out the check when this process has made it and nothing was written since (`seen.ts`). */
  readonly unlessSeen?: boolean;
}

/**
 * Opens the store in `file`. Throws STORE-MISSING, -EXISTS, -BUSY (exit 3), -DISK (exit 3), -FOREIGN, -NEWER, -OLDER,
 * -SCHEMA, -CORRUPT, -DAMAGED (names the entry), -CHECKPOINT-DAMAGED.
 */
export function openStore(file: string, options: OpenOptions & { readonly readonly: true }): ReadableStore;
export function openStore(file: string, options?: OpenOptions & { readonly readonly?: false }): Store;
export function openStore(file: string, options: OpenOptions = {}): ReadableStore {
  const path = resolve(file);
  if (options.create !== true && !existsSync(path)) throw refuse(storeRules, 'STORE-MISSING', {}, { subject: path });
  return inOurWords(path, () =>
    options.readonly === true ? reader(path, options.unlessSeen === true) : openLocked(path, options.create === true),
  );
}
