/**
 * Words of a share shown in a window to be copied by hand: some boxes at a time, as a picture that goes with the answer
 * to a press, and with no other (docs/formats.md section 4). The field closes once every box has been looked at.
 */

import { boxesShown, emptyPicture, wordPicture } from '../core/paper/word-picture.ts';
import type { WordList } from '../core/shares/share-words.ts';
import { type Ended, type Hint, type Typing, hints, ops } from './typed-text.ts';

/** What is shown. */
export interface WordsShown {
  /** Places in the list; the caller's to zero. */
  readonly values: Int16Array;
  readonly list: WordList;
  /** Called as more boxes than before have been looked at. */
  readonly seen: (boxes: number) => void;
}

const seenAll = 1;

export class ShownWords implements Typing {
  private readonly wanted: WordsShown;
  /** The first box of those that are shown, from 0. */
  private at = 0;
  private reach = 0;
  private looks = false;

  constructor(wanted: WordsShown) {
    this.wanted = wanted;
  }

  /** Boxes that have been looked at. */
  get length(): number {
    return this.reach;
  }

  /** The first and the last box of those that a look shows; whether all have been looked at. */
  get told(): readonly [number, number, number] {
    return [this.at + 1, this.end, this.reach === this.count ? seenAll : 0];
  }

  readonly picture = (): Uint8Array => {
    if (!this.looks) return emptyPicture();
    this.looks = false; // one look, one picture
    const { values, list } = this.wanted;
    return wordPicture(Array.from(values.subarray(this.at, this.end), (value, i) => list.word(value, this.at + i)));
  };

  press(op: number, _code: number): Hint | Ended | undefined {
    switch (op) {
      case ops.look:
        return this.look(this.at);
      case ops.before:
        return this.look(Math.max(0, this.at - boxesShown));
      case ops.after:
        return this.look(this.end < this.count && this.end <= this.reach ? this.end : this.at);
      case ops.enter:
        return this.reach < this.count ? hints.lacking : { typed: new Uint8Array() };
      default:
        return undefined;
    }
  }

  /** Another page begins without a picture. */
  clear(): void {
    this.looks = false;
  }

  private get count(): number {
    return this.wanted.values.length;
  }

  private get end(): number {
    return Math.min(this.at + boxesShown, this.count);
  }

  private look(at: number): Hint {
    this.at = at;
    this.looks = true;
    if (this.end > this.reach) this.wanted.seen((this.reach = this.end));
    return hints.none;
  }
}
