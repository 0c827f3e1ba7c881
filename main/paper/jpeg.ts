/**
 * Pictures in JPEG (ITU T.81), baseline and progressive, as grey bytes: by jpeg-js, held to a size and a memory. It
 * makes room for every pixel that a header claims before it looks for one, so what a file cannot hold is refused before.
 */
import { decode } from 'jpeg-js';
import { readU16 } from '../core/encoding/bytes.ts';
import { type Grey, PictureFault, demandSize } from './picture.ts';

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** A block of 8 × 8 pixels has at least one bit of its own (section F.1.2: each difference of DC has a code). */
const mostPixelsPerByte = 64 * 8;

/** @throws PictureFault */
export function readJpeg(bytes: Uint8Array): Grey {
  for (const { width, height } of frames(bytes)) {
    demandSize(width, height);
    if (width * height > mostPixelsPerByte * bytes.length) throw cutShort();
  }
  const { width, height, data } = decoded(bytes);
  demandSize(width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++)
    grey[i] = (data[3 * i]! * 77 + data[3 * i + 1]! * 151 + data[3 * i + 2]! * 28) >> 8;
  return { width, height, data: grey };
}

const cutShort = () =>
  new PictureFault({ en: 'it is cut short, damaged or too large', zh: '文件不完整、已损坏或过大' });

function decoded(bytes: Uint8Array) {
  try {
    return decode(bytes, { useTArray: true, formatAsRGBA: false, maxResolutionInMP: 60, maxMemoryUsageInMB: 1024 });
  } catch {
    throw cutShort();
  }
}

const isMarker = (code = 0) => code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd7);
/** SOF0 to SOF15 without DHT, JPG and DAC, which lie between them (table B.1). */
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);

/** The size that each frame header claims, wherever it stands: markers in order, coded data and segments left out. */
function* frames(bytes: Uint8Array): Generator<{ width: number; height: number }> {
  for (let at = 2; at + 9 <= bytes.length;) {
    const code = bytes[at + 1]!;
    if (bytes[at] !== 0xff || !isMarker(code)) {
      at += 1;
      continue;
    }
    if (isFrame(code)) yield { height: readU16(bytes, at + 5), width: readU16(bytes, at + 7) };
    at += 2 + readU16(bytes, at + 2);
  }
}
