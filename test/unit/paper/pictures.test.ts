/** Pictures: PNG of every kind and JPEG come to the same codes; what is damaged, too large or no sheet is said. */
import { deflateSync } from 'node:zlib';
import { encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { toParts } from '../../../main/core/paper/frame.ts';
import { readJpeg } from '../../../main/paper/jpeg.ts';
import { PictureFault } from '../../../main/paper/picture.ts';
import type { Grey } from '../../../main/paper/picture.ts';
import { readPng } from '../../../main/paper/png.ts';
import { isPicture, scanPicture } from '../../../main/paper/scan.ts';
import { noise, page, png, setId } from './paper.ts';

const parts = toParts({ content: { kind: 'share', index: 1 }, set: setId, bytes: noise(823) });
const sheet = page(parts);
const kinds = [
  ...[1, 2, 4, 8, 16].map((depth) => ({ depth, type: 0 })),
  ...[8, 16].flatMap((depth) => [2, 4, 6].map((type) => ({ depth, type }))),
  ...[1, 2, 4, 8].map((depth) => ({ depth, type: 3 })),
];
const filters = [0, 1, 2, 3, 4];

const rgba = ({ data }: Grey) => Buffer.from(Array.from(data, (grey) => [grey, grey, grey, 255]).flat());
const jpeg = (grey: Grey, quality = 60) =>
  new Uint8Array(encode({ width: grey.width, height: grey.height, data: rgba(grey) }, quality).data);
const good = png(sheet, { depth: 8, type: 0 });
const fault = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof PictureFault) return error.reason.en;
    throw error;
  }
  return 'accepted';
};

describe('PNG', () => {
  it.each(kinds)('of depth $depth, colour type $type, is the same picture under each filter', (kind) => {
    const small: Grey = {
      width: 13,
      height: 9,
      data: Uint8Array.from({ length: 117 }, (_, i) => ((i * 7) % 3 === 0 ? 255 : 0)),
    };
    for (const filter of filters) expect(readPng(png(small, { ...kind, filter })).data).toEqual(small.data);
  });

  it('keeps shades', () => {
    const shades: Grey = { width: 16, height: 16, data: Uint8Array.from({ length: 256 }, (_, i) => i) };
    for (const type of [0, 2, 3, 6])
      expect(readPng(png(shades, { depth: 8, type, filter: 4 })).data).toEqual(shades.data);
  });

  it('that is cut short, damaged or of no known kind is refused', () => {
    for (const length of [8, 20, 40, 200, good.length - 20])
      expect(fault(() => readPng(good.subarray(0, length)))).toContain('cut short');
    const flipped = good.slice();
    flipped[60]! ^= 0xff;
    expect(fault(() => readPng(flipped))).toContain('cut short');
    expect(fault(() => readPng(png(sheet, { depth: 8, type: 0, interlace: 1 })))).toContain('interlaced');
    expect(fault(() => readPng(png(sheet, { depth: 8, type: 0, interlace: 2 })))).toContain('not known');
    expect(fault(() => readPng(changedHeader(24, 3)))).toContain('not known');
    expect(fault(() => readPng(changedHeader(25, 5)))).toContain('not known');
  });

  it('of more pixels than any page is refused before it is unpacked, and so is one that unpacks to more than it says', () => {
    const wide = changedHeader(16, 0x7f);
    expect(fault(() => readPng(wide))).toContain('pixels');
    expect(fault(() => readPng(changedHeader(19, 1)))).toContain('cut short');
    const bomb = deflateSync(new Uint8Array(50_000_000));
    const at = Buffer.from(good).indexOf('IDAT') - 4;
    const head = Buffer.from(good.subarray(0, at + 8));
    head.writeUInt32BE(bomb.length, at);
    const before = process.memoryUsage().arrayBuffers;
    expect(fault(() => readPng(new Uint8Array(Buffer.concat([head, bomb, Buffer.alloc(4)]))))).toContain('cut short');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
  });

  it('without pixels is refused', () => {
    expect(fault(() => readPng(png({ width: 0, height: 0, data: new Uint8Array() }, { depth: 8, type: 0 })))).toContain(
      'empty',
    );
  });

  function changedHeader(at: number, to: number): Uint8Array {
    const changed = good.slice();
    changed[at] = to;
    return changed;
  }
});

describe('JPEG', () => {
  it('that is cut short or makes itself large is refused', () => {
    const bytes = jpeg(page(parts.slice(0, 1)));
    expect(fault(() => readJpeg(bytes.subarray(0, 100)))).toContain('cut short');
    const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
    const large = bytes.slice();
    large.set([0xff, 0xff, 0xff, 0xff], at + 5);
    expect(fault(() => readJpeg(large))).toContain('65535 × 65535');
  });
});

describe('a JPEG whose header claims more than its bytes can hold', () => {
  const small = jpeg({ width: 9, height: 7, data: noise(63) });
  const claiming = (bytes: Uint8Array, width: number, height: number) => {
    const changed = bytes.slice();
    const at = Buffer.from(bytes).lastIndexOf(Buffer.from([0xff, 0xc0]));
    changed.set([height >> 8, height & 255, width >> 8, width & 255], at + 5);
    return changed;
  };

  it.each([
    [7_000, 8_000],
    [65_500, 900],
  ])('%i × %i pixels, is refused before room is made for them', (width, height) => {
    const before = process.memoryUsage().rss;
    expect(fault(() => readJpeg(claiming(small, width, height)))).toMatch(/damaged or too large/);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('also in a second header behind the coded data, and not for what only looks like a header', () => {
    const second = Uint8Array.from([...small.slice(0, -2), ...claiming(small, 7_000, 8_000).slice(2)]);
    expect(fault(() => readJpeg(second))).toMatch(/damaged or too large/);
    const comment = [0xff, 0xfe, 0, 13, 0xff, 0xc0, 0, 17, 8, 0x1f, 0x40, 0x1f, 0x40, 3, 1];
    expect(readJpeg(Uint8Array.from([0xff, 0xd8, ...comment, ...small.slice(2)])).width).toBe(9);
  });

  it('while a blank page, the least that there is to hold, is read', () => {
    const blank = { width: 800, height: 600, data: new Uint8Array(480_000).fill(255) };
    expect(readJpeg(jpeg(blank, 1)).width).toBe(800);
  });
});

describe('a scanned page', () => {
  const same = async (bytes: Uint8Array) => expect((await scanPicture(bytes)).toSorted()).toEqual(parts.toSorted());

  it('gives all its codes, as PNG in black and white, grey and colour', async () => {
    for (const kind of [
      { depth: 1, type: 0 },
      { depth: 8, type: 0, filter: 4 },
      { depth: 8, type: 2 },
    ])
      await same(png(sheet, kind));
  });

  it('gives all its codes as a JPEG, also a poor one', async () => {
    await same(jpeg(sheet));
    await same(jpeg(sheet, 20));
  });

  it('with stains: a tenth of each code blotted out still reads', async () => {
    const stained = { ...sheet, data: sheet.data.slice() };
    const cell = sheet.width / 2;
    const side = Math.floor(cell / 3.4);
    for (const [left, top] of [
      [0, 0],
      [cell, 0],
      [0, cell],
      [cell, cell],
    ] as const)
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++)
          stained.data[(top + Math.floor(cell / 2.4) + y) * sheet.width + left + Math.floor(cell / 2.4) + x] = 128;
    await same(png(stained, { depth: 8, type: 0 }));
  });

  it('turned on its head or on its side still reads', async () => {
    const { width, height, data } = sheet;
    await same(png({ width, height, data: data.toReversed() }, { depth: 8, type: 0 }));
    const turned = Uint8Array.from(data, (_, i) => data[(height - 1 - (i % height)) * width + Math.floor(i / height)]!);
    await same(png({ width: height, height: width, data: turned }, { depth: 8, type: 0 }));
  });

  it('without a code gives none', async () => {
    const blank = { width: 400, height: 300, data: new Uint8Array(120_000).fill(255) };
    expect(await scanPicture(png(blank, { depth: 8, type: 0 }))).toEqual([]);
    expect(await scanPicture(png({ width: 1, height: 1, data: new Uint8Array(1) }, { depth: 8, type: 0 }))).toEqual([]);
  });

  it('is told from other files by its beginning', () => {
    expect(isPicture(good)).toBe(true);
    expect(isPicture(jpeg({ width: 1, height: 1, data: new Uint8Array(1) }))).toBe(true);
    for (const other of [new Uint8Array(), noise(50), new TextEncoder().encode('age-encryption.org/v1')])
      expect(isPicture(other)).toBe(false);
  });
});
