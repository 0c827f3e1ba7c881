/** What the tests of the audit log share: a log key, entries, signed checkpoints. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { checkpointText } from '../../../main/core/audit/checkpoint.ts';
import { encodeEntry } from '../../../main/core/audit/entry.ts';
import { leafHash, rootHash } from '../../../main/core/audit/merkle.ts';
import { type NoteKey, formatNote, formatVkey, noteSignatureLine, parseVkey } from '../../../main/core/audit/note.ts';
import { tileFiles } from '../../../main/core/audit/tiles.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { RootsealError } from '../../../main/core/rules.ts';

export const origin = 'rootseal/tea/0011aabb';

export interface LogKey {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly vkey: string;
  /** The same, parsed once: a test of a thousand flips need not read it each time. */
  readonly parsed: NoteKey;
}

export function logKey(fill: number, name = origin): LogKey {
  const secret = new Uint8Array(32).fill(fill);
  const publicKey = ed25519.getPublicKey(secret);
  const vkey = formatVkey(name, publicKey);
  return { secret, publicKey, vkey, parsed: parseVkey(vkey) };
}

export const key = logKey(7);

/** Entry `index` of the log of the tests; its length changes with the index. */
export function entry(index: number): Uint8Array {
  return encodeEntry({
    format: 'rootseal.entry/1',
    index,
    time: '2026-11-21T02:00:00.000Z',
    ceremony: 'c-1',
    rehearsal: true,
    kind: 'room.facts',
    data: { note: '茶'.repeat(index % 7) },
  });
}

export const entriesUpTo = (size: number) => Array.from({ length: size }, (_, i) => entry(i));

export function signedNote(text: string, by: LogKey = key, name = origin): Uint8Array {
  return formatNote(text, [noteSignatureLine(name, by.publicKey, ed25519.sign(utf8(text), by.secret))]);
}

export function signedCheckpoint(entries: readonly Uint8Array[], by: LogKey = key): Uint8Array {
  const root = rootHash(entries.map(leafHash));
  return signedNote(checkpointText({ origin, size: entries.length, root }), by);
}

/** The files of `public/log/`. */
export function exportedLog(entries: readonly Uint8Array[], by: LogKey = key): Map<string, Uint8Array> {
  return new Map([...tileFiles(entries), ['checkpoint', signedCheckpoint(entries, by)]]);
}

/** The code of the refusal, or what was thrown instead; 'accepted' when nothing was. */
export function codeOf(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return error instanceof RootsealError ? error.code : String(error);
  }
}
