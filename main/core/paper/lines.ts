/**
 * A share as lines that can be typed back by hand when no QR code can be read (docs/formats.md section 5).
 *
 *     12  ABCDE FGHIJ KLMNO PQRST UVWXY Z2345 67ABC DEFGH  K3QZ
 *
 * Base32 in groups of five, the number of the line in front, four check characters behind; a last line END holds the
 * digest of the whole. Typed in capitals or small letters; 0, 1 and 8, which Base32 does not have, stand for O, I and B.
 */
import { labelled, sha256, utf8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { paperRules } from './rules.ts';

const lineLength = 40;
const groupLength = 5;
const checkLength = 4;
/** Characters of the digest: 100 bits. */
const digestLength = 20;

export interface PaperLine {
  /** `1`, `2`, …, at last `END`. */
  readonly label: string;
  readonly groups: readonly string[];
  readonly check: string;
}

/** The lines of a file, END included. */
export function toLines(bytes: Uint8Array): PaperLine[] {
  const text = toBase32(bytes);
  const count = Math.ceil(text.length / lineLength);
  const lines = Array.from({ length: count }, (_, i) =>
    line(String(i + 1), text.slice(i * lineLength, (i + 1) * lineLength)),
  );
  return [...lines, line('END', wholeDigest(bytes))];
}

/** As it is typed. */
export function lineText({ label, groups, check }: PaperLine): string {
  return `${label}  ${groups.join(' ')}  ${check}`;
}

function line(label: string, text: string): PaperLine {
  const groups = text.match(new RegExp(`.{1,${groupLength}}`, 'g')) ?? [];
  return { label, groups, check: checkOf(label, text) };
}

const checkOf = (label: string, text: string) =>
  toBase32(labelled('rootseal/paper-line/v1', utf8(`${label}:${text}`))).slice(0, checkLength);

const wholeDigest = (bytes: Uint8Array) => toBase32(sha256(bytes)).slice(0, digestLength);

/**
 * The bytes of typed lines, in any order; empty lines and those that begin with # are passed over.
 * @param from the file, for the refusals
 * @throws PAPER-LINE-FORM, PAPER-LINE, PAPER-LINE-TWICE, PAPER-LINE-MISSING, PAPER-LINES-DIGEST
 */
export function fromLines(typed: string, from: string): Uint8Array {
  const lines = new Map<string, string>();
  for (const [at, raw] of typed.split(/\r?\n/).entries()) {
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue;
    const { label, text } = readLine(raw, at + 1, from);
    if ((lines.get(label) ?? text) !== text) throw refuse(paperRules, 'PAPER-LINE-TWICE', { line: label });
    lines.set(label, text);
  }
  return together(lines, from);
}

function readLine(raw: string, at: number, from: string): { label: string; text: string } {
  const [, given = '', rest = ''] = /^\s*(END|\d{1,3})[\s.:]+(\S.*)$/i.exec(raw) ?? [];
  const characters = rest
    .toUpperCase()
    .replaceAll(/\s/g, '')
    .replaceAll(/[018]/g, (digit) => lookAlike[digit]!);
  if (given === '' || !/^[A-Z2-7]{5,64}$/.test(characters))
    throw refuse(paperRules, 'PAPER-LINE-FORM', { at }, { subject: from });
  const label = /^end$/i.test(given) ? 'END' : String(Number(given));
  const text = characters.slice(0, -checkLength);
  if (checkOf(label, text) !== characters.slice(-checkLength))
    throw refuse(paperRules, 'PAPER-LINE', { line: label }, { subject: from });
  return { label, text };
}

const lookAlike: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '8': 'B' };

function together(lines: ReadonlyMap<string, string>, from: string): Uint8Array {
  const last = Math.max(0, ...[...lines.keys()].filter((label) => label !== 'END').map(Number));
  const wanted = [...Array.from({ length: last }, (_, i) => String(i + 1)), 'END'];
  const missing = wanted.filter((label) => !lines.has(label));
  if (missing.length > 0 || last === 0)
    throw refuse(paperRules, 'PAPER-LINE-MISSING', { missing: missing.join(', ') || '1' }, { subject: from });
  const text = wanted.slice(0, -1).map((label) => lines.get(label)!);
  const bytes = fromBase32(text.join(''));
  if (bytes && wholeDigest(bytes) === lines.get('END')) return bytes;
  throw refuse(paperRules, 'PAPER-LINES-DIGEST', {}, { subject: from });
}
