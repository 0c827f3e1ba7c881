/**
 * A sheet to PDF beside pdfkit drawing a bare page with the same fonts and the same words, and the codes of a scanned page beside
 * zbarimg, a native program, on the same picture. Ratios of medians, sides in turns; zbarimg's time has its start in it.
 * Run: node bench/paper.ts [--json]. Needs pdftoppm and zbarimg (test/strangers/paper/setup.sh).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { readFonts } from '../main/app/fonts.ts';
import { sheetLayout } from '../main/core/paper/sheet.ts';
import { scanPicture } from '../main/paper/scan.ts';
import { drawSheet } from '../main/paper/sheet.ts';
import { sheetInput } from '../test/unit/paper/paper.ts';
import { inTurns, line } from './harness.ts';
import type { Result } from './harness.ts';

type Action = () => unknown;
const rounds = 9;

/** One call a turn: each takes long enough. */
const compare = (name: string, ours: Action, peerName: string, peer: Action) =>
  inTurns({ name, ours, peerName, peer }, rounds);

const dir = mkdtempSync(join(tmpdir(), 'rootseal-bench-'));
const fonts = readFonts();
const layout = sheetLayout(sheetInput());
const pdf = await drawSheet(layout, fonts);
writeFileSync(join(dir, 'sheet.pdf'), pdf);

/** The words of the sheet on one page, nothing measured, nothing tagged, no codes: the least that pdfkit can do. */
async function barePage(): Promise<number> {
  const doc = new PDFDocument({ size: 'A4', font: '' });
  const words = JSON.stringify(layout.pages.slice(0, 5)).slice(0, 3000);
  for (const font of [fonts.text, fonts.bold]) doc.font(Buffer.from(font)).fontSize(5).text(words);
  doc.end();
  let length = 0;
  for await (const chunk of doc) length += (chunk as Buffer).length;
  return length;
}

function picture(dpi: number): string {
  const name = join(dir, `page-${String(dpi)}`);
  const args = ['-r', String(dpi), '-gray', '-png', '-f', '2', '-l', '2', '-singlefile', join(dir, 'sheet.pdf'), name];
  if (spawnSync('pdftoppm', args).status !== 0) throw new Error('pdftoppm is missing: test/strangers/paper/setup.sh');
  return `${name}.png`;
}

async function scans(dpi: number): Promise<Result> {
  const file = picture(dpi);
  const bytes = new Uint8Array(readFileSync(file));
  const zbar = () => {
    const found = spawnSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).stdout.trim().split('\n').length;
    if (found !== 4) throw new Error(`zbarimg read ${String(found)} of 4 codes`);
  };
  const ours = async () => {
    const found = (await scanPicture(bytes)).length;
    if (found !== 4) throw new Error(`${String(found)} of 4 codes were read`);
  };
  return compare(`4 codes of a page at ${String(dpi)} dpi`, ours, 'zbarimg', zbar);
}

const results = [
  await compare('sheet to PDF', () => drawSheet(layout, fonts), 'pdfkit, one bare page', barePage),
  await scans(100),
  await scans(300),
];
rmSync(dir, { recursive: true });
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, rounds, results }, null, 2));
else for (const result of results) console.log(line(result));
