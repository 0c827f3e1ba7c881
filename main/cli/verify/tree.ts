/** Reads what is to be verified from the disk, following no link below the path that was given. */
import { lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../core/rules.ts';
import { type Passed } from './report.ts';
import { verifyRules } from './rules.ts';

/** Files by path relative to the folder, `/` between parts. An empty folder is an extra thing too: it ends in `/`. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface Tree {
  readonly files: Files;
  /** What is no ordinary file (a link, a socket, a device), and what cannot be read, with the system's reason. */
  readonly odd: readonly { readonly path: string; readonly reason?: string }[];
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Whether a path that a person gave is a folder, itself perhaps behind a link. VERIFY-PATH. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw refuse(verifyRules, 'VERIFY-PATH', { reason: reasonOf(cause) }, { subject: path, cause });
  }
}

/** A file that a person named. VERIFY-PATH. */
export function readFile(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw refuse(verifyRules, 'VERIFY-PATH', { reason: reasonOf(cause) }, { subject: path, cause });
  }
}

/** Everything below a folder. */
export function readFolder(folder: string): Tree {
  const files = new Map<string, Uint8Array>();
  const odd: { path: string; reason?: string }[] = [];
  const visit = (place: string, path: string): void => {
    const stat = lstatSync(place);
    if (stat.isFile()) files.set(path, new Uint8Array(readFileSync(place)));
    else if (!stat.isDirectory()) odd.push({ path });
    else {
      const names = readdirSync(place).sort();
      if (names.length === 0) files.set(`${path}/`, new Uint8Array());
      for (const name of names) attempt(join(place, name), `${path}/${name}`);
    }
  };
  const attempt = (place: string, path: string): void => {
    try {
      visit(place, path);
    } catch (error) {
      odd.push({ path, reason: reasonOf(error) });
    }
  };
  try {
    for (const name of readdirSync(folder).sort()) attempt(join(folder, name), name);
  } catch (cause) {
    throw refuse(verifyRules, 'VERIFY-PATH', { reason: reasonOf(cause) }, { subject: folder, cause });
  }
  return { files, odd };
}

/** Ordinary files, all of them readable. VERIFY-LINK, VERIFY-UNREADABLE. */
export function checkTree({ files, odd }: Tree): Passed<Files> {
  const [first] = odd;
  if (first?.reason !== undefined)
    throw refuse(verifyRules, 'VERIFY-UNREADABLE', { reason: first.reason }, { subject: first.path });
  if (first) throw refuse(verifyRules, 'VERIFY-LINK', {}, { subject: first.path });
  const count = String(files.size);
  return { value: files, detail: { en: `${count} ordinary files`, zh: `${count} 个普通文件` } };
}

/** The files below `prefix`, their paths without it. */
export function below(files: Files, prefix: string): Map<string, Uint8Array> {
  const inside = [...files].filter(([path]) => path.startsWith(prefix));
  return new Map(inside.map(([path, bytes]) => [path.slice(prefix.length), bytes]));
}

/** One file that must be there. VERIFY-MISSING. */
export function need(files: Files, path: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw refuse(verifyRules, 'VERIFY-MISSING', {}, { subject: path });
  return bytes;
}
