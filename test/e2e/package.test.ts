/**
 * Packages (scripts/package.ts) made from a local Electron runtime: what is in them, that the same sources give the same
 * bytes, that they start without Node, what the packaged window says of itself, and that a damaged one does not start.
 * Every way of damage stands in test/unit/package/start.test.ts; here it is done to the real files.
 *
 * Needs ROOTSEAL_ELECTRON (the `electron` of an unpacked runtime), dpkg-deb and Xvfb; skipped aloud without them.
 */
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesBelow, sha256 } from '../../scripts/package/files.ts';
import { fuses } from '../../scripts/package/runtime.ts';
import { examplePlan } from '../crash/example.ts';
import { chromiumHere } from './support/chromium.ts';
import { type Display, missingForDisplay, openDisplay } from './support/display.ts';

const root = join(import.meta.dirname, '..', '..');
const electron = process.env['ROOTSEAL_ELECTRON'] ?? '';
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

function missing(): string | undefined {
  if (electron === '') return 'ROOTSEAL_ELECTRON is not set';
  if (!existsSync(electron)) return `there is no ${electron}`;
  if (spawnSync('dpkg-deb', ['--version']).status !== 0) return 'there is no dpkg-deb';
  return missingForDisplay() ?? (chromiumHere() === undefined ? 'there is no Chromium' : undefined);
}

const why = missing();
if (why !== undefined) console.warn(`packages are not tested: ${why}`);

interface Made {
  readonly folder: string;
  readonly deb: string;
}

let work: string;
let one: Made;
let other: Made;

/** Makes both packages below `out`; the machine's zone, mask and language must not reach the bytes. */
function make(out: string, mask: string, env: Record<string, string>): Promise<Made> {
  const command = `umask ${mask}; exec "$0" "$@"`;
  const args = [join(root, 'scripts', 'package.ts'), '--runtime', dirname(electron), '--out', out];
  const child = spawn('sh', ['-c', command, process.execPath, ...args], {
    env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      const [folder, deb] = said.split('\n');
      if (code === 0) resolve({ folder: folder!, deb: deb! });
      else reject(new Error(`package.ts answered ${String(code)}: ${said}`));
    });
  });
}

/** A folder of programs that are everywhere, and no Node among them. */
function withoutNode(): string {
  const bin = join(work, 'bin');
  mkdirSync(bin);
  for (const folder of ['/bin', '/usr/bin'])
    for (const name of readdirSync(folder))
      if (!/^(node|nodejs|npm|npx)$/.test(name) && !existsSync(join(bin, name)))
        symlinkSync(join(folder, name), join(bin, name));
  return bin;
}

let bin: string;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const surroundings = (env: Record<string, string> = {}) => ({
  PATH: bin,
  LANG: 'C.UTF-8',
  HOME: join(work, 'person'),
  ...env,
});

function run(program: string, args: readonly string[], env: Record<string, string> = {}): Ran {
  return spawnSync(program, args, {
    cwd: work,
    encoding: 'utf8',
    timeout: 120_000,
    env: surroundings(env),
  });
}

const rootseal = (...args: readonly string[]): Ran => run(join(one.folder, 'rootseal'), args);

/** Root has no window; an ordinary user is then nobody. */
const asNobody = (...words: readonly string[]): string[] =>
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...words] : [...words];

describe.skipIf(why !== undefined)('packages', () => {
  beforeAll(async () => {
    work = mkdtempSync(join(tmpdir(), 'rootseal-package-'));
    chmodSync(work, 0o755);
    bin = withoutNode();
    mkdirSync(join(work, 'person'));
    chmodSync(join(work, 'person'), 0o777);
    one = await make(join(work, 'one'), '022', { TZ: 'Asia/Shanghai', LC_ALL: 'C' });
    other = await make(join(work, 'other'), '077', { TZ: 'America/Caracas', LC_ALL: 'C.UTF-8' });
  }, 300_000);

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  const bytes = (made: Made, name: string) => readFileSync(join(made.folder, name));

  test('the same sources, runtime and time give the same bytes', () => {
    expect(filesBelow(other.folder)).toEqual(filesBelow(one.folder));
    expect(bytes(other, 'SHA256SUMS').toString()).toBe(bytes(one, 'SHA256SUMS').toString());
    expect(sha256(readFileSync(other.deb))).toBe(sha256(readFileSync(one.deb)));
  });

  test('the list is one for sha256sum, and every file stands in it', () => {
    const own = spawnSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: one.folder });
    expect(own.status).toBe(0);
    const lines = bytes(one, 'SHA256SUMS').toString().trimEnd().split('\n').slice(0, -1);
    const listed = lines.map((line) => line.slice(66)).sort();
    expect(listed).toEqual(
      filesBelow(one.folder)
        .filter((name) => name !== 'SHA256SUMS')
        .sort(),
    );
  });

  test('all fuses are as they must be, and there are no others', async () => {
    const { version: wire, ...read } = await getCurrentFuseWire(join(one.folder, 'desktop', 'rootseal-desktop'));
    const wanted = Object.fromEntries(
      Object.entries(fuses).map(([fuse, on]) => [fuse, (on ? '1' : '0').charCodeAt(0)]),
    );
    expect(wire).toBe('1');
    expect(read).toEqual(wanted);
    expect(wanted[FuseV1Options.RunAsNode]).toBe(48);
    expect(wanted[FuseV1Options.OnlyLoadAppFromAsar]).toBe(49);
  });

  test('the app lies in one archive, bundled, its native code beside it for this system alone', () => {
    const resources = join(one.folder, 'desktop', 'resources');
    expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
    const asar = join(resources, 'app.asar');
    const names = listPackage(asar, { isPack: false });
    const tops = new Set(names.map((name) => name.split('/')[1]));
    expect([...tops].sort()).toEqual(['dist', 'fonts', 'node_modules', 'out', 'package.json']);
    const packages = new Set(names.map((name) => /^\/node_modules\/([^/]+)/.exec(name)?.[1]));
    expect([...packages].filter((name) => name !== undefined)).toEqual(['better-sqlite3']);
    expect(filesBelow(join(resources, 'app.asar.unpacked'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    expect(statFile(asar, 'out/main/vault.js')).toMatchObject({ size: expect.any(Number) });
    const verifier = extractFile(asar, 'dist/rootseal-verify.mjs');
    expect(sha256(verifier)).toBe(sha256(bytes(one, 'dist/rootseal-verify.mjs')));
  });

  test('nothing of the folder it was made in is in it', () => {
    for (const name of ['desktop/resources/app.asar', 'BUILD.txt', 'START.txt', 'THIRD-PARTY-LICENSES.txt'])
      expect(bytes(one, name).includes(root), name).toBe(false);
    for (const name of filesBelow(one.folder).filter((path) => path.startsWith('out/')))
      expect(bytes(one, name).includes(root), name).toBe(false);
  });

  test('a runtime of unknown origin is said, in the names and inside', () => {
    expect(one.folder).toMatch(/rootseal-[\d.]+-test-linux-x64$/);
    expect(one.deb).toMatch(/rootseal_[\d.]+~test_amd64\.deb$/);
    expect(bytes(one, 'BUILD.txt').toString()).toContain('for tests, never to be released');
  });

  describe('on a machine without Node', () => {
    test('there is none', () => {
      expect(run('sh', ['-c', 'command -v node nodejs']).stdout).toBe('');
    });

    test('the command line works', () => {
      expect(rootseal('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
      const plan = join(one.folder, 'examples', 'traceability', 'plan.json');
      const checked = rootseal('--json', 'plan', 'check', plan);
      expect(checked.status, checked.stderr).toBe(0);
      expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true });
    });

    test('a rehearsal is founded in the room, and the packaged verifier takes it', () => {
      const example = join(work, 'example');
      cpSync(join(one.folder, 'examples', 'traceability'), example, { recursive: true });
      const plan = join(example, 'plan.json');
      writeFileSync(plan, readFileSync(plan, 'utf8').replaceAll('"workFactor": 18', '"workFactor": 14'));
      const answers = join(example, 'answers.json');
      chmodSync(answers, 0o600);
      const home = join(work, 'founded');
      const founded = rootseal('--json', 'ceremony', 'run', plan, '--into', home, '--rehearsal', '--answers', answers);
      expect(founded.status, founded.stderr).toBe(0);
      const verdict = run(join(one.folder, 'rootseal-verify'), [join(home, 'public'), '--rehearsal', '--json']);
      expect(verdict.status, verdict.stdout).toBe(0);
      expect(JSON.parse(verdict.stdout)).toMatchObject({ valid: true });
    });

    test("the window opens in the distribution's Chromium, and ends when it is asked to", async () => {
      const display = await openDisplay();
      try {
        const [command, ...args] = asNobody(join(one.folder, 'rootseal'), '--host', 'chromium');
        const child = spawn(command!, args, {
          cwd: work,
          env: surroundings({ DISPLAY: display.name }),
          stdio: 'ignore',
        });
        const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
        const window = ['search', '--sync', '--onlyvisible', '--name', 'Rootseal'];
        const seen = spawnSync('xdotool', window, { env: display.env, encoding: 'utf8', timeout: 60_000 });
        expect(seen.stdout).toMatch(/^\d+$/m);
        child.kill('SIGTERM');
        expect(await ended).toBe(4);
      } finally {
        await display.close();
      }
    });

    test('a rehearsal is begun by the keyboard alone: no debugger, no mouse, the keys of XTest', async () => {
      const display = await openDisplay();
      const home = join(work, 'typist');
      mkdirSync(home, { mode: 0o777 });
      chmodSync(home, 0o777);
      writeFileSync(join(home, 'plan.json'), JSON.stringify(examplePlan()));
      const [command, ...args] = asNobody(join(one.folder, 'rootseal'));
      const env = surroundings({ DISPLAY: display.name, HOME: home });
      const child = spawn(command!, args, { cwd: home, env, stdio: 'ignore' });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      try {
        const keys = (...names: string[]) =>
          spawnSync('xdotool', ['key', '--delay', '80', ...names], { env: display.env });
        /** Until the window is called so, and has the focus. */
        const seen = async (title: string) => {
          const named = ['search', '--sync', '--onlyvisible', '--name', title];
          const opened = spawnSync('xdotool', [...named, 'windowactivate', '--sync'], {
            env: display.env,
            timeout: 60_000,
          });
          expect([title, opened.status]).toEqual([title, 0]);
          await pause(1_000);
        };
        await seen('Home .* Rootseal');
        keys('Tab', 'Return');
        await seen('^Ceremony .* Rootseal');
        // Past the kind, which is the rehearsal already, to the plan; the first file of the person's own folder.
        keys('Tab', 'Tab', 'Return');
        await pause(1_500);
        keys('Return');
        await pause(1_500);
        keys('shift+Tab', 'shift+Tab', 'Return');
        await seen('^Food Traceability Consortium .* Rootseal');
        const shots = process.env['ROOTSEAL_SHOTS'];
        if (shots !== undefined) display.picture(join(shots, 'package.png'));
      } finally {
        child.kill('SIGTERM');
        await ended;
        await display.close();
      }
      expect(await ended).toBe(4);
      const [made = 'nothing'] = readdirSync(home).filter((name) => name.startsWith('food-trace-rehearsal-'));
      expect(statSync(join(home, made)).mode & 0o777).toBe(0o700);
      const status = rootseal('--json', 'ceremony', 'status', join(home, made));
      expect(JSON.parse(status.stdout)).toMatchObject({ rehearsal: true, done: ['room'], begun: 'agree-plan' });
    });

    test('the window opens in the room with its sandbox on, and says what it is', async () => {
      const display: Display = await openDisplay();
      try {
        const report = join(work, 'person', 'report.json');
        const begun = Date.now();
        const [command, ...args] = asNobody(join(one.folder, 'rootseal'), '--self-report', report);
        const opened = run(command!, args, { DISPLAY: display.name });
        const took = Date.now() - begun;
        expect(opened.status, opened.stderr).toBe(0);
        const said = JSON.parse(readFileSync(report, 'utf8')) as {
          checked: number;
          painted: number;
          asked: string[];
          dumps: Record<string, string>;
        };
        expect(said).toMatchObject({
          format: 'rootseal.self-report/1',
          packaged: true,
          info: {
            version,
            host: 'electron',
            layer: expect.stringMatching(/^(user\+)?net$/),
            folders: { examples: join(one.folder, 'examples') },
          },
          page: { address: 'app://rootseal/', preferences: { sandbox: true, contextIsolation: true }, devTools: false },
          sandbox: { switchedOff: false, seccomp: '2' },
          vault: true,
        });
        expect(said.dumps).toMatchObject({ Browser: '1 1', Tab: '1 1', GPU: '1 1', Utility: '1 1', vault: '1 1' });
        // The check of the files is told by itself, and no part of the time to the first paint.
        expect(said.checked).toBeGreaterThan(50);
        expect(said.asked).not.toEqual([]);
        expect(said.painted).toBeGreaterThan(0);
        expect(said.checked + said.painted).toBeLessThan(took);
      } finally {
        await display.close();
      }
    });
  });

  describe('a damaged package', () => {
    /** Flips the lowest bit of the byte in the middle; a second time, and it is as it was. */
    function flip(name: string): void {
      const path = join(other.folder, name);
      const content = readFileSync(path);
      content[content.length >> 1]! ^= 1;
      writeFileSync(path, content);
    }

    const start = () => run(join(other.folder, 'rootseal'), ['--version']);

    const sample = [
      'desktop/rootseal-desktop',
      'desktop/resources/app.asar',
      'desktop/resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node/bin/node',
      'out/main/vault.js',
      'docs/recovery.md',
    ];

    test.for(sample)('one bit of %s, and nothing starts', (name) => {
      flip(name);
      const ran = start();
      flip(name);
      expect(ran).toMatchObject({ status: 3, stdout: '' });
      expect(ran.stderr.split('\n').filter((line) => /damaged|missing|not of/.test(line))).toEqual([
        `rootseal: damaged: ${name}`,
      ]);
      expect(ran.stderr).toContain(`rootseal：已损坏：${name}\n`);
    });

    test('one bit of every file, and every one is named', () => {
      const all = filesBelow(other.folder).filter((name) => name !== 'SHA256SUMS' && name !== 'rootseal');
      const full = all.filter((name) => statSync(join(other.folder, name)).size > 0);
      expect(full.length).toBeGreaterThan(60);
      for (const name of full) flip(name);
      const ran = start();
      for (const name of full) flip(name);
      expect(ran.status).toBe(3);
      const named = [...ran.stderr.matchAll(/^rootseal: damaged: (.*)$/gm)].map(([, name]) => name!);
      expect(named.sort()).toEqual(full.sort());
    });

    test('a file missing and one too many', () => {
      const sandbox = join(other.folder, 'desktop', 'chrome-sandbox');
      renameSync(sandbox, `${sandbox}.old`);
      const ran = start();
      renameSync(`${sandbox}.old`, sandbox);
      expect(ran.status).toBe(3);
      expect(ran.stderr).toContain('rootseal: missing: desktop/chrome-sandbox\n');
      expect(ran.stderr).toContain('rootseal: not of this package: desktop/chrome-sandbox.old\n');
    });

    test('whole again it starts', () => {
      expect(start()).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    });
  });

  describe('the .deb', () => {
    const fields = () => spawnSync('dpkg-deb', ['--field', one.deb], { encoding: 'utf8' }).stdout;

    test('says what it is and needs', () => {
      expect(fields()).toContain(`Package: rootseal\nVersion: ${version}~test\nArchitecture: amd64\n`);
      expect(fields()).toMatch(/^Depends: .*libgtk-3-0 \| libgtk-3-0t64/m);
    });

    test('every library that the two runtimes load is in a package it depends on, where this machine can tell', () => {
      const depends = /^Depends: (.*)$/m
        .exec(fields())![1]!
        .split(/, | \| /)
        .map((name) => name.split(' ')[0]!);
      const needed = ['desktop/rootseal-desktop', 'node/bin/node'].flatMap((name) =>
        packagesOf(join(one.folder, name)),
      );
      expect(needed.length).toBeGreaterThan(10);
      expect(needed.filter((name) => !depends.includes(name))).toEqual([]);
    });

    test('holds the plain folder below /opt, two commands and a menu entry, all of root', () => {
      const listed = spawnSync('dpkg-deb', ['--contents', one.deb], { encoding: 'utf8' }).stdout.trimEnd().split('\n');
      const rows = listed.map((line) => line.split(/\s+/)).map(([mode, owner, , , , name]) => ({ mode, owner, name }));
      expect(rows.filter(({ owner }) => owner !== 'root/root')).toEqual([]);
      expect(rows.filter(({ name }) => !/^\.\/($|opt\/|usr\/)/.test(name!))).toEqual([]);
      expect(rows.filter(({ mode }) => mode!.includes('s'))).toEqual([
        { mode: '-rwsr-xr-x', owner: 'root/root', name: './opt/rootseal/desktop/chrome-sandbox' },
      ]);
      expect(rows.filter(({ mode }) => mode!.startsWith('-') && /....w..w./.test(mode!))).toEqual([]);
      const names = rows.map(({ name }) => name!);
      expect(names).toContain('./usr/bin/rootseal');
      expect(names).toContain('./usr/share/applications/rootseal.desktop');
      expect(names).toContain('./usr/share/icons/hicolor/256x256/apps/rootseal.png');
    });

    test('the entry of the menu is one, in both languages', () => {
      const extract = ['--fsys-tarfile', one.deb];
      const { stdout } = spawnSync('dpkg-deb', extract, { maxBuffer: 1 << 30 });
      const take = ['-xO', './usr/share/applications/rootseal.desktop'];
      const entry = spawnSync('tar', take, { input: stdout, encoding: 'utf8' }).stdout;
      const lines = Object.fromEntries(entry.split('\n').map((line) => line.split(/=(.*)/s, 2)));
      expect(lines).toMatchObject({ Type: 'Application', Icon: 'rootseal', Terminal: 'false' });
      for (const key of ['GenericName', 'Comment']) {
        expect(lines[key]).toMatch(/^[ -~]+$/);
        expect(lines[`${key}[zh_CN]`]).toMatch(/\p{Script=Han}/u);
      }
      const file = join(work, 'rootseal.desktop');
      writeFileSync(file, entry);
      const judged = spawnSync('desktop-file-validate', ['--no-hints', file], { encoding: 'utf8' });
      if (judged.error === undefined) expect(judged).toMatchObject({ status: 0, stdout: '' });
    });

    test('installed elsewhere it is the same program, by its own list; removed, nothing is left of it', () => {
      const tree = join(work, 'installed');
      const database = join(tree, 'var', 'lib', 'dpkg');
      for (const name of ['info', 'updates']) mkdirSync(join(database, name), { recursive: true });
      writeFileSync(join(database, 'status'), '');
      const dpkg = (...args: string[]) => {
        const ways = [`--root=${tree}`, '--log=/dev/null', '--force-not-root', '--force-depends', '--force-unsafe-io'];
        return spawnSync('dpkg', [...ways, ...args], { encoding: 'utf8' });
      };
      expect(dpkg('--install', one.deb)).toMatchObject({ status: 0 });
      const there = join(tree, 'opt', 'rootseal');
      expect(sha256(readFileSync(join(there, 'SHA256SUMS')))).toBe(sha256(bytes(one, 'SHA256SUMS')));
      expect(run(join(tree, 'usr', 'bin', 'rootseal'), ['--version'])).toMatchObject({
        status: 0,
        stdout: `${version}\n`,
      });
      expect(dpkg('--purge', 'rootseal')).toMatchObject({ status: 0 });
      expect(filesBelow(tree).filter((name) => !name.startsWith('var/lib/dpkg/'))).toEqual([]);
    });
  });
});

/** Debian's packages of the libraries that a program names; empty for those that this machine lacks. */
function packagesOf(program: string): string[] {
  const text = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' }).stdout;
  const named = [...text('readelf', '-d', program).matchAll(/NEEDED.*\[(.*)\]/g)].map(([, name]) => name!);
  const loaded = text('ldd', program);
  const paths = named
    .map((name) => new RegExp(`^\\s*${name.replaceAll('+', '\\+')} => (/\\S+)`, 'm').exec(loaded)?.[1])
    .filter((path) => path !== undefined && !path.startsWith(dirname(program)))
    .map((path) => text('readlink', '-f', path!).trim());
  return [
    ...new Set(
      paths.flatMap((path) =>
        text('dpkg', '-S', path)
          .split(':')
          .slice(0, 1)
          .filter((name) => name !== ''),
      ),
    ),
  ];
}
