/**
 * The Chromium host as people start it: a program of its own, in the room and outside of it, as an ordinary user and as
 * root, twice, without a display, and ended from the terminal.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../main/host/chromium/words.ts';
import { chromiumHere } from './support/chromium.ts';
import { type Display, missingForDisplay, openDisplay } from './support/display.ts';
import { commandLine, dumps, lives, reachable, treeOf } from './support/processes.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'out', 'main', 'chromium.js');
const missing =
  missingForDisplay() ??
  (chromiumHere() === undefined ? 'chromium' : existsSync(program) ? undefined : 'out/, which is not built');
if (missing !== undefined) console.warn(`SKIPPED: the start of the Chromium host, for want of ${missing}`);
const isRoot = process.getuid?.() === 0;
const canIsolate = ['-n', '-c -n'].some((flags) => spawnSync('sh', ['-c', `unshare ${flags} true`]).status === 0);
const nobody = spawnSync('runuser', ['-u', 'nobody', '--', 'test', '-r', program]).status === 0;
if (isRoot && !nobody) console.warn('SKIPPED: the window of an ordinary user, who cannot read this checkout');

let display: Display;
let home: string;
const running: Started[] = [];

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

beforeAll(async () => {
  if (missing !== undefined) return;
  display = await openDisplay();
  home = mkdtempSync(join(tmpdir(), 'rootseal-start-'));
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(async () => {
  if (missing !== undefined) return;
  await display.close();
  rmSync(home, { recursive: true, force: true });
});

function start(command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Started {
  const env = { ...display.env, HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home, LANG: 'C.UTF-8', ...more };
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const started = { child, said: () => said, ended };
  running.push(started);
  return started;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The tree of a program whose window is on the display: `. Rootseal` once the page has given it its own name. */
async function shown({ child, said }: Started, name = '. Rootseal'): Promise<number[]> {
  for (let waited = 0; waited < 30_000; waited += 200) {
    const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', name], {
      env: display.env,
      encoding: 'utf8',
    });
    const tree = treeOf(child.pid!);
    if (stdout.trim() !== '' && tree.length > 5) return tree;
    await pause(200);
  }
  throw new Error(`no window: ${said()}`);
}

const folders = (pid: number) =>
  ['/dev/shm', tmpdir()].flatMap((base) =>
    readdirSync(base).filter((name) => name.startsWith(`rootseal-chromium-${pid}-`)),
  );

describe.skipIf(missing !== undefined)('the program', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends with all that it started at %s, and answers 4',
    async (signal) => {
      const started = start(process.execPath, [program]);
      const tree = await shown(started);
      expect(folders(started.child.pid!)).toHaveLength(1);
      started.child.kill(signal);
      expect(await started.ended).toBe(4);
      expect(tree.filter(lives)).toEqual([]);
      expect(folders(started.child.pid!)).toEqual([]);
    },
  );

  it('ends as well while its window is only just there', async () => {
    const started = start(process.execPath, [program]);
    const tree = await shown(started, '^Rootseal');
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(4);
    expect(tree.filter(lives)).toEqual([]);
    expect(folders(started.child.pid!)).toEqual([]);
  });

  it('leaves nothing that lives when it is killed itself, and the next start clears its folder', async () => {
    const first = start(process.execPath, [program]);
    const tree = await shown(first);
    first.child.kill('SIGKILL');
    await first.ended;
    for (let waited = 0; waited < 5_000 && tree.some(lives); waited += 100) await pause(100);
    expect(tree.filter(lives)).toEqual([]);
    const second = start(process.execPath, [program]);
    await shown(second);
    expect(folders(first.child.pid!)).toEqual([]);
    second.child.kill();
    expect(await second.ended).toBe(4);
  });

  it('is not opened twice, and says so in the language of its surroundings', async () => {
    await shown(start(process.execPath, [program]));
    const english = start(process.execPath, [program]);
    expect(await english.ended).toBe(1);
    expect(english.said()).toContain('Rootseal is already open');
    const chinese = start(process.execPath, [program], { LANG: 'zh_CN.UTF-8' });
    expect(await chinese.ended).toBe(1);
    expect(chinese.said()).toContain('Rootseal 已经打开');
  });

  it('says what is missing: a browser, a display', async () => {
    const none = start(process.execPath, [program], { PATH: '/nowhere' });
    expect(await none.ended).toBe(1);
    expect(none.said()).toBe(`rootseal: ${words.missing.en}\n`);
    const blind = start(process.execPath, [program], { DISPLAY: ':9999' });
    expect(await blind.ended).toBe(1);
    expect(blind.said()).toMatch(/^rootseal: Chromium could not be opened: .*(X server|DISPLAY).*\n$/);
    expect(folders(blind.child.pid!)).toEqual([]);
  });

  it.skipIf(!canIsolate)(
    'opens in the room: in a namespace of its own, where no socket reaches it either',
    async () => {
      const started = start('sh', [join(root, 'scripts', 'in-room'), process.execPath, program]);
      const tree = await shown(started);
      expect(readlinkSync(`/proc/${started.child.pid!}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
      expect(tree.some((pid) => commandLine(pid).join(' ').includes('--type=renderer'))).toBe(true);
      for (const pid of tree.filter(lives)) expect(dumps(pid)).toEqual(['1', '1']);
      const { inet, unix } = reachable(tree);
      expect(inet).toEqual([]);
      expect(unix.filter((path) => existsSync(path))).toEqual([]);
      started.child.kill();
      expect(await started.ended).toBe(4);
    },
  );
});

describe.skipIf(missing !== undefined || !isRoot || !nobody)('an ordinary user', () => {
  const script = join(import.meta.dirname, 'support', 'ordinary-user.ts');
  const asNobody = (command: readonly string[]) =>
    start('runuser', ['-u', 'nobody', '--', ...command], {
      HOME: '/nonexistent',
      XDG_RUNTIME_DIR: '',
      XDG_CONFIG_HOME: '',
    });

  it.each([
    ['outside', [process.execPath, script]],
    ['in the room', ['sh', join(root, 'scripts', 'in-room'), process.execPath, script]],
  ])('has a window that is fit for a real ceremony, behind a sandbox, %s', async (_where, command) => {
    const started = asNobody(command);
    expect([await started.ended, started.said()]).toEqual([0, expect.stringContaining('sandboxed')]);
    const told = JSON.parse(
      started
        .said()
        .split('\n')
        .find((line) => line.startsWith('{'))!,
    ) as unknown;
    const uid = Number(/^nobody:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))![1]);
    expect(told).toEqual({ uid, sandboxed: true, standalone: true, real: null, rehearsal: null });
  });
});
