/**
 * Cosignatures of witnesses: C2SP tlog-cosignature v1.0.1, Ed25519 (type 0x04), timestamped.
 *
 * A cosignature says: at this time, the largest consistent tree of that log which the witness has seen is this one. Types
 * of later algorithms are unknown lines here, kept and ignored as the specification demands.
 */
import { concat, readU64, u64, utf8 } from '../encoding/bytes.ts';
import { ed25519 } from '../keys/ed25519.ts';
import { refuse } from '../rules.ts';
import {
  type NoteKey,
  type NoteSignature,
  formatVkey,
  isBy,
  keyText,
  noteSignatureLine,
  parseNote,
  parseNoteLine,
  parseVkey,
} from './note.ts';
import { auditRules } from './rules.ts';

const timeLength = 8;
const signatureLength = 64;

/** The verifier key of a witness, no line feed. Throws VKEY-FORM. */
export const formatWitnessVkey = (name: string, publicKey: Uint8Array) => formatVkey(name, publicKey, 'witness');

/** Reads a witness's verifier key. Throws as `parseVkey`. */
export const parseWitnessVkey = (line: string, subject = 'witness.vkey') => parseVkey(line, subject, 'witness');

/**
 * What a witness signs, Ed25519 (RFC 8032), over a checkpoint's text. `time` is in seconds since 1970, UTC, without leap
 * seconds, as POSIX counts them.
 */
export function cosignedMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${String(time)}\n${text}`);
}

/** The signature line, with its line feed; `signature` is over `cosignedMessage` (64 bytes). */
export function cosignatureLine(key: Pick<NoteKey, 'name' | 'publicKey'>, time: number, signature: Uint8Array): string {
  return noteSignatureLine(key.name, key.publicKey, concat(u64(time), signature), 'witness');
}

export interface Cosignature {
  readonly witness: NoteKey;
  /** Seconds since 1970, UTC. */
  readonly time: number;
  /** The line as it stands, without its line feed. */
  readonly line: string;
}

/** Believes one signature line over a checkpoint's text. Throws COSIGNATURE-FORM, COSIGNATURE-SIGNATURE. */
export function verifyCosignature(
  text: string,
  one: NoteSignature,
  witness: NoteKey,
  subject = 'checkpoint',
): Cosignature {
  const key = keyText(witness);
  if (!isBy(one, witness) || one.signature.length !== timeLength + signatureLength)
    throw refuse(auditRules, 'COSIGNATURE-FORM', { key, reason: one.line }, { subject });
  const time = timeOf(one.signature);
  const said = time !== undefined && cosignedMessage(text, time);
  if (said === false || !ed25519.verify(one.signature.subarray(timeLength), said, witness.publicKey))
    throw refuse(auditRules, 'COSIGNATURE-SIGNATURE', { key }, { subject });
  return { witness, time, line: one.line };
}

/** Undefined for what no clock of ours says: beyond 2^53−1 seconds. */
function timeOf(signature: Uint8Array): number | undefined {
  try {
    return readU64(signature);
  } catch {
    return undefined;
  }
}

/**
 * The cosignatures on a note by these witnesses, at most one of each. A line that claims to be by one of them and is not
 * good is a refusal, not an unknown line: somebody altered it. `rest` are the lines of nobody asked for.
 */
export function readCosignatures(
  note: Uint8Array,
  witnesses: readonly NoteKey[],
  subject = 'checkpoint',
): { good: Cosignature[]; rest: string[] } {
  const { text, signatures } = parseNote(note, subject);
  const good = new Map<NoteKey, Cosignature>();
  const rest: string[] = [];
  for (const one of signatures) {
    const witness = witnesses.find((key) => isBy(one, key));
    if (witness === undefined) rest.push(one.line);
    else good.set(witness, latest(good.get(witness), verifyCosignature(text, one, witness, subject)));
  }
  return { good: [...good.values()], rest };
}

/** A witness that was asked twice has signed twice, as of two times; both are good, and the later one counts. */
const latest = (a: Cosignature | undefined, b: Cosignature): Cosignature =>
  a === undefined || b.time > a.time ? b : a;

/** A note with further signature lines behind its own; a line that it has already is not added again. */
export function withLines(note: Uint8Array, lines: readonly string[]): Uint8Array {
  const { signatures } = parseNote(note);
  const has = new Set(signatures.map(({ line }) => line));
  const more = [...new Set(lines)].filter((line) => !has.has(line));
  more.forEach((line, i) => parseNoteLine(line, signatures.length + i + 1, 'checkpoint'));
  const whole = concat(note, utf8(more.map((line) => `${line}\n`).join('')));
  parseNote(whole);
  return whole;
}
