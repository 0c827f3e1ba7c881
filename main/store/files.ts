/** The two syncs that SQLite does not do for us: a folder after a rename, a finished file. */

import { closeSync, fsyncSync, openSync } from 'node:fs';

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that a rename in the folder outlives a power cut. */
export const syncFolder = (path: string): void => sync(path, 'r');
/** Only for a file that no SQLite handle of this process has open (see `database.ts`). */
export const syncFile = (path: string): void => sync(path, 'r+');
