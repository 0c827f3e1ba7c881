import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { binomial, quorums } from '../../../main/core/shares/quorums.ts';
import { proveQuorums } from '../../../main/core/shares/prove.ts';
import { combine, split } from '../../../main/vault/shamir.ts';
import { seeded } from './founding.ts';

const never = () => {
  throw new Error('randomness is not needed where all quorums are given');
};

describe('quorums', () => {
  it('counts exactly, however large', () => {
    expect(binomial(5, 3)).toBe(10n);
    expect(binomial(255, 128).toString()).toHaveLength(76);
  });

  it('gives all 10 quorums of 3-of-5, each once, in order', () => {
    const { all, checked, total, quorums: list } = quorums(5, 3, 10_000, never);
    const given = [...list].map((q) => q.join(''));
    expect({ all, checked, total }).toEqual({ all: true, checked: 10, total: '10' });
    expect(given).toEqual(['123', '124', '125', '134', '135', '145', '234', '235', '245', '345']);
  });

  it('gives all where m = n, and all up to the limit itself', () => {
    expect([...quorums(4, 4, 10_000, never).quorums]).toEqual([[1, 2, 3, 4]]);
    expect(quorums(141, 2, 9870, never).all).toBe(true);
    expect([...quorums(141, 2, 9870, never).quorums]).toHaveLength(9870);
  });

  it.each([
    [141, 2],
    [255, 2],
    [255, 128],
    [255, 254],
    [30, 10],
  ])('above the limit, n = %i m = %i: distinct, ascending, every slot in one', (n, m) => {
    const { all, checked, quorums: list } = quorums(n, m, n === 141 ? 9869 : 10_000, seeded(`${n} ${m}`));
    const given = [...list];
    expect(all).toBe(n === 255 && m === 254);
    expect(given).toHaveLength(checked);
    expect(new Set(given.map((q) => q.join())).size).toBe(checked);
    expect(new Set(given.flat()).size).toBe(n);
    for (const quorum of given) {
      expect(quorum).toHaveLength(m);
      expect(quorum.every((slot, i) => slot >= 1 && slot <= n && slot > (quorum[i - 1] ?? 0))).toBe(true);
    }
  });

  it('the first of a sample hold every slot between them', () => {
    const list = [...quorums(255, 2, 128, seeded('cover')).quorums];
    expect(list).toHaveLength(128);
    expect(new Set(list.flat()).size).toBe(255);
  });

  it('does not favour low slots, as a bare remainder of a byte would', () => {
    const list = [...quorums(200, 3, 10_000, seeded('fair')).quorums].flat();
    // 56 of 200 slots of 3,000 places: 840 expected, standard deviation 25; a bare remainder gives about 1,310.
    expect(Math.abs(list.filter((slot) => slot <= 56).length - 840)).toBeLessThan(125);
  });

  it('draws evenly and not the same twice', () => {
    const draw = (seed: string) => [...quorums(30, 10, 10_000, seeded(seed)).quorums];
    const [a, b] = [draw('a'), draw('b')];
    expect(a).not.toEqual(b);
    const counts = Array.from({ length: 30 }, (_, i) => a.filter((q) => q.includes(i + 1)).length);
    // Each slot is expected in a third of 1,000; 7 standard deviations are about 104.
    for (const count of counts) expect(Math.abs(count - 1000 / 3)).toBeLessThan(104);
  });
});

const random = (length: number) => new Uint8Array(randomBytes(length));
const with3 = (shares: readonly Uint8Array[]) => combine(shares, 3);

describe('the proof of every quorum', () => {
  it('passes a true split and says how many it recombined', async () => {
    const secret = random(32);
    const shares = await split(secret, 5, 3);
    const told: number[][] = [];
    const progress = (done: number, total: number) => void told.push([done, total]);
    const proof = await proveQuorums({ shares, m: 3, secret, combine: with3, random, progress });
    expect(proof).toEqual({ checked: 10, total: '10', all: true });
    expect(told.at(-1)).toEqual([10, 10]);
  });

  it.each([0, 1, 2, 3, 4])(
    'SHARE-QUORUM: one bad share (number %i + 1) put in between split and proof',
    async (bad) => {
      const secret = random(32);
      const shares = await split(secret, 5, 3);
      shares[bad]![bad] = shares[bad]![bad]! ^ 0x01;
      const proof = proveQuorums({ shares, m: 3, secret, combine: with3, random });
      const first = ['1, 2, 3', '1, 2, 3', '1, 2, 3', '1, 2, 4', '1, 2, 5'][bad];
      await expect(proof).rejects.toMatchObject({ code: 'SHARE-QUORUM', subject: first });
    },
  );

  it('SHARE-QUORUM: a split of another secret', async () => {
    const shares = await split(random(32), 5, 3);
    const proof = proveQuorums({ shares, m: 3, secret: random(32), combine: with3, random });
    await expect(proof).rejects.toMatchObject({ code: 'SHARE-QUORUM' });
  });

  it('catches one bad share among 255 for certain, though only 1,000 of 32,385 pairs are tried', async () => {
    const secret = random(32);
    const shares = await split(secret, 255, 2);
    const input = { shares, m: 2, secret, combine: (s: readonly Uint8Array[]) => combine(s, 2), random };
    await expect(proveQuorums(input)).resolves.toEqual({ checked: 1000, total: '32385', all: false });
    for (const bad of [0, 100, 254]) {
      shares[bad]![0]! ^= 1;
      await expect(proveQuorums(input)).rejects.toMatchObject({ code: 'SHARE-QUORUM' });
      shares[bad]![0]! ^= 1;
    }
  });

  it('leaves no recombined secret behind, right or wrong', async () => {
    const secret = random(32);
    const shares = await split(secret, 5, 3);
    const results: Uint8Array[] = [];
    const keeping = async (s: readonly Uint8Array[]) => {
      const result = await combine(s, 3);
      results.push(result);
      return result;
    };
    shares[4]![0]! ^= 1;
    await expect(proveQuorums({ shares, m: 3, secret, combine: keeping, random })).rejects.toThrow();
    expect(results).toHaveLength(3);
    expect(results.every((result) => result.every((byte) => byte === 0))).toBe(true);
  });
});
