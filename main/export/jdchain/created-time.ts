/** `created-time` of ledger.init: `yyyy-MM-dd HH:mm:ss.SSSZ`, as `java.text.SimpleDateFormat` reads it, but not leniently. */

import { refuse } from '../../core/rules.ts';
import { jdchainRules } from './rules.ts';

const format = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})([+-])([01]\d|2[0-3])([0-5]\d)$/;

/** Milliseconds since 1970. Throws JDCHAIN-CREATED-TIME for another form or a day that does not exist. */
export function parseCreatedTime(value: string, subject: string): number {
  const match = format.exec(value);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = (match ?? [])
    .slice(1, 8)
    .map(Number);
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  // SimpleDateFormat would take 2026-02-30 for the second of March, and counts Julian days before 1583: nobody means that.
  if (match === null || year < 1583 || localText(local) !== value.slice(0, 23)) {
    throw refuse(jdchainRules, 'JDCHAIN-CREATED-TIME', { value }, { subject });
  }
  const offset = (Number(match[9]) * 60 + Number(match[10])) * 60_000;
  return match[8] === '-' ? local + offset : local - offset;
}

function localText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
}

/** The moment in UTC as JD Chain writes it. */
export function formatCreatedTime(ms: number): string {
  return `${localText(ms)}+0000`;
}
