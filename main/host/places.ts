/**
 * Where the program keeps what is its own: the settings of a person and nothing else
 * (XDG Base Directory Specification; the usual places elsewhere). Both hosts share them.
 */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface Places {
  /** The one file of settings. */
  readonly settingsFile: string;
  /** What a host's own browser writes; emptied at each start, nothing of ours lies there. */
  readonly state: string;
  readonly folders: { readonly own: string; readonly examples: string };
}

type Surroundings = Readonly<Record<string, string | undefined>>;

/** A relative path in XDG_CONFIG_HOME is invalid and to be ignored (specification, "Environment variables"). */
function configFolder(env: Surroundings, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  const given = env['XDG_CONFIG_HOME'] ?? '';
  return isAbsolute(given) ? given : join(home, '.config');
}

/** `root`: the folder of the program, with `examples/`. `host` keeps the two browsers apart. */
export function placesOf(
  root: string,
  host: 'electron' | 'chromium',
  env: Surroundings,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): Places {
  const folder = join(configFolder(env, platform, home), 'rootseal');
  return {
    settingsFile: join(folder, 'settings.json'),
    state: join(folder, host),
    folders: { own: home, examples: join(root, 'examples') },
  };
}
