/**
 * Putting a sheet together again from the texts of its QR codes: in any order, over several pictures, read more than
 * once. What belongs to another sheet is named, never mixed in.
 */
import { concat } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import type { Text } from '../rules.ts';
import { digestOf, nameOf, readPart } from './frame.ts';
import type { Content, Part } from './frame.ts';
import { paperRules } from './rules.ts';

/** The text of one QR code, and the picture that it was found in, or what else it was seen by. */
export interface Found {
  readonly text: string;
  readonly from: string | Text;
}

/** What is known of one whole so far. */
export interface Gathered {
  readonly content: Content;
  readonly set: string;
  readonly digest: string;
  readonly name: Text;
  readonly total: number;
  /** Numbers from 1, in order. */
  readonly have: readonly number[];
  readonly missing: readonly number[];
  /** There when nothing is missing. */
  readonly bytes?: Uint8Array;
}

/**
 * Everything that the codes hold, in the order in which it was first seen.
 * @throws PAPER-VERSION, PAPER-PART, PAPER-CONFLICT, PAPER-DIGEST
 */
export function gather(found: readonly Found[]): Gathered[] {
  const wholes = new Map<string, Map<number, Part>>();
  for (const { text, from } of found) {
    const part = readPart(text, from);
    if (part) add(wholes, part);
  }
  return [...wholes.values()].map(gathered);
}

function add(wholes: Map<string, Map<number, Part>>, part: Part): void {
  const key = JSON.stringify([part.content, part.set, part.digest, part.total]);
  const parts = wholes.get(key) ?? new Map<number, Part>();
  wholes.set(key, parts);
  const before = parts.get(part.number);
  if (before && digestOf(before.bytes) !== digestOf(part.bytes))
    throw refuse(paperRules, 'PAPER-CONFLICT', { part: part.number, name: nameOf(part) });
  parts.set(part.number, part);
}

function gathered(parts: ReadonlyMap<number, Part>): Gathered {
  const first = [...parts.values()][0]!;
  const { content, set, digest, total } = first;
  const numbers = Array.from({ length: total }, (_, i) => i + 1);
  const missing = numbers.filter((number) => !parts.has(number));
  const have = numbers.filter((number) => parts.has(number));
  const known = { content, set, digest, name: nameOf(first), total, have, missing };
  if (missing.length > 0) return known;
  const bytes = concat(...numbers.map((number) => parts.get(number)!.bytes));
  const result = digestOf(bytes);
  if (result === digest) return { ...known, bytes };
  const [expected, foundHere] = [digest.slice(0, 8), result.slice(0, 8)];
  throw refuse(paperRules, 'PAPER-DIGEST', { name: known.name, found: foundHere, expected });
}

export interface Sheet {
  readonly share: Required<Gathered>;
  /** Files of `sealed/` that came along whole, of the same set. */
  readonly sealed: readonly Required<Gathered>[];
}

/**
 * The one share among what was gathered, with the sealed files of its set.
 * @throws PAPER-MIXED, PAPER-SHARE-NONE, PAPER-MISSING
 */
export function oneSheet(all: readonly Gathered[]): Sheet {
  const shares = all.filter(({ content }) => content.kind === 'share');
  const [share, other] = shares;
  if (!share) throw refuse(paperRules, 'PAPER-SHARE-NONE', { names: listed(all) });
  const stranger = other ?? all.find(({ set }) => set !== share.set) ?? twoOf(all);
  if (stranger) throw refuse(paperRules, 'PAPER-MIXED', { first: share.name, second: stranger.name });
  const sealed = all.filter(({ content }) => content.kind === 'sealed');
  return { share: demandWhole(share), sealed: sealed.filter(isWhole) };
}

/** A sealed file that is there in two versions: the second one. */
function twoOf(all: readonly Gathered[]): Gathered | undefined {
  const key = ({ content }: Gathered) => JSON.stringify(content);
  return all.find((one, i) => all.slice(0, i).some((before) => key(before) === key(one)));
}

const isWhole = (one: Gathered): one is Required<Gathered> => one.bytes !== undefined;

function demandWhole(one: Gathered): Required<Gathered> {
  if (isWhole(one)) return one;
  const { name, total, have, missing } = one;
  throw refuse(paperRules, 'PAPER-MISSING', { name, total, have: have.length, missing: missing.join(', ') });
}

function listed(all: readonly Gathered[]): Text {
  const of = (lang: 'en' | 'zh') => all.map(({ name }) => name[lang]).join(lang === 'en' ? ', ' : '、');
  return { en: of('en'), zh: of('zh') };
}
