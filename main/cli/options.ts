/** Options that several commands share, as commander reads them. */
import { fstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { cliRules } from './rules.ts';
import { refuse } from '../core/rules.ts';
import { wrongUse } from './usage.ts';
import type { VaultSource } from '../app/alone.ts';

export interface SecretOptions {
  readonly answers?: string;
  readonly passphraseFd?: number;
  readonly identity?: Record<string, string>;
}

/** A descriptor that the caller has opened; read later by the vault alone. */
export function descriptor(text: string): number {
  const fd = Number(text);
  if (!/^\d+$/.test(text) || fd > 1023)
    throw new InvalidArgumentError('a number of an open file descriptor is expected.');
  if (!isHandedIn(fd)) throw new InvalidArgumentError('this descriptor is not open.');
  return fd;
}

/**
 * Whether somebody else opened this descriptor. Node has some of its own at low numbers (event polls, both ends of
 * pipes to itself): to read from one of these would wait for ever.
 */
function isHandedIn(fd: number): boolean {
  try {
    fstatSync(fd);
  } catch {
    return false;
  }
  const target = targetOf(fd);
  if (target.startsWith('anon_inode:')) return false;
  if (fd < 3 || !target.startsWith('pipe:')) return true;
  return !writesTo(target);
}

/** What a descriptor leads to, as Linux tells it; empty elsewhere. */
function targetOf(fd: number | string): string {
  try {
    return readlinkSync(`/proc/self/fd/${String(fd)}`);
  } catch {
    return '';
  }
}

/** Whether this process holds the writing end of that pipe itself. */
function writesTo(pipe: string): boolean {
  return readdirSync('/proc/self/fd').some((fd) => targetOf(fd) === pipe && (flagsOf(fd) & 3) === 1);
}

/** The flags with which a descriptor was opened (octal in the kernel's words); 0 where it has gone. */
function flagsOf(fd: string): number {
  try {
    return Number.parseInt(/^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0', 8);
  } catch {
    return 0;
  }
}

/** `--lang`: zh-CN (or zh) and en. */
export function language(text: string): string {
  if (/^(zh(-cn)?|en)$/i.test(text)) return text;
  throw new InvalidArgumentError('zh-CN or en is expected.');
}

const hosts = ['electron', 'chromium', 'terminal'];

/** `--host`: which window. The launcher opens those that are none of a terminal, and they take no command. */
export function host(text: string): string {
  if (!hosts.includes(text)) throw new InvalidArgumentError('electron, chromium or terminal is expected.');
  if (text !== 'terminal')
    throw wrongUse({
      en: `--host ${text} opens the desktop: it stands alone, without a command or another option but --lang.`,
      zh: `--host ${text} 打开桌面界面：须单独使用，不能带命令，除 --lang 外不能带其他选项。`,
    });
  return text;
}

/** Collects `--identity ID=FILE`. */
export function identity(text: string, previous: Record<string, string> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('ID=FILE is expected.');
  return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}

/** Words of a share by hand. */
export function wordCount(text: string): 20 | 33 {
  if (text === '20' || text === '33') return text === '20' ? 20 : 33;
  throw new InvalidArgumentError('20 or 33 is expected.');
}

/** Collects a repeated option. */
export function repeated(text: string, previous: string[] = []): string[] {
  return [...previous, text];
}

/** Where the vault takes secrets from. CLI-SECRET-SOURCE when two are named. */
export function sourceOf({ answers, passphraseFd }: SecretOptions): VaultSource {
  if (answers !== undefined && passphraseFd !== undefined) throw refuse(cliRules, 'CLI-SECRET-SOURCE');
  if (answers !== undefined) return { kind: 'answers', path: answers };
  if (passphraseFd !== undefined) return { kind: 'fd', fd: passphraseFd };
  return { kind: 'tty' };
}
