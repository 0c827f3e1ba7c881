/** Media that are mounted, as /proc/self/mounts tells it (fstab(5), proc_pid_mounts(5)): where people plug in a stick. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { mediaFolders } from '../medium.ts';

/** File systems of sticks, cards and discs, wherever they are mounted. */
const mediaTypes = new Set(['vfat', 'msdos', 'exfat', 'ntfs', 'ntfs3', 'fuseblk', 'iso9660', 'udf', 'hfsplus']);
/** Of these types, but the machine's own. */
const ownFolders = /^\/(?:boot|efi)(?:\/|$)/;

export interface Medium {
  /** The name of its folder, which is the label of the medium where a desktop mounted it. */
  readonly name: string;
  readonly path: string;
}

/** Blanks, line feeds and backslashes stand there as three octal digits. */
const decoded = (field: string) =>
  field.replaceAll(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** The media among the lines of a table of mounts, each folder once, in order of their paths. */
export function mediaIn(mounts: string): Medium[] {
  const paths = mounts.split('\n').flatMap((line) => {
    const [, place = '', type = ''] = line.split(' ');
    const path = decoded(place);
    const medium = mediaFolders.test(path) || (mediaTypes.has(type) && !ownFolders.test(path));
    return medium && path !== '/' ? [path] : [];
  });
  return [...new Set(paths)].sort().map((path) => ({ name: basename(path), path }));
}

/** Nothing where there is no such table (other systems). */
export function mountedMedia(table = '/proc/self/mounts'): Medium[] {
  try {
    return mediaIn(readFileSync(table, 'utf8'));
  } catch {
    return [];
  }
}
