/** A role of TUF: whose keys count for a file, and how many distinct ones must have signed it. */

import type { Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { exact, integer, list, text } from './fields.ts';
import { distinctKeys, type TufKey } from './keys.ts';
import { tufRules } from './rules.ts';

export interface Role {
  readonly keys: readonly TufKey[];
  readonly threshold: number;
}

/** Throws TUF-ROLE unless its keys are there, each once, and enough of them distinct; TUF-FIELD…. */
export function readRole(value: Json, keys: ReadonlyMap<string, TufKey>, subject: string): Role {
  const fields = exact(value, ['keyids', 'threshold'], subject);
  const ids = list(fields.keyids, `${subject}.keyids`).map((id) => text(id, `${subject}.keyids`));
  const bad = (reason: string) => refuse(tufRules, 'TUF-ROLE', { reason }, { subject });
  if (new Set(ids).size !== ids.length) throw bad('keyids ×2');
  const found = ids.map((id) => {
    const key = keys.get(id);
    if (key === undefined) throw bad(`keyid ${id}?`);
    return key;
  });
  const threshold = integer(fields.threshold, 1, `${subject}.threshold`);
  const { length } = distinctKeys(found);
  if (threshold > length) throw bad(`${String(threshold)} > ${String(length)}`);
  return { keys: found, threshold };
}
