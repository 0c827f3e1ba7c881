/**
 * The vault's own terminal: /dev/tty opened here, so that neither main nor its standard input sees a character.
 * Raw mode, no echo, nothing shown while typing.
 */

import { openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { printable } from '../core/encoding/printable.ts';
import { refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';
import { clearScreen, eraseOther, otherScreen } from './tty-erase.ts';

const ctrlC = 0x03;
const ctrlD = 0x04;
const ctrlU = 0x15;
const escape = 0x1b;
const bell = '\x07';
const newLine = '\r\n';
const clearLine = '\x1b[K';

/** What one keyboard line ends with. `odd` counts keys that were refused: no printable ASCII. */
export interface Typed {
  readonly bytes: Uint8Array;
  readonly odd: number;
}

/** Escape sequences: arrow keys and the like must not leave letters behind. */
class Sequences {
  /** 1 behind ESC, 2 inside a sequence. */
  private place: 0 | 1 | 2 = 0;

  /** True for a byte of a sequence. */
  take(byte: number): boolean {
    if (this.place === 0) {
      if (byte === escape) this.place = 1;
      return byte === escape;
    }
    if (this.place === 1 && (byte === 0x5b || byte === 0x4f)) this.place = 2;
    else if (this.place === 1 || (byte >= 0x40 && byte <= 0x7e)) this.place = 0;
    return true;
  }

  get over(): boolean {
    return this.place === 0;
  }
}

/** A key of a field for words. `word`: erase the word. */
export type WordKey = 'enter' | 'erase' | 'word' | 'before' | 'after' | 'interrupt' | { readonly character: number };

const ctrlW = 0x17;
const arrowLeft = 0x44;
const arrowRight = 0x43;

/** Reads the keys of a field for words out of the bytes of a terminal. */
export class WordKeys {
  private readonly sequences = new Sequences();

  push(byte: number): WordKey | undefined {
    if (byte === ctrlC || byte === ctrlD) return 'interrupt';
    if (byte === 0x0d || byte === 0x0a) return 'enter';
    if (this.sequences.take(byte)) return this.sequences.over ? arrow(byte) : undefined;
    if (byte === 0x7f || byte === 0x08) return 'erase';
    if (byte === ctrlU || byte === ctrlW) return 'word';
    return { character: byte };
  }
}

/** By the last byte of its sequence; ESC and a letter alone is no arrow either, and does nothing. */
const arrow = (byte: number) => (byte === arrowLeft ? 'before' : byte === arrowRight ? 'after' : undefined);

/** Edits one line of bytes as they come in; `push` answers the line once it is complete. */
export class LineEditor {
  private readonly line: Uint8Array;
  private length = 0;
  private odd = 0;
  private sequences = new Sequences();

  constructor(max: number) {
    this.line = new Uint8Array(max);
  }

  push(byte: number): Typed | 'interrupt' | undefined {
    if (byte === ctrlC || (byte === ctrlD && this.length === 0)) return 'interrupt';
    if (byte === 0x0d || byte === 0x0a) return this.take();
    if (this.sequences.take(byte)) return undefined;
    if (byte === 0x7f || byte === 0x08) this.erase(1);
    else if (byte === ctrlU) this.erase(this.length);
    else if (byte < 0x20 || byte > 0x7e || this.length === this.line.length) this.odd += 1;
    else this.line[this.length++] = byte;
    return undefined;
  }

  wipe(): void {
    this.line.fill(0);
    this.length = this.odd = 0;
    this.sequences = new Sequences();
  }

  private take(): Typed {
    const typed = { bytes: this.line.slice(0, this.length), odd: this.odd };
    this.wipe();
    return typed;
  }

  private erase(count: number): void {
    const left = Math.max(0, this.length - count);
    this.line.fill(0, left);
    this.length = left;
  }
}

export class Terminal {
  private readonly fd: number;
  private readonly input: ReadStream;
  private pending: number[] = [];
  private listener: (() => void) | undefined;
  private ended = false;
  private raised = false;
  /** Called with each key, so that somebody who types slowly is not timed out. */
  private readonly onKey: () => void;

  /** SECRET-TERMINAL where there is none. */
  constructor(onKey: () => void, path = '/dev/tty') {
    this.onKey = onKey;
    try {
      this.fd = openSync(path, 'r+');
      this.input = new ReadStream(this.fd);
    } catch (cause) {
      throw refuse(vaultRules, 'SECRET-TERMINAL', {}, { cause });
    }
    this.input.on('data', (chunk: Buffer) => this.take(chunk));
    this.input.on('end', () => this.hangUp()).on('error', () => this.hangUp());
    this.input.pause();
  }

  /** Shows text; lines end in CR LF. Whatever else would act on the terminal is shown as an escape. */
  write(text: string): void {
    writeSync(this.fd, text.split(newLine).map(printable).join(newLine));
  }

  /** Writes over the line that the cursor stands in. */
  status(text: string): void {
    writeSync(this.fd, `\r${clearLine}`);
    this.write(text);
  }

  /** Hands over each byte as it is typed, without echo, until `take` has enough. VAULT-INTERRUPTED when the terminal is gone. */
  async bytes(take: (byte: number) => boolean): Promise<void> {
    this.input.setRawMode(true);
    this.input.resume();
    try {
      while (!take(await this.nextByte()));
    } finally {
      this.calm();
    }
  }

  /** One line without echo. VAULT-INTERRUPTED on Ctrl-C, or when the terminal is gone. */
  async secretLine(prompt: string, max: number): Promise<Typed> {
    const editor = new LineEditor(max);
    this.input.setRawMode(true);
    this.input.resume();
    this.write(prompt);
    try {
      for (;;) {
        const typed = editor.push(await this.nextByte());
        if (typed === 'interrupt') throw refuse(vaultRules, 'VAULT-INTERRUPTED');
        if (typed) return typed;
      }
    } finally {
      editor.wipe();
      this.calm();
      this.write(newLine);
    }
  }

  /**
   * Puts these bytes alone on the terminal's other screen, which keeps nothing of them once it is left: for what is
   * shown once. Lines end in CR LF; nothing of them is looked at. The caller zeroes them.
   */
  curtain(bytes: Uint8Array): void {
    writeSync(this.fd, this.raised ? clearScreen : otherScreen + clearScreen);
    this.raised = true;
    writeSync(this.fd, bytes);
  }

  /** Erases what the other screen shows, and leaves it. */
  lift(): void {
    if (!this.raised) return;
    this.raised = false;
    writeSync(this.fd, eraseOther);
  }

  bell(): void {
    writeSync(this.fd, bell);
  }

  close(): void {
    try {
      this.lift();
    } catch {
      // The terminal is gone, and what it showed.
    }
    this.pending.fill(0);
    this.pending = [];
    if (this.ended) return;
    this.calm();
    this.input.destroy();
    this.hangUp();
  }

  private calm(): void {
    try {
      this.input.setRawMode(false);
    } catch {
      // The terminal is gone; so is its mode.
    }
    this.input.pause();
  }

  private take(chunk: Buffer): void {
    this.pending.push(...chunk);
    chunk.fill(0);
    this.onKey();
    this.listener?.();
  }

  private hangUp(): void {
    this.ended = true;
    this.listener?.();
  }

  private async nextByte(): Promise<number> {
    for (;;) {
      const byte = this.pending.shift();
      if (byte !== undefined) return byte;
      if (this.ended) throw refuse(vaultRules, 'VAULT-INTERRUPTED');
      await new Promise<void>((resolve) => (this.listener = resolve));
    }
  }
}
