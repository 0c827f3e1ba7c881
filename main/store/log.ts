/**
 * The log in SQL: entries, nodes and checkpoints, read through any handle, written through the writer's.
 */

import { parseCheckpoint } from '../core/audit/checkpoint.ts';
import { decodeEntries } from '../core/audit/entry.ts';
import { Frontier, leafHash } from '../core/audit/merkle.ts';
import { parseNote } from '../core/audit/note.ts';
import { equal, sha256 } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { storeRules } from './rules.ts';

export interface Head {
  /** Number of entries. */
  readonly size: number;
  /** RFC 6962 root, 32 bytes. */
  readonly root: Uint8Array;
}

export interface StoredCheckpoint {
  readonly size: number;
  /** The whole signed note. */
  readonly note: Uint8Array;
}

/** A plain array over the same memory: a Buffer compares and prints differently. */
const plain = (bytes: Uint8Array) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);

/** The entry that completes the subtree (level, index), under which its hash is kept. */
const lastEntry = (level: number, index: number): number => (index + 1) * 2 ** level - 1;

/** Statements of one handle, prepared once. */
export class LogReader {
  private readonly sizeRow;
  private readonly nodeRow;
  private readonly entryRows;
  private readonly checkpointRows;
  private readonly digestRows;

  constructor(db: ReadableDb) {
    this.sizeRow = db.prepare<[], number>('SELECT coalesce(max(idx) + 1, 0) FROM entries').pluck();
    this.nodeRow = db
      .prepare<[number, number], Uint8Array>('SELECT hash FROM nodes WHERE entry = ? AND level = ?')
      .pluck();
    this.entryRows = db
      .prepare<[number, number], Uint8Array>('SELECT bytes FROM entries WHERE idx >= ? AND idx < ? ORDER BY idx')
      .pluck();
    this.checkpointRows = db.prepare<[number], StoredCheckpoint>(
      'SELECT size, note FROM checkpoints ORDER BY seq DESC LIMIT ?',
    );
    this.digestRows = db.prepare<[], Uint8Array>('SELECT sha256 FROM checkpoints ORDER BY seq').pluck();
  }

  size(): number {
    return this.sizeRow.get() ?? 0;
  }

  /** Hash of a complete subtree. Throws STORE-DAMAGED when the tree should have it and has not. */
  node(level: number, index: number): Uint8Array {
    const entry = lastEntry(level, index);
    const hash = this.nodeRow.get(entry, level);
    if (hash !== undefined) return plain(hash);
    throw refuse(
      storeRules,
      'STORE-DAMAGED',
      { entry, reason: `node ${level}/${index}` },
      { subject: `entry ${entry}` },
    );
  }

  frontier(): Frontier {
    return Frontier.at(this.size(), (level, index) => this.node(level, index));
  }

  entries(from: number, to: number): Uint8Array[] {
    return this.entryRows.all(from, to).map(plain);
  }

  /** One after the other, for logs that need not lie in memory whole. */
  *eachEntry(): Generator<Uint8Array> {
    for (const bytes of this.entryRows.iterate(0, Number.MAX_SAFE_INTEGER)) yield plain(bytes);
  }

  /** What was recorded of each note when it was taken in, oldest first. */
  noteDigests(): Uint8Array[] {
    return this.digestRows.all();
  }

  /** Oldest first; the newest `limit` of them, or all (−1). */
  checkpoints(limit = -1): StoredCheckpoint[] {
    const rows = this.checkpointRows.all(limit).map(({ size, note }) => ({ size, note: plain(note) }));
    return rows.reverse();
  }
}

/** What a checkpoint's note says, without believing its signature (the vault made it, the verifier asks). */
export const statedHead = (note: Uint8Array): Head => parseCheckpoint(parseNote(note).text);

/** Throws STORE-CHECKPOINT unless the note, and the size given with it, are of exactly this head. */
function demandHead({ size, note }: StoredCheckpoint, head: Head): void {
  const stated = statedHead(note);
  if (stated.size === head.size && size === head.size && equal(stated.root, head.root)) return;
  throw refuse(storeRules, 'STORE-CHECKPOINT', { found: stated.size, wanted: head.size });
}

/** The one way into the log: entries, the nodes they complete and a checkpoint, all or nothing. */
export class LogWriter {
  private readonly insertEntry;
  private readonly insertNode;
  private readonly insertCheckpoint;
  private readonly commit;
  private readonly reader: LogReader;
  private readonly file: string;

  constructor(db: WritableDb, reader: LogReader, file: string) {
    this.reader = reader;
    this.file = file;
    this.insertEntry = db.prepare<[number, Uint8Array]>('INSERT INTO entries (idx, bytes) VALUES (?, ?)');
    this.insertNode = db.prepare<[number, number, Uint8Array]>(
      'INSERT INTO nodes (entry, level, hash) VALUES (?, ?, ?)',
    );
    this.insertCheckpoint = db.prepare<[number, Uint8Array, Uint8Array]>(
      'INSERT INTO checkpoints (seq, size, note, sha256) SELECT coalesce(max(seq) + 1, 0), ?, ?, ? FROM checkpoints',
    );
    this.commit = db.transaction(this.write.bind(this));
  }

  /**
   * Appends to the log that `before` is the frontier of; returns the frontier after. On return it is on the medium.
   * Throws ENTRY-… for entries that are not the next ones, STORE-CHECKPOINT, STORE-CHANGED; then nothing was written.
   */
  append(before: Frontier, entries: readonly Uint8Array[], checkpoint?: StoredCheckpoint): Frontier {
    decodeEntries(entries, before.size);
    return this.commit.immediate(before.clone(), entries, checkpoint);
  }

  private write(frontier: Frontier, entries: readonly Uint8Array[], checkpoint?: StoredCheckpoint): Frontier {
    const found = this.reader.size();
    if (found !== frontier.size) {
      throw refuse(storeRules, 'STORE-CHANGED', { found, wanted: frontier.size }, { subject: this.file });
    }
    for (const bytes of entries) this.writeEntry(frontier, bytes);
    if (checkpoint !== undefined) {
      demandHead(checkpoint, { size: frontier.size, root: frontier.root() });
      this.insertCheckpoint.run(checkpoint.size, checkpoint.note, sha256(checkpoint.note));
    }
    return frontier;
  }

  private writeEntry(frontier: Frontier, bytes: Uint8Array): void {
    const entry = frontier.size;
    this.insertEntry.run(entry, bytes);
    for (const { level, hash } of frontier.append(leafHash(bytes))) this.insertNode.run(entry, level, hash);
  }
}
