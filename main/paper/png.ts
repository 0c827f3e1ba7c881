/**
 * Pictures in PNG (ISO/IEC 15948) as grey bytes: every colour type and depth, not interlaced. The hard part, inflate,
 * is Node's own; it gets exactly the room that the header asks for, so that no small file can fill the memory.
 */
import { inflateSync } from 'node:zlib';
import { type Grey, PictureFault, demandSize } from './picture.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const isPng = (bytes: Uint8Array): boolean => signature.every((byte, i) => bytes[i] === byte);

interface Header {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample: 1, 2, 4, 8, 16. */
  readonly depth: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha. */
  readonly type: number;
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** @throws PictureFault */
export function readPng(bytes: Uint8Array): Grey {
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks.find(({ type }) => type === 'IHDR')?.data);
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data ?? new Uint8Array();
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const stride = strideOf(header);
  const lines = inflated(packed, (stride + 1) * header.height);
  unfilter(lines, stride, header);
  return greyOf(lines, stride, header, palette);
}

function chunksOf(bytes: Uint8Array): { type: string; data: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length !== length) throw cutShort();
    chunks.push({ type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), data });
    at += 12 + length;
  }
  return chunks;
}

const cutShort = () => new PictureFault({ en: 'it is cut short or damaged', zh: '文件不完整或已损坏' });
const unknown = () => new PictureFault({ en: 'its kind of PNG is not known here', zh: '不认识该种 PNG' });

function headerOf(data: Uint8Array | undefined): Header {
  if (data?.length !== 13) throw cutShort();
  const view = new DataView(data.buffer, data.byteOffset, 13);
  const header = { width: view.getUint32(0), height: view.getUint32(4), depth: data[8]!, type: data[9]! };
  demandSize(header.width, header.height);
  if (data[12] === 1)
    throw new PictureFault({ en: 'it is interlaced; save it without', zh: '为隔行格式；请存为非隔行' });
  if (!depthsOf[header.type]?.includes(header.depth) || data[10] !== 0 || data[11] !== 0 || data[12] !== 0)
    throw unknown();
  return header;
}

const strideOf = ({ width, depth, type }: Header) => Math.ceil((width * depth * channelsOf[type]!) / 8);

function inflated(packed: Uint8Array, length: number): Uint8Array {
  try {
    const lines = inflateSync(packed, { maxOutputLength: length });
    if (lines.length === length) return lines;
  } catch {
    // Damaged, or more than the header said: the same to whoever scanned it.
  }
  throw cutShort();
}

/** Undoes the filters in place; the filter's byte stands before each line. One loop a filter: it is the hot part. */
function unfilter(lines: Uint8Array, stride: number, { height, depth, type }: Header): void {
  const step = Math.max(1, (depth * channelsOf[type]!) >> 3);
  let above: Uint8Array = new Uint8Array(stride);
  for (let row = 0; row < height; row++) {
    const at = row * (stride + 1) + 1;
    const line = lines.subarray(at, at + stride);
    const undo = filters[lines[at - 1]!];
    if (undo === undefined) throw cutShort();
    undo(line, above, step);
    above = line;
  }
}

/** Filters 0 to 4 of section 9.2: none, sub, up, average, Paeth. What lies left of the line counts as 0. */
const filters: readonly ((line: Uint8Array, above: Uint8Array, step: number) => void)[] = [
  () => undefined,
  (line, _, step) => {
    for (let i = step; i < line.length; i++) line[i]! += line[i - step]!;
  },
  (line, above) => {
    for (let i = 0; i < line.length; i++) line[i]! += above[i]!;
  },
  (line, above, step) => {
    for (let i = 0; i < step; i++) line[i]! += above[i]! >> 1;
    for (let i = step; i < line.length; i++) line[i]! += (line[i - step]! + above[i]!) >> 1;
  },
  (line, above, step) => {
    for (let i = 0; i < step; i++) line[i]! += above[i]!;
    for (let i = step; i < line.length; i++) line[i]! += paeth(line[i - step]!, above[i]!, above[i - step]!);
  },
];

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function greyOf(lines: Uint8Array, stride: number, header: Header, palette: Uint8Array): Grey {
  const { width, height } = header;
  const data = new Uint8Array(width * height);
  const shade = shadeOf(header, palette);
  for (let y = 0; y < height; y++) {
    const line = lines.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let x = 0; x < width; x++) data[y * width + x] = shade(line, x);
  }
  return { width, height, data };
}

/** The brightness of pixel x of a line. Of 16 bits the upper 8 are enough to tell black from white. */
function shadeOf({ depth, type }: Header, palette: Uint8Array): (line: Uint8Array, x: number) => number {
  const channels = channelsOf[type]!;
  const bytes = depth >> 3;
  const pixel = channels * bytes;
  if (type === 3) return (line, x) => luma(palette, 3 * (depth === 8 ? line[x]! : bitsAt(line, x, depth)));
  if (depth < 8) return (line, x) => (bitsAt(line, x, depth) * 255) / ((1 << depth) - 1);
  if (channels < 3) return (line, x) => line[x * pixel]!;
  return (line, x) => brightness(line[x * pixel]!, line[x * pixel + bytes]!, line[x * pixel + 2 * bytes]!);
}

const bitsAt = (line: Uint8Array, i: number, depth: number) =>
  (line[(i * depth) >> 3]! >> (8 - depth - ((i * depth) & 7))) & ((1 << depth) - 1);
const luma = (rgb: Uint8Array, at: number) => brightness(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
const brightness = (r: number, g: number, b: number) => (r * 77 + g * 151 + b * 28) >> 8;
