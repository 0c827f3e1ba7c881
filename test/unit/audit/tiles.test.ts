import { describe, expect, test } from 'vitest';
import { decodeEntries } from '../../../main/core/audit/entry.ts';
import { readLog } from '../../../main/core/audit/log.ts';
import { leafHash, rootHash } from '../../../main/core/audit/merkle.ts';
import { readTiles, tileFiles, tilePath, tilePaths } from '../../../main/core/audit/tiles.ts';
import { concat } from '../../../main/core/encoding/bytes.ts';
import { codeOf, entriesUpTo, exportedLog, key, signedCheckpoint } from './help.ts';

/** `files` with the bytes of one of them changed. */
function changed(files: ReadonlyMap<string, Uint8Array>, path: string, change: (bytes: Uint8Array) => Uint8Array) {
  return new Map([...files].map(([name, bytes]) => [name, name === path ? change(bytes) : bytes]));
}

const flip = (at: number) => (bytes: Uint8Array) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe('tile paths', () => {
  test.each([
    [0, '000'],
    [7, '007'],
    [999, '999'],
    [1000, 'x001/000'],
    [1_234_067, 'x001/x234/067'],
    [12_345_678_901, 'x012/x345/x678/901'],
  ])('%i is %s', (n, path) => {
    expect(tilePath(0, n)).toBe(`tile/0/${path}`);
    expect(tilePath('entries', n, 9)).toBe(`tile/entries/${path}.p/9`);
  });

  test('the specification’s example: 70,000 entries', () => {
    const paths = [...tilePaths(70_000)];
    const of = (folder: string) => paths.filter((path) => path.startsWith(folder));
    expect(of('tile/entries/')).toHaveLength(274);
    expect(of('tile/0/')).toHaveLength(274);
    expect(of('tile/0/').at(-1)).toBe('tile/0/273.p/112');
    expect(of('tile/1/')).toEqual(['tile/1/000', 'tile/1/001.p/17']);
    expect(of('tile/2/')).toEqual(['tile/2/000.p/1']);
    expect(paths).toHaveLength(274 * 2 + 3);
  });

  test('256 entries have a partial tile of one above the full one; none have none', () => {
    expect([...tileFiles(entriesUpTo(256)).keys()]).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
    expect([...tilePaths(0)]).toEqual([]);
  });
});

describe('reading a log back', () => {
  test.each([0, 1, 2, 255, 256, 257, 600])('size %i comes back as written', (size) => {
    const entries = entriesUpTo(size);
    const files = tileFiles(entries);
    expect([...files.keys()]).toEqual([...tilePaths(size)]);
    expect(readTiles(files, size)).toEqual(entries);
    expect(readLog(exportedLog(entries), key.vkey).entries).toEqual(entries);
  });

  test('a tile above holds the roots of the full tiles below', () => {
    const entries = entriesUpTo(600);
    const roots = [0, 256].map((begin) => rootHash(entries.slice(begin, begin + 256).map(leafHash)));
    expect(tileFiles(entries).get('tile/1/000.p/2')).toEqual(concat(...roots));
  });

  const files = exportedLog(entriesUpTo(300));

  test.each([...files.keys()])('%s: flipped anywhere, cut, longer, missing', (path) => {
    const { length } = files.get(path)!;
    for (let at = 0; at < length; at += Math.max(1, Math.floor(length / 60))) {
      expect(
        codeOf(() => readLog(changed(files, path, flip(at)), key.parsed)),
        `byte ${at}`,
      ).not.toBe('accepted');
    }
    expect(codeOf(() => readLog(changed(files, path, flip(length - 1)), key.parsed))).not.toBe('accepted');
    expect(
      codeOf(() =>
        readLog(
          changed(files, path, (b) => b.slice(0, -1)),
          key.vkey,
        ),
      ),
    ).not.toBe('accepted');
    expect(
      codeOf(() =>
        readLog(
          changed(files, path, (b) => concat(b, new Uint8Array(1))),
          key.vkey,
        ),
      ),
    ).not.toBe('accepted');
    const without = new Map([...files].filter(([name]) => name !== path));
    expect(codeOf(() => readLog(without, key.parsed))).toBe(path === 'checkpoint' ? 'LOG-UNSIGNED' : 'TILE-MISSING');
  });

  test('each rule by its name', () => {
    const code = (altered: Map<string, Uint8Array>) => codeOf(() => readLog(altered, key.parsed));
    expect(code(new Map([...files, ['tile/0/001', new Uint8Array(8192)]]))).toBe('TILE-EXTRA');
    expect(code(new Map([...files, ['notes.txt', new Uint8Array(1)]]))).toBe('TILE-EXTRA');
    expect(code(changed(files, 'tile/entries/000', (b) => b.slice(0, -1)))).toBe('TILE-BUNDLE');
    expect(code(changed(files, 'tile/entries/000', (b) => concat(b, new Uint8Array(2))))).toBe('TILE-BUNDLE');
    expect(code(changed(files, 'tile/entries/001.p/44', () => new Uint8Array(88)))).toBe('TILE-BUNDLE');
    expect(code(changed(files, 'tile/entries/000', flip(9)))).toBe('TILE-DIFFERS');
    expect(code(changed(files, 'tile/1/000.p/1', flip(9)))).toBe('TILE-DIFFERS');
    const rewritten = tileFiles([...entriesUpTo(299), new Uint8Array([1])]);
    expect(code(new Map([...rewritten, ['checkpoint', files.get('checkpoint')!]]))).toBe('CHECKPOINT-ROOT');
  });

  test('a log cut back below its checkpoint, and a checkpoint older than the files', () => {
    const older = signedCheckpoint(entriesUpTo(256));
    const cut = exportedLog(entriesUpTo(256));
    expect(
      codeOf(() =>
        readLog(
          changed(cut, 'checkpoint', () => files.get('checkpoint')!),
          key.vkey,
        ),
      ),
    ).toBe('TILE-MISSING');
    expect(
      codeOf(() =>
        readLog(
          changed(files, 'checkpoint', () => older),
          key.vkey,
        ),
      ),
    ).toBe('TILE-EXTRA');
  });

  test('a forged size costs no time', () => {
    expect(codeOf(() => readTiles(tileFiles(entriesUpTo(300)), Number.MAX_SAFE_INTEGER))).toBe('TILE-MISSING');
  });

  test('an entry that no bundle can hold is not written', () => {
    expect(tileFiles([new Uint8Array(65_535)]).get('tile/entries/000.p/1')).toHaveLength(65_537);
    expect(codeOf(() => tileFiles([new Uint8Array(65_536)]))).toBe('ENTRY-LENGTH');
    expect(codeOf(() => tileFiles([new Uint8Array(0)]))).toBe('ENTRY-LENGTH');
  });

  test('entries that swapped places are named', () => {
    const [a, b, c] = entriesUpTo(3);
    expect(decodeEntries([a!, b!, c!]).map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(codeOf(() => decodeEntries([a!, c!, b!]))).toBe('ENTRY-INDEX');
    expect(decodeEntries([c!], 2)).toHaveLength(1);
  });
});
