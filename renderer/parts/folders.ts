/** Walking through folders, as the program lists them. */
import { useCallback, useEffect, useState } from 'react';
import type { ReplyOf } from '../../preload/contract/index.ts';
import { ask } from '../api.ts';

export type Folder = ReplyOf<'folders.list'>;
export type Entry = Folder['entries'][number];

export const taken = (folder: Folder | undefined, name: string): boolean =>
  folder?.entries.some((entry) => entry.name === name) ?? false;

export interface Walk {
  readonly here: Folder | undefined;
  readonly go: (path: string | undefined) => void;
  readonly up: () => void;
}

/** Begins in `start`, or where the program thinks best when that is not there any more. */
export function useFolder(start: string | undefined, run: (work: () => Promise<void>) => void): Walk {
  const [here, setHere] = useState<Folder>();
  const go = useCallback(
    (path: string | undefined) =>
      run(async () => setHere(await ask('folders.list', path === undefined ? {} : { path }))),
    [run],
  );
  useEffect(() => {
    run(async () => {
      const first = start === undefined ? ask('folders.list', {}) : ask('folders.list', { path: start });
      setHere(await first.catch(() => ask('folders.list', {})));
    });
    // Once: later it is walked by hand.
  }, []);
  return {
    here,
    go,
    up: () => {
      if (here && here.parent !== null) go(here.parent);
    },
  };
}
