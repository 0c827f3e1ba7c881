/**
 * The genesis transaction of JD Chain 1.6.5, with bare keys or with certificates (jdchain-core `LedgerInitializer.buildGenesisTransaction`,
 * `LedgerInitConfiguration`). Its hash is what every participant signs as its permission.
 *
 * Operations in order: LedgerInit; UserRegister for each participant; RolesConfigure for each role; UserAuthorize for each participant.
 */

import { ripemd160 } from '@noble/hashes/legacy.js';
import type { ConsensusKind } from '../../core/ceremony/consensus.ts';
import { toBase58 } from '../../core/encoding/base58.ts';
import { concat, equal, sha256, u16 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { sm3 } from '../../core/keys/sm3.ts';
import { refuse } from '../../core/rules.ts';
import { writtenPem } from './ca/pem.ts';
import { consensusOf } from './consensus.ts';
import { type Operation, transactionContent } from './contracts.ts';
import { isGateway } from './gateways.ts';
import { addressBytes, publicKeyBytes } from './keys.ts';
import { consensusProviders, cryptoProviders, hashAlgorithms, type HashName, type ProviderName } from './names.ts';
import type { GenesisParticipant, GenesisRole } from './participant.ts';
import { jdchainRules } from './rules.ts';

/** Everything that enters the genesis content, and nothing else: no ledger name, no initializer address. */
export interface GenesisInput {
  readonly seed: Uint8Array;
  /** Milliseconds since 1970, UTC. */
  readonly createdTime: number;
  readonly dataStructure: 'MERKLE_TREE' | 'KV';
  readonly contract: { readonly timeout: number; readonly maxStackDepth: number };
  readonly hash: HashName;
  readonly verifyHash: boolean;
  /** In the order of the configuration; the order is part of the bytes. */
  readonly providers: readonly ProviderName[];
  readonly consensus: ConsensusKind;
  /** Consensus properties except the participants' addresses, sorted by name (UTF-16 order); of BFT-SMaRt with trailing blanks. */
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** In the order in which they are configured (by name as written in ledger.init). */
  readonly roles: readonly GenesisRole[];
  readonly participants: readonly GenesisParticipant[];
  /** CA mode: the texts of the files of the root certificates, to the byte. Without, identities are bare keys. */
  readonly rootCertificates?: readonly string[];
}

export interface Genesis {
  /** The binary-proto bytes of the TransactionContent. */
  readonly content: Uint8Array;
  /** Encoded digest: algorithm code and hash, 34 bytes (22 with RIPEMD160). It is the message of permission signatures. */
  readonly txHash: Uint8Array;
  /** Base58 of `txHash`. */
  readonly txHashText: string;
  /** SHA-256 of `content` in hex, whatever the ledger's own hash is. */
  readonly contentSha256: string;
}

const digests: Readonly<Record<HashName, (bytes: Uint8Array) => Uint8Array>> = {
  SHA256: sha256,
  SM3: sm3,
  RIPEMD160: ripemd160,
};

/** JD Chain's encoded digest: algorithm code (2) ‖ digest. */
export function encodedHash(hash: HashName, bytes: Uint8Array): Uint8Array {
  return concat(u16(hashAlgorithms[hash].code), digests[hash](bytes));
}

/** Builds the content and its hash. The input is taken as it is; `readLedgerInit` and the plan's checks judge it. */
export function buildGenesis(input: GenesisInput): Genesis {
  const content = transactionContent.encode({
    ledgerHash: new Uint8Array(),
    operations: operations(input),
    timestamp: input.createdTime,
  });
  const txHash = encodedHash(input.hash, content);
  return { content, txHash, txHashText: toBase58(txHash), contentSha256: toHex(sha256(content)) };
}

function operations(input: GenesisInput): Operation[] {
  const keys = input.participants.map(({ publicKey }) => ({
    address: addressBytes(publicKey.suite, publicKey.raw),
    publicKey: publicKeyBytes(publicKey.suite, publicKey.raw),
  }));
  return [
    { kind: 'ledgerInit', setting: setting(input) },
    ...keys.map((user, i): Operation => ({ kind: 'userRegister', user, certificate: registered(input, i) })),
    ...input.roles.map((role): Operation => ({
      kind: 'rolesConfigure',
      roles: [{ ...role, notLedger: [], notTx: [] }],
    })),
    ...input.participants.map(({ roles, policy }, i): Operation => {
      const addresses = [keys[i]?.address ?? new Uint8Array()];
      return { kind: 'userAuthorize', entries: [{ addresses, policy, roles: authorisedRoles(roles), notRoles: [] }] };
    }),
  ];
}

/** JD Chain parses the certificate of a user and writes it anew, where the setting has the text of the file. */
function registered({ participants }: GenesisInput, i: number): string {
  const pem = participants[i]?.certificate?.pem;
  return pem === undefined ? '' : writtenPem(pem, `certificate of participant ${String(i)}`);
}

/** What UserAuthorize makes of role names: upper case, doubles removed, order kept. */
function authorisedRoles(roles: readonly string[]): string[] {
  return [...new Set(roles.map((role) => role.toUpperCase()))];
}

function setting(input: GenesisInput) {
  const keys = input.participants.map(({ publicKey }) => publicKeyBytes(publicKey.suite, publicKey.raw));
  return {
    seed: input.seed,
    participants: input.participants.map((participant, id) => {
      const { suite, raw } = participant.publicKey;
      return {
        id,
        address: addressBytes(suite, raw),
        name: participant.name,
        publicKey: publicKeyBytes(suite, raw),
        state: isGateway(participant) ? ('READY' as const) : ('CONSENSUS' as const),
      };
    }),
    crypto: {
      providers: input.providers.map((name) => ({
        name: cryptoProviders[name].className,
        algorithms: cryptoProviders[name].algorithms,
      })),
      hash: hashAlgorithms[input.hash].code,
      verifyHash: input.verifyHash,
    },
    consensusProvider: consensusProviders[input.consensus],
    consensusSettings: consensusOf[input.consensus].encode(input.participants, input.settings),
    createdTime: input.createdTime,
    structureVersion: 0,
    identityMode: input.rootCertificates ? ('CA' as const) : ('KEYPAIR' as const),
    certificates: input.rootCertificates ?? [],
    users: input.participants.map(({ roles, policy, certificate }, i) => ({
      publicKey: keys[i] ?? new Uint8Array(),
      certificate: certificate?.pem ?? '',
      roles,
      policy,
    })),
    dataStructure: input.dataStructure,
    runtime: input.contract,
  };
}

/** Refuses content that this program would not build from what it reads in it. Throws JDCHAIN-GENESIS. */
export function demandSameBytes(input: GenesisInput, content: Uint8Array, what: string): void {
  if (equal(buildGenesis(input).content, content)) return;
  const reason = 'built again from what it says, it has other bytes';
  throw refuse(jdchainRules, 'JDCHAIN-GENESIS', { reason }, { subject: what });
}
