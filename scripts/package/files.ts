/** Files of a package: listed in one order, given one time and plain modes, and summed in SHA256SUMS. */
import { createHash } from 'node:crypto';
import { chmodSync, lutimesSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every plain file below a folder, relative to it, in the order of its bytes. A link or a device is an error. */
export function filesBelow(folder: string): string[] {
  const found = (at: string): string[] =>
    readdirSync(join(folder, at), { withFileTypes: true }).flatMap((entry) => {
      const name = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) return found(name);
      if (!entry.isFile()) throw new Error(`${join(folder, name)} is neither a file nor a folder`);
      return [name];
    });
  return found('').sort(byBytes);
}

export const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Modes 0755 and 0644 by whether the owner may execute, whatever the umask was. */
export function plainModes(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink())
      chmodSync(path, entry.isDirectory() || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

/** One time for everything: `seconds` since 1970. */
export function setTimes(folder: string, seconds: number): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lutimesSync(join(entry.parentPath, entry.name), seconds, seconds);
  lutimesSync(folder, seconds, seconds);
}

export const sumsName = 'SHA256SUMS';

/**
 * Writes SHA256SUMS over every other file, for `sha256sum -c`: largest first, so that the start can deal the list out
 * to several sums at a time; the last line, a comment to sha256sum, is the sum of the lines above it.
 */
export function writeSums(folder: string): void {
  const sized = filesBelow(folder)
    .filter((name) => name !== sumsName)
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
    .map(({ name, bytes }) => ({ name: plain(name), size: bytes.length, sum: sha256(bytes) }))
    .sort((one, other) => other.size - one.size || byBytes(one.name, other.name));
  const lines = sized.map(({ name, sum }) => `${sum}  ${name}\n`).join('');
  writeFileSync(join(folder, sumsName), `${lines}# sha256 of the lines above: ${sha256(Buffer.from(lines))}\n`);
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A name that every shell, sha256sum and FAT take as it is. */
function plain(name: string): string {
  if (!/^[A-Za-z0-9_+@.-][A-Za-z0-9_+@./ -]*$/.test(name)) throw new Error(`a name that is not plain: ${name}`);
  return name;
}
