/**
 * A whole exported log, `public/log/`: `checkpoint` and the tile files, believed together or not at all.
 */

import { equal } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts';
import type { NoteKey } from './note.ts';
import { auditRules } from './rules.ts';
import { readTree } from './tiles.ts';

export interface VerifiedLog {
  readonly checkpoint: Checkpoint;
  readonly entries: Uint8Array[];
  /** Signature lines by keys not asked for, unverified. */
  readonly unknown: string[];
}

/**
 * Believes a log folder: checkpoint signed by `vkey`, exactly its files, its root. Throws the rule that is broken,
 * with the file as subject. That the entries are entries of ours is asked by `decodeEntries`.
 */
export function readLog(files: ReadonlyMap<string, Uint8Array>, vkey: string | NoteKey): VerifiedLog {
  const tiles = new Map(files);
  const note = tiles.get('checkpoint');
  if (note === undefined) throw refuse(auditRules, 'LOG-UNSIGNED');
  tiles.delete('checkpoint');
  const { unknown, ...checkpoint } = verifyCheckpoint(note, vkey);
  const { size, root } = checkpoint;
  const tree = readTree(tiles, size);
  if (!equal(tree.root, root)) throw refuse(auditRules, 'CHECKPOINT-ROOT', { size }, { subject: 'checkpoint' });
  return { checkpoint, entries: tree.entries, unknown };
}
