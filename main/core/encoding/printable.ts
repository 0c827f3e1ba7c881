/** Foreign text made safe to show on a terminal: what would move the cursor, hide or reorder text is written as an escape. */

/**
 * C0, DEL, C1, format characters (bidirectional controls, zero width, byte order mark, tags), U+2028/2029, lone surrogates
 * as `\u{hex}`. Newlines are escaped too: whoever composes several lines escapes their parts, then joins them.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
