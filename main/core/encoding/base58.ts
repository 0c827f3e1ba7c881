/** Base58 with the Bitcoin alphabet, no checksum of its own (JD Chain's keys, hashes, signatures). */

import { base58 } from '@scure/base';
import { refuse } from '../rules.ts';
import { encodingRules } from './rules.ts';

/** Base58 text. Leading zero bytes become leading `1`. */
export function toBase58(bytes: Uint8Array): string {
  return base58.encode(bytes);
}

/** Bytes of Base58 text. `what` names the field in the error. Throws ENCODING-BASE58. */
export function fromBase58(text: string, what: string): Uint8Array {
  try {
    const bytes = base58.decode(text);
    if (base58.encode(bytes) === text) return bytes;
  } catch {
    // The library's message quotes the text, which may be a private key; it is not kept as cause.
  }
  throw refuse(encodingRules, 'ENCODING-BASE58', {}, { subject: what });
}
