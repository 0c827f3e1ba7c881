/**
 * A custodian's medium: the share, the sealed roots and what is needed to judge them go into a new folder on it, are
 * synced, and read back byte for byte. What could not be written whole is taken away again.
 */
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, parse, sep } from 'node:path';
import { refuse } from '../core/rules.ts';
import { type FileHash, makeFolders, onDisk, sha256Hex, syncFolders, writeSynced } from './files.ts';
import { appRules } from './rules.ts';
import type { Run } from './run.ts';

/** Where desktops and people mount what can be taken away. */
export const mediaFolders = /^\/(?:media|run\/media|mnt)\/./;

/**
 * Writes `files` of the home below `place/name`; answers that folder. `public/roots/x.json` becomes `roots/x.json`,
 * `shares/c1.age` becomes `c1.age`.
 * @throws MEDIUM-PLACE, MEDIUM-TAKEN, MEDIUM-READ-BACK, MEDIUM-WRITE
 */
export function writeToMedium(
  run: Run,
  place: string,
  name: string,
  files: readonly FileHash[],
  read: ReadFile = (file) => run.home.readBack(file),
): string {
  onMedium(place, () => demandPlace(run, place));
  const folder = join(place, name);
  if (existsSync(folder)) throw refuse(appRules, 'MEDIUM-TAKEN', {}, { subject: folder });
  try {
    onMedium(folder, () => copy(folder, files, read));
    for (const { path, sha256 } of files) readBack(join(folder, named(path)), sha256);
    return folder;
  } catch (error) {
    tidy(folder);
    throw error;
  }
}

const onMedium = <T>(subject: string, act: () => T): T => onDisk(subject, act, 'MEDIUM-WRITE');

/** Where the files of a share set lie that is not in force yet is its own business. */
export type ReadFile = (file: FileHash) => Uint8Array;

const named = (path: string) => (path.startsWith('shares/') ? basename(path) : path.replace(/^public\//, ''));

/** Whether a folder lies on the disk that the ceremony's own folder is on: it stays when its holder goes. */
export const isOnDisk = (run: Run, folder: string): boolean => statSync(folder).dev === statSync(run.home.dir).dev;

/** A whole quorum on one medium would be one thing to lose. MEDIUM-PLACE in a real ceremony; a rehearsal goes on. */
export function demandOwnMedium(run: Run, place: string, others: readonly string[]): void {
  const dev = statSync(place, { throwIfNoEntry: false })?.dev;
  const shared = others.find((other) => statSync(other, { throwIfNoEntry: false })?.dev === dev);
  if (shared === undefined || dev === undefined || run.plan.rehearsal) return;
  const reason = {
    en: `another share lies on it already (${basename(shared)}): each custodian has a medium of their own`,
    zh: `其中已有另一份份额（${basename(shared)}），每位保管人须各用自己的介质`,
  };
  throw refuse(appRules, 'MEDIUM-PLACE', { reason }, { subject: place });
}

function demandPlace(run: Run, place: string): void {
  const wrong = (en: string, zh: string) =>
    refuse(appRules, 'MEDIUM-PLACE', { reason: { en, zh } }, { subject: place });
  if (!(statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false))
    throw wrong('there is no such folder (was the medium pulled?)', '没有这个文件夹（介质是否被拔出？）');
  // A link on a medium may lead anywhere: judged is where the share would come to lie.
  const lies = realpathSync(place);
  // The folder of a mount stays when the medium goes: the share would lie on the disk of this machine.
  if (mediaFolders.test(lies) && statSync(lies).dev === statSync(parse(lies).root).dev)
    throw wrong('no medium is mounted there (was it pulled?)', '该处没有挂载介质（是否已被拔出？）');
  const home = realpathSync(run.home.dir);
  if (!run.plan.rehearsal && isOnDisk(run, lies))
    throw wrong(
      'it lies on the same disk as the folder of this ceremony: no medium that is taken away',
      '它与本次仪式的文件夹在同一磁盘上，不是可带走的介质',
    );
  if (lies === home || lies.startsWith(home + sep))
    throw wrong('it lies in the home of the consortium', '它位于联盟文件夹之内');
}

function copy(folder: string, files: readonly FileHash[], read: ReadFile): void {
  const places = files.map((file) => {
    const to = join(folder, named(file.path));
    makeFolders(dirname(to), 0o700);
    writeSynced(to, read(file), 0o600);
    return to;
  });
  syncFolders(folder, places);
}

/**
 * Opened anew and synced before it is read. The system may answer from its cache: a medium that swallows what it is given
 * shows only when it was taken out, so each holder's yearly check is what proves it (docs/adr/052).
 */
function readBack(path: string, sha256: string): void {
  const found = onMedium(path, () => {
    const fd = openSync(path, 'r');
    try {
      fdatasyncSync(fd);
      return sha256Hex(readFileSync(fd));
    } finally {
      closeSync(fd);
    }
  });
  if (found !== sha256) throw refuse(appRules, 'MEDIUM-READ-BACK', { sha256, found }, { subject: path });
}

function tidy(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The medium is gone or read-only: what lies on it is half there, and another place is asked for.
  }
}
