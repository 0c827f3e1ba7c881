/** Reading JD Chain configurations from disk: ledger.init with what it names, and the folders of parties. */

import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { refuse, RootsealError } from '../core/rules.ts';
import { loadCodec } from '../export/jdchain/ca/load.ts';
import { isCa } from '../export/jdchain/ca/participants.ts';
import { type LedgerInit, readLedgerInit } from '../export/jdchain/ledgerinit.ts';
import type { Party } from '../export/jdchain/lint.ts';
import { readProperties } from '../export/jdchain/properties.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';

/** The bytes of a file, or undefined if it cannot be read. */
function bytesOf(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** The bytes of a file. Throws JDCHAIN-FILE (exit 2). */
export function demandFile(path: string): Uint8Array {
  const bytes = bytesOf(path);
  if (bytes === undefined) throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: path });
  return bytes;
}

/** A ledger.init with the files it names, paths resolved as JD Chain resolves them, or beside it. Throws JDCHAIN-*. */
export async function loadLedgerInit(file: string): Promise<LedgerInit> {
  const bytes = demandFile(file);
  if (inCaMode(bytes)) await loadCodec();
  return readLedgerInit(bytes, {
    what: file,
    // The consensus file is looked for beside ledger.init, key files from where the command runs.
    consensus: (path) => bytesOf(isAbsolute(path) ? path : join(dirname(file), path)),
    keyFile: (path) => bytesOf(resolve(path)) ?? (isAbsolute(path) ? undefined : bytesOf(join(dirname(file), path))),
  });
}

/** What is no properties file asks for no certificate either. */
function inCaMode(bytes: Uint8Array): boolean {
  try {
    return isCa(readProperties(bytes, 'ledger.init'));
  } catch (error) {
    if (error instanceof RootsealError) return false;
    throw error;
  }
}

/** Loads what reads certificates where one of the parties has any. */
export async function codecForParties(parties: readonly Party[]): Promise<void> {
  const files = parties.flatMap((party) => [...party.files]);
  const any = files.some(([path, bytes]) => path.endsWith('.crt') || (path.endsWith('ledger.init') && inCaMode(bytes)));
  if (any) await loadCodec();
}

/** Larger than any configuration: a database that lies in the folder is not read. */
const largest = 2 ** 20;
const read = /\.(init|conf|config|pub|priv|pwd|key|pem|crt)$/;

/** The files of a folder that lint looks at, by their path below it. */
function filesBelow(folder: string): Map<string, Uint8Array> {
  const entries: Dirent[] = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.filter((one) => one.isFile() && read.test(one.name))) {
    const path = join(entry.parentPath, entry.name);
    const bytes = statSync(path).size <= largest ? bytesOf(path) : undefined;
    if (bytes) files.set(relative(folder, path).split(sep).join('/'), bytes);
  }
  return files;
}

/**
 * The parties of a path: a folder with one ledger.init is one party; a folder of folders that hold one each is as many.
 * A path to a file means its folder. Throws JDCHAIN-FILE.
 */
export function partiesAt(path: string): Party[] {
  const folder = folderOf(path);
  const files = filesBelow(folder);
  const inits = [...files.keys()].filter((file) => basename(file) === 'ledger.init');
  const tops = [...new Set(inits.map((file) => file.split('/')[0] ?? ''))];
  if (inits.length < 2 || inits.includes('ledger.init') || tops.length < 2) return [{ name: basename(folder), files }];
  return tops.map((top) => ({ name: top, files: below(files, top) }));
}

function folderOf(path: string): string {
  try {
    return resolve(statSync(path).isDirectory() ? path : dirname(path));
  } catch {
    throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: path });
  }
}

function below(files: ReadonlyMap<string, Uint8Array>, folder: string): Map<string, Uint8Array> {
  const inside = [...files].filter(([file]) => file.startsWith(`${folder}/`));
  return new Map(inside.map(([file, bytes]) => [file.slice(folder.length + 1), bytes]));
}

/** Names that are taken get a number, so that findings say which party is meant. */
export function distinctNames(parties: readonly Party[]): Party[] {
  const seen = new Map<string, number>();
  return parties.map((party) => {
    const count = (seen.get(party.name) ?? 0) + 1;
    seen.set(party.name, count);
    return count === 1 ? party : { ...party, name: `${party.name} (${String(count)})` };
  });
}
