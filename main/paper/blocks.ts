/** Each kind of block of a sheet (core/paper/layout.ts), drawn. */
import { spoken } from '../core/ceremony/document.ts';
import type { Fact, SheetBlock, Step } from '../core/paper/layout.ts';
import type { PaperLine } from '../core/paper/lines.ts';
import type { Lang, Text } from '../core/rules.ts';
import { matrices } from './codes.ts';
import type { Matrix } from './codes.ts';
import { type Pen, type Style, langOf, measure, side } from './pen.ts';

const label: Style = { face: 'bold', size: 9.5 };
const small: Style = { face: 'text', size: 8.5, grey: 0.25 };
const body: Style = { face: 'text', size: 10.5 };
const typed: Style = { face: 'mono', size: 9 };

export function drawBlock(pen: Pen, block: SheetBlock): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(pen, block.text);
      break;
    case 'note':
      drawNote(pen, block.text);
      break;
    case 'alarm':
      drawAlarm(pen, block.text);
      break;
    case 'facts':
      block.rows.forEach((row) => drawFact(pen, row));
      break;
    case 'hash':
      drawHash(pen, block.label, block.bytes);
      break;
    case 'said':
      drawSaid(pen, block);
      break;
    case 'steps':
      drawSteps(pen, block);
      break;
    case 'codes':
      drawCodes(pen, block.codes);
      break;
    case 'lines':
      block.lines.forEach((line, i) => drawLine(pen, line, i));
      break;
    case 'boxes':
      drawBoxes(pen, block.count, block.words ?? []);
      break;
    case 'fill':
      drawFill(pen, block.fields);
      break;
    case 'record':
      drawRecord(pen, block.head, block.rows);
      break;
    case 'script':
      drawScript(pen, block.text);
      break;
  }
}

const at = (x: number, y: number, width: number, lang?: Lang) => ({ x, y, width, ...(lang && { lang }) });
const sideBySide = ({ en, zh }: Text) => (en === zh ? zh : `${zh}\u3000${en}`);

export function drawHeading(pen: Pen, text: Text): void {
  pen.room(60);
  pen.y += 10;
  pen.say('H2', sideBySide(text), at(side, pen.y, measure), { face: 'bold', size: 11 });
  pen.y += 19;
}

export function drawNote(pen: Pen, { en, zh }: Text): void {
  for (const [text, lang] of [
    [zh, 'zh'],
    [en, 'en'],
  ] as const) {
    if (lang === 'en' && en === zh) continue;
    const height = pen.height(text, measure, { ...body, latin: lang === 'en' });
    pen.room(height);
    pen.say('P', text, at(side, pen.y, measure, lang), body);
    pen.y += height + 2;
  }
  pen.y += 6;
}

/** Black for a rehearsal, framed for a real share: told apart without colour. */
export function drawAlarm(pen: Pen, text: Text): void {
  const style: Style = { face: 'bold', size: 13, align: 'center' };
  const said = sideBySide(text);
  const height = pen.height(said, measure - 20, style) + 10;
  pen.room(height);
  pen.box(side, pen.y, measure, height, 2);
  pen.box(side + 3.5, pen.y + 3.5, measure - 7, height - 7, 0.6);
  pen.say('P', said, at(side + 10, pen.y + 5, measure - 20), style);
  pen.y += height + 8;
}

const labelWidth = 132;

function drawFact(pen: Pen, { label: name, value, more, mono = false }: Fact): void {
  const x = side + labelWidth;
  const width = measure - labelWidth;
  const style: Style = mono ? { face: 'mono', size: 10 } : { face: 'bold', size: 11.5 };
  const said = typeof value === 'string' ? value : sideBySide(value);
  const below = more === undefined ? '' : typeof more === 'string' ? more : sideBySide(more);
  const height = pen.height(said, width, style);
  const moreHeight = below === '' ? 0 : pen.height(below, width, small);
  const row = Math.max(height + moreHeight, name.en === name.zh ? 14 : 25);
  pen.room(row + 5);
  pen.say('P', name.zh, at(side, pen.y + 1, labelWidth - 8, 'zh'), label);
  if (name.en !== name.zh) pen.say('P', name.en, at(side, pen.y + 14, labelWidth - 8, 'en'), { ...small, size: 8 });
  pen.say('P', said, at(x, pen.y + (mono ? 2 : 0), width), style);
  if (below !== '') pen.say('P', below, at(x, pen.y + height, width), small);
  pen.y += row + 3;
  pen.rule(pen.y, 0.3);
  pen.y += 3;
}

/** 16-bit groups in four columns: digits and their words in one cell. */
export function drawHash(pen: Pen, name: string, bytes: Uint8Array): void {
  const groups = spoken(bytes);
  const rows = Math.ceil(groups.length / 4);
  const height = 14 * rows + (name === '' ? 0 : 14);
  pen.room(height + 6);
  if (name !== '') {
    pen.say('P', name, at(side, pen.y, measure), { face: 'monoBold', size: 9 });
    pen.y += 14;
  }
  const column = measure / 4;
  for (const [i, { hex, words }] of groups.entries()) {
    const [x, y] = [side + (i % 4) * column, pen.y + 14 * Math.floor(i / 4)];
    pen.tagged(
      'P',
      () => {
        pen.set(hex, x, y, 30, { face: 'monoBold', size: 9.5 });
        pen.set(words, x + 28, y - 0.5, column - 25, { face: 'text', size: 8.5 });
      },
      { lang: 'en' },
    );
  }
  pen.y += 14 * rows + 5;
}

function drawSaid(pen: Pen, { lang, heading, paragraphs }: Extract<SheetBlock, { kind: 'said' }>): void {
  sayHeading(pen, heading, lang);
  for (const text of paragraphs) {
    const height = pen.height(text, measure, { ...body, latin: lang === 'en' });
    pen.room(height);
    pen.say('P', text, at(side, pen.y, measure, lang), body);
    pen.y += height + 3;
  }
}

function sayHeading(pen: Pen, heading: string, lang: Lang): void {
  pen.room(64);
  pen.y += 8;
  pen.say('H2', heading, at(side, pen.y, measure, lang), { face: 'bold', size: 12 });
  pen.y += 21;
}

const indent = 22;

function drawSteps(pen: Pen, { lang, heading, steps }: Extract<SheetBlock, { kind: 'steps' }>): void {
  sayHeading(pen, heading, lang);
  for (const [i, step] of steps.entries()) drawStep(pen, step, i + 1, lang);
}

function drawStep(pen: Pen, { say, type = [] }: Step, number: number, lang: Lang): void {
  const width = measure - indent;
  const style: Style = { ...body, latin: lang === 'en' };
  const height = pen.height(say, width, style);
  const box = type.length === 0 ? 0 : 13.5 * type.length + 9;
  pen.room(height + box);
  const y = pen.y;
  pen.tagged(
    'P',
    () => {
      pen.set(`${number}.`, side, y, indent - 4, { ...body, face: 'bold' });
      pen.set(say, side + indent, y, width, style);
    },
    { lang: langOf(lang) },
  );
  pen.y += height + 2;
  if (box > 0) drawTyped(pen, type, side + indent, width);
  pen.y += 3;
}

function drawTyped(pen: Pen, lines: readonly string[], x: number, width: number): void {
  const height = 13.5 * lines.length + 5;
  pen.shade(x, pen.y, width, height, 0.93);
  for (const [i, line] of lines.entries()) pen.say('Code', line, at(x + 7, pen.y + 3 + 13.5 * i, width - 8), typed);
  pen.y += height + 3;
}

/** Two in a row, four on a page, 85 mm each: a page printed at 60 % or scanned coarsely still reads. */
function drawCodes(pen: Pen, codes: readonly { text: string; caption: string }[]): void {
  const size = 240;
  const drawn = matrices(codes.map(({ text }) => text));
  for (let i = 0; i < codes.length; i += 2) {
    pen.room(size + 16);
    for (const [j, { caption }] of codes.slice(i, i + 2).entries())
      drawCode(pen, drawn[i + j]!, caption, side + (j + 0.5) * (measure / 2) - size / 2, size);
    pen.y += size + 16;
  }
}

const quiet = 4;

function drawCode(pen: Pen, matrix: Matrix, caption: string, x: number, size: number): void {
  const module = size / (matrix.length + 2 * quiet);
  const edge = quiet * module;
  const y = pen.y;
  pen.tagged('Figure', () => pen.squares(matrix, x + edge, y + edge, module), { alt: `QR code: ${caption}` });
  pen.say('P', caption, at(x, y + size - 6, size), { face: 'monoBold', size: 10, align: 'center' });
}

/** Characters of a full line with its blanks, so that the check characters stand in one column. */
const widest = 47;

function drawLine(pen: Pen, { label: name, groups, check }: PaperLine, i: number): void {
  pen.room(17);
  if (i % 5 === 0 && i > 0) pen.y += 5;
  pen.say('Code', `${name.padStart(3)}  ${groups.join(' ').padEnd(widest)}  ${check}`, at(side, pen.y, measure), {
    face: 'mono',
    size: 12.5,
  });
  pen.y += 16;
}

/** Words in numbered boxes, three in a row, column by column as they are read aloud. */
function drawBoxes(pen: Pen, count: number, words: readonly string[]): void {
  const rows = Math.ceil(count / 3);
  const [width, height] = [(measure - 20) / 3, 22];
  pen.room(rows * height);
  for (let i = 0; i < count; i++) {
    const x = side + Math.floor(i / rows) * (width + 10);
    const y = pen.y + (i % rows) * height;
    pen.box(x, y, width, height, 0.9);
    pen.box(x, y, 24, height, 0.9);
    const word = words[i] ?? '';
    pen.tagged('P', () => {
      pen.set(String(i + 1), x, y + 4, 24, { face: 'monoBold', size: 10, align: 'center' });
      if (word !== '') pen.set(` ${word}`, x + 28, y + 2.5, width - 32, { face: 'mono', size: 13 });
    });
  }
  pen.y += rows * height + 10;
}

function drawFill(pen: Pen, fields: readonly Text[]): void {
  const width = (measure - 24) / 2;
  const height = 38;
  pen.room(Math.ceil(fields.length / 2) * height);
  pen.y += 8;
  for (const [i, text] of fields.entries()) {
    const [x, y] = [side + (i % 2) * (width + 24), pen.y + Math.floor(i / 2) * height];
    pen.say('P', sideBySide(text), at(x, y, width), { ...small, grey: 0 });
    pen.rule(y + height - 7, 0.8, x, x + width);
  }
  pen.y += Math.ceil(fields.length / 2) * height + 2;
}

function drawRecord(pen: Pen, head: readonly Text[], rows: number): void {
  const width = measure / head.length;
  const height = 20;
  pen.room(height * (rows + 1));
  for (let row = 0; row <= rows; row++)
    for (const [i, text] of head.entries()) {
      const [x, y] = [side + i * width, pen.y + row * height];
      pen.box(x, y, width, height, 0.5);
      if (row === 0) pen.say('P', sideBySide(text), at(x + 5, y + 4, width - 8), { ...small, face: 'bold', grey: 0 });
    }
  pen.y += height * (rows + 1) + 8;
}

function drawScript(pen: Pen, text: string): void {
  pen.y += 4;
  for (const line of text.replace(/\n$/, '').split('\n')) {
    pen.room(11);
    // Blanks in front are set by place: a reader of the file gets them back from where the line begins.
    const blanks = line.length - line.trimStart().length;
    const style: Style = { face: 'mono', size: 8 };
    const cell = pen.width('0', style);
    if (line !== '') pen.say('Code', line.trimStart(), at(side + blanks * cell, pen.y, measure), style);
    pen.y += 11;
  }
}
