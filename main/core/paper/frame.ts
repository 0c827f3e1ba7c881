/**
 * The parts of a sheet, as they stand in its QR codes (docs/formats.md section 5).
 *
 *     ROOTSEAL1:SHARE.3:<set id>:2/4:<first 16 bytes of SHA-256 of the whole>:<Base32 of this part>
 *
 * Only characters of QR's alphanumeric mode, so that a code is as small as can be and any reader gives plain text.
 * Nothing here is secret: a share is an age file, a sealed root is sealed.
 */
import { sha256 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { refuse } from '../rules.ts';
import type { Text } from '../rules.ts';
import { fromBase32, toBase32 } from './base32.ts';
import { paperRules } from './rules.ts';

/** What goes between machines as a file, and is small enough to be held before a camera. */
export const documentNames = ['application', 'offer', 'voter', 'proposal', 'vote', 'statement'] as const;
export type DocumentName = (typeof documentNames)[number];

/** What a row of parts makes together: the age file of a share, one file of `sealed/`, or a document, which is of no set. */
export type Content =
  | { readonly kind: 'share'; readonly index: number }
  | { readonly kind: 'sealed'; readonly id: string }
  | { readonly kind: 'document'; readonly name: DocumentName };

export interface Whole {
  readonly content: Content;
  /** 16 bytes in hex. */
  readonly set: string;
  readonly bytes: Uint8Array;
}

export interface Part {
  readonly content: Content;
  readonly set: string;
  /** From 1. */
  readonly number: number;
  readonly total: number;
  /** First 16 bytes of SHA-256 of the whole, hex. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** A multiple of 5, so that the Base32 of the parts in a row is the Base32 of the whole. */
export const partLength = 220;
/** The set of what is of none. */
export const noSet = '00'.repeat(16);
export const mostParts = 99;

const start = 'ROOTSEAL';
const version = `${start}1`;

/** First 16 bytes of SHA-256, hex: what parts of one whole agree in. */
export function digestOf(bytes: Uint8Array): string {
  return toHex(sha256(bytes).subarray(0, 16));
}

/**
 * The texts of a whole's QR codes, in order.
 * @throws PAPER-TOO-LARGE
 */
export function toParts({ content, set, bytes }: Whole): string[] {
  const total = Math.ceil(bytes.length / partLength);
  const most = mostParts * partLength;
  if (total > mostParts || total === 0)
    throw refuse(paperRules, 'PAPER-TOO-LARGE', { length: bytes.length, most }, { subject: codeOf(content) });
  const digest = digestOf(bytes).toUpperCase();
  return Array.from({ length: total }, (_, i) => {
    const data = toBase32(bytes.subarray(i * partLength, (i + 1) * partLength));
    return [version, codeOf(content), set.toUpperCase(), `${i + 1}/${total}`, digest, data].join(':');
  });
}

const codeOf = (content: Content): string =>
  content.kind === 'share'
    ? `SHARE.${content.index}`
    : content.kind === 'sealed'
      ? `SEALED.${content.id.toUpperCase()}`
      : `DOC.${content.name.toUpperCase()}`;

/**
 * Reads the text of one QR code. Undefined for a code that has nothing to do with us.
 * @param from the picture or file, or what else it was seen by, for the refusal
 * @throws PAPER-VERSION, PAPER-PART
 */
export function readPart(text: string, from: string | Text): Part | undefined {
  if (!text.startsWith(start)) return undefined;
  const [head = '', code = '', set = '', place = '', digest = '', data = '', ...more] = text.split(':');
  if (head !== version) throw refuse(paperRules, 'PAPER-VERSION', { version: plain(head), subject: from }, about(from));
  const content = contentOf(code) ?? wrong('its kind', '种类', from);
  if (!upperHex.test(set) || (content.kind === 'document' && set !== noSet)) wrong('the set', '份额组编号', from);
  if (!upperHex.test(digest)) wrong('the digest', '摘要', from);
  const [number, total] = placeOf(place) ?? wrong('its number', '序号', from);
  const bytes = more.length === 0 ? fromBase32(data) : undefined;
  if (!bytes || !fits(bytes.length, number, total)) return wrong('its content', '内容', from);
  return { content, set: set.toLowerCase(), number, total, digest: digest.toLowerCase(), bytes };
}

const upperHex = /^[0-9A-F]{32}$/;
const plain = (head: string) => head.replace(/[^A-Z0-9]/g, '?').slice(0, 16);

const about = (from: string | Text) => (typeof from === 'string' ? { subject: from } : {});

function wrong(en: string, zh: string, from: string | Text): never {
  throw refuse(paperRules, 'PAPER-PART', { field: { en, zh }, subject: from }, about(from));
}

function contentOf(code: string): Content | undefined {
  const [, share, sealed] = /^(?:SHARE\.([1-9]\d{0,2})|SEALED\.([A-Z0-9][A-Z0-9-]{0,31}))$/.exec(code) ?? [];
  const document = documentNames.find((name) => code === `DOC.${name.toUpperCase()}`);
  if (document !== undefined) return { kind: 'document', name: document };
  if (share !== undefined) return Number(share) <= 255 ? { kind: 'share', index: Number(share) } : undefined;
  return sealed === undefined ? undefined : { kind: 'sealed', id: sealed.toLowerCase() };
}

function placeOf(text: string): readonly [number, number] | undefined {
  const [, number, total] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(text) ?? [];
  return Number(number) <= Number(total) ? [Number(number), Number(total)] : undefined;
}

/** Every part is full but the last, which is not empty. */
const fits = (length: number, number: number, total: number) =>
  number < total ? length === partLength : length > 0 && length <= partLength;

const documentTexts: Readonly<Record<DocumentName, Text>> = {
  application: { en: 'application', zh: '加入申请' },
  offer: { en: 'offer of keys', zh: '密钥提供文件' },
  voter: { en: 'card of a voter', zh: '表决人卡片' },
  proposal: { en: 'proposal', zh: '提案' },
  vote: { en: 'vote', zh: '表决' },
  statement: { en: 'statement of a vote', zh: '表决陈述' },
};

/** The content in words, with what tells two sheets apart. */
export function nameOf({ content, set, digest }: Pick<Part, 'content' | 'set' | 'digest'>): Text {
  const which = `${set.slice(0, 8)}…`;
  const file = `SHA-256 ${digest.slice(0, 8)}…`;
  if (content.kind === 'document') {
    const { en, zh } = documentTexts[content.name];
    return { en: `${en} (${file})`, zh: `${zh}（${file}）` };
  }
  return content.kind === 'share'
    ? {
        en: `share ${content.index} of set ${which} (${file})`,
        zh: `份额组 ${which} 的第 ${content.index} 号份额（${file}）`,
      }
    : {
        en: `${content.id}.sealed of set ${which} (${file})`,
        zh: `份额组 ${which} 的 ${content.id}.sealed（${file}）`,
      };
}
