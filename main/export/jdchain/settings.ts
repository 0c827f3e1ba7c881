/** Properties of a consensus file that enter the genesis, whatever the consensus. */

/** A property as it is hashed. */
export type Setting = readonly [name: string, value: string];

/** Sorted as Java sorts strings: by UTF-16 code unit. */
export function sortSettings(settings: readonly Setting[]): Setting[] {
  return [...settings].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
