/**
 * Signed notes: C2SP signed-note v1.0.0, with Ed25519 keys alone: those of logs (type 0x01), and those of witnesses
 * (type 0x04, whose signatures cosignature.ts reads).
 *
 * Unknown signature lines are kept and ignored, as the specification demands (witnesses and later algorithms put
 * theirs beside ours); the rest is read more strictly than it asks: canonical Base64 only, and a known key signs once.
 */

import { concat, equal, fromUtf8, sha256, u8, utf8 } from '../encoding/bytes.ts';
import { fromBase64, toBase64 } from '../encoding/base64.ts';
import { toHex } from '../encoding/hex.ts';
import { ed25519 } from '../keys/ed25519.ts';
import { refuse } from '../rules.ts';
import { auditRules } from './rules.ts';

/** The signature types of C2SP signed-note: what a key signs, and how. */
const types = { log: 0x01, witness: 0x04 } as const;
/** Of a log: Ed25519 over the note's text. Of a witness: a timestamped Ed25519 cosignature. */
export type NoteKeyType = keyof typeof types;
const keyIdLength = 4;
// The limits of golang.org/x/mod/sumdb/note, so that what we take, it takes.
const maxLength = 1_000_000;
const maxLines = 100;

/** A key that signs notes. `keyId` is 4 bytes, `publicKey` 32. */
export interface NoteKey {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** What stands behind the key id; 64 bytes for Ed25519. */
  readonly signature: Uint8Array;
  /** The line as it stands, without its line feed. */
  readonly line: string;
}

export interface Note {
  /** Ends in a line feed; the separating empty line is no part of it. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** What C2SP signed-note takes for the name of a key: no white space, no +, not empty. */
export const isKeyName = (name: string): boolean =>
  name !== '' && !/[\p{White_Space}+]/u.test(name) && !hasControl(name);

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first 4 bytes. */
function keyIdOf(name: string, publicKey: Uint8Array, type: NoteKeyType): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), u8(types[type]), publicKey)).slice(0, keyIdLength);
}

export const keyText = ({ name, keyId }: { name: string; keyId: Uint8Array }) => `${name}+${toHex(keyId)}`;

/** `name+<8 hex digits>+<Base64 of type ‖ public key>`, no line feed. Throws VKEY-FORM. */
export function formatVkey(name: string, publicKey: Uint8Array, type: NoteKeyType = 'log'): string {
  if (!isKeyName(name) || !ed25519.isPublicKey(publicKey)) {
    throw refuse(auditRules, 'VKEY-FORM', {}, { subject: name });
  }
  const keyId = keyIdOf(name, publicKey, type);
  return `${keyText({ name, keyId })}+${toBase64(concat(u8(types[type]), publicKey))}`;
}

/** Reads one verifier key line, no line feed. Throws VKEY-FORM, VKEY-ALGORITHM, VKEY-WITNESS, VKEY-KEY-ID. */
export function parseVkey(line: string, subject = 'log.vkey', type: NoteKeyType = 'log'): NoteKey {
  const [, name = '', hex = '', base64 = ''] = /^([^+\n]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  if (!isKeyName(name)) throw refuse(auditRules, 'VKEY-FORM', {}, { subject });
  const key = vkeyBytes(base64, subject);
  if (key[0] !== types[type])
    throw refuse(auditRules, type === 'log' ? 'VKEY-ALGORITHM' : 'VKEY-WITNESS', {}, { subject });
  const publicKey = key.slice(1);
  if (!ed25519.isPublicKey(publicKey)) throw refuse(auditRules, 'VKEY-FORM', {}, { subject });
  const keyId = keyIdOf(name, publicKey, type);
  const wanted = toHex(keyId);
  if (wanted !== hex) throw refuse(auditRules, 'VKEY-KEY-ID', { found: hex, wanted }, { subject });
  return { name, keyId, publicKey };
}

function vkeyBytes(base64: string, subject: string): Uint8Array {
  try {
    return fromBase64(base64, subject);
  } catch (cause) {
    throw refuse(auditRules, 'VKEY-FORM', {}, { subject, cause });
  }
}

/** The file `log.vkey`, or that of a witness: the line and a line feed. */
export function vkeyFile(name: string, publicKey: Uint8Array, type: NoteKeyType = 'log'): Uint8Array {
  return utf8(`${formatVkey(name, publicKey, type)}\n`);
}

/** Reads the file `log.vkey`: exactly one line and its line feed. Throws as `parseVkey`. */
export function parseVkeyFile(bytes: Uint8Array, subject = 'log.vkey', type: NoteKeyType = 'log'): NoteKey {
  const text = fromUtf8(bytes, subject);
  if (!text.endsWith('\n')) throw refuse(auditRules, 'VKEY-FORM', {}, { subject });
  return parseVkey(text.slice(0, -1), subject, type);
}

/**
 * `— name Base64(key id ‖ signature)` and a line feed. `signature`: of a log Ed25519 over the note's text, of a witness a
 * timestamped one.
 */
export function noteSignatureLine(
  name: string,
  publicKey: Uint8Array,
  signature: Uint8Array,
  type: NoteKeyType = 'log',
): string {
  return `— ${name} ${toBase64(concat(keyIdOf(name, publicKey, type), signature))}\n`;
}

/** The note: text, empty line, signature lines (each with its line feed). Throws as `parseNote`. */
export function formatNote(text: string, lines: readonly string[]): Uint8Array {
  const bytes = utf8(`${text}\n${lines.join('')}`);
  parseNote(bytes);
  return bytes;
}

/** Splits a note without believing any of its signatures. Throws NOTE-LENGTH, -TEXT, -FORM, -LINES, -LINE. */
export function parseNote(bytes: Uint8Array, subject = 'checkpoint'): Note {
  const whole = noteText(bytes, subject);
  const end = whole.lastIndexOf('\n\n');
  const tail = whole.slice(end + 2);
  if (end < 0 || !tail.endsWith('\n')) throw refuse(auditRules, 'NOTE-FORM', {}, { subject });
  const lines = tail.slice(0, -1).split('\n');
  if (lines.length > maxLines) {
    throw refuse(auditRules, 'NOTE-LINES', { limit: maxLines, count: lines.length }, { subject });
  }
  return { text: whole.slice(0, end + 1), signatures: lines.map((line, i) => parseNoteLine(line, i + 1, subject)) };
}

function noteText(bytes: Uint8Array, subject: string): string {
  if (bytes.length > maxLength) {
    throw refuse(auditRules, 'NOTE-LENGTH', { limit: maxLength, length: bytes.length }, { subject });
  }
  let text: string;
  try {
    text = fromUtf8(bytes, subject);
  } catch (cause) {
    throw refuse(auditRules, 'NOTE-TEXT', {}, { subject, cause });
  }
  if (hasControl(text)) throw refuse(auditRules, 'NOTE-TEXT', {}, { subject });
  return text;
}

/** One signature line, without its line feed; `number` counts from 1, for the refusal. Throws NOTE-LINE. */
export function parseNoteLine(line: string, number: number, subject: string): NoteSignature {
  const [dash, name = '', base64 = '', ...more] = line.split(' ');
  try {
    const blob = fromBase64(base64, subject);
    if (dash === '—' && isKeyName(name) && more.length === 0 && blob.length > keyIdLength) {
      return { name, keyId: blob.slice(0, keyIdLength), signature: blob.slice(keyIdLength), line };
    }
  } catch {
    // The Base64 refusal names no line; the one below does.
  }
  throw refuse(auditRules, 'NOTE-LINE', { line: number }, { subject });
}

/** Whether a line says that it is by this key; nothing is verified. */
export const isBy = ({ name, keyId }: NoteSignature, key: NoteKey): boolean =>
  name === key.name && equal(keyId, key.keyId);

/**
 * The text, once the one signature by `vkey` is verified (Ed25519, strict), and the other lines, unverified.
 * Throws NOTE-UNSIGNED, NOTE-TWICE, NOTE-SIGNATURE, or as `parseNote`.
 */
export function verifyNote(
  bytes: Uint8Array,
  vkey: string | NoteKey,
  subject = 'checkpoint',
): { text: string; unknown: string[] } {
  const known = typeof vkey === 'string' ? parseVkey(vkey) : vkey;
  const { text, signatures } = parseNote(bytes, subject);
  const isKnown = (one: NoteSignature) => isBy(one, known);
  const [ours, second] = signatures.filter(isKnown);
  if (ours === undefined) throw refuse(auditRules, 'NOTE-UNSIGNED', { key: keyText(known) }, { subject });
  if (second !== undefined) throw refuse(auditRules, 'NOTE-TWICE', { key: keyText(known) }, { subject });
  if (!ed25519.verify(ours.signature, utf8(text), known.publicKey)) {
    throw refuse(auditRules, 'NOTE-SIGNATURE', { key: keyText(known) }, { subject });
  }
  return { text, unknown: signatures.filter((each) => !isKnown(each)).map(({ line }) => line) };
}
