/** Strict reading of the documents of a consortium: canonical JSON, then the shape, then one refusal with its field. */

import type { z } from 'zod';
import { parseJcs } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { type ConsortiumRule, consortiumRules } from './rules.ts';

/** @throws ENCODING-JSON; `code` (exit 2) naming the first field that is not as it must be */
export function readAs<T>(schema: z.ZodType<T>, bytes: Uint8Array, code: ConsortiumRule, what: string): T {
  return shaped(schema, parseJcs(bytes, what), code);
}

/** The same of a value that was read already. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown, code: ConsortiumRule): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  throw refuse(consortiumRules, code, { field }, { subject: field });
}
