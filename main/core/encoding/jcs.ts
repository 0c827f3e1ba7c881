/**
 * JSON of ours: RFC 8785 (JCS) behind a gate, docs/formats.md section 2.
 *
 * A file is exactly the canonical bytes, so parsing re-encodes and compares: white space, another
 * key order, `1.0`, a duplicate key or a needless escape are all one refusal.
 */

import canonicalize from 'canonicalize';
import { refuse } from '../rules.ts';
import { equal, fromUtf8, utf8 } from './bytes.ts';
import { encodingRules } from './rules.ts';
import { valueFault } from './values.ts';

export type Json = string | number | boolean | Json[] | { [key: string]: Json };

/**
 * Canonical JSON bytes, no newline at the end. Throws ENCODING-JSON-VALUE on null, numbers that are
 * not integers up to 2^53−1, undefined, functions, byte arrays, Maps, lone surrogates.
 */
export function toJcs(value: unknown, what = 'JSON'): Uint8Array {
  const fault = valueFault(value, false);
  if (fault !== undefined) {
    throw refuse(encodingRules, 'ENCODING-JSON-VALUE', { reason: fault }, { subject: what });
  }
  return utf8(canonicalize(value) ?? '');
}

function readJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(fromUtf8(bytes, what));
  } catch (cause) {
    throw refuse(
      encodingRules,
      'ENCODING-JSON',
      { reason: { en: 'no readable JSON', zh: '不是可读的 JSON' } },
      { subject: what, cause },
    );
  }
}

/** The value of canonical JSON bytes. Throws ENCODING-JSON (exit 2) unless they re-encode identically. */
export function parseJcs(bytes: Uint8Array, what: string): Json {
  const value = readJson(bytes, what);
  const fault = valueFault(value, false);
  if (fault !== undefined) {
    throw refuse(
      encodingRules,
      'ENCODING-JSON',
      { reason: { en: `holds ${fault.en}`, zh: `含有${fault.zh}` } },
      { subject: what },
    );
  }
  if (!equal(toJcs(value, what), bytes)) {
    throw refuse(
      encodingRules,
      'ENCODING-JSON',
      { reason: { en: 'not canonical', zh: '不是规范形式' } },
      { subject: what },
    );
  }
  return value as Json;
}
