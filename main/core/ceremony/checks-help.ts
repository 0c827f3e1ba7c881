/** What several checks of a plan share: repeated values, age recipients. */

import { bech32 } from '@scure/base';
import type { Hit } from './checks-types.ts';

export interface Placed {
  readonly field: string;
  readonly value: string;
}

/** One hit for each value that stood in an earlier place already; `other` is that place. */
export function repeated(places: readonly Placed[]): Hit[] {
  const first = new Map<string, string>();
  return places.flatMap(({ field, value }) => {
    const other = first.get(value);
    if (other === undefined) first.set(value, field);
    return other === undefined ? [] : [{ field, params: { value, other } }];
  });
}

/** Values of a list with their fields: `ids('roots', plan.roots.map(…))` → `roots[0].id`, … */
export function placed(list: string, values: readonly string[], field = ''): Placed[] {
  return values.map((value, i) => ({ field: `${list}[${i}]${field}`, value }));
}

/** True for an X25519 recipient of age (C2SP age.md): Bech32 of 32 bytes, prefix `age`, lower case. */
export function isAgeRecipient(text: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  const decoded = bech32.decodeUnsafe(text, 90);
  return decoded?.prefix === 'age' && bech32.fromWordsUnsafe(decoded.words)?.length === 32;
}

/** Recipients of age that are longer than X25519's: post-quantum and tagged ones. */
const otherRecipient = /^age1(pq|tag|tagpq)1[02-9ac-hj-np-z]+$/;

/** True for whatever may be a recipient of age: a mistyped one is refused before anything is opened, the rest by age itself. */
export const isRecipient = (text: string): boolean => isAgeRecipient(text) || otherRecipient.test(text);

/** A file in the plan's folder: no way out, no absolute path, no other system's separators. */
export function isInside(path: string): boolean {
  return path.split('/').every((part) => /^[\p{L}\p{N}_-][\p{L}\p{N}._ -]*$/u.test(part));
}
