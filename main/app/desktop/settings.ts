/** What the program is and how it is set. */
import type { Handlers } from '../../../preload/contract/index.ts';
import { languageOf } from '../language.ts';
import { layerGiven } from '../room.ts';
import type { DesktopOptions } from './index.ts';
import { SettingsFile } from './settings-file.ts';

type Options = Pick<DesktopOptions, 'host' | 'version' | 'env' | 'settingsFile' | 'folders' | 'unfit'>;

export function settingsHandlers(options: Options): Pick<Handlers, 'app.info' | 'settings.get' | 'settings.put'> {
  const { host, version, env, folders } = options;
  const file = new SettingsFile(options.settingsFile);
  return {
    'app.info': async () => {
      const unfit = options.unfit?.(false);
      return { version, host, layer: layerGiven(env), folders: { ...folders }, ...(unfit && { unfit }) };
    },
    'settings.get': async () => ({ settings: file.read(), systemLang: languageOf(undefined, env) }),
    // The list of homes is kept by its own channels: a page that has an old one must not bring it back.
    'settings.put': async (settings) => {
      file.write({ ...settings, homes: file.read().homes });
      return {};
    },
  };
}
