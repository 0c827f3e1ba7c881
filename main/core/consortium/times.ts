/** Moments in the documents of a consortium; compared as times, since some bear milliseconds and some do not. */

import { milliseconds } from '../ceremony/moments.ts';

/** Milliseconds of a moment that was checked. */
export const at = (moment: string): number => milliseconds(moment) ?? NaN;

/** Which of both cannot stand: a day that does not exist, or an end that is not after the beginning. */
export function spanFault(created: string, expires: string): 'created' | 'expires' | undefined {
  const [from, to] = [milliseconds(created), milliseconds(expires)];
  if (from === undefined) return 'created';
  return to === undefined || to <= from ? 'expires' : undefined;
}
