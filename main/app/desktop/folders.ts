/** The folder browser's side: what lies in a folder of this machine, where people usually go, a new folder. */
import { access, constants, mkdir, readdir, stat, statfs } from 'node:fs/promises';
import { type Dirent, existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { printable } from '../../core/encoding/printable.ts';
import { type RootsealError, refuse } from '../../core/rules.ts';
import { syncFolder } from '../files.ts';
import { reasonOf } from '../reasons.ts';
import { faultOfName } from './folder-name.ts';
import type { DesktopOptions } from './index.ts';
import { mountedMedia } from './media.ts';
import { fullPath } from './paths.ts';
import { desktopRules } from './rules.ts';
import { SettingsFile } from './settings-file.ts';

const linesMost = 2000;
const together = 64;

type Listed = ReplyOf<'folders.list'>;
type Line = Listed['entries'][number];
type Options = Pick<DesktopOptions, 'folders' | 'settingsFile'> & { readonly mounts?: string };

export function foldersHandlers(options: Options): Pick<Handlers, 'folders.list' | 'folders.make'> {
  const settings = new SettingsFile(options.settingsFile);
  return {
    'folders.list': async (request) => {
      const path = request.path === undefined ? startOf(options, settings) : fullPath(request.path);
      return { ...(await listed(path)), places: placesOf(options) };
    },
    'folders.make': async (request) => ({ path: await make(fullPath(request.in), request.name) }),
  };
}

/** Where the browser opens: the folder of the settings while it is there, else the person's own. */
function startOf({ folders }: Options, settings: SettingsFile): string {
  const { start } = settings.read();
  return start !== undefined && existsSync(start) ? start : folders.own;
}

const unreadable = (path: string, cause: unknown): RootsealError =>
  refuse(desktopRules, 'FOLDER-READ', { reason: reasonOf(cause) }, { subject: path, cause });

async function listed(path: string): Promise<Omit<Listed, 'places'>> {
  try {
    const dirents = (await readdir(path, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
    await access(path, constants.X_OK);
    const named = await inTurns(dirents, (dirent) => kindOf(path, dirent));
    const shown = named.sort(inOrder).slice(0, linesMost);
    const parent = dirname(path);
    return {
      path,
      parent: parent === path ? null : parent,
      entries: await inTurns(shown, (one) => lineOf(path, one)),
      more: named.length > linesMost,
      writable: await isWritable(path),
      free: await freeAt(path),
    };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

const isWritable = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

/** Bytes; 0 where the file system does not say. */
async function freeAt(path: string): Promise<number> {
  const found = await statfs(path).catch(() => undefined);
  return found ? found.bavail * found.bsize : 0;
}

/** Some at a time: a slow medium answers many as fast as one. What is undefined is left out. */
async function inTurns<T, R>(
  all: readonly T[],
  work: (one: T) => R | undefined | Promise<R | undefined>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < all.length; from += together) {
    const some = await Promise.all(all.slice(from, from + together).map(async (one) => work(one)));
    results.push(...some.filter((one) => one !== undefined));
  }
  return results;
}

interface Named {
  readonly name: string;
  readonly kind: Line['kind'];
}

/** A link is what it leads to; one that leads nowhere, a pipe and a device are nothing to choose. */
async function kindOf(folder: string, dirent: Dirent): Promise<Named | undefined> {
  const { name } = dirent;
  const found = dirent.isSymbolicLink() ? await stat(join(folder, name)).catch(() => undefined) : dirent;
  if (found?.isDirectory()) return { name, kind: 'folder' };
  return found?.isFile() ? { name, kind: 'file' } : undefined;
}

/** Folders first, each kind in an order that is the same in every language. */
function inOrder(one: Named, other: Named): number {
  if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
  const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
  if (a !== b) return a < b ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}

/** Nothing for what went away meanwhile. */
async function lineOf(folder: string, { name, kind }: Named): Promise<Line | undefined> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  return found && { name: printable(name), path, kind, size: found.size, modified: found.mtime.toISOString() };
}

function placesOf({ folders: { own, examples }, mounts }: Options): Listed['places'] {
  const { root } = parse(own);
  return [
    { name: { en: 'Own folder', zh: '个人文件夹' }, path: own, kind: 'own' },
    ...mountedMedia(mounts).map(({ name, path }) => {
      const label = printable(name);
      return { name: { en: label, zh: label }, path, kind: 'medium' as const };
    }),
    ...(existsSync(examples)
      ? [{ name: { en: 'Examples', zh: '示例' }, path: examples, kind: 'examples' as const }]
      : []),
    { name: { en: 'This computer', zh: '本机' }, path: root, kind: 'root' },
  ];
}

/** Makes a folder for its owner alone. FOLDER-NAME, FOLDER-TAKEN, FOLDER-READ, FOLDER-WRITE. */
async function make(place: string, name: string): Promise<string> {
  const fault = faultOfName(name);
  if (fault) throw fault;
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(place, cause);
  });
  const path = join(place, name);
  if (!found.isDirectory()) throw unreadable(place, Object.assign(new Error(place), { code: 'ENOTDIR' }));
  if (existsSync(path)) throw refuse(desktopRules, 'FOLDER-TAKEN', {}, { subject: path });
  try {
    await mkdir(path, { mode: 0o700 });
    syncFolder(place);
  } catch (cause) {
    throw refuse(desktopRules, 'FOLDER-WRITE', { reason: reasonOf(cause) }, { subject: path, cause });
  }
  return path;
}
