/** Paths and writing for a window's own files. */
import { isAbsolute, resolve } from 'node:path';
import { RootsealError, refuse } from '../../core/rules.ts';
import { reasonOf } from '../reasons.ts';
import { wordsOf } from '../scan.ts';
import { desktopRules } from './rules.ts';

/** The path as the folder browser gave it. FOLDER-PATH for one that is not absolute. */
export function fullPath(path: string): string {
  if (!isAbsolute(path) || path.includes('\0')) throw refuse(desktopRules, 'FOLDER-PATH', {}, { subject: path });
  return resolve(path);
}

/** Paths by name, each as `fullPath` takes it. */
export const fullPaths = (paths: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, fullPath(path)]));

/** A share as it was named: the full path of what it lies in, or `words:ID`. FOLDER-PATH. */
export const sharePath = (named: string): string => (wordsOf(named) === undefined ? fullPath(named) : named);

/** What the file system refuses while `act` writes, under a rule that says what was to be written. */
export function writingAs<T>(rule: 'SETTINGS-WRITE' | 'PLAN-WRITE', subject: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof RootsealError) || error.code !== 'HOME-WRITE') throw error;
    throw refuse(desktopRules, rule, { reason: reasonOf(error.cause) }, { subject, cause: error });
  }
}

/** A moment as a part of a file name, `20261121T020000123Z`. */
export const stampOf = (moment: Date): string => moment.toISOString().replaceAll(/[-:.]/g, '');
