/** Words copied by hand into a blank form, read back and compared; the form itself. */
import { describe, expect, it } from 'vitest';
import { blankLayout } from '../../../main/core/paper/blank.ts';
import { compareWords, copyRefusal } from '../../../main/core/paper/words.ts';
import { groupedSet, sheetInput } from './paper.ts';

const shown = ['academic', 'acid', 'acne', 'acquire'];

describe('words read back', () => {
  it('are the same in any case and with blanks around', () => {
    expect(copyRefusal(shown, [' Academic', 'ACID', 'acne ', 'Acquire'])).toBeUndefined();
  });

  it('that differ are named by their box, never by the word', () => {
    const refusal = copyRefusal(shown, ['academic', 'acne', 'acid', 'acquire']);
    expect(refusal?.code).toBe('PAPER-WORDS-DIFFER');
    expect(refusal?.text.en).toContain('box: 2, 3');
    for (const word of shown) expect(`${refusal!.text.en}${refusal!.text.zh}`).not.toContain(word);
  });

  it('are judged one by one', () => {
    expect(compareWords(shown, ['academic', 'acid', '', 'acquir']).map(({ ok }) => ok)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(compareWords(shown, [])).toHaveLength(4);
  });

  it.each([3, 5, 0])('%i words for 4 boxes are refused', (count) => {
    expect(
      copyRefusal(
        shown,
        Array.from({ length: count }, () => 'acid'),
      )?.code,
    ).toBe('PAPER-WORDS-COUNT');
  });
});

describe('the blank form', () => {
  it.each([20, 33] as const)('has %i empty boxes, says whose share it is, and nothing of the share', (boxes) => {
    const { pages } = blankLayout({ ...sheetInput(), boxes });
    const blocks = pages.flatMap((page) => page.blocks);
    expect(blocks).toContainEqual({ kind: 'boxes', count: boxes });
    expect(JSON.stringify(blocks)).toContain('王芳');
    expect(blocks.some(({ kind }) => kind === 'codes' || kind === 'lines')).toBe(false);
  });

  it('of a set with groups says their rule', () => {
    const said = JSON.stringify(blankLayout({ ...sheetInput({ set: groupedSet }), boxes: 33 }).pages);
    expect(said).toContain('2 of the 2 Banks and 1 of the 1 Regulators');
    expect(said).toContain('“银行”2 份中的 2 份，并有“监管机构”1 份中的 1 份');
    expect(said).not.toMatch(/any 3|任意 3/);
  });
});
