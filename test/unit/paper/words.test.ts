/** Words copied by hand into a blank form, read back and compared; the form itself. */
import { describe, expect, it } from 'vitest';
import { blankLayout } from '../../../main/core/paper/blank.ts';
import { formNumber, tidyFormNumber } from '../../../main/core/paper/form.ts';
import { copyRefusal } from '../../../main/core/paper/words.ts';
import { groupedSet, sheetInput } from './paper.ts';

const shown = Int16Array.of(0, 1, 2, 1023);

describe('words read back', () => {
  it('are compared one by one, as far as they were read', () => {
    for (const count of [0, 1, 4]) expect(copyRefusal(shown, shown.subarray(0, count))).toBeUndefined();
  });

  it('that differ are named by their box, never by what stands in it', () => {
    const refusal = copyRefusal(shown, [0, 2, 1, 1023]);
    expect(refusal).toMatchObject({ code: 'PAPER-WORDS-DIFFER', exit: 1 });
    expect(refusal?.text.en).toContain('box: 2, 3.');
    expect(refusal?.text.zh).toContain('2, 3');
    expect(copyRefusal(shown, [0, 1, 3])?.text.en).toContain('box: 3.');
  });
});

describe('the number of a form', () => {
  const set = 'a1'.repeat(16);
  it('is of one share, one set and one count of boxes', () => {
    const [first] = [formNumber({ set, index: 1, boxes: 33 })];
    expect(first).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    const others = [
      { set, index: 2, boxes: 33 },
      { set, index: 1, boxes: 20 },
      { set: 'a2'.repeat(16), index: 1, boxes: 33 },
    ] as const;
    expect(new Set([first, ...others.map(formNumber)]).size).toBe(4);
  });

  it.each(['k3qz7abc', ' K3QZ 7ABC', 'k3qz-7abc'])('is read as %j', (typed) => {
    expect(tidyFormNumber(typed)).toBe('K3QZ-7ABC');
  });

  it('has no digit that looks like a letter', () => {
    expect(tidyFormNumber('0183-oibz')).toBe('OIB3-OIBZ');
  });
});

describe('the blank form', () => {
  it.each([20, 33] as const)('has %i empty boxes, says whose share it is, and nothing of the share', (boxes) => {
    const { pages } = blankLayout({ ...sheetInput(), boxes });
    const blocks = pages.flatMap((page) => page.blocks);
    expect(blocks).toContainEqual({ kind: 'boxes', count: boxes });
    expect(JSON.stringify(blocks)).toContain('王芳');
    expect(JSON.stringify(blocks)).toContain(
      formNumber({ set: sheetInput().set.id, index: sheetInput().index, boxes }),
    );
    expect(blocks.some(({ kind }) => kind === 'codes' || kind === 'lines')).toBe(false);
  });

  it('says how often it is checked, how, and has rows for that, on the page that holds no word', () => {
    const [first, second] = blankLayout({ ...sheetInput({ checkMonths: 3 }), boxes: 33 }).pages;
    expect(JSON.stringify(second)).toContain('Check it every 3 months, alone');
    expect(first?.blocks.some(({ kind }) => kind === 'record')).toBe(false);
    expect(second?.blocks.some(({ kind }) => kind === 'record')).toBe(true);
    expect(JSON.stringify(second)).toContain(
      `rootseal share check words:c1 --set share-sets/${sheetInput().set.id}.json`,
    );
  });

  it('of a set with groups says their rule', () => {
    const said = JSON.stringify(blankLayout({ ...sheetInput({ set: groupedSet }), boxes: 33 }).pages);
    expect(said).toContain('2 of the 2 Banks and 1 of the 1 Regulators');
    expect(said).toContain('“银行”2 份中的 2 份，并有“监管机构”1 份中的 1 份');
    expect(said).not.toMatch(/any 3|任意 3/);
  });
});
