/** What is due in a consortium: a ceremony to go on with, a drill of the shares, a list of files that expires. */
import type { HomeView } from '../../../preload/contract/consortium.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { day, yearsLater } from '../../core/ceremony/moments.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { type CeremonyState, steps } from '../../core/ceremony/steps.ts';
import type { Text } from '../../core/rules.ts';

type Due = HomeView['due'][number];

/** A ceremony that rests longer is late. */
const restDays = 7;
/** From the day on which a drill is due until it is late. */
const drillDays = 30;
/** So long before its end a list is spoken of. */
const noticeDays = 180;

/** What of a consortium its dates hang on; moments in ISO 8601 UTC. */
export interface Dates {
  readonly rehearsal: boolean;
  readonly next?: CeremonyState['next'];
  /** Of the newest entry. */
  readonly last: string;
  /** When shares were opened last, and found good. */
  readonly used?: string;
  readonly expires: string;
}

/** The newest entry under which a quorum, or each share alone, was opened. */
export function lastUse(entries: readonly Entry[]): string | undefined {
  const opened = ({ kind, data }: Entry) =>
    kind === 'restore.done' || (kind === 'step.done' && (data['step'] === 'sign' || data['step'] === 'check-shares'));
  return entries.findLast(opened)?.time;
}

export function datesOf(entries: readonly Entry[], { next, rehearsal }: CeremonyState, plan: ResolvedPlan): Dates {
  const used = lastUse(entries);
  const last = entries.at(-1)?.time ?? '';
  return { rehearsal, last, expires: plan.expires, ...(next && { next }), ...(used !== undefined && { used }) };
}

/** Nothing hangs on the dates of a rehearsal but going on with it. `now` in ISO 8601 UTC. */
export function dueOf(dates: Dates, now: string): Due[] {
  if (dates.next) return [goOn(dates.next, dates.last, now)];
  return dates.rehearsal ? [] : [...drill(dates, now), ...expiry(dates, now)];
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / day;
const daysAfter = (moment: string, days: number) => new Date(Date.parse(moment) + days * day).toISOString();

function goOn(step: NonNullable<Dates['next']>, last: string, now: string): Due {
  const { title } = steps[step];
  return {
    what: { en: `Go on with the ceremony: “${title.en}” is next.`, zh: `继续仪式：接下来是“${title.zh}”。` },
    since: last,
    late: daysBetween(last, now) > restDays,
  };
}

function drill({ used }: Dates, now: string): Due[] {
  if (used === undefined) return [];
  const since = yearsLater(used, 1);
  if (daysBetween(since, now) < 0) return [];
  const on = dayText(used);
  return [
    {
      what: {
        en: `Hold a drill: the shares were last opened on ${on.en}.`,
        zh: `进行恢复演习：份额上次打开是在${on.zh}。`,
      },
      since,
      late: daysBetween(since, now) > drillDays,
    },
  ];
}

function expiry({ expires }: Dates, now: string): Due[] {
  const left = daysBetween(now, expires);
  const on = dayText(expires);
  if (left > noticeDays) return [];
  if (left > 0) {
    const what = { en: `The signed list of files is valid until ${on.en}.`, zh: `已签名的文件清单有效期至${on.zh}。` };
    return [{ what, since: daysAfter(expires, -noticeDays), late: false }];
  }
  const what = {
    en: `The signed list of files expired on ${on.en}: verifiers refuse the bundle.`,
    zh: `已签名的文件清单已于${on.zh}过期：验证器会拒绝该证据包。`,
  };
  return [{ what, since: expires, late: true }];
}

/** A day as people write it; in UTC, as the log has it. */
function dayText(moment: string): Text {
  const on = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment));
  return { en: on('en-GB'), zh: on('zh-CN') };
}
