/**
 * The log as static files: C2SP tlog-tiles v0.1.0, tiles of height 8 and entry bundles.
 *
 * `tile/<L>/<N>[.p/<W>]` holds W (256 if full) node hashes of level 8·L, `tile/entries/<N>[.p/<W>]` as many entries,
 * each behind its length as u16. A reader of ours wants exactly the files of the checkpoint's size, and no more.
 */

import { concat, equal, readU16, u16 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { encodedEntryLimit } from './entry.ts';
import { Frontier, leafHash } from './merkle.ts';
import { auditRules } from './rules.ts';

const tileWidth = 256;
const tileHeight = 8;

interface Tile {
  readonly path: string;
  /** Index of the first hash or entry, counted in this level. */
  readonly begin: number;
  readonly width: number;
}

/** 1234067 → `x001/x234/067`. */
function tileNumber(n: number): string {
  const digits = String(n);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The path of tile `n` below `tile/<level>`, where `width` of its 256 places are filled. */
export function tilePath(level: number | 'entries', n: number, width = tileWidth): string {
  return `tile/${level}/${tileNumber(n)}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The tiles over `count` hashes or entries of one level, one after the other. */
function* tilesOver(level: number | 'entries', count: number): Generator<Tile> {
  for (let n = 0; n * tileWidth < count; n++) {
    const begin = n * tileWidth;
    const width = Math.min(tileWidth, count - begin);
    yield { path: tilePath(level, n, width), begin, width };
  }
}

/** Every path a log of `size` entries has, relative to the folder that holds `checkpoint`. */
export function* tilePaths(size: number): Generator<string> {
  for (const { path } of tilesOver('entries', size)) yield path;
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth)) {
    for (const { path } of tilesOver(level, count)) yield path;
  }
}

function bundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(...entries.flatMap((entry) => [u16(entry.length), entry]));
}

/** The root, and the node hashes of the levels that tiles hold: 0, 8, 16, … */
function hashTree(entries: readonly Uint8Array[]): { levels: Uint8Array[][]; root: Uint8Array } {
  const levels: Uint8Array[][] = [];
  const frontier = new Frontier();
  for (const entry of entries) {
    for (const { level, hash } of frontier.append(leafHash(entry))) {
      if (level % tileHeight === 0) (levels[level / tileHeight] ??= []).push(hash);
    }
  }
  return { levels, root: frontier.root() };
}

function hashTiles(levels: readonly Uint8Array[][]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  levels.forEach((hashes, level) => {
    for (const { path, begin, width } of tilesOver(level, hashes.length)) {
      files.set(path, concat(...hashes.slice(begin, begin + width)));
    }
  });
  return files;
}

/** The files of a log of these entries. Throws ENTRY-LENGTH for an entry that no bundle can hold. */
export function tileFiles(entries: readonly Uint8Array[]): Map<string, Uint8Array> {
  entries.forEach(({ length }, i) => {
    if (length === 0 || length > encodedEntryLimit) {
      throw refuse(auditRules, 'ENTRY-LENGTH', { limit: encodedEntryLimit, length }, { subject: `entry ${i}` });
    }
  });
  const files = new Map<string, Uint8Array>();
  for (const { path, begin, width } of tilesOver('entries', entries.length)) {
    files.set(path, bundle(entries.slice(begin, begin + width)));
  }
  return new Map([...files, ...hashTiles(hashTree(entries).levels)]);
}

/** Entries of one bundle, exactly `width` of them and nothing behind. Throws TILE-BUNDLE. */
function readBundle(bytes: Uint8Array, { path, width }: Tile): Uint8Array[] {
  const bad = () => refuse(auditRules, 'TILE-BUNDLE', { count: width }, { subject: path });
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    if (at + 2 > bytes.length) throw bad();
    const end = at + 2 + readU16(bytes, at);
    if (end > bytes.length || end === at + 2) throw bad();
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (at !== bytes.length) throw bad();
  return entries;
}

/** Stops at the first path that is not there, so that a forged size costs no more than the files given. */
function demandExactly(files: ReadonlyMap<string, Uint8Array>, size: number): void {
  const needed = new Set<string>();
  for (const path of tilePaths(size)) {
    if (!files.has(path)) throw refuse(auditRules, 'TILE-MISSING', { size }, { subject: path });
    needed.add(path);
  }
  for (const path of files.keys()) {
    if (!needed.has(path)) throw refuse(auditRules, 'TILE-EXTRA', { size }, { subject: path });
  }
}

/**
 * The entries of a log of `size` entries from its `tile/…` files, and their root, which is the caller's to compare:
 * exactly the files needed, each hash tile equal to what the entries give.
 * Throws TILE-MISSING, TILE-EXTRA, TILE-BUNDLE, TILE-DIFFERS with the file as subject.
 */
export function readTree(
  files: ReadonlyMap<string, Uint8Array>,
  size: number,
): { entries: Uint8Array[]; root: Uint8Array } {
  demandExactly(files, size);
  const entries: Uint8Array[] = [];
  for (const tile of tilesOver('entries', size)) entries.push(...readBundle(files.get(tile.path)!, tile));
  const { levels, root } = hashTree(entries);
  for (const [path, hashes] of hashTiles(levels)) {
    if (!equal(hashes, files.get(path)!)) throw refuse(auditRules, 'TILE-DIFFERS', {}, { subject: path });
  }
  return { entries, root };
}

/** The entries alone; see `readTree`. */
export function readTiles(files: ReadonlyMap<string, Uint8Array>, size: number): Uint8Array[] {
  return readTree(files, size).entries;
}
