/**
 * What is asked of a store each time it is opened: is the file whole, is its schema ours, do tree and entries agree,
 * is every checkpoint over these entries. It reads everything once and changes nothing.
 */

import { Frontier, type Node, leafHash, rootAt } from '../core/audit/merkle.ts';
import { equal, sha256 } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import { cosignaturesIn, cosignaturesSince, demandCosignature } from './cosignatures.ts';
import type { ReadableDb } from './database.ts';
import { type LogReader, type StoredCheckpoint, statedHead } from './log.ts';
import { storeRules } from './rules.ts';

/** SQLite's own quick check. Throws STORE-CORRUPT. */
export function demandWhole(db: ReadableDb, subject: string): void {
  const reason = String(db.pragma('quick_check(1)', { simple: true }));
  if (reason !== 'ok') throw refuse(storeRules, 'STORE-CORRUPT', { reason }, { subject });
}

const damaged = (entry: number, reason: string) =>
  refuse(storeRules, 'STORE-DAMAGED', { entry, reason }, { subject: `entry ${entry}` });

/** The nodes of one entry must be there, and be what the entries give. */
function demandNodes(completed: readonly Node[], reader: LogReader, entry: number): void {
  for (const { level, index, hash } of completed) {
    if (!equal(reader.node(level, index), hash)) throw damaged(entry, `node ${level}/${index}`);
  }
}

/** Rebuilds the tree from the entries and compares. Throws STORE-DAMAGED naming the first entry that disagrees. */
function demandTree(db: ReadableDb, reader: LogReader): Frontier {
  const frontier = new Frontier();
  let nodes = 0;
  for (const bytes of reader.eachEntry()) {
    const completed = frontier.append(leafHash(bytes));
    demandNodes(completed, reader, frontier.size - 1);
    nodes += completed.length;
  }
  // A gap: the last index runs ahead of the number of entries.
  if (frontier.size !== reader.size()) throw damaged(frontier.size, 'missing');
  const kept = db.prepare<[], number>('SELECT count(*) FROM nodes').pluck().get();
  if (kept !== nodes) throw damaged(frontier.size, 'nodes without entries');
  return frontier;
}

/** What is wrong with a stored checkpoint, or undefined. Throws what `parseNote` and `parseCheckpoint` throw. */
function faultOf(
  checkpoint: StoredCheckpoint,
  digest: Uint8Array,
  size: number,
  reader: LogReader,
): string | undefined {
  if (!equal(sha256(checkpoint.note), digest)) return 'note';
  const stated = statedHead(checkpoint.note);
  if (stated.size !== checkpoint.size || stated.size > size) return 'size';
  const root = rootAt(stated.size, (level, index) => reader.node(level, index));
  return equal(root, stated.root) ? undefined : 'root';
}

/** Throws STORE-CHECKPOINT-DAMAGED naming the first checkpoint that is not over these entries. */
function demandCheckpoints(reader: LogReader, size: number): void {
  const digests = reader.noteDigests();
  reader.checkpoints().forEach((one, number) => {
    const bad = (reason: string, cause?: unknown) => {
      const detail = { subject: `checkpoint ${number}`, cause };
      return refuse(storeRules, 'STORE-CHECKPOINT-DAMAGED', { size: one.size, reason }, detail);
    };
    let fault: string | undefined;
    try {
      fault = faultOf(one, digests[number]!, size, reader);
    } catch (cause) {
      throw bad('note', cause);
    }
    if (fault !== undefined) throw bad(fault);
  });
}

/** Throws STORE-CHECKPOINT-DAMAGED naming the first cosignature that its witness's key does not give. */
function demandCosignatures(db: ReadableDb, reader: LogReader): void {
  if (Number(db.pragma('user_version', { simple: true })) < cosignaturesSince) return;
  const checkpoints = reader.checkpoints();
  cosignaturesIn(db).forEach((one, number) => {
    try {
      demandCosignature(one, checkpoints);
    } catch (cause) {
      const detail = { subject: `cosignature ${String(number)}`, cause };
      throw refuse(storeRules, 'STORE-CHECKPOINT-DAMAGED', { size: one.size, reason: 'cosignature' }, detail);
    }
  });
}

/** The frontier of a log that agrees with itself, read in one transaction. */
export function demandLog(db: ReadableDb, reader: LogReader): Frontier {
  return db.transaction(() => {
    const frontier = demandTree(db, reader);
    demandCheckpoints(reader, frontier.size);
    demandCosignatures(db, reader);
    return frontier;
  })();
}
