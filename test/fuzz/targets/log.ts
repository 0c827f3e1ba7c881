/** The audit log: entries, tiles, signed notes, checkpoints, verifier keys. */
import { checkpointText, parseCheckpoint, verifyCheckpoint } from '../../../main/core/audit/checkpoint.ts';
import { decodeEntry, encodeEntry } from '../../../main/core/audit/entry.ts';
import { formatNote, parseNote, parseVkeyFile, vkeyFile } from '../../../main/core/audit/note.ts';
import { readTiles, tileFiles, tilePath } from '../../../main/core/audit/tiles.ts';
import {
  type Target,
  alsoTidied,
  bytesOf,
  canonical,
  chosen,
  demandSame,
  read,
  short,
  textOf,
  tidyJson,
} from '../target.ts';

const key = { name: 'rootseal.example/rehearsal', keyId: new Uint8Array(4), publicKey: new Uint8Array(32).fill(1) };

const note = canonical(parseNote, ({ text, signatures }) =>
  formatNote(
    text,
    signatures.map(({ line }) => `${line}\n`),
  ),
);

function checkpoint(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const found = read(() => parseCheckpoint(text));
  if (!found) return false;
  demandSame(bytesOf(checkpointText(found)), bytesOf(text), 'the checkpoint');
  return true;
}

function signedNote(bytes: Uint8Array): boolean {
  const taken = note(bytes);
  read(() => verifyCheckpoint(bytes, key));
  const inside = read(() => parseNote(bytes));
  if (inside) checkpoint(bytesOf(inside.text));
  return taken;
}

/** The first byte says of how many entries; the rest is their bundle. */
function bundle(bytes: Uint8Array): boolean {
  const size = bytes[0] ?? 0;
  if (size === 0) return false;
  const rest = bytes.slice(1);
  const given = new Map([
    [tilePath('entries', 0, size), rest],
    [tilePath(0, 0, size), new Uint8Array(32 * size)],
  ]);
  read(() => readTiles(given, size));
  const whole = withHashes(rest, size);
  if (!whole || !read(() => readTiles(whole, size))) return false;
  demandSame(whole.get(tilePath('entries', 0, size))!, rest, 'bundle');
  return true;
}

/** The files of a log of these entries, found without our own reader. */
function withHashes(bytes: Uint8Array, size: number): Map<string, Uint8Array> | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes[at]! * 256 + (bytes[at + 1] ?? 0);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries.length === size ? read(() => tileFiles(entries)) : undefined;
}

const vkey = canonical(parseVkeyFile, ({ name, publicKey }) => vkeyFile(name, publicKey));

export const logTargets: readonly Target[] = [
  { name: 'log-entry', seconds: short, run: alsoTidied(tidyJson, canonical(decodeEntry, encodeEntry)) },
  { name: 'log-tiles', seconds: short, run: bundle },
  { name: 'checkpoint', seconds: short, run: chosen([signedNote, checkpoint, vkey]) },
];
