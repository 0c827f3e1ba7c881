/** When files of TUF end, and from when on somebody should be told: the quorum must come together before. */

import { day } from './moments.ts';

/** So many days ahead it is said. */
export const noticeDays = 180;

export interface TufEnd {
  readonly file: string;
  readonly expires: string;
  /** Whole days from now; below 0 once it has ended. */
  readonly days: number;
  readonly state: 'good' | 'soon' | 'expired';
}

/** @param now ISO, in UTC */
export function endOf(file: string, expires: string, now: string): TufEnd {
  const days = Math.floor((Date.parse(expires) - Date.parse(now)) / day);
  return { file, expires, days, state: days < 0 ? 'expired' : days <= noticeDays ? 'soon' : 'good' };
}
