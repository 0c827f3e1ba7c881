/**
 * Writing `ledger.init` and the consensus file of JD Chain 1.6.5: UTF-8, LF, no byte order mark, every property explicit, so that
 * nothing rests on a default that another release may change. What is written is read back and must give the same genesis bytes.
 */

import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { consensusOf, consensusPath } from './consensus.ts';
import { formatCreatedTime } from './created-time.ts';
import { isGateway } from './gateways.ts';
import { buildGenesis } from './genesis.ts';
import type { ChainEndpoint, GenesisParticipant, GenesisRole } from './participant.ts';
import { encodePublicKey } from './keys.ts';
import { type LedgerInit, readLedgerInit } from './ledgerinit.ts';
import { consensusProviders, cryptoProviders } from './names.ts';
import { propertyLine } from './properties.ts';
import { jdchainRules } from './rules.ts';

export interface WrittenLedgerInit {
  readonly ledgerInit: Uint8Array;
  /** The bytes of the file at `consensusPath`. */
  readonly consensus: Uint8Array;
  /** CA mode: the files of all certificates by the paths that ledger.init names, which JD Chain takes from the folder that it runs in. */
  readonly certificates: ReadonlyMap<string, Uint8Array>;
}

/** Where a written ledger.init finds the certificate of a participant, by its number. */
export const certificatePath = (participant: number): string => `ca/participant-${String(participant)}.crt`;
const rootPath = (root: number): string => `ca/root-${String(root)}.crt`;

type Line = readonly [key: string, value: string];

/** Both files of a genesis. Throws JDCHAIN-UNWRITABLE if they would not read back to the same genesis bytes. */
export function writeLedgerInit(init: LedgerInit): WrittenLedgerInit {
  const { genesis } = init;
  const lines = [
    ...headLines(init),
    ...roleLines(genesis.roles),
    ...genesis.participants.flatMap((p, i) => participantLines(p, i, init)),
  ];
  const ledgerInit = utf8(lines.map(([key, value]) => propertyLine(key, value)).join(''));
  const consensus = consensusOf[genesis.consensus].write(genesis.participants, genesis.settings);
  const written = { ledgerInit, consensus, certificates: certificateFiles(genesis) };
  demandReadsBack(init, written);
  return written;
}

function certificateFiles({ rootCertificates = [], participants }: LedgerInit['genesis']): Map<string, Uint8Array> {
  const own = participants.flatMap(({ certificate }, i) =>
    certificate ? [[certificatePath(i), utf8(certificate.pem)] as const] : [],
  );
  return new Map([...rootCertificates.map((pem, i) => [rootPath(i), utf8(pem)] as const), ...own]);
}

function headLines({ name, genesis }: LedgerInit): Line[] {
  return [
    ['ledger.seed', (toHex(genesis.seed).match(/.{1,8}/g) ?? []).join('-')],
    ['ledger.name', name],
    ...identityLines(genesis.rootCertificates),
    ['created-time', formatCreatedTime(genesis.createdTime)],
    ['ledger.data.structure', genesis.dataStructure],
    ['contract.timeout', String(genesis.contract.timeout)],
    ['contract.max-stack-depth', String(genesis.contract.maxStackDepth)],
    ['consensus.service-provider', consensusProviders[genesis.consensus]],
    ['consensus.conf', consensusPath(genesis.consensus)],
    ['crypto.service-providers', genesis.providers.map((provider) => cryptoProviders[provider].className).join(',')],
    ['crypto.verify-hash', String(genesis.verifyHash)],
    ['crypto.hash-algorithm', genesis.hash],
    ['cons_parti.count', String(genesis.participants.length)],
  ];
}

function identityLines(roots: LedgerInit['genesis']['rootCertificates']): Line[] {
  if (!roots) return [['identity-mode', 'KEYPAIR']];
  return [
    ['identity-mode', 'CA'],
    ['root-ca-path', roots.map((_, i) => rootPath(i)).join(',')],
  ];
}

function roleLines(roles: readonly GenesisRole[]): Line[] {
  const names: Line = ['security.roles', roles.map(({ name }) => name).join(',')];
  const lines = roles.flatMap(({ name, ledger, tx }): Line[] => [
    [`security.role.${name}.ledger-privileges`, ledger.join(',')],
    [`security.role.${name}.tx-privileges`, tx.join(',')],
  ]);
  return [names, ...lines];
}

function participantLines(participant: GenesisParticipant, i: number, init: LedgerInit): Line[] {
  const { name, publicKey, roles, policy, certificate } = participant;
  const key = (part: string) => `cons_parti.${String(i)}.${part}`;
  const { host, port, secure }: ChainEndpoint = init.initializers[i] ?? { host: '', port: 0, secure: false };
  return [
    [key('name'), name],
    certificate
      ? [key('ca-path'), certificatePath(i)]
      : [key('pubkey'), encodePublicKey(publicKey.suite, publicKey.raw)],
    [key('roles'), roles.join(',')],
    [key('roles-policy'), policy],
    ...(isGateway(participant)
      ? []
      : ([
          [key('initializer.host'), host],
          [key('initializer.port'), String(port)],
          [key('initializer.secure'), String(secure)],
        ] as const)),
  ];
}

function demandReadsBack(init: LedgerInit, written: WrittenLedgerInit): void {
  const again = readBack(written);
  if (again.name !== init.name) throw unwritable('ledger.name');
  if (!equal(buildGenesis(again.genesis).content, buildGenesis(init.genesis).content)) throw unwritable('genesis');
}

function readBack({ ledgerInit, consensus, certificates }: WrittenLedgerInit): LedgerInit {
  try {
    return readLedgerInit(ledgerInit, { consensus: () => consensus, keyFile: (path) => certificates.get(path) });
  } catch (cause) {
    throw cause instanceof RootsealError ? unwritable(cause.message, cause) : cause;
  }
}

function unwritable(reason: string, cause?: unknown): Error {
  return refuse(jdchainRules, 'JDCHAIN-UNWRITABLE', { reason }, { cause });
}
