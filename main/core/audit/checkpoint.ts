/**
 * Checkpoints: C2SP tlog-checkpoint v1.0.0, three lines and never an extension line (cosignatures of later types
 * do not cover those). The origin is the name of the log's key.
 */

import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { refuse } from '../rules.ts';
import { hashLength } from './merkle.ts';
import { type NoteKey, parseVkey, verifyNote } from './note.ts';
import { auditRules } from './rules.ts';

export interface Checkpoint {
  readonly origin: string;
  /** Number of entries, up to 2^53−1. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** The note text of a checkpoint: three lines, each with its line feed. Throws CHECKPOINT-FORM. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  parseCheckpoint(text);
  return text;
}

/** Reads the note text of a checkpoint, exactly three lines. Throws CHECKPOINT-FORM. */
export function parseCheckpoint(text: string, subject = 'checkpoint'): Checkpoint {
  const bad = (reason: string, cause?: unknown) =>
    refuse(auditRules, 'CHECKPOINT-FORM', { reason }, { subject, cause });
  const lines = text.split('\n');
  const [origin = '', sizeText = '', rootText = '', end] = lines;
  if (lines.length !== 4 || end !== '' || origin === '') throw bad(`lines: ${lines.length - 1}`);
  const size = Number(sizeText);
  if (!/^(?:0|[1-9][0-9]*)$/.test(sizeText) || !Number.isSafeInteger(size)) throw bad(`size: ${sizeText}`);
  let root: Uint8Array;
  try {
    root = fromBase64(rootText, subject);
  } catch (cause) {
    throw bad(`root: ${rootText}`, cause);
  }
  if (root.length !== hashLength) throw bad(`root: ${rootText}`);
  return { origin, size, root };
}

/**
 * A checkpoint signed by the log's key, whose name must be the origin; `unknown` are the other signature lines.
 * Throws as `verifyNote` and `parseCheckpoint`, and CHECKPOINT-ORIGIN.
 */
export function verifyCheckpoint(
  note: Uint8Array,
  vkey: string | NoteKey,
  subject = 'checkpoint',
): Checkpoint & { unknown: string[] } {
  const key = typeof vkey === 'string' ? parseVkey(vkey) : vkey;
  const { text, unknown } = verifyNote(note, key, subject);
  const checkpoint = parseCheckpoint(text, subject);
  if (checkpoint.origin !== key.name) {
    throw refuse(auditRules, 'CHECKPOINT-ORIGIN', { found: checkpoint.origin, wanted: key.name }, { subject });
  }
  return { ...checkpoint, unknown };
}
