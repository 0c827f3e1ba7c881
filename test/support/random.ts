/** Random choices from a seed, so that a case that failed can be made again. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** 32 bits (mulberry32). */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** From 0 to n - 1. */
  below(n: number): number {
    return this.next() % n;
  }

  /** From 0 up to, but not, `end`; not only whole numbers. */
  upTo(end: number): number {
    return (this.next() / 2 ** 32) * end;
  }

  flip(): boolean {
    return this.below(2) === 1;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => left.splice(this.below(left.length), 1)[0]!);
  }

  /** `count` of the list, in random order. */
  some<T>(list: readonly T[], count: number): T[] {
    return this.shuffled(list).slice(0, count);
  }

  /** A copy with one bit turned, in bytes `from` up to `to`. */
  bitFlipped(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array {
    const changed = bytes.slice();
    changed[from + this.below(to - from)]! ^= 1 << this.below(8);
    return changed;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}
