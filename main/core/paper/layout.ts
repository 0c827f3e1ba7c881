/**
 * A sheet of paper as blocks in order, before anything is drawn: what stands on it, not where. `main/paper` draws it.
 * Texts in both languages stand Chinese first; a text in one language says which.
 */
import type { Lang, Text } from '../rules.ts';
import type { PaperLine } from './lines.ts';

/** A row of facts: the first value large, what follows in small letters below. */
export interface Fact {
  readonly label: Text;
  readonly value: Text | string;
  readonly more?: Text | string;
  /** A row of digits and letters that is compared by eye. */
  readonly mono?: boolean;
}

export interface Step {
  readonly say: string;
  /** What is typed, one line each. */
  readonly type?: readonly string[];
}

export type SheetBlock =
  | { readonly kind: 'heading'; readonly text: Text }
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'alarm'; readonly text: Text }
  | { readonly kind: 'facts'; readonly rows: readonly Fact[] }
  | { readonly kind: 'hash'; readonly label: string; readonly bytes: Uint8Array }
  | { readonly kind: 'said'; readonly lang: Lang; readonly heading: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'steps'; readonly lang: Lang; readonly heading: string; readonly steps: readonly Step[] }
  /** QR codes, two in a row, each with what stands below it. */
  | { readonly kind: 'codes'; readonly codes: readonly { readonly text: string; readonly caption: string }[] }
  | { readonly kind: 'lines'; readonly lines: readonly PaperLine[] }
  /** Words in numbered boxes, or empty boxes to write into. */
  | { readonly kind: 'boxes'; readonly count: number; readonly words?: readonly string[] }
  /** Lines to write on. */
  | { readonly kind: 'fill'; readonly fields: readonly Text[] }
  /** An empty table to write into. */
  | { readonly kind: 'record'; readonly head: readonly Text[]; readonly rows: number }
  | { readonly kind: 'script'; readonly text: string };

export interface SheetPage {
  readonly title: Text;
  readonly blocks: readonly SheetBlock[];
}

export interface SheetLayout {
  readonly title: Text;
  /** Stands at the foot of each page, so that a page alone can be told from others. */
  readonly running: Text;
  readonly rehearsal: boolean;
  /** `2026-11-21T02:00:00.000Z`: the only time in the file. */
  readonly time: string;
  /** Each begins on a new page and goes on over as many as it needs. */
  readonly pages: readonly SheetPage[];
}
