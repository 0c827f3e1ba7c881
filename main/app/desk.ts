/** The desk: how the services speak to the people in the room and hear their yes. No secret passes here. */
import type { StepId } from '../core/ceremony/steps.ts';
import type { RootsealError, Text } from '../core/rules.ts';
import type { Quorum, ShareVerdict } from '../vault/client.ts';
import type { ReviewLine } from './review.ts';

/** A value is a text where it has one in each language. */
export type DetailLine = Omit<ReviewLine, 'value'> & { readonly value: string | Text };

/** What is looked at while a question stands. */
export type Detail =
  | { readonly kind: 'hash'; readonly label: Text; readonly bytes: Uint8Array }
  | { readonly kind: 'review'; readonly lines: readonly DetailLine[] }
  /** `sha256` in hex. */
  | { readonly kind: 'file'; readonly path: string; readonly sha256: string };

export interface Confirmation {
  /** What is confirmed: a step, a restore's purpose, the parameters of a new share set, or a vote. */
  readonly step: StepId | 'restore' | 'set' | 'vote';
  /** Id of the person or custodian who is asked. */
  readonly who: string;
  readonly name: Text;
  /** What is confirmed, as it is said aloud. */
  readonly say: Text;
  /** Words that must be typed back, in order, instead of a plain yes. */
  readonly typeBack?: readonly string[];
  readonly details?: readonly Detail[];
}

/** Asks a custodian onto which medium the share goes, or which one still has an old share. */
export interface PlaceRequest {
  readonly who: string;
  readonly name: Text;
  readonly say: Text;
  readonly details: readonly Detail[];
  /** Why the last place would not do. */
  readonly refused?: RootsealError;
  /** The other way: a place that has old files which are to be destroyed. None: they are not here. */
  readonly back?: true;
}

export interface Desk {
  /** False when the person says no. */
  confirm(request: Confirmation): Promise<boolean>;
  /** A folder on the custodian's medium; undefined when the share stays in the home, or nothing comes back. Absent where nobody can choose. */
  place?(request: PlaceRequest): Promise<string | undefined>;
  /** Something the room should see or hear now. */
  show(text: Text): void;
  /** Progress of anything over a second. */
  progress(what: Text, done: number, total: number): void;
  /** One share was judged; `quorum` is of those judged so far, where they are opened to be combined. */
  verdict?(verdict: ShareVerdict, quorum?: Quorum): void;
}

/** Whether what was typed back are the words, in their order; blanks and capitals do not matter. */
export function sameWords(typed: string, words: readonly string[]): boolean {
  return typed.trim().toLowerCase().split(/\s+/).join(' ') === words.join(' ').toLowerCase();
}
