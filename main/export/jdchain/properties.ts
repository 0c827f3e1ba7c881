/**
 * Java properties as `java.util.Properties.load(Reader)` reads them: comments, continued lines, escapes, separators.
 * JD Chain reads ledger.init, local.conf and the consensus file so, as UTF-8, and hashes some of the values untrimmed.
 */

import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { refuse } from '../../core/rules.ts';
import { jdchainRules } from './rules.ts';

export interface PropertyEntry {
  readonly key: string;
  readonly value: string;
  /** Line of the key in the file, from 1. */
  readonly line: number;
}

/** All entries in file order, doubles included. `get` answers as Java does: the last one wins. */
export interface Properties {
  readonly what: string;
  readonly entries: readonly PropertyEntry[];
  get(key: string): string | undefined;
  keys(): string[];
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

const blanks = ' \t\f';
const isBlank = (c: string | undefined): boolean => c !== undefined && c !== '' && blanks.includes(c);

function oddBackslashes(text: string): boolean {
  return (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

function trimStart(text: string): string {
  let start = 0;
  while (isBlank(text[start])) start++;
  return text.slice(start);
}

/** Natural lines joined where a backslash ends one; comments and empty lines left out. */
function logicalLines(text: string): LogicalLine[] {
  const out: LogicalLine[] = [];
  const natural = text.split(/\r\n|\n|\r/);
  if (natural.at(-1) === '') natural.pop();
  let open: LogicalLine | undefined;
  for (const [index, raw] of natural.entries()) {
    const stripped = trimStart(raw);
    if (open === undefined && (stripped === '' || stripped.startsWith('#') || stripped.startsWith('!'))) continue;
    const line: LogicalLine = { text: (open?.text ?? '') + stripped, line: open?.line ?? index + 1 };
    const joins = oddBackslashes(stripped);
    const kept = joins ? { ...line, text: line.text.slice(0, -1) } : line;
    // A joined line that is still empty counts as not begun, unless the file ends right behind it (not with CR LF):
    // so does java.util.Properties, seen by comparing the two on random text.
    open = joins && kept.text !== '' ? kept : undefined;
    if (!joins || (kept.text === '' && index === natural.length - 1 && !text.endsWith('\r\n'))) out.push(kept);
  }
  if (open !== undefined) out.push(open);
  return out;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string, line: number, what: string): string {
  return text.replace(/\\(?:u(.{0,4})|([^]?))/g, (_, hex: string | undefined, char: string | undefined) => {
    if (hex === undefined) return escapes[char ?? ''] ?? char ?? '';
    if (!/^[0-9A-Fa-f]{4}$/.test(hex)) throw refuse(jdchainRules, 'JDCHAIN-PROPERTIES', { line }, { subject: what });
    return String.fromCharCode(parseInt(hex, 16));
  });
}

/** Where the key of a logical line ends: the first separator or blank that no backslash escapes. */
function keyEnd(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const c = text[at] ?? '';
    if (c === '\\') at++;
    else if (c === '=' || c === ':' || isBlank(c)) return at;
  }
  return text.length;
}

function entryOf({ text, line }: LogicalLine, what: string): PropertyEntry {
  const end = keyEnd(text);
  const rest = trimStart(text.slice(end));
  const value = rest.startsWith('=') || rest.startsWith(':') ? trimStart(rest.slice(1)) : rest;
  return { key: unescape(text.slice(0, end), line, what), value: unescape(value, line, what), line };
}

/**
 * Reads a properties file. A byte order mark is kept, as Java keeps it: it becomes part of the first key.
 * @throws JDCHAIN-PROPERTIES for a broken \\uxxxx, ENCODING-UTF8 for bytes that are not UTF-8.
 */
export function readProperties(bytes: Uint8Array, what: string): Properties {
  const entries = logicalLines(fromUtf8(bytes, what)).map((line) => entryOf(line, what));
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  return { what, entries, get: (key) => values.get(key), keys: () => [...values.keys()] };
}

const written: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };

/** One `key=value` line that reads back to exactly these two strings; characters beyond ASCII stay as they are (UTF-8). */
export function propertyLine(key: string, value: string): string {
  const escapedKey = key.replace(/[\\\t\n\r\f]/g, (c) => written[c] ?? c).replace(/[ =:#!]/g, '\\$&');
  const escapedValue = value.replace(/[\\\t\n\r\f]/g, (c) => written[c] ?? c).replace(/^ /, '\\ ');
  return `${escapedKey}=${escapedValue}\n`;
}
