/**
 * Dates, numbers, durations and sizes in words of a language. Moments are shown in UTC and say so: the room has one
 * clock, and the minutes are read in other time zones.
 */
export interface Formats {
  /** `21 November 2026`, from ISO 8601 or milliseconds. */
  readonly date: (moment: string | number) => string;
  /** `21 November 2026, 10:42:07 UTC`. */
  readonly moment: (moment: string | number) => string;
  /** `10:42:07 UTC`. */
  readonly clock: (moment: string | number) => string;
  readonly number: (value: number) => string;
  /** Seconds as people say them: `4 min 7 s`. */
  readonly duration: (seconds: number) => string;
  /** Bytes: `1.4 MB`, powers of ten. */
  readonly bytes: (count: number) => string;
  /** 0…1 as whole percent. */
  readonly percent: (share: number) => string;
  /** Names and the like: `A, B and C`; in Chinese `A、B、C`, where a Latin name beside 和 would stand without a gap. */
  readonly list: (items: readonly string[]) => string;
  /** `Remove: Wang Fang`; in Chinese with its own colon. */
  readonly named: (what: string, whom: string) => string;
}

type Locale = 'en' | 'zh-CN';

const units = {
  en: { day: ' d', hour: ' h', minute: ' min', second: ' s', between: ' ', comma: ', ', colon: ': ' },
  'zh-CN': { day: ' 天', hour: ' 小时', minute: ' 分', second: ' 秒', between: ' ', comma: ' ', colon: '：' },
} as const;

const steps = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** The two largest parts of a duration, as whole numbers; below a minute the seconds alone. */
export function parts(seconds: number): { value: number; unit: 'day' | 'hour' | 'minute' | 'second' }[] {
  const whole = Math.max(0, Math.floor(seconds));
  const all = [
    { value: Math.floor(whole / 86_400), unit: 'day' },
    { value: Math.floor(whole / 3_600) % 24, unit: 'hour' },
    { value: Math.floor(whole / 60) % 60, unit: 'minute' },
    { value: whole % 60, unit: 'second' },
  ] as const;
  const first = all.findIndex(({ value }) => value > 0);
  if (first < 0) return [{ value: 0, unit: 'second' }];
  return all.slice(first, first + 2).filter(({ value }, n) => n === 0 || value > 0);
}

function size(count: number, digits: (value: number) => string): string {
  const power = count < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log10(count) / 3));
  return `${digits(count / 1000 ** power)} ${steps[power]!}`;
}

const made = new Map<Locale, Formats>();

/** All of a language's formats; made once for each, since Intl is slow to make them. */
export function formats(locale: Locale): Formats {
  const known = made.get(locale) ?? make(locale);
  made.set(locale, known);
  return known;
}

function make(locale: Locale): Formats {
  // British dates: the day first, 24 hours, no "at … AM" over a log.
  const tag = locale === 'en' ? 'en-GB' : locale;
  const unit = units[locale];
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium', timeZone: 'UTC', hourCycle: 'h23' });
  const number = new Intl.NumberFormat(tag);
  const short = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const at = (moment: string | number) => new Date(moment);
  const known = (moment: string | number, say: () => string) =>
    Number.isNaN(at(moment).getTime()) ? String(moment) : say();
  return {
    date: (moment) => known(moment, () => date.format(at(moment))),
    moment: (moment) => known(moment, () => `${date.format(at(moment))}${unit.comma}${time.format(at(moment))} UTC`),
    clock: (moment) => known(moment, () => `${time.format(at(moment))} UTC`),
    number: (value) => number.format(value),
    duration: (seconds) =>
      parts(seconds)
        .map(({ value, unit: name }) => `${number.format(value)}${unit[name]}`)
        .join(unit.between),
    bytes: (count) => size(count, (value) => short.format(value)),
    percent: (share) => percent.format(share),
    named: (what, whom) => `${what}${unit.colon}${whom}`,
    list: (items) => (locale === 'en' ? list.format(items) : items.join('、')),
  };
}
