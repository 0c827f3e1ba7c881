/**
 * The start of a package (scripts/package/start.sh) on a small one of its shape: what is checked, what is said, what is
 * then run. The programs in it are scripts that tell their arguments; test/e2e/package.test.ts has the real ones.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { filesBelow, plainModes, setTimes, writeSums } from '../../../scripts/package/files.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let work: string;
let home: string;

/** Tells what it was called as, its arguments, and the surroundings that the start owes it. */
const teller = (name: string) => `#!/bin/sh
case $1 in */room-facts.mjs) echo '{"facts":true}'; exit ;; esac
echo "${name}" "$@"
echo "room $ROOTSEAL_ROOM"
echo "node \${ROOTSEAL_NODE##*/home/}"
echo "check $ROOTSEAL_CHECK"
echo "options \${NODE_OPTIONS-none}"
`;

function write(name: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), content);
  chmodSync(join(home, name), mode);
}

beforeAll(() => (work = mkdtempSync(join(tmpdir(), 'rootseal-start-'))));
afterAll(() => rmSync(work, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(join(work, 'home'), { recursive: true, force: true });
  home = join(work, 'home');
  for (const name of ['rootseal', 'rootseal-verify'])
    write(name, readFileSync(join(root, 'scripts', 'package', 'start.sh'), 'utf8'), 0o755);
  write('scripts/in-room', readFileSync(join(root, 'scripts', 'in-room'), 'utf8'));
  write('node/bin/node', teller('node'), 0o755);
  write('desktop/rootseal-desktop', teller('desktop'), 0o755);
  for (const name of ['scripts/room-facts.mjs', 'out/main/rootseal.js', 'out/main/chromium.js'])
    write(name, `// ${name}\n`);
  write('dist/rootseal-verify.mjs', '// the verifier\n');
  write('docs/a page with blanks.md', 'words\n');
  write('empty.txt', '');
  writeSums(home);
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], env: Record<string, string> = {}, program = join(home, 'rootseal')): Ran {
  const surroundings = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...env };
  return spawnSync(program, args, { encoding: 'utf8', env: surroundings, cwd: work, timeout: 20_000 });
}

/** Flips the lowest bit of one byte. */
function flip(name: string, at: number): void {
  const bytes = readFileSync(join(home, name));
  bytes[at]! ^= 1;
  writeFileSync(join(home, name), bytes);
}

function refused(ran: Ran, ...lines: readonly string[]): void {
  expect(ran.status).toBe(3);
  expect(ran.stdout).toBe('');
  for (const line of lines) expect(ran.stderr).toContain(line);
  expect(ran.stderr).toContain('nothing was started');
  expect(ran.stderr).toContain('未启动任何程序');
}

describe.skipIf(process.platform !== 'linux')('the list', () => {
  test('a whole package starts and says nothing', () => {
    const ran = start(['plan', 'check', 'a plan.json']);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toContain(`out/main/rootseal.js plan check a plan.json\n`);
  });

  test('it is one that sha256sum itself takes, of every file but itself', () => {
    const own = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: home, encoding: 'utf8' });
    expect(own).toMatchObject({ status: 0 });
    const told = own.stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/: OK$/, ''));
    expect(told.sort()).toEqual(filesBelow(home).filter((name) => name !== 'SHA256SUMS'));
  });

  test('one byte of any file, and it is named in both languages', () => {
    for (const name of filesBelow(home).filter((one) => !['SHA256SUMS', 'empty.txt'].includes(one))) {
      const middle = name.startsWith('rootseal') ? 30 : Math.floor(readFileSync(join(home, name)).length / 2);
      flip(name, middle);
      refused(start(['--version']), `damaged: ${name}\n`, `已损坏：${name}\n`);
      flip(name, middle);
    }
    expect(start(['--version'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('all files damaged at once are all named', () => {
    const all = filesBelow(home).filter((name) => !['SHA256SUMS', 'rootseal'].includes(name));
    for (const name of all) appendFileSync(join(home, name), '\n');
    refused(start(['--version']), ...all.map((name) => `damaged: ${name}\n`));
  });

  test('a file that is missing, and a whole folder', () => {
    rmSync(join(home, 'dist/rootseal-verify.mjs'));
    rmSync(join(home, 'out'), { recursive: true });
    refused(
      start(['--version']),
      'missing: dist/rootseal-verify.mjs\n',
      '缺失：dist/rootseal-verify.mjs\n',
      'missing: out/main/rootseal.js\n',
    );
  });

  test('a file too many: on top, below, hidden, with a name of two lines', () => {
    const listed = readFileSync(join(home, 'SHA256SUMS'), 'utf8').split('\n');
    const twoLines = listed
      .slice(0, 2)
      .map((line) => line.slice(66))
      .join('\n');
    for (const name of ['mine.txt', 'docs/.hidden', '...', '*', twoLines]) {
      write(name, 'x');
      refused(start(['--version']), `not of this package: ${name.split('\n')[0]!}`, `不属于本软件包：`);
      rmSync(join(home, name));
    }
    mkdirSync(join(home, 'an empty folder holds nothing'));
    expect(start(['--version'])).toMatchObject({ status: 0, stderr: '' });
  });

  test('a renamed file is missing under the one name and too many under the other', () => {
    renameSync(join(home, 'empty.txt'), join(home, 'full.txt'));
    refused(start(['--version']), 'missing: empty.txt\n', 'not of this package: full.txt\n');
  });

  test('links, pipes and folders in the place of files are named, and nothing waits for them', () => {
    const replace = (make: (path: string) => void) => {
      const path = join(home, 'out/main/chromium.js');
      rmSync(path, { recursive: true });
      make(path);
      return start(['--version']);
    };
    const odd = 'not a plain file: out/main/chromium.js\n';
    refused(
      replace((path) => symlinkSync('rootseal.js', path)),
      odd,
      '不是普通文件：out/main/chromium.js\n',
    );
    refused(
      replace((path) => spawnSync('mkfifo', [path])),
      odd,
    );
    refused(
      replace((path) => symlinkSync('nowhere', path)),
      odd,
    );
    refused(
      replace((path) => mkdirSync(path)),
      'cannot be read: out/main/chromium.js\n',
    );
  });

  test('a folder that is a link is no folder of the package', () => {
    renameSync(join(home, 'docs'), join(work, 'elsewhere'));
    symlinkSync(join(work, 'elsewhere'), join(home, 'docs'));
    refused(start(['--version']), 'not a plain file: docs\n');
    rmSync(join(work, 'elsewhere'), { recursive: true });
  });

  test('the list itself: damaged in a sum, a name or its last line, cut, emptied, missing', () => {
    const list = readFileSync(join(home, 'SHA256SUMS'), 'utf8');
    const lines = list.trimEnd().split('\n');
    const broken = [
      list.replace(/^[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0')),
      list.replace('empty.txt', 'emptx.txt'),
      list.replace(/.\n$/, 'x\n'),
      `${lines.slice(1).join('\n')}\n`,
      `${lines.slice(0, -1).join('\n')}\n`,
      '',
    ];
    for (const text of broken) {
      writeFileSync(join(home, 'SHA256SUMS'), text);
      refused(start(['--version']), 'damaged: SHA256SUMS\n');
    }
    rmSync(join(home, 'SHA256SUMS'));
    refused(start(['--version']), 'missing: SHA256SUMS\n');
  });

  test('without the tools that make sums nothing starts either', () => {
    const bin = join(work, 'bin');
    mkdirSync(bin);
    for (const tool of ['sh', 'dirname', 'head', 'tail', 'cut', 'date', 'nproc', 'split'])
      symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), join(bin, tool));
    refused(start(['--version'], { PATH: bin }));
    symlinkSync('/usr/bin/sha256sum', join(bin, 'sha256sum'));
    expect(start(['--version'], { PATH: bin })).toMatchObject({ status: 0 });
    rmSync(join(bin, 'split'));
    refused(start(['--version'], { PATH: bin }), 'the sums could not be made');
  });
});

describe.skipIf(process.platform !== 'linux')('what is run', () => {
  const desktop = { WAYLAND_DISPLAY: 'wayland-9' };
  /** The window is not for root; what is tested here is the way to it. */
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

  test('a display opens the window, in the room, with a Node for what runs beside it', () => {
    const { status, stdout } = start(['--lang', 'zh-CN', ...sandbox], desktop);
    expect(status).toBe(0);
    expect(stdout).toContain(`desktop --lang zh-CN${sandbox.map((one) => ` ${one}`).join('')}\n`);
    expect(stdout).toContain('room {"facts":true}\n');
    expect(stdout).toContain('node node/bin/node\n');
  });

  test('how long the check took is told apart, in milliseconds', () => {
    expect(start(['--version']).stdout).toMatch(/^check \d+$/m);
  });

  test('hosts by name', () => {
    expect(start(['--host', 'chromium'], desktop).stdout).toContain('out/main/chromium.js --host chromium\n');
    expect(start(['--host=terminal'], desktop).stdout).toContain('out/main/rootseal.js --host=terminal\n');
    expect(start(['--host', 'electron', ...sandbox], desktop).stdout).toMatch(/^desktop --host electron/);
  });

  test('neither a display nor a terminal: says so', () => {
    const ran = start([]);
    expect(ran).toMatchObject({ status: 3, stdout: '' });
    expect(ran.stderr).toContain('neither a display nor a terminal');
    expect(ran.stderr).toContain('既无显示器也无终端');
  });

  test.each([':9431', ':9431.0', 'elsewhere:9431', 'localhost:9431.0', 'nonsense'])(
    'a display that is not on this machine, %s: says so, and opens no window',
    (DISPLAY) => {
      expect(start([], { DISPLAY }).stderr).toContain('neither a display nor a terminal');
      for (const host of ['electron', 'chromium']) {
        const ran = start(['--host', host, ...sandbox], { DISPLAY });
        expect(ran).toMatchObject({ status: 3, stdout: '' });
        expect(ran.stderr).toContain('no display of this machine can be reached');
        expect(ran.stderr).toContain('无法连接到本机的显示器');
      }
    },
  );

  test('the window does not run as root', () => {
    const bin = join(work, 'as-root');
    mkdirSync(bin);
    writeFileSync(join(bin, 'id'), '#!/bin/sh\necho 0\n', { mode: 0o755 });
    const ran = start([], { ...desktop, PATH: `${bin}:/usr/bin:/bin` });
    expect(ran).toMatchObject({ status: 3, stdout: '' });
    expect(ran.stderr).toContain('does not run as root');
    expect(ran.stderr).toContain('不能以 root 身份运行');
  });

  test('commands go to the command line: those with secrets in the room, the others not', () => {
    expect(start(['--lang', 'en', 'ceremony', 'run'], desktop).stdout).toContain('room {"facts":true}\n');
    expect(start(['restore', 'x'], desktop).stdout).toContain('room {"facts":true}\n');
    const plain = start(['--json', 'log', 'verify', 'x'], desktop).stdout;
    expect(plain).toContain('out/main/rootseal.js --json log verify x\n');
    expect(plain).toContain('room \n');
  });

  test('what the window does not know belongs to the command line', () => {
    for (const words of [['--help'], ['--version'], ['--remote-debugging-port=1'], ['--lang', 'en', '--json']])
      expect(start(words, desktop).stdout).toContain(`out/main/rootseal.js ${words.join(' ')}\n`);
  });

  test('the verifier under its own name, and both through links', () => {
    const links = join(work, 'links');
    mkdirSync(links);
    symlinkSync('../home/rootseal-verify', join(links, 'rootseal-verify'));
    symlinkSync(join(links, 'rootseal-verify'), join(links, 'verify'));
    for (const program of [join(home, 'rootseal-verify'), join(links, 'rootseal-verify'), join(links, 'verify')])
      expect(start(['a bundle'], {}, program).stdout).toContain('dist/rootseal-verify.mjs a bundle\n');
    symlinkSync('../home/rootseal', join(links, 'rootseal'));
    expect(start(['--version'], { PATH: `${links}:/usr/bin:/bin` }, 'rootseal').status).toBe(0);
    rmSync(links, { recursive: true });
  });

  test('nothing of the surroundings makes Node another program', () => {
    expect(start(['--version'], { NODE_OPTIONS: '--require=/x' }).stdout).toContain('options none\n');
  });

  test('a medium without the right to execute is told by name', () => {
    chmodSync(join(home, 'node/bin/node'), 0o644);
    const ran = start(['--version']);
    expect(ran).toMatchObject({ status: 3, stdout: '' });
    expect(ran.stderr).toContain('node/bin/node cannot be run from here');
    expect(ran.stderr).toContain('无法从此处运行 node/bin/node');
  });
});

test('modes and times are one for all, whatever they were', () => {
  const copy = join(work, 'copy');
  cpSync(home, copy, { recursive: true });
  chmodSync(join(copy, 'empty.txt'), 0o600);
  chmodSync(join(copy, 'rootseal'), 0o700);
  chmodSync(join(copy, 'docs'), 0o700);
  plainModes(copy);
  setTimes(copy, 1_700_000_000);
  const listed = spawnSync('find', [copy, '-printf', '%m %Ts\\n'], { encoding: 'utf8' }).stdout.trim().split('\n');
  expect([...new Set(listed)].sort()).toEqual(['644 1700000000', '755 1700000000']);
});
