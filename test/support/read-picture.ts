/**
 * Reads a picture of words back by its shapes: each place of a letter is compared with the 26 letters as they are drawn
 * alone. What it reads it has seen in the pixels; it knows no word.
 */
import { boxPixels, boxesShown, wordPicture } from '../../main/core/paper/word-picture.ts';
import { type Boxes, boxesOf, inkOf } from '../../renderer/secret/picture.ts';

const alphabet = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
/** Columns of the place of a letter, and where the first one begins: measured on the picture, not taken from the code. */
const first = 10;
const step = 42;
const reach = 41;

type Ink = Uint8ClampedArray;

const at = (ink: Ink, width: number, x: number, y: number) => (x < width ? (ink[4 * (y * width + x) + 3] ?? 0) : 0);

/** How different the place of a letter is from a shape that was drawn at the first place. */
function difference(ink: Ink, shape: Ink, { width, height }: Boxes, left: number): number {
  let sum = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < reach; x++) sum += Math.abs(at(ink, width, left + x, y) - at(shape, width, first + x, y));
  return sum;
}

const shapes = alphabet.map((letter) => {
  const picture = wordPicture([letter]);
  return { letter, ink: inkOf(picture, boxesOf(picture)!, 0) };
});

function wordIn(ink: Ink, boxes: Boxes): string {
  let word = '';
  for (let left = first; left + reach <= boxes.width; left += step) {
    const empty = Array.from({ length: boxes.height * reach }).every(
      (_, i) => at(ink, boxes.width, left + (i % reach), Math.floor(i / reach)) === 0,
    );
    if (empty) break;
    const found = shapes
      .map(({ letter, ink: shape }) => ({ letter, away: difference(ink, shape, boxes, left) }))
      .sort((a, b) => a.away - b.away);
    word += found[0]!.letter;
  }
  return word;
}

/** The words of a picture as the vault sends it; empty boxes are left out. */
export function readPicture(picture: Uint8Array): string[] {
  const boxes = boxesOf(picture)!;
  return Array.from({ length: boxes.count }, (_, box) => wordIn(inkOf(picture, boxes, box), boxes)).filter(Boolean);
}

/** The word on one canvas, from the ink of its pixels: one hexadecimal digit each. */
export const readBox = (ink: string): string =>
  wordIn(
    Uint8ClampedArray.from({ length: 4 * ink.length }, (_, i) =>
      i % 4 === 3 ? 17 * Number.parseInt(ink.charAt(i >> 2), 16) : 0,
    ),
    { ...boxPixels, count: boxesShown },
  );

/** How far apart the two letters are that look most alike, of the ink of one letter. */
export function closestLetters(): { readonly letters: string; readonly away: number } {
  const boxes: Boxes = { ...boxPixels, count: boxesShown };
  const pairs = shapes.flatMap((a, i) =>
    shapes.slice(i + 1).map((b) => ({ letters: a.letter + b.letter, away: difference(a.ink, b.ink, boxes, first) })),
  );
  return pairs.sort((a, b) => a.away - b.away)[0]!;
}
