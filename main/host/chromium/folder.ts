/**
 * The private folder of one browser: profile, home and temporary files, for its owner alone, in memory where the
 * machine has room for it, and gone with the browser. Folders of programs that died are removed by the next start.
 */
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alive } from './processes.ts';

const prefix = 'rootseal-chromium-';
const inMemory = '/dev/shm';
/** Bytes; a profile takes some ten megabytes, the pages' shared memory the rest. */
const roomy = 512 * 2 ** 20;

export interface Private {
  readonly path: string;
  /** True where the system's shared memory is large enough for a browser. */
  readonly memory: boolean;
}

const held = new Set<string>();
process.once('exit', () => held.forEach(removeFolder));

function hasRoom(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize >= roomy;
  } catch {
    return false;
  }
}

/** Makes the folder of a browser, with what keeps it from writing down its own crashes. */
export function makeFolder(): Private {
  const memory = existsSync(inMemory) && hasRoom(inMemory);
  const path = mkdtempSync(join(memory ? inMemory : tmpdir(), `${prefix}${process.pid}-`));
  held.add(path);
  // No switch stops the crash handler; a file in the place of its folder does. A dump would be a picture of memory.
  const config = join(path, '.config');
  for (const name of ['chromium', 'google-chrome']) {
    mkdirSync(join(config, name), { recursive: true });
    writeFileSync(join(config, name, 'Crash Reports'), '');
  }
  return { path, memory };
}

/** The door by which a second start would hand an address to a running browser: nobody is to find it. */
export function removeSingleton({ path }: Private): void {
  for (const name of readdirSync(path))
    if (/^\.?(org\.chromium|com\.google)\./.test(name)) removeFolder(join(path, name));
  rmSync(join(path, 'profile', 'SingletonSocket'), { force: true });
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  held.delete(path);
}

/** Folders of ours whose program is gone. Those of others stay: whoever may not remove one is not asked to. */
export function removeOrphans(): void {
  for (const base of new Set([inMemory, tmpdir()])) {
    const names = existsSync(base) ? readdirSync(base).filter((name) => name.startsWith(prefix)) : [];
    for (const name of names) {
      const pid = Number.parseInt(name.slice(prefix.length), 10);
      if (Number.isInteger(pid) && !alive(pid)) tryToRemove(join(base, name));
    }
  }
}

function tryToRemove(path: string): void {
  try {
    // In a namespace of users everybody else is one and the same: the mode tells no more than the owner.
    if (lstatSync(path).uid === process.getuid?.()) removeFolder(path);
  } catch {
    // Somebody else's, or gone by now.
  }
}
