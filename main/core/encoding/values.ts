/**
 * The values a document of ours may hold (docs/formats.md section 2), for JSON and CBOR alike:
 * strings, booleans, safe integers, arrays, plain objects; in CBOR also byte strings.
 *
 * Encoders drop or bend what they do not know (undefined vanishes, a Map becomes `{}`, a function
 * becomes invalid JSON), so nothing reaches one before it has passed here.
 */

import { hasLoneSurrogate } from './bytes.ts';

/** Deep enough for every document of ours, shallow enough for every reader's stack. */
export const maxDepth = 64;

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype itself: an object of another realm is as plain as ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function numberFault(value: number): string | undefined {
  if (!Number.isSafeInteger(value)) return 'numbers that are no integer up to 2^53-1';
  return Object.is(value, -0) ? 'negative zero' : undefined;
}

function objectFault(value: object, bytesAllowed: boolean, depth: number): string | undefined {
  if (depth >= maxDepth) return `nesting deeper than ${String(maxDepth)}`;
  if (Array.isArray(value)) {
    // Iterated, not mapped: a hole is seen as undefined and refused.
    for (const item of value as unknown[]) {
      const fault = valueFault(item, bytesAllowed, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (!isPlainObject(value)) return 'objects other than plain ones';
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') return 'symbols';
    const fault = hasLoneSurrogate(key)
      ? 'lone surrogates'
      : valueFault((value as Record<string, unknown>)[key], bytesAllowed, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What in `value` no document of ours may hold, in words, or undefined if all of it may stand. */
export function valueFault(value: unknown, bytesAllowed: boolean, depth = 0): string | undefined {
  switch (typeof value) {
    case 'string':
      return hasLoneSurrogate(value) ? 'lone surrogates' : undefined;
    case 'boolean':
      return undefined;
    case 'number':
      return numberFault(value);
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Uint8Array) return bytesAllowed ? undefined : 'byte arrays';
      return objectFault(value, bytesAllowed, depth);
    default:
      return `values of type ${typeof value}`;
  }
}
