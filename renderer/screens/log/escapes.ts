/** Text of an entry as it is, without what would hide or reorder it on a screen: such a character stands as its JSON escape. */

/** Format characters (bidirectional controls, zero width, byte order mark), C1, line and paragraph separators. */
export function asEscapes(json: string): string {
  return json.replaceAll(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (char) =>
    Array.from({ length: char.length }, (_, i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );
}
