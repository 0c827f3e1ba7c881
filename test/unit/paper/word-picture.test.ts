/** Words as pictures: what stands in the pixels is the words, every letter can be told, and every picture has one size. */
import { describe, expect, it } from 'vitest';
import { evenWords, oddWords } from '../../../main/core/encoding/word-lists.ts';
import { segmentsOfLetter } from '../../../main/core/paper/letters.ts';
import { boxPixels, emptyPicture, pictureLength, wordPicture } from '../../../main/core/paper/word-picture.ts';
import { slip39Words } from '../../../main/core/shares/slip39-words.ts';
import { boxesOf } from '../../../renderer/secret/picture.ts';
import { closestLetters, readPicture } from '../../support/read-picture.ts';

describe('a picture of words', () => {
  it('has in its pixels the words that were drawn, in capitals of one shape', () => {
    for (const words of [
      ['academic', 'zero', 'jewelry'],
      ['quantity', 'fumes'],
      ['Wilmington', 'prospective', 'beeswax'],
    ]) {
      expect(readPicture(wordPicture(words))).toEqual(words.map((word) => word.toLowerCase()));
    }
    expect(wordPicture(['ACID'])).toEqual(wordPicture(['acid']));
  });

  it('has one size, whatever stands in it, and an empty one is empty', () => {
    expect(wordPicture(['yoga', 'academic', 'prospective'])).toHaveLength(pictureLength);
    expect(emptyPicture()).toHaveLength(pictureLength);
    expect(readPicture(emptyPicture())).toEqual([]);
    expect(boxesOf(emptyPicture())).toEqual({ ...boxPixels, count: 3 });
    expect(boxesOf(new Uint8Array(3))).toBeUndefined();
  });

  it('has room for the longest word of either list, and a shape for each of their letters', () => {
    const all = [...slip39Words, ...evenWords, ...oddWords];
    const longest = Math.max(...all.map(({ length }) => length));
    expect(readPicture(wordPicture(['m'.repeat(longest)]))).toEqual(['m'.repeat(longest)]);
    for (const letter of new Set(all.join('').toUpperCase()))
      expect(segmentsOfLetter(letter.charCodeAt(0)).length, letter).toBeGreaterThan(0);
  });

  it('has no two letters alike', () => {
    // Of some 20,000 that the ink of one letter sums up to.
    expect(closestLetters().away).toBeGreaterThan(4_000);
  });
});
