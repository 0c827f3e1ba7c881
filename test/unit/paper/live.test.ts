/** A sheet before a camera: codes one by one, repeated, of two sheets, damaged; what was read before stays good. */
import { describe, expect, it } from 'vitest';
import { toParts } from '../../../main/core/paper/frame.ts';
import { mostCodes, nothingSeen, seen } from '../../../main/core/paper/live.ts';
import { noise, setId } from './paper.ts';

const parts = (seed: number, set = setId) =>
  toParts({ content: { kind: 'share', index: 1 }, set, bytes: noise(823, seed) });
const [one, two, three, four] = parts(1) as [string, string, string, string];

describe('what a camera has read', () => {
  it('grows code by code in any order, and a code that is read again changes nothing', () => {
    const half = seen(seen(nothingSeen, [four, one]), [one, four, three]);
    expect(half.all).toMatchObject([{ have: [1, 3, 4], missing: [2], total: 4 }]);
    expect(seen(half, [one])).toEqual(half);
    expect(seen(half, [two]).all[0]?.bytes).toEqual(noise(823, 1));
  });

  it('tells two sheets apart by their names, and each may become whole', () => {
    const other = parts(2, '00'.repeat(16));
    const both = seen(nothingSeen, [one, other[1]!, two, other[0]!, three, four]);
    expect(both.all.map(({ name, missing }) => [name.en.slice(0, 25), missing])).toEqual([
      ['share 1 of set ca9fccb6… ', []],
      ['share 1 of set 00000000… ', [3, 4]],
    ]);
  });

  it('says of a code that it is of no sheet, until one of a sheet is read', () => {
    const strange = seen(nothingSeen, ['https://example.org']);
    expect(strange).toEqual({ ...nothingSeen, foreign: true });
    expect(seen(strange, [one]).foreign).toBe(false);
  });

  it('leaves out what does not fit, says why without a file’s name, and goes on', () => {
    const before = seen(nothingSeen, [one, two]);
    const forged = two.replace(/.{8}$/, 'AAAAAAAA');
    for (const [wrong, code] of [
      [forged, 'PAPER-CONFLICT'],
      [one.replace('ROOTSEAL1', 'ROOTSEAL2'), 'PAPER-VERSION'],
      [one.replace('SHARE', 'SHAPE'), 'PAPER-PART'],
    ] as const) {
      const after = seen(before, [wrong]);
      expect([after.problem?.code, after.all]).toEqual([code, before.all]);
      if (code !== 'PAPER-CONFLICT')
        expect([after.problem?.text.en, after.problem?.text.zh]).toEqual([
          expect.stringContaining('the picture of the camera'),
          expect.stringContaining('摄像头画面'),
        ]);
      expect(seen(after, [three]).problem).toBeUndefined();
    }
  });

  it('is not complete while its parts together are not what they say', () => {
    const lie = three.replace(/.{8}$/, 'AAAAAAAA');
    const last = seen(nothingSeen, [one, two, lie, four]);
    expect([last.problem?.code, last.all[0]?.bytes, last.all[0]?.missing]).toEqual(['PAPER-DIGEST', undefined, [4]]);
  });

  it('is never more than a few sheets', () => {
    const many = Array.from({ length: 12 }, (_, n) =>
      toParts({ content: { kind: 'share', index: 1 }, set: setId, bytes: noise(8800, n + 1) }),
    ).flat();
    expect(many.length).toBeGreaterThan(mostCodes);
    expect(seen(nothingSeen, many).found).toHaveLength(mostCodes);
    expect(seen(seen(nothingSeen, many), [one]).found).toHaveLength(mostCodes);
  });
});
