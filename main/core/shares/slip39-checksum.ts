/**
 * RS1024, the checksum of SLIP-39: a Reed-Solomon code over GF(1024) with three words of checksum. It finds any three
 * wrong words, and of one wrong word it says which. SLIP-39 wants the position told and the word never corrected.
 *
 * Two wrong words are never taken for one (the distance of the code is 4); of three and more the position is a guess.
 */

const generator = [
  0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890, 0x3f3f120,
];
const labels = { plain: ascii('shamir'), extendable: ascii('shamir_extendable') };

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** One step of the division: a word more. Linear over GF(2), so that the effect of an error can be looked at alone. */
function step(state: number, word: number): number {
  const top = state >>> 20;
  const shifted = ((state & 0xfffff) << 10) ^ word;
  return generator.reduce((sum, part, bit) => ((top >> bit) & 1 ? sum ^ part : sum), shifted);
}

const remainder = (label: readonly number[], values: Uint16Array) => values.reduce(step, label.reduce(step, 1));

/** The fifth bit from the right of the second word: which label the checksum is over. */
const isExtendable = (values: Uint16Array, second = values[1] ?? 0) => ((second >> 4) & 1) === 1;

/** @param values the words of a share, 0 to 1023 each, checksum included */
export function checksumHolds(values: Uint16Array): boolean {
  return remainder(labels[isExtendable(values) ? 'extendable' : 'plain'], values) === 1;
}

/**
 * The position, from 1, of the one word that is wrong; undefined if no single word explains the checksum.
 * The second word says which label counts, so a wrong one is looked for under either.
 */
export function locateWord(values: Uint16Array): number | undefined {
  const found = new Set<number>();
  for (const extendable of [false, true]) {
    const syndrome = remainder(labels[extendable ? 'extendable' : 'plain'], values) ^ 1;
    const error = locate(syndrome, values.length);
    if (error === undefined) continue;
    const second = (values[1] ?? 0) ^ (error.position === 2 ? error.change : 0);
    if (isExtendable(values, second) === extendable) found.add(error.position);
  }
  const [position] = found;
  return found.size === 1 ? position : undefined;
}

/** Which change of which word leaves `syndrome`: the effect of each is carried on to the end, word by word. */
function locate(syndrome: number, count: number): { readonly position: number; readonly change: number } | undefined {
  let effects = Array.from({ length: 1024 }, (_, change) => change);
  for (let position = count; position >= 1; position--) {
    const change = effects.indexOf(syndrome, 1);
    if (change > 0) return { position, change };
    effects = effects.map((effect) => step(effect, 0));
  }
  return undefined;
}
