/**
 * What processes have in their memory of a text that was typed: run as a program of its own, with
 * `{ marker, pids }` as JSON on standard input, so that the text stands in no command line. Answers the findings as JSON.
 *
 * Every page that a process has in memory or in swap (/proc/PID/pagemap) is read by /proc/PID/mem, also one that the
 * process itself may not read; left out are files on disk that are mapped for reading, as far as they are unchanged. Found is a run: at least six successive characters of the text at a fixed distance,
 * one of 64 from 1 byte (ASCII) over 2 (UTF-16) and 4 up to 1,024 (a member in an array of structures). Not found is
 * what is scattered without order, compressed, encrypted, or in the kernel.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

export interface Question {
  /** Different characters of ASCII, at least twelve. */
  readonly marker: string;
  readonly pids: readonly number[];
}

export interface Finding {
  readonly pid: number;
  /** Bytes that were read. */
  readonly read: number;
  readonly runs: number;
  /** Of these, those whose characters are 4 bytes apart at most: a text, and no row of single keys. */
  readonly texts: number;
  /** Characters of the longest run; 0 without one. */
  readonly longest: number;
  /** Distance between its characters, in bytes; 0 without one. */
  readonly stride: number;
  /** Why its memory could not be read. */
  readonly closed?: string;
}

/** A shorter one is found by chance in any large text. */
export const shortest = 6;

const from = (first: number, last: number, step: number): number[] =>
  Array.from({ length: (last - first) / step + 1 }, (_, i) => first + i * step);

export const strides: readonly number[] = [
  ...from(1, 32, 1),
  ...from(40, 128, 8),
  ...from(144, 256, 16),
  ...from(288, 512, 32),
  ...from(640, 1024, 128),
];

export interface Run {
  readonly start: number;
  readonly length: number;
  readonly stride: number;
}

const distances = Int32Array.from(strides);

/**
 * The runs that begin in the first `own` of these bytes, which lie at a multiple of four; what follows those is there to see how long they are. A run of
 * six has five pairs of neighbours, just one of them at a place of the text that is 4 modulo 5: only there it is looked for.
 */
export function runsIn(bytes: Uint8Array, marker: string, own = bytes.length): Run[] {
  const place = new Int8Array(256).fill(-64);
  Array.from(marker).forEach((character, i) => (place[character.charCodeAt(0)] = i));
  const next = new Uint8Array(256);
  for (let i = 4; i + 1 < marker.length; i += 5) next[marker.charCodeAt(i)] = marker.charCodeAt(i + 1);
  const seen = new Map<string, Run>();
  const end = bytes.length;
  // Most of memory is zero: four bytes of it at a time.
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, end >> 2);
  for (let at = 0; at < end; at++) {
    while ((at & 3) === 0 && words[at >> 2] === 0) at += 4;
    if (at >= end) break;
    const second = next[bytes[at]!]!;
    if (second === 0) continue;
    for (const stride of distances) {
      const there = at + stride;
      if (there >= end) break;
      if (bytes[there] !== second) continue;
      const run = grow(bytes, place, at, stride);
      if (run.length >= shortest && run.start < own) seen.set(`${run.start} ${stride}`, run);
    }
  }
  return [...seen.values()];
}

/** As far as the characters follow each other, to both sides of one of them. */
function grow(bytes: Uint8Array, place: Int8Array, at: number, stride: number): Run {
  const here = place[bytes[at]!]!;
  let [before, after] = [0, 0];
  while (at - (before + 1) * stride >= 0 && place[bytes[at - (before + 1) * stride]!] === here - before - 1) before++;
  while (place[bytes[at + (after + 1) * stride] ?? 0] === here + after + 1) after++;
  return { start: at - before * stride, length: before + after + 1, stride };
}

const page = 4096;
/** Read at once; and what is read beyond it, for runs across its end. */
const piece = 8 << 20;
const beyond = 32 << 10;

interface Extent {
  readonly start: number;
  readonly end: number;
  /** A file on disk that is mapped for reading: its own pages hold nothing but the file. */
  readonly file: boolean;
}

/** What a process has mapped, without what is reserved alone: some hold terabytes of that. */
function mapped(pid: number): Extent[] {
  const entries = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/);
  return entries.flatMap((entry) => {
    const [, start = '', end = '', rights = '', name = ''] =
      /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)/.exec(entry) ?? [];
    // The kernel's own pages are the same for everybody.
    if (start === '' || /^\[v(var|dso|syscall)/.test(name) || !/^(Rss|Swap): *[1-9]/m.test(entry)) return [];
    const file = /^\/(?!dev\/|memfd:|SYSV|.*\(deleted\)$)/.test(name) && !rights.includes('w');
    return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16), file }];
  });
}

const map = Buffer.alloc(8 * 65_536);

/** The stretches of pages in memory (bit 63) or swap (bit 62), without those that are a file's own (bit 61). */
function* present(fd: number, { start, end, file }: Extent): Generator<Pick<Extent, 'start' | 'end'>> {
  let open: number | undefined;
  for (let at = start; at < end;) {
    const wanted = Math.min(map.length, ((end - at) / page) * 8);
    const pages = readSync(fd, map, 0, wanted, (at / page) * 8) / 8;
    if (pages === 0) break;
    for (let i = 0; i < pages; i++, at += page) {
      const bits = map[8 * i + 7]!;
      const there = (bits & 0xc0) !== 0 && !(file && (bits & 0x20) !== 0);
      if (there) open ??= at;
      else if (open !== undefined) {
        yield { start: open, end: at };
        open = undefined;
      }
    }
  }
  if (open !== undefined) yield { start: open, end };
}

const buffer = Buffer.alloc(piece + beyond);

/** Fewer bytes than asked for where the process has just given pages back. */
function read(fd: number, at: number, length: number): number {
  try {
    return readSync(fd, buffer, 0, length, at);
  } catch {
    return 0;
  }
}

export function look(pid: number, marker: string): Finding {
  const found: Run[] = [];
  let bytes = 0;
  let fds: number[] = [];
  try {
    fds = [openSync(`/proc/${pid}/pagemap`, 'r'), openSync(`/proc/${pid}/mem`, 'r')];
    for (const extent of mapped(pid))
      for (const { start, end } of present(fds[0]!, extent))
        for (let at = start; at < end; at += piece) {
          const length = read(fds[1]!, at, Math.min(piece + beyond, end - at));
          bytes += Math.min(length, piece);
          found.push(...runsIn(buffer.subarray(0, length), marker, piece));
        }
  } catch (error) {
    return { pid, read: bytes, runs: 0, texts: 0, longest: 0, stride: 0, closed: String(error) };
  } finally {
    for (const fd of fds) closeSync(fd);
  }
  const longest = found.toSorted((a, b) => b.length - a.length)[0];
  const texts = found.filter(({ stride }) => stride <= 4).length;
  return { pid, read: bytes, runs: found.length, texts, longest: longest?.length ?? 0, stride: longest?.stride ?? 0 };
}

if (import.meta.main) {
  const { marker, pids } = JSON.parse(readFileSync(0, 'utf8')) as Question;
  process.stdout.write(JSON.stringify(pids.map((pid) => look(pid, marker))));
}
