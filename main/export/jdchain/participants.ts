/** The participants of a ledger.init: names, keys, roles, and both addresses of each (jdchain-framework `LedgerInitProperties`). */

import { type ConsensusKind, consensusFacts } from '../../core/ceremony/consensus.ts';
import { refuse } from '../../core/rules.ts';
import type { Attempt, LedgerInitOptions } from './attempt.ts';
import { consensusOf } from './consensus.ts';
import { ownCertificate, type RootCertificates } from './ca/participants.ts';
import { gatewayPlaces } from './gateways.ts';
import type { ChainEndpoint, GenesisParticipant } from './participant.ts';
import { address, decodePublicKey, type PublicKey } from './keys.ts';
import type { Properties } from './properties.ts';
import { participantRoles, type WrittenRole } from './roles.ts';
import { jdchainRules } from './rules.ts';
import { choice, endpointAt, javaInt, optional, required } from './values.ts';

export interface Reading {
  readonly kind: ConsensusKind | undefined;
  readonly consensus: Properties | undefined;
  readonly roles: readonly WrittenRole[] | undefined;
  readonly options: LedgerInitOptions;
  readonly attempt: Attempt;
  /** Undefined where identities are bare keys. */
  readonly certificates: RootCertificates | undefined;
}

export interface Members {
  /** Numbers of the participants that take part in the consensus. */
  readonly nodes: number[];
  readonly participants: GenesisParticipant[];
  readonly initializers: ChainEndpoint[];
}

/** Reads as many as `cons_parti.count` says; what is incomplete is left out, its problem collected. */
export function readParticipants(properties: Properties, reading: Reading): Members {
  const count = reading.attempt(() => participantCount(properties, reading.kind)) ?? 0;
  const members: Members = { nodes: [], participants: [], initializers: [] };
  const seen = new Map<string, number>();
  for (let i = 0; i < count; i++) readParticipant(properties, i, reading, members, seen);
  return members;
}

function participantCount(properties: Properties, kind: ConsensusKind | undefined): number {
  const text = required(properties, 'cons_parti.count');
  const count = javaInt(text);
  const subject = `${properties.what}: cons_parti.count`;
  const { least, name } = kind ? consensusFacts[kind] : { least: 1, name: '' };
  const expected = `${String(least)} …`;
  if (count === undefined) throw refuse(jdchainRules, 'JDCHAIN-VALUE', { value: text, expected }, { subject });
  if (count < least) throw refuse(jdchainRules, 'JDCHAIN-PARTICIPANTS', { count, least, consensus: name }, { subject });
  return Math.min(count, 1000);
}

function readParticipant(
  properties: Properties,
  i: number,
  reading: Reading,
  members: Members,
  seen: Map<string, number>,
): void {
  const { attempt, consensus, kind } = reading;
  const prefix = `cons_parti.${String(i)}`;
  const keys = {
    host: `${prefix}.initializer.host`,
    port: `${prefix}.initializer.port`,
    secure: `${prefix}.initializer.secure`,
  };
  const name = attempt(() => required(properties, `${prefix}.name`));
  const own = attempt(() => participantIdentity(properties, prefix, reading));
  if (own !== undefined) attempt(() => demandNewKey(properties, own.publicKey, i, seen));
  const publicKey = own?.publicKey;
  const gateway = own?.certificate?.gateway === true;
  const place = (read: () => ChainEndpoint, otherwise: ChainEndpoint) => (gateway ? otherwise : attempt(read));
  const initializer = place(() => endpointAt(properties, keys), gatewayPlaces.initializer);
  if (!gateway) attempt(() => required(properties, keys.secure));
  const policy = attempt(() => choice(properties, `${prefix}.roles-policy`, ['UNION', 'INTERSECT']));
  const roles = attempt(() => participantRoles(properties, `${prefix}.roles`, reading.roles));
  const before = members.nodes.length;
  if (!gateway) members.nodes.push(i);
  const node =
    kind &&
    consensus &&
    place(() => consensusOf[kind].endpoint(consensus, i, publicKey, before), gatewayPlaces.consensus);
  if (name === undefined || !own || !initializer || !policy || !roles || !node) return;
  members.participants.push({ name, ...own, roles, policy, consensus: node });
  members.initializers.push(initializer);
}

function participantIdentity(
  properties: Properties,
  prefix: string,
  { options, certificates }: Reading,
): Pick<GenesisParticipant, 'publicKey' | 'certificate'> {
  if (certificates) return ownCertificate(properties, `${prefix}.ca-path`, { options, certificates });
  return { publicKey: participantKey(properties, prefix, options) };
}

function participantKey(properties: Properties, prefix: string, options: LedgerInitOptions): PublicKey {
  const text = optional(properties, `${prefix}.pubkey`);
  if (text !== undefined) return decodePublicKey(text, `${properties.what}: ${prefix}.pubkey`);
  const path = optional(properties, `${prefix}.pubkey-path`);
  if (path === undefined) return decodePublicKey(required(properties, `${prefix}.pubkey`));
  const bytes = options.keyFile?.(path);
  if (bytes === undefined) {
    throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: `${properties.what}: ${prefix}.pubkey-path=${path}` });
  }
  // Not trimmed, as JD Chain does not: a newline at the end of a .pub is its "Not a Base58 input".
  return decodePublicKey(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), path);
}

function demandNewKey(properties: Properties, { suite, raw }: PublicKey, i: number, seen: Map<string, number>): void {
  const other = seen.get(address(suite, raw));
  seen.set(address(suite, raw), other ?? i);
  if (other === undefined) return;
  const subject = `${properties.what}: cons_parti.${String(i)}.pubkey`;
  throw refuse(jdchainRules, 'JDCHAIN-DUPLICATE-KEY', { other: `cons_parti.${String(other)}` }, { subject });
}
