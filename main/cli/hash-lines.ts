/** A hash as people compare it: groups of 16 bits, each beside its words. */

import { groups } from '../core/encoding/words.ts';

/** Four groups a line. */
export function groupLines(hash: Uint8Array): string[] {
  const cells = groups(hash).map(({ hex, words }) => `${hex} ${words.join(' ')}`.padEnd(30));
  return Array.from(
    { length: Math.ceil(cells.length / 4) },
    (_, i) =>
      `  ${cells
        .slice(4 * i, 4 * i + 4)
        .join('')
        .trimEnd()}`,
  );
}
