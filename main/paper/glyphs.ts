/** Fonts as bytes, and what of a text they can show: a name must not become empty boxes on a paper that is kept. */

/** TrueType files. `text` and `bold` have Chinese, Latin and what surrounds them; `mono` has digits and Latin. */
export interface Fonts {
  readonly text: Uint8Array;
  readonly bold: Uint8Array;
  readonly mono: Uint8Array;
  readonly monoBold: Uint8Array;
}

/** The text with each character that the font lacks written as its number: `〈U+20BB7〉`. */
export function readable(text: string, has: (codePoint: number) => boolean): string {
  const shown = (character: string) => {
    const code = character.codePointAt(0)!;
    return has(code) ? character : `〈U+${code.toString(16).toUpperCase().padStart(4, '0')}〉`;
  };
  return Array.from(text, shown).join('');
}
