/**
 * The icon is the mark of the page (renderer/parts/icon.tsx): a square seal, cut with a root that branches into shares.
 * One list of shapes in a square of 32 by 32 makes both the SVG and, by counting covered points, the PNGs (W3C PNG,
 * third edition, sections 5 and 11).
 */
import { crc32, deflateSync } from 'node:zlib';

export const iconSizes = [16, 32, 48, 64, 128, 256] as const;

type Point = readonly [x: number, y: number];
/** Four points of a cubic curve; a straight line is one as well. */
type Curve = readonly [Point, Point, Point, Point];

const side = 32;
const colours = { seal: '#0b5394', root: '#ffffff' } as const;

const seal = { from: 1, size: 30, radius: 7 } as const;
const straight = (from: Point, to: Point): Curve => [from, from, to, to];
const roots: readonly Curve[] = [
  straight([16, 6], [16, 25]),
  [
    [16, 15],
    [16, 19],
    [9, 18],
    [9, 24],
  ],
  [
    [16, 15],
    [16, 19],
    [23, 18],
    [23, 24],
  ],
];
/** Strokes are this far to each side, with round ends. */
const half = 1;
const knots: readonly { readonly at: Point; readonly r: number }[] = [
  { at: [16, 7.5], r: 2.6 },
  { at: [9, 24.2], r: 2 },
  { at: [16, 25.2], r: 2 },
  { at: [23, 24.2], r: 2 },
];

export function iconSvg(): string {
  const path = roots.map(([a, b, c, d]) => `M${a.join(' ')}C${[b, c, d].map((point) => point.join(' ')).join(' ')}`);
  const drawn = [
    `<rect x="${seal.from}" y="${seal.from}" width="${seal.size}" height="${seal.size}" rx="${seal.radius}" fill="${colours.seal}"/>`,
    `<path d="${path.join('')}" fill="none" stroke="${colours.root}" stroke-width="${2 * half}" stroke-linecap="round"/>`,
    ...knots.map(({ at, r }) => `<circle cx="${at[0]}" cy="${at[1]}" r="${r}" fill="${colours.root}"/>`),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${drawn.join('')}</svg>\n`;
}

function along([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (n: 0 | 1) => u ** 3 * a[n] + 3 * u * u * t * b[n] + 3 * u * t * t * c[n] + t ** 3 * d[n];
  return [mix(0), mix(1)];
}

/** The roots as short straight lines. */
const lines = roots.flatMap((curve) =>
  Array.from({ length: 12 }, (_, n) => [along(curve, n / 12), along(curve, (n + 1) / 12)] as const),
);

/** Is the point within `r` of the line from `a` to `b`? */
function nearLine(x: number, y: number, [a, b]: readonly [Point, Point], r: number): boolean {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const share = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
  const t = Math.min(Math.max(share, 0), 1);
  return (x - a[0] - t * dx) ** 2 + (y - a[1] - t * dy) ** 2 <= r * r;
}

function fillAt(x: number, y: number): string | undefined {
  const onKnot = knots.some(({ at, r }) => (x - at[0]) ** 2 + (y - at[1]) ** 2 <= r * r);
  if (onKnot || lines.some((line) => nearLine(x, y, line, half))) return colours.root;
  const { from, size, radius } = seal;
  const over = (at: number) => Math.max(from + radius - at, at - (from + size - radius), 0);
  return Math.hypot(over(x), over(y)) <= radius ? colours.seal : undefined;
}

/** Points to a side that are looked at in a pixel whose corners and middle differ. */
const fine = 4;

/** Colours of the points of one pixel of `unit` of our lengths; undefined is nothing. */
function points(column: number, row: number, unit: number): (string | undefined)[] {
  const at = (dx: number, dy: number) => fillAt((column + dx) * unit, (row + dy) * unit);
  const corners = [at(0.05, 0.05), at(0.95, 0.05), at(0.5, 0.5), at(0.05, 0.95), at(0.95, 0.95)];
  if (corners.every((fill) => fill === corners[0])) return [corners[0]];
  const steps = Array.from({ length: fine }, (_, n) => (n + 0.5) / fine);
  return steps.flatMap((dy) => steps.map((dx) => at(dx, dy)));
}

/** Red, green, blue and cover, 0 to 255 each. */
function pixel(fills: readonly (string | undefined)[]): number[] {
  const there = fills.filter((fill) => fill !== undefined).map((fill) => Buffer.from(fill.slice(1), 'hex'));
  const mean = (n: number) =>
    Math.round(there.reduce((sum, colour) => sum + colour[n]!, 0) / Math.max(there.length, 1));
  return [mean(0), mean(1), mean(2), Math.round((there.length * 255) / fills.length)];
}

export function iconPng(size: number): Buffer {
  const places = Array.from({ length: size }, (_, n) => n);
  const unit = side / size;
  // Each row begins with its filter, 0: none.
  const rows = places.flatMap((row) => [0, ...places.flatMap((column) => pixel(points(column, row, unit)))]);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
