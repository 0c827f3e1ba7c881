/**
 * The capital letters as strokes of a round pen, for words that are shown as a picture: drawn here so that whoever holds
 * a secret word needs no library of fonts for it. One shape a letter, no two alike, none of them thin.
 *
 * A letter stands in a box 8 wide and 12 high; a point is its x and its y in one hexadecimal digit each. A stroke with a
 * tilde is a curve (a quadratic B-spline through its first and last point), any other goes straight from point to point.
 */

const drawn = {
  A: '0c 40 8c, 19 79',
  B: '00 0c, ~00 40 70 76 46 06, ~06 46 86 8c 4c 0c',
  C: '~83 80 40 00 0c 4c 8c 89',
  D: '00 0c, ~00 30 80 8c 3c 0c',
  E: '80 00 0c 8c, 06 66',
  F: '80 00 0c, 06 66',
  G: '~83 80 40 00 0c 4c 8c 87, 47 87',
  H: '00 0c, 80 8c, 06 86',
  I: '40 4c, 20 60, 2c 6c',
  J: '~70 78 7c 3c 0c 09',
  K: '00 0c, 80 07, 35 8c',
  L: '00 0c 8c',
  M: '0c 00 47 80 8c',
  N: '0c 00 8c 80',
  O: '~40 80 8c 0c 00 40',
  P: '00 0c, ~00 40 80 87 47 07',
  Q: '~40 80 8c 0c 00 40, 58 8c',
  R: '00 0c, ~00 40 80 87 47 07, 47 8c',
  S: '~83 80 40 00 06 46 86 8c 4c 0c 09',
  T: '00 80, 40 4c',
  U: '~00 08 0c 4c 8c 88 80',
  V: '00 4c 80',
  W: '00 2c 44 6c 80',
  X: '00 8c, 80 0c',
  Y: '00 46 80, 46 4c',
  Z: '00 80 0c 8c',
} as const;

export const letterSize = { width: 8, height: 12 } as const;

type Point = readonly [x: number, y: number];
/** From one point to another, in units of the letter's box. */
export type Segment = readonly [from: Point, to: Point];

const pieces = 6;
const middle = ([ax, ay]: Point, [bx, by]: Point): Point => [(ax + bx) / 2, (ay + by) / 2];

/** Every segment of a letter, by its code in ASCII (A to Z). */
const segments: ReadonlyMap<number, readonly Segment[]> = new Map(
  Object.entries(drawn).map(([letter, strokes]) => [letter.charCodeAt(0), strokes.split(', ').flatMap(segmentsOf)]),
);

export const segmentsOfLetter = (code: number): readonly Segment[] => segments.get(code) ?? [];

function segmentsOf(stroke: string): Segment[] {
  const corners = stroke
    .replace('~', '')
    .split(' ')
    .map((pair): Point => [Number.parseInt(pair.charAt(0), 16), Number.parseInt(pair.charAt(1), 16)]);
  const line = stroke.startsWith('~') ? curve(corners) : corners;
  return line.slice(1).map((to, i): Segment => [line[i]!, to]);
}

/** Each corner bends the way between the middles of its two sides. */
function curve(corners: readonly Point[]): Point[] {
  const [first, last] = [corners[0]!, corners.at(-1)!];
  const inner = corners.slice(1, -1);
  return [
    first,
    ...inner.flatMap((corner, i) => {
      const from = i === 0 ? first : middle(inner[i - 1]!, corner);
      const to = i === inner.length - 1 ? last : middle(corner, inner[i + 1]!);
      return Array.from({ length: pieces }, (_, n) => bent(from, corner, to, (n + 1) / pieces));
    }),
  ];
}

function bent(from: Point, corner: Point, to: Point, t: number): Point {
  const at = (i: 0 | 1) => (1 - t) ** 2 * from[i] + 2 * (1 - t) * t * corner[i] + t ** 2 * to[i];
  return [at(0), at(1)];
}
