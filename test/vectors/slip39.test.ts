/** The 45 official vectors of SLIP-39, through our parser, our choice of a quorum, and the library behind both. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { mnemonicWords } from '../../main/core/shares/slip39.ts';
import { combineWords } from '../../main/vault/slip39.ts';

interface Vectors {
  readonly cases: readonly { readonly shares: readonly string[]; readonly secret: string }[];
}

const file = new URL('slip39/vectors.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
/** Why a case must be refused, by its place from 0: the rule, not just any refusal. */
const refused: Readonly<Record<number, string>> = {
  ...{ 1: 'CHECKSUM-WORD', 2: 'PADDING', 4: 'SHORT', 5: 'MIXED', 6: 'MIXED', 7: 'MIXED', 8: 'MIXED', 9: 'GROUPS' },
  ...{ 10: 'TWICE', 11: 'MEMBER-THRESHOLD', 12: 'DIGEST', 13: 'SHORT', 14: 'SHORT', 15: 'SHORT' },
  ...{ 20: 'CHECKSUM-WORD', 21: 'PADDING', 23: 'SHORT', 24: 'MIXED', 25: 'MIXED', 26: 'MIXED', 27: 'MIXED' },
  ...{ 28: 'GROUPS', 29: 'TWICE', 30: 'MEMBER-THRESHOLD', 31: 'DIGEST', 32: 'SHORT', 33: 'SHORT', 34: 'SHORT' },
  ...{ 38: 'LENGTH', 39: 'LENGTH' },
};

const combine = (shares: readonly string[]) => combineWords(shares.map(utf8), 'TREZOR');

describe('SLIP-39, official vectors', () => {
  it('are 45, of which 30 are refused', () => {
    expect(cases).toHaveLength(45);
    expect(cases.flatMap(({ secret }, i) => (secret === '' ? [i] : []))).toEqual(Object.keys(refused).map(Number));
    expect(Object.keys(refused)).toHaveLength(30);
  });

  it.each(cases.map((each, i) => [i + 1, each] as const))('%i', async (number, { shares, secret }) => {
    const rule = refused[number - 1];
    if (rule === undefined) expect(toHex(await combine(shares))).toBe(secret);
    else await expect(combine(shares)).rejects.toMatchObject({ code: `SHARE-SLIP39-${rule}` });
  });

  it('a quorum is found among all shares of a case, in any order, and words are read and written alike', async () => {
    for (const { shares, secret } of cases.filter((each) => each.secret !== '')) {
      expect(toHex(await combine([...shares, ...shares].reverse()))).toBe(secret);
      for (const share of shares) expect(mnemonicWords(utf8(share)).join(' ')).toBe(fromUtf8(utf8(share)));
    }
  });
});
