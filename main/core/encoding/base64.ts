/** Base64, RFC 4648 section 4, in its one canonical form: padded, unused bits zero, no white space. */

import { base64 } from '@scure/base';
import { refuse } from '../rules.ts';
import { encodingRules } from './rules.ts';

/** Base64 text with padding. */
export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** Bytes of canonical Base64. `what` names the field in the error. Throws ENCODING-BASE64. */
export function fromBase64(text: string, what: string): Uint8Array {
  try {
    const bytes = base64.decode(text);
    // Some engines skip line breaks or ignore set unused bits: only one text may stand for one value.
    if (base64.encode(bytes) === text) return bytes;
  } catch {
    // The library's message quotes the text, which may be a secret; it is not kept as cause.
  }
  throw refuse(encodingRules, 'ENCODING-BASE64', {}, { subject: what });
}
