/**
 * The icon: a seal whose ring is held by five, three of them filled. One list of shapes in a square of 96 by 96 makes
 * both the SVG and, by counting covered points, the PNGs (W3C PNG, third edition, sections 5 and 11).
 */
import { crc32, deflateSync } from 'node:zlib';

export const iconSizes = [16, 32, 48, 64, 128, 256] as const;

type Shape = { readonly fill: string } & (
  | { readonly kind: 'square'; readonly radius: number }
  | { readonly kind: 'disc'; readonly x: number; readonly y: number; readonly r: number }
  | { readonly kind: 'wedge'; readonly points: readonly (readonly [number, number])[] }
);

const side = 96;
const blue = '#0b4f94';
const pale = '#8fb8e0';
const white = '#ffffff';

/** Five around a ring, the first above. */
const holders = Array.from({ length: 5 }, (_, n): Shape => {
  const turn = (n / 5) * 2 * Math.PI;
  return {
    kind: 'disc',
    fill: n === 0 || n === 1 || n === 4 ? white : pale,
    x: round(48 + 33 * Math.sin(turn)),
    y: round(48 - 33 * Math.cos(turn)),
    r: 8,
  };
});

const shapes: readonly Shape[] = [
  { kind: 'square', fill: blue, radius: 20 },
  ...holders,
  { kind: 'disc', fill: white, x: 48, y: 48, r: 18 },
  { kind: 'disc', fill: blue, x: 48, y: 44, r: 5.5 },
  {
    kind: 'wedge',
    fill: blue,
    points: [
      [46, 46],
      [50, 46],
      [53, 58],
      [43, 58],
    ],
  },
];

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function iconSvg(): string {
  const drawn = shapes.map((shape) => {
    const fill = `fill="${shape.fill}"`;
    if (shape.kind === 'square') return `<rect width="${side}" height="${side}" rx="${shape.radius}" ${fill}/>`;
    if (shape.kind === 'disc') return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.r}" ${fill}/>`;
    return `<polygon points="${shape.points.map((point) => point.join(',')).join(' ')}" ${fill}/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${drawn.join('')}</svg>\n`;
}

function covers(shape: Shape, x: number, y: number): boolean {
  if (shape.kind === 'disc') return Math.hypot(x - shape.x, y - shape.y) <= shape.r;
  if (shape.kind === 'square') {
    const over = (at: number) => Math.max(shape.radius - at, at - (side - shape.radius), 0);
    return Math.hypot(over(x), over(y)) <= shape.radius;
  }
  return shape.points.every(([px, py], n) => {
    const [qx, qy] = shape.points[(n + 1) % shape.points.length]!;
    return (qx - px) * (y - py) - (qy - py) * (x - px) >= 0;
  });
}

const topAt = (x: number, y: number) => shapes.findLast((shape) => covers(shape, x, y))?.fill;

/** Points to a side that are looked at in a pixel whose corners differ. */
const fine = 4;

/** Colours of the points of one pixel of `unit` of our lengths; undefined is nothing. */
function points(column: number, row: number, unit: number): (string | undefined)[] {
  const at = (dx: number, dy: number) => topAt((column + dx) * unit, (row + dy) * unit);
  const corners = [at(0.05, 0.05), at(0.95, 0.05), at(0.05, 0.95), at(0.95, 0.95)];
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
