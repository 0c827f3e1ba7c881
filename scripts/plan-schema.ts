/**
 * Writes docs/plan.schema.json, the JSON Schema (draft 2020-12) of a plan, from the schema that the program uses.
 * A test compares the file with what this makes.
 *
 *   node scripts/plan-schema.ts
 */

import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { planSchema } from '../main/core/ceremony/plan-schema.ts';

export const schemaFile = new URL('../docs/plan.schema.json', import.meta.url);

/** The text of the file. */
export function planJsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(planSchema, { reused: 'ref' });
  const head = {
    $schema,
    title: 'rootseal.plan/1',
    description:
      'The plan of a key ceremony. What a schema cannot say (duplicate keys, lock-outs, dates) is checked by `rootseal plan check`.',
  };
  return `${JSON.stringify({ ...head, ...schema }, undefined, 2)}\n`;
}

if (import.meta.main) writeFileSync(schemaFile, planJsonSchema());
