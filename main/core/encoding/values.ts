/**
 * The values a document of ours may hold (docs/formats.md section 2), for JSON and CBOR alike:
 * strings, booleans, safe integers, arrays, plain objects; in CBOR also byte strings.
 *
 * Encoders drop or bend what they do not know (undefined vanishes, a Map becomes `{}`, a function
 * becomes invalid JSON), so nothing reaches one before it has passed here.
 */

import type { Text } from '../rules.ts';
import { hasLoneSurrogate } from './bytes.ts';

/** Deep enough for every document of ours, shallow enough for every reader's stack. */
export const maxDepth = 64;

const text = (en: string, zh: string): Text => ({ en, zh });
const loneSurrogates = text('lone surrogates', '单独的代理项字符');

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype itself: an object of another realm is as plain as ours.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function numberFault(value: number): Text | undefined {
  if (!Number.isSafeInteger(value))
    return text('numbers that are no integer up to 2^53-1', '不是 2^53-1 以内整数的数字');
  return Object.is(value, -0) ? text('negative zero', '负零') : undefined;
}

function objectFault(value: object, bytesAllowed: boolean, depth: number): Text | undefined {
  if (depth >= maxDepth) return text(`nesting deeper than ${String(maxDepth)}`, `超过 ${String(maxDepth)} 层的嵌套`);
  if (Array.isArray(value)) {
    // Iterated, not mapped: a hole is seen as undefined and refused.
    for (const item of value as unknown[]) {
      const fault = valueFault(item, bytesAllowed, depth + 1);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
  if (!isPlainObject(value)) return text('objects other than plain ones', '非普通对象');
  for (const key of Reflect.ownKeys(value)) {
    if (typeof key === 'symbol') return text('symbols', '符号值');
    const fault = hasLoneSurrogate(key)
      ? loneSurrogates
      : valueFault((value as Record<string, unknown>)[key], bytesAllowed, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What in `value` no document of ours may hold, in words, or undefined if all of it may stand. */
export function valueFault(value: unknown, bytesAllowed: boolean, depth = 0): Text | undefined {
  switch (typeof value) {
    case 'string':
      return hasLoneSurrogate(value) ? loneSurrogates : undefined;
    case 'boolean':
      return undefined;
    case 'number':
      return numberFault(value);
    case 'object':
      if (value === null) return text('null', 'null');
      if (value instanceof Uint8Array) return bytesAllowed ? undefined : text('byte arrays', '字节数组');
      return objectFault(value, bytesAllowed, depth);
    default:
      return text(`values of type ${typeof value}`, `${typeof value} 类型的值`);
  }
}
