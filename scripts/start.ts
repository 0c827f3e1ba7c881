/**
 * `npm start`: opens what this machine has, and says which and why: the desktop in Electron, else in the distribution's
 * Chromium, else the wizard in a terminal, else, where there is neither a display nor a terminal, a rehearsal of the
 * example with its result verified. Whatever it takes runs in the room.
 *
 *   node scripts/start.ts [--host electron|chromium|terminal] [--lang zh-CN|en] [--open]
 *
 * `--open`: only what a person can look at; no rehearsal in its place (`./rootseal` without a command).
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../main/host/chromium/find.ts';
import { type Host, fetchElectron, findElectron, mayNotFetch } from './start/electron.ts';
import { rehearse } from './start/rehearse.ts';
import { type Text, langOf, say } from './start/words.ts';

const hosts = ['electron', 'chromium', 'terminal'] as const;
export type HostName = (typeof hosts)[number];

export interface Surroundings {
  /** out/ is built. */
  readonly built: boolean;
  readonly electron: Host;
  readonly chromium: Host;
  readonly display: boolean;
  readonly terminal: boolean;
  /** The host that was asked for. */
  readonly asked?: HostName;
  /** Nothing but what a person can look at. */
  readonly open: boolean;
}

export interface Way {
  readonly name: HostName | 'rehearsal' | 'nothing';
  readonly why: Text;
}

const root = join(import.meta.dirname, '..');
const windows = process.platform === 'win32';

/** Why this window cannot be opened; undefined if it can. */
export function hindrance(around: Surroundings, host: 'electron' | 'chromium'): Text | undefined {
  if (!around.built) return { en: 'the desktop is not built', zh: '桌面界面尚未构建' };
  if (!around.display) return { en: 'no display', zh: '没有显示器' };
  return around[host].missing;
}

const joined = (...parts: readonly Text[]): Text => ({
  en: parts.map(({ en }) => en).join(', '),
  zh: parts.map(({ zh }) => zh).join('，'),
});

const askedFor = { en: 'as asked', zh: '按指定' };

function chooseAsked(around: Surroundings, asked: HostName): Way {
  const why = asked === 'terminal' ? undefined : hindrance(around, asked);
  return why === undefined ? { name: asked, why: askedFor } : { name: 'nothing', why };
}

export function choose(around: Surroundings): Way {
  if (around.asked !== undefined) return chooseAsked(around, around.asked);
  const noElectron = hindrance(around, 'electron');
  if (noElectron === undefined)
    return { name: 'electron', why: { en: 'a display and Electron', zh: '有显示器与 Electron' } };
  const noChromium = hindrance(around, 'chromium');
  if (noChromium === undefined)
    return { name: 'chromium', why: joined(noElectron, { en: 'Chromium is', zh: '有 Chromium' }) };
  const why = noElectron.en === noChromium.en ? noElectron : joined(noElectron, noChromium);
  if (around.terminal) return { name: 'terminal', why };
  return {
    name: around.open ? 'nothing' : 'rehearsal',
    why: joined(why, { en: 'and no terminal here', zh: '也没有终端' }),
  };
}

const announced: Readonly<Record<Way['name'], Text>> = {
  electron: { en: 'opening the desktop in Electron', zh: '用 Electron 打开桌面界面' },
  chromium: { en: 'opening the desktop in Chromium', zh: '用 Chromium 打开桌面界面' },
  terminal: { en: 'taking the terminal', zh: '使用终端' },
  rehearsal: { en: 'rehearsing examples/traceability', zh: '演练 examples/traceability' },
  nothing: {
    en: 'nothing can be opened here; give a command (rootseal --help)',
    zh: '此处无法打开任何界面；请给出命令（rootseal --help）',
  },
};

function findChromium(): Host {
  try {
    return { path: findBrowser(process.env) };
  } catch {
    return { missing: { en: 'no Chromium', zh: '没有 Chromium' } };
  }
}

interface Asked {
  readonly host: HostName | undefined;
  /** As given by --lang. */
  readonly language: string | undefined;
  readonly lang: keyof Text;
  readonly open: boolean;
}

/**
 * Wayland's display, or an X server of this machine by its socket: another machine's is out of reach in the room, and
 * Electron ends by a fault where it finds none.
 */
export function hasDisplay({ DISPLAY = '', WAYLAND_DISPLAY = '' }: NodeJS.ProcessEnv): boolean {
  const number = /:(\d+)(\.\d+)?$/.exec(DISPLAY)?.[1];
  return WAYLAND_DISPLAY !== '' || (number !== undefined && existsSync(`/tmp/.X11-unix/X${number}`));
}

const displayHere = (): boolean => windows || process.platform === 'darwin' || hasDisplay(process.env);

/** Electron as it is here; fetched first where a window is wanted and it may be. */
async function electronHere({ host, lang }: Asked, built: boolean): Promise<Host> {
  const here = findElectron(root, process.env);
  const wanted = built && displayHere() && (host === undefined || host === 'electron');
  if (here.missing === undefined || !wanted) return here;
  const why = mayNotFetch(root, process.env) ?? (await fetchElectron(root, process.env, (text) => say(text, lang)));
  if (why === undefined) return findElectron(root, process.env);
  return { missing: { en: `${here.missing.en} (${why.en})`, zh: `${here.missing.zh}（${why.zh}）` } };
}

async function look(asked: Asked): Promise<Surroundings> {
  const built =
    existsSync(join(root, 'out', 'main', 'index.js')) && existsSync(join(root, 'out', 'renderer', 'index.html'));
  return {
    built,
    electron: await electronHere(asked, built),
    chromium: findChromium(),
    display: displayHere(),
    terminal: process.stdin.isTTY && process.stdout.isTTY,
    ...(asked.host !== undefined && { asked: asked.host }),
    open: asked.open,
  };
}

/** Runs a program in our place: our descriptors, its exit code. Ctrl-C reaches both; the child decides. */
function hand(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 4));
  });
}

/** In the room, with the surroundings of a window: this Node for what must run as Node, the language that was asked. */
function open(program: string, args: readonly string[], { language }: Asked): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...rest } = process.env;
  const locale = language === undefined ? {} : { LC_ALL: langOf(language) === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8' };
  const env = { ...rest, ROOTSEAL_NODE: process.execPath, ...locale };
  return windows ? hand(program, args, env) : hand('sh', [join(root, 'scripts', 'in-room'), program, ...args], env);
}

function openElectron({ path = '', note }: Host, asked: Asked): Promise<number> {
  if (note !== undefined) say(note, asked.lang);
  // Root has no sandbox in Electron: it would not start. The window then takes no real secret.
  return open(path, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root], asked);
}

const launcher = (args: readonly string[]): readonly [string, string[]] =>
  windows
    ? [process.execPath, [join(root, 'main', 'cli', 'rootseal.ts'), ...args]]
    : ['sh', [join(root, 'rootseal'), ...args]];

async function start(asked: Asked): Promise<number> {
  const { lang } = asked;
  const around = await look(asked);
  const { name, why } = choose(around);
  say({ en: `${why.en}: ${announced[name].en}`, zh: `${why.zh}：${announced[name].zh}` }, lang);
  if (name === 'nothing') return 3;
  if (name === 'electron') return openElectron(around.electron, asked);
  if (name === 'chromium') return open(process.execPath, [join(root, 'out', 'main', 'chromium.js')], asked);
  if (name === 'rehearsal') return rehearse({ root, lang, launcher });
  return hand(...launcher(['--host', 'terminal', '--lang', lang === 'zh' ? 'zh-CN' : 'en']));
}

/** Wrong use is answered 2, as by the command line. */
function askedBy(args: readonly string[]): Asked | Text {
  try {
    const options = { host: { type: 'string' }, lang: { type: 'string' }, open: { type: 'boolean' } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const host = hosts.find((one) => one === values.host);
    if (values.host !== undefined && host === undefined)
      return { en: '--host is electron, chromium or terminal', zh: '--host 可为 electron、chromium 或 terminal' };
    return { host, language: values.lang, lang: langOf(values.lang), open: values.open ?? false };
  } catch (error) {
    const { message } = error as Error;
    return { en: message, zh: message };
  }
}

if (import.meta.main) {
  const asked = askedBy(process.argv.slice(2));
  if ('en' in asked) {
    say(asked, langOf(undefined));
    process.exitCode = 2;
  } else process.exitCode = await start(asked);
}
