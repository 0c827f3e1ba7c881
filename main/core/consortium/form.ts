/** What an applicant fills in before any key exists, `rootseal.application-form/1`: a JSON file as people write it. */

import { z } from 'zod';
import { day, wholeSeconds } from '../ceremony/moments.ts';
import { parts } from '../ceremony/plan-schema.ts';
import type { SuiteName } from '../keys/index.ts';
import { type Draft, type KeyUse, applicationFormat, contactSchema, endpointsSchema, keyUses } from './application.ts';
import { shaped } from './read.ts';
import { at } from './times.ts';

const { id, bilingual, suite } = parts;

const formSchema = z.strictObject({
  format: z.literal('rootseal.application-form/1'),
  consortium: id,
  member: z.strictObject({ id, name: bilingual, role: id }),
  contacts: z.array(contactSchema).min(1).max(8),
  endpoints: endpointsSchema,
  keys: z
    .array(z.strictObject({ use: z.enum(keyUses), make: suite }))
    .min(1)
    .max(8),
  /** For how long the application counts. */
  days: z.int().min(1).max(366).exactOptional(),
});

const usualDays = 30;

export interface FilledForm {
  readonly draft: Draft;
  readonly keys: readonly { readonly use: KeyUse; readonly suite: SuiteName }[];
}

/** The application of this form as of today, without its keys. @throws APPLICATION-DRAFT naming the field */
export function fillForm(
  value: unknown,
  { now, rehearsal }: { readonly now: string; readonly rehearsal: boolean },
): FilledForm {
  const { format: _, keys, days = usualDays, ...rest } = shaped(formSchema, value, 'APPLICATION-DRAFT');
  const created = wholeSeconds(now);
  const expires = wholeSeconds(new Date(at(now) + days * day).toISOString());
  const draft = { format: applicationFormat, ...rest, rehearsal, created, expires } as const;
  return { draft, keys: keys.map(({ use, make }) => ({ use, suite: make })) };
}
