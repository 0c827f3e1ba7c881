/**
 * `bftsmart.config` of JD Chain 1.6.5: hosts and ports of the nodes, and every other property, which is hashed into genesis
 * exactly as it stands, trailing blanks included (jdchain-core `BftsmartConsensusSettingsBuilder`).
 */

import { utf8 } from '../../core/encoding/bytes.ts';
import { refuse } from '../../core/rules.ts';
import { bftsmartView } from './bftsmart-contracts.ts';
import type { Consensus } from './consensus-shape.ts';
import { isGateway } from './gateways.ts';
import type { ChainEndpoint, GenesisParticipant } from './participant.ts';
import { address, publicKeyBytes } from './keys.ts';
import { linesOf } from './known-settings.ts';
import { propertyLine, type Properties } from './properties.ts';
import { jdchainRules } from './rules.ts';
import { type Setting, sortSettings } from './settings.ts';
import { endpointAt, javaInt, required } from './values.ts';

export const nodeKey = (index: number, part: 'host' | 'port' | 'secure'): string =>
  `system.server.${String(index)}.network.${part}`;

/** The three properties of one node's address, which Raft has as well. */
export const networkKeys = (index: number): string[] => [
  nodeKey(index, 'host'),
  nodeKey(index, 'port'),
  nodeKey(index, 'secure'),
];

/** What JD Chain 1.6.5 ships, without the hosts; f, number and view follow the number of participants. */
export function defaultSettings(participants: number): Record<string, string> {
  return {
    'system.communication.defaultkeys': 'true',
    'system.communication.inQueueSize': '500000',
    'system.communication.outQueueSize': '500000',
    'system.communication.send.retryInterval': '2000',
    'system.communication.send.retryCount': '100',
    'system.communication.useSignatures': '0',
    'system.communication.useMACs': '0',
    'system.totalordermulticast.timeTolerance': '3000000',
    'system.totalordermulticast.maxbatchsize': '2000',
    'system.totalordermulticast.nonces': '10',
    'system.totalordermulticast.verifyTimestamps': 'false',
    'system.totalordermulticast.state_transfer': 'true',
    'system.totalordermulticast.highMark': '50',
    'system.totalordermulticast.revival_highMark': '10',
    'system.totalordermulticast.timeout_highMark': '200',
    'system.totalordermulticast.log': 'true',
    'system.totalordermulticast.log_parallel': 'false',
    'system.totalordermulticast.log_to_disk': 'false',
    'system.totalordermulticast.sync_log': 'false',
    'system.totalordermulticast.checkpoint_period': '1000',
    'system.totalordermulticast.global_checkpoint_period': '120000',
    'system.totalordermulticast.checkpoint_to_disk': 'false',
    'system.totalordermulticast.sync_ckp': 'false',
    'system.debug': '0',
    'system.shutdownhook': 'true',
    'system.ttp.id': '2001',
    'system.bft': 'true',
    'system.epoch.delay': '50',
    'system.servers.num': String(participants),
    'system.servers.f': String(faults(participants)),
    'system.initial.view': view(participants),
  };
}

/** How many of n nodes may fail: the largest f with n ≥ 3f + 1. */
export const faults = (participants: number): number => Math.floor((participants - 1) / 3);

/** `0,1,2,3` for four participants. */
export const view = (participants: number): string =>
  Array.from({ length: participants }, (_, i) => String(i)).join(',');

/** The consensus address of participant `index`. Throws JDCHAIN-MISSING, JDCHAIN-ENDPOINT. */
export function nodeEndpoint(consensus: Properties, index: number): ChainEndpoint {
  return endpointAt(consensus, {
    host: nodeKey(index, 'host'),
    port: nodeKey(index, 'port'),
    secure: nodeKey(index, 'secure'),
  });
}

/** Everything but the addresses of the nodes, sorted: what is hashed. Throws JDCHAIN-MISSING, JDCHAIN-PARTICIPANTS. */
function hashedSettings(consensus: Properties, nodes: readonly number[]): Setting[] {
  const count = javaInt(required(consensus, 'system.servers.num'));
  if (count === undefined || count < 4) {
    const subject = `${consensus.what}: system.servers.num`;
    const params = { count: count ?? '?', consensus: 'BFT-SMaRt', least: 4 };
    throw refuse(jdchainRules, 'JDCHAIN-PARTICIPANTS', params, { subject });
  }
  const addresses = new Set(nodes.flatMap(networkKeys));
  const kept = consensus.keys().filter((key) => !addresses.has(key));
  return sortSettings(kept.map((key): Setting => [key, consensus.get(key) ?? '']));
}

/** The participants that take part in the consensus, each with its number among all. */
export const nodesOf = (
  participants: readonly GenesisParticipant[],
): readonly (GenesisParticipant & { readonly id: number })[] =>
  participants.map((participant, id) => ({ ...participant, id })).filter((participant) => !isGateway(participant));

/** Host, port and `secure` of every node. */
export function addressLines(participants: readonly GenesisParticipant[]): string {
  const lines = nodesOf(participants).flatMap(({ consensus: { host, port, secure }, id: i }) => [
    propertyLine(nodeKey(i, 'host'), host),
    propertyLine(nodeKey(i, 'port'), String(port)),
    propertyLine(nodeKey(i, 'secure'), String(secure)),
  ]);
  return lines.join('');
}

export const bftsmart: Consensus = {
  shipped: defaultSettings,
  read: hashedSettings,
  endpoint: nodeEndpoint,
  addressKeys: networkKeys,
  placed: ({ host, port }) => ({ host, port, secure: false }),
  /** The view: nodes with their addresses, then every other property. */
  encode(participants, settings) {
    const nodes = nodesOf(participants).map(({ publicKey: { suite, raw }, consensus, id }) => ({
      kind: 'bftsmart' as const,
      address: address(suite, raw),
      publicKey: publicKeyBytes(suite, raw),
      id,
      network: consensus,
    }));
    return bftsmartView.encode({ nodes, settings, viewId: 0 });
  },
  decode(bytes, what) {
    const { nodes, settings, viewId } = bftsmartView.decode(bytes, what);
    if (viewId !== 0)
      throw refuse(jdchainRules, 'JDCHAIN-GENESIS', { reason: `its view is ${String(viewId)}` }, { subject: what });
    return {
      nodes: nodes.map(({ id, address: place, network }) => ({ id, address: place, endpoint: network })),
      settings,
    };
  },
  write(participants, settings) {
    const note =
      '# Every line below is hashed into the genesis transaction, blanks at its end included. Do not edit.\n';
    return utf8(addressLines(participants) + note + linesOf(settings));
  },
};
