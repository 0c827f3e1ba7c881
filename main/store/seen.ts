/**
 * Stores that this process has checked whole, by what the system says of their files: who reads again and again (the
 * window's list of a log) need not have everything hashed each time, as long as not a byte was written since.
 *
 * A file's change time is the kernel's own and moves with every write, rename and change of mode. For the WAL it must be
 * the time of its last write: SQLite, when root runs it, sets the owner of the WAL anew whenever it opens one. What was
 * written a moment before the check could be written once more within the same tick: such files are not remembered.
 */

import { type BigIntStats, statSync } from 'node:fs';

/** How old the last change must be, in nanoseconds: many ticks of a kernel; where times are whole 10 ms, FAT's 2 s. */
const settled = (changed: bigint) => (changed % 10_000_000n === 0n ? 3_000_000_000n : 200_000_000n);

const seen = new Map<string, string>();

/** Device, inode, size, time; nothing where there is no file, or an empty one (a WAL that was just made). */
function traits(path: string, time: 'ctimeNs' | 'mtimeNs'): { text: string; changed: bigint } {
  const stat: BigIntStats | undefined = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined || stat.size === 0n) return { text: '–', changed: 0n };
  const { dev, ino, size, [time]: changed } = stat;
  return { text: [dev, ino, size, changed].join(' '), changed };
}

/** What identifies the content of a store's files now; undefined while they are too fresh to tell. */
export function stateOfFiles(file: string): string | undefined {
  const all = [traits(file, 'ctimeNs'), traits(`${file}-wal`, 'mtimeNs')];
  const now = BigInt(Date.now()) * 1_000_000n;
  return all.every(({ changed }) => now - changed > settled(changed))
    ? all.map(({ text }) => text).join('/')
    : undefined;
}

export const wasChecked = (file: string, state: string | undefined): boolean =>
  state !== undefined && seen.get(file) === state;

/** Remembers a check that began when the files were in `before`, unless they changed meanwhile. */
export function remember(file: string, before: string | undefined): void {
  if (before !== undefined && before === stateOfFiles(file)) seen.set(file, before);
  else seen.delete(file);
}
