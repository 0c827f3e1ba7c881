/**
 * `public/log/`: the log up to its newest checkpoint as a C2SP tlog-tiles folder.
 *
 * It is derived from the store and written again whole whenever the folder is opened or a checkpoint is signed:
 * tiles first, then the checkpoint, then superseded partial tiles go. Repeating it mends an interrupted one.
 */
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLines } from '../core/audit/cosignature.ts';
import { cosignedPath } from '../core/audit/log.ts';
import { tileFiles } from '../core/audit/tiles.ts';
import { equal } from '../core/encoding/bytes.ts';
import { refuse } from '../core/rules.ts';
import { type ReadableStore, openStore } from '../store/store.ts';
import { isEmptyOrAbsent, listFiles, makeFolders, onDisk, replaceFile, writeNew } from './files.ts';
import { Home } from './home.ts';
import { appRules } from './rules.ts';

/**
 * The files of the tile folder at the newest checkpoint, `checkpoint` last; empty before the first one. Checkpoints before
 * it that witnesses cosigned stay beside it.
 */
export function logFiles(store: ReadableStore): Map<string, Uint8Array> {
  const last = store.lastCheckpoint();
  if (!last) return new Map();
  const cosigned = cosignedNotes(store);
  const newest = cosigned.get(last.size) ?? last.note;
  cosigned.delete(last.size);
  const before = [...cosigned].map(([size, note]) => [cosignedPath(size), note] as const);
  return new Map([...tileFiles(store.entries(0, last.size)), ...before, ['checkpoint', newest]]);
}

/** The newest checkpoint with its cosignatures, if there is one. */
export function newestCosigned(store: ReadableStore): { size: number; note: Uint8Array } | undefined {
  const last = store.lastCheckpoint();
  return last && { size: last.size, note: cosignedNotes(store).get(last.size) ?? last.note };
}

/** By size, the newest note of that size with all of its cosignatures. */
function cosignedNotes(store: ReadableStore): Map<number, Uint8Array> {
  const plain = new Map(store.checkpoints().map(({ size, note }) => [size, note]));
  const notes = new Map<number, Uint8Array>();
  for (const { size, line } of store.cosignatures()) {
    const note = notes.get(size) ?? plain.get(size);
    if (note) notes.set(size, withLines(note, [line]));
  }
  return notes;
}

/** Brings `public/log/` to hold exactly the log at its newest checkpoint. */
export function exportLog(home: Home, store: ReadableStore): void {
  const folder = home.path('public', 'log');
  const files = logFiles(store);
  for (const [path, bytes] of files) {
    const place = join(folder, path);
    if (existsSync(place) && equal(new Uint8Array(readFileSync(place)), bytes)) continue;
    makeFolderOf(place);
    replaceFile(place, bytes, home.scratch);
  }
  for (const path of listFiles(folder)) if (!files.has(path)) onDisk(folder, () => rmSync(join(folder, path)));
  onDisk(folder, () => dropEmpty(folder));
}

/** Below a folder: of a partial tile that has become whole, its folder stays empty, and no reader of the log knows it. */
function dropEmpty(folder: string): void {
  const below = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const one of below.filter((each) => each.isDirectory())) {
    const path = join(folder, one.name);
    dropEmpty(path);
    if (readdirSync(path).length === 0) rmdirSync(path);
  }
}

function makeFolderOf(file: string): void {
  onDisk(file, () => makeFolders(dirname(file), 0o755));
}

/** Copies the log of a home up to its newest checkpoint, with its verifier key, into a new folder. HOME-NOT-EMPTY. */
export function exportLogTo(dir: string, out: string): { size: number; files: string[] } {
  const home = new Home(dir);
  home.mustExist();
  if (!isEmptyOrAbsent(out)) throw refuse(appRules, 'HOME-NOT-EMPTY', {}, { subject: out });
  const store = openStore(home.database, { readonly: true });
  try {
    const files = new Map(logFiles(store));
    if (files.size > 0) files.set('log.vkey', home.read('public/log.vkey'));
    for (const [path, bytes] of files) {
      makeFolderOf(join(out, path));
      writeNew(join(out, path), bytes, 0o644);
    }
    return { size: store.lastCheckpoint()?.size ?? 0, files: [...files.keys()] };
  } finally {
    store.close();
  }
}
