/** Our verifier on the table that tuf-js and python-tuf judge too (test/strangers/tuf/cases.ts). */

import { describe, expect, it } from 'vitest';
import { RootsealError } from '../../../main/core/rules.ts';
import { checkTarget, tufRules, verifyRepository } from '../../../main/core/tuf/index.ts';
import { allCases, type Case } from '../../strangers/tuf/cases.ts';
import { now } from '../../strangers/tuf/workshop.ts';

function judge({ before, state, trusted }: Case): string {
  try {
    if (before !== undefined) verifyRepository(before.files, { trustedRoot: trusted, now });
    const previous = before && { previous: before.files };
    const verdict = verifyRepository(state.files, { trustedRoot: trusted, now, ...previous });
    for (const [path, bytes] of state.targets) checkTarget(verdict.targets, path, bytes);
    return verdict.targets.length === state.targets.size ? 'accepts' : 'another number of targets';
  } catch (error) {
    if (error instanceof RootsealError) return error.code;
    throw error;
  }
}

const cases = await allCases();

describe('our verifier on the table of repositories', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(one.ours.split(' or ')).toContain(judge(one));
  });

  it('knows no rule of metadata that no row breaks', () => {
    const broken = new Set(cases.flatMap((one) => one.ours.split(' or ')));
    const elsewhere = [
      'TUF-CANONICAL',
      'TUF-FIELD-MISSING',
      'TUF-TIME',
      'TUF-TARGET-DUPLICATE',
      'TUF-TARGET-NONE',
      'TUF-TARGET-UNKNOWN',
    ];
    const missing = Object.keys(tufRules).filter((rule) => !broken.has(rule) && !rule.startsWith('TUF-SM2SIG'));
    expect(missing.sort()).toEqual(elsewhere.sort());
  });
});
