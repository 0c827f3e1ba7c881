/**
 * A paper of the ceremony (minutes, closing sheet) as blocks, before it becomes Markdown or HTML: every text in both
 * languages, every hash with its words in the same cell (docs/formats.md §1, "hash in words").
 */

import { groups } from '../encoding/words.ts';
import type { Text } from '../rules.ts';

/** What stands in a cell: a text in both languages, a plain value, or a hash (with a label such as its Base58 form). */
export type Cell =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'hash'; readonly bytes: Uint8Array; readonly label?: string };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: Text }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'alarm'; readonly text: Text }
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'table'; readonly head: readonly Text[]; readonly rows: readonly (readonly Cell[])[] };

export interface Paper {
  readonly title: Text;
  readonly blocks: readonly Block[];
}

export const both = (en: string, zh: string): Text => ({ en, zh });
export const words = (en: string, zh: string): Cell => ({ kind: 'text', text: { en, zh } });
export const text = ({ en, zh }: Text): Cell => ({ kind: 'text', text: { en, zh } });
export const value = (plain: string | number): Cell => ({ kind: 'value', value: String(plain) });
export const hash = (bytes: Uint8Array, label?: string): Cell =>
  label === undefined ? { kind: 'hash', bytes } : { kind: 'hash', bytes, label };

export const heading = (level: 1 | 2, en: string, zh: string): Block => ({ kind: 'heading', level, text: { en, zh } });
export const paragraph = (en: string, zh: string): Block => ({ kind: 'paragraph', text: { en, zh } });
export const alarm = (en: string, zh: string): Block => ({ kind: 'alarm', text: { en, zh } });

/** A table, or what says that it would be empty. */
export function table(head: readonly Text[], rows: readonly (readonly Cell[])[]): Block {
  return rows.length > 0 ? { kind: 'table', head, rows } : paragraph('None.', '无。');
}

/** 16-bit groups of a hash as they are read aloud. */
export function spoken(bytes: Uint8Array): { readonly hex: string; readonly words: string }[] {
  return groups(bytes).map((group) => ({ hex: group.hex, words: group.words.join(' ') }));
}
