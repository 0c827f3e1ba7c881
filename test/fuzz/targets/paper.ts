/** What comes back from paper: codes, lines typed by hand, Base32, pictures. */
import { fromBase32, toBase32 } from '../../../main/core/paper/base32.ts';
import { gather, oneSheet } from '../../../main/core/paper/collect.ts';
import { readPart, toParts } from '../../../main/core/paper/frame.ts';
import { fromLines, lineText, toLines } from '../../../main/core/paper/lines.ts';
import { isJpeg, readJpeg } from '../../../main/paper/jpeg.ts';
import { PictureFault } from '../../../main/paper/picture.ts';
import { isPng, readPng } from '../../../main/paper/png.ts';
import { type Run, type Target, bytesOf, demandSame, read, short, textOf } from '../target.ts';

/** Texts of codes, one a line. A whole that was put together is written as the same codes. */
function parts(bytes: Uint8Array): boolean {
  const found = textOf(bytes)
    .split('\n')
    .map((text) => ({ text, from: 'codes.txt' }));
  for (const { text, from } of found) read(() => readPart(text, from));
  const all = read(() => gather(found));
  if (all === undefined) return false;
  read(() => oneSheet(all));
  const wholes = all.filter((one) => one.bytes !== undefined);
  for (const { content, set, bytes: whole } of wholes) {
    const texts = found.map(({ text }) => text);
    for (const text of toParts({ content, set, bytes: whole! }))
      if (!texts.includes(text)) throw new Error(`a code that was never read: ${text}`);
  }
  return wholes.length > 0;
}

/** Lines in any order and spelling; what they hold is written as lines that read back to it. */
function lines(bytes: Uint8Array): boolean {
  const found = read(() => fromLines(textOf(bytes), 'lines.txt'));
  if (found === undefined) return false;
  const again = toLines(found).map(lineText).join('\n');
  demandSame(fromLines(again, 'lines.txt'), found, 'lines');
  return true;
}

function base32(bytes: Uint8Array): boolean {
  const text = textOf(bytes);
  const found = fromBase32(text);
  if (found !== undefined) demandSame(bytesOf(toBase32(found)), bytesOf(text), 'Base32');
  demandSame(fromBase32(toBase32(bytes))!, bytes, 'Base32 back');
  return found !== undefined;
}

function picture(is: (bytes: Uint8Array) => boolean, of: typeof readPng): Run {
  return (bytes) => {
    if (!is(bytes)) return false;
    try {
      const { width, height, data } = of(bytes);
      if (data.length !== width * height) throw new Error('not one byte a pixel');
      return true;
    } catch (error) {
      if (!(error instanceof PictureFault)) throw error;
      return false;
    }
  };
}

export const paperTargets: readonly Target[] = [
  { name: 'paper-codes', seconds: short, run: parts },
  { name: 'paper-lines', seconds: short, run: lines },
  { name: 'base32', seconds: short, run: base32 },
  { name: 'png', seconds: short, run: picture(isPng, readPng) },
  { name: 'jpeg', seconds: short, run: picture(isJpeg, readJpeg) },
];
