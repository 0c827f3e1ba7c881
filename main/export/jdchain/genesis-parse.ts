/**
 * Reads genesis content strictly: what a vault shows before it signs. Everything the bytes say comes back as a `GenesisInput`,
 * and only content that is built again to the same bytes passes, so nothing can hide in a place this reader does not look at.
 */

import { refuse } from '../../core/rules.ts';
import { consensusKind, consensusOf } from './consensus.ts';
import { type Operation, transactionContent } from './contracts.ts';
import { gatewayPlaces } from './gateways.ts';
import { demandSameBytes, type GenesisInput } from './genesis.ts';
import type { GenesisParticipant } from './participant.ts';
import { parsePublicKey } from './keys.ts';
import { cryptoProviders, hashAlgorithms, type HashName, type ProviderName, providerNames } from './names.ts';
import { jdchainRules } from './rules.ts';

type Of<K extends Operation['kind']> = Extract<Operation, { kind: K }>;
type Setting = Of<'ledgerInit'>['setting'];

function refused(what: string, reason: string): Error {
  return refuse(jdchainRules, 'JDCHAIN-GENESIS', { reason }, { subject: what });
}

function pick<K extends Operation['kind']>(operations: readonly Operation[], kind: K): Of<K>[] {
  return operations.filter((operation): operation is Of<K> => operation.kind === kind);
}

/**
 * The meaning of genesis content bytes.
 * What certificates say is judged by `judgeCertificates` (ca/judge.ts).
 * @throws JDCHAIN-PROTO (exit 2) for bytes that are no content of 1.6.5, JDCHAIN-CONSENSUS by name, JDCHAIN-CERT,
 *   JDCHAIN-GENESIS for anything that is not built again to the same bytes.
 */
export function parseGenesis(content: Uint8Array, what = 'genesis'): GenesisInput {
  const { operations } = transactionContent.decode(content, what);
  const setting = pick(operations, 'ledgerInit')[0]?.setting;
  if (setting === undefined) throw refused(what, 'it holds no LedgerInit operation');
  const input: GenesisInput = {
    seed: setting.seed,
    createdTime: setting.createdTime,
    dataStructure: setting.dataStructure,
    contract: setting.runtime,
    hash: hashName(setting.crypto.hash, what),
    verifyHash: setting.crypto.verifyHash,
    providers: setting.crypto.providers.map(({ name }) => providerName(name, what)),
    ...readConsensus(setting, what),
    roles: pick(operations, 'rolesConfigure').flatMap(({ roles }) =>
      roles.map(({ name, ledger, tx }) => ({ name, ledger, tx })),
    ),
    ...(setting.identityMode === 'CA' && { rootCertificates: setting.certificates }),
  };
  demandSameBytes(input, content, what);
  return input;
}

function hashName(code: number, what: string): HashName {
  const names = Object.keys(hashAlgorithms) as HashName[];
  const found = names.find((name) => hashAlgorithms[name].code === code);
  if (found === undefined) throw refused(what, `its hash algorithm ${code.toString(16)} is unknown`);
  return found;
}

function providerName(className: string, what: string): ProviderName {
  const found = providerNames.find((name) => cryptoProviders[name].className === className);
  if (found === undefined) throw refused(what, `its crypto provider ${className} is unknown`);
  return found;
}

function readConsensus(setting: Setting, what: string): Pick<GenesisInput, 'consensus' | 'settings' | 'participants'> {
  const kind = consensusKind(setting.consensusProvider);
  if (kind === undefined)
    throw refuse(jdchainRules, 'JDCHAIN-CONSENSUS', { field: what, provider: setting.consensusProvider });
  const { nodes, settings } = consensusOf[kind].decode(setting.consensusSettings, what);
  const rest = [...nodes];
  const participants = setting.participants.map(({ name, publicKey, state }, i): GenesisParticipant => {
    const gateway = state === 'READY';
    const endpoint = gateway ? gatewayPlaces.consensus : rest.shift()?.endpoint;
    const user = setting.users[i];
    if (endpoint === undefined || user === undefined)
      throw refused(what, `participant ${String(i)} has no node or no user`);
    const { roles, policy, certificate: pem } = user;
    return {
      name,
      publicKey: parsePublicKey(publicKey, `${what}: participant ${String(i)}`),
      roles,
      policy,
      consensus: endpoint,
      ...(setting.identityMode === 'CA' && { certificate: { pem, gateway } }),
    };
  });
  return { consensus: kind, settings, participants };
}
