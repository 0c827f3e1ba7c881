/**
 * Electron from a local runtime, official zip or folder, made into our desktop: @electron/packager puts the app in as
 * an asar, every fuse is set (facts of each: https://www.electronjs.org/docs/latest/tutorial/fuses), languages that
 * are not ours are left out. Nothing is downloaded.
 */
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { packager } from '@electron/packager';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { filesBelow } from './files.ts';
import { zipFolder } from './zip.ts';

export const desktopName = 'rootseal-desktop';

/** Chromium falls back to en-US; the page speaks for itself. */
const locales = ['en-US.pak', 'zh-CN.pak'];

const isForeign = (name: string) => dirname(name) === 'locales' && !locales.includes(basename(name));

export interface Runtime {
  readonly version: string;
  /** A folder with a zip named as Electron names it. */
  readonly zipFolder: string;
  /** The zip is the very one that Electron's own list of sums names. Anything else is for tests and never released. */
  readonly official: boolean;
}

/** The runtime at `path`: Electron's zip as downloaded, or an unpacked folder, which is zipped into `work`. */
export function runtimeAt(root: string, path: string, work: string): Runtime {
  if (!existsSync(path)) throw new Error(`no Electron runtime at ${path}: give one with --runtime (docs/release.md)`);
  if (!statSync(path).isDirectory()) return runtimeZip(root, path);
  const version = readFileSync(join(path, 'version'), 'utf8').trim();
  const folder = join(work, 'runtime');
  mkdirSync(folder, { recursive: true });
  zipFolder(path, join(folder, zipName(version)), (name) => !isForeign(name));
  return { version, zipFolder: folder, official: false };
}

const zipName = (version: string) => `electron-v${version}-linux-x64.zip`;

function runtimeZip(root: string, path: string): Runtime {
  const version = /^electron-v(.+)-linux-x64\.zip$/.exec(basename(path))?.[1];
  if (version === undefined) throw new Error(`${path} is not named as Electron names its zip: ${zipName('VERSION')}`);
  const sums = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'checksums.json'), 'utf8')) as Record<
    string,
    string
  >;
  const listed = sums[basename(path)];
  const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (listed !== undefined && listed !== sum)
    throw new Error(`${path} is damaged or not Electron's: SHA-256 is ${sum}, and Electron's list says ${listed}`);
  return { version, zipFolder: dirname(path), official: listed !== undefined };
}

/**
 * What each fuse must be. A tenth one, of a later Electron, stops the build until it stands here.
 * The default of WasmTrapHandlers is how V8 guards its own memory; the page's policy lets no WebAssembly in.
 */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;

/** Makes the new folder `to` from a runtime and the app's folder. */
export async function makeDesktop(runtime: Runtime, app: string, to: string, work: string): Promise<void> {
  const [made] = await packager({
    dir: app,
    name: desktopName,
    platform: 'linux',
    arch: 'x64',
    electronVersion: runtime.version,
    electronZipDir: runtime.zipFolder,
    asar: { unpack: '*.node' },
    prune: false,
    quiet: true,
    out: join(work, 'packaged'),
    tmpdir: join(work, 'packager'),
  });
  if (made === undefined) throw new Error('@electron/packager made nothing');
  renameSync(made, to);
  for (const name of filesBelow(to).filter(isForeign)) rmSync(join(to, name));
  const binary = join(to, desktopName);
  await flipFuses(binary, { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses });
  await readBack(binary);
}

async function readBack(binary: string): Promise<void> {
  const wire = (await getCurrentFuseWire(binary)) as unknown as Record<string, number>;
  for (const [fuse, on] of Object.entries(fuses))
    if (String.fromCharCode(wire[fuse]!) !== (on ? '1' : '0'))
      throw new Error(`the fuse ${FuseV1Options[Number(fuse)]!} did not take`);
}
