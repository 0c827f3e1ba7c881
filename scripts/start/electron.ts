/**
 * Electron's runtime: found on this machine, or fetched once from its own site by its own installer
 * (node_modules/electron/install.js), which compares the archive with node_modules/electron/checksums.json.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Text } from './words.ts';

type Surroundings = Readonly<Record<string, string | undefined>>;

/** A program that opens the window, or why there is none. */
export interface Host {
  readonly path?: string;
  /** What people should know of it. */
  readonly note?: Text;
  readonly missing?: Text;
}

const binaries = ['electron', 'electron.exe', join('Electron.app', 'Contents', 'MacOS', 'Electron')];

const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');

/** The version that this checkout names. */
const pinned = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')) as { version: string })
    .version;

/** What electron's own installer calls installed: one that was cut short is not. */
function installed(root: string): string | undefined {
  const folder = join(root, 'node_modules', 'electron');
  const whole = read(join(folder, 'dist', 'version')).replace(/^v/, '') === pinned(root);
  const name = read(join(folder, 'path.txt'));
  return whole && name !== '' ? join(folder, 'dist', name) : undefined;
}

/** Where it is, in the order in which people override each other. */
function pathOf(root: string, env: Surroundings): string | undefined {
  const named = env['ROOTSEAL_ELECTRON'] ?? '';
  if (named !== '') return named;
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  if (folder === '') return installed(root);
  return binaries.map((name) => join(folder, name)).find((path) => existsSync(path)) ?? join(folder, binaries[0]!);
}

/** The version it answers; undefined if it does not run here (a library is missing, another machine's). */
function versionOf(path: string): string | undefined {
  const { stdout, status } = spawnSync(path, ['--no-sandbox', '--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
    killSignal: 'SIGKILL',
  });
  return status === 0 ? /^v(\d+\.\d+\.\d+\S*)/.exec(stdout)?.[1] : undefined;
}

export function findElectron(root: string, env: Surroundings): Host {
  const path = pathOf(root, env);
  if (path === undefined) return { missing: { en: "Electron's runtime is not here", zh: '本机没有 Electron 运行时' } };
  if (!existsSync(path) || !statSync(path).isFile())
    return { missing: { en: `Electron is not at ${path}`, zh: `${path} 处没有 Electron` } };
  const version = versionOf(path);
  if (version === undefined)
    return { missing: { en: `Electron at ${path} does not run here`, zh: `${path} 处的 Electron 无法在本机运行` } };
  if (version === pinned(root)) return { path };
  const note = {
    en: `Electron ${version}, not the ${pinned(root)} that this version names`,
    zh: `Electron ${version}，并非此版本指定的 ${pinned(root)}`,
  };
  return { path, note };
}

export interface Patience {
  /** Until the site has answered at all, and until everything is there; milliseconds. */
  readonly answer: number;
  readonly all: number;
}
const patience: Patience = { answer: 4_000, all: 300_000 };
/** A site that did not answer is not asked again at each start. */
const againAfterMs = 24 * 60 * 60 * 1000;

const markOf = (root: string) => join(root, '.cache', 'electron-not-fetched');

/** Why nothing may be fetched now; undefined if it may. */
export function mayNotFetch(root: string, env: Surroundings): Text | undefined {
  if (env['ROOTSEAL_ROOM'] !== undefined) return { en: 'nothing is fetched in the room', zh: '场地内不下载任何内容' };
  if ((env['CI'] ?? '') !== '') return { en: 'nothing is fetched in CI', zh: 'CI 中不下载任何内容' };
  if ((env['ROOTSEAL_ELECTRON'] ?? '') !== '' || (env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '') !== '')
    return { en: 'another one is named', zh: '已另行指定' };
  const mark = markOf(root);
  if (!existsSync(mark) || Date.now() - statSync(mark).mtimeMs > againAfterMs) return undefined;
  return { en: 'its site did not answer when it was asked today', zh: '今天询问时其下载站点没有应答' };
}

/** The site, or the mirror that the person has set for electron's installer. */
const siteOf = (env: Surroundings): string =>
  env['ELECTRON_MIRROR'] ??
  env['npm_config_electron_mirror'] ??
  'https://github.com/electron/electron/releases/download/';

/** Node's own fetch goes by HTTP_PROXY, HTTPS_PROXY and NO_PROXY only where this was said before it started. */
const byProxy = (env: Surroundings): Surroundings => ({ ...env, NODE_USE_ENV_PROXY: '1' });

const knock = `fetch(process.argv[1], { method: 'HEAD', redirect: 'manual' }).then(
  ({ status }) => process.exit(status === 407 || status > 500 ? 1 : 0), () => process.exit(1))`;

/** True as soon as anything answers there, whatever it says; a proxy that does not reach it is no answer. */
function answers(site: string, env: Surroundings, ms: number): Promise<boolean> {
  const ways = { env: byProxy(env), stdio: 'ignore', timeout: ms, killSignal: 'SIGKILL' } as const;
  const child = spawn(process.execPath, ['-e', knock, site], ways);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

/** What would switch the comparison with checksums.json off, or fetch for another machine. */
const misleading = /^(npm_config_)?(electron_use_remote_checksums|electron_install_(platform|arch)|platform|arch)$/i;

/** Runs the installer; answers what it said if it failed. */
function install(root: string, env: Surroundings, ms: number): Promise<string | undefined> {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !misleading.test(name)));
  const child = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    env: byProxy(own),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: ms,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? undefined : (said.trim().split('\n')[0] ?? '') || 'too slow'));
  });
}

/** Fetches the runtime once, within a time that ends. Answers why not, if not. */
export async function fetchElectron(
  root: string,
  env: Surroundings,
  tell: (text: Text) => void,
  { answer, all }: Patience = patience,
): Promise<Text | undefined> {
  const mark = markOf(root);
  const failed = (text: Text): Text => {
    mkdirSync(dirname(mark), { recursive: true });
    writeFileSync(mark, `${new Date().toISOString()} ${text.en}\n`);
    return text;
  };
  if (!(await answers(siteOf(env), env, answer)))
    return failed({ en: 'its site does not answer', zh: '其下载站点没有应答' });
  tell({
    en: `fetching Electron ${pinned(root)} from its site, once; its sum is checked`,
    zh: `正在从其站点下载 Electron ${pinned(root)}（仅此一次），并核对校验和`,
  });
  const fault = await install(root, env, all);
  if (fault !== undefined) return failed({ en: `it could not be fetched: ${fault}`, zh: `下载失败：${fault}` });
  rmSync(mark, { force: true });
  return undefined;
}
