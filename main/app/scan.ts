/**
 * A share back from paper: pictures of its pages, texts of its QR codes as another reader gave them, or its lines typed
 * by hand. What is no paper is left as it is, so that a share may be named by whatever it lies in; the words of a share
 * are secret and typed in the vault, so they are only named here.
 */
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import { holderByName } from '../core/ceremony/set-paths.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { type Found, type Gathered, type Sheet, gather, oneSheet } from '../core/paper/collect.ts';
import { digestOf } from '../core/paper/frame.ts';
import { fromLines } from '../core/paper/lines.ts';
import { paperRules } from '../core/paper/rules.ts';
import { RootsealError, type Text, refuse } from '../core/rules.ts';
import { demandHolder } from '../core/shares/typed.ts';
import { PictureFault, isPicture, scanPicture } from '../paper/scan.ts';
import { readNamed } from './files.ts';

/** A share from paper. */
export interface Scanned {
  /** The age file. */
  readonly share: Uint8Array;
  /** Absent for typed lines, which say neither set nor index: the share itself does. */
  readonly known?: Sheet['share'];
  readonly sealed: Sheet['sealed'];
}

/**
 * One share out of these files, in any order.
 * @throws PAPER-…, FILE-READ
 */
export async function scanShare(files: readonly string[]): Promise<Scanned> {
  const found: Found[] = [];
  const typed: { file: string; bytes: Uint8Array }[] = [];
  for (const file of files) {
    const bytes = readNamed(file);
    if (isPicture(bytes)) found.push(...(await codesIn(bytes, file)));
    else textIn(bytes, file, found, typed);
  }
  return typed.length === 0 ? sheetOf(gather(found)) : typedShare(typed, gather(found));
}

/** A share that was brought: by the file it lies in, as `words:ID`, or as its age file itself, as a camera has read it. */
export type Brought = string | NamedShare;

/** An age file, and what it is called. */
export interface NamedShare {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A share as the vault judges it: an age file, or whose words are typed there. */
export type GivenShare = NamedShare | { readonly file: string; readonly words: string };

/** A share as it was brought, under its name. Of words nothing is read here. FILE-READ, PAPER-…. */
export async function broughtShare(share: Brought): Promise<GivenShare> {
  if (typeof share !== 'string') return share;
  const words = wordsOf(share);
  return words === undefined ? { file: share, bytes: await readShare(share) } : { file: share, words };
}

/** A share's age file, or what of it stands on paper; anything else unchanged. */
export async function readShare(file: string): Promise<Uint8Array> {
  const bytes = readNamed(file);
  return isPaper(bytes) ? (await scanShare([file])).share : bytes;
}

/** `words:c1` names the words of custodian c1's share, which are typed in the vault. Undefined for a file. */
export const wordsOf = (named: string): string | undefined => /^words:(.*)$/.exec(named)?.[1];

/** The custodian whom the name of a share names: its file's, a picture's, a text's, or whose words are typed. */
export const holderNamed = (named: string): string => wordsOf(named) ?? holderByName(named);

/** Everything that can be refused before anybody types: FILE-READ; SHARE-WORDS-… beside the set in force, as a plan has it. */
export function demandShares(brought: readonly Brought[], set: Pick<ResolvedPlan, 'scheme' | 'custodians'>): void {
  const holders = set.custodians.map(({ id }) => id);
  for (const one of brought) {
    if (typeof one !== 'string') continue;
    const words = wordsOf(one);
    if (words === undefined) readNamed(one);
    else demandHolder(set.scheme, holders, words);
  }
}

/** Whether a file is a picture, or text as it stands on a sheet. */
export function isPaper(bytes: Uint8Array): boolean {
  return isPicture(bytes) || /^\uFEFF?\s*(?:QR-Code:\s*)?(?:ROOTSEAL\d|(?:1|END|#)\s)/i.test(beginning(bytes));
}

const beginning = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 64));

async function codesIn(bytes: Uint8Array, file: string): Promise<Found[]> {
  const texts = await scanned(bytes, file);
  if (texts.length === 0) throw refuse(paperRules, 'PAPER-NOTHING', {}, { subject: file });
  if (!texts.some((text) => text.startsWith('ROOTSEAL')))
    throw refuse(paperRules, 'PAPER-FOREIGN', {}, { subject: file });
  return texts.map((text) => ({ text, from: file }));
}

async function scanned(bytes: Uint8Array, file: string): Promise<string[]> {
  try {
    return await scanPicture(bytes);
  } catch (cause) {
    if (!(cause instanceof PictureFault)) throw cause;
    throw refuse(paperRules, 'PAPER-PICTURE', { reason: cause.reason }, { subject: file, cause });
  }
}

/** Texts of codes stand one a line, whatever another reader wrote in front of them. */
function textIn(bytes: Uint8Array, file: string, found: Found[], typed: { file: string; bytes: Uint8Array }[]): void {
  const text = plainText(bytes, file);
  const codes = text.split(/\r?\n/).flatMap((line) => /ROOTSEAL\d[^\s]*/.exec(line)?.[0] ?? []);
  if (codes.length > 0) found.push(...codes.map((code) => ({ text: code, from: file })));
  else typed.push({ file, bytes: fromLines(text, file) });
}

function plainText(bytes: Uint8Array, file: string): string {
  try {
    const text = fromUtf8(bytes, file).replace(/^\uFEFF/, '');
    if (!/[^\t\r\n\P{Cc}]/u.test(text) && text.trim() !== '') return text;
  } catch (cause) {
    if (!(cause instanceof RootsealError)) throw cause;
  }
  throw refuse(paperRules, 'PAPER-INPUT', {}, { subject: file });
}

function sheetOf(all: readonly Gathered[]): Scanned {
  const { share, sealed } = oneSheet(all);
  return { share: share.bytes, known: share, sealed };
}

/** Typed lines with whatever was scanned beside them: sealed files, or the same share once more. */
function typedShare(typed: readonly { file: string; bytes: Uint8Array }[], all: readonly Gathered[]): Scanned {
  const [first] = typed;
  const share = first!.bytes;
  const names = [
    ...typed.map(({ file, bytes }) => ({ name: linesIn(file), digest: digestOf(bytes) })),
    ...all.filter(({ content }) => content.kind === 'share'),
  ];
  const other = names.find(({ digest }) => digest !== digestOf(share));
  if (other) throw refuse(paperRules, 'PAPER-MIXED', { first: linesIn(first!.file), second: other.name });
  const sealed = all.filter(
    (one): one is Required<Gathered> => one.content.kind === 'sealed' && one.bytes !== undefined,
  );
  return { share, sealed };
}

const linesIn = (file: string): Text => ({ en: `the lines in ${file}`, zh: `${file} 中的文字行` });
