/**
 * Strict reading of the JSON values inside TUF files: exact fields, plain types, UTC times.
 *
 * TUF lets a client pass over fields that it does not know. Ours reads only what ours writes, so an
 * unknown field is refused: nobody has checked what a later reader would take it for.
 */

import type { Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { tufRules } from './rules.ts';

export type JsonObject = Record<string, Json>;

function wrong(expected: string, subject: string): Error {
  return refuse(tufRules, 'TUF-FIELD', { expected }, { subject });
}

/** A JSON object, any fields. Throws TUF-FIELD. */
export function object(value: Json | undefined, subject: string): JsonObject {
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong('{…}', subject);
  return value;
}

/** A JSON object with exactly these fields. Throws TUF-FIELD, TUF-FIELD-MISSING, TUF-FIELD-UNKNOWN. */
export function exact<const F extends string>(
  value: Json | undefined,
  fields: readonly F[],
  subject: string,
): Record<F, Json> {
  const found = object(value, subject);
  for (const field of fields) {
    if (!Object.hasOwn(found, field)) throw refuse(tufRules, 'TUF-FIELD-MISSING', { field }, { subject });
  }
  const extra = Object.keys(found).find((key) => !fields.some((field) => field === key));
  if (extra !== undefined) throw refuse(tufRules, 'TUF-FIELD-UNKNOWN', { field: extra }, { subject });
  return found as Record<F, Json>;
}

/** A JSON array. Throws TUF-FIELD. */
export function list(value: Json, subject: string): Json[] {
  if (!Array.isArray(value)) throw wrong('[…]', subject);
  return value;
}

/** A string, not empty. Throws TUF-FIELD. */
export function text(value: Json, subject: string): string {
  if (typeof value !== 'string' || value === '') throw wrong('"…"', subject);
  return value;
}

/** An integer of at least `least`. Throws TUF-FIELD. */
export function integer(value: Json, least: number, subject: string): number {
  if (typeof value !== 'number' || value < least) throw wrong(`≥ ${String(least)}`, subject);
  return value;
}

/** true or false. Throws TUF-FIELD. */
export function flag(value: Json, subject: string): boolean {
  if (typeof value !== 'boolean') throw wrong('true / false', subject);
  return value;
}

/** Exactly this value. Throws TUF-FIELD. */
export function constant(value: Json, expected: string | boolean, subject: string): void {
  if (value !== expected) throw wrong(JSON.stringify(expected), subject);
}

/** A SHA-256 as 64 lower-case hex digits. Throws TUF-FIELD. */
export function sha256Hex(value: Json, subject: string): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) throw wrong('SHA-256, 64 × [0-9a-f]', subject);
  return value;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const timeForm = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?Z$/;

/** Whole seconds of a UTC time, `2036-11-21T00:00:00`; such texts compare as the times do. Throws TUF-TIME. */
export function seconds(value: string, subject: string): string {
  const parts = timeForm.exec(value)?.slice(1, 7).map(Number) ?? [];
  const [year = 0, month = 0, day = 0, hour = 24, minute = 60, second = 60] = parts;
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!real || hour > 23 || minute > 59 || second > 59) throw refuse(tufRules, 'TUF-TIME', { value }, { subject });
  return value.slice(0, 19);
}

/** A time as TUF writes it, without fractions: `2036-11-21T00:00:00Z`. Throws TUF-FIELD, TUF-TIME. */
export function tufTime(value: Json, subject: string): string {
  const time = text(value, subject);
  if (`${seconds(time, subject)}Z` !== time) throw refuse(tufRules, 'TUF-TIME', { value: time }, { subject });
  return time;
}
