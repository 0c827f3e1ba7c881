/**
 * What a proposal changes, and the register that comes of it: the same bytes on every machine. Nothing of today enters:
 * no clock, no order of files, only the register before, the change and the proposal's own moment.
 */

import { z } from 'zod';
import { parts } from '../ceremony/plan-schema.ts';
import { equal } from '../encoding/bytes.ts';
import { toJcs } from '../encoding/jcs.ts';
import { refuse, type Text } from '../rules.ts';
import {
  type Application,
  type KeyUse,
  type MemberKey,
  applicationOf,
  applicationSchema,
  checkProof,
  keyId,
  keyText,
  offeredKeySchema,
} from './application.ts';
import {
  type ChangeKind,
  type Governance,
  type Member,
  type Register,
  type Requirement,
  changeKinds,
  firstTwice,
  governanceSchema,
  inForce,
  keysInForce,
  ownerOf,
  registerHash,
} from './register.ts';
import { offerMessage } from './offer.ts';
import { meet } from './quorum.ts';
import { shaped } from './read.ts';
import { consortiumRules } from './rules.ts';

const { id, line, hex } = parts;

/** A key's own signature is over the application of the member, or over the words of a change of keys. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admit'), application: applicationSchema }),
  z.strictObject({ kind: z.literal('remove'), member: id, reason: line }),
  z.strictObject({
    kind: z.literal('keys'),
    member: id,
    add: z.array(offeredKeySchema).max(8),
    revoke: z.array(z.strictObject({ key: hex(32), reason: line })).max(64),
  }),
  z.strictObject({ kind: z.literal('role'), member: id, role: id }),
  z.strictObject({ kind: z.literal('governance'), governance: governanceSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

/** A change from a file. @throws CHANGE-FILE */
export const readChange = (value: unknown): Change => shaped(changeSchema, value, 'CHANGE-FILE');

/** When, and by which proposal. */
export interface Act {
  readonly at: string;
  /** The proposal's id, hex. */
  readonly by: string;
}

/** The register after the change. @throws CHANGE-…, MEMBER-KEY-TAKEN, APPLICATION-… */
export function changed(before: Register, change: Change, act: Act): Register {
  const next = { ...before, version: before.version + 1, previous: registerHash(before), by: act.by };
  const made: Register = { ...next, ...partsAfter(before, change, act) };
  checkGovernance(made);
  return made;
}

function partsAfter(before: Register, change: Change, act: Act): Partial<Pick<Register, 'members' | 'governance'>> {
  switch (change.kind) {
    case 'admit':
      return { members: [...before.members, admitted(before, change.application, act)] };
    case 'remove':
      return {
        members: withMember(before, change.member, (member) => ({
          ...member,
          keys: member.keys.map((key) => ({ revoked: { ...act, reason: change.reason }, ...key })),
          left: { ...act, reason: change.reason },
        })),
      };
    case 'keys':
      return { members: withMember(before, change.member, (member) => withKeys(before, member, change, act)) };
    case 'role':
      return { members: withMember(before, change.member, (member) => withRole(member, change.role)) };
    case 'governance':
      return { governance: otherGovernance(before, change.governance) };
  }
}

function withMember(before: Register, id: string, change: (member: Member) => Member): Member[] {
  if (!inForce(before).some((member) => member.id === id))
    throw refuse(consortiumRules, 'CHANGE-UNKNOWN-MEMBER', {}, { subject: id });
  return before.members.map((member) => (member.id === id ? change(member) : member));
}

function admitted(before: Register, application: Application, act: Act): Member {
  const { member, contacts, endpoints, keys } = applicationOf(application);
  checkApplies(before, application);
  return {
    ...{ id: member.id, name: member.name, role: member.role, contacts, endpoints },
    keys: keys.map((key) => registered(key, act)),
    since: act.at,
    by: act.by,
  };
}

const registered = ({ use, suite, publicKey }: MemberKey, { at, by }: Act) => ({
  use,
  suite,
  publicKey,
  since: at,
  by,
});

/** Whether a company can come in with this application at all. @throws APPLICATION-…, MEMBER-KEY-TAKEN */
export function checkApplies(register: Register, { consortium, rehearsal, member, keys }: Application): void {
  const at = { subject: member.id };
  const facts = { member: member.id, theirs: consortium, ours: register.consortium.id };
  if (consortium !== register.consortium.id) throw refuse(consortiumRules, 'APPLICATION-CONSORTIUM', facts, at);
  if (rehearsal !== register.rehearsal) throw refuse(consortiumRules, 'APPLICATION-REHEARSAL', facts, at);
  if (register.members.some(({ id: known }) => known === member.id))
    throw refuse(consortiumRules, 'APPLICATION-MEMBER', facts, at);
  checkFree(register, member.id, keys);
}

function checkFree(register: Register, member: string, keys: readonly MemberKey[]): void {
  for (const key of keys) {
    const owner = ownerOf(register, key);
    if (owner === undefined) continue;
    throw refuse(consortiumRules, 'MEMBER-KEY-TAKEN', { key: keyId(key), member, owner }, { subject: member });
  }
}

function withKeys(before: Register, member: Member, change: Change & { kind: 'keys' }, act: Act): Member {
  const { add, revoke } = change;
  if (add.length + revoke.length === 0) throw refuse(consortiumRules, 'CHANGE-NOTHING');
  checkFree(before, member.id, add);
  const { consortium, rehearsal } = before;
  const offerer = { consortium: consortium.id, rehearsal, member: member.id };
  for (const key of add) checkProof(member.id, key, offerMessage(offerer, key));
  const twice = firstTwice([...add.map(keyId), ...revoke.map(({ key }) => key)]);
  if (twice !== undefined) throw refuse(consortiumRules, 'REGISTER-TWICE', {}, { subject: twice });
  const keys = member.keys.map((key) => {
    const wish = revoke.find((one) => one.key === keyId(key) && key.revoked === undefined);
    return wish ? { ...key, revoked: { ...act, reason: wish.reason } } : key;
  });
  checkKnown(member, revoke);
  const after = { ...member, keys: [...keys, ...add.map((key) => registered(key, act))] };
  checkUses(member, after);
  return after;
}

function checkKnown(member: Member, revoke: readonly { readonly key: string }[]): void {
  const known = keysInForce(member).map(keyId);
  const other = revoke.find(({ key }) => !known.includes(key));
  if (other) throw refuse(consortiumRules, 'CHANGE-KEY-UNKNOWN', { member: member.id, key: other.key });
}

/** Nobody is left without a key for a use that they had one for. */
function checkUses(before: Member, after: Member): void {
  const uses = (member: Member) => new Set<KeyUse>(keysInForce(member).map(({ use }) => use));
  const left = uses(after);
  const lost = [...uses(before)].find((use) => !left.has(use));
  if (lost !== undefined) throw refuse(consortiumRules, 'CHANGE-KEY-LAST', { member: before.id, use: lost });
}

function withRole(member: Member, role: string): Member {
  if (member.role === role) throw refuse(consortiumRules, 'CHANGE-NOTHING');
  return { ...member, role };
}

const voterFault = (en: string, zh: string): Text => ({ en, zh });

function otherGovernance(before: Register, governance: Governance): Governance {
  if (equal(toJcs(governance), toJcs(before.governance))) throw refuse(consortiumRules, 'CHANGE-NOTHING');
  return governance;
}

/** One person, one key, one vote; and every kind of decision stays possible. @throws CHANGE-VOTERS, CHANGE-LOCK-OUT */
function checkGovernance({ governance, members }: Register): void {
  const { voters, rules } = governance;
  const person = firstTwice(voters.map((voter) => voter.id));
  if (person !== undefined) throw badVoters(voterFault(`${person} stands there twice`, `${person} 重复`));
  const human = firstTwice(voters.map(({ organisation, name }) => `${organisation}: ${name.en} ${name.zh}`));
  if (human !== undefined)
    throw badVoters(voterFault(`one person stands there under two ids (${human})`, `同一人以两个标识出现（${human}）`));
  const key = firstTwice(voters.map(keyId)); // which looks at each one's curve
  const holder = voters.filter((voter) => keyId(voter) === key).map((voter) => voter.id);
  if (key !== undefined)
    throw badVoters(voterFault(`${holder.join(' and ')} have one key`, `${holder.join(' 与 ')} 使用同一密钥`));
  const theirs = new Set(members.flatMap(({ keys }) => keys.map(keyText)));
  const taken = voters.find((voter) => theirs.has(keyText(voter)));
  if (taken) throw badVoters(voterFault(`the key of ${taken.id} is a member's`, `${taken.id} 的密钥是成员密钥`));
  for (const kind of changeKinds) checkPossible(governance, kind, rules[kind]);
}

const badVoters = (reason: Text) => refuse(consortiumRules, 'CHANGE-VOTERS', { reason });

function checkPossible({ voters }: Governance, kind: ChangeKind, rule: readonly Requirement[]): void {
  const lacking = meet(rule, voters).seats.find(({ need, have }) => have < need);
  if (lacking) throw refuse(consortiumRules, 'CHANGE-LOCK-OUT', { kind, ...lacking });
}
