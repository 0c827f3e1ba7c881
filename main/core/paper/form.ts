/**
 * The number of a blank form: eight characters that say for which share it is, so that the words of one share are not
 * copied into the form of another. Nothing secret: it is made of what the public share set says.
 */
import { concat, labelled, u16, u8 } from '../encoding/bytes.ts';
import { fromHex } from '../encoding/hex.ts';
import { toBase32 } from './base32.ts';

/** Words of a share: 33 for 256 bits in SLIP-39 and for each byte of a Shamir share, 20 for 128 bits in SLIP-39. */
export const boxCounts = [20, 33] as const;
export type BoxCount = (typeof boxCounts)[number];

export interface FormOf {
  /** The set's id in hex. */
  readonly set: string;
  /** The holder's slot, from 1. */
  readonly index: number;
  readonly boxes: BoxCount;
}

/** As it is printed: `K3QZ-7ABC`. */
export function formNumber({ set, index, boxes }: FormOf): string {
  const digest = labelled('rootseal/blank-form/v1', concat(fromHex(set, 'set'), u16(index), u8(boxes)));
  const text = toBase32(digest.subarray(0, 5));
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** A number as somebody types it, in the form of `formNumber`: any case, with or without the dash; 0, 1 and 8 are O, I and B. */
export function tidyFormNumber(typed: string): string {
  const text = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
