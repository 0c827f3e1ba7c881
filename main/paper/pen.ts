/**
 * The one place where pdfkit draws: A4 pages with a head and a foot, text that is measured before it is set, blocks
 * that go over to the next page, and a structure tree for readers that do not see (PDF 1.7 tagged).
 *
 * The same calls give the same bytes: the only time in the file is handed in, fonts are handed in as bytes.
 */
import PDFDocument from 'pdfkit';
import type { Lang, Text } from '../core/rules.ts';
import { readable } from './glyphs.ts';
import type { Fonts } from './glyphs.ts';

export type Face = 'text' | 'bold' | 'mono' | 'monoBold';

export interface Style {
  readonly face: Face;
  readonly size: number;
  /** Grey of the letters: 0 black, 1 white. */
  readonly grey?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly leading?: number;
  /** English alone: quotation marks of a Latin width, where the Chinese font has them wide. */
  readonly latin?: boolean;
}

export interface Front {
  readonly title: Text;
  readonly running: Text;
  readonly rehearsal: boolean;
  /** ISO time, the only one in the file. */
  readonly time: string;
}

/**
 * No ligatures in code: `!=` and `->` stay two characters, as they are typed. (A map of features switches them off; the
 * typings know only lists, which switch on.)
 */
const asTyped = { liga: false, calt: false, clig: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];
function lettersOf({ face, latin = false }: Style): { features?: PDFKit.Mixins.OpenTypeFeatures[] } {
  if (face === 'mono' || face === 'monoBold') return { features: asTyped };
  return latin ? { features: ['pwid'] } : {};
}

/** The font in hand, as pdfkit keeps it. */
interface Opened {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

type Structure = 'H1' | 'H2' | 'P' | 'Figure' | 'Code' | 'Note';

/** A4 in points. */
export const paper = { width: 595.28, height: 841.89 } as const;
export const side = 48;
/** Width that is written on. */
export const measure = paper.width - 2 * side;
const top = 40;
const bottom = paper.height - 52;

export class Pen {
  private readonly doc: InstanceType<typeof PDFDocument>;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly front: Front;
  private heading: Text = { en: '', zh: '' };
  /** Where the next block begins. */
  y = top;

  constructor(front: Front, fonts: Fonts) {
    this.front = front;
    this.doc = new PDFDocument({
      size: [paper.width, paper.height],
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: 'zh-CN',
      info: infoOf(front),
      // None of the 14 standard fonts: every letter on the paper is embedded.
      font: '',
    });
    for (const face of ['text', 'bold', 'mono', 'monoBold'] as const)
      this.doc.registerFont(face, Buffer.from(fonts[face]));
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  /** Begins a page under a title. */
  page(title: Text): void {
    this.heading = title;
    this.sheet();
  }

  private sheet(continued = false): void {
    this.doc.addPage();
    this.y = top;
    const { en, zh } = this.heading;
    const more = continued ? { en: ' (continued)', zh: '（续）' } : { en: '', zh: '' };
    const mark = this.front.rehearsal ? 128 : 0;
    this.tagged('H1', () => {
      this.set(zh + more.zh, side, this.y, measure - mark, { face: 'bold', size: 21 });
      if (en !== zh) this.set(en + more.en, side, this.y + 29, measure - mark, { face: 'text', size: 11.5, grey: 0.3 });
    });
    if (this.front.rehearsal) this.mark('演练 REHEARSAL');
    this.y += 52;
    this.rule(this.y - 4, 1.2);
    this.y += 8;
  }

  private mark(text: string): void {
    const [width, height] = [116, 24];
    const x = paper.width - side - width;
    this.artifact(() => {
      this.doc
        .rect(x, top + 4, width, height)
        .lineWidth(1.6)
        .stroke('#000000');
      this.set(text, x, top + 8.5, width, { face: 'bold', size: 11, align: 'center' });
    });
  }

  /** Makes sure that `height` points are free below; begins a further page of the same title if they are not. */
  room(height: number): void {
    if (this.y + height > bottom) this.sheet(true);
  }

  /** Height of a text set in `width`. */
  height(text: string, width: number, style: Style): number {
    const [plain, lineGap] = [this.plain(text, style), this.gap(style)];
    return this.use(style).heightOfString(plain, { width, lineGap, ...lettersOf(style) });
  }

  width(text: string, style: Style): number {
    const plain = this.plain(text, style);
    return this.use(style).widthOfString(plain, lettersOf(style));
  }

  /** Sets text at a place; the block's own business is to move `y`. */
  set(text: string, x: number, y: number, width: number, style: Style): void {
    const shade = Math.round((style.grey ?? 0) * 255);
    const [plain, lineGap] = [this.plain(text, style), this.gap(style)];
    this.use(style)
      .fillColor([shade, shade, shade])
      .text(plain, x, y, { width, align: style.align ?? 'left', lineGap, ...lettersOf(style) });
  }

  /** A text that stands alone in the structure, in its own language. */
  say(type: Structure, text: string, at: { x: number; y: number; width: number; lang?: Lang }, style: Style): void {
    const letters = { ...style, latin: at.lang === 'en' };
    this.tagged(type, () => this.set(text, at.x, at.y, at.width, letters), { lang: langOf(at.lang) });
  }

  /** Takes the font of a style, and leaves of the text what that font can show. */
  private use({ face, size }: Style): InstanceType<typeof PDFDocument> {
    return this.doc.font(face).fontSize(size);
  }

  private plain(text: string, style: Style): string {
    const { font } = (this.use(style) as unknown as Opened)._font;
    return readable(text, (codePoint) => font.hasGlyphForCodePoint(codePoint));
  }

  private gap(style: Style): number {
    return style.leading === undefined ? 0 : style.leading - this.use(style).currentLineHeight();
  }

  /** Draws something as one element of the structure. */
  tagged(type: Structure, draw: () => void, options: { lang?: string | undefined; alt?: string } = {}): void {
    const content = this.doc.markStructureContent(type);
    draw();
    this.doc.endMarkedContent();
    const known = {
      ...(options.lang !== undefined && { lang: options.lang }),
      ...(options.alt !== undefined && { alt: options.alt }),
    };
    this.root.add(this.doc.struct(type, known, content));
  }

  /** Draws something that readers pass over: rules, boxes. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  rule(y: number, weight = 0.5, from = side, to = paper.width - side): void {
    this.artifact(() => this.doc.moveTo(from, y).lineTo(to, y).lineWidth(weight).stroke('#000000'));
  }

  box(x: number, y: number, width: number, height: number, weight = 0.8): void {
    this.artifact(() => this.doc.rect(x, y, width, height).lineWidth(weight).stroke('#000000'));
  }

  shade(x: number, y: number, width: number, height: number, grey: number): void {
    const shade = Math.round(grey * 255);
    this.artifact(() => this.doc.rect(x, y, width, height).fill([shade, shade, shade]));
  }

  /** Dark squares of a matrix as one shape, so that no seam shows between them. */
  squares(dark: readonly (readonly boolean[])[], x: number, y: number, size: number): void {
    for (const [row, cells] of dark.entries())
      for (const [from, to] of runs(cells)) this.doc.rect(x + from * size, y + row * size, (to - from) * size, size);
    this.doc.fill('#000000');
  }

  /** Puts the foot on each page and gives the file. */
  async end(): Promise<Uint8Array> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) this.foot(page, count);
    this.root.end();
    this.doc.end();
    const chunks: Buffer[] = [];
    for await (const chunk of this.doc) chunks.push(chunk as Buffer);
    return new Uint8Array(Buffer.concat(chunks));
  }

  private foot(page: number, count: number): void {
    const { en, zh } = this.front.running;
    const style: Style = { face: 'text', size: 8, grey: 0.2 };
    this.doc.switchToPage(page);
    this.rule(bottom + 10);
    this.artifact(() => {
      this.set(zh, side, bottom + 14, measure - 90, style);
      if (en !== zh) this.set(en, side, bottom + 25, measure - 90, style);
      this.set(`${String(page + 1)} / ${String(count)}`, paper.width - side - 80, bottom + 14, 80, {
        face: 'monoBold',
        size: 11,
        align: 'right',
      });
    });
  }
}

export const langOf = (lang?: Lang) => (lang === undefined ? undefined : lang === 'zh' ? 'zh-CN' : 'en');

function infoOf({ title, time }: Front) {
  const date = new Date(time);
  const inline = title.en === title.zh ? title.zh : `${title.zh} / ${title.en}`;
  return { Title: inline, Creator: 'Rootseal', Producer: 'Rootseal, pdfkit', CreationDate: date, ModDate: date };
}

/** Beginnings and ends of the dark runs of a row. */
function runs(cells: readonly boolean[]): [number, number][] {
  const edges = cells.flatMap((dark, i) => (dark === (cells[i - 1] ?? false) ? [] : [i]));
  if (edges.length % 2 === 1) edges.push(cells.length);
  return Array.from({ length: edges.length / 2 }, (_, i) => [edges[2 * i]!, edges[2 * i + 1]!]);
}
