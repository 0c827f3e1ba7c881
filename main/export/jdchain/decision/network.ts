/** The network as a register has it: who takes part, where, with which key; as a plan would say it, so that folders and pages are written alike. */

import type { ResolvedMember, ResolvedPlan } from '../../../core/ceremony/plan.ts';
import { rehearsalMark } from '../../../core/ceremony/plan.ts';
import type { Standing } from '../../../core/ceremony/powers.ts';
import { type MemberKey, keyId } from '../../../core/consortium/application.ts';
import { foundedLedger } from '../../../core/consortium/diff.ts';
import type { Draft } from '../../../core/consortium/proposal.ts';
import { type Member, type Register, inForce, keysInForce } from '../../../core/consortium/register.ts';
import { standingNow } from '../../../core/consortium/standing.ts';
import { fromHex } from '../../../core/encoding/hex.ts';
import { consensusOf } from '../consensus.ts';
import { buildGenesis, type Genesis } from '../genesis.ts';
import { encodePublicKey, type PublicKey } from '../keys.ts';
import { genesisInputFromPlan } from '../members.ts';
import { sortSettings } from '../settings.ts';

/** A decision, with the registers before and after it, and the plan that the ledger was founded by. */
export interface Decided {
  readonly plan: ResolvedPlan;
  readonly before: Register;
  readonly after: Register;
  readonly proposal: Pick<Draft, 'change' | 'created' | 'rehearsal' | 'chain'>;
  /** Base58. */
  readonly ledgerHash: string;
}

export const rawKey = ({ suite, publicKey }: MemberKey): PublicKey => ({ suite, raw: fromHex(publicKey, 'publicKey') });
export const keyText = ({ suite, publicKey }: MemberKey): string =>
  encodePublicKey(suite, fromHex(publicKey, 'publicKey'));

/** The keys of its peers, the newest last. */
export const peerKeys = (member: Member | undefined): readonly MemberKey[] =>
  member === undefined ? [] : keysInForce(member).filter(({ use }) => use === 'participant');

/** Every page of every member asks for the same of one register: worked out once for each plan and register. */
function once<T>(make: (decided: Pick<Decided, 'plan'>, register: Register) => T) {
  const known = new WeakMap<Register, { readonly plan: ResolvedPlan; readonly made: T }>();
  return (decided: Pick<Decided, 'plan'>, register: Register): T => {
    const before = known.get(register);
    if (before?.plan === decided.plan) return before.made;
    const made = make(decided, register);
    known.set(register, { plan: decided.plan, made });
    return made;
  };
}

export const standingOn = once(({ plan }, register): Standing => standingNow(foundedLedger(plan), register));

/** Its name on the ledger: of a key that came later than the member also by its fingerprint, for no two participants are called alike. */
export function participantName(rehearsal: boolean, member: string, key: MemberKey, first: boolean): string {
  return `${rehearsal ? rehearsalMark : ''}${member}${first ? '' : `-${keyId(key).slice(0, 8)}`}`;
}

/** A member of the register as a plan would have it, with the newest key of its peer. */
function asPlanned(
  { rehearsal }: Register,
  member: Member,
  founders: ReadonlyMap<string, ResolvedMember>,
  holders: ReadonlyMap<string, readonly string[]>,
): ResolvedMember | undefined {
  const key = peerKeys(member).at(-1);
  if (key === undefined) return undefined;
  const first = member.keys.find(({ use }) => use === 'participant')?.publicKey === key.publicKey;
  return {
    ...{ id: member.id, name: member.name, role: member.role },
    initializer: member.endpoints.initializer,
    consensus: member.endpoints.consensus,
    ledgerRoles: [...(holders.get(member.id) ?? [])],
    rolesPolicy: founders.get(member.id)?.rolesPolicy ?? 'UNION',
    participant: participantName(rehearsal, member.id, key, first),
    key: { public: keyText(key) },
  };
}

/** Everybody with a peer, founders first. */
export const peersOf = once((decided, register): readonly ResolvedMember[] => {
  const founders = new Map(decided.plan.members.map((member) => [member.id, member]));
  const holders = new Map(standingOn(decided, register).holders.map((holder) => [holder.id, holder.roles]));
  return inForce(register).flatMap((member) => asPlanned(register, member, founders, holders) ?? []);
});

/** The plan with the members and the settings of this register: what pages count and name. */
export function planNow(decided: Decided, register: Register): ResolvedPlan {
  const { plan } = decided;
  const { ledger } = plan.chain;
  const settings = { ...ledger.consensus.settings, ...register.ledger?.consensus };
  const roles = Object.fromEntries(
    standingOn(decided, register).roles.map(({ name, ledger: own, tx }) => [name, { ledger: [...own], tx: [...tx] }]),
  );
  return {
    ...plan,
    chain: { ...plan.chain, ledger: { ...ledger, roles, consensus: { ...ledger.consensus, settings } } },
    members: [...peersOf(decided, register)],
  };
}

/** The consensus file of the network as it is then; peers that run take theirs from the ledger. */
export function networkFile(decided: Decided): Uint8Array {
  const plan = planNow(decided, decided.after);
  const { kind, settings } = plan.chain.ledger.consensus;
  const keys = Object.fromEntries(
    inForce(decided.after).flatMap((member) => {
      const key = peerKeys(member).at(-1);
      return key ? [[member.id, rawKey(key)] as const] : [];
    }),
  );
  // Of a ledger in CA mode as well: the file has addresses, and neither certificates nor gateways.
  const { ca: _, ...ledger } = plan.chain.ledger;
  const bare = { ...plan, chain: { ...plan.chain, ledger } };
  const { participants } = genesisInputFromPlan(bare, keys);
  const all = { ...consensusOf[kind].shipped(plan.members.length), ...settings };
  return consensusOf[kind].write(participants, sortSettings(Object.entries(all)));
}

/** The genesis that the ledger was founded with, by the keys that the founding left in the register. */
export function foundingGenesis({ plan, after }: Decided): Genesis {
  const keys = after.members.flatMap(({ id, keys: all }) => {
    const key = all.find(({ use, by }) => use === 'participant' && by === 'founding');
    return key ? [[id, rawKey(key)] as const] : [];
  });
  return buildGenesis(genesisInputFromPlan(plan, Object.fromEntries(keys)));
}
