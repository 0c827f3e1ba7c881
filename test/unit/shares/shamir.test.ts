import { createContext, runInContext } from 'node:vm';
import type * as library from 'shamir-secret-sharing';
import { combine as libraryCombine } from 'shamir-secret-sharing';
import { describe, expect, it, vi } from 'vitest';
import { combine, split } from '../../../main/vault/shamir.ts';
import { found } from './founding.ts';

// So that one test can give the library's split a broken source of randomness.
const broken = vi.hoisted(() => ({ on: false }));
vi.mock('shamir-secret-sharing', async (importOriginal) => {
  const real = await importOriginal<typeof library>();
  const zeroCoefficients = (secret: Uint8Array, n: number) =>
    Promise.resolve(Array.from({ length: n }, (_, i) => Uint8Array.of(...secret, i + 1)));
  return {
    ...real,
    split: (...input: Parameters<typeof real.split>) =>
      broken.on ? zeroCoefficients(input[0], input[1]) : real.split(...input),
  };
});

const secret = Uint8Array.from({ length: 32 }, (_, i) => i * 5 + 1);

describe('the guard around the library', () => {
  it('splits 3-of-5 and restores from each order of three', async () => {
    const [a, b, c, , e] = (await split(secret, 5, 3)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    expect(await combine([a, b, c], 3)).toEqual(secret);
    expect(await combine([e, a, c], 3)).toEqual(secret);
  });

  it('combines what another implementation of the scheme split', async () => {
    const { shares, kek } = await found();
    expect(await combine(shares.slice(1, 4), 3)).toEqual(kek);
  });

  it('leaves what it was given as it was', async () => {
    const given = secret.slice();
    const shares = await split(given, 3, 2);
    const copies = shares.map((s) => s.slice());
    await combine(shares.slice(0, 2), 2);
    expect(given).toEqual(secret);
    expect(shares).toEqual(copies);
  });

  it('SHARE-COUNT: the library would answer a wrong secret for two of three, and take four', async () => {
    const shares = await split(secret, 5, 3);
    expect(await libraryCombine(shares.slice(0, 2))).not.toEqual(secret);
    await expect(combine(shares.slice(0, 2), 3)).rejects.toMatchObject({ code: 'SHARE-COUNT' });
    await expect(combine(shares.slice(0, 4), 3)).rejects.toMatchObject({ code: 'SHARE-COUNT' });
    await expect(combine([], 3)).rejects.toMatchObject({ code: 'SHARE-COUNT' });
  });

  it('SHARE-X-ZERO: the library lets the holder of such a share dictate the result', async () => {
    const [a, b] = (await split(secret, 5, 3)) as [Uint8Array, Uint8Array];
    const forged = new Uint8Array(33).fill(0xaa);
    forged[32] = 0;
    expect(await libraryCombine([a, b, forged])).toEqual(new Uint8Array(32).fill(0xaa));
    await expect(combine([a, b, forged], 3)).rejects.toMatchObject({ code: 'SHARE-X-ZERO' });
  });

  it('SHARE-X-DUPLICATE, SHARE-LENGTH, SHARE-M-LOW', async () => {
    const [a, b, c] = (await split(secret, 5, 3)) as [Uint8Array, Uint8Array, Uint8Array];
    await expect(combine([a, b, a], 3)).rejects.toMatchObject({ code: 'SHARE-X-DUPLICATE' });
    await expect(combine([a, b, c.slice(1)], 3)).rejects.toMatchObject({ code: 'SHARE-LENGTH' });
    await expect(combine([a.slice(1), b.slice(1), c.slice(1)], 3)).rejects.toMatchObject({ code: 'SHARE-LENGTH' });
    await expect(combine([a], 1)).rejects.toMatchObject({ code: 'SHARE-M-LOW' });
  });

  it('refuses to split what nobody could use', async () => {
    await expect(split(secret, 5, 1)).rejects.toMatchObject({ code: 'SHARE-M-LOW' });
    await expect(split(secret, 256, 3)).rejects.toMatchObject({ code: 'SHARE-N-HIGH' });
    await expect(split(secret, 2, 3)).rejects.toMatchObject({ code: 'SHARE-M-OVER-N' });
    await expect(split(secret.slice(1), 5, 3)).rejects.toMatchObject({ code: 'SHARE-LENGTH' });
  });

  it('takes arrays of another realm and Buffers, which the library refuses', async () => {
    const shares = await split(secret, 5, 3);
    const context = createContext({ lists: shares.slice(0, 3).map((s) => [...s]) });
    const alien = runInContext('lists.map((l) => Uint8Array.from(l))', context) as Uint8Array[];
    expect(alien[0]).not.toBeInstanceOf(Uint8Array);
    await expect(libraryCombine([...alien])).rejects.toThrow();
    expect(await combine(alien, 3)).toEqual(secret);
    expect(
      await combine(
        shares.slice(0, 3).map((s) => Buffer.from(s)),
        3,
      ),
    ).toEqual(secret);
    expect(await split(Buffer.from(secret), 3, 2)).toHaveLength(3);
  });

  it('SHARE-SPLIT: coefficients that are all 0 make each share the secret, and every quorum would agree', async () => {
    broken.on = true;
    try {
      await expect(split(secret, 5, 3)).rejects.toMatchObject({ code: 'SHARE-SPLIT' });
    } finally {
      broken.on = false;
    }
  });
});
