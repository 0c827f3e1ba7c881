/** What a window shows of a ceremony, worked out from its plan and its log alone: steps, people, the head. Pure. */
import type { HashGroup, ShareGroups } from '../../../preload/contract/common.ts';
import type { Activity, Person, StepView } from '../../../preload/contract/desk.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { confirmedBy, confirmersOf } from '../../core/ceremony/demands.ts';
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { stateOf, stepIds, steps } from '../../core/ceremony/steps.ts';
import { fromBase58 } from '../../core/encoding/base58.ts';
import { groups } from '../../core/encoding/words.ts';
import { toHex } from '../../core/encoding/hex.ts';
import type { Finding } from '../../core/rules.ts';
import type { Head } from '../journal.ts';

/** Bytes as a window shows them: 16-bit groups with their words. */
export function groupsOf(bytes: Uint8Array): HashGroup[] {
  return groups(bytes).map(({ hex, words }) => ({ hex, words: [...words] }));
}

/** A hash in hex and in its groups. */
export function hashView(bytes: Uint8Array): { hex: string; groups: HashGroup[] } {
  return { hex: toHex(bytes), groups: groupsOf(bytes) };
}

/** The ledger's hash (Base58), which every node must come to; nothing where nobody can know it yet. */
export function ledgerLine(value: string): Activity['outcome'] {
  if (value === '') return [];
  const label = { en: 'Ledger hash: every node must come to it', zh: '账本哈希：各节点必须与此一致' };
  return [{ label, value, groups: groupsOf(fromBase58(value, 'ledger hash')) }];
}

export function headOf({ size, root }: Head): NonNullable<Activity['head']> {
  return { size, root: toHex(root), groups: groupsOf(root) };
}

/** The steps of the ceremony opened last, with the seconds that each took; `now` in ISO 8601 UTC. */
export function stepsOf(entries: readonly Entry[], now: string): StepView[] {
  const { done, next } = stateOf(entries);
  return stepIds.map((id) => {
    const state = done.includes(id) ? 'done' : id === next ? 'now' : 'waiting';
    const seconds = state === 'waiting' ? undefined : secondsOf(entries, id, now);
    const { title, say } = steps[id];
    return { id, title, say, state, ...(seconds !== undefined && { seconds }) };
  });
}

function secondsOf(entries: readonly Entry[], step: string, now: string): number | undefined {
  const of = (kind: string) => entries.findLast((entry) => entry.kind === kind && entry.data['step'] === step)?.time;
  const begun = of('step.begun');
  if (begun === undefined) return undefined;
  return Math.max(0, (Date.parse(of('step.done') ?? now) - Date.parse(begun)) / 1000);
}

/** The groups of a plan or of the set in force; null where any custodians are a quorum. */
export function shareGroupsOf({ groups }: Pick<ResolvedPlan, 'groups'>): ShareGroups | null {
  if (!groups) return null;
  const { threshold, list } = groups;
  return { threshold, list: list.map(({ id, name, threshold: m }) => ({ id, name: { ...name }, threshold: m })) };
}

type Role = Person['roles'][number];

/** Everybody of the plan, custodians first and by their slots; who acts now is put in by the desk. */
export function peopleOf(
  plan: Pick<ResolvedPlan, 'people' | 'custodians' | 'dualControl'>,
  entries: readonly Entry[],
  openable: readonly string[],
): Person[] {
  const { begun } = stateOf(entries);
  const confirmed = begun ? confirmedBy(begun, entries) : [];
  const asked = begun ? confirmersOf(begun, plan, openable) : [];
  const needsShares = begun === 'check-shares' || begun === 'sign';
  const stateFor = (id: string): Person['state'] => {
    if (confirmed.includes(id)) return 'done';
    const isCustodian = plan.custodians.some((custodian) => custodian.id === id);
    return isCustodian && needsShares && !openable.includes(id) && !asked.includes(id) ? 'absent' : 'waiting';
  };
  const custodians = plan.custodians.map(({ id, name, organisation, seal, group }, i): Person => {
    const roles: Role[] = ['custodian', ...rolesOf(plan.people, id)];
    const of = group === undefined ? {} : { group };
    return { id, name, roles, index: i + 1, organisation, ...of, seal: seal.kind, state: stateFor(id) };
  });
  const others = Object.entries(plan.people.names)
    .filter(([id]) => !custodians.some((custodian) => custodian.id === id))
    .map(([id, name]): Person => ({ id, name, roles: rolesOf(plan.people, id), state: stateFor(id) }));
  return [...custodians, ...others];
}

function rolesOf({ administrators, operator, witnesses, auditor }: ResolvedPlan['people'], id: string): Role[] {
  const roles: readonly [Role, boolean][] = [
    ['administrator', administrators.includes(id)],
    ['operator', operator === id],
    ['witness', witnesses.includes(id)],
    ['auditor', auditor === id],
  ];
  return roles.filter(([, has]) => has).map(([role]) => role);
}

/** Findings as they cross: the contract's lists are its own. */
export const shownFindings = (findings: readonly Finding[]) =>
  findings.map((one) => ({ ...one, text: { ...one.text } }));
