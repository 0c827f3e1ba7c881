/** Lines typed by hand: every slip is named by its line, nothing wrong comes through. */
import { describe, expect, it } from 'vitest';
import { fromLines, lineText, toLines } from '../../../main/core/paper/lines.ts';
import { refusalOf } from '../../refusal.ts';
import { noise } from './paper.ts';

const typed = (bytes: Uint8Array) => toLines(bytes).map(lineText);
const code = (text: string) => refusalOf(() => fromLines(text, 'lines.txt')).code;
const bytes = noise(823);
const lines = typed(bytes);

describe('typed lines', () => {
  it.each([1, 2, 24, 25, 26, 50, 823, 8000])('of %i bytes come back', (length) => {
    const whole = noise(length, length);
    expect(fromLines(typed(whole).join('\n'), 'x')).toEqual(whole);
  });

  it('come back in any order, in small letters, with other blanks, comments, repeats, and O I B as 0 1 8', () => {
    const sloppy = lines
      .toReversed()
      .map((line) => `  ${line.toLowerCase().replaceAll('o', '0').replaceAll('i', '1').replaceAll('b', '8')}\t`)
      .map((line) => line.replace('end', 'END'));
    const text = ['# page 3', '', ...sloppy, lines[4], ''].join('\r\n');
    expect(fromLines(text, 'x')).toEqual(bytes);
    expect(
      fromLines(
        lines
          .map((line) => line.split('  '))
          .map(([label = '', ...rest]) => `${label}: ${rest.join('').replaceAll(' ', '')}`)
          .join('\n'),
        'x',
      ),
    ).toEqual(bytes);
  });

  it('a slip in any place of a line is named by the line', () => {
    for (let at = 0; at < lines[6]!.length; at++) {
      const letter = lines[6]![at]!;
      if (!/[A-Z2-7]/.test(letter) || at < 2) continue;
      const slip = `${lines[6]!.slice(0, at)}${letter === 'K' ? 'L' : 'K'}${lines[6]!.slice(at + 1)}`;
      const refusal = refusalOf(() =>
        fromLines([...lines.slice(0, 6), slip, ...lines.slice(7)].join('\n'), 'lines.txt'),
      );
      expect(refusal).toMatchObject({ code: 'PAPER-LINE', subject: 'lines.txt' });
      expect(refusal.text.en).toContain('Line 7 ');
    }
  });

  it('a line under another’s number does not match', () => {
    expect(code([...lines.slice(0, 6), lines[6]!.replace(/^7/, '8'), ...lines.slice(7)].join('\n'))).toBe('PAPER-LINE');
  });

  it('two letters that changed places are seen', () => {
    const [a, b] = [lines[2]!.slice(0, 5), lines[2]!.slice(5)];
    expect(code([lines[0], lines[1], `${a}${b[1]!}${b[0]!}${b.slice(2)}`, ...lines.slice(3)].join('\n'))).toBe(
      'PAPER-LINE',
    );
  });

  it('missing lines are named, END among them', () => {
    const text = lines.filter((_, i) => i !== 3 && i !== lines.length - 1).join('\n');
    const refusal = refusalOf(() => fromLines(text, 'x'));
    expect(refusal.code).toBe('PAPER-LINE-MISSING');
    expect(refusal.text.en).toContain('missing: 4, END');
    expect(code(lines.at(-1)!)).toBe('PAPER-LINE-MISSING');
    expect(code('# nothing')).toBe('PAPER-LINE-MISSING');
  });

  it('a last line that is left out is seen by the digest', () => {
    expect(code([...lines.slice(0, -2), lines.at(-1)].join('\n'))).toBe('PAPER-LINES-DIGEST');
  });

  it('a line of another sheet is seen: by the digest, or beside its own', () => {
    const other = typed(noise(823, 2));
    expect(code([...lines.slice(0, 4), other[4], ...lines.slice(5)].join('\n'))).toBe('PAPER-LINES-DIGEST');
    expect(code([...lines, other[4]].join('\n'))).toBe('PAPER-LINE-TWICE');
  });

  it.each(['nonsense', '1', '1 A', '1  ABCDE 9BCDE KLMN', 'x1 ABCDE KLMNO', '1 ABC!E KLMNO', `1 ${'A'.repeat(70)}`])(
    '“%s” is no line',
    (line) => {
      expect(refusalOf(() => fromLines(`\n${line}`, 'x'))).toMatchObject({ code: 'PAPER-LINE-FORM', exit: 2 });
    },
  );
});
