/**
 * What of a share set is due: a drill of the quorum, and each holder's check of their own share. How often is the plan's
 * policy; a year where it says nothing. Read from the log and a moment that is passed in.
 */
import type { Entry } from '../audit/entry.ts';
import { monthsLater } from './moments.ts';
import type { ResolvedPlan } from './plan.ts';
import { type SetRecord, activeSet, setsOf } from './sets.ts';

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
  /** Nobody has opened this share yet: `last` is the moment since which its set is in force. */
  readonly never?: true;
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
  const { time: made, entry: begun } = set.inForce;
  const of = (what: Due['what'], months: number, last: string, custodian?: string): Due => {
    const due = monthsLater(last, months);
    const whose = custodian === undefined ? {} : { custodian };
    return { what, set: set.id, epoch: set.epoch, ...whose, last, due, overdue: Date.parse(now) >= Date.parse(due) };
  };
  // What came before it was in force was the old set's, or its own first use, which that moment stands for.
  const drilled = entries.findLast(({ kind, index }) => kind === 'restore.done' && index > begun);
  return [
    of('drill', drillMonths, drilled?.time ?? made),
    ...set.custodians.map(({ id }) => {
      const seen = lastSeen(entries, set, id);
      return { ...of('check', checkMonths, seen?.time ?? made, id), ...(!seen && { never: true as const }) };
    }),
  ];
}

/** The certificates of a founding: when they end, and from when on that is to be seen to. What was renewed since is not on this log. */
export interface CertificatesDue {
  /** ISO, in UTC. */
  readonly until: string;
  readonly rootUntil: string;
  readonly due: string;
  readonly overdue: boolean;
}

const day = 86_400_000;
const notice = 60;

/** Undefined where identities are bare keys, and before the founding. */
export function certificatesDue(
  entries: readonly Entry[],
  plan: Pick<ResolvedPlan, 'chain'>,
  now: string,
): CertificatesDue | undefined {
  const { ca } = plan.chain.ledger;
  const founded = entries.findLast(({ kind, data }) => kind === 'step.done' && data['step'] === 'found');
  if (!ca || !founded) return undefined;
  const after = (days: number) => new Date(Date.parse(founded.time) + days * day).toISOString();
  const due = after(Math.min(ca.days, ca.rootDays) - notice);
  return { until: after(ca.days), rootUntil: after(ca.rootDays), due, overdue: Date.parse(now) >= Date.parse(due) };
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

/** When the share of this holder and this set was last opened and judged intact, by the whole log. */
export function lastSeen(
  entries: readonly Entry[],
  set: Pick<SetRecord, 'id' | 'inForce' | 'ended'>,
  custodian: string,
): Seen | undefined {
  const seen = entries.flatMap((entry) => seenIn(entry, set).filter(({ id }) => id === custodian));
  return seen.toSorted((a, b) => (a.time < b.time ? -1 : 1)).at(-1);
}

/** Openings of the roots that are part of something else. */
const opened: Readonly<Record<string, Seen['how']>> = { found: 'ceremony', activate: 'taken' };

/** Whose shares of this set an entry says were intact, and when. */
function seenIn(told: Entry, set: Pick<SetRecord, 'id' | 'inForce' | 'ended'>): Seen[] {
  const { kind, data, time, index: entry } = told;
  const { custodian, time: own } = data;
  const whose = data['set'] === set.id && typeof custodian === 'string' ? custodian : undefined;
  if (kind === 'set.confirmed' && whose !== undefined) return [{ id: whose, time, entry, how: 'taken' }];
  if (kind === 'share.checked' && whose !== undefined && typeof own === 'string')
    return [{ id: whose, time: own, entry, how: 'receipt' }];
  const purpose = typeof data['purpose'] === 'string' ? data['purpose'] : '';
  const how = kind === 'restore.begun' ? (opened[purpose] ?? 'restore') : 'ceremony';
  const rows =
    kind === 'restore.begun' ? data['shares'] : data['step'] === 'check-shares' ? data['checked'] : undefined;
  if (!Array.isArray(rows) || !isOf(told, set)) return [];
  return rows.flatMap((row): Seen[] => {
    if (typeof row !== 'object' || Array.isArray(row) || row['code'] !== 'SHARE-INTACT') return [];
    return typeof row['custodian'] === 'string' ? [{ id: row['custodian'], time, entry, how }] : [];
  });
}

/** Shares are of the set that was in force when they were opened, but for the first use of a new one, which names it. */
function isOf({ data, index }: Entry, { id, inForce, ended }: Pick<SetRecord, 'id' | 'inForce' | 'ended'>): boolean {
  if (data['purpose'] === 'activate') return data['set'] === id;
  return inForce !== undefined && inForce.entry < index && (ended === undefined || index < ended.entry);
}
