/** The arithmetic of a long list: every row can be reached, also where the scroll bar had to be scaled. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clamp,
  heightOf,
  isScaled,
  pagesOf,
  placeOf,
  placeToSee,
  rowAfter,
  rowsAt,
  slotsOf,
  spacerOf,
  topOf,
  type List,
} from '../../../renderer/parts/rows-math.ts';

const short: List = { total: 100, row: 36, view: 500 };
const long: List = { total: 1_000_000, row: 56, view: 760 };
/** More than Chromium draws. */
const tallestElement = 33_554_432;

const lists = fc.record({
  total: fc.integer({ min: 1, max: 20_000_000 }),
  row: fc.integer({ min: 20, max: 120 }),
  view: fc.integer({ min: 100, max: 3000 }),
});

it('rows that are drawn together never share an element', () => {
  fc.assert(
    fc.property(lists, fc.nat(1_000_000), (list, y) => {
      expect(rowsAt(list, y).count).toBeLessThanOrEqual(slotsOf(list));
    }),
  );
});

describe('a scroll bar', () => {
  it('is the list itself while that is short', () => {
    expect(isScaled(short)).toBe(false);
    expect(spacerOf(short)).toBe(3600);
    expect(placeOf(short, 720)).toBe(720);
    expect(topOf(short, 720)).toBe(720);
  });
  it('is scaled where the list is taller than can be drawn', () => {
    expect(heightOf(long)).toBeGreaterThan(tallestElement);
    expect(spacerOf(long)).toBeLessThan(tallestElement);
    expect(isScaled(long)).toBe(true);
  });
  it('reaches the first and the last row at its ends', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const end = Math.max(0, spacerOf(list) - list.view);
        expect(rowsAt(list, placeOf(list, 0)).first).toBe(0);
        const { first, count } = rowsAt(list, placeOf(list, end));
        expect(first + count).toBe(list.total);
      }),
    );
  });
  it('says the place it was set to', () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const y = clamp(list, heightOf(list) * share);
        expect(placeOf(list, topOf(list, y))).toBeCloseTo(y, 3);
      }),
    );
  });
});

describe('rows in sight', () => {
  it('cover the window, and no more', () => {
    expect(rowsAt(short, 0)).toEqual({ first: 0, count: 14, offset: 0 });
    expect(rowsAt(short, 360)).toEqual({ first: 10, count: 14, offset: 0 });
    expect(rowsAt(short, 370)).toEqual({ first: 10, count: 15, offset: -10 });
    fc.assert(
      fc.property(lists, fc.nat(1_000_000), (list, y) => {
        const { count, offset } = rowsAt(list, y);
        const end = offset + count * list.row;
        expect(offset).toBeLessThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(Math.min(list.view, heightOf(list) - clamp(list, y)) - 1e-6);
      }),
    );
    expect(rowsAt({ ...short, total: 3 }, 0)).toEqual({ first: 0, count: 3, offset: 0 });
    expect(rowsAt({ ...short, total: 0 }, 0)).toEqual({ first: 0, count: 0, offset: 0 });
  });
  it('hold each row that was gone to, whole', () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (list, n, share) => {
        fc.pre(list.view >= list.row);
        const index = n % list.total;
        const y = placeToSee(list, index, clamp(list, heightOf(list) * share));
        expect(index * list.row).toBeGreaterThanOrEqual(y - 1e-6);
        expect((index + 1) * list.row).toBeLessThanOrEqual(y + list.view + 1e-6);
      }),
    );
  });
  it('stay where they are when the row is seen already', () => {
    expect(placeToSee(short, 5, 100)).toBe(100);
  });
});

describe('keys', () => {
  it('move by rows and by pages, and stay inside', () => {
    expect(rowAfter(short, 'ArrowDown', 0)).toBe(1);
    expect(rowAfter(short, 'ArrowUp', 0)).toBe(0);
    expect(rowAfter(short, 'PageDown', 0)).toBe(12);
    expect(rowAfter(short, 'PageUp', 5)).toBe(0);
    expect(rowAfter(long, 'End', 3)).toBe(999_999);
    expect(rowAfter(long, 'Home', 999_999)).toBe(0);
    expect(rowAfter(long, 'ArrowDown', 999_999)).toBe(999_999);
    expect(rowAfter(short, 'a', 3)).toBeUndefined();
    expect(rowAfter({ ...short, total: 0 }, 'End', 0)).toBeUndefined();
  });
});

describe('pages to fetch', () => {
  it('hold all the rows in sight', () => {
    expect(pagesOf(0, 30, 100)).toEqual([0]);
    expect(pagesOf(95, 10, 100)).toEqual([0, 1]);
    expect(pagesOf(100, 100, 100)).toEqual([1]);
    expect(pagesOf(5, 0, 100)).toEqual([]);
  });
});
