/**
 * Files that are whole or not there: written beside their place or under staging, synced, then given their name.
 *
 * Nothing is overwritten: a name that is taken by other content is an error, the same content is "already done".
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { reasonOf } from './reasons.ts';
import { appRules } from './rules.ts';

export interface NamedBytes {
  /** Relative to the home of the consortium, `/` between parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What the log keeps of a file. */
export interface FileHash {
  readonly path: string;
  readonly sha256: string;
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function hashesOf(files: readonly NamedBytes[]): FileHash[] {
  return files.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes) }));
}

/** Of a file that is for everybody. */
export const publicFile = 0o644;

/** What a person names is no larger, in bytes: a picture of a sheet, a document to sign. */
export const namedMost = 64 * 1024 * 1024;

/** Reads a file a person named, of at most `most` bytes. FILE-READ with the reason. */
export function readNamed(path: string, most = namedMost): Uint8Array {
  const unread = (reason: Text, cause?: unknown) => refuse(appRules, 'FILE-READ', { reason }, { subject: path, cause });
  try {
    // Without waiting: a pipe that nobody writes to would hold the whole process, interrupts included.
    const fd = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    try {
      const stat = fstatSync(fd);
      if (!stat.isFile()) throw unread({ en: 'no ordinary file', zh: '不是普通文件' });
      if (stat.size > most) throw unread(tooLarge(stat.size, most));
      return new Uint8Array(readFileSync(fd));
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw error instanceof RootsealError ? error : unread(reasonOf(error), error);
  }
}

const tooLarge = (size: number, most: number): Text => ({
  en: `it has ${size} bytes, at most ${most} are taken here`,
  zh: `它有 ${size} 字节，此处最多接受 ${most} 字节`,
});

/** The file system's refusals (no space, read-only, no permission) as a rule of ours, exit 3. */
export function onDisk<T>(
  subject: string,
  act: () => T,
  rule: 'HOME-WRITE' | 'MEDIUM-WRITE' | 'RETURN-PLACE' = 'HOME-WRITE',
): T {
  try {
    return act();
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw refuse(appRules, rule, { reason: reasonOf(cause) }, { subject, cause });
  }
}

/**
 * Makes a folder and those above it. Level by level: Node's own `recursive` never ends where a file system answers
 * ENOENT to mkdir itself, as /proc does.
 */
export function makeFolders(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path), mode);
  mkdirSync(path, { mode });
}

/** Syncs a folder's own entries, so that a rename outlives a power cut. */
export function syncFolder(path: string): void {
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Syncs every folder between these files and `top`, which is among them: each once. */
export function syncFolders(top: string, paths: readonly string[]): void {
  const folders = new Set<string>([top]);
  for (const path of paths)
    for (let folder = dirname(path); folder.length > top.length; folder = dirname(folder)) folders.add(folder);
  for (const folder of folders) syncFolder(folder);
}

/** Writes and syncs; what is there already is refused (EEXIST), never overwritten. */
export function writeSynced(path: string, bytes: Uint8Array, mode: number): void {
  const fd = openSync(path, 'wx', mode);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** What media without hard links (FAT, some network folders) answer to `link`. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a finished file its name unless the name is taken: by a hard link, which never overwrites. */
function claim(part: string, path: string): void {
  try {
    linkSync(part, path);
  } catch (error) {
    if (!noLinks.has((error as NodeJS.ErrnoException).code ?? '') || existsSync(path)) throw error;
    renameSync(part, path);
  }
}

/**
 * Writes a file a person named, for its owner alone unless said. It has its name only when it is whole and synced;
 * a crash leaves `<path>.part` at most. FILE-EXISTS, HOME-WRITE.
 */
export function writeNew(path: string, bytes: Uint8Array, mode = 0o600): void {
  const part = `${path}.part`;
  if (existsSync(path)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: path });
  onDisk(path, () => {
    makeFolders(dirname(path), 0o700);
    rmSync(part, { force: true });
    try {
      writeSynced(part, bytes, mode);
      claim(part, path);
    } finally {
      rmSync(part, { force: true });
    }
    syncFolder(dirname(path));
  });
}

/** Every name is free, and no two are the same, before the first file of several is written. FILE-EXISTS. */
export function demandFree(paths: readonly string[]): void {
  const taken = paths.find((path, i) => existsSync(path) || paths.indexOf(path) < i);
  if (taken !== undefined) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: taken });
}

/** Replaces a file that may be made again (a log tile, the settings) in one rename; `scratch` is on the same medium. */
export function replaceFile(path: string, bytes: Uint8Array, scratch: string, mode = 0o644): void {
  onDisk(path, () => {
    makeFolders(dirname(scratch), 0o700);
    rmSync(scratch, { force: true });
    writeSynced(scratch, bytes, mode);
    renameSync(scratch, path);
    syncFolder(dirname(path));
  });
}

/** The files below a folder, relative, sorted; empty when there is none. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => !e.isDirectory())
    .map((e) =>
      join(e.parentPath, e.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

export function isEmptyOrAbsent(folder: string): boolean {
  return onDisk(
    folder,
    () => !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0),
  );
}

/**
 * Overwrites a file in its place, synced. On media that write elsewhere (flash, journals, snapshots) the old blocks may
 * still be there: nobody is told that they are gone (docs/adr/064-renewing-share-sets.md).
 */
export function shred(place: string): void {
  const fd = openSync(place, 'r+');
  try {
    const { size } = fstatSync(fd);
    for (let at = 0; at < size;) at += writeSync(fd, new Uint8Array(size - at), 0, size - at, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Overwrites a file in its place and removes it. */
export function destroyFile(place: string): void {
  shred(place);
  rmSync(place, { force: true });
  syncFolder(dirname(place));
}
