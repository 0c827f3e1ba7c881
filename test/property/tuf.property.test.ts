/** Canonical JSON of TUF and the reader of its files, over random values and over every single bit. */

import { canonicalize as tufJs } from '@tufjs/canonical-json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { type Json, toJcs } from '../../main/core/encoding/jcs.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { canonicalJson, verifyRepository, writeRepository } from '../../main/core/tuf/index.ts';
import {
  describe as describeTargets,
  kits,
  make,
  now,
  signAll,
  validUntil,
  type Files,
  type Kit,
} from '../strangers/tuf/workshop.ts';

const runs = { numRuns: process.env.SLOW === '1' ? 2000 : 200 };

const plain = fc.string({ unit: fc.constantFrom(...Array.from('aZ09 "\\/é一\u{1d11e}\n\t\u0000\u007f\u2028')) });
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    plain,
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(plain, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('canonical JSON', () => {
  it('is what tuf-js makes of the same value', () => {
    fc.assert(
      fc.property(value, (json) => {
        expect(fromUtf8(canonicalJson(json))).toBe(tufJs(json));
      }),
      runs,
    );
  });

  it('does not depend on the order in which fields were set', () => {
    fc.assert(
      fc.property(fc.dictionary(plain, value), (object) => {
        const backwards = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalJson(backwards)).toEqual(canonicalJson(object));
      }),
      runs,
    );
  });

  it('is different for different values', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(fromUtf8(canonicalJson(a)) === fromUtf8(canonicalJson(b))).toBe(
          fromUtf8(toJcs(a)) === fromUtf8(toJcs(b)),
        );
      }),
      runs,
    );
  });

  it('is RFC 8785 wherever no control character stands', () => {
    const quiet = (text: string) => !/\p{Cc}/u.test(text);
    fc.assert(
      fc.property(fc.dictionary(plain.filter(quiet), fc.oneof(plain.filter(quiet), fc.maxSafeInteger())), (object) => {
        expect(canonicalJson(object)).toEqual(toJcs(object));
      }),
      runs,
    );
  });

  it('refuses keys that Python and JavaScript order differently, and takes each alone', () => {
    const [astral, high] = ['\u{1d11e}', '\uffee'];
    expect(() => canonicalJson({ [astral]: 1, [high]: 2 })).toThrow('the order of');
    expect(() => canonicalJson({ deep: [{ [`x${astral}`]: 1, [`x${high}`]: 2 }] })).toThrow('the order of');
    expect(fromUtf8(canonicalJson({ [astral]: 1, a: 2 }))).toBe(`{"a":2,"${astral}":1}`);
    expect(fromUtf8(canonicalJson({ [`${high}${astral}`]: 1, [high]: 2 }))).toBe(`{"${high}":2,"${high}${astral}":1}`);
  });

  it.each([
    null,
    undefined,
    1.5,
    -0,
    2 ** 53,
    NaN,
    '\ud800',
    new Map(),
    () => 1,
    { a: null },
    [undefined],
    { '\udc00': 1 },
  ])('refuses %s', (wrong) => {
    expect(() => canonicalJson(wrong as Json)).toThrow(RootsealError);
  });
});

const slow = process.env['SLOW'] === '1';

/** Flips every `step`th bit of every file, one at a time; answers the flips that were not refused. */
function survivors(files: ReadonlyMap<string, Uint8Array>, step: number): string[] {
  const found: string[] = [];
  for (const [name, bytes] of files) {
    for (let bit = 0; bit < bytes.length * 8; bit += step) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        verifyRepository(new Map(files).set(name, changed), { now });
        found.push(`${name} bit ${String(bit)}`);
      } catch (error) {
        if (!(error instanceof RootsealError)) throw error;
      }
    }
  }
  return found;
}

/** A repository with one target, so that the sweep is short. */
async function small(kit: Kit): Promise<Files> {
  const targets = describeTargets(new Map([['plan.json', utf8('{}')]]), 'plan 计划');
  return (await make(kit, 1, { targets })).files;
}

// SLOW=1 takes every bit of all three (minutes). Else a step that is odd, so that each place in a byte has its turn.
const steps = slow ? [1, 1, 1] : [11, 97, 97];

describe('single-bit flips', () => {
  it.each(kits.map((kit, i) => [kit.name, kit, steps[i] ?? 1] as const))(
    '%s: each is refused by a rule, in every file',
    async (_name, kit, step) => {
      const files = await small(kit);
      expect(() => verifyRepository(files, { now })).not.toThrow();
      expect(survivors(files, step)).toEqual([]);
    },
    slow ? 1_800_000 : 60_000,
  );

  it('every cut and every added byte is refused', async () => {
    const files = await small(kits[0]!);
    for (const [name, bytes] of files) {
      const as = (changed: Uint8Array) => () => verifyRepository(new Map(files).set(name, changed));
      for (let length = 0; length < bytes.length; length++) expect(as(bytes.slice(0, length))).toThrow(RootsealError);
      for (const added of [0, 10, 32, 125]) expect(as(Uint8Array.of(...bytes, added))).toThrow(RootsealError);
    }
  });
});

describe('the writer and the reader', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}$/);
  const path = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

  it('give back the targets that went in, whatever their kind says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { minLength: 1, maxLength: 6 }),
        plain.filter(Boolean),
        fc.constantFrom(...kits),
        async (paths, kind, kit) => {
          const targets = describeTargets(new Map(paths.map((one) => [one, utf8(one)])), kind);
          const input = { keys: kit.keys, threshold: kit.threshold, version: 7, expires: validUntil, targets };
          const verdict = verifyRepository(await writeRepository(input, signAll(kit.signers)), { now });
          const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
          expect([...verdict.targets].sort(byPath)).toEqual([...targets].sort(byPath));
          expect(verdict.versions).toEqual({ root: 1, targets: 7, snapshot: 7, timestamp: 7 });
          expect(verdict.signers.length).toBe(kit.signers.length);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(['/a', 'a/', 'a//b', '../a', 'a/../b', '.', 'a/.b', 'a b', 'a\\b', 'é', '-a', 'a\n', '', '__proto__', 'C:a'])(
    'refuse the path %j',
    async (wrong) => {
      const targets = describeTargets(new Map([[wrong, utf8('x')]]));
      const kit = kits[0]!;
      const input = { keys: kit.keys, threshold: 1, version: 1, expires: validUntil, targets };
      await expect(writeRepository(input, signAll(kit.signers))).rejects.toMatchObject({ code: 'TUF-PATH' });
    },
  );
});
