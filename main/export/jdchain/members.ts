/**
 * From the agreed plan to the files of every member (JD Chain 1.6.5): what must be equal among peers is the
 * same bytes, made once. Participant names on the chain are `members[].participant` of the resolved plan (docs/adr/010).
 */

import type { ResolvedMember, ResolvedPlan } from '../../core/ceremony/plan.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { toJcs, parseJcs } from '../../core/encoding/jcs.ts';
import { suite as suiteOf } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { boundFiles } from './binding.ts';
import { consensusOf, consensusPath } from './consensus.ts';
import { genesisDocument } from './document.ts';
import { gatewayPlaces, isGateway } from './gateways.ts';
import { buildGenesis, type Genesis, type GenesisInput } from './genesis.ts';
import type { ChainEndpoint, GenesisParticipant, GenesisRole } from './participant.ts';
import { decodePublicKey, decodeSignature, encodePublicKey, encodeSignature, type PublicKey } from './keys.ts';
import type { LedgerInit } from './ledgerinit.ts';
import { certificatePath, writeLedgerInit } from './ledgerinit-write.ts';
import { certificateLocalConf, publicLocalConf } from './local-conf.ts';
import { memberReadme } from './readme.ts';
import { everythingRole } from './roles.ts';
import { jdchainRules } from './rules.ts';
import { sortSettings } from './settings.ts';

export { rebuildGenesis } from './document.ts';
export { openLocalConf, privateFiles, privateLocalConf } from './local-conf.ts';

/** The chain key of each member by its id; with certificates also those of gateways. */
export type MemberKeys = Readonly<Record<string, PublicKey>>;

/** Of a ledger in CA mode: the texts of its certificates. */
export interface Certificates {
  readonly root: string;
  /** By the id of the member, gateway or user. */
  readonly own: Readonly<Record<string, string>>;
}

function keyOf({ id }: Pick<ResolvedMember, 'id'>, keys: MemberKeys): PublicKey {
  const key = Object.hasOwn(keys, id) ? keys[id] : undefined;
  if (key === undefined) throw refuse(jdchainRules, 'JDCHAIN-MISSING', {}, { subject: `members: ${id}: key` });
  return key;
}

const endpoint = ({ host, port }: { host: string; port: number }): ChainEndpoint => ({ host, port, secure: false });

/** Roles in the order in which JD Chain configures them: by name as written. None in the plan: DEFAULT may do everything. */
function rolesOf({ chain }: ResolvedPlan): GenesisRole[] {
  const written = Object.entries(chain.ledger.roles).sort(([a], [b]) => (a < b ? -1 : 1));
  const roles = written.map(([name, { ledger, tx }]) => ({
    name: name.toUpperCase(),
    ledger: [...new Set(ledger)],
    tx: [...new Set(tx)],
  }));
  return roles.length === 0 ? [everythingRole] : roles.filter(({ ledger, tx }) => ledger.length + tx.length > 0);
}

/** The certificate of a participant, where the plan has any. @throws JDCHAIN-MISSING */
function certified(id: string, { chain }: ResolvedPlan, certificates: Certificates | undefined, gateway: boolean) {
  if (!chain.ledger.ca) return {};
  const pem = certificates && Object.hasOwn(certificates.own, id) ? certificates.own[id] : undefined;
  if (pem === undefined) throw refuse(jdchainRules, 'JDCHAIN-MISSING', {}, { subject: `certificates/${id}.crt` });
  return { certificate: { pem, gateway } };
}

/** The members, and behind them the gateways, which take part in no consensus: so the nodes are numbered without gaps. */
function participantsOf(plan: ResolvedPlan, keys: MemberKeys, certificates?: Certificates): GenesisParticipant[] {
  const { consensus, ca } = plan.chain.ledger;
  const nodes = plan.members.map((member) => ({
    name: member.participant,
    publicKey: keyOf(member, keys),
    roles: [...member.ledgerRoles],
    policy: member.rolesPolicy,
    consensus: consensusOf[consensus.kind].placed(member.consensus),
    ...certified(member.id, plan, certificates, false),
  }));
  const gateways = (ca?.gateways ?? []).map((gateway) => ({
    name: gateway.participant,
    publicKey: keyOf(gateway, keys),
    roles: [...gateway.ledgerRoles],
    policy: gateway.rolesPolicy,
    consensus: gatewayPlaces.consensus,
    ...certified(gateway.id, plan, certificates, true),
  }));
  return [...nodes, ...gateways];
}

/** What enters the genesis content. The shipped consensus properties, with those of the plan over them. @throws JDCHAIN-MISSING */
export function genesisInputFromPlan(plan: ResolvedPlan, keys: MemberKeys, certificates?: Certificates): GenesisInput {
  const { ledger } = plan.chain;
  const { kind } = ledger.consensus;
  const settings = { ...consensusOf[kind].shipped(plan.members.length), ...ledger.consensus.settings };
  return {
    seed: fromHex(ledger.seed, 'chain.ledger.seed'),
    createdTime: Date.parse(ledger.createdTime),
    dataStructure: ledger.dataStructure,
    contract: { ...ledger.contract },
    hash: ledger.hash,
    verifyHash: ledger.verifyHash,
    providers: [...new Set(ledger.providers)],
    consensus: kind,
    settings: sortSettings(Object.entries(settings)),
    roles: rolesOf(plan),
    participants: participantsOf(plan, keys, certificates),
    ...(ledger.ca && { rootCertificates: [certificates?.root ?? ''] }),
  };
}

/** The genesis with the names and addresses that only the initialisation uses. */
export function ledgerInitFromPlan(plan: ResolvedPlan, keys: MemberKeys, certificates?: Certificates): LedgerInit {
  const gateways = plan.chain.ledger.ca?.gateways ?? [];
  return {
    name: plan.chain.ledger.name,
    genesis: genesisInputFromPlan(plan, keys, certificates),
    initializers: [
      ...plan.members.map(({ initializer }) => endpoint(initializer)),
      ...gateways.map(() => gatewayPlaces.initializer),
    ],
  };
}

/**
 * Every file below `genesis/jdchain/`, by its path there: `genesis.json`, and for each member `ledger.init`,
 * the consensus file (`bftsmart/bftsmart.config`; both the same bytes for all), `local.conf` without a secret, `<member>.pub`, `README.md`.
 * With certificates also `ca/` with those of all participants, and the member's own gateways' and users' by their ids; `loadCodec` must have been awaited then.
 */
export function memberFiles(
  plan: ResolvedPlan,
  keys: MemberKeys,
  certificates?: Certificates,
): Map<string, Uint8Array> {
  const init = ledgerInitFromPlan(plan, keys, certificates);
  const shared = writeLedgerInit(init);
  const genesis = buildGenesis(init.genesis);
  const files = new Map([['genesis.json', genesisDocument(init, plan.rehearsal)]]);
  for (const [i, member] of plan.members.entries()) {
    const key = keyOf(member, keys);
    files.set(`${member.id}/ledger.init`, shared.ledgerInit);
    files.set(`${member.id}/${consensusPath(init.genesis.consensus)}`, shared.consensus);
    for (const [path, bytes] of [...shared.certificates, ...others(plan, member, certificates)])
      files.set(`${member.id}/${path}`, bytes);
    files.set(`${member.id}/local.conf`, localConfOf(plan, member, key, i));
    // No newline: JD Chain does not trim key files.
    files.set(`${member.id}/${member.id}.pub`, utf8(encodePublicKey(key.suite, key.raw)));
    files.set(`${member.id}/README.md`, utf8(memberReadme(plan, member, genesis)));
  }
  return files;
}

function localConfOf(
  { chain: { ledger } }: ResolvedPlan,
  { id }: ResolvedMember,
  key: PublicKey,
  i: number,
): Uint8Array {
  if (!ledger.ca) return publicLocalConf(key, ledger.name);
  return certificateLocalConf({ certificate: certificatePath(i), key: `${id}.key`, ledgerName: ledger.name });
}

/** The certificates of a member's gateways and users. */
function others(
  { chain: { ledger } }: ResolvedPlan,
  { id: owner }: ResolvedMember,
  certificates: Certificates | undefined,
): [path: string, bytes: Uint8Array][] {
  const { gateways = [], users = [] } = ledger.ca ?? {};
  const mine = [...gateways, ...users].filter(({ member }) => member === owner);
  return mine.map(({ id }) => [`${id}.crt`, utf8(certificates?.own[id] ?? '')]);
}

/** `ledger-binding.conf` and `gateway.conf` of every member, by their paths below `genesis/jdchain/`. `ledgerHash` in Base58. */
export function foundersBound(plan: ResolvedPlan, keys: MemberKeys, ledgerHash: string): Map<string, Uint8Array> {
  const { name: ledgerName, dataStructure, consensus } = plan.chain.ledger;
  return new Map(
    plan.members.flatMap((member) => {
      const own = { name: member.participant, key: keyOf(member, keys), host: member.consensus.host };
      const files = boundFiles({ ledgerHash, ledgerName, dataStructure, consensus: consensus.kind, ...own });
      return files.map(([name, bytes]) => [`${member.id}/${name}`, bytes] as const);
    }),
  );
}

/** The permission of one participant: its raw signature over the encoded transaction hash. */
export interface Permission {
  readonly publicKey: PublicKey;
  readonly signature: Uint8Array;
}

/** `signatures.json`, JCS: each public key and its permission signature, both Base58. */
export function permissionsFile(permissions: readonly Permission[]): Uint8Array {
  const pairs = permissions.map(({ publicKey: { suite, raw }, signature }) => [
    encodePublicKey(suite, raw),
    encodeSignature(suite, signature),
  ]);
  return toJcs(Object.fromEntries(pairs) as Record<string, string>);
}

/**
 * Checks `signatures.json` against a genesis; answers the participants that signed, by name.
 * @throws ENCODING-JSON, JDCHAIN-SIGNATURE-FOREIGN, JDCHAIN-SIGNATURE, and the key rules.
 */
export function verifyPermissions(
  file: Uint8Array,
  input: GenesisInput,
  genesis: Genesis,
  what = 'signatures.json',
): string[] {
  const document = parseJcs(file, what);
  if (typeof document !== 'object' || Array.isArray(document))
    throw refuse(jdchainRules, 'JDCHAIN-DOCUMENT', { reason: 'no object' }, { subject: what });
  return Object.entries(document).map(([key, text]) => {
    const participant = input.participants.find(({ publicKey: { suite, raw } }) => encodePublicKey(suite, raw) === key);
    if (!participant || isGateway(participant))
      throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE-FOREIGN', { key }, { subject: what });
    if (typeof text !== 'string')
      throw refuse(jdchainRules, 'JDCHAIN-DOCUMENT', { reason: `${key} has no text` }, { subject: what });
    demandSigned(text, key, genesis.txHash, { what, participant: participant.name });
    return participant.name;
  });
}

function demandSigned(
  text: string,
  key: string,
  txHash: Uint8Array,
  { what, participant }: { what: string; participant: string },
): void {
  const publicKey = decodePublicKey(key, what);
  const signature = decodeSignature(text, what);
  const good =
    signature.suite === publicKey.suite && suiteOf(publicKey.suite).verify(signature.raw, txHash, publicKey.raw);
  if (!good) throw refuse(jdchainRules, 'JDCHAIN-SIGNATURE', { participant }, { subject: what });
}
