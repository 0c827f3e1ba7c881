/**
 * Log entries, `rootseal.entry/1` of docs/formats.md section 2: canonical JSON whose bytes are what is hashed,
 * stored and exported; they are never written again from a parsed value.
 */

import { z } from 'zod';
import { type Json, parseJcs, toJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { auditRules } from './rules.ts';

/** The u16 in front of an entry of a C2SP bundle sets the limit. */
export const encodedEntryLimit = 65_535;

export interface Entry {
  readonly format: 'rootseal.entry/1';
  /** Its place in the log, from 0. */
  readonly index: number;
  /** UTC with milliseconds, `2026-11-21T02:00:00.000Z`. */
  readonly time: string;
  readonly ceremony: string;
  readonly rehearsal: boolean;
  /** Words joined by dots, `step.done`. */
  readonly kind: string;
  readonly data: Record<string, Json>;
}

const entrySchema = z.strictObject({
  format: z.literal('rootseal.entry/1'),
  index: z.int().nonnegative(),
  time: z.iso.datetime({ precision: 3 }),
  ceremony: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  rehearsal: z.boolean(),
  kind: z.string().regex(/^[a-z]+(?:[.-][a-z]+)*$/),
  data: z.record(z.string(), z.unknown()),
});

function demandEntry(value: unknown, subject: string): void {
  const { error } = entrySchema.safeParse(value);
  if (error === undefined) return;
  const [issue] = error.issues;
  const field = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])].join('.');
  throw refuse(auditRules, 'ENTRY-FORM', { field: field === '' ? 'not an object' : field }, { subject });
}

function demandLength({ length }: Uint8Array, subject: string): void {
  if (length > 0 && length <= encodedEntryLimit) return;
  throw refuse(auditRules, 'ENTRY-LENGTH', { limit: encodedEntryLimit, length }, { subject });
}

/** The bytes of an entry. Throws ENTRY-FORM, ENTRY-LENGTH, ENCODING-JSON-VALUE. */
export function encodeEntry(entry: Entry): Uint8Array {
  const subject = `entry ${entry.index}`;
  demandEntry(entry, subject);
  const bytes = toJcs(entry, subject);
  demandLength(bytes, subject);
  return bytes;
}

/** Reads the bytes of one entry. Throws ENTRY-LENGTH, ENCODING-JSON, ENTRY-FORM. */
export function decodeEntry(bytes: Uint8Array, subject = 'log entry'): Entry {
  demandLength(bytes, subject);
  const value = parseJcs(bytes, subject);
  demandEntry(value, subject);
  return value as unknown as Entry;
}

/** Reads entries that lie at `first`, `first` + 1, …; each must say so. Throws ENTRY-INDEX, or as `decodeEntry`. */
export function decodeEntries(entries: readonly Uint8Array[], first = 0): Entry[] {
  return entries.map((bytes, i) => {
    const wanted = first + i;
    const entry = decodeEntry(bytes, `entry ${wanted}`);
    if (entry.index !== wanted) {
      throw refuse(auditRules, 'ENTRY-INDEX', { found: entry.index, wanted }, { subject: `entry ${wanted}` });
    }
    return entry;
  });
}
