/**
 * `genesis.json`, format `rootseal.jdchain.genesis/1` (docs/formats.md section 2): everything needed to build the genesis content
 * of JD Chain 1.6.5 again, byte for byte, with its hashes. A verifier rebuilds; it believes none of the hashes that stand there.
 */

import type { ConsensusKind } from '../../core/ceremony/consensus.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { type Json, parseJcs, toJcs } from '../../core/encoding/jcs.ts';
import { refuse } from '../../core/rules.ts';
import { buildGenesis, type Genesis } from './genesis.ts';
import type { ChainEndpoint, GenesisParticipant, GenesisRole } from './participant.ts';
import { address, decodePublicKey, encodePublicKey } from './keys.ts';
import type { LedgerInit } from './ledgerinit.ts';
import { writeLedgerInit } from './ledgerinit-write.ts';
import { consensusKind } from './consensus.ts';
import { consensusProviders, type HashName, type ProviderName, supportedVersion } from './names.ts';
import { jdchainRules } from './rules.ts';

export const genesisFormat = 'rootseal.jdchain.genesis/1';

const endpointJson = ({ host, port, secure }: ChainEndpoint): Json => ({ host, port, secure });

function participantJson({ name, publicKey: { suite, raw }, roles, policy, ...rest }: GenesisParticipant) {
  const key = { publicKey: encodePublicKey(suite, raw), address: address(suite, raw) };
  const certificate = rest.certificate && { certificate: { ...rest.certificate } };
  return { name, ...key, roles: [...roles], policy, consensus: endpointJson(rest.consensus), ...certificate };
}

/** The JCS bytes of `genesis.json`. */
export function genesisDocument(init: LedgerInit, rehearsal: boolean): Uint8Array {
  const { genesis, initializers } = init;
  const { content, contentSha256, txHashText } = buildGenesis(genesis);
  return toJcs({
    format: genesisFormat,
    chain: 'jdchain',
    version: supportedVersion,
    rehearsal,
    ledgerName: init.name,
    seed: toHex(genesis.seed),
    createdTime: genesis.createdTime,
    identityMode: genesis.rootCertificates ? 'CA' : 'KEYPAIR',
    ...(genesis.rootCertificates && { rootCertificates: [...genesis.rootCertificates] }),
    dataStructure: genesis.dataStructure,
    contract: { ...genesis.contract },
    hash: genesis.hash,
    verifyHash: genesis.verifyHash,
    providers: [...genesis.providers],
    consensus: {
      provider: consensusProviders[genesis.consensus],
      settings: genesis.settings.map(([name, value]) => [name, value]),
    },
    roles: genesis.roles.map(({ name, ledger, tx }) => ({ name, ledger: [...ledger], tx: [...tx] })),
    participants: genesis.participants.map((participant, i) => {
      const { host, port, secure } = initializers[i] ?? { host: '', port: 0, secure: false };
      return { ...participantJson(participant), initializer: { host, port, secure } };
    }),
    contentBytes: content.length,
    contentSha256,
    txHash: txHashText,
  });
}

export interface RebuiltGenesis extends Genesis {
  readonly init: LedgerInit;
  readonly rehearsal: boolean;
}

/**
 * Builds the genesis again from `genesis.json`. Every field must be what this program would write, the hashes included.
 * With certificates, `loadCodec` must have been awaited before.
 * @throws ENCODING-JSON, JDCHAIN-DOCUMENT, JDCHAIN-UNWRITABLE, and the key rules.
 */
export function rebuildGenesis(bytes: Uint8Array, what = 'genesis.json'): RebuiltGenesis {
  const rebuilt = readGenesis(bytes, what);
  writeLedgerInit(rebuilt.init);
  return rebuilt;
}

/** The same without a look at what its certificates say: for files that were verified. @throws ENCODING-JSON, JDCHAIN-DOCUMENT, and the key rules */
export function readGenesis(bytes: Uint8Array, what = 'genesis.json'): RebuiltGenesis {
  const at = new Reader(parseJcs(bytes, what), what, '');
  const format = at.field('format').text();
  if (format !== genesisFormat) throw refused(what, `its format is "${format}"`);
  const version = at.field('version').text();
  if (version !== supportedVersion)
    throw refuse(jdchainRules, 'JDCHAIN-VERSION', { version, field: what }, { subject: what });
  const rehearsal = at.field('rehearsal').flag();
  const init = readInit(at);
  const genesis = buildGenesis(init.genesis);
  // One comparison checks unknown fields, addresses, lengths and hashes alike: it is the document we would write, or none.
  if (!equal(genesisDocument(init, rehearsal), bytes))
    throw refused(what, 'a field is unknown or does not fit the others');
  return { ...genesis, init, rehearsal };
}

function refused(what: string, reason: string): Error {
  return refuse(jdchainRules, 'JDCHAIN-DOCUMENT', { reason }, { subject: what });
}

function readInit(at: Reader): LedgerInit {
  const participants = at.field('participants').items();
  const ca = at.field('identityMode').oneOf(['KEYPAIR', 'CA']) === 'CA';
  return {
    name: at.field('ledgerName').text(),
    initializers: participants.map((participant) => participant.field('initializer').endpoint()),
    genesis: {
      seed: fromHex(at.field('seed').text(), 'seed'),
      createdTime: at.field('createdTime').number(),
      dataStructure: at.field('dataStructure').oneOf(['MERKLE_TREE', 'KV']),
      contract: {
        timeout: at.field('contract').field('timeout').number(),
        maxStackDepth: at.field('contract').field('maxStackDepth').number(),
      },
      hash: at.field('hash').oneOf<HashName>(['SHA256', 'SM3', 'RIPEMD160']),
      verifyHash: at.field('verifyHash').flag(),
      providers: at
        .field('providers')
        .items()
        .map((item) => item.oneOf<ProviderName>(['classic', 'sm', 'adv'])),
      consensus: readConsensus(at.field('consensus').field('provider').text(), at),
      settings: at
        .field('consensus')
        .field('settings')
        .items()
        .map((item) => item.pair()),
      roles: at.field('roles').items().map(readRole),
      participants: participants.map((participant) => readParticipant(participant, ca)),
      ...(ca && { rootCertificates: at.field('rootCertificates').texts() }),
    },
  };
}

function readConsensus(provider: string, at: Reader): ConsensusKind {
  const kind = consensusKind(provider);
  if (kind === undefined) throw refused(at.what, `its consensus is "${provider}"`);
  return kind;
}

function readRole(at: Reader): GenesisRole {
  const ledger = at.field('ledger').texts() as GenesisRole['ledger'];
  return { name: at.field('name').text(), ledger, tx: at.field('tx').texts() as GenesisRole['tx'] };
}

function readParticipant(at: Reader, ca: boolean): GenesisParticipant {
  const certificate = at.field('certificate');
  return {
    name: at.field('name').text(),
    publicKey: decodePublicKey(at.field('publicKey').text(), 'publicKey'),
    roles: at.field('roles').texts(),
    policy: at.field('policy').oneOf(['UNION', 'INTERSECT']),
    consensus: at.field('consensus').endpoint(),
    ...(ca && {
      certificate: { pem: certificate.field('pem').text(), gateway: certificate.field('gateway').flag() },
    }),
  };
}

/** Reads JSON values by type. Whether the whole is right is judged by writing it again. */
class Reader {
  private readonly value: Json | undefined;
  readonly what: string;
  private readonly path: string;

  constructor(value: Json | undefined, what: string, path: string) {
    this.value = value;
    this.what = what;
    this.path = path;
  }

  private wrong(expected: string): Error {
    return refused(this.what, `${this.path === '' ? 'the document' : this.path} is no ${expected}`);
  }

  field(name: string): Reader {
    const { value } = this;
    if (typeof value !== 'object' || Array.isArray(value)) throw this.wrong('object');
    return new Reader(
      Object.hasOwn(value, name) ? value[name] : undefined,
      this.what,
      this.path === '' ? name : `${this.path}.${name}`,
    );
  }

  items(): Reader[] {
    if (!Array.isArray(this.value)) throw this.wrong('list');
    return this.value.map((item, i) => new Reader(item, this.what, `${this.path}[${String(i)}]`));
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.wrong('text');
    return this.value;
  }

  texts(): string[] {
    return this.items().map((item) => item.text());
  }

  pair(): [string, string] {
    const [name, value, ...rest] = this.texts();
    if (name === undefined || value === undefined || rest.length > 0) throw this.wrong('pair of texts');
    return [name, value];
  }

  number(): number {
    if (typeof this.value !== 'number') throw this.wrong('number');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.wrong('true or false');
    return this.value;
  }

  oneOf<const T extends string>(allowed: readonly T[]): T {
    const found = allowed.find((name) => name === this.value);
    if (found === undefined) throw this.wrong(allowed.join(' / '));
    return found;
  }

  endpoint(): ChainEndpoint {
    return { host: this.field('host').text(), port: this.field('port').number(), secure: this.field('secure').flag() };
  }
}
