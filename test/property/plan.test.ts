/** Whatever is put anywhere into a plan, the checks answer with findings and never fall over; a good plan resolves. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { examinePlan } from '../../main/core/ceremony/checks.ts';
import { encodeResolvedPlan, parseResolvedPlan, resolvePlan } from '../../main/core/ceremony/plan.ts';
import { utf8 } from '../../main/core/encoding/bytes.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { carrierKey, context, examplePlan } from '../unit/ceremony/plan-help.ts';

const keyFiles = { 'carrier.pub': carrierKey };

/** Every place of a JSON value, as the objects and keys that lead there. */
function places(value: unknown): { parent: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...places(parent[key])]);
}

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    '-1',
    0,
    -1,
    1.5,
    2 ** 53,
    [],
    {},
    [null],
    true,
    'ed25519',
    'c1',
    'DEFAULT',
    '__proto__',
    'constructor',
    'toString',
  ),
  fc.string(),
  fc.integer(),
  fc.jsonValue(),
);
const changes = fc.array(fc.tuple(fc.nat(), anything, fc.boolean()), { maxLength: 3 });

function broken(list: [number, unknown, boolean][]): string {
  const plan: unknown = examplePlan();
  for (const [at, value, add] of list) {
    const all = places(plan);
    const place = all[at % Math.max(1, all.length)];
    if (place === undefined) continue;
    const { parent, key } = place;
    if (add && !Array.isArray(parent)) parent[typeof value === 'string' ? value : 'extra'] = value;
    else if (value === undefined) Reflect.deleteProperty(parent, key);
    else parent[key] = value;
  }
  return JSON.stringify(plan);
}

test('a plan changed anywhere gives findings or a refusal, and resolves if it has no error', () => {
  let resolved = 0;
  fc.assert(
    fc.property(changes, (list) => {
      const bytes = tryBytes(broken(list));
      if (bytes === undefined) return;
      const answer = examine(bytes);
      if (answer?.plan === undefined || answer.findings.some(({ level }) => level === 'error')) return;
      const plan = resolvePlan(answer.plan, { keyFiles, rehearsal: true, seed: new Uint8Array(32) });
      expect(parseResolvedPlan(encodeResolvedPlan(plan))).toEqual(plan);
      resolved++;
    }),
    { numRuns: 200 },
  );
  expect(resolved).toBeGreaterThan(20);
});

test('a shape that is not a plan always has an error finding', () => {
  fc.assert(
    fc.property(changes, (list) => {
      const bytes = tryBytes(broken(list));
      const answer = bytes === undefined ? undefined : examine(bytes);
      if (answer === undefined || answer.plan !== undefined) return;
      expect(answer.findings.some(({ level }) => level === 'error')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

function examine(bytes: Uint8Array) {
  try {
    return examinePlan(bytes, context({ keyFiles, openable: ['c5'] }));
  } catch (error) {
    expect(error).toBeInstanceOf(RootsealError);
    return undefined;
  }
}

/** Random text may hold lone surrogates, which no file can. */
function tryBytes(text: string): Uint8Array | undefined {
  try {
    return utf8(text);
  } catch {
    return undefined;
  }
}
