/**
 * `mq.config` of JD Chain 1.6.5: the broker, its topics, how blocks are cut, and key and host of every node (jdchain-core
 * `MQConsensusSettingsBuilder`). JD Chain takes the nodes from this file alone; here they must be the participants, in their order.
 */

import { mqSettings } from '../../core/ceremony/consensus.ts';
import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { refuse } from '../../core/rules.ts';
import { nodesOf } from './bftsmart.ts';
import type { Consensus } from './consensus-shape.ts';
import { mqRepeated, mqView } from './consensus-contracts.ts';
import type { ChainEndpoint } from './participant.ts';
import { address, decodePublicKey, encodePublicKey, publicKeyBytes, type PublicKey } from './keys.ts';
import { linesOf, readKnown, shippedOf } from './known-settings.ts';
import { propertyLine, type Properties } from './properties.ts';
import { jdchainRules } from './rules.ts';
import { type Setting, sortSettings } from './settings.ts';
import { javaInt, required } from './values.ts';

const serversKey = 'system.servers.num';
const nodeKey = (index: number, part: 'pubkey' | 'host'): string => `system.server.${String(index)}.${part}`;

/** A node of MQ listens on no port of its own. */
const placed = ({ host }: { readonly host: string }): ChainEndpoint => ({ host, port: 0, secure: false });

function demandCount(file: Properties, nodes: number): void {
  const value = required(file, serversKey);
  if (javaInt(value) === nodes) return;
  const subject = `${file.what}: ${serversKey}`;
  throw refuse(jdchainRules, 'JDCHAIN-MQ-NODES', { value, count: nodes }, { subject });
}

/** MQ numbers its nodes by themselves, whatever gateways stand between them. */
function endpoint(file: Properties, _: number, key: PublicKey | undefined, index: number): ChainEndpoint {
  const name = nodeKey(index, 'pubkey');
  const subject = `${file.what}: ${name}`;
  const node = decodePublicKey(required(file, name), subject);
  if (key !== undefined && !(node.suite === key.suite && equal(node.raw, key.raw)))
    throw refuse(jdchainRules, 'JDCHAIN-MQ-KEY', { index, key: encodePublicKey(key.suite, key.raw) }, { subject });
  return placed({ host: required(file, nodeKey(index, 'host')) });
}

export const mq: Consensus = {
  shipped: () => shippedOf(mqSettings),
  read(file, nodes) {
    demandCount(file, nodes.length);
    return readKnown(file, { known: mqSettings, lenient: true });
  },
  endpoint,
  addressKeys: (index) => [nodeKey(index, 'pubkey'), nodeKey(index, 'host')],
  placed,
  encode(participants, settings) {
    const values = Object.fromEntries(settings);
    const nodes = nodesOf(participants).map(({ publicKey: { suite, raw }, consensus }, id) => ({
      kind: 'mq' as const,
      address: address(suite, raw),
      publicKey: publicKeyBytes(suite, raw),
      id,
      host: consensus.host,
    }));
    const properties = mqRepeated.map((name): Setting => [name, values[name] ?? '']);
    return mqView.encode({ nodes, network: values, block: values, properties });
  },
  decode(bytes, what) {
    const { nodes, network, block, properties } = mqView.decode(bytes, what);
    const values = { ...network, ...block };
    const repeats = properties.every(([name, value], i) => name === mqRepeated[i] && value === values[name]);
    if (!repeats || properties.length !== mqRepeated.length)
      throw refuse(
        jdchainRules,
        'JDCHAIN-GENESIS',
        { reason: 'its properties do not repeat its fields' },
        { subject: what },
      );
    const all = nodes.map((node) => ({ id: node.id, address: node.address, endpoint: placed(node) }));
    return { nodes: all, settings: sortSettings(Object.entries(values)) };
  },
  write(participants, settings) {
    const nodes = nodesOf(participants).flatMap(({ publicKey: { suite, raw }, consensus }, i) => [
      propertyLine(nodeKey(i, 'pubkey'), encodePublicKey(suite, raw)),
      propertyLine(nodeKey(i, 'host'), consensus.host),
    ]);
    const note = '# What JD Chain understands of this file is hashed into the genesis transaction. Do not edit.\n';
    const count = propertyLine(serversKey, String(nodesOf(participants).length));
    return utf8(note + count + nodes.join('') + linesOf(settings));
  },
};
