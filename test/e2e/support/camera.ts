/**
 * A camera for a browser that has none: Chromium's own fake device, which plays a film that is made here from a sheet's
 * real pages, over and over. A film that is written anew is another one from the next picture on.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printSheet } from '../../../main/app/sheet.ts';
import type { Grey } from '../../../main/paper/picture.ts';

/** What makes pictures of a PDF's pages. */
export const draws = spawnSync('pdftoppm', ['-v']).error === undefined;

export const frame = { width: 1280, height: 720 } as const;
/** A page of four codes fits between the edges of a frame. */
const dpi = 100;

/** Switches for a browser with so many cameras, which show a clock, and a microphone; all of them fakes. */
export const cameras = (count: number): string[] => [`--use-fake-device-for-media-stream=device-count=${count}`];
/** Switches for a browser with one camera, before which a film plays. */
export const playing = (film: string): string[] => [...cameras(1), `--use-file-for-fake-video-capture=${film}`];

/** A browser that is always started with these switches besides its own. */
export function wrapped(executable: string, more: readonly string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rootseal-camera-')), 'browser');
  writeFileSync(file, `#!/bin/sh\nexec '${executable}' ${more.map((one) => `'${one}'`).join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Every page of a share's sheet, as it comes out of the printer. */
export async function pagesOf(dir: string, custodian: string): Promise<Grey[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-pages-'));
  const sheet = join(folder, 'sheet.pdf');
  await printSheet(dir, custodian, sheet);
  execFileSync('pdftoppm', ['-gray', '-r', String(dpi), sheet, join(folder, 'page')]);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
  return pages.toSorted().map((name) => readPgm(readFileSync(join(folder, name))));
}

function readPgm(bytes: Buffer): Grey {
  const [head = '', width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64)) ?? [];
  return { width: Number(width), height: Number(height), data: new Uint8Array(bytes.subarray(head.length)) };
}

/** Parts of a page, from 0 to 1, that somebody's hand lies on. */
export type Covered = readonly { readonly x: number; readonly y: number; readonly w: number; readonly h: number }[];

/** What a camera sees of a page that is held so that its codes are in sight: greyer than paper, on a desk. */
export function held(page: Grey, covered: Covered = []): Grey {
  const { width, height } = frame;
  const data = new Uint8Array(width * height).fill(96);
  const left = (width - page.width) >> 1;
  // The codes of a page begin below its heading.
  const top = Math.round(page.height * 0.18);
  const under = (x: number, y: number) =>
    covered.some((box) => x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h);
  for (let y = 0; y < height && y + top < page.height; y++)
    for (let x = 0; x < page.width; x++) {
      const shade = page.data[(y + top) * page.width + x] ?? 0;
      data[y * width + left + x] = under(x / page.width, (y + top) / page.height) ? 128 : 24 + Math.round(shade * 0.8);
    }
  return { width, height, data };
}

/** Two pages of which one half covers the other: the upper two codes are of one, the lower two of the other. */
export function overlaid(upper: Grey, lower: Grey): Grey {
  const data = upper.data.slice();
  const from = Math.round(lower.height * 0.5) * lower.width;
  data.set(lower.data.subarray(from), from);
  return { ...upper, data };
}

/** Where the four codes of a page lie, as parts of the page. */
export const quarter = (part: 1 | 2 | 3 | 4) => ({
  x: part % 2 === 1 ? 0.05 : 0.5,
  y: part <= 2 ? 0.2 : 0.505,
  w: 0.45,
  h: 0.3,
});

/** Always as many, and written in place: the browser reads on while another film is written, and must find each of them. */
const count = 3;

/** Writes a film of up to three pictures, four a second, as raw frames (YUV4MPEG2) that every Chromium reads. */
export function film(file: string, pictures: readonly Grey[]): void {
  const colours = Buffer.alloc((frame.width * frame.height) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${frame.width} H${frame.height} F4:1 Ip A1:1 C420jpeg\n`);
  const shown = Array.from({ length: count }, (_, n) => pictures[n % pictures.length]!);
  const frames = shown.flatMap(({ data }) => [Buffer.from('FRAME\n'), data, colours]);
  writeFileSync(file, Buffer.concat([head, ...frames]), { flag: existsSync(file) ? 'r+' : 'w' });
}
