import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { evenWords, oddWords } from '../../../main/core/encoding/word-lists.ts';
import { fromWords, groups, toWords } from '../../../main/core/encoding/words.ts';
import { refusal } from '../../refusal.ts';

const digest = (words: readonly string[]) => createHash('sha256').update(words.join(' ')).digest('hex');

describe('PGP word lists', () => {
  it('are the published ones, compared word by word with two other transcriptions and fixed here', () => {
    // Agreed with the lists of magic-wormhole 0.24.0 and of IANA's dnssec-keytools (9e3a26c).
    expect(digest(evenWords)).toBe('541ddf6f9cb42d5f68c504d3e73c9604e07cc9bc0c9f970ede363979f631aff8');
    expect(digest(oddWords)).toBe('da2f42899401481ae69b71da92f1f26abd36d0c1e457fd372a0f1e48d1f3f152');
  });

  it.each([
    ['even', evenWords, []],
    ['odd', oddWords, [['applicant', 'Apollo']]],
  ] as const)('%s: 256 different words, alphabetical but for the pair as printed', (_, words, exceptions) => {
    const lower = words.map((word) => word.toLowerCase());
    expect(lower).toHaveLength(256);
    expect(new Set(lower).size).toBe(256);
    const descents = words.slice(1).flatMap((word, i) => (lower[i]! < word.toLowerCase() ? [] : [[words[i], word]]));
    expect(descents).toEqual(exceptions);
  });

  it('share no word, so that a word tells its place', () => {
    const even = new Set(evenWords.map((word) => word.toLowerCase()));
    expect(oddWords.filter((word) => even.has(word.toLowerCase()))).toEqual([]);
  });
});

describe('words of bytes', () => {
  const hex = 'e58294f2e9a227486e8b061b31cc528fd7fa3f19';
  const text =
    'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa ' +
    'afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless';

  it('the known PGP fingerprint, both ways and in any case', () => {
    expect(toWords(fromHex(hex, 'x')).join(' ')).toBe(text);
    expect(fromWords(text.split(' '))).toEqual(fromHex(hex, 'x'));
    expect(fromWords(text.toUpperCase().split(' '))).toEqual(fromHex(hex, 'x'));
  });

  it('every byte at an even and at an odd place comes back', () => {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Uint8Array.of(byte, byte);
      expect(fromWords(toWords(bytes))).toEqual(bytes);
    }
  });

  it('shows hex and words of the same 16 bits together', () => {
    expect(groups(fromHex('e58294', 'x'))).toEqual([
      { hex: 'e582', words: ['topmost', 'Istanbul'] },
      { hex: '94', words: ['Pluto'] },
    ]);
    expect(groups(new Uint8Array())).toEqual([]);
  });

  it.each([
    ['a lost word', ['topmost', 'Pluto']],
    ['two words swapped', ['Istanbul', 'topmost']],
    ['a word of no list', ['rootseal']],
    ['an empty word', ['']],
  ])('refuses %s', (_, words) => {
    expect(refusal(() => fromWords(words))).toBe('ENCODING-WORD');
  });
});
