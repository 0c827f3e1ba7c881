/** A reader that asks for it is spared a check that was made, and only as long as nothing was written since. */
import { appendFileSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { LogReader } from '../../main/store/log.ts';
import { openStore } from '../../main/store/store.ts';
import { refusal } from '../refusal.ts';
import { entriesUpTo } from '../unit/audit/help.ts';
import { meddle, newFile } from './help.ts';

/** Longer than what is too fresh to be remembered, on a file system with fine times. */
const later = () => pause(300);

async function settled(): Promise<string> {
  const file = newFile();
  const store = openStore(file, { create: true });
  store.append(entriesUpTo(20));
  store.close();
  await later();
  return file;
}

/** How many times the whole log is read when the store is opened so. */
function readings(file: string, unlessSeen: boolean): number {
  const read = vi.spyOn(LogReader.prototype, 'eachEntry');
  openStore(file, { readonly: true, unlessSeen }).close();
  const count = read.mock.calls.length;
  read.mockRestore();
  return count;
}

it('is made once for a reader that asks, every time for others', async () => {
  const file = await settled();
  expect([readings(file, true), readings(file, true), readings(file, false), readings(file, true)]).toEqual([
    1, 0, 1, 0,
  ]);
});

it('is made again after every append, and while what was written is fresh', async () => {
  const file = await settled();
  readings(file, true);
  const store = openStore(file);
  store.append(entriesUpTo(21).slice(20));
  expect([readings(file, true), readings(file, true)]).toEqual([1, 1]);
  await later();
  expect([readings(file, true), readings(file, true)]).toEqual([1, 0]);
  store.close();
  expect(readings(file, true)).toBe(1);
});

it('finds what was altered meanwhile, also with the old time and size put back, or another file in its place', async () => {
  const file = await settled();
  const opens = () => refusal(() => openStore(file, { readonly: true, unlessSeen: true }).close());
  expect(opens()).toBe('accepted');
  const { size, atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  meddle(file, "UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'e', 'f') AS BLOB) WHERE idx = 7");
  utimesSync(file, atime, mtime);
  await later();
  expect(statSync(file).size).toBe(size);
  expect(opens()).toBe('STORE-DAMAGED');
  writeFileSync(`${file}-other`, bytes);
  renameSync(`${file}-other`, file);
  await later();
  expect([readings(file, true), readings(file, true)]).toEqual([1, 0]);
  appendFileSync(`${file}-wal`, 'x');
  await later();
  expect(readings(file, true)).toBe(1);
});
