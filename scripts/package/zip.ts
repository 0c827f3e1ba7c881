/**
 * A zip archive of a folder, stored and not packed (PKWARE APPNOTE 6.3.4, sections 4.3 and 4.4, below 4 GiB): the one
 * form in which @electron/packager takes a runtime. Modes are kept, times are not.
 */
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { filesBelow } from './files.ts';

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly mode: number;
  readonly offset: number;
}

/** Version 2.0, names in UTF-8, stored, 1 January 1980. */
const common = [20, 0x0800, 0, 0, 0x21] as const;
const madeByUnix = (3 << 8) | 20;

/** Writes those files below `folder` that `keep` wants to the new file `zip`. */
export function zipFolder(folder: string, zip: string, keep: (name: string) => boolean): void {
  const out = openSync(zip, 'wx');
  try {
    let offset = 0;
    const write = (bytes: Uint8Array) => {
      for (let done = 0; done < bytes.length;) done += writeSync(out, bytes, done);
      offset += bytes.length;
    };
    const entries = filesBelow(folder)
      .filter(keep)
      .map((name) => {
        const bytes = readFileSync(join(folder, name));
        const entry = { name: Buffer.from(name), crc: crc32(bytes), size: bytes.length, offset };
        write(localHeader(entry));
        write(bytes);
        return { ...entry, mode: statSync(join(folder, name)).mode };
      });
    const directory = offset;
    for (const entry of entries) write(centralHeader(entry));
    write(endRecord(entries.length, directory, offset - directory));
  } finally {
    closeSync(out);
  }
}

/** Little-endian numbers, each as [width in bytes, value]. */
function fields(...all: readonly (readonly [2 | 4, number])[]): Buffer {
  return Buffer.concat(
    all.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value >>> 0, 0, width);
      return bytes;
    }),
  );
}

const shared = ({ crc, size, name }: Omit<Entry, 'mode' | 'offset'>) =>
  fields(...common.map((value) => [2, value] as const), [4, crc], [4, size], [4, size], [2, name.length], [2, 0]);

function localHeader(entry: Omit<Entry, 'mode'>): Buffer {
  return Buffer.concat([fields([4, 0x04034b50]), shared(entry), entry.name]);
}

function centralHeader(entry: Entry): Buffer {
  const rest = fields([2, 0], [2, 0], [2, 0], [4, (entry.mode & 0xffff) * 0x10000], [4, entry.offset]);
  return Buffer.concat([fields([4, 0x02014b50], [2, madeByUnix]), shared(entry), rest, entry.name]);
}

function endRecord(count: number, offset: number, size: number): Buffer {
  return fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
}
