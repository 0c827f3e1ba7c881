/**
 * CBOR of ours: RFC 8949 section 4.2.1 (core deterministic encoding), docs/formats.md section 2.
 * Integers, text, bytes, booleans, arrays and maps with text keys; no floats, tags, null or undefined.
 *
 * Reading is lenient first and strict after, so that each fault is refused under its own name.
 */

import { decodeFirst, encode, rfc8949EncodeOptions } from 'cborg';
import { refuse } from '../rules.ts';
import { concat, equal } from './bytes.ts';
import { encodingRules } from './rules.ts';
import { valueFault } from './values.ts';

/** Deterministic CBOR bytes. Throws CBOR-VALUE on anything a document of ours may not hold. */
export function toCbor(value: unknown, what = 'CBOR'): Uint8Array {
  const fault = valueFault(value, true);
  if (fault !== undefined) throw refuse(encodingRules, 'CBOR-VALUE', { reason: fault }, { subject: what });
  // Copied: the encoder hands out views of a buffer that it goes on using.
  return concat(encode(value, rfc8949EncodeOptions));
}

function decodeLeniently(bytes: Uint8Array, what: string): unknown {
  let decoded: readonly [unknown, Uint8Array];
  try {
    decoded = decodeFirst(bytes, { useMaps: true });
  } catch (cause) {
    throw refuse(encodingRules, 'CBOR-MALFORMED', {}, { subject: what, cause });
  }
  const extra = decoded[1].length;
  if (extra > 0) throw refuse(encodingRules, 'CBOR-TRAILING', { count: extra }, { subject: what });
  return decoded[0];
}

function refuseDuplicates(bytes: Uint8Array, what: string): void {
  try {
    decodeFirst(bytes, { useMaps: true, rejectDuplicateMapKeys: true });
  } catch (cause) {
    // The same bytes decoded a moment ago without this option: nothing else can be wrong.
    throw refuse(encodingRules, 'CBOR-DUPLICATE', {}, { subject: what, cause });
  }
}

/** Maps become plain objects. Byte strings are the decoder's own copies already: a secret is not copied again. */
function toPlain(value: unknown, what: string): unknown {
  if (Array.isArray(value)) return value.map((item) => toPlain(item, what));
  if (!(value instanceof Map)) return value;
  const entries = [...(value as Map<unknown, unknown>)].map(([key, item]) => {
    if (typeof key === 'string') return [key, toPlain(item, what)] as const;
    throw refuse(
      encodingRules,
      'CBOR-VALUE',
      { reason: { en: 'keys other than text', zh: '非文本的键' } },
      { subject: what },
    );
  });
  // fromEntries defines own properties, so a key "__proto__" stays a key.
  return Object.fromEntries(entries);
}

/**
 * The value of deterministic CBOR bytes; maps are plain objects, byte strings fresh `Uint8Array`s.
 * Throws CBOR-MALFORMED, -TRAILING, -DUPLICATE, -VALUE, and -CANONICAL if it does not re-encode identically.
 */
export function fromCbor(bytes: Uint8Array, what: string): unknown {
  const decoded = decodeLeniently(bytes, what);
  refuseDuplicates(bytes, what);
  const value = toPlain(decoded, what);
  if (!equal(toCbor(value, what), bytes)) {
    throw refuse(encodingRules, 'CBOR-CANONICAL', {}, { subject: what });
  }
  return value;
}
