/** Plans as people write them, plans as they are agreed, and what a re-split is wanted to be. */
import { parseSetPlan } from '../../../main/app/sets/wish.ts';
import { examinePlan } from '../../../main/core/ceremony/checks.ts';
import { readJson } from '../../../main/core/ceremony/json.ts';
import {
  encodeResolvedPlan,
  parseResolvedPlan,
  planFileHash,
  planHash,
  resolvePlan,
} from '../../../main/core/ceremony/plan.ts';
import { keyFileNames, readPlan } from '../../../main/core/ceremony/plan-read.ts';
import { decodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { type Target, alsoTidied, canonical, demandSame, long, read, short, textOf, tidyJson } from '../target.ts';

const keyFiles = {
  'carrier.pub': 'SFZ6LmrKBMRosm7vU2BokkGAA49CHChA8Zj8nkQ8XmBqbvdK8v84j2MbAfnFAomUqDDzpnkpnvLhJpNCk7PWnRiWZepAB',
};
const context = { keyFiles, now: '2026-11-21T02:00:00.000Z', decodeKey: (text: string) => decodePublicKey(text) };
const how = { keyFiles, rehearsal: true, seed: new Uint8Array(32) };

/** A plan without an error resolves, and reads back from the bytes that are hashed. */
function plan(bytes: Uint8Array): boolean {
  const found = read(() => {
    keyFileNames(readPlan(bytes));
    return examinePlan(bytes, context);
  });
  if (!found?.plan || found.findings.some(({ level }) => level === 'error')) return false;
  const resolved = resolvePlan(found.plan, how);
  const encoded = encodeResolvedPlan(resolved);
  demandSame(encodeResolvedPlan(parseResolvedPlan(encoded)), encoded, 'the resolved plan');
  planHash(resolved);
  planFileHash(found.plan, keyFiles);
  return true;
}

function json(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const value = read(() => readJson(text));
  if (value === undefined) return false;
  // Whatever it takes, JSON.parse takes as well, for the same value.
  if (JSON.stringify(value) !== JSON.stringify(JSON.parse(text))) throw new Error('not what JSON.parse reads');
  return true;
}

export const planTargets: readonly Target[] = [
  { name: 'plan', seconds: long, run: plan },
  { name: 'plan-json', seconds: short, run: json },
  {
    name: 'plan-resolved',
    seconds: short,
    run: alsoTidied(tidyJson, canonical(parseResolvedPlan, encodeResolvedPlan)),
  },
  {
    name: 'set-plan',
    seconds: short,
    run: (bytes) => read(() => parseSetPlan(textOf(bytes), 'set.json')) !== undefined,
  },
];
