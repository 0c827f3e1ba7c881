/** The tile folder of a home as its log grows: at each checkpoint exactly the files of that log, and no empty folder. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Home } from '../../../main/app/home.ts';
import { exportLog, logFiles } from '../../../main/app/log-export.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import type { ReadableStore } from '../../../main/store/store.ts';

const dir = mkdtempSync(join(tmpdir(), 'rootseal-export-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const entries = Array.from({ length: 600 }, (_, i) => utf8(`entry ${i}`));
const storeOf = (size: number) =>
  ({
    entries: (from: number, to: number) => entries.slice(from, to),
    lastCheckpoint: () => ({ size, note: utf8(`checkpoint of ${size}`) }),
    checkpoints: () => [],
    cosignatures: () => [],
  }) as unknown as ReadableStore;

it('leaves neither files nor folders of partial tiles behind when they become whole', () => {
  const home = new Home(dir);
  const folder = home.path('public', 'log');
  for (const size of [3, 255, 256, 257, 512, 600]) {
    exportLog(home, storeOf(size));
    const here = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = here.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    const wanted = [...logFiles(storeOf(size)).keys()].map((path) => join(folder, path));
    expect(files.sort()).toEqual(wanted.sort());
    const folders = here.filter((one) => one.isDirectory()).map((one) => join(one.parentPath, one.name));
    expect(folders.filter((one) => readdirSync(one).length === 0)).toEqual([]);
  }
});
