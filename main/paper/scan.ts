/**
 * The texts of all QR codes in a picture of a page. The library's own time limit is for its further tries alone: a
 * page that is clear takes a fraction of it.
 */
import { decodeQRBatch } from 'qr/decode.js';
import { isJpeg, readJpeg } from './jpeg.ts';
import type { Grey } from './picture.ts';
import { isPng, readPng } from './png.ts';

export { PictureFault } from './picture.ts';

export const isPicture = (bytes: Uint8Array): boolean => isPng(bytes) || isJpeg(bytes);

/**
 * Texts of the codes that were found, each once; empty when there is none.
 * @throws PictureFault
 */
export async function scanPicture(bytes: Uint8Array): Promise<string[]> {
  return scanGrey(isPng(bytes) ? readPng(bytes) : readJpeg(bytes));
}

/** `scanPicture` of pixels, as a camera has them. */
export async function scanGrey({ width, height, data }: Grey): Promise<string[]> {
  // Of a planar picture the library looks at its first plane, the brightness: what is here.
  const [results] = await decodeQRBatch([{ width, height, data }], {
    format: 'I420',
    effort: 9,
    timeLimit: 1000,
    maxSize: { width, height },
  });
  return [...new Set((results ?? []).filter((each) => typeof each === 'string'))];
}
