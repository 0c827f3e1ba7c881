/** What an applicant fills in before any key exists, `rootseal.application-form/1`: a JSON file as people write it. */

import { z } from 'zod';
import { day, wholeSeconds } from '../ceremony/moments.ts';
import { parts } from '../ceremony/plan-schema.ts';
import type { SuiteName } from '../keys/index.ts';
import {
  type Draft,
  type KeyUse,
  type MemberKey,
  applicationFormat,
  contactSchema,
  endpointsSchema,
  keySchema,
  keyUses,
} from './application.ts';
import { shaped } from './read.ts';
import { at } from './times.ts';

const { id, bilingual, suite } = parts;

const keyShape = {
  use: z.enum(keyUses),
  make: suite.exactOptional(),
  suite: suite.exactOptional(),
  publicKey: keySchema.shape.publicKey.exactOptional(),
};
interface FormKey {
  readonly use: KeyUse;
  readonly suite?: SuiteName;
  readonly publicKey?: string;
}
const isForeign = (key: FormKey): key is MemberKey => key.suite !== undefined && key.publicKey !== undefined;

const formSchema = z.strictObject({
  format: z.literal('rootseal.application-form/1'),
  consortium: id,
  member: z.strictObject({ id, name: bilingual, role: id }),
  contacts: z.array(contactSchema).min(1).max(8),
  endpoints: endpointsSchema,
  /** Made here; or made elsewhere, of which the public half alone is known. */
  keys: z
    .array(z.strictObject(keyShape).refine(({ make, ...rest }) => (make === undefined) === isForeign(rest)))
    .min(1)
    .max(8),
  /** For how long the application counts. */
  days: z.int().min(1).max(366).exactOptional(),
});

const usualDays = 30;

export interface FilledForm {
  readonly draft: Draft;
  /** Those that are made here. */
  readonly keys: readonly { readonly use: KeyUse; readonly suite: SuiteName }[];
  /** Those whose private half lies elsewhere. */
  readonly foreign: readonly MemberKey[];
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
  return {
    draft,
    keys: keys.flatMap(({ use, make }) => (make === undefined ? [] : [{ use, suite: make }])),
    foreign: keys.filter(isForeign).map(({ use, suite: name, publicKey }) => ({ use, suite: name, publicKey })),
  };
}
