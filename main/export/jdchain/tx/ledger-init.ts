/** What a genesis says of its ledger: every field of the operation LedgerInit. */

import { toHex } from '../../../core/encoding/hex.ts';
import { RootsealError } from '../../../core/rules.ts';
import { consensusKind, consensusOf } from '../consensus.ts';
import type { ConsensusView } from '../consensus-shape.ts';
import type { ledgerInit } from '../contracts.ts';
import { hashAlgorithms } from '../names.ts';
import type { Value } from './contracts.ts';
import { account, digest, type Line, line, moment, propertyText } from './lines.ts';

type Setting = Value<typeof ledgerInit>['setting'];

export function ledgerInitLines(setting: Setting): Line[] {
  const { seed, createdTime, dataStructure, structureVersion, identityMode, runtime } = setting;
  return [
    line('seed', 'Seed', '种子', toHex(seed)),
    line('createdTime', 'Created', '创建时间', moment(createdTime)),
    line('identityMode', 'Identities', '身份模式', identityMode),
    line('dataStructure', 'Data structure', '数据结构', `${dataStructure}, ${String(structureVersion)}`),
    line('runtime', 'Contract time-out, stack', '合约超时与栈深', `${runtime.timeout} ms, ${runtime.maxStackDepth}`),
    ...cryptoLines(setting),
    ...setting.participants.flatMap(participantLines),
    ...setting.users.map(userLine),
    ...setting.certificates.map((text) => line('certificate', 'Root certificate', '根证书', text)),
    ...consensusLines(setting),
  ];
}

function cryptoLines({ crypto: { hash, verifyHash, providers } }: Setting): Line[] {
  const [name] = Object.entries(hashAlgorithms).find(([, { code }]) => code === hash) ?? [hash.toString(16)];
  return [
    line('hash', 'Hash', '哈希算法', name),
    line('verifyHash', 'Hashes checked on load', '加载时校验哈希', String(verifyHash)),
    ...providers.map((provider) => {
      const algorithms = provider.algorithms.map((one) => `${one.name} ${one.code.toString(16)}`).join(', ');
      return line('provider', 'Crypto provider', '密码服务', `${provider.name} (${algorithms})`);
    }),
  ];
}

function participantLines({ id, name, state, address, publicKey }: Setting['participants'][number]): Line[] {
  const who = line('participant', `Participant ${id}`, `参与方 ${id}`, `${name}, ${state}`);
  return [who, ...account({ address, publicKey })];
}

function userLine({ roles, policy, certificate }: Setting['users'][number], i: number): Line {
  const value = `${roles.join(', ') || '–'} (${policy})${certificate === '' ? '' : `, ${certificate}`}`;
  return line('userRoles', `Roles of user ${i}`, `用户 ${i} 的角色`, value);
}

/** Nodes and properties; of what cannot be read in full the digest. */
function consensusLines({ consensusProvider, consensusSettings }: Setting): Line[] {
  const provider = line('consensus', 'Consensus', '共识', consensusProvider);
  const view = viewOf(consensusProvider, consensusSettings);
  if (!view) return [provider, line('consensusSettings', 'Consensus settings', '共识设置', digest(consensusSettings))];
  return [
    provider,
    ...view.nodes.map(({ id, address, endpoint: { host, port, secure } }) => {
      // A node of MQ has no port.
      const value = `${host}${port === 0 ? '' : `:${port}`}${secure ? ', TLS' : ''}, ${address}`;
      return line('node', `Node ${id}`, `节点 ${id}`, value);
    }),
    ...view.settings.map(([name, value]) => line('property', 'Property', '参数', propertyText(name, value))),
  ];
}

function viewOf(provider: string, bytes: Uint8Array): ConsensusView | undefined {
  const kind = consensusKind(provider);
  try {
    return kind && consensusOf[kind].decode(bytes, 'consensus settings');
  } catch (error) {
    if (error instanceof RootsealError) return undefined;
    throw error;
  }
}
