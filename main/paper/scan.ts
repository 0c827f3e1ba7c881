/**
 * The texts of all QR codes in a picture of a page. The library's own time limit is for its further tries alone,
 * and wide, so that a busy machine reads what an idle one does.
 */
import { decodeQRBatch } from 'qr/decode.js';
import { gather } from '../core/paper/collect.ts';
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

/**
 * `scanPicture` of pixels, as a camera has them. What is found depends a little on how the page lies and how large it
 * is: as long as a row of parts is not complete, the picture is looked at anew, turned and halved.
 */
export async function scanGrey(picture: Grey): Promise<string[]> {
  const found = new Set<string>();
  for (const view of views(picture)) {
    for (const text of await codesIn(view)) found.add(text);
    if (isComplete([...found])) break;
  }
  return [...found];
}

function* views(picture: Grey): Generator<Grey> {
  yield picture;
  yield upsideDown(picture);
  const half = halved(picture);
  if (half.width < smallest || half.height < smallest) return;
  yield half;
  yield upsideDown(half);
}

/** Less than a code of version 1 with its quiet zone. */
const smallest = 29;

async function codesIn({ width, height, data }: Grey): Promise<string[]> {
  // Of a planar picture the library looks at its first plane, the brightness: what is here.
  const [results] = await decodeQRBatch([{ width, height, data }], {
    format: 'I420',
    effort: 9,
    timeLimit: 20_000,
    maxSize: { width, height },
  });
  return (results ?? []).filter((each) => typeof each === 'string');
}

/** Whether every row of parts that begins here ends here. What is wrong with a part is for others to say. */
function isComplete(texts: readonly string[]): boolean {
  try {
    const all = gather(texts.map((text) => ({ text, from: '' })));
    return all.length > 0 && all.every(({ missing }) => missing.length === 0);
  } catch {
    return true;
  }
}

const upsideDown = ({ width, height, data }: Grey): Grey => ({ width, height, data: data.toReversed() });

/** Four pixels become one. */
function halved({ width, height, data }: Grey): Grey {
  const small = { width: width >> 1, height: height >> 1 };
  const result = new Uint8Array(small.width * small.height);
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++) {
      const at = 2 * y * width + 2 * x;
      result[y * small.width + x] = (data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!) >> 2;
    }
  return { ...small, data: result };
}
