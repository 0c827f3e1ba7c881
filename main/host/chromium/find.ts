/** Finds the distribution's Chromium, or one that was named. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { HostRefusal, words } from './words.ts';

/** As Debian, Fedora and Ubuntu, and the maker's own packages, name it. */
const names = ['chromium', 'chromium-browser', 'google-chrome'] as const;

type Surroundings = Readonly<Record<string, string | undefined>>;

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The path of a program on PATH; undefined if there is none. Relative folders of PATH are not searched. */
function onPath(name: string, env: Surroundings): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find(runs);
}

/** The absolute path of the browser: `ROOTSEAL_CHROMIUM` (a path, or a name on PATH), else the first that is there. */
export function findBrowser(env: Surroundings): string {
  const named = env['ROOTSEAL_CHROMIUM'] ?? '';
  if (named !== '') {
    const path = named.includes('/') ? resolve(named) : onPath(named, env);
    if (path === undefined || !runs(path)) throw new HostRefusal('CHROMIUM-MISSING', words.misnamed, named);
    return path;
  }
  for (const name of names) {
    const path = onPath(name, env);
    if (path !== undefined) return path;
  }
  throw new HostRefusal('CHROMIUM-MISSING', words.missing);
}
