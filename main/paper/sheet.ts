/** A sheet as a PDF. */
import type { SheetLayout } from '../core/paper/layout.ts';
import { drawBlock } from './blocks.ts';
import type { Fonts } from './glyphs.ts';
import { Pen } from './pen.ts';

export type { Fonts } from './glyphs.ts';

/** The file, A4, tagged, all fonts embedded as subsets. The same layout and fonts give the same bytes. */
export async function drawSheet(layout: SheetLayout, fonts: Fonts): Promise<Uint8Array> {
  const pen = new Pen(layout, fonts);
  for (const { title, blocks } of layout.pages) {
    pen.page(title);
    for (const block of blocks) drawBlock(pen, block);
  }
  return pen.end();
}
