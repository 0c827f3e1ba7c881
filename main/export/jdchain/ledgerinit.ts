/**
 * `ledger.init` of JD Chain 1.6.5 (jdchain-framework `LedgerInitProperties.resolve`, jdchain-core `LedgerInitConfiguration`):
 * reading files of others, as the real classes read them, and collecting everything that is wrong.
 */

import type { ConsensusKind } from '../../core/ceremony/consensus.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { consensusKind, consensusOf } from './consensus.ts';
import { readRoots } from './ca/participants.ts';
import { parseCreatedTime } from './created-time.ts';
import type { GenesisInput } from './genesis.ts';
import type { ChainEndpoint } from './participant.ts';
import { cryptoProviders, hashAlgorithms, type HashName, javaTrim, type ProviderName, providerNames } from './names.ts';
import { type Properties, readProperties } from './properties.ts';
import { readParticipants } from './participants.ts';
import type { Attempt, LedgerInitOptions } from './attempt.ts';
import { readRoles } from './roles.ts';
import { jdchainRules } from './rules.ts';
import { choice, integer, optional, required } from './values.ts';

export type { LedgerInitOptions } from './attempt.ts';

/** A ledger.init with its consensus file: the genesis and what only the initialisation uses. */
export interface LedgerInit {
  /** `ledger.name`: a local label, not in the genesis. */
  readonly name: string;
  readonly genesis: GenesisInput;
  /** Where each participant's `ledger-init.sh` listens, in participant order. */
  readonly initializers: readonly ChainEndpoint[];
}

export interface Inspection {
  readonly properties: Properties;
  readonly kind: ConsensusKind | undefined;
  /** The consensus file. */
  readonly consensus: Properties | undefined;
  readonly init: LedgerInit | undefined;
  /** In the order in which they were found; empty exactly if `init` is there. */
  readonly problems: readonly RootsealError[];
}

function collector(problems: RootsealError[]): Attempt {
  return (read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RootsealError)) throw error;
      problems.push(error);
      return undefined;
    }
  };
}

/** Reads ledger.init and the consensus file it names, and goes on after an error. Throws only for unreadable properties. */
export function inspectLedgerInit(bytes: Uint8Array, options: LedgerInitOptions): Inspection {
  const properties = readProperties(bytes, options.what ?? 'ledger.init');
  const problems: RootsealError[] = [];
  const attempt = collector(problems);
  const name = attempt(() => readName(properties));
  const basics = attempt(() => readBasics(properties));
  const roles = attempt(() => readRoles(properties));
  const kind = attempt(() => readKind(properties));
  const consensus = attempt(() => consensusFile(properties, options));
  const certificates = readRoots(properties, options, attempt);
  const members = readParticipants(properties, { kind, consensus, roles, options, attempt, certificates });
  const settings = kind && consensus && attempt(() => consensusOf[kind].read(consensus, members.nodes));
  const whole = problems.length === 0 && name !== undefined && basics && roles && settings;
  if (!whole) return { properties, kind, consensus, init: undefined, problems };
  const { participants, initializers } = members;
  const rootCertificates = certificates && { rootCertificates: certificates.texts };
  const head = { ...basics, roles: roles.map(({ role }) => role), ...rootCertificates };
  const genesis = { ...head, consensus: kind, settings, participants };
  return { properties, kind, consensus, init: { name, genesis, initializers }, problems };
}

/** Reads ledger.init as JD Chain 1.6.5 does. Throws the first problem, JDCHAIN-*. */
export function readLedgerInit(bytes: Uint8Array, options: LedgerInitOptions): LedgerInit {
  const { init, problems } = inspectLedgerInit(bytes, options);
  const problem = problems[0];
  if (problem !== undefined) throw problem;
  if (init === undefined) throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: options.what ?? 'ledger.init' });
  return init;
}

function readName(properties: Properties): string {
  const name = optional(properties, 'ledger.name');
  if (name !== undefined) return name;
  throw refuse(jdchainRules, 'JDCHAIN-LEDGER-NAME', {}, { subject: `${properties.what}: ledger.name` });
}

type Basics = Omit<GenesisInput, 'roles' | 'consensus' | 'settings' | 'participants'>;

function readBasics(properties: Properties): Basics {
  const at = (key: string) => `${properties.what}: ${key}`;
  return {
    seed: readSeed(properties),
    createdTime: parseCreatedTime(required(properties, 'created-time'), at('created-time')),
    dataStructure: choice(properties, 'ledger.data.structure', ['MERKLE_TREE', 'KV']),
    contract: {
      timeout: integer(properties, 'contract.timeout', 60_000),
      maxStackDepth: stackDepth(integer(properties, 'contract.max-stack-depth', 100)),
    },
    hash: readHash(properties),
    verifyHash: optional(properties, 'crypto.verify-hash')?.toLowerCase() === 'true',
    providers: readProviders(properties),
  };
}

/** The real configuration takes 100 for a depth that is not positive. */
const stackDepth = (depth: number): number => (depth > 0 ? depth : 100);

function readSeed(properties: Properties): Uint8Array {
  const digits = required(properties, 'ledger.seed').replaceAll('-', '');
  if (!/^(?:[0-9A-Fa-f]{2})+$/.test(digits)) {
    throw refuse(jdchainRules, 'JDCHAIN-SEED', {}, { subject: `${properties.what}: ledger.seed` });
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function readHash(properties: Properties): HashName {
  const value = (optional(properties, 'crypto.hash-algorithm') ?? 'SHA256').toUpperCase();
  if (Object.hasOwn(hashAlgorithms, value)) return value as HashName;
  const subject = `${properties.what}: crypto.hash-algorithm`;
  throw refuse(
    jdchainRules,
    'JDCHAIN-VALUE',
    { value, expected: Object.keys(hashAlgorithms).join(' / ') },
    { subject },
  );
}

/** The providers in their order, doubles removed as JD Chain does. */
function readProviders(properties: Properties): ProviderName[] {
  const key = 'crypto.service-providers';
  const classNames = required(properties, key).replace(/,+$/, '').split(',');
  const names = classNames.map((part) => {
    const value = javaTrim(part);
    const found = providerNames.find((name) => cryptoProviders[name].className === value);
    if (found === undefined)
      throw refuse(jdchainRules, 'JDCHAIN-PROVIDER', { value }, { subject: `${properties.what}: ${key}` });
    return found;
  });
  return [...new Set(names)];
}

function readKind(properties: Properties): ConsensusKind {
  const provider = required(properties, 'consensus.service-provider');
  const field = `${properties.what}: consensus.service-provider`;
  const kind = consensusKind(provider);
  if (kind === undefined) throw refuse(jdchainRules, 'JDCHAIN-CONSENSUS', { field, provider });
  return kind;
}

function consensusFile(properties: Properties, options: LedgerInitOptions): Properties {
  const path = required(properties, 'consensus.conf');
  const bytes = options.consensus(path);
  if (bytes === undefined) throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: path });
  return readProperties(bytes, path);
}
