/** Hex as docs/formats.md writes it: lower case, two digits a byte, nothing between. */

import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { refuse } from '../rules.ts';
import { encodingRules } from './rules.ts';

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** Bytes of lower-case hex. `what` names the field in the error. Throws ENCODING-HEX. */
export function fromHex(text: string, what: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text) || text.endsWith('\n')) {
    throw refuse(encodingRules, 'ENCODING-HEX', {}, { subject: what });
  }
  return hexToBytes(text);
}
