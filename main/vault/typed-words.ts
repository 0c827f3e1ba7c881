/**
 * Words of a share as somebody types them from a sheet, one after the other, at a window or at the terminal.
 *
 * The first letters of a word are enough, as soon as no other word of the list begins so (of SLIP-39's four always are),
 * unless whole words are wanted; a blank or Enter closes the word. A word that is not in the list is not closed: it is told with its number, and nothing goes on
 * before it is typed anew. Nothing is ever corrected. Words are kept as their values and zeroed.
 */

import { type WordList, asciiOf } from '../core/shares/share-words.ts';
import type { Completion } from '../core/shares/slip39-words.ts';
import type { RootsealError } from '../core/rules.ts';
import { type Ended, type Hint, type Typing, hints, ops } from './typed-text.ts';

/** What is known of the words that are wanted. Both may look at what they get, and keep nothing. */
export interface WordsWanted {
  readonly count: number;
  readonly list: WordList;
  /** A word counts once all of its letters are typed: what stands on paper is compared, not only meant. */
  readonly whole?: true;
  /** What the last of these words has against it, beside what is known of the share beforehand. */
  readonly begins: (values: readonly number[]) => RootsealError | undefined;
  /** What all the words together have against them (ASCII, one blank between two), and which one, if it is one alone. */
  readonly judge: (words: Uint8Array) => { readonly refusal: RootsealError; readonly position?: number } | undefined;
}

const none = -1;
/** Bits of the third number that is told. */
const flags = { named: 1, filled: 2, wrong: 4 } as const;

export class TypedWords implements Typing {
  private readonly wanted: WordsWanted;
  private readonly values: Int16Array;
  private readonly letters: Uint8Array;
  private count = 0;
  /** The place of the word that is typed, from 0; behind the last one when all are there. */
  private at = 0;
  /** Why the field was closed last; who asks says how often that may be. */
  refusal: RootsealError | undefined;

  constructor(wanted: WordsWanted) {
    this.wanted = wanted;
    this.letters = new Uint8Array(wanted.list.longest + 1);
    this.values = new Int16Array(wanted.count).fill(none);
  }

  get length(): number {
    return this.count;
  }

  /** The number of the word that is typed, one more than there are when all are there; up to which there are words; flags. */
  get told(): readonly [number, number, number] {
    const { named, filled, wrong } = flags;
    const found = this.count > 0 ? this.found() : 'several';
    const flag =
      (typeof found === 'number' ? named : 0) | (this.isFilled ? filled : 0) | (found === 'none' ? wrong : 0);
    return [this.at + 1, this.reach, flag];
  }

  press(op: number, code: number): Hint | Ended | undefined {
    switch (op) {
      case ops.character:
        return code === 0x20 ? this.close() : this.letter(code);
      case ops.enter:
        return this.enter();
      case ops.erase:
        return this.erase();
      case ops.eraseWord:
        return this.eraseWord();
      case ops.before:
        return this.move(-1);
      case ops.after:
        return this.move(1);
      case ops.clear:
        this.clear();
        return hints.none;
      default:
        return undefined;
    }
  }

  clear(): void {
    this.values.fill(none);
    this.forgetLetters();
    this.at = 0;
  }

  private get typed(): Uint8Array {
    return this.letters.subarray(0, this.count);
  }

  /** What the letters can become; where whole words are wanted, one that still lacks letters is several. */
  private found(): Completion {
    const { list, whole } = this.wanted;
    const found = list.complete(this.typed, this.at);
    return whole && typeof found === 'number' && list.word(found, this.at).length > this.count ? 'several' : found;
  }

  private get isFilled(): boolean {
    return this.at < this.values.length && this.values[this.at] !== none;
  }

  /** How many places have a word or lie before one that has. */
  private get reach(): number {
    return this.values.findLastIndex((value) => value !== none) + 1;
  }

  private letter(code: number): Hint {
    const lower = code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
    if (lower < 0x61 || lower > 0x7a) return hints.letter;
    if (this.at === this.values.length || this.count === this.letters.length) return hints.full;
    this.values[this.at] = none; // typed anew
    this.letters[this.count++] = lower;
    return this.found() === 'none' ? hints.notInList : hints.none;
  }

  /** The word is there: on to the next place without one. */
  private close(): Hint | Ended {
    if (this.count === 0) return this.move(1);
    const found = this.found();
    if (found === 'several') return this.wanted.whole ? hints.whole : hints.several;
    if (found === 'none') return hints.notInList;
    const refusal = this.begins(found);
    this.forgetLetters();
    if (refusal) return this.refuse(refusal, this.at + 1);
    this.values[this.at] = found;
    const next = this.values.indexOf(none);
    this.at = next < 0 ? this.values.length : next;
    return hints.none;
  }

  private begins(found: number): RootsealError | undefined {
    const values = [...this.values.subarray(0, this.at), found];
    const refusal = this.wanted.begins(values);
    values.fill(0);
    return refusal;
  }

  private enter(): Hint | Ended {
    if (this.count > 0) {
      const closed = this.close();
      if (closed !== hints.none) return closed;
    }
    const lacking = this.values.indexOf(none);
    if (lacking >= 0) {
      this.at = lacking;
      return this.reach === 0 ? hints.empty : hints.lacking;
    }
    const words = asciiOf(this.wanted.list, this.values);
    const fault = this.wanted.judge(words);
    if (!fault) {
      this.clear();
      return { typed: words };
    }
    words.fill(0);
    return this.refuse(fault.refusal, fault.position);
  }

  /** Where the refusal names one word, that one is typed anew; the others stay. */
  private refuse(refusal: RootsealError, position?: number): Ended {
    this.refusal = refusal;
    if (position !== undefined) {
      this.at = position - 1;
      this.values[this.at] = none;
    }
    return { fault: refusal.inWindow ?? refusal.text };
  }

  /** The last letter; where the word has none yet, the word before. */
  private erase(): Hint {
    if (this.count === 0) return this.eraseWord();
    this.letters[--this.count] = 0;
    return hints.none;
  }

  /** The word that is typed; where there is none, the one before. */
  private eraseWord(): Hint {
    if (this.count === 0 && !this.isFilled && this.at > 0) {
      if (this.at < this.reach) return hints.lacking;
      this.at -= 1;
    }
    this.forgetLetters();
    if (this.at < this.values.length) this.values[this.at] = none;
    return hints.none;
  }

  /** To another word, which stays as it is until a letter is typed. A place is never left empty between two words. */
  private move(step: 1 | -1): Hint {
    if (this.count > 0) this.forgetLetters();
    if (!this.isFilled && this.at < this.reach) return hints.lacking;
    const next = this.at + step;
    if (next >= 0 && next <= Math.min(this.reach, this.values.length)) this.at = next;
    return hints.none;
  }

  private forgetLetters(): void {
    this.letters.fill(0);
    this.count = 0;
  }
}
