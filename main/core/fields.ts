/**
 * Strict reading of the fields of a decoded document (docs/formats.md section 2).
 *
 * The format says which fields there are; this file says whether a decoded CBOR map or JSON object has exactly these,
 * each of its kind. Nothing is converted, nothing is filled in. What a fault is called is the area's own business.
 */

/** What a field may be, and the words for it in a refusal. */
export interface Kind<T> {
  readonly what: string;
  readonly is: (value: unknown) => value is T;
}

export type Shape = Readonly<Record<string, Kind<unknown>>>;
export type Values<S extends Shape> = { readonly [K in keyof S]: NonNullable<S[K]> extends Kind<infer T> ? T : never };

export type FieldFault = 'missing' | 'type' | 'unknown';
/** Makes the area's error for a fault in `field` (as a person writes it: `custodian.zh`). */
export type FieldRefusal = (fault: FieldFault, field: string, expected: string) => Error;

/**
 * Reads the fields of one map. `at` is the path in front of a nested one, with its dot.
 * @throws what `refuseField` makes, for the first fault found.
 */
export function readFields<S extends Shape>(value: unknown, shape: S, refuseField: FieldRefusal, at = ''): Values<S> {
  if (!isMap(value)) throw refuseField('type', at.replace(/\.$/, ''), 'a map');
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(shape, key)) throw refuseField('unknown', at + key, '');
  }
  for (const [key, kind] of Object.entries(shape)) {
    if (!Object.hasOwn(value, key)) throw refuseField('missing', at + key, kind.what);
    if (!kind.is(value[key])) throw refuseField('type', at + key, kind.what);
  }
  return value as Values<S>;
}

/** What the document calls its own format. Looked at first: of a later version nothing else may be judged. */
export function formatOf(value: unknown): string | undefined {
  return isMap(value) && typeof value.format === 'string' ? value.format : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

const ID = /^[a-z0-9][a-z0-9-]{0,31}$/;
/** A ceremony's id is made by the program, so it may be longer than the ids that people choose. */
const CEREMONY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const HEX = /^(?:[0-9a-f]{2})*$/;

export const id: Kind<string> = pattern('an id of a-z, 0-9 and -', ID);
export const ceremonyId: Kind<string> = pattern('a ceremony id', CEREMONY);
/** A name for people, as a plan has it. Control characters could rewrite the terminal that shows it. */
export const name: Kind<string> = pattern('a name without control characters', /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,200}$/u);
export const flag: Kind<boolean> = { what: 'true or false', is: (v) => typeof v === 'boolean' };
export const text: Kind<string> = { what: 'text', is: (v) => typeof v === 'string' };
export const whole: Kind<number> = {
  what: 'a whole number from 0',
  is: (v): v is number => typeof v === 'number' && Number.isSafeInteger(v) && v >= 0,
};
export const positive: Kind<number> = {
  what: 'a whole number from 1',
  is: (v): v is number => whole.is(v) && v >= 1,
};
export const map: Kind<Record<string, unknown>> = { what: 'a map', is: isMap };

/** Bytes of exactly `length`, or of any length. */
export function bytes(length?: number): Kind<Uint8Array> {
  return {
    what: length === undefined ? 'bytes' : `${String(length)} bytes`,
    is: (v): v is Uint8Array => v instanceof Uint8Array && (length === undefined || v.length === length),
  };
}

/** Lower-case hex of exactly `length` bytes, or of any number. */
export function hex(length?: number): Kind<string> {
  return {
    what: length === undefined ? 'lower-case hex' : `${String(length)} bytes in lower-case hex`,
    is: (v): v is string => typeof v === 'string' && HEX.test(v) && (length === undefined || v.length === 2 * length),
  };
}

export function listOf<T>(kind: Kind<T>): Kind<readonly T[]> {
  return {
    what: `a list, each ${kind.what}`,
    is: (v): v is readonly T[] => Array.isArray(v) && v.every((x) => kind.is(x)),
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Kind<T> {
  return { what: values.join(' or '), is: (v): v is T => values.some((x) => x === v) };
}

function pattern(what: string, form: RegExp): Kind<string> {
  return { what, is: (v): v is string => typeof v === 'string' && form.test(v) };
}
