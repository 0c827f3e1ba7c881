/** What somebody types in a field of a window, as bytes that are zeroed as soon as they are not wanted. */

/** What a press came to, beside its count: the page has a sentence for each. */
export const hints = { none: 0, full: 1, digit: 2, empty: 3 } as const;
export type Hint = (typeof hints)[keyof typeof hints];

export class TypedText {
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
