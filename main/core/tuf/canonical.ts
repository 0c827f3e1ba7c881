/**
 * Canonical JSON of TUF (OLPC, TUF 1.0 section 4.2) as securesystemslib and tuf-js write it.
 *
 * It differs from RFC 8785 in one thing: strings escape only `"` and `\`, so a line break of a PEM
 * stands in the signed bytes as itself. Files are therefore RFC 8785 (valid JSON) and what is signed
 * is this form. The two clients order keys differently (Python by code point, JavaScript by UTF-16
 * unit); where that shows, nothing is written and nothing is believed.
 */

import type { Json } from '../encoding/jcs.ts';
import { utf8 } from '../encoding/bytes.ts';
import { valueFault } from '../encoding/values.ts';
import { refuse } from '../rules.ts';
import { tufRules } from './rules.ts';

function text(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether `a`, which comes first by UTF-16 unit, also comes first by code point. */
function agrees(a: string, b: string): boolean {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at === -1) return true;
  return (left[at]?.codePointAt(0) ?? 0) < (right[at]?.codePointAt(0) ?? 0);
}

function sortedKeys(value: Record<string, Json>, what: string): string[] {
  const keys = Object.keys(value).sort();
  keys.forEach((key, i) => {
    const next = keys[i + 1];
    if (next !== undefined && !agrees(key, next)) {
      throw refuse(tufRules, 'TUF-CANONICAL', { reason: `the order of "${key}" and "${next}"` }, { subject: what });
    }
  });
  return keys;
}

function encode(value: Json, what: string): string {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => encode(item, what)).join(',')}]`;
  const members = sortedKeys(value, what).map((key) => `${text(key)}:${encode(value[key]!, what)}`);
  return `{${members.join(',')}}`;
}

/**
 * The bytes that TUF signatures and key ids are made over. Throws TUF-CANONICAL on null, numbers that
 * are not integers up to 2^53−1, lone surrogates, and on keys that the two clients would order differently.
 */
export function canonicalJson(value: Json, what = 'TUF'): Uint8Array {
  const fault = valueFault(value, false);
  if (fault !== undefined) throw refuse(tufRules, 'TUF-CANONICAL', { reason: fault }, { subject: what });
  return utf8(encode(value, what));
}
