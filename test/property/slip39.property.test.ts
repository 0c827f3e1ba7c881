/** Properties of words: every share is read back, whatever is altered is refused, and any pool with a quorum restores. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../main/core/encoding/bytes.ts';
import { refusalOf } from '../refusal.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { encodeEnvelope, parseEnvelope } from '../../main/core/shares/envelope.ts';
import { chooseSlots, groupsFault, policyOf } from '../../main/core/shares/groups.ts';
import { guardQuorum, judgeShareBytes } from '../../main/core/shares/guard.ts';
import { encodeShareSet, parseShareSet } from '../../main/core/shares/set.ts';
import { mnemonicWords, parseMnemonic, tidyMnemonic } from '../../main/core/shares/slip39.ts';
import { slip39Words } from '../../main/core/shares/slip39-words.ts';
import { combineWords } from '../../main/vault/slip39.ts';
import { type Founding, found } from '../unit/shares/founding.ts';
import { banksAndRegulators, grouped } from '../unit/shares/policies.ts';
import { encode, splitBySeed } from '../unit/shares/slip39-split.ts';
import { seeded } from '../unit/shares/founding.ts';

const numRuns = process.env.SLOW === undefined ? 150 : 3000;
const nibble = fc.integer({ min: 0, max: 15 });

/** A share that could be: more groups than are needed, a group among them. */
const share = fc
  .record({
    identifier: fc.integer({ min: 0, max: 0x7fff }),
    extendable: fc.boolean(),
    exponent: nibble,
    groupCount: nibble,
    group: nibble,
    groupThreshold: nibble,
    member: nibble,
    memberThreshold: nibble,
    value: fc.integer({ min: 8, max: 16 }).chain((n) => fc.uint8Array({ minLength: 2 * n, maxLength: 2 * n })),
  })
  .filter(({ group, groupThreshold, groupCount }) => group <= groupCount && groupThreshold <= groupCount);

describe('a share in words', () => {
  it('is read as it was written, every field', () => {
    fc.assert(
      fc.property(share, (bits) => {
        const text = encode(bits);
        const { exponent: iterationExponent, group, groupThreshold, groupCount, member, memberThreshold } = bits;
        expect(parseMnemonic(utf8(text))).toEqual({
          ...{ identifier: bits.identifier, extendable: bits.extendable, iterationExponent },
          ...{ group: group + 1, groupThreshold: groupThreshold + 1, groupCount: groupCount + 1 },
          ...{ member: member + 1, memberThreshold: memberThreshold + 1, value: bits.value },
        });
        expect(mnemonicWords(utf8(text)).join(' ')).toBe(text);
      }),
      { numRuns },
    );
  });

  it('with up to three wrong words is refused, with one at its place', () => {
    const place = fc.nat();
    const change = fc.integer({ min: 1, max: 1023 });
    fc.assert(
      fc.property(share, fc.array(fc.tuple(place, change), { minLength: 1, maxLength: 3 }), (bits, changes) => {
        const words = encode(bits).split(' ');
        const wrong = new Map(changes.map(([at, by]) => [at % words.length, by]));
        const text = words.map((word, i) => slip39Words[slip39Words.indexOf(word) ^ (wrong.get(i) ?? 0)]).join(' ');
        const error = refusalOf(() => parseMnemonic(utf8(text)));
        expect(error.code).toMatch(/^SHARE-SLIP39-CHECKSUM/);
        if (wrong.size === 1) {
          expect(error.code).toBe('SHARE-SLIP39-CHECKSUM-WORD');
          expect(error.text.en).toContain(`word ${[...wrong.keys()][0]! + 1} of ${words.length} `);
        }
        // Two wrong words are told as such: the second word says which of two codes is meant, so it is left out here.
        if (wrong.size === 2 && !wrong.has(1)) expect(error.code).toBe('SHARE-SLIP39-CHECKSUM');
      }),
      { numRuns },
    );
  });

  it('any bytes are read or refused under a rule, tidied or not', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(fc.constantFrom(...slip39Words, '', 'x', 'ACID', '\t'), { maxLength: 40 })
        .map((all) => utf8(all.join(' '))),
    );
    fc.assert(
      fc.property(text, (bytes) => {
        for (const each of [bytes, tidyMnemonic(bytes)]) {
          try {
            parseMnemonic(each);
          } catch (error) {
            expect(error).toBeInstanceOf(RootsealError);
          }
        }
        expect(tidyMnemonic(tidyMnemonic(bytes))).toEqual(tidyMnemonic(bytes));
      }),
      { numRuns },
    );
  });
});

/** Up to four groups of up to five, any thresholds that can be. */
const policies = fc
  .array(
    fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(fc.integer({ min: 1, max: n }), fc.constant(n))),
    { minLength: 1, maxLength: 4 },
  )
  .chain((sizes) => fc.integer({ min: 1, max: sizes.length }).map((threshold) => grouped(threshold, ...sizes)))
  .filter((policy) => policy.m >= 2);

describe('groups', () => {
  it('any pool restores exactly where a quorum is in it: our own split, the library behind the choice', async () => {
    await fc.assert(
      fc.asyncProperty(policies, fc.infiniteStream(fc.boolean()), fc.string(), async (policy, coins, seed) => {
        expect(groupsFault(policy)).toBeUndefined();
        const secret = seeded(`secret ${seed}`)(32);
        const shares = splitBySeed(secret, policy, seeded(seed));
        const slots = shares.flatMap((_, i) => (coins.next().value === true ? [i + 1] : []));
        const pool = slots.map((slot) => shares[slot - 1]!);
        if (chooseSlots(slots, policy)) expect(await combineWords(pool.toReversed())).toEqual(secret);
        else
          await expect(combineWords(pool)).rejects.toMatchObject({
            code: expect.stringMatching(/^SHARE-SLIP39-(SHORT|NONE)$/),
          });
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });
});

describe('documents of a set with groups', () => {
  let ours: Founding;
  beforeAll(async () => {
    ours = await found({ seed: 'property of words', policy: banksAndRegulators });
  });

  it('any change of any byte is refused, and the judge never calls it intact', () => {
    const envelope = encodeEnvelope(ours.envelopes[1]!);
    const set = encodeShareSet(ours.set);
    const flip = (bytes: Uint8Array, at: number, bit: number) => bytes.with(at, (bytes[at] ?? 0) ^ (1 << bit));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (place, bit) => {
        const changed = flip(envelope, place % envelope.length, bit);
        expect(() => parseEnvelope(changed)).toThrow(RootsealError);
        expect(judgeShareBytes(changed, ours.set).verdict.ok).toBe(false);
        expect(() => parseShareSet(flip(set, place % set.length, bit))).toThrow(RootsealError);
      }),
      { numRuns: numRuns * 3 },
    );
  });

  it('any pool of shares gives a quorum of groups or says what is missing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4]), (places) => {
        const pool = places.map((place) => ours.envelopes[place]!);
        const slots = places.map((place) => place + 1);
        const chosen = chooseSlots(slots, policyOf(ours.set));
        if (chosen) expect(guardQuorum(pool, ours.set).map(({ index }) => index)).toEqual(chosen);
        else expect(refusalOf(() => guardQuorum(pool, ours.set)).code).toBe('SHARE-SHORT-GROUPS');
      }),
      { numRuns },
    );
  });
});
