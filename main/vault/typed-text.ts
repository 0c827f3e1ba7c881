/** What somebody types in a field of a window, as bytes that are zeroed as soon as they are not wanted. */

import type { Text } from '../core/rules.ts';

/** What a page may press, by its number (docs/formats.md section 4). From `eraseWord` on of fields with words alone; `look` of words that are shown. */
export const ops = {
  nothing: 0,
  character: 1,
  erase: 2,
  clear: 3,
  enter: 4,
  eraseWord: 5,
  before: 6,
  after: 7,
  look: 8,
} as const;

/** What a press came to, beside its count: the page has a sentence for each. */
export const hints = {
  none: 0,
  full: 1,
  digit: 2,
  empty: 3,
  letter: 4,
  notInList: 5,
  several: 6,
  lacking: 7,
  whole: 8,
} as const;
export type Hint = (typeof hints)[keyof typeof hints];

/** A press ends the field: with what was typed, the caller's to zero, or with why the same is asked for again. */
export type Ended = { readonly typed: Uint8Array } | { readonly fault: Text };

/** What a field holds while keys come. */
export interface Typing {
  /** Characters held; of words, letters of the one that is typed. */
  readonly length: number;
  /** Three numbers beside it: of words, how far one is (typed-words.ts). */
  readonly told: readonly [number, number, number];
  /** Bytes of one length that go with every answer: a picture of words. Secret, and zeroed once they are sealed. */
  readonly picture?: () => Uint8Array;
  /** One press; `code` only of a character. Undefined for a press that is not of this field. */
  press(op: number, code: number): Hint | Ended | undefined;
  /** A page was loaded anew: what had been typed is forgotten. */
  clear(): void;
}

export class TypedText implements Typing {
  readonly told = [0, 0, 0] as const;
  private readonly bytes: Uint8Array;
  private readonly digits: boolean;
  private count = 0;

  /** @param max characters; @param digits only the numbers of a die count. */
  constructor(max: number, digits: boolean) {
    this.bytes = new Uint8Array(max);
    this.digits = digits;
  }

  get length(): number {
    return this.count;
  }

  press(op: number, code: number): Hint | Ended | undefined {
    if (op === ops.character) return this.add(code);
    if (op === ops.enter) return this.count === 0 ? hints.empty : { typed: this.take() };
    if (op === ops.erase) this.erase();
    else if (op === ops.clear) this.clear();
    else return undefined;
    return hints.none;
  }

  /** Adds one character, 0x20 to 0x7e, unless it will not do. */
  add(code: number): Hint {
    if (this.digits && (code < 0x31 || code > 0x36)) return hints.digit;
    if (this.count === this.bytes.length) return hints.full;
    this.bytes[this.count++] = code;
    return hints.none;
  }

  erase(): void {
    if (this.count > 0) this.bytes[--this.count] = 0;
  }

  clear(): void {
    this.bytes.fill(0);
    this.count = 0;
  }

  /** A copy, the caller's to zero; nothing stays here. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.count);
    this.clear();
    return taken;
  }
}
