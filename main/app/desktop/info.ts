/** What the program is, as a window shows it. */
import type { Handlers } from '../../../preload/contract/index.ts';
import { layerGiven } from '../room.ts';
import type { DesktopOptions } from './index.ts';

type Options = Pick<DesktopOptions, 'host' | 'version' | 'env' | 'folders' | 'unfit'>;

export const infoHandlers = ({ host, version, env, folders, unfit }: Options): Pick<Handlers, 'app.info'> => ({
  'app.info': async () => {
    const why = unfit?.(false);
    return { version, host, layer: layerGiven(env), folders: { ...folders }, ...(why && { unfit: why }) };
  },
});
