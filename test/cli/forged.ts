/** What the suites over forged bundles share: the true one they begin from, and how a case is put. */
import type { Entry } from '../../main/core/audit/entry.ts';
import { parseResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { type Json, parseJcs, toJcs } from '../../main/core/encoding/jcs.ts';
import { expect } from 'vitest';
import { filesBelow, finishedHome } from '../support/ceremony.ts';
import { type Files, type Forgery, forge } from '../support/forger.ts';
import { judge } from '../support/verifier.ts';

export const home = await finishedHome('real');
export const base = filesBelow(home.bundle);
export const plan = parseResolvedPlan(base.get('plan.json')!);

export const below = (prefix: string, files: ReadonlyMap<string, Uint8Array>) =>
  new Map([...files].filter(([path]) => path.startsWith(prefix)));
export const without = (prefix: string, files: ReadonlyMap<string, Uint8Array>) =>
  new Map([...files].filter(([path]) => !path.startsWith(prefix)));
export const prefixed = (prefix: string, files: ReadonlyMap<string, Uint8Array>) =>
  new Map([...files].map(([path, bytes]) => [prefix + path, bytes]));

export type JsonObject = Record<string, Json>;

export function editJson(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  change: (value: JsonObject) => void,
): Files {
  const value = parseJcs(files.get(path)!, path) as JsonObject;
  change(value);
  return new Map(files).set(path, toJcs(value));
}

/** The first refusal of a bundle: its rule and what it names. */
export function refusal(files: ReadonlyMap<string, Uint8Array>, options: Parameters<typeof judge>[1] = {}): string {
  const { valid, refusals } = judge(files, options);
  expect(valid).toBe(refusals.length === 0);
  return refusals[0] ?? 'accepted';
}

export const forged = async (how: Forgery, options?: Parameters<typeof judge>[1]) =>
  refusal(await forge(base, how), options);

/** Changes the data of the one entry that `which` picks. */
export const edit =
  (which: (entry: Entry) => boolean, change: (data: Entry['data']) => Entry['data']) =>
  (entry: Entry): Entry =>
    which(entry) ? { ...entry, data: change(entry.data) } : entry;
export const isDone = (step: string) => (entry: Entry) => entry.kind === 'step.done' && entry.data['step'] === step;
export const doneEntry = (step: string, change: (data: Entry['data']) => Entry['data']): Forgery => ({
  entry: edit(isDone(step), change),
});
