/** Moments in UTC as plans write them, and how far they are. */

const day = 86_400_000;

/** Whole seconds, as plans are written. */
export const wholeSeconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/** The same day and time some years on; 29 February becomes 1 March where there is none. */
export function inYears(years: number, from: Date): Date {
  const at = new Date(from);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return at;
}

/** Days from `now` (milliseconds) to a moment, rounded; undefined for a text that is none, or a day that is not in the calendar. */
export function daysFrom(moment: string, now: number): number | undefined {
  const at = new Date(moment);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/.test(moment) || Number.isNaN(at.getTime())) return undefined;
  return at.toISOString().slice(0, 10) === moment.slice(0, 10) ? Math.round((at.getTime() - now) / day) : undefined;
}

export const yearsOf = (days: number): number => Math.floor(days / 365.25);
