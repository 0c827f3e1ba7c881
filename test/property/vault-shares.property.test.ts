/** Raw shares of Vault: one text for one share and one share for one text; sets that agree, and none that does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { agree } from '../../main/core/shares/vault-agree.ts';
import { readVaultShare, vaultEncodings, writeVaultShare } from '../../main/core/shares/vault-share.ts';
import { combine, split } from '../../main/vault/shamir.ts';
import { brought, slipped } from '../unit/shares/vault-sets.ts';

const numRuns = process.env.SLOW === undefined ? 300 : 10_000;
const share = fc
  .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 1, max: 255 }))
  .map(([y, x]) => Uint8Array.of(...y, x));
const encoding = fc.constantFrom(...vaultEncodings);

describe('the text of a share', () => {
  it('decode ∘ encode is the identity', () => {
    fc.assert(
      fc.property(share, encoding, (bytes, as) => {
        expect(readVaultShare(writeVaultShare(bytes, as))).toEqual(bytes);
      }),
      { numRuns },
    );
  });

  it('encode ∘ decode is the identity, or the text is refused under a rule', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 62, maxLength: 68 }),
      fc.string({ unit: fc.constantFrom(...Array.from('ABCXYZabcxyz0189+/=-_ \n')), minLength: 42, maxLength: 46 }),
      fc.base64String({ maxLength: 300 }),
      fc.string(),
    );
    let taken = 0;
    fc.assert(
      fc.property(text, (typed) => {
        let bytes: Uint8Array;
        try {
          bytes = readVaultShare(utf8(typed));
        } catch (error) {
          expect(error).toBeInstanceOf(RootsealError);
          return;
        }
        taken += 1;
        expect(bytes).toHaveLength(33);
        expect(vaultEncodings.map((as) => fromUtf8(writeVaultShare(bytes, as)))).toContain(typed);
      }),
      { numRuns: 4 * numRuns },
    );
    expect(taken).toBeGreaterThan(numRuns / 20);
  });

  it('any one character changed, left out, put in or exchanged is another share or a refusal, never the same one', () => {
    fc.assert(
      fc.property(share, encoding, fc.nat(), fc.nat({ max: 94 }), (bytes, as, at, code) => {
        const text = fromUtf8(writeVaultShare(bytes, as));
        const place = at % text.length;
        const changed = text.slice(0, place) + String.fromCharCode(32 + code) + text.slice(place + 1);
        fc.pre(changed.toLowerCase() !== text.toLowerCase() || (as === 'base64' && changed !== text));
        try {
          expect(readVaultShare(utf8(changed))).not.toEqual(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RootsealError);
        }
        for (const wrong of [
          text.slice(0, place) + text.slice(place + 1),
          `${text.slice(0, place)}A${text.slice(place)}`,
        ])
          expect(() => readVaultShare(utf8(wrong))).toThrow(RootsealError);
      }),
      { numRuns },
    );
  });
});

describe('sets', () => {
  const set = fc.integer({ min: 2, max: 6 }).chain((m) => fc.tuple(fc.constant(m), fc.integer({ min: m, max: 9 })));
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });

  it('a set agrees with its own threshold alone', async () => {
    await fc.assert(
      fc.asyncProperty(set, secret, fc.integer({ min: 2, max: 9 }), async ([m, n], key, told) => {
        const shares = brought(await split(key, n, m));
        const said = agree(shares, told, combine);
        if (told === m) expect(await said).toBe(n > m);
        else if (told > m || n > told) await expect(said).rejects.toBeInstanceOf(RootsealError);
        else expect(await said).toBe(false); // as many as were told: nobody can know
      }),
      { numRuns: numRuns / 3 },
    );
  });

  it('one slip of the hand among more than M never passes', async () => {
    await fc.assert(
      fc.asyncProperty(set, secret, fc.nat(), async ([m, n], key, at) => {
        fc.pre(n > m);
        const shares = await split(key, n, m);
        const spoiled = shares.with(at % n, slipped(shares[at % n]!));
        await expect(agree(brought(spoiled), m, combine)).rejects.toBeInstanceOf(RootsealError);
      }),
      { numRuns: numRuns / 3 },
    );
  });
});
