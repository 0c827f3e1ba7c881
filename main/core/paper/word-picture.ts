/**
 * Words as a picture, for a window that must not have them as text: one box below the other, as they stand on the blank
 * form, each with one word in capital letters. Shades of grey in four bits a pixel, two pixels a byte, 0 nothing and
 * 15 ink; every picture has one size, whatever stands in it (docs/formats.md section 4).
 */
import { type Segment, letterSize, segmentsOfLetter } from './letters.ts';

/** Boxes of one picture. */
export const boxesShown = 3;
/** Pixels of one box: the longest word of either list has eleven letters. */
export const boxPixels = { width: 480, height: 80 } as const;
/** Bytes in front: width and height of a box, u16 each. */
const headLength = 4;
const perBox = (boxPixels.width * boxPixels.height) / 2;
export const pictureLength = headLength + boxesShown * perBox;

/** Pixels of one unit of a letter's box, from one letter to the next, half the width of the pen. */
const unit = 4;
const step = letterSize.width * unit + 10;
const pen = 3;
const margin = { left: 14, top: (boxPixels.height - letterSize.height * unit) / 2 } as const;

/** The picture of at most `boxesShown` words (ASCII letters of any case). Secret: the caller zeroes it. */
export function wordPicture(words: readonly string[]): Uint8Array {
  const picture = emptyPicture();
  for (const [box, word] of words.entries()) {
    const pixels = picture.subarray(headLength + box * perBox, headLength + (box + 1) * perBox);
    for (let i = 0; i < word.length; i++) drawLetter(pixels, word.charCodeAt(i) & 0xdf, margin.left + i * step);
  }
  return picture;
}

/** A picture of nothing, of the same size. */
export function emptyPicture(): Uint8Array {
  const picture = new Uint8Array(pictureLength);
  const { width, height } = boxPixels;
  picture.set([width >> 8, width & 255, height >> 8, height & 255]);
  return picture;
}

function drawLetter(pixels: Uint8Array, code: number, left: number): void {
  const strokes = segmentsOfLetter(code);
  const reach = pen + 1;
  for (let y = margin.top - reach; y <= margin.top + letterSize.height * unit + reach; y++)
    for (let x = left - reach; x <= left + letterSize.width * unit + reach; x++) {
      const away = Math.min(...strokes.map((stroke) => distance(stroke, (x - left) / unit, (y - margin.top) / unit)));
      put(pixels, x, y, Math.round(15 * Math.min(1, Math.max(0, pen + 0.5 - away * unit))));
    }
}

/** Behind ink that is there already nothing gets lighter: letters stand close to each other. */
function put(pixels: Uint8Array, x: number, y: number, ink: number): void {
  if (ink === 0) return;
  const at = y * boxPixels.width + x;
  const shift = at % 2 === 0 ? 4 : 0;
  const before = pixels[at >> 1]!;
  if (((before >> shift) & 15) < ink) pixels[at >> 1] = (before & (0xf0 >> shift)) | (ink << shift);
}

/** From a point to a stroke. */
function distance([[ax, ay], [bx, by]]: Segment, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
