/** The form of a proposal, and the wish once it is whole. Pure. */
import type { ChangeWish, GovernanceView, GroundView, ProposeWish, VoterView } from '../../../preload/contract/post.ts';
import { daysOf, isId } from './make-form.ts';

export const changeKinds = ['admit', 'remove', 'role', 'keys', 'settings', 'governance'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type Rule = GovernanceView['rules']['admit'];

export interface ProposeForm {
  readonly kind: ChangeKind;
  readonly application: string | undefined;
  readonly member: string | undefined;
  readonly role: string;
  /** Roles on the ledger as typed, with commas between; nothing leaves them to the ledger. */
  readonly ledgerRoles: string;
  /** The file of a change of settings. */
  readonly settings: string | undefined;
  readonly offer: string | undefined;
  /** Why each key goes that is revoked, by its id. */
  readonly revoke: Readonly<Record<string, string>>;
  readonly governance: GovernanceView;
  /** One rule for every decision: that of `admit`. */
  readonly one: boolean;
  readonly proposer: string;
  readonly reason: string;
  readonly days: string;
  readonly ledger: string;
}

const same = (a: Rule, b: Rule) => JSON.stringify(a) === JSON.stringify(b);

/** As the consortium stands, from where the change begins. */
export function formOn({ governance, ledger }: GroundView, kind: ChangeKind, file: string | undefined): ProposeForm {
  const { rules, voters } = governance;
  return {
    kind,
    application: kind === 'admit' ? file : undefined,
    ...{ ledgerRoles: '', settings: undefined },
    ...{ member: undefined, role: '', offer: kind === 'keys' ? file : undefined, revoke: {}, governance },
    one: changeKinds.every((each) => same(rules[each] ?? rules.governance, rules.admit)),
    ...{ proposer: voters[0]?.id ?? '', reason: '', days: '30', ledger: ledger ?? '' },
  };
}

/** The governance as it is proposed. */
export function governanceOf({ governance, one }: ProposeForm): GovernanceView {
  const { voters, rules } = governance;
  const { admit } = rules;
  return { voters, rules: one ? { ...everyOne(admit), ...(rules.settings && { settings: admit }) } : rules };
}

const everyOne = (rule: Rule) => ({ admit: rule, remove: rule, keys: rule, role: rule, governance: rule });

/** As the ledger has them: in capitals. */
function onLedger({ ledgerRoles }: ProposeForm): { ledgerRoles?: string[] } {
  const roles = rolesOf(ledgerRoles).map((role) => role.toUpperCase());
  return roles.length === 0 ? {} : { ledgerRoles: roles };
}

/** Undefined while something is missing. */
export function changeOf(form: ProposeForm): ChangeWish | undefined {
  const { kind, application, member, role, offer, revoke, reason } = form;
  if (kind === 'admit') return application === undefined ? undefined : { kind, application, ...onLedger(form) };
  if (kind === 'settings') return form.settings === undefined ? undefined : { kind, file: form.settings };
  if (kind === 'governance') return { kind, governance: governanceOf(form) };
  if (member === undefined) return undefined;
  if (kind === 'role') return isId(role) ? { kind, member, role: role.trim(), ...onLedger(form) } : undefined;
  // Why a member leaves stands in the change itself as well.
  if (kind === 'remove') return reason.trim() === '' ? undefined : { kind, member, reason: reason.trim() };
  const gone = Object.entries(revoke).map(([key, why]) => ({ key, reason: why.trim() }));
  if (gone.some(({ reason: why }) => why === '') || (gone.length === 0 && offer === undefined)) return undefined;
  return { kind, member, revoke: gone, ...(offer === undefined ? {} : { offer }) };
}

type Missing = 'missChange' | 'missReason' | 'missProposer' | 'missDays';

export function missingOf(form: ProposeForm): Missing[] {
  const leaves = form.kind === 'remove' && form.member !== undefined;
  const wanted: readonly (readonly [Missing, boolean])[] = [
    ['missChange', changeOf(form) === undefined && !leaves],
    ['missReason', leaves && form.reason.trim() === ''],
    ['missProposer', !isId(form.proposer)],
    ['missDays', daysOf(form.days) === undefined],
  ];
  return wanted.filter(([, lacks]) => lacks).map(([what]) => what);
}

/** Whether the change may be told to a ledger: all but who votes, and roles in the consortium alone. */
export const tellsLedger = (form: ProposeForm): boolean =>
  form.kind !== 'governance' && (form.kind !== 'role' || onLedger(form).ledgerRoles !== undefined);

/** Undefined while something is missing. */
export function wishOf(at: string, form: ProposeForm): ProposeWish | undefined {
  const change = changeOf(form);
  if (change === undefined || missingOf(form).length > 0) return undefined;
  const [reason, ledger] = [form.reason.trim(), form.ledger.trim()];
  return {
    ...{ at, change, proposer: form.proposer.trim(), days: daysOf(form.days) ?? 0 },
    ...(reason === '' ? {} : { reason }),
    ...(ledger === '' || !tellsLedger(form) ? {} : { ledger }),
  };
}

/** What the file of a proposal is called unless somebody calls it otherwise. */
export const fileNameOf = ({ kind, member }: ProposeForm): string =>
  `${kind}${member === undefined ? '' : `-${member}`}.proposal.json`;

export interface NewVoter {
  readonly card: string | undefined;
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly organisation: string;
  /** As typed, with commas between. */
  readonly roles: string;
  readonly suite: VoterView['suite'];
  readonly publicKey: string;
}

export const noVoter: NewVoter = {
  ...{ card: undefined, id: '', en: '', zh: '', organisation: '', roles: '', suite: 'ed25519', publicKey: '' },
};

const rolesOf = (typed: string) =>
  typed
    .split(/[,，、\s]+/)
    .map((role) => role.trim())
    .filter((role) => role !== '');

/** Undefined while something is missing. */
export function voterOf(typed: NewVoter): VoterView | undefined {
  const { id, en, zh, organisation, suite, publicKey } = typed;
  const roles = rolesOf(typed.roles);
  const [first, second] = [en.trim(), zh.trim()];
  const key = publicKey.trim().toLowerCase();
  if (!isId(id) || first + second === '' || !isId(organisation)) return undefined;
  if (roles.length === 0 || !roles.every(isId)) return undefined;
  if (!/^(?:[0-9a-f]{64}|[0-9a-f]{130})$/.test(key)) return undefined;
  return {
    ...{ id: id.trim(), name: { en: first || second, zh: second || first }, organisation: organisation.trim() },
    ...{ roles, suite, publicKey: key },
  };
}
