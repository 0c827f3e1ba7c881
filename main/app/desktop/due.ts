/** What is due in a consortium: a ceremony to go on with, a share set that waits, a drill and checks of the shares, a list of files that expires. */
import type { HomeView } from '../../../preload/contract/consortium.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { dueOf as dueOfSet } from '../../core/ceremony/due.ts';
import { day } from '../../core/ceremony/moments.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { pendingSet, setsOf } from '../../core/ceremony/sets.ts';
import { type TufEnd, noticeDays } from '../../core/ceremony/tuf-ends.ts';
import { type CeremonyState, steps } from '../../core/ceremony/steps.ts';
import type { Text } from '../../core/rules.ts';
import { textOf } from '../receipts.ts';

type Due = HomeView['due'][number];

/** A ceremony that rests longer is late. */
const restDays = 7;
/** From the day on which a drill is due until it is late. */
const drillDays = 30;

/** What of a consortium its dates hang on; moments in ISO 8601 UTC. */
export interface Dates {
  readonly rehearsal: boolean;
  readonly next?: CeremonyState['next'];
  /** Of the newest entry. */
  readonly last: string;
  /** When the quorum was opened last, and when it is by the plan's policy the next time. */
  readonly drill?: { readonly last: string; readonly due: string };
  /** When holders are to check their shares by themselves, the first of them first. */
  readonly checks?: readonly string[];
  /** An act that opens the roots, or was agreed on to, of which the log has no end. */
  readonly unended?: Unended;
  /** A share set that waits for its holders, since when. */
  readonly pending?: { readonly epoch: number; readonly since: string };
  readonly expires: string;
}

interface Unended {
  readonly what: Text;
  readonly since: string;
  /** Nothing was opened yet: it is not spoken of for ever. */
  readonly agreed?: true;
}

const ended: Readonly<Record<string, Text>> = {
  enact: {
    en: 'A decision was being put into force when the program ended. Nothing of it is in force: begin it again with the same files.',
    zh: '程序结束时正在使一项决定生效。该决定尚未生效：请用同样的文件重新开始。',
  },
  set: {
    en: 'The share set was being changed when the program ended. The set in force stays: begin the change again.',
    zh: '程序结束时正在变更份额组。生效中的份额组保持不变：请重新开始变更。',
  },
  roots: {
    en: 'The root keys were being used when the program ended, and the log has no end of it. Begin it again: that is recorded first.',
    zh: '程序结束时正在使用根密钥，日志中没有其结束记录。请重新开始：届时会先将此记入日志。',
  },
};
const ofSets = ['replace', 'refresh', 'resplit', 'rotate'];
const ends = ['restore.done', 'restore.abandoned', 'restore.refused'];

/** Killed in the middle, a program leaves what was agreed on and begun, and no end. */
function unendedIn(entries: readonly Entry[]): Unended | undefined {
  const after = entries.slice(entries.findLastIndex(({ kind }) => ends.includes(kind)) + 1);
  const begun = after.findLast(({ kind, data }) => kind === 'restore.begun' && data['purpose'] !== 'found');
  if (begun) {
    const purpose = textOf(begun.data['purpose']);
    const what = ended[ofSets.includes(purpose) ? 'set' : purpose] ?? ended['roots']!;
    return { what, since: begun.time };
  }
  const agreed = after.findLast(({ kind, data }) => kind === 'confirmation' && data['step'] === 'restore');
  const said = agreed?.data['said'] as Partial<Text> | undefined;
  if (!agreed || said?.en === undefined || said.zh === undefined) return undefined;
  const what = {
    en: `Agreed on and not done: “${said.en}”. No root key was opened; begin it again, or leave it.`,
    zh: `已商定但未完成：“${said.zh}”。没有打开任何根密钥；可重新开始，也可作罢。`,
  };
  return { what, since: agreed.time, agreed: true };
}

export function datesOf(
  entries: readonly Entry[],
  { next, rehearsal, closed }: Pick<CeremonyState, 'next' | 'rehearsal' | 'closed'>,
  plan: ResolvedPlan,
  /** Of the files that peers believe by; none before they are signed. */
  ends: readonly Pick<TufEnd, 'expires'>[] = [],
): Dates {
  const last = entries.at(-1)?.time ?? '';
  const due = closed ? dueOfSet(entries, plan, last) : [];
  const drill = due.find(({ what }) => what === 'drill');
  const pending = pendingSet(setsOf(entries, plan));
  const unended = closed ? unendedIn(entries) : undefined;
  return {
    rehearsal,
    last,
    expires: ends[0]?.expires ?? plan.expires,
    ...(next && { next }),
    ...(drill && { drill: { last: drill.last, due: drill.due } }),
    checks: due.flatMap(({ what, due: by }) => (what === 'check' ? by : [])).sort(),
    ...(unended && { unended }),
    ...(pending && { pending: { epoch: pending.epoch, since: pending.made.time } }),
  };
}

/** Nothing hangs on the dates of a rehearsal but going on with it and with its share set. `now` in ISO 8601 UTC. */
export function dueOf(dates: Dates, now: string): Due[] {
  if (dates.next) return [goOn(dates.next, dates.last, now)];
  const dated = dates.rehearsal ? [] : [...drillOf(dates, now), ...checksOf(dates, now), ...expiry(dates, now)];
  return [...begun(dates, now), ...waiting(dates, now), ...dated];
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

function begun({ unended }: Dates, now: string): Due[] {
  if (!unended) return [];
  const { what, since, agreed = false } = unended;
  const rests = daysBetween(since, now) > restDays;
  return agreed && rests ? [] : [{ what: { en: what.en, zh: what.zh }, since, late: rests }];
}

function waiting({ pending }: Dates, now: string): Due[] {
  if (!pending) return [];
  const epoch = String(pending.epoch);
  return [
    {
      what: {
        en: `Go on with the share set of epoch ${epoch}: it waits for its holders.`,
        zh: `继续第 ${epoch} 期份额组：它在等待各保管人。`,
      },
      since: pending.since,
      late: daysBetween(pending.since, now) > restDays,
    },
  ];
}

function drillOf({ drill }: Dates, now: string): Due[] {
  if (drill === undefined || daysBetween(drill.due, now) < 0) return [];
  const on = dayText(drill.last);
  return [
    {
      what: {
        en: `Hold a drill: the shares were last opened on ${on.en}.`,
        zh: `进行恢复演习：份额上次打开是在${on.zh}。`,
      },
      since: drill.due,
      late: daysBetween(drill.due, now) > drillDays,
    },
  ];
}

function checksOf({ checks = [] }: Dates, now: string): Due[] {
  const due = checks.filter((by) => daysBetween(by, now) >= 0);
  const [first] = due;
  if (first === undefined) return [];
  const count = String(due.length);
  return [
    {
      what: {
        en: due.length === 1 ? 'One holder is to check their share.' : `${count} holders are to check their shares.`,
        zh: `有 ${count} 位保管人应检查自己的份额。`,
      },
      since: first,
      late: daysBetween(first, now) > drillDays,
    },
  ];
}

function expiry({ expires }: Dates, now: string): Due[] {
  const left = daysBetween(now, expires);
  const on = dayText(expires);
  if (left > noticeDays) return [];
  if (left > 0) {
    const what = {
      en: `The signed list of files is valid until ${on.en}: a quorum is to sign it anew.`,
      zh: `已签名的文件清单有效期至${on.zh}，须由法定人数续签。`,
    };
    return [{ what, since: daysAfter(expires, -noticeDays), late: false }];
  }
  const what = {
    en: `The signed list of files expired on ${on.en}: verifiers refuse the bundle until a quorum signs it anew.`,
    zh: `已签名的文件清单已于${on.zh}过期：在法定人数续签之前，验证器会拒绝该证据包。`,
  };
  return [{ what, since: expires, late: true }];
}

/** A day as people write it; in UTC, as the log has it. */
function dayText(moment: string): Text {
  const on = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(moment));
  return { en: on('en-GB'), zh: on('zh-CN') };
}
