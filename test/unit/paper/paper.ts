/** A share set, facts and pictures for the tests of paper. */
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { SheetInput } from '../../../main/core/paper/facts.ts';
import type { ShareSet } from '../../../main/core/shares/set.ts';
import type { Fonts } from '../../../main/paper/sheet.ts';
import { matrices } from '../../../main/paper/codes.ts';
import type { Grey } from '../../../main/paper/picture.ts';
import { fontFiles } from '../../../main/app/fonts.ts';

/** Bytes that look random and are the same each time. */
export function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

export const setId = 'ca9fccb6e22ea476a1d86c7d886156f4';

export const shareSet: ShareSet = {
  format: 'rootseal.share-set/1',
  consortium: 'food-trace',
  ceremony: '00112233445566778899aabbccddeeff',
  id: setId,
  epoch: 2,
  scheme: 'shamir',
  m: 2,
  n: 3,
  roots: ['7909d77529abfc9d99cb8999381484b6ebde09608495aee34aaca0804cef0c50'],
  shares: [
    { index: 1, x: 17, custodian: { id: 'c1', name: { zh: '王芳', en: 'Wang Fang' } }, commitment: '11'.repeat(32) },
    { index: 2, x: 99, custodian: { id: 'c2', name: { zh: '李强', en: 'Li Qiang' } }, commitment: '22'.repeat(32) },
    { index: 3, x: 3, custodian: { id: 'c3', name: { zh: '𠮷野', en: 'Yoshino 🔑/x' } }, commitment: '33'.repeat(32) },
  ],
  rehearsal: true,
  signer: { suite: 'ed25519', publicKey: '44'.repeat(32) },
  signature: '55'.repeat(64),
};

/** The same of words, in groups: the first two holders of the bank, the third a regulator. */
export const groupedSet: ShareSet = {
  ...shareSet,
  ...{ scheme: 'slip39', identifier: 1, m: 3 },
  groups: {
    threshold: 2,
    list: [
      { id: 'banks', name: { zh: '银行', en: 'Banks' }, m: 2, n: 2 },
      { id: 'state', name: { zh: '监管机构', en: 'Regulators' }, m: 1, n: 1 },
    ],
  },
  shares: shareSet.shares.map((share, i) => ({ ...share, group: i < 2 ? 'banks' : 'state' })),
};

/** What a sheet is made of; `over` changes what a test is about. */
export function sheetInput(over: Partial<SheetInput> = {}): SheetInput {
  return {
    consortium: { id: 'food-trace', name: { zh: '食品溯源联盟', en: 'Food Traceability Consortium' } },
    set: shareSet,
    index: 1,
    seal: { kind: 'passphrase', workFactor: 18 },
    roots: [{ id: 'root-ed', suite: 'ed25519', fingerprint: shareSet.roots[0]! }],
    time: '2026-11-21T02:00:00.000Z',
    software: { name: 'rootseal', version: '0.1.0' },
    share: noise(700),
    sealed: [{ id: 'root-ed', bytes: noise(300, 7) }],
    ...over,
  };
}

export function fonts(): Fonts {
  const read = (path: string) =>
    new Uint8Array(readFileSync(new URL(`../../../node_modules/${path}`, import.meta.url)));
  const { text, bold, mono, monoBold } = fontFiles;
  return { text: read(text), bold: read(bold), mono: read(mono), monoBold: read(monoBold) };
}

/** Codes two in a row on white, `scale` pixels a module: a page as a scanner gives it. */
export function page(texts: readonly string[], scale = 3): Grey {
  const drawn = matrices(texts);
  const edge = 6;
  const cell = (drawn[0]!.length + 2 * edge) * scale;
  const [width, height] = [2 * cell, Math.ceil(drawn.length / 2) * cell];
  const data = new Uint8Array(width * height).fill(255);
  for (const [i, matrix] of drawn.entries()) {
    const [left, top] = [(i % 2) * cell + edge * scale, Math.floor(i / 2) * cell + edge * scale];
    for (let y = 0; y < matrix.length * scale; y++)
      for (let x = 0; x < matrix.length * scale; x++)
        if (matrix[Math.floor(y / scale)]![Math.floor(x / scale)]) data[(top + y) * width + left + x] = 0;
  }
  return { width, height, data };
}

export interface PngKind {
  readonly depth: number;
  readonly type: number;
  readonly filter?: number;
  readonly interlace?: number;
}

const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The picture as a PNG of any kind; for a palette, index 0 is black and the highest is white. */
export function png({ width, height, data }: Grey, { depth, type, filter = 0, interlace = 0 }: PngKind): Uint8Array {
  const count = channels[type]!;
  const stride = Math.ceil((width * depth * count) / 8);
  const lines = new Uint8Array((stride + 1) * height);
  const step = Math.max(1, (depth * count) >> 3);
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const line = new Uint8Array(stride);
    for (let x = 0; x < width; x++)
      for (let c = 0; c < count; c++)
        put(line, x * count + c, c === 3 || (type === 4 && c === 1) ? 255 : data[y * width + x]!, depth);
    lines[y * (stride + 1)] = filter;
    lines.set(filtered(line, above, step, filter), y * (stride + 1) + 1);
    above = line;
  }
  const header = new Uint8Array([...u32(width), ...u32(height), depth, type, 0, 0, interlace]);
  const most = (1 << depth) - 1;
  const palette = Uint8Array.from({ length: 3 * (most + 1) }, (_, i) => Math.round((255 * Math.floor(i / 3)) / most));
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      chunk('IHDR', header),
      ...(type === 3 ? [chunk('PLTE', palette)] : []),
      chunk('IDAT', deflateSync(lines)),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

function put(line: Uint8Array, i: number, shade: number, depth: number): void {
  if (depth === 16) line[2 * i] = line[2 * i + 1] = shade;
  else if (depth === 8) line[i] = shade;
  else line[(i * depth) >> 3]! |= (shade >> (8 - depth)) << (8 - depth - ((i * depth) & 7));
}

function filtered(line: Uint8Array, above: Uint8Array, step: number, filter: number): Uint8Array {
  return line.map((value, i) => {
    const left = i < step ? 0 : line[i - step]!;
    const up = above[i]!;
    const corner = i < step ? 0 : above[i - step]!;
    const estimate = left + up - corner;
    const [a, b, c] = [estimate - left, estimate - up, estimate - corner].map(Math.abs) as [number, number, number];
    const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
    return value - [0, left, up, (left + up) >> 1, paeth][filter]!;
  });
}

const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** The checksum is not looked at here, nor by the reader: an age file guards itself. */
const chunk = (type: string, data: Uint8Array) =>
  Buffer.concat([Buffer.from(u32(data.length)), Buffer.from(type), data, Buffer.from(u32(0))]);
