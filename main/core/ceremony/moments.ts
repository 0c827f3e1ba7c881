/** Moments as plans and logs write them, `2026-11-21T02:00:00Z` or with milliseconds. No clock: "now" is passed in. */

export const day = 24 * 60 * 60 * 1000;

/** Milliseconds since 1970, or undefined for a moment that the calendar does not have (31 April, 24:00:00). */
export function milliseconds(moment: string): number | undefined {
  const ms = Date.parse(moment);
  if (Number.isNaN(ms)) return undefined;
  return new Date(ms).toISOString().slice(0, 19) === moment.slice(0, 19) ? ms : undefined;
}

/** The same day and time some years later; 29 February becomes 1 March. Whole seconds. */
export function yearsLater(moment: string, years: number): string {
  const date = new Date(Date.parse(moment));
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return wholeSeconds(date.toISOString());
}

/** The same day and time some months later, or the last day of that month where it is shorter. Whole seconds. */
export function monthsLater(moment: string, months: number): string {
  const date = new Date(Date.parse(moment));
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return wholeSeconds(date.toISOString());
}

/** Without the milliseconds. */
export function wholeSeconds(moment: string): string {
  return moment.replace(/\.\d{3}Z$/, 'Z');
}
