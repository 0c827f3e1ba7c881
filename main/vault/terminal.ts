/**
 * The vault's own terminal: /dev/tty opened here, so that neither main nor its standard input sees a character.
 * Raw mode, no echo, nothing shown while typing.
 */

import { openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { printable } from '../core/encoding/printable.ts';
import { refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';

const ctrlC = 0x03;
const ctrlD = 0x04;
const ctrlU = 0x15;
const escape = 0x1b;
const bell = '\x07';
const newLine = '\r\n';

/** What one keyboard line ends with. `odd` counts keys that were refused: no printable ASCII. */
export interface Typed {
  readonly bytes: Uint8Array;
  readonly odd: number;
}

/** Edits one line of bytes as they come in; `push` answers the line once it is complete. */
export class LineEditor {
  private readonly line: Uint8Array;
  private length = 0;
  private odd = 0;
  /** 1 behind ESC, 2 inside an escape sequence: arrow keys and the like must not leave letters behind. */
  private sequence: 0 | 1 | 2 = 0;

  constructor(max: number) {
    this.line = new Uint8Array(max);
  }

  push(byte: number): Typed | 'interrupt' | undefined {
    if (byte === ctrlC || (byte === ctrlD && this.length === 0)) return 'interrupt';
    if (byte === 0x0d || byte === 0x0a) return this.take();
    if (this.inSequence(byte)) return undefined;
    if (byte === 0x7f || byte === 0x08) this.erase(1);
    else if (byte === ctrlU) this.erase(this.length);
    else if (byte < 0x20 || byte > 0x7e || this.length === this.line.length) this.odd += 1;
    else this.line[this.length++] = byte;
    return undefined;
  }

  wipe(): void {
    this.line.fill(0);
    this.length = this.odd = this.sequence = 0;
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

  private inSequence(byte: number): boolean {
    if (this.sequence === 0) {
      if (byte === escape) this.sequence = 1;
      return byte === escape;
    }
    if (this.sequence === 1 && (byte === 0x5b || byte === 0x4f)) this.sequence = 2;
    else if (this.sequence === 1 || (byte >= 0x40 && byte <= 0x7e)) this.sequence = 0;
    return true;
  }
}

export class Terminal {
  private readonly fd: number;
  private readonly input: ReadStream;
  private pending: number[] = [];
  private listener: (() => void) | undefined;
  private ended = false;
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

  bell(): void {
    writeSync(this.fd, bell);
  }

  close(): void {
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
