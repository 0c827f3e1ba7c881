/**
 * ECDSA-Sig-Value and SM2Signature in DER: SEQUENCE of two INTEGERs (RFC 3279 section 2.2.3,
 * GB/T 35276 section 7.3). Ours are r ‖ s; OpenSSL and TUF speak DER. Integers are at most 32 bytes.
 */

import { concat, equal, u8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { keyRules } from './rules.ts';

function integer(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const digits = bytes.subarray(start);
  // A leading zero keeps the number positive.
  const value = digits[0]! >= 0x80 ? concat(u8(0), digits) : digits;
  return concat(u8(2), u8(value.length), value);
}

/** DER of a 64-byte r ‖ s signature. Throws KEY-DER on another length. */
export function signatureToDer(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) throw refuse(keyRules, 'KEY-DER', {}, { subject: 'signature' });
  const body = concat(integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
  return concat(u8(0x30), u8(body.length), body);
}

/** The INTEGER at `offset` as 32 bytes, and where the next one begins; undefined if it is none or too long. */
function readInteger(der: Uint8Array, offset: number): { value: Uint8Array; next: number } | undefined {
  const length = der[offset + 1];
  if (der[offset] !== 2 || length === undefined || length < 1 || length > 33) return undefined;
  const next = offset + 2 + length;
  const digits = der.subarray(length === 33 ? offset + 3 : offset + 2, next);
  const value = new Uint8Array(32);
  value.set(digits, 32 - digits.length);
  return { value, next };
}

/** The 64 bytes r ‖ s of a DER signature. Throws KEY-DER unless it is the one DER form of them. */
export function signatureFromDer(der: Uint8Array, what = 'signature'): Uint8Array {
  const r = readInteger(der, 2);
  const s = r && readInteger(der, r.next);
  const signature = r && s && concat(r.value, s.value);
  // Written again and compared: lengths, signs, needless zeros and trailing bytes in one rule.
  if (signature === undefined || !equal(signatureToDer(signature), der)) {
    throw refuse(keyRules, 'KEY-DER', {}, { subject: what });
  }
  return signature;
}
