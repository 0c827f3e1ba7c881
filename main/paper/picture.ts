/** What every kind of picture becomes, and why one is refused. Pictures come from anywhere: sizes are looked at first. */
import type { Text } from '../core/rules.ts';

/** One byte a pixel, 0 black, row by row from the top left. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A4 at 600 dots per inch has 35 million. */
const mostPixels = 60_000_000;

export class PictureFault extends Error {
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.en);
    this.name = 'PictureFault';
    this.reason = reason;
  }
}

/** @throws PictureFault for a picture without pixels or with too many */
export function demandSize(width: number, height: number): void {
  if (width === 0 || height === 0) throw new PictureFault({ en: 'it is empty', zh: '图片为空' });
  if (width * height <= mostPixels) return;
  const size = `${width} × ${height}`;
  throw new PictureFault({
    en: `it has ${size} pixels; 300 dots per inch are enough`,
    zh: `它有 ${size} 像素；300 dpi 即可`,
  });
}
