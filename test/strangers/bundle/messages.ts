/**
 * What the signatures of a bundle are over, written a second time: from docs/formats.md with Node's own hash and
 * JSON, nothing of ours, so that a stranger is asked about the documented message and not about ours.
 */
import { createHash } from 'node:crypto';
import type { Files } from './judges.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (buffer: Buffer) => new Uint8Array(buffer);

/** `rootseal/<kind>/v1` ‖ 0x00 ‖ SHA-256(x). */
export function digest(kind: string, x: Uint8Array): Uint8Array {
  const hash = createHash('sha256').update(x).digest();
  return bytes(Buffer.concat([utf8(`rootseal/${kind}/v1`), new Uint8Array(1), hash]));
}

/** A JSON file as it comes; a wrong shape fails the assertion. */
export const parse = (file: Uint8Array) => JSON.parse(Buffer.from(file).toString());

/** RFC 8785 of what a document of ours may hold: sorted keys by UTF-16 unit, JSON.stringify's strings. */
export function jcs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => jcs(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${jcs(item)}`).join(',')}}`;
}

/** The message under the signature inside a document. */
export function documentMessage(kind: string, file: Uint8Array): Uint8Array {
  const { signature: _, ...rest } = parse(file);
  return digest(kind, utf8(jcs(rest)));
}

/** Canonical JSON of the `signed` part; the same as RFC 8785 where no string holds a control character. */
export const tufMessage = (file: Uint8Array) => utf8(jcs(parse(file).signed));

export interface LogEntry {
  readonly bytes: Uint8Array;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The entries of a log of at most 256, from its bundle: each behind its length as u16. */
export function entriesOf(files: Files): LogEntry[] {
  const [, bundle] = [...files].find(([path]) => path.startsWith('log/tile/entries/'))!;
  const view = Buffer.from(bundle);
  const entries: LogEntry[] = [];
  for (let at = 0; at < view.length;) {
    const end = at + 2 + view.readUInt16BE(at);
    const entry = new Uint8Array(view.subarray(at + 2, end));
    entries.push({ ...parse(entry), bytes: entry });
    at = end;
  }
  return entries;
}

/** RFC 6962, section 2.1, by the book: recursive. */
export function treeHead(entries: readonly Uint8Array[]): Buffer {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (entries.length === 1) return sha256(new Uint8Array([0]), entries[0]!);
  let k = 1;
  while (k * 2 < entries.length) k *= 2;
  return sha256(new Uint8Array([1]), treeHead(entries.slice(0, k)), treeHead(entries.slice(k)));
}

/** The challenge over a nonce and the log of its first `size` entries. */
export function challengeMessage(nonce: string, entries: readonly LogEntry[], size: number): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(size));
  const head = treeHead(entries.slice(0, size).map((entry) => entry.bytes));
  return digest('challenge', bytes(Buffer.concat([Buffer.from(nonce, 'hex'), length, head])));
}
