/** What a proposal changes, in words for whoever decides: line by line, with what is unusual marked. */

import type { ConsensusKind } from '../ceremony/consensus.ts';
import type { ResolvedPlan } from '../ceremony/plan.ts';
import { lockedStanding } from '../ceremony/lock-down.ts';
import { type Standing, deeds, heldAlone, holdersOf, newcomer } from '../ceremony/powers.ts';
import { type Params, type Text, fill } from '../rules.ts';
import { type KeyUse, type MemberKey, applicationOf, keyId } from './application.ts';
import type { Change } from './change.ts';
import { type DiffRule, diffRules } from './diff-rules.ts';
import { meet } from './quorum.ts';
import { otherRoleRights, standingNow } from './standing.ts';
import {
  type ChangeKind,
  type Governance,
  type Member,
  type Register,
  type LedgerState,
  type Requirement,
  changeKinds,
  inForce,
  keysInForce,
  ruleOf,
} from './register.ts';

/** One line of a diff. `sign`: `+` comes in, `-` goes out, `!` should be looked at, blank: is so. */
export interface DiffLine {
  readonly sign: '+' | '-' | '!' | ' ';
  readonly text: Text;
  /** Of a line that is marked by a rule. */
  readonly rule?: DiffRule;
}

export const marked = (rule: DiffRule, params: Params): DiffLine => ({
  sign: '!',
  rule,
  text: fill(diffRules[rule], params),
});
const line = (sign: DiffLine['sign'], en: string, zh: string): DiffLine => ({ sign, text: { en, zh } });

export const useNames: Readonly<Record<KeyUse, Text>> = {
  participant: { en: 'participant', zh: '参与方' },
  gateway: { en: 'gateway', zh: '网关' },
  user: { en: 'user', zh: '用户' },
};
export const kindNames: Readonly<Record<ChangeKind, Text>> = {
  admit: { en: 'admit a member', zh: '接纳成员' },
  remove: { en: 'remove a member', zh: '移除成员' },
  keys: { en: 'change keys of a member', zh: '变更成员密钥' },
  role: { en: 'change the role of a member', zh: '变更成员角色' },
  settings: { en: 'change the settings of the ledger', zh: '变更账本设置' },
  governance: { en: 'change who votes and how', zh: '变更表决人与表决规则' },
};

const keyLine = (sign: DiffLine['sign'], key: MemberKey): DiffLine =>
  line(
    sign,
    `key for ${useNames[key.use].en}, ${key.suite}: ${keyId(key)}`,
    `${useNames[key.use].zh}密钥，${key.suite}：${keyId(key)}`,
  );

export const ruleText = (rule: readonly Requirement[]): Text =>
  rule.length === 0
    ? { en: 'the quorum of the roots alone', zh: '仅由根密钥法定人数决定' }
    : {
        en: rule.map(({ role, count }) => `${count} of the role ${role}`).join(' and '),
        zh: rule.map(({ role, count }) => `${count} 名 ${role}`).join('，并且 '),
      };

/** A ledger as it was founded, and locked down where its plan says so: its roles, and its members with theirs; a root among them counts by its id. */
export interface FoundedLedger extends Standing {
  readonly consensus: ConsensusKind;
}

/** What the plan of the founding says of it. */
export const foundedLedger = (plan: ResolvedPlan): FoundedLedger & { readonly plan: ResolvedPlan } => ({
  plan,
  ...lockedStanding(plan),
  consensus: plan.chain.ledger.consensus.kind,
});

/**
 * The lines of a change on this register. What cannot be done at all is refused elsewhere (`changed`).
 * @param ledger where it is known
 */
export function diff(register: Register, change: Change, ledger?: FoundedLedger): DiffLine[] {
  const now = ledger && standingNow(ledger, register);
  switch (change.kind) {
    case 'admit':
      return [
        ...admission(register, change),
        ...rolesLines(register, undefined, change.ledgerRoles, ledger),
        ...(ledger ? activation(now ?? ledger, change) : []),
      ];
    case 'remove':
      return [
        ...removal(register, change),
        ...fewerPeers(register, change.member, ledger?.consensus),
        ...(now ? lastHolder(change.member, now) : []),
      ];
    case 'keys':
      return otherKeys(register, change);
    case 'role':
      return [...otherRole(register, change), ...rolesLines(register, change.member, change.ledgerRoles, ledger)];
    case 'settings':
      return settingLines(register, change.set, now);
    case 'governance':
      return otherGovernance(register.governance, change.governance);
  }
}

const memberOf = (register: Register, id: string) => inForce(register).find((member) => member.id === id);

function admission(register: Register, { application }: Change & { kind: 'admit' }): DiffLine[] {
  const { member, contacts, endpoints, keys } = application;
  const { initializer, consensus } = endpoints;
  const role = line('+', `role ${member.role}`, `角色 ${member.role}`);
  const taken = inForce(register).find(
    (other) => other.endpoints.consensus.host === consensus.host && other.endpoints.consensus.port === consensus.port,
  );
  return [
    line('+', `member ${member.id}: ${member.name.en}`, `成员 ${member.id}：${member.name.zh}`),
    role,
    ...keys.map((key) => keyLine('+', key)),
    line('+', `consensus at ${consensus.host}:${consensus.port}`, `共识地址 ${consensus.host}:${consensus.port}`),
    line(
      '+',
      `initialization at ${initializer.host}:${initializer.port}`,
      `初始化地址 ${initializer.host}:${initializer.port}`,
    ),
    ...contacts.map(({ name, reach }) => line(' ', `contact ${name}, ${reach}`, `联系人 ${name}，${reach}`)),
    ...(keys.some(({ use }) => use === 'participant')
      ? []
      : [line('!', 'it offers no key for a participant, so it runs no peer', '未提供参与方密钥，不能运行节点')]),
    ...(taken ? [line('!', `${taken.id} has the same consensus address`, `${taken.id} 使用相同的共识地址`)] : []),
    ...(inForce(register).some(({ role: other }) => other === member.role)
      ? []
      : [line('!', `nobody has the role ${member.role} so far`, `目前无人担任角色 ${member.role}`)]),
  ];
}

function removal(register: Register, { member: id, reason }: Change & { kind: 'remove' }): DiffLine[] {
  const member = memberOf(register, id);
  if (!member) return [];
  const speaks = register.governance.voters.filter(({ organisation }) => organisation === id);
  return [
    line('-', `member ${id}: ${member.name.en}`, `成员 ${id}：${member.name.zh}`),
    ...keysInForce(member).map((key) => keyLine('-', key)),
    line(' ', `because: ${reason}`, `原因：${reason}`),
    ...lastOfRole(register, member.role),
    ...speaks.map(({ id: voter }) =>
      line('!', `${voter}, who speaks for ${id}, keeps a vote`, `代表 ${id} 的 ${voter} 仍有表决权`),
    ),
  ];
}

/** Where one member alone has a role in the consortium. */
const lastOfRole = (register: Register, role: string): DiffLine[] =>
  inForce(register).filter((member) => member.role === role).length === 1
    ? [marked('PROPOSAL-LAST-ROLE', { role })]
    : [];

/** How many of n peers may fail. */
const faults = (peers: number) => Math.floor((peers - 1) / 3);
const hasPeer = (member: Member) => keysInForce(member).some(({ use }) => use === 'participant');

/** Of BFT-SMaRt, which every ledger is held to have unless it is known. */
function fewerPeers(register: Register, id: string, consensus: ConsensusKind = 'bftsmart'): DiffLine[] {
  const leaving = memberOf(register, id);
  if (!leaving || !hasPeer(leaving) || consensus !== 'bftsmart') return [];
  const count = inForce(register).filter(hasPeer).length - 1;
  if (count < 4) return [marked('PROPOSAL-BFT-MINIMUM', { count })];
  const [before, after] = [faults(count + 1), faults(count)];
  return after < before ? [marked('PROPOSAL-BFT-FEWER', { count, before, after })] : [];
}

/** Members with a right on the ledger that nobody has besides. */
function lastHolder(id: string, now: Standing): DiffLine[] {
  const alone = heldAlone(now).find(({ member }) => member === id);
  return alone ? [marked('PROPOSAL-LAST-HOLDER', { member: id, value: alone.permissions.join(', ') })] : [];
}

/** Which roles on the ledger come and go; marked where nobody would be left with a right. */
function rolesLines(
  register: Register,
  id: string | undefined,
  roles: readonly string[] | undefined,
  ledger: FoundedLedger | undefined,
): DiffLine[] {
  if (roles === undefined) return [];
  const now = ledger && standingNow(ledger, register);
  const before = now?.holders.find((holder) => holder.id === id)?.roles ?? [];
  const after = now && { ...now, holders: now.holders.map((one) => (one.id === id ? { ...one, roles } : one)) };
  const unknown = now ? roles.filter((role) => !now.roles.some(({ name }) => name === role)) : [];
  return [
    ...before
      .filter((role) => !roles.includes(role))
      .map((role) => line('-', `role ${role} on the ledger`, `账本角色 ${role}`)),
    ...roles
      .filter((role) => !before.includes(role))
      .map((role) => line('+', `role ${role} on the ledger`, `账本角色 ${role}`)),
    ...unknown.map((role) => marked('PROPOSAL-ROLE-UNKNOWN', { role })),
    ...(now && after ? lostLines(now, after) : []),
  ];
}

/** What somebody can on the ledger now, and nobody behind the change. */
function lostLines(now: Standing, after: Standing): DiffLine[] {
  const lost = deeds.filter(({ needs }) => holdersOf(now, needs).length > 0 && holdersOf(after, needs).length === 0);
  return lost.map(({ text, needs }) =>
    marked('PROPOSAL-NOBODY-CAN', { value: text.en, valueZh: text.zh, needs: needs.join(', ') }),
  );
}

function settingLines(register: Register, set: LedgerState, now: Standing | undefined): DiffLine[] {
  const old = register.ledger?.consensus ?? {};
  const consensus = Object.entries(set.consensus ?? {}).flatMap(([name, value]) => [
    ...(old[name] === undefined ? [] : [line('-', `consensus ${name}=${old[name]}`, `共识参数 ${name}=${old[name]}`)]),
    line('+', `consensus ${name}=${value}`, `共识参数 ${name}=${value}`),
  ]);
  const roles = Object.entries(set.roles ?? {}).flatMap(([name, { grant, withdraw }]) => [
    ...grant.map((one) => line('+', `role ${name} may ${one}`, `角色 ${name} 获得权限 ${one}`)),
    ...withdraw.map((one) => line('-', `role ${name} may ${one}`, `角色 ${name} 失去权限 ${one}`)),
  ]);
  const after = now && { ...now, roles: otherRoleRights(now.roles, set.roles) };
  return [
    ...consensus,
    ...(set.hash === undefined ? [] : [line('+', `hash algorithm ${set.hash}`, `哈希算法 ${set.hash}`)]),
    ...roles,
    ...(now && after ? lostLines(now, after) : []),
  ];
}

/** What its own user needs before its peer can become active. */
function activation(ledger: Standing, { application }: Change & { kind: 'admit' }): DiffLine[] {
  if (!applicationOf(application).keys.some(({ use }) => use === 'participant')) return [];
  const { lacks, role } = newcomer(ledger);
  if (lacks.length === 0) return [];
  const value = lacks.join(', ');
  if (role === undefined) return [marked('PROPOSAL-NEWCOMER', { value })];
  return [
    line(
      ' ',
      `to activate its peer it needs ${value}: an administrator grants it the role ${role} until then`,
      `激活节点需要 ${value}：在此之前由管理员授予角色 ${role}`,
    ),
  ];
}

function otherRole(register: Register, { member: id, role }: Change & { kind: 'role' }): DiffLine[] {
  const before = memberOf(register, id)?.role ?? '?';
  // The change may be of its roles on the ledger alone.
  if (before === role) return [];
  return [
    line('-', `${id}: role ${before}`, `${id}：角色 ${before}`),
    line('+', `${id}: role ${role}`, `${id}：角色 ${role}`),
    ...lastOfRole(register, before),
  ];
}

function otherKeys(register: Register, { member: id, add, revoke }: Change & { kind: 'keys' }): DiffLine[] {
  const keys = memberOf(register, id)?.keys ?? [];
  const gone = revoke.flatMap(({ key, reason }) => {
    const known = keys.find((one) => keyId(one) === key);
    return known ? [keyLine('-', known), line(' ', `because: ${reason}`, `原因：${reason}`)] : [];
  });
  return [line(' ', `member ${id}`, `成员 ${id}`), ...gone, ...add.map((key) => keyLine('+', key))];
}

function otherGovernance(before: Governance, after: Governance): DiffLine[] {
  const voterLine = (sign: '+' | '-', voter: Governance['voters'][number]) =>
    line(
      sign,
      `vote of ${voter.id} (${voter.name.en}) for ${voter.organisation}, as ${voter.roles.join(', ')}, key ${keyId(voter)}`,
      `${voter.id}（${voter.name.zh}）的表决权，代表 ${voter.organisation}，身份 ${voter.roles.join('、')}，密钥 ${keyId(voter)}`,
    );
  const text = (voter: Governance['voters'][number]) => JSON.stringify(voterLine('+', voter).text);
  const [old, now] = [before.voters.map(text), after.voters.map(text)];
  const rules = changeKinds.flatMap((kind) => {
    const [was, is] = [ruleText(ruleOf(before, kind)), ruleText(ruleOf(after, kind))];
    if (was.en === is.en) return [];
    const say = (sign: '+' | '-', rule: Text) =>
      line(sign, `to ${kindNames[kind].en}: ${rule.en}`, `${kindNames[kind].zh}：${rule.zh}`);
    return [say('-', was), say('+', is)];
  });
  return [
    ...before.voters.filter((voter) => !now.includes(text(voter))).map((voter) => voterLine('-', voter)),
    ...after.voters.filter((voter) => !old.includes(text(voter))).map((voter) => voterLine('+', voter)),
    ...rules,
    ...weakRules(after),
  ];
}

/** One organisation that can decide alone, and decisions that nobody but the roots has a say in. */
function weakRules(governance: Governance): DiffLine[] {
  const { voters } = governance;
  return changeKinds.flatMap((kind) => {
    const rule = ruleOf(governance, kind);
    if (rule.length === 0) return [line('!', `to ${kindNames[kind].en} nobody votes`, `${kindNames[kind].zh}无需表决`)];
    const organisations = [...new Set(voters.map(({ organisation }) => organisation))];
    const one = organisations.find(
      (each) =>
        meet(
          rule,
          voters.filter(({ organisation }) => organisation === each),
        ).met,
    );
    return one === undefined
      ? []
      : [line('!', `${one} can decide alone to ${kindNames[kind].en}`, `${one} 可单独决定${kindNames[kind].zh}`)];
  });
}
