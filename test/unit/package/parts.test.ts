/** The parts of a package that need no Electron: its icon, the licences of others, which runtime is taken. */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iconPng, iconSizes, iconSvg } from '../../../scripts/package/icon.ts';
import { licences } from '../../../scripts/package/licences.ts';
import { runtimeAt } from '../../../scripts/package/runtime.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let work: string;
beforeAll(() => (work = mkdtempSync(join(tmpdir(), 'rootseal-parts-'))));
afterAll(() => rmSync(work, { recursive: true }));

/** One pixel of a PNG of ours (one IDAT, no filter) as red, green, blue, cover. */
function pixel(png: Buffer, column: number, row: number): number[] {
  const size = png.readUInt32BE(16);
  const data = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  expect(data.length).toBe(size * (4 * size + 1));
  return [...data.subarray(row * (4 * size + 1) + 1 + 4 * column).subarray(0, 4)];
}

test('the icon is the mark of the page, at each size, in both forms', () => {
  const page = readFileSync(join(root, 'renderer', 'parts', 'icon.tsx'), 'utf8');
  const mark = page.slice(page.indexOf('className="mark"'));
  const circles = (text: string) =>
    [...text.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map((found) => found.slice(1));
  expect(circles(iconSvg())).toEqual(circles(mark));
  expect(circles(mark)).toHaveLength(4);
  for (const size of iconSizes) {
    const png = iconPng(size);
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(pixel(png, 0, 0)[3]).toBeLessThan(255);
    const at = (x: number, y: number) => pixel(png, Math.floor((size * x) / 32), Math.floor((size * y) / 32));
    expect(at(16, 7.5)).toEqual([255, 255, 255, 255]);
    expect(at(5, 16)).toEqual([0x0b, 0x53, 0x94, 255]);
    expect(at(27, 8)).toEqual([0x0b, 0x53, 0x94, 255]);
  }
});

describe('licences', () => {
  const text = licences(root, ['Electron 1.2.3: desktop/LICENSE']);

  test('every package that a shipped source imports is there, with its licence', () => {
    const sources = globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: root });
    const imported = sources.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/from '((?:@[\w.-]+\/)?[\w-][\w.-]*)/g)].map(
        ([, name]) => name!,
      ),
    );
    const foreign = [...new Set(imported)].filter((name) => !name.startsWith('node:') && name !== 'electron');
    expect(foreign).toEqual(expect.arrayContaining(['zod', 'react', 'better-sqlite3', '@noble/curves']));
    for (const name of foreign.filter((one) => one !== 'node'))
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
  });

  test('what these depend on is there as well, and nothing that only builds or types', () => {
    expect(text).toMatch(/^scheduler \d/m);
    expect(text).toMatch(/^@noble\/curves 2\.0\.1\nMIT\n/m);
    for (const name of ['node-addon-api', 'vite', 'typescript', '@types/react', 'electron'])
      expect(text).not.toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(text).toContain('Electron 1.2.3: desktop/LICENSE');
    // What a package has bundled of others it says in a file of its own.
    expect(text).toContain(
      readFileSync(join(root, 'node_modules/playwright-core/ThirdPartyNotices.txt'), 'utf8').trim(),
    );
    expect(text).not.toMatch(/^see below$/m);
  });
});

describe('the runtime', () => {
  const at = (name: string, make: (path: string) => void) => {
    const path = join(work, name);
    make(path);
    return () => runtimeAt(root, path, work);
  };
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as {
    version: string;
  };

  test("a zip under Electron's own name with another sum is refused", () => {
    const damaged = at(`electron-v${version}-linux-x64.zip`, (path) => writeFileSync(path, 'not that one'));
    expect(damaged).toThrow(/damaged or not Electron's: SHA-256 is [0-9a-f]{64}/);
  });

  test('a zip of a version that the list does not know is never official', () => {
    const other = at('electron-v1.2.3-linux-x64.zip', (path) => writeFileSync(path, 'whatever'));
    expect(other()).toEqual({ version: '1.2.3', zipFolder: work, official: false });
  });

  test('nor is a folder, whatever lies in it', () => {
    const folder = at('dist', (path) => {
      mkdirSync(path);
      writeFileSync(join(path, 'version'), `${version}\n`);
    });
    expect(folder()).toMatchObject({ version, official: false });
  });

  test('a wrong name and nothing at all are said', () => {
    expect(at('electron.zip', (path) => writeFileSync(path, ''))).toThrow(/not named as Electron names its zip/);
    expect(at('nothing', () => undefined)).toThrow(/no Electron runtime at .*nothing/);
  });
});
