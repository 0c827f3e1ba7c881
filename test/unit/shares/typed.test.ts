/** Words typed from paper, judged beside the share set alone: what is known beforehand, what each fault is called. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { type OtherSet, guardQuorum, judgeShare } from '../../../main/core/shares/guard.ts';
import { checkReceipt, readReceipt, receiptKey, signReceipt } from '../../../main/core/shares/receipt.ts';
import { toWords } from '../../../main/core/encoding/words.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { asciiOf, bytesOfWords, wordListOf, wordValues } from '../../../main/core/shares/share-words.ts';
import { slip39Words, completeWord, wordValue } from '../../../main/core/shares/slip39-words.ts';
import {
  demandHolder,
  headOf,
  headRefusal,
  judgeWords,
  slotOfHolder,
  wordsRefusal,
} from '../../../main/core/shares/typed.ts';
import { type Founding, found } from './founding.ts';
import { banksAndRegulators, oneGroup } from './policies.ts';
import { encode } from './slip39-split.ts';

let plain: Founding;
let ours: Founding;
let shamir: Founding;
beforeAll(async () => {
  plain = await found({ seed: 'typed', policy: oneGroup(3, 5) });
  ours = await found({ seed: 'typed in groups', policy: banksAndRegulators });
  shamir = await found({ seed: 'no words' });
});

const wordsOf = ({ unsigned }: Founding, index: number) => fromUtf8(unsigned[index - 1]!.share).split(' ');
const bytesOf = (words: readonly string[]) => utf8(words.join(' '));
const valuesOf = (words: readonly string[]) => words.map((word) => slip39Words.indexOf(word));
const next = (word: string) => slip39Words[(slip39Words.indexOf(word) + 1) % 1024]!;

describe('the word list', () => {
  it('knows each word by its first four letters, and no two words by the same', () => {
    for (const [value, word] of slip39Words.entries()) {
      expect(completeWord(utf8(word.slice(0, 4)))).toBe(value);
      expect(completeWord(utf8(word))).toBe(value);
      expect(fromUtf8(asciiOf(wordListOf('slip39'), [value]))).toBe(word);
      expect(wordValue(utf8(word))).toBe(value);
    }
    expect(completeWord(utf8('ac'))).toBe('several');
    expect(completeWord(utf8('acadx'))).toBe('none');
    expect(completeWord(utf8('academics'))).toBe('none');
    expect(fromUtf8(asciiOf(wordListOf('slip39'), [0, 1023]))).toBe('academic zero');
  });
});

describe('what is known of a share before its words', () => {
  it('is its first four words, with groups and without', () => {
    for (const founding of [plain, ours])
      for (const { index } of founding.unsigned)
        expect(headOf(founding.set, index)).toEqual(valuesOf(wordsOf(founding, index).slice(0, 4)));
  });

  it('tells a word of another set by SHARE-WORDS-SET, and which set that was', () => {
    const strange = valuesOf(wordsOf(plain, 1));
    const at = (count: number, others: readonly OtherSet[] = []) =>
      headRefusal(ours.set, 1, others, strange.slice(0, count));
    expect(at(1)).toMatchObject({ code: 'SHARE-WORDS-SET', subject: 'c1' });
    expect(at(1)?.text.en).toContain(
      'Word 1 is not how the shares of this set begin: it is misread, or of another set.',
    );
    const { id, epoch } = plain.set;
    const old: OtherSet = { id, epoch, state: 'retired', date: '2026-05-04T00:00:00.000Z', set: plain.set };
    expect(at(1, [old])?.text).toMatchObject({
      en: expect.stringContaining(`so begin the shares of epoch ${epoch}, retired on 2026-05-04`) as string,
      zh: expect.stringContaining('已于 2026-05-04 停用') as string,
    });
    expect(headRefusal(plain.set, 1, [], strange.slice(0, 2))).toBeUndefined();
  });

  it("tells another holder's or group's share by SHARE-WORDS-PLACE", () => {
    const second = valuesOf(wordsOf(ours, 2));
    expect(headRefusal(ours.set, 1, [], second.slice(0, 3))).toBeUndefined();
    const member = headRefusal(ours.set, 1, [], second.slice(0, 4));
    expect(member).toMatchObject({ code: 'SHARE-WORDS-PLACE', subject: 'c1' });
    expect(member?.text.en).toContain('so begins that of c2.');
    const regulator = headRefusal(ours.set, 1, [], valuesOf(wordsOf(ours, 4)).slice(0, 3));
    expect(regulator?.text.en).toContain('Word 3 is not how the share of c1 begins: so begins that of c4, c5.');
    const odd = [...second.slice(0, 3), (second[3]! + 5) % 1024];
    expect(headRefusal(ours.set, 1, [], odd)?.text.en).toContain('it is misread');
    expect(headRefusal(ours.set, 1, [], second.slice(0, 5))).toBeUndefined();
  });
});

describe('the words of a share', () => {
  const of = (founding: Founding, index: number, words: readonly string[], others: readonly OtherSet[] = []) =>
    judgeWords(bytesOf(words), founding.set, index, { others }).verdict;

  it('are intact where the set commits to them, and stand in a quorum beside envelopes', () => {
    for (const founding of [plain, ours])
      for (const { index } of founding.unsigned)
        expect(of(founding, index, wordsOf(founding, index))).toMatchObject({
          ok: true,
          code: 'SHARE-INTACT',
          index,
          custodian: `c${index}`,
          setId: founding.set.id,
        });
    const typed = judgeWords(bytesOf(wordsOf(plain, 2)), plain.set, 2).envelope!;
    expect(guardQuorum([plain.envelopes[4]!, typed, plain.envelopes[0]!], plain.set).map(({ index }) => index)).toEqual(
      [1, 2, 5],
    );
  });

  it('sign a receipt as the share itself does', () => {
    const words = bytesOf(wordsOf(plain, 2));
    const typed = judgeWords(words, plain.set, 2).envelope!;
    const receipt = readReceipt(signReceipt(typed, '2026-11-22T00:00:00.000Z'));
    const shares = plain.set.shares.map((share) => ({
      ...share,
      receiptKey: toHex(receiptKey(typed.set, 2, words)),
    }));
    expect(() => checkReceipt(receipt, { ...plain.set, shares })).not.toThrow();
  });

  it('count once: the second is a duplicate', () => {
    const words = bytesOf(wordsOf(plain, 2));
    expect(judgeWords(words, plain.set, 2, { seen: new Set([2]) }).verdict.code).toBe('SHARE-DUPLICATE');
  });

  it('are told by the word that is wrong', () => {
    const words = wordsOf(plain, 2);
    const code = (changed: readonly string[]) => of(plain, 2, changed);
    expect(code(words.with(13, 'fourteen'))).toMatchObject({ ok: false, code: 'SHARE-SLIP39-WORD', custodian: 'c2' });
    expect(code(words.with(13, 'fourteen')).text.en).toContain('Word 14 of 33 is not in the word list');
    expect(code(words.with(13, next(words[13]!)))).toMatchObject({ code: 'SHARE-SLIP39-CHECKSUM-WORD' });
    expect(code(words.slice(1))).toMatchObject({ code: 'SHARE-SLIP39-LENGTH' });
    expect(code([...words.slice(1, 33), words[0]!])).toMatchObject({ code: 'SHARE-SLIP39-CHECKSUM' });
    expect(of(plain, 3, words)).toMatchObject({ code: 'SHARE-WORDS-PLACE' });
    expect(of(ours, 1, words)).toMatchObject({ code: 'SHARE-WORDS-SET' });
  });

  it('that are sound and not those committed to are altered', () => {
    const forged = encode({
      ...{ identifier: plain.set.identifier!, extendable: true, exponent: 0, group: 0, groupThreshold: 0 },
      ...{ groupCount: 0, member: 1, memberThreshold: 2, value: new Uint8Array(32).fill(7) },
    });
    expect(wordsRefusal(plain.set, 2, [], utf8(forged))).toBeUndefined();
    expect(of(plain, 2, forged.split(' '))).toMatchObject({ ok: false, code: 'SHARE-ALTERED', index: 2 });
  });

  it('of a set that was retired are told by its epoch', () => {
    const { id, epoch } = plain.set;
    const old: OtherSet = { id, epoch, state: 'retired', date: '2026-05-04T00:00:00.000Z', set: plain.set };
    expect(of(ours, 1, wordsOf(plain, 4), [old])).toMatchObject({ code: 'SHARE-RETIRED', custodian: 'c4', index: 4 });
  });

  it('are asked for where there are words, of somebody who holds them', () => {
    expect(slotOfHolder(ours.set, 'c4').index).toBe(4);
    const refused = (change: object) => expect.objectContaining(change) as Error;
    expect(slotOfHolder(shamir.set, 'c1').index).toBe(1);
    expect(() => demandHolder('vault-gf256', ['c1'], 'c1')).toThrow(refused({ code: 'SHARE-WORDS-SCHEME' }));
    expect(() => slotOfHolder(ours.set, 'c9')).toThrow(refused({ code: 'SHARE-WORDS-HOLDER', subject: 'c9' }));
    expect(() => demandHolder('slip39', ['c1'], 'c1')).not.toThrow();
  });
});

it('an envelope is never believed without its signature', () => {
  const [first] = plain.envelopes;
  const bad = { ...first!, signature: first!.signature.with(0, first!.signature[0]! ^ 1) };
  expect(judgeShare(bad, plain.set)).toMatchObject({ ok: false, code: 'SHARE-ALTERED' });
});

describe('words of a Shamir share', () => {
  const list = wordListOf('shamir');
  const shareOf = (index: number, from = shamir) => from.unsigned[index - 1]!.share;
  const asWords = (share: Uint8Array) => fromUtf8(asciiOf(list, wordValues('shamir', share))).split(' ');

  it('are its bytes in the PGP list, 33 of them, and their bytes come back', () => {
    const words = asWords(shareOf(1));
    expect(words).toHaveLength(33);
    expect(words).toEqual(toWords(shareOf(1)).map((word) => word.toLowerCase()));
    expect(bytesOfWords(bytesOf(words))).toEqual(shareOf(1));
    for (const place of [0, 1])
      for (let value = 0; value < 256; value++) {
        const word = list.word(value, place);
        expect(list.complete(utf8(word), place)).toBe(value);
        expect(list.complete(utf8(word), place + 1)).toBe('none');
        expect(word.length).toBeLessThanOrEqual(list.longest);
      }
  });

  it('stand in docs/pgp-words.txt, a line for each byte, for whoever has no program of ours', () => {
    const lines = readFileSync('docs/pgp-words.txt', 'utf8').trimEnd().toLowerCase().split('\n');
    expect(lines).toEqual(Array.from({ length: 256 }, (_, byte) => `${list.word(byte, 0)} ${list.word(byte, 1)}`));
  });

  it('are judged by the commitment alone, as the share itself would be', () => {
    const { envelope, verdict } = judgeWords(bytesOf(asWords(shareOf(2))), shamir.set, 2);
    expect(verdict).toMatchObject({ ok: true, code: 'SHARE-INTACT', index: 2, custodian: 'c2' });
    expect(envelope).toMatchObject({ x: shamir.unsigned[1]!.x, share: shareOf(2) });
    const three = [1, 2, 3].map((index) => judgeWords(bytesOf(asWords(shareOf(index))), shamir.set, index).envelope!);
    expect(guardQuorum(three, shamir.set)).toHaveLength(3);
  });

  it.each([
    ['SHARE-WORDS-LIST', (words: string[]) => words.with(4, 'academic'), /^Word 5 /],
    ['SHARE-WORDS-LIST', (words: string[]) => [words[1]!, words[0]!, ...words.slice(2)], /^Word 1 /],
    ['SHARE-WORDS-LIST', (words: string[]) => words.toSpliced(6, 1), /^Word 7 /],
    ['SHARE-WORDS-COUNT', (words: string[]) => words.slice(0, 32), /^These are 32 words/],
    ['SHARE-WORDS-COMMITMENT', (words: string[]) => [words[2]!, words[1]!, words[0]!, ...words.slice(3)], /misread/],
    ['SHARE-WORDS-COMMITMENT', () => asWords(shareOf(3)), /those of c3/],
  ])('%s: nothing of what was typed is repeated', (code, change, says) => {
    const words = change(asWords(shareOf(1)));
    const refusal = wordsRefusal(shamir.set, 1, [], bytesOf(words));
    expect(refusal?.code).toBe(code);
    expect(refusal?.text.en).toMatch(says);
    for (const word of words.slice(8, 12)) expect(`${refusal!.text.en} `).not.toContain(` ${word} `);
  });

  it('of a set that is not in force are told by it', async () => {
    const old = await found({ seed: 'no words before' });
    const { id, epoch } = old.set;
    const other: OtherSet = { id, epoch, state: 'retired', date: '2026-05-04T00:00:00.000Z', set: old.set };
    const words = bytesOf(asWords(shareOf(4, old)));
    expect(judgeWords(words, shamir.set, 1, { others: [other] }).verdict).toMatchObject({ code: 'SHARE-RETIRED' });
  });
});
