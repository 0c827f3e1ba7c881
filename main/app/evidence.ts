/**
 * What the log has recorded of this home, held against what lies there before anything is opened or written.
 *
 * The store is a file like any other: a copy of an earlier day, or of another ceremony, must not pass while a
 * checkpoint that contradicts it lies beside it (docs/architecture.md, "The home of a consortium").
 */
import { existsSync } from 'node:fs';
import { parseCheckpoint } from '../core/audit/checkpoint.ts';
import { leafHash, rootHash } from '../core/audit/merkle.ts';
import { parseNote } from '../core/audit/note.ts';
import { equal } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import type { FileHash } from './files.ts';
import { appRules } from './rules.ts';
import { type Run, filesOf } from './run.ts';

/** Reads a file that an act made, as the log recorded it. HOME-LOST, HOME-ALTERED, HOME-UNRECORDED. */
export function recorded(run: Run, path: string): Uint8Array {
  const file = recordOf(run, path);
  if (!file) throw refuse(appRules, 'HOME-UNRECORDED', {}, { subject: path });
  return run.home.readBack(file);
}

function recordOf(run: Run, path: string): FileHash | undefined {
  return run.journal
    .entries()
    .flatMap(({ kind, data }) => (kind === 'step.done' ? filesOf(data, 'files') : []))
    .find((file) => file.path === path);
}

/** HOME-LOG-AHEAD when a checkpoint that lies in the home is not one that this store grew out of. */
export function demandPublished(run: Run): void {
  for (const path of ['public/log/checkpoint', 'closing/checkpoint'])
    if (existsSync(run.home.path(path)) && !grownFrom(run, path)) {
      const signed = run.journal.store.lastCheckpoint()?.size ?? 0;
      throw refuse(appRules, 'HOME-LOG-AHEAD', { signed }, { subject: path });
    }
}

/** Its signature is not asked: a checkpoint that cannot be of this log stops the work whoever wrote it. */
function grownFrom(run: Run, path: string): boolean {
  const { origin, size, root } = parseCheckpoint(parseNote(run.home.read(path), path).text, path);
  const signed = run.journal.store.lastCheckpoint()?.size ?? 0;
  return origin === run.journal.id.origin && size <= signed && equal(rootAt(run, size), root);
}

function rootAt(run: Run, size: number): Uint8Array {
  return rootHash(run.journal.store.entries(0, size).map((entry) => leafHash(entry)));
}
