/** One SLIP-39 share alone: every fault under its own rule, wrong words by their place, nothing corrected or repeated. */
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { refusalOf } from '../../refusal.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import {
  countWords,
  mnemonicBytes,
  mnemonicWords,
  parseMnemonic,
  tidyMnemonic,
} from '../../../main/core/shares/slip39.ts';
import { chooseMnemonics } from '../../../main/core/shares/slip39-pool.ts';
import { slip39Rules } from '../../../main/core/shares/slip39-rules.ts';
import { slip39Words, wordValue } from '../../../main/core/shares/slip39-words.ts';
import { seeded } from './founding.ts';
import { type Bits, encode, withChecksum } from './slip39-split.ts';

const bits: Bits = {
  ...{ identifier: 12_345, extendable: true, exponent: 0, group: 1, groupThreshold: 1, groupCount: 2 },
  ...{ member: 3, memberThreshold: 2, value: seeded('a share')(32) },
};
const words = (change: Partial<Bits> = {}) => encode({ ...bits, ...change }).split(' ');
const parse = (text: string | readonly string[]) =>
  parseMnemonic(utf8(typeof text === 'string' ? text : text.join(' ')));

/** Code and parameters of a refusal. */
const refusal = (text: string | readonly string[]): RootsealError => refusalOf(() => parse(text));

const other = (word = '') => slip39Words[(slip39Words.indexOf(word) + 517) % 1024] ?? '';
const replaced = (all: readonly string[], position: number, word: string) => all.with(position - 1, word);

describe('the word list', () => {
  it('is the one of the library: 1,024 words, sorted, known by four letters', () => {
    const library = createRequire(import.meta.url)('slip39/src/slip39_helper.js') as { WORD_LIST: string[] };
    expect(slip39Words).toEqual(library.WORD_LIST);
    expect(slip39Words).toHaveLength(1024);
    expect([...slip39Words].sort()).toEqual(slip39Words);
    expect(new Set(slip39Words.map((word) => word.slice(0, 4))).size).toBe(1024);
  });

  it('takes a word whole and nothing near it', () => {
    for (const [value, word] of slip39Words.entries()) expect(wordValue(utf8(word))).toBe(value);
    for (const near of ['', 'aca', 'acad', 'academics', 'Academic', 'academiс', 'zzzz']) {
      expect(wordValue(utf8(near))).toBeUndefined();
    }
  });
});

describe('a share is read', () => {
  it('with every field of it, numbers from 1', () => {
    expect(parse(words())).toEqual({
      ...{ identifier: 12_345, extendable: true, iterationExponent: 0 },
      ...{ group: 2, groupThreshold: 2, groupCount: 3, member: 4, memberThreshold: 3, value: bits.value },
    });
    expect(parse(words({ extendable: false, exponent: 15 }))).toMatchObject({
      extendable: false,
      iterationExponent: 15,
    });
  });

  it.each([16, 18, 20, 22, 24, 26, 28, 30, 32, 64, 128])('of %i bytes', (length) => {
    const value = seeded(`length ${length}`)(length);
    expect(parse(words({ value })).value).toEqual(value);
    const ones = new Uint8Array(length).fill(255);
    expect(parse(words({ value: ones })).value).toEqual(ones);
  });

  it('as typed only after it was tidied, and tidying changes case and blanks alone', () => {
    const typed = `  ${words().join('  ').toUpperCase()}\r\n`;
    expect(refusal(typed).code).toBe('SHARE-SLIP39-FORM');
    const tidy = tidyMnemonic(utf8(typed));
    expect(fromUtf8(tidy)).toBe(words().join(' '));
    expect(countWords(tidy)).toBe(33);
    expect(fromUtf8(tidyMnemonic(utf8(' acade\tmic ')))).toBe('acade mic');
    expect(tidyMnemonic(utf8(' \n '))).toHaveLength(0);
  });

  it('and written again word by word', () => {
    expect(mnemonicWords(utf8(words().join(' ')))).toEqual(words());
    expect(mnemonicBytes(words())).toEqual(utf8(words().join(' ')));
  });
});

describe('what is wrong with one share', () => {
  it('SHARE-SLIP39-FORM: how it is written, at which word', () => {
    for (const [text, position] of [
      ['', 1],
      [` ${words().join(' ')}`, 1],
      [`${words().join(' ')} `, 34],
      [words().join(' ').replace(' ', '  '), 2],
      [words().join('\n'), 1],
      [replaced(words(), 14, 'Acid').join(' '), 14],
      [replaced(words(), 14, 'acid,').join(' '), 14],
      [replaced(words(), 14, 'ac1d').join(' '), 14],
    ] as const) {
      const { code, text: said, exit } = refusal(text);
      expect([code, exit]).toEqual(['SHARE-SLIP39-FORM', 2]);
      expect(said.en).toContain(`word ${position} `);
    }
  });

  it('SHARE-SLIP39-WORD names the place of a word that is none, and never the word', () => {
    for (let position = 1; position <= 33; position++) {
      const { code, text } = refusal(replaced(words(), position, 'mistyped'));
      expect(code).toBe('SHARE-SLIP39-WORD');
      expect(text.en).toContain(`Word ${position} of 33`);
      expect(text.zh).toContain(`第 ${position} 个`);
      expect(JSON.stringify(text)).not.toContain('mistyped');
    }
  });

  it('SHARE-SLIP39-CHECKSUM-WORD finds one wrong word at each place, the second with its flag too', () => {
    for (let position = 1; position <= 33; position++) {
      const all = words();
      const { code, text } = refusal(replaced(all, position, other(all[position - 1])));
      expect(code).toBe('SHARE-SLIP39-CHECKSUM-WORD');
      expect(text.en).toContain(`word ${position} of 33 `);
      expect(all.some((word) => new RegExp(`\\b${word}\\b`).test(text.en.replace('checksum', '')))).toBe(false);
    }
    const second = slip39Words.indexOf(words()[1] ?? '');
    const flipped = refusal(replaced(words(), 2, slip39Words[second ^ 16] ?? ''));
    expect([flipped.code, flipped.text.en.includes('word 2 of 33')]).toEqual(['SHARE-SLIP39-CHECKSUM-WORD', true]);
  });

  it('SHARE-SLIP39-CHECKSUM: two wrong words, or two that are exchanged, are never taken for one', () => {
    for (let position = 1; position < 33; position++) {
      const all = words();
      const [a = '', b = ''] = all.slice(position - 1, position + 1);
      expect(refusal(replaced(replaced(all, position, b), position + 1, a)).code).toBe('SHARE-SLIP39-CHECKSUM');
      expect(refusal(replaced(replaced(all, position, other(a)), 34 - position, other(b))).code).toMatch(
        position === 17 ? /CHECKSUM-WORD$/ : /CHECKSUM$/,
      );
    }
  });

  it('SHARE-SLIP39-LENGTH: words left out, doubled, and lengths that no secret gives', () => {
    const all = words();
    for (const text of [all.slice(1), [...all, all[0]!], all.slice(0, 19), ['academic']]) {
      expect([refusal(text).code, refusal(text).exit]).toEqual(['SHARE-SLIP39-LENGTH', 2]);
    }
    const zeros = (count: number) => withChecksum(Array<number>(count - 3).fill(0), false);
    for (const count of [21, 24, 26, 29, 32, 34]) expect(refusal(zeros(count)).code).toBe('SHARE-SLIP39-LENGTH');
    for (const count of [20, 22, 23, 25, 27, 28, 30, 31, 33]) expect(parse(zeros(count)).value).toBeDefined();
  });

  it('SHARE-SLIP39-PADDING: bits where there must be none', () => {
    // 33 words have 260 bits for 256: each of the four that are over.
    for (const bit of [0n, 1n, 2n, 3n]) {
      expect(refusal(words({ padding: 1n << bit })).code).toBe('SHARE-SLIP39-PADDING');
    }
  });

  it('SHARE-SLIP39-GROUPS and -GROUP: more groups needed than there are, a group beyond them', () => {
    expect(refusal(words({ groupThreshold: 3 })).code).toBe('SHARE-SLIP39-GROUPS');
    expect(parse(words({ groupThreshold: 2 })).groupThreshold).toBe(3);
    expect(refusal(words({ group: 3 })).code).toBe('SHARE-SLIP39-GROUP');
    expect(parse(words({ group: 2 })).group).toBe(3);
  });
});

describe('several shares', () => {
  /** Member shares of one group of 3, two needed. */
  const share = (change: Partial<Bits> = {}) =>
    parse(words({ group: 0, groupThreshold: 0, groupCount: 0, member: 0, memberThreshold: 1, ...change }));
  const choose = (pool: Parameters<typeof chooseMnemonics>[0]) => {
    try {
      return chooseMnemonics(pool);
    } catch (error) {
      if (error instanceof RootsealError) return error;
      throw error;
    }
  };
  const code = (...pool: Parameters<typeof chooseMnemonics>[0]) => {
    const answer = choose(pool);
    return answer instanceof RootsealError ? answer.code : answer;
  };
  const value = seeded('another share')(32);

  it('of one set: M of them are chosen, however many there are, a second copy counts once', () => {
    const [a, b, c] = [share(), share({ member: 1, value }), share({ member: 2, value: seeded('third')(32) })];
    expect(code(a, b)).toEqual([0, 1]);
    expect(code(c, b, a)).toEqual([2, 1]);
    expect(code(a, a, b)).toEqual([0, 2]);
    expect(code(a, a)).toBe('SHARE-SLIP39-SHORT');
    expect(code()).toBe('SHARE-SLIP39-NONE');
  });

  it('SHARE-SLIP39-MIXED names both shares and the field', () => {
    const mixed: [Partial<Bits>, string][] = [
      [{ identifier: 12_346 }, 'the identifier'],
      [{ extendable: false }, 'the extendable flag'],
      [{ exponent: 1 }, 'the iteration exponent'],
      [{ groupThreshold: 1, groupCount: 1 }, 'how many groups are needed'],
      [{ groupCount: 1 }, 'how many groups there are'],
      [{ value: new Uint8Array(16) }, 'the length'],
    ];
    for (const [change, said] of mixed) {
      const answer = choose([share(), share({ member: 1, value }), share({ member: 2, ...change })]);
      expect(answer).toMatchObject({ code: 'SHARE-SLIP39-MIXED' });
      expect((answer as RootsealError).text.en).toContain(`Shares 1 and 3 are not of one set: they differ in ${said}`);
    }
  });

  it('SHARE-SLIP39-MEMBER-THRESHOLD and -TWICE: shares of one group that contradict each other', () => {
    expect(code(share(), share({ member: 1, memberThreshold: 2 }))).toBe('SHARE-SLIP39-MEMBER-THRESHOLD');
    expect(code(share(), share({ value }))).toBe('SHARE-SLIP39-TWICE');
  });

  it('SHARE-SLIP39-SHORT says what is missing by group', () => {
    const of = (group: number, member: number) =>
      share({ groupThreshold: 1, groupCount: 2, group, member, value: seeded(`${group} ${member}`)(32) });
    const answer = choose([of(0, 0), of(0, 1), of(2, 5)]);
    expect(answer).toMatchObject({ code: 'SHARE-SLIP39-SHORT' });
    expect((answer as RootsealError).text.en).toContain('1 of the 2 groups that are needed: group 3 lacks 1');
    expect((choose([of(0, 0), of(0, 1)]) as RootsealError).text.zh).toContain('还差 1 个组');
    expect(code(of(2, 1), of(0, 0), of(1, 0), of(0, 1), of(2, 0))).toEqual([1, 3, 4, 0]);
  });
});

it('no rule of SLIP-39 has a text in one language alone', () => {
  for (const { en, zh } of Object.values(slip39Rules)) {
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect([...zh.matchAll(/\{\w+\}/g)].map(String).sort()).toEqual([...en.matchAll(/\{\w+\}/g)].map(String).sort());
  }
});
