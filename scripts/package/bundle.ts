/**
 * What the package runs, built into one folder: `app/` becomes the desktop's asar, `program/` is the command line and
 * the Chromium host for plain Node, laid out as a checkout is. Both are bundled; only native code and playwright-core stay packages of their own,
 * and of those only what is imported, and of these only the files that Linux on x64 runs.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';
import { notBundled } from '../../electron.vite.config.ts';
import { fontFiles } from '../../main/app/fonts.ts';
import { filesBelow } from './files.ts';
import { iconPng } from './icon.ts';

/** Files of the packages that stay themselves, with what they need in turn. */
const carried: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'better-sqlite3': {
    'better-sqlite3': ['package.json', 'LICENSE', 'lib/**', 'prebuilds/linux-x64.node'],
  },
  'node-hid': {
    'node-hid': [
      'package.json',
      'LICENSE-bsd.txt',
      'nodehid.js',
      'binding-options.js',
      'prebuilds/HID_hidraw-linux-x64/**',
    ],
    'pkg-prebuilds': ['package.json', 'LICENSE', 'bindings.js', 'lib/**'],
  },
  'playwright-core': {
    'playwright-core': [
      'package.json',
      'LICENSE',
      'NOTICE',
      'ThirdPartyNotices.txt',
      'index.{js,mjs}',
      'browsers.json',
      'lib/*',
      'lib/{entry,server}/**',
    ],
  },
};

/** The app reads it to put it into each evidence bundle. */
const verifier = join('dist', 'rootseal-verify.mjs');

export interface Bundled {
  /** The app of the desktop, still a folder. */
  readonly app: string;
  readonly program: string;
  /** Names of the packages that came along unbundled. */
  readonly carried: readonly string[];
}

interface Identity {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Builds from the checkout `root` into the new folder `into`. */
export async function bundle(root: string, into: string): Promise<Bundled> {
  const app = join(into, 'app');
  const program = join(into, 'program');
  buildDesktop(root, join(app, 'out'));
  // The other host's entry, which Node runs: from `program`.
  rmSync(join(app, 'out', 'main', 'chromium.js'), { force: true });
  // What the desktop shows for the window where no menu entry names a picture: the plain folder.
  writeFileSync(join(app, 'out', 'icon.png'), iconPng(128));
  await buildProgram(root, join(program, 'out', 'main'));
  cpSync(join(app, 'out', 'renderer'), join(program, 'out', 'renderer'), { recursive: true });
  cpSync(join(root, verifier), join(app, verifier), { recursive: true });
  for (const into of [app, program]) copyFonts(root, into);
  const identity = identityOf(root);
  writeJson(join(app, 'package.json'), { ...identity, type: 'module', main: 'out/main/index.js' });
  writeJson(join(program, 'package.json'), { ...identity, type: 'module' });
  const names = [carry(root, join(app, 'out', 'main'), app), carry(root, join(program, 'out', 'main'), program)];
  return { app, program, carried: [...new Set(names.flat())].sort() };
}

/** The fonts of paper, where main/app/fonts.ts looks for them first. */
function copyFonts(root: string, to: string): void {
  for (const path of Object.values(fontFiles))
    cpSync(join(root, 'node_modules', path), join(to, 'fonts', basename(path)));
}

export function identityOf(root: string): Identity {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Identity;
  return { name, version, license };
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function buildDesktop(root: string, out: string): void {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const args = [tool, 'build', '--logLevel', 'error', '--outDir', out];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the desktop could not be built; what was said stands above');
}

/** Names as the code asks for them: the vault is `vault.js`, its worker `age-worker.js`, beside whoever starts them. */
async function buildProgram(root: string, outDir: string): Promise<void> {
  const entries: Readonly<Record<string, string>> = {
    rootseal: 'main/cli/rootseal.ts',
    chromium: 'main/chromium.ts',
    vault: 'main/vault/main.ts',
    'age-worker': 'main/vault/age-worker.ts',
  };
  const there = Object.entries(entries).filter(([, file]) => existsSync(join(root, file)));
  await build({
    configFile: false,
    root,
    // Nothing of the machine, its environment or its mode may reach the bytes.
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(there.map(([name, file]) => [name, join(root, file)])),
        external: [...builtinModules.flatMap((name) => [name, `node:${name}`]), ...notBundled],
        experimental: { attachDebugInfo: 'none' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** Copies the unbundled packages that the built files of `built` import into `to/node_modules`; their names. */
function carry(root: string, built: string, to: string): string[] {
  const wanted = importsOf(built).map((name) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  const direct = [...new Set(wanted)];
  const unknown = direct.filter((name) => !Object.hasOwn(carried, name));
  if (unknown.length > 0) throw new Error(`imported, but neither bundled nor carried along: ${unknown.join(', ')}`);
  const packages = direct.flatMap((name) => Object.entries(carried[name]!));
  for (const [name, patterns] of packages)
    copyMatching(join(root, 'node_modules', name), patterns, join(to, 'node_modules', name));
  return packages.map(([name]) => name);
}

/** Every package named by an import or a require of the built files, but for Node's and Electron's own. */
function importsOf(built: string): string[] {
  const own = new Set([...builtinModules, 'electron']);
  const code = filesBelow(built)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(built, name), 'utf8'))
    .join('\n');
  const found = code.matchAll(
    /(?:^import\s[^'"\n]*?from\s*|^import\s*|\bimport\(\s*|\brequire\(\s*)["']([^"'.][^"']*)["']/gm,
  );
  return [...found].map(([, name]) => name!).filter((name) => !name.startsWith('node:') && !own.has(name));
}

function copyMatching(from: string, patterns: readonly string[], to: string): void {
  for (const pattern of patterns) {
    const names = globSync(pattern, { cwd: from }).filter((name) => statSync(join(from, name)).isFile());
    if (names.length === 0) throw new Error(`${from} has no ${pattern}`);
    for (const name of names) {
      mkdirSync(dirname(join(to, name)), { recursive: true });
      cpSync(join(from, name), join(to, name));
    }
  }
}
