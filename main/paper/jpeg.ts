/** Pictures in JPEG (ITU T.81), baseline and progressive, as grey bytes: by jpeg-js, held to a size and a memory. */
import { decode } from 'jpeg-js';
import { type Grey, PictureFault, demandSize } from './picture.ts';

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/** @throws PictureFault */
export function readJpeg(bytes: Uint8Array): Grey {
  const { width, height, data } = decoded(bytes);
  demandSize(width, height);
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++)
    grey[i] = (data[3 * i]! * 77 + data[3 * i + 1]! * 151 + data[3 * i + 2]! * 28) >> 8;
  return { width, height, data: grey };
}

function decoded(bytes: Uint8Array) {
  try {
    return decode(bytes, { useTArray: true, formatAsRGBA: false, maxResolutionInMP: 60, maxMemoryUsageInMB: 1024 });
  } catch {
    throw new PictureFault({ en: 'it is cut short, damaged or too large', zh: '文件不完整、已损坏或过大' });
  }
}
