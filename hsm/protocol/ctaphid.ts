/**
 * CTAPHID framing (FIDO CTAP 2.1, §11.2.4 "Message and packet structure"): one message is cut into reports of 64
 * bytes. The first packet is `cid (4) ‖ 0x80 | command ‖ length (2, big-endian) ‖ 57 bytes`, each following one
 * `cid (4) ‖ sequence 0…127 ‖ 59 bytes`; the rest of the last is zero. Pure; knows neither a device nor CTAP2.
 */

export const reportLength = 64;
const firstRoom = reportLength - 7;
const nextRoom = reportLength - 5;
/** 57 + 128 · 59: what one message can hold (§11.2.4). */
export const longestMessage = firstRoom + 128 * nextRoom;

/** Commands of §11.2.9, without the bit that marks a first packet. */
export const command = {
  ping: 0x01,
  message: 0x03,
  lock: 0x04,
  init: 0x06,
  wink: 0x08,
  cbor: 0x10,
  cancel: 0x11,
  keepalive: 0x3b,
  error: 0x3f,
} as const;

export const broadcast = 0xffffffff;

export interface Message {
  /** Channel, 32 bits. */
  readonly channel: number;
  /** Seven bits. */
  readonly command: number;
  readonly data: Uint8Array;
}

export type FramingProblem = 'length' | 'command' | 'channel' | 'report' | 'sequence' | 'unexpected';

/** A message or a report that the framing does not allow. */
export class FramingError extends Error {
  readonly problem: FramingProblem;

  constructor(problem: FramingProblem, message: string) {
    super(message);
    this.name = 'FramingError';
    this.problem = problem;
  }
}

/** Cuts a message into reports of exactly 64 bytes, zero-filled. Throws FramingError. */
export function toReports(message: Message): Uint8Array[] {
  const { channel, command: code, data } = message;
  if (!Number.isInteger(channel) || channel < 0 || channel > 0xffffffff)
    throw new FramingError('channel', `channel ${channel} is not 32 bits`);
  if (!Number.isInteger(code) || code < 0 || code > 0x7f)
    throw new FramingError('command', `command ${code} is not 7 bits`);
  if (data.length > longestMessage)
    throw new FramingError('length', `${data.length} bytes; a message holds ${longestMessage}`);
  const reports = [report(channel, [0x80 | code, data.length >> 8, data.length & 0xff], data.subarray(0, firstRoom))];
  for (let at = firstRoom; at < data.length; at += nextRoom)
    reports.push(report(channel, [reports.length - 1], data.subarray(at, at + nextRoom)));
  return reports;
}

function report(channel: number, head: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(reportLength);
  new DataView(bytes.buffer).setUint32(0, channel);
  bytes.set(head, 4);
  bytes.set(data, 4 + head.length);
  return bytes;
}

/**
 * Joins the reports of one channel. Reports of other channels are left alone (`push` answers undefined): other
 * programs talk to the same device. A report of this channel out of order is an error; the joiner is then spent.
 */
export class Joiner {
  readonly channel: number;
  #command: number | undefined;
  #data = new Uint8Array(0);
  #filled = 0;
  #sequence = 0;

  constructor(channel: number) {
    this.channel = channel;
  }

  /** Takes one report of 64 bytes; the whole message with the last of them. Throws FramingError. */
  push(bytes: Uint8Array): Message | undefined {
    if (bytes.length !== reportLength)
      throw new FramingError('report', `a report has ${reportLength} bytes, not ${bytes.length}`);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint32(0) !== this.channel) return undefined;
    const mark = view.getUint8(4);
    if (mark & 0x80) this.#begin(mark & 0x7f, view.getUint16(5));
    else this.#continue(mark);
    this.#take(bytes.subarray(mark & 0x80 ? 7 : 5));
    return this.#whole();
  }

  #begin(code: number, length: number): void {
    if (this.#command !== undefined) throw new FramingError('unexpected', 'a message began within a message');
    if (length > longestMessage) throw new FramingError('length', `a message of ${length} bytes cannot be`);
    this.#command = code;
    this.#data = new Uint8Array(length);
    this.#filled = 0;
    this.#sequence = 0;
  }

  #continue(sequence: number): void {
    if (this.#command === undefined) throw new FramingError('unexpected', 'a message began in its middle');
    if (sequence !== this.#sequence)
      throw new FramingError('sequence', `packet ${sequence} came where ${this.#sequence} was due`);
    this.#sequence += 1;
  }

  #take(bytes: Uint8Array): void {
    const part = bytes.subarray(0, this.#data.length - this.#filled);
    this.#data.set(part, this.#filled);
    this.#filled += part.length;
  }

  #whole(): Message | undefined {
    if (this.#filled < this.#data.length || this.#command === undefined) return undefined;
    const message = { channel: this.channel, command: this.#command, data: this.#data };
    this.#command = undefined;
    return message;
  }
}
