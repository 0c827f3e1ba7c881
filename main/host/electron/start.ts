/** What must be settled before Electron is ready: whose folder it writes to, that it is the only one, how it was started. */
import { app } from 'electron';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimScheme } from './protocol.ts';
import { setSwitches, weakened } from './switches.ts';
import { type Lang, words } from './words.ts';

/** Exit codes: wrong use; refused. */
const exits = { weakened: 2, second: 1 } as const;

/**
 * Electron's own files lie in a folder of ours and are emptied at each start: the page's session is in memory, so
 * nothing of it is among them. The lock of the single instance lies there as well, so it comes first.
 */
function claimFolder(state: string): boolean {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  app.setPath('userData', state);
  if (!app.requestSingleInstanceLock()) return false;
  const session = join(state, 'session');
  rmSync(session, { recursive: true, force: true });
  mkdirSync(session, { mode: 0o700 });
  app.setPath('sessionData', session);
  return true;
}

/** Why it does not start, as an exit code; undefined if it does. */
export function prepare(state: string, lang: Lang): number | undefined {
  const weak = weakened();
  if (weak !== undefined) {
    console.error(`rootseal: ${words.weakened[lang]} --${weak}`);
    return exits.weakened;
  }
  claimScheme();
  setSwitches();
  if (claimFolder(state)) return undefined;
  console.error(`rootseal: ${words.open[lang]}`);
  return exits.second;
}
