/** The long run before the real classes (`node scripts/jdchain-classes.ts`), in small, so that it stays what it is. */

import { describe, expect, it } from 'vitest';
import { absence } from './jvm.ts';
import { round } from './round.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: ${absent}`);

describe.skipIf(absent !== '' && !required)(`the long run${absent && ` (skipped: ${absent})`}`, () => {
  it('asks about everything, and the classes answer as we do', () => {
    const { faults, asked } = round('a round', 8);
    expect(faults).toEqual([]);
    expect(Object.values(asked).every((count) => count >= 8)).toBe(true);
  });
});
