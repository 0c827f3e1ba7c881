/**
 * The launcher `./rootseal` and scripts/in-room: found through links and from any folder, in the caller's place
 * (process id, descriptors, folder), and in a network namespace for what opens a secret.
 * The command line behind it is a stub that says what reached it.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const unix = process.platform !== 'win32';
const canIsolate =
  unix && ['-n', '-c -n'].some((flags) => spawnSync('sh', ['-c', `unshare ${flags} true`]).status === 0);

/** A system whose own limit is none gives no byte back to an ordinary user. */
const limits = spawnSync('sh', ['-c', 'prlimit --pid $$ --core=1:1']).status === 0;
if (!limits) console.warn('SKIPPED: the limit of memory dumps, which cannot be set here');

const stub = `
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
const room = process.env['ROOTSEAL_ROOM'];
let third = '';
try { third = readFileSync(3, 'utf8'); } catch { third = 'closed'; }
console.log(JSON.stringify({
  args: process.argv.slice(2), cwd: process.cwd(), pid: process.pid, third, stdin: readFileSync(0, 'utf8'),
  room: room === undefined ? null : JSON.parse(room),
  up: Object.values(networkInterfaces()).flat().filter((one) => !one.internal).length,
}));
process.exit(7);
`;

/** Names its Node, or says what would be opened. */
const setUp = `
console.error('progress');
if (process.argv[2] === 'node') console.log(process.execPath);
else {
  console.log(JSON.stringify({
    args: process.argv.slice(2), cwd: process.cwd(), pid: process.pid, third: '', stdin: '',
    room: process.env['ROOTSEAL_ROOM'] ?? null, up: 0,
  }));
  process.exitCode = 6;
}
`;

let folder: string;
let launcher: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal launcher-'));
  const house = join(folder, 'a house');
  mkdirSync(join(house, 'scripts'), { recursive: true });
  mkdirSync(join(house, 'main', 'cli'), { recursive: true });
  mkdirSync(join(house, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(process.execPath, join(house, 'node_modules', '.bin', 'node'));
  for (const path of ['rootseal', 'scripts/in-room', 'scripts/room-facts.mjs'])
    cpSync(join(root, path), join(house, path));
  writeFileSync(join(house, 'scripts', 'setup.mjs'), setUp);
  writeFileSync(join(house, 'main', 'cli', 'rootseal.ts'), stub);
  writeFileSync(join(house, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'third'), 'line of the third\n');
  mkdirSync(join(folder, 'links'));
  symlinkSync('../a house/rootseal', join(folder, 'links', 'relative'));
  symlinkSync(join(folder, 'links', 'relative'), join(folder, 'links', 'twice'));
  launcher = join(house, 'rootseal');
  chmodSync(launcher, 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Reached {
  args: string[];
  cwd: string;
  pid: number;
  third: string;
  stdin: string;
  room: {
    format: string;
    core: { limit: string };
    layer: { name: string };
    interfaces: { name: string; loopback: boolean }[];
  } | null;
  up: number;
}

function launch(
  command: string,
  args: string[],
): Promise<{ code: number | null; pid: number; said: Reached; err: string }> {
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe', openSync(join(folder, 'third'), 'r')],
  });
  let out = '';
  let err = '';
  child.stdin!.end('typed');
  child.stdout!.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr!.on('data', (data: Buffer) => (err += data.toString()));
  return new Promise((done) => {
    child.on('close', (code) => done({ code, pid: child.pid!, said: JSON.parse(out) as Reached, err }));
  });
}

describe.skipIf(!unix)('./rootseal', () => {
  it.each([
    ['by its path', () => launcher],
    ['through a relative link', () => join(folder, 'links', 'relative')],
    ['through a link to a link', () => join(folder, 'links', 'twice')],
  ])('is found %s', async (_how, command) => {
    const { code, pid, said, err } = await launch(command(), ['plan', 'show', 'a b', '']);
    expect(said.args).toEqual(['plan', 'show', 'a b', '']);
    expect(said.cwd).toBe(folder);
    expect(said.pid).toBe(pid);
    expect(said.third).toBe('line of the third\n');
    expect(said.stdin).toBe('typed');
    expect(said.room).toBeNull();
    expect(code).toBe(7);
    expect(err).toBe('progress\n');
  });

  it.each([
    [['ceremony', 'run', 'x y']],
    [['--lang', 'en', 'restore', 'DIR']],
    [['vault', 'import', '--into', 'x']],
    [['set', 'resume', 'DIR']],
    [['share', 'check', 'x.age', '--set', 'y']],
    [['jdchain', 'key', 'new']],
    [['member', 'vote']],
    [['--json', 'ceremony', 'status']],
    [['--json']],
    [['--host', 'terminal']],
    [['--host=terminal', '--lang', 'en']],
    [['--host', 'electron', '--json']],
    [['--host']],
  ])('takes %j into the room with the facts from outside', async (args) => {
    const { code, pid, said } = await launch(launcher, args);
    expect(said.args).toEqual(args);
    expect(said.pid).toBe(pid);
    expect(said.third).toBe('line of the third\n');
    expect(said.stdin).toBe('typed');
    expect(said.room?.format).toBe('rootseal.room/1');
    expect(said.room?.interfaces.some((one) => one.loopback)).toBe(true);
    expect(code).toBe(7);
  });

  it.each([[[]], [['--lang', 'zh-CN']], [['--host', 'electron']], [['--lang=en', '--host=chromium']]])(
    'opens a window for %j, which goes into the room by itself',
    async (args) => {
      const { code, pid, said } = await launch(launcher, args);
      expect(said).toMatchObject({ args: ['start', '--open', ...args], cwd: folder, pid, room: null });
      expect(code).toBe(6);
    },
  );

  it.skipIf(!limits)('keeps what runs there from dumping its memory, also into a program', async () => {
    const program = 'console.log(require("fs").readFileSync("/proc/self/limits", "utf8"))';
    const inside = spawnSync('sh', [join(root, 'scripts', 'in-room'), process.execPath, '-e', program]);
    expect(inside.stdout.toString()).toMatch(/^Max core file size +1 +1 /m);
    const { said } = await launch(launcher, ['ceremony']);
    expect(said.room?.core.limit).toBe('1 byte');
  });

  it('is not deceived by a value that looks like a command', async () => {
    expect((await launch(launcher, ['--lang', 'ceremony', 'plan'])).said.room).toBeNull();
  });
});

describe.skipIf(!canIsolate)('the namespace (skipped where no unshare works)', () => {
  it('leaves no interface, and says which layer it took', async () => {
    const { said } = await launch(launcher, ['ceremony']);
    expect(said.room?.layer.name).toMatch(/^(user\+)?net$/);
    expect(said.up).toBe(0);
  });

  it('is another one than the caller is in', () => {
    const inside = spawnSync('sh', [
      join(root, 'scripts', 'in-room'),
      process.execPath,
      '-p',
      'fs.readlinkSync("/proc/self/ns/net")',
    ]);
    expect(inside.stdout.toString().trim()).toMatch(/^net:\[\d+\]$/);
    expect(inside.stdout.toString().trim()).not.toBe(readlinkSync('/proc/self/ns/net'));
  });

  it('goes on without one, aloud, and records why', () => {
    const bare = mkdtempSync(join(tmpdir(), 'rootseal-bare-'));
    for (const tool of ['sh', 'id', 'dirname'])
      symlinkSync(spawnSync('which', [tool]).stdout.toString().trim(), join(bare, tool));
    const print = 'process.stdout.write(process.env.ROOTSEAL_ROOM)';
    const result = spawnSync('sh', [join(root, 'scripts', 'in-room'), process.execPath, '-e', print], {
      env: { PATH: bare },
    });
    rmSync(bare, { recursive: true });
    const facts = JSON.parse(result.stdout.toString());
    expect(facts.layer).toEqual({ name: 'none', why: 'this system has no unshare' });
    expect(result.stderr.toString()).toContain('no network namespace');
  });
});
