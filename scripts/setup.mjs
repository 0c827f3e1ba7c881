/**
 * Set-up, and the door of every npm script. Plain JavaScript for any Node >= 20, no dependencies: it must run on
 * a bare machine before anything is installed.
 *
 *   node scripts/setup.mjs COMMAND [ARGS…]     start | test | strangers | crash | life | e2e | residue | fuzz |
 *                                               rootseal | verify | check | build | node | package
 *
 * It installs when node_modules does not belong to the lockfile, finds the Node that runs the rest (the one npm
 * carried in, else the machine's own), builds what is out of date, and then runs COMMAND. Progress goes to
 * standard error: standard output belongs to the command.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';
/** The first release that runs TypeScript by stripping types without being asked to. */
const oldestNode = [22, 18];

const say = (text) => process.stderr.write(`rootseal: ${text}\n`);

function stop(text) {
  say(text);
  process.exit(3);
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

const readOr = (path, otherwise) => (existsSync(path) ? readFileSync(path, 'utf8') : otherwise);

// ---- one set-up at a time ----------------------------------------------------------------------------------

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs `work` while no other set-up of this checkout does; a lock whose owner has died is taken over. */
function alone(work) {
  const lock = join(root, '.cache', 'setup.lock');
  mkdirSync(dirname(lock), { recursive: true });
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(readOr(lock, ''));
      if (owner > 0 && !alive(owner)) rmSync(lock, { force: true });
      else {
        if (waited === 10) say('waiting for another set-up of this folder');
        Atomics.wait(pause, 0, 0, 200);
      }
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

// ---- install -----------------------------------------------------------------------------------------------

const modules = join(root, 'node_modules');
const stamp = join(modules, '.rootseal-lock');
const lockHash = () => sha256(readFileSync(join(root, 'package-lock.json')));
const installed = () => readOr(stamp, '') === lockHash();

function npm(args) {
  const inside = process.env.npm_execpath;
  const [command, first] = inside?.endsWith('.js') ? [process.execPath, [inside]] : [windows ? 'npm.cmd' : 'npm', []];
  return spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell: command === 'npm.cmd' });
}

function install() {
  if (installed()) return;
  alone(() => {
    if (installed()) return;
    say('installing what package-lock.json names (once; some 20 seconds)');
    // npm would empty the folder that a link leads to, which belongs to somebody else.
    if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) rmSync(modules);
    const result = npm(['ci', '--no-progress', '--loglevel=error']);
    if (result.error) stop(`npm could not be started (${result.error.code}): install Node with npm and try again.`);
    if (result.status !== 0) stop('npm ci failed; what it said stands above.');
    writeFileSync(stamp, lockHash());
  });
}

// ---- the Node that runs the rest ---------------------------------------------------------------------------

function fits(command) {
  const answer = spawnSync(command, ['--version'], { encoding: 'utf8' });
  const found = /^v(\d+)\.(\d+)\./.exec(answer.stdout ?? '');
  if (!found) return false;
  const [major, minor] = [Number(found[1]), Number(found[2])];
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

function findNode() {
  const carried = join(bin, windows ? 'node.cmd' : 'node');
  const candidates = [carried, process.execPath];
  const node = candidates.find((path) => existsSync(path) && fits(path));
  return (
    node ??
    stop(
      `no fitting Node: npm carries none for ${process.platform}-${process.arch}, and this machine's own is ` +
        `${process.version}; install Node ${oldestNode.join('.')} or newer and try again.`,
    )
  );
}

// ---- what is built -----------------------------------------------------------------------------------------

/** Hash over paths and contents, so that neither a checkout's times nor a copy's fool it. */
function hashTree(paths) {
  const hash = createHash('sha256').update(lockHash());
  const visit = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) visit(`${path}/${name}`);
    else hash.update(`${path}\0`).update(sha256(readFileSync(full)));
  };
  for (const path of paths) visit(path);
  return hash.digest('hex');
}

const builds = {
  verify: {
    what: 'dist/rootseal-verify.mjs',
    needs: 'main/cli/verify/main.ts',
    from: ['main/cli/verify', 'main/core', 'main/export', 'vite.verify.config.ts'],
    args: ['vite/bin/vite.js', 'build', '--config', 'vite.verify.config.ts', '--logLevel', 'warn'],
  },
  desktop: {
    what: 'out',
    needs: 'main/index.ts',
    from: ['main', 'preload', 'renderer', 'electron.vite.config.ts'],
    args: ['electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
  },
};

function build(name, node) {
  const { what, needs, from, args } = builds[name];
  if (!existsSync(join(root, needs))) return say(`${what} is not built: ${needs} is not there`);
  const mark = join(root, '.cache', `built-${name}`);
  const current = () => existsSync(join(root, what)) && readOr(mark, '') === hashTree(from);
  if (current()) return;
  alone(() => {
    if (current()) return;
    say(`building ${what}`);
    const before = hashTree(from);
    const tool = join(root, 'node_modules', ...args[0].split('/'));
    const result = spawnSync(node, [tool, ...args.slice(1)], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: environment(),
    });
    if (result.status !== 0) stop(`${what} could not be built; what was said stands above.`);
    writeFileSync(mark, before);
  });
}

// ---- running -----------------------------------------------------------------------------------------------

/** The environment of everything that is run: `node` is the Node that was found. */
function environment() {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [name]: `${bin}${windows ? ';' : ':'}${process.env[name] ?? ''}` };
}

/** Runs one program in the caller's place: its descriptors, its folder, its signals, its exit code. */
function run(command, args, cwd = root) {
  const child = spawn(command, args, { cwd, stdio: 'inherit', env: environment() });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** All of what a change must pass; says every failure, not only the first. */
function check(node) {
  const modules = (path) => join(root, 'node_modules', path);
  const stages = [
    ['lint', [modules('eslint/bin/eslint.js'), '.', '--max-warnings', '0']],
    ['types', [modules('typescript/bin/tsc'), '-p', 'tsconfig.json']],
    ['types of the core', [modules('typescript/bin/tsc'), '-p', 'main/core']],
    ['types of the end-to-end tests', [modules('typescript/bin/tsc'), '-p', 'test/e2e']],
    ['types of the renderer', [modules('typescript/bin/tsc'), '-p', 'renderer']],
    ['directions', [modules('vitest/vitest.mjs'), 'run', '--project', 'here', 'test/arch']],
    ['knip', [modules('knip/bin/knip.js'), '--no-progress']],
    ['prettier', [modules('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ];
  const failed = stages.filter(([name, args]) => {
    const begun = Date.now();
    const { status } = spawnSync(node, args, { cwd: root, stdio: 'inherit', env: environment() });
    say(`${name}: ${status === 0 ? 'good' : 'FAILED'} (${Math.round((Date.now() - begun) / 100) / 10} s)`);
    return status !== 0;
  });
  process.exit(failed.length === 0 ? 0 : 1);
}

const commands = {
  /** Prints the path of the Node that was found, when everything the command line needs is in place. */
  node(node) {
    build('verify', node);
    console.log(node);
  },
  build(node) {
    build('verify', node);
    build('desktop', node);
  },
  start(node, args) {
    commands.build(node);
    run(node, [join(root, 'scripts', 'start.ts'), ...args], process.env.INIT_CWD ?? process.cwd());
  },
  test(node, args) {
    build('verify', node);
    run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'here', ...args]);
  },
  strangers(node, args) {
    build('verify', node);
    run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'strangers', ...args]);
  },
  /** One file after the other: each kills at moments that it measured or waits for. */
  crash(node, args) {
    build('verify', node);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    run(node, [vitest, 'run', '--project', 'crash', '--no-file-parallelism', ...args]);
  },
  life(node, args) {
    build('verify', node);
    run(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'life', ...args]);
  },
  /** Two files at a time: each test has a display of its own, and a window is idle half the time. */
  e2e(node, args) {
    commands.build(node);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    run(node, [vitest, 'run', '--project', 'e2e', '--maxWorkers=2', ...args]);
  },
  /** Alone: a busy machine leaves more in memory. */
  residue(node, args) {
    commands.build(node);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    run(node, [vitest, 'run', '--project', 'residue', '--no-file-parallelism', ...args]);
  },
  fuzz(node, args) {
    run(node, [join(root, 'scripts', 'fuzz.ts'), ...args]);
  },
  rootseal(node, args) {
    const here = process.env.INIT_CWD ?? process.cwd();
    if (windows) run(node, [join(root, 'main', 'cli', 'rootseal.ts'), ...args], here);
    else run('sh', [join(root, 'rootseal'), ...args], here);
  },
  verify(node, args) {
    build('verify', node);
    run(node, [join(root, 'dist', 'rootseal-verify.mjs'), ...args], process.env.INIT_CWD ?? process.cwd());
  },
  /** What is handed out (docs/release.md); it builds the desktop for itself. */
  package(node, args) {
    build('verify', node);
    run(node, [join(root, 'scripts', 'package.ts'), ...args], process.env.INIT_CWD ?? process.cwd());
  },
  check,
};

const [command = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, command)) {
  say(`use: node scripts/setup.mjs ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}
install();
commands[command](findNode(), args);
