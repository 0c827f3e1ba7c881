/**
 * `npm start`: opens what this machine has, and says which and why. The desktop if there is one, else the wizard
 * in a terminal, else, where there is neither a display nor a terminal, a rehearsal of the example with its result
 * verified. Whatever it takes runs through the launcher, so in the room.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { languageOf } from '../main/app/language.ts';

interface Way {
  readonly name: 'desktop' | 'terminal' | 'rehearsal';
  readonly why: Text;
}

interface Text {
  readonly en: string;
  readonly zh: string;
}

interface Surroundings {
  /** The screens of a ceremony are part of this version and built. */
  readonly screens: boolean;
  /** Electron's runtime is on this machine. */
  readonly runtime: boolean;
  readonly display: boolean;
  readonly terminal: boolean;
}

const root = join(import.meta.dirname, '..');
const lang = languageOf(undefined, process.env);

/** Progress goes to standard error, so that what was made can be read from standard output alone. */
const say = (text: Text) => process.stderr.write(`rootseal: ${text[lang]}\n`);

function runtimeThere(): boolean {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  return ['electron', 'electron.exe', 'Electron.app'].some((name) => existsSync(join(folder, name)));
}

function look(): Surroundings {
  const ownDisplay = process.platform === 'win32' || process.platform === 'darwin';
  return {
    screens:
      existsSync(join(root, 'renderer', 'screens', 'ceremony')) && existsSync(join(root, 'out', 'main', 'index.js')),
    runtime: runtimeThere(),
    display: ownDisplay || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY),
    terminal: process.stdin.isTTY && process.stdout.isTTY,
  };
}

/** Why there is no desktop to open; undefined if there is one. */
export function noDesktop(around: Surroundings): Text | undefined {
  if (!around.screens) return { en: 'no desktop in this version', zh: '此版本没有桌面界面' };
  if (!around.runtime)
    return { en: "no desktop: Electron's runtime is not here", zh: '没有桌面：本机没有 Electron 运行时' };
  if (!around.display) return { en: 'no desktop: no display', zh: '没有桌面：没有显示器' };
  return undefined;
}

export function choose(around: Surroundings): Way {
  const not = noDesktop(around);
  if (not === undefined) return { name: 'desktop', why: { en: 'a display and Electron', zh: '有显示器与 Electron' } };
  if (around.terminal) return { name: 'terminal', why: not };
  return { name: 'rehearsal', why: { en: `${not.en}, and no terminal here`, zh: `${not.zh}，也没有终端` } };
}

const announced: Readonly<Record<Way['name'], Text>> = {
  desktop: { en: 'opening the desktop', zh: '打开桌面界面' },
  terminal: { en: 'taking the terminal', zh: '使用终端' },
  rehearsal: { en: 'rehearsing examples/traceability', zh: '演练 examples/traceability' },
};

/** Runs a program in our place: our descriptors, its exit code. Ctrl-C reaches both; the child decides. */
function hand(command: string, args: string[]): number {
  process.on('SIGINT', () => undefined);
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit' });
  return status ?? (signal === null ? 1 : 4);
}

function desktop(): number {
  const electron = join(root, 'node_modules', 'electron', 'cli.js');
  const args = [process.execPath, electron, root];
  return process.platform === 'win32'
    ? hand(args[0]!, args.slice(1))
    : hand('sh', [join(root, 'scripts', 'in-room'), ...args]);
}

const launcher = (args: string[]): [string, string[]] =>
  process.platform === 'win32'
    ? [process.execPath, [join(root, 'main', 'cli', 'rootseal.ts'), ...args]]
    : ['sh', [join(root, 'rootseal'), ...args]];

/** Runs a step of the rehearsal; its one JSON object. */
function step(command: string, args: string[]): { code: number; json: Record<string, unknown> } {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  try {
    return { code: result.status ?? 1, json: JSON.parse(result.stdout) as Record<string, unknown> };
  } catch {
    return {
      code: result.status === null || result.status === 0 ? 1 : result.status,
      json: { message: result.stdout.slice(0, 500) },
    };
  }
}

/** Every file below a folder with its size, from the folder. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `  ${String(statSync(path).size).padStart(8)}  ${relative(folder, path)}`);
}

function failed(what: Text, json: Record<string, unknown>, code: number): number {
  say({ en: `${what.en}: ${JSON.stringify(json)}`, zh: `${what.zh}:${JSON.stringify(json)}` });
  return code === 0 ? 1 : code;
}

/** The example as a rehearsal in a folder of its own, then the bundled verifier on what it made. */
function rehearse(): number {
  const work = mkdtempSync(join(tmpdir(), 'rootseal-rehearsal-'));
  const example = join(root, 'examples', 'traceability');
  const answers = join(work, 'answers.json');
  const home = join(work, 'home');
  // Git keeps no mode 0600, which the vault demands of a file with passphrases.
  copyFileSync(join(example, 'answers.json'), answers);
  chmodSync(answers, 0o600);
  const [command, before] = launcher(['--json', 'ceremony', 'run', join(example, 'plan.json')]);
  const founded = step(command, [...before, '--into', home, '--rehearsal', '--answers', answers]);
  rmSync(answers);
  if (founded.code !== 0) return failed({ en: 'the rehearsal failed', zh: '演练失败' }, founded.json, founded.code);
  const verifier = join(root, 'dist', 'rootseal-verify.mjs');
  const verdict = step(process.execPath, [verifier, join(home, 'public'), '--rehearsal', '--json']);
  if (verdict.code !== 0)
    return failed({ en: 'refused by the verifier', zh: '验证未通过' }, verdict.json, verdict.code);
  report(home, founded.json, verdict.json);
  return 0;
}

function report(home: string, made: Record<string, unknown>, verdict: Record<string, unknown>): void {
  const checks = Array.isArray(verdict.checks) ? verdict.checks.length : 0;
  const lines: Text[] = [
    { en: `A rehearsal, made in ${home}:`, zh: `演练结果，位于 ${home}:` },
    ...listing(home).map((line) => ({ en: line, zh: line })),
    { en: `What it answered: ${JSON.stringify(made, null, 2)}`, zh: `程序的回答：${JSON.stringify(made, null, 2)}` },
    {
      en: `Verified by dist/rootseal-verify.mjs --rehearsal: valid, ${checks} checks.`,
      zh: `已由 dist/rootseal-verify.mjs --rehearsal 验证：有效，共 ${checks} 项检查。`,
    },
    {
      en: 'Nothing here is real: its passphrases are published. The folder may be deleted.',
      zh: '此处一切均非真实：口令是公开的。该文件夹可以删除。',
    },
  ];
  console.log(lines.map((line) => line[lang]).join('\n'));
}

function start(): number {
  const way = choose(look());
  say({
    en: `${way.why.en}: ${announced[way.name].en}`,
    zh: `${way.why.zh}:${announced[way.name].zh}`,
  });
  if (way.name === 'desktop') return desktop();
  if (way.name === 'rehearsal') return rehearse();
  return hand(...launcher(['--host', 'terminal']));
}

if (import.meta.main) process.exitCode = start();
