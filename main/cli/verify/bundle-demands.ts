/** What the ceremony demanded of people, and whether the log shows it: confirmations, dual control, the room, quorums. */
import type { Entry } from '../../core/audit/entry.ts';
import { unmet } from '../../core/ceremony/demands.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { agreed } from '../../core/ceremony/set-entries.ts';
import { judgeRoom } from '../../core/ceremony/room.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { parseChange } from '../../core/shares/change.ts';
import { countQuorums } from '../../core/shares/group-quorums.ts';
import { policyOfPlan } from '../../core/shares/groups.ts';
import { type Log, checkedShares, confirmed, dataOf, done, exception, foundedQuorums, roomTaken } from './receipts.ts';
import type { Passed } from './report.ts';
import { verifyRules } from './rules.ts';

/** Every step that ended had what it demands by then, as when it was held. STEP-*, VERIFY-ROOM, VERIFY-QUORUMS. */
export function checkDemands(log: Log, plan: ResolvedPlan): Passed<number> {
  const people = peopleOf(plan, log);
  const said = log.decoded.filter(({ kind }) => kind === 'confirmation');
  for (const entry of said)
    if (!people.has(dataOf(entry, confirmed).who)) throw wrong(entry, 'it is confirmed by nobody of the plan');
  const ended = log.decoded.filter(({ kind }) => kind === 'step.done');
  for (const entry of ended) checkEnd(entry, log, plan);
  checkRooms(log, plan, people);
  const count = String(said.length);
  return {
    value: said.length,
    detail: { en: `${count} confirmations, none missing`, zh: `${count} 次确认，无一缺失` },
  };
}

/** People of the plan, and holders of every share set that was agreed on. */
function peopleOf({ people, custodians }: ResolvedPlan, log: Log): Set<string> {
  const wanted = log.decoded.filter(({ kind }) => kind === 'set.agreed');
  const holders = wanted.flatMap((entry) => parseChange(dataOf(entry, agreed).change).to.custodians);
  return new Set([...Object.keys(people.names), ...[...custodians, ...holders].map(({ id }) => id)]);
}

function checkEnd(entry: Entry, log: Log, plan: ResolvedPlan): void {
  const { step } = dataOf(entry, done);
  // Who could open a share in the room is known from who did.
  const openable = step === 'check-shares' ? openedIn(entry) : [];
  const [first] = unmet(step, 'end', { plan, entries: log.decoded.slice(0, entry.index), openable });
  if (first) throw new RootsealError(first.rule, first.text, 1, 'log/');
  if (step === 'found') checkQuorums(entry, plan);
}

const openedIn = (entry: Entry) =>
  dataOf(entry, checkedShares).checked.flatMap(({ custodian }) => (custodian === undefined ? [] : [custodian]));

/** Quorums were tried before anything was written: some, or all that there are. */
function checkQuorums(entry: Entry, plan: ResolvedPlan): void {
  const { checked, total, all } = dataOf(entry, foundedQuorums).quorums;
  const wanted = countQuorums(policyOfPlan(plan));
  const right = checked > 0 && total === wanted.toString() && (all ? BigInt(checked) === wanted : checked < wanted);
  if (!right) {
    const params = { entry: entry.index, checked, total, wanted: wanted.toString() };
    throw refuse(verifyRules, 'VERIFY-QUORUMS', params, { subject: 'log/' });
  }
}

/** What stops a real ceremony was answered for by two people, whatever level the log gives it. */
function checkRooms(log: Log, { rehearsal }: ResolvedPlan, people: ReadonlySet<string>): void {
  if (rehearsal) return;
  const excused = new Set(
    log.decoded.filter(({ kind }) => kind === 'exception').flatMap((entry) => ruleOf(entry, people)),
  );
  for (const entry of log.decoded.filter(({ kind }) => kind === 'room.facts')) {
    const { facts, findings } = dataOf(entry, roomTaken);
    const stops = [...findings, ...judgeRoom(facts, { rehearsal })].filter(({ level }) => level === 'error');
    const open = stops.find(({ rule }) => !excused.has(rule));
    if (open) throw refuse(verifyRules, 'VERIFY-ROOM', { entry: entry.index, rule: open.rule }, { subject: 'log/' });
  }
}

/** The rule that an exception excuses: none without a reason and two people of the plan. */
function ruleOf(entry: Entry, people: ReadonlySet<string>): string[] {
  const { rule, reason, by } = dataOf(entry, exception);
  const known = new Set(by.filter((id) => people.has(id)));
  return known.size >= 2 && reason.trim() !== '' ? [rule] : [];
}

const wrong = ({ index }: Entry, reason: string) =>
  refuse(verifyRules, 'VERIFY-ENTRY', { index, reason }, { subject: 'log/' });
