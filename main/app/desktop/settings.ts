/** How the program is set. Light: it is what a window needs to know before it shows anything. */
import type { Handlers } from '../../../preload/contract/index.ts';
import { languageOf } from '../language.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath } from './paths.ts';
import { SettingsFile } from './settings-file.ts';

type Options = Pick<DesktopOptions, 'env' | 'settingsFile'>;

export function settingsHandlers({ env, settingsFile }: Options): Pick<Handlers, 'settings.get' | 'settings.put'> {
  const file = new SettingsFile(settingsFile);
  return {
    'settings.get': async () => ({ settings: file.read(), systemLang: languageOf(undefined, env) }),
    // The list of homes is kept by its own channels: a page that has an old one must not bring it back.
    'settings.put': async (settings) => {
      const { start } = settings;
      file.write({ ...settings, ...(start !== undefined && { start: fullPath(start) }), homes: file.read().homes });
      return {};
    },
  };
}
