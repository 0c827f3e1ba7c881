/** What a JD Chain ledger is told of a decision: one transaction a matter, unsigned, at the moment of the proposal. */

import { factsOf } from '../../../core/ceremony/consensus.ts';
import type { Permission } from '../../../core/ceremony/permissions.ts';
import { activation, holdersOf, lacking, newcomer } from '../../../core/ceremony/powers.ts';
import { type MemberKey, keyId } from '../../../core/consortium/application.ts';
import type { Member } from '../../../core/consortium/register.ts';
import { refuse } from '../../../core/rules.ts';
import { address } from '../keys.ts';
import { propertyLine } from '../properties.ts';
import { jdchainRules } from '../rules.ts';
import { built, buildOperation, buildTransaction, type BuiltTransaction } from '../tx/build.ts';
import type { Given } from '../tx/given.ts';
import { type Decided, keyText, participantName, peerKeys, rawKey, standingOn } from './network.ts';

/** A transaction by its path in the folder of the version. */
export interface Told extends BuiltTransaction {
  readonly path: string;
}

/** What comes of a decision for the ledger. */
export interface Transactions {
  readonly told: readonly Told[];
  /** Permissions that nobody is left with, for what had to be left out of a removal. */
  readonly leftOut: readonly Permission[];
}

function operation(command: string, given: Given): Uint8Array {
  const kind = built.get(command);
  if (!kind) throw new Error(command);
  return buildOperation(kind, given);
}

function transaction({ ledgerHash, proposal }: Decided, path: string, operations: readonly Uint8Array[]): Told[] {
  if (operations.length === 0) return [];
  return [{ path, ...buildTransaction({ ledgerHash, time: Date.parse(proposal.created), operations }) }];
}

const addressOf = (key: MemberKey): string => {
  const { suite, raw } = rawKey(key);
  return address(suite, raw);
};

/** Grants and withdrawals of one user's roles; nothing where nothing changes. */
function authorize(
  key: MemberKey,
  grant: readonly string[],
  withdraw: readonly string[],
  policy: string,
): Uint8Array[] {
  if (grant.length + withdraw.length === 0) return [];
  return [operation('authorize', { address: [addressOf(key)], grant, withdraw, policy })];
}

/** A key for a participant that a decision brings, and where its files lie. */
export interface Newcomer {
  readonly member: Member;
  readonly key: MemberKey;
  /** On the ledger. */
  readonly name: string;
  readonly folder: string;
  /** Until its peer is active. */
  readonly joiner: string | undefined;
  /** From then on. */
  readonly roles: readonly string[];
}

/** Each key of a participant that the change brings; the files of a further one lie in a folder of its own. */
export function newcomers(decided: Decided): Newcomer[] {
  const { change, rehearsal } = decided.proposal;
  if (change.kind !== 'admit' && change.kind !== 'keys') return [];
  const [id, offered] =
    change.kind === 'admit' ? [change.application.member.id, change.application.keys] : [change.member, change.add];
  const member = decided.after.members.find((one) => one.id === id);
  if (!member) return [];
  const standing = standingOn(decided, decided.after);
  const { role, lacks } = newcomer(standing);
  const roles = standing.holders.find((holder) => holder.id === id)?.roles ?? [];
  const keys = offered.filter(({ use }) => use === 'participant');
  return keys.map((key, n) => ({
    ...{ member, key, roles, joiner: lacks.length > 0 ? role : undefined },
    name: participantName(rehearsal, id, key, change.kind === 'admit' && n === 0),
    folder: `jdchain/${id}${n === 0 ? '' : `/${keyId(key).slice(0, 8)}`}`,
  }));
}

function joining(decided: Decided, { key, name, folder, joiner, roles }: Newcomer): Told[] {
  const register = operation('participant-register', { name, pubkey: keyText(key) });
  const taken = joiner === undefined || roles.includes(joiner) ? [] : [joiner];
  const given = roles.filter((role) => role !== joiner);
  return [
    ...transaction(decided, `${folder}/registration.tx`, [register]),
    ...(joiner === undefined
      ? []
      : transaction(decided, `${folder}/joining.tx`, authorize(key, [joiner], [], 'UNION'))),
    ...transaction(decided, `${folder}/roles.tx`, authorize(key, given, taken, policyOf(decided, decided.after, key))),
  ];
}

function policyOf(decided: Decided, register: Decided['after'], key: MemberKey): string {
  const owner = register.members.find(({ keys }) => keys.some(({ publicKey }) => publicKey === key.publicKey))?.id;
  return standingOn(decided, register).holders.find(({ id }) => id === owner)?.policy ?? 'UNION';
}

/** Keys of participants that the change takes out of force, and whose they are. */
export function leavers({ before, proposal: { change } }: Decided): { member: Member; keys: MemberKey[] } | undefined {
  if (change.kind !== 'remove' && change.kind !== 'keys') return undefined;
  const member = before.members.find(({ id }) => id === change.member);
  if (!member) return undefined;
  const gone = (key: MemberKey) => change.kind === 'remove' || change.revoke.some((one) => one.key === keyId(key));
  const keys = peerKeys(member).filter(gone);
  return keys.length === 0 ? undefined : { member, keys };
}

/**
 * A peer takes itself out of the consensus, so its user first gets the right to where it has none. Then: taken out of the participants,
 * out of its roles, and its user revoked for ever: as much of it as somebody is left who may.
 */
function removal(decided: Decided): Transactions {
  const going = leavers(decided);
  if (!going) return { told: [], leftOut: [] };
  const { member, keys } = going;
  const left = standingOn(decided, decided.after);
  const before = standingOn(decided, decided.before);
  const had = before.holders.find(({ id }) => id === member.id)?.roles ?? [];
  const leaver = lacking(before, [member.id], activation).length > 0 ? newcomer(before).role : undefined;
  const roles = leaver === undefined ? had : [...had, leaver];
  const steps: readonly (readonly [Permission, (key: MemberKey) => Uint8Array[]])[] = [
    ['REGISTER_PARTICIPANT', (key) => [operation('participant-state', { pubkey: keyText(key), state: 'DEACTIVATED' })]],
    ['CONFIGURE_ROLES', (key) => authorize(key, [], roles, policyOf(decided, decided.before, key))],
    ['UPDATE_USER_STATE', (key) => [operation('user-state', { address: addressOf(key), state: 'REVOKE' })]],
  ];
  const may = (permission: Permission) => holdersOf(left, ['DIRECT_OPERATION', permission]).length > 0;
  const operations = keys.flatMap((key) => steps.flatMap(([needs, make]) => (may(needs) ? make(key) : [])));
  const leave = keys.flatMap((key) =>
    leaver === undefined ? [] : authorize(key, [leaver], [], policyOf(decided, decided.before, key)),
  );
  return {
    told: [
      ...transaction(decided, `jdchain/${member.id}/leaving.tx`, leave),
      ...transaction(decided, `jdchain/${member.id}/removal.tx`, operations),
    ],
    leftOut: steps.flatMap(([needs]) =>
      may(needs) || (needs === 'CONFIGURE_ROLES' && roles.length === 0) ? [] : [needs],
    ),
  };
}

/** The roles of a member that has peers, from those that it had to those that were decided on. */
function otherRoles(decided: Decided): Told[] {
  const { change } = decided.proposal;
  if (change.kind !== 'role' || change.ledgerRoles === undefined) return [];
  const { ledgerRoles } = change;
  const member = decided.after.members.find(({ id }) => id === change.member);
  const holder = standingOn(decided, decided.before).holders.find(({ id }) => id === change.member);
  const had = holder?.roles ?? [];
  const [grant, withdraw] = [
    ledgerRoles.filter((one) => !had.includes(one)),
    had.filter((one) => !ledgerRoles.includes(one)),
  ];
  const operations = peerKeys(member).flatMap((key) => authorize(key, grant, withdraw, holder?.policy ?? 'UNION'));
  return transaction(decided, `jdchain/${change.member}/roles.tx`, operations);
}

/** Roles first: whoever gets a right by this decision has it behind the transaction, not within. */
function otherSettings(decided: Decided): Told[] {
  const { change } = decided.proposal;
  if (change.kind !== 'settings') return [];
  const { consensus = {}, hash, roles = {} } = change.set;
  checkSettings(decided, consensus, hash);
  const properties = Object.entries(consensus);
  const config = properties.map(([name, value]) => propertyLine(name, value)).join('');
  return transaction(decided, 'jdchain/settings.tx', [
    ...Object.entries(roles).map(([name, { grant, withdraw }]) => operation('role', { name, grant, withdraw })),
    ...(properties.length === 0 ? [] : [operation('consensus', { config })]),
    ...(hash === undefined ? [] : [operation('hash-algorithm', { algorithm: hash })]),
  ]);
}

/** By these JD Chain takes nodes in and out of the consensus, whatever the states of the participants are. */
const ofNodes = /^(participant\.|active\.|deactive\.)/;

/** @throws JDCHAIN-SETTING for what the ledger cannot be told, or would be told in vain */
function checkSettings({ plan }: Decided, consensus: Readonly<Record<string, string>>, hash: string | undefined): void {
  const { kind } = plan.chain.ledger.consensus;
  const { settings, derived, name } = factsOf(kind);
  const wrong = (setting: string) =>
    refuse(jdchainRules, 'JDCHAIN-SETTING', { setting, consensus: name }, { subject: setting });
  for (const [setting, value] of Object.entries(consensus)) {
    const known = settings === undefined || Object.hasOwn(settings, setting);
    // `MQConsensusSettingsBuilder.updateSettings` reads a node's number whatever is to change, and fails without one.
    if (kind === 'mq' || !known || derived.test(setting) || ofNodes.test(setting) || value !== value.trim())
      throw wrong(setting);
  }
  const provider = hash === 'SM3' ? 'sm' : 'classic';
  if (hash !== undefined && !plan.chain.ledger.providers.includes(provider)) throw wrong(hash);
}

/** @throws JDCHAIN-SETTING, JDCHAIN-LEDGER-HASH, the key rules */
export function transactionsOf(decided: Decided): Transactions {
  const { told, leftOut } = removal(decided);
  const joined = newcomers(decided).flatMap((one) => joining(decided, one));
  return { told: [...joined, ...told, ...otherRoles(decided), ...otherSettings(decided)], leftOut };
}
