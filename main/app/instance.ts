/**
 * One program at a time for each person: the system's lock on a file, gone with the process that holds it. Where the
 * machine has a folder for a person's session (XDG_RUNTIME_DIR), there; else beside the settings.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { RootsealError, refuse } from '../core/rules.ts';
import { lockForWriting } from '../store/lock.ts';
import { appRules } from './rules.ts';

/** Held until the process ends, or `release` is called. */
export interface Instance {
  release(): void;
}

function folderOf(env: NodeJS.ProcessEnv, settingsFile: string): string {
  const session = env['XDG_RUNTIME_DIR'] ?? '';
  return isAbsolute(session) && existsSync(session) ? session : dirname(settingsFile);
}

/** PROGRAM-OPEN when another one of this person's runs. */
export function onlyOne(env: NodeJS.ProcessEnv, settingsFile: string): Instance {
  const folder = folderOf(env, settingsFile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return lockForWriting(join(folder, 'rootseal'));
  } catch (error) {
    if (error instanceof RootsealError && error.code === 'STORE-BUSY') throw refuse(appRules, 'PROGRAM-OPEN');
    throw error;
  }
}
