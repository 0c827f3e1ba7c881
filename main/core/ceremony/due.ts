/**
 * What of a share set is due: a drill of the quorum, and each holder's check of their own share. How often is the plan's
 * policy; a year where it says nothing. Read from the log and a moment that is passed in.
 */
import type { Entry } from '../audit/entry.ts';
import { monthsLater } from './moments.ts';
import type { ResolvedPlan } from './plan.ts';
import { activeSet, setsOf } from './sets.ts';

export const yearly = 12;

export interface Due {
  readonly what: 'drill' | 'check';
  /** Hex. */
  readonly set: string;
  readonly epoch: number;
  /** Whose share; absent for a drill. */
  readonly custodian?: string;
  /** When it was done last: ISO, in UTC. */
  readonly last: string;
  readonly due: string;
  readonly overdue: boolean;
}

/**
 * The drill of the set in force, then the check of each share in slot order; nothing before there is a set.
 * @param now ISO, in UTC
 */
export function dueOf(
  entries: readonly Entry[],
  plan: Pick<ResolvedPlan, 'custodians' | 'groups' | 'policy'>,
  now: string,
): Due[] {
  const set = activeSet(setsOf(entries, plan));
  if (!set?.inForce) return [];
  const { drillMonths = yearly, checkMonths = yearly } = plan.policy ?? {};
  const since = entries.slice(set.made.entry);
  const made = set.inForce.time;
  const of = (what: Due['what'], months: number, last: string, custodian?: string): Due => {
    const due = monthsLater(last, months);
    const whose = custodian === undefined ? {} : { custodian };
    return { what, set: set.id, epoch: set.epoch, ...whose, last, due, overdue: Date.parse(now) >= Date.parse(due) };
  };
  const used = since.filter(({ kind }) => kind === 'restore.done').map(({ time }) => time);
  const drilled = used.at(-1) ?? made;
  return [
    of('drill', drillMonths, drilled > made ? drilled : made),
    ...set.custodians.map(({ id }) => of('check', checkMonths, lastSeen(since, set.id, id)?.time ?? made, id)),
  ];
}

/** A share that was opened and judged intact, by the entry that says so. */
export interface Seen {
  readonly id: string;
  /** ISO, in UTC: of a receipt its own. */
  readonly time: string;
  readonly entry: number;
  /** By its holder alone, with a receipt; when a new set was taken; by a restore; in the ceremony. */
  readonly how: 'receipt' | 'taken' | 'restore' | 'ceremony';
}

/** When the share of this holder was last opened and judged intact; `entries` from the making of the set on. */
export function lastSeen(entries: readonly Entry[], set: string, custodian: string): Seen | undefined {
  const seen = entries.flatMap((entry) => seenIn(entry, set).filter(({ id }) => id === custodian));
  return seen.toSorted((a, b) => (a.time < b.time ? -1 : 1)).at(-1);
}

/** Openings of the roots that are part of something else. */
const opened: Readonly<Record<string, Seen['how']>> = { found: 'ceremony', activate: 'taken' };

/** Whose shares an entry says were intact, and when. */
function seenIn({ kind, data, time, index: entry }: Entry, set: string): Seen[] {
  const { custodian, time: told } = data;
  const whose = data['set'] === set && typeof custodian === 'string' ? custodian : undefined;
  if (kind === 'set.confirmed' && whose !== undefined) return [{ id: whose, time, entry, how: 'taken' }];
  if (kind === 'share.checked' && whose !== undefined && typeof told === 'string')
    return [{ id: whose, time: told, entry, how: 'receipt' }];
  const purpose = typeof data['purpose'] === 'string' ? data['purpose'] : '';
  const how = kind === 'restore.begun' ? (opened[purpose] ?? 'restore') : 'ceremony';
  const rows =
    kind === 'restore.begun' ? data['shares'] : data['step'] === 'check-shares' ? data['checked'] : undefined;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row): Seen[] => {
    if (typeof row !== 'object' || Array.isArray(row) || row['code'] !== 'SHARE-INTACT') return [];
    return typeof row['custodian'] === 'string' ? [{ id: row['custodian'], time, entry, how }] : [];
  });
}
