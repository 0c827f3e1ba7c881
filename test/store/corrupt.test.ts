/** A store whose file is damaged below SQLite's own structures: found before anything is believed. */
import { openSync, closeSync, statSync, writeSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { refusal } from '../refusal.ts';
import { entriesUpTo } from '../unit/audit/help.ts';
import { newFile } from './help.ts';

function filled(): string {
  const file = newFile();
  const store = openStore(file, { create: true });
  store.append(entriesUpTo(20));
  store.close();
  return file;
}

test('a page of zeroes is refused as damage, by a reader and by a writer', () => {
  const file = filled();
  expect(refusal(() => openStore(file, { readonly: true }).close())).toBe('accepted');
  const pages = statSync(file).size / 4096;
  const fd = openSync(file, 'r+');
  // Every page behind the first, which holds the schema.
  for (let page = 1; page < pages; page++) writeSync(fd, new Uint8Array(4096), 0, 4096, page * 4096);
  closeSync(fd);
  expect(refusal(() => openStore(file, { readonly: true }).close())).toBe('STORE-CORRUPT');
  expect(refusal(() => openStore(file).close())).toBe('STORE-CORRUPT');
});
