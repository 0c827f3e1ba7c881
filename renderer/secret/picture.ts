/**
 * A picture of words as the vault sends it (docs/formats.md section 4): boxes one below the other, four bits of ink a
 * pixel. It is drawn on canvases, one a box, and is nothing but pixels on this side.
 */

/** Width and height of a box, u16 each. */
const headLength = 4;

export interface Boxes {
  readonly width: number;
  readonly height: number;
  /** Boxes that there are places for. */
  readonly count: number;
}

/** What a picture is of; undefined for bytes that are none. */
export function boxesOf(picture: Uint8Array): Boxes | undefined {
  if (picture.length < headLength) return undefined;
  const { buffer, byteOffset } = picture;
  const head = new DataView(buffer, byteOffset, headLength);
  const [width, height] = [head.getUint16(0), head.getUint16(2)];
  const count = ((picture.length - headLength) * 2) / (width * height);
  return width > 0 && height > 0 && Number.isInteger(count) ? { width, height, count } : undefined;
}

/** Pixels of one box, from 0, in RGBA: black, as thick as there is ink. The caller zeroes them. */
export function inkOf(picture: Uint8Array, { width, height }: Boxes, box: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height);
  const first = headLength * 2 + box * width * height;
  for (let i = 0; i < width * height; i++) {
    const pair = picture[(first + i) >> 1] ?? 0;
    pixels[4 * i + 3] = 17 * ((first + i) % 2 === 0 ? pair >> 4 : pair & 15);
  }
  return pixels;
}
