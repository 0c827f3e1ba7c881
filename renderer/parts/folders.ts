/** Walking through folders: what a folder holds, the way to it, and names for new files. */
import { useCallback, useEffect, useState } from 'react';
import type { ReplyOf } from '../../preload/contract/index.ts';
import { ask } from '../api.ts';

export type Folder = ReplyOf<'folders.list'>;
export type Entry = Folder['entries'][number];

const separatorOf = (path: string) => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** A path below a folder. */
export const joined = (folder: string, name: string): string => {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
};

export const lastOf = (path: string): string => path.split(/[/\\]/).filter(Boolean).at(-1) ?? path;

/** Each folder on the way from the root, with its name and its whole path. */
export function wayTo(path: string): { name: string; path: string }[] {
  const separator = separatorOf(path);
  const names = path.split(separator).filter(Boolean);
  const root = path.startsWith(separator) ? [{ name: separator, path: separator }] : [];
  const lead = root.length > 0 ? separator : '';
  return [
    ...root,
    ...names.map((name, n) => {
      const whole = lead + names.slice(0, n + 1).join(separator);
      // A drive's root ends in its separator: `C:\`.
      return { name, path: lead === '' && n === 0 ? whole + separator : whole };
    }),
  ];
}

/** Why a name cannot be one of a file; undefined for a good one. */
export const nameFault = (name: string): 'bad' | undefined =>
  name.trim() === '' || name === '.' || name === '..' || /[/\\\0]/.test(name) ? 'bad' : undefined;

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
