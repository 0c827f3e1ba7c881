/**
 * A whole exported log, `public/log/`: `checkpoint` and the tile files, believed together or not at all. Beside them lie
 * older checkpoints that witnesses cosigned, `cosigned/<size>`, each a prefix of the same log.
 */

import { equal } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts';
import { leafHash, rootHash } from './merkle.ts';
import type { NoteKey } from './note.ts';
import { auditRules } from './rules.ts';
import { readTree } from './tiles.ts';

/** Where an older cosigned checkpoint lies in the log's folder. */
export const cosignedPath = (size: number) => `cosigned/${String(size)}`;

/** A checkpoint with the signature lines of others, unverified. */
export type Noted = Checkpoint & { readonly note: Uint8Array; readonly unknown: readonly string[] };

export interface VerifiedLog {
  readonly checkpoint: Checkpoint;
  readonly entries: Uint8Array[];
  /** Signature lines by keys not asked for, unverified. */
  readonly unknown: string[];
  /** Every checkpoint here, oldest first, the newest last. */
  readonly noted: readonly Noted[];
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
  const older = takeCosigned(tiles, vkey, size);
  const tree = readTree(tiles, size);
  if (!equal(tree.root, root)) throw refuse(auditRules, 'CHECKPOINT-ROOT', { size }, { subject: 'checkpoint' });
  for (const one of older) demandPrefix(one, tree.entries);
  return { checkpoint, entries: tree.entries, unknown, noted: [...older, { ...checkpoint, note, unknown }] };
}

/** Takes the older checkpoints out of the files, oldest first. Throws LOG-COSIGNED, and as `verifyCheckpoint`. */
function takeCosigned(files: Map<string, Uint8Array>, vkey: string | NoteKey, newest: number): Noted[] {
  const found: Noted[] = [];
  for (const [path, note] of [...files].filter(([name]) => name.startsWith('cosigned/'))) {
    files.delete(path);
    const one = { ...verifyCheckpoint(note, vkey, path), note };
    if (path !== cosignedPath(one.size) || one.size >= newest || one.unknown.length === 0)
      throw refuse(auditRules, 'LOG-COSIGNED', { size: one.size }, { subject: path });
    found.push(one);
  }
  return found.sort((a, b) => a.size - b.size);
}

/** Throws CHECKPOINT-ROOT: two checkpoints under the log's key that do not continue one another are a fork. */
function demandPrefix({ size, root }: Noted, entries: readonly Uint8Array[]): void {
  if (equal(rootHash(entries.slice(0, size).map(leafHash)), root)) return;
  throw refuse(auditRules, 'CHECKPOINT-ROOT', { size }, { subject: cosignedPath(size) });
}
