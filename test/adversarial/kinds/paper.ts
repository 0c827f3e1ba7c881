/** Sheets: mistyped lines, pages that are missing, altered, or of two sheets. */
import type { Random } from '../../support/random.ts';
import { type Item, type Want, asCodes, asLines, textFile } from '../trial.ts';
import type { Worlds } from '../worlds.ts';
import { type Kind, ageFile, among, other } from './kit.ts';

const paper =
  (make: (worlds: Worlds, random: Random) => Promise<{ text: string[]; want: Want }>): Kind['make'] =>
  async (worlds, random) => {
    const { text, want } = await make(worlds, random);
    const bad: Item = { id: 'sheet', name: 'sheet.txt', file: textFile(text), want: { ...want, unread: true } };
    return among(worlds.ours, random, [bad]);
  };

const base32 = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');

export const paperKinds: readonly Kind[] = [
  {
    name: 'a line of paper mistyped',
    answer: '`PAPER-LINE` (the line)',
    make: paper(async ({ ours }, r) => {
      const lines = asLines(await ageFile(ours, 1 + r.below(ours.set.n)));
      const at = r.below(lines.length);
      const [label = ''] = lines[at]!.split(' ');
      const letters = Array.from(lines[at]!).flatMap((c, i) => (i > label.length && c !== ' ' ? [i] : []));
      const place = r.pick(letters);
      const typed = r.pick(base32.filter((c) => c !== lines[at]![place]));
      const changed = lines[at]!.slice(0, place) + typed + lines[at]!.slice(place + 1);
      return { text: lines.map((line, i) => (i === at ? changed : line)), want: { code: 'PAPER-LINE', says: label } };
    }),
  },
  {
    name: 'pages of two sheets in one pile',
    answer: '`PAPER-MIXED` (both)',
    make: paper(async (worlds, r) => {
      const { ours } = worlds;
      const strangers = r.pick([ours, worlds.foreign, worlds.earlier]);
      const first = 1 + r.below(ours.set.n);
      const second = other(r, strangers === ours ? first : 0, 1, strangers.set.n);
      const pages = asCodes(await ageFile(ours, first), first, ours.set.id);
      const more = asCodes(await ageFile(strangers, second), second, strangers.set.id);
      const text = r.shuffled([...pages, ...r.some(more, 1 + r.below(more.length))]);
      return { text, want: { code: 'PAPER-MIXED', says: `${second}` } };
    }),
  },
  {
    name: 'a page of a sheet missing',
    answer: '`PAPER-MISSING` (its number)',
    make: paper(async ({ ours }, r) => {
      const slot = 1 + r.below(ours.set.n);
      const pages = asCodes(await ageFile(ours, slot), slot, ours.set.id);
      const gone = r.below(pages.length);
      const text = r.shuffled(pages.filter((_, i) => i !== gone));
      return { text, want: { code: 'PAPER-MISSING', says: `${gone + 1}` } };
    }),
  },
  {
    name: 'a code of a sheet altered, or of another reading',
    answer: '`PAPER-DIGEST` or `PAPER-CONFLICT` (the sheet)',
    make: paper(async ({ ours }, r) => {
      const slot = 1 + r.below(ours.set.n);
      const pages = asCodes(await ageFile(ours, slot), slot, ours.set.id);
      const at = r.below(pages.length);
      const page = pages[at]!;
      // Not the last character, whose spare bits must be 0.
      const place = page.lastIndexOf(':') + 1 + r.below(page.length - page.lastIndexOf(':') - 2);
      const changed = page.slice(0, place) + r.pick(base32.filter((c) => c !== page[place])) + page.slice(place + 1);
      const both = r.flip();
      const text = r.shuffled([...pages.filter((_, i) => both || i !== at), changed]);
      return { text, want: { code: both ? 'PAPER-CONFLICT' : 'PAPER-DIGEST', says: `${slot}` } };
    }),
  },
];
