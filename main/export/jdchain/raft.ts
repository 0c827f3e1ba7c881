/**
 * `raft.config` of JD Chain 1.6.5: hosts and ports of the nodes, and the properties that Raft reads, written out in full because the
 * values that JD Chain takes for missing ones are not those that it ships (jdchain-core `RaftConsensusSettingsBuilder`).
 */

import { raftSettings } from '../../core/ceremony/consensus.ts';
import { utf8 } from '../../core/encoding/bytes.ts';
import { addressLines, networkKeys, nodeEndpoint, nodesOf } from './bftsmart.ts';
import type { Consensus } from './consensus-shape.ts';
import { raftHead, raftView, type Values } from './consensus-contracts.ts';
import { address, publicKeyBytes } from './keys.ts';
import { linesOf, readKnown, shippedOf } from './known-settings.ts';
import { sortSettings } from './settings.ts';

const head = Object.entries(raftHead) as [keyof typeof raftHead, string][];

const firstFields = (values: Values) =>
  Object.fromEntries(head.map(([field, name]) => [field, values[name] ?? ''])) as Record<keyof typeof raftHead, string>;

export const raft: Consensus = {
  shipped: () => shippedOf(raftSettings),
  read: (file) => readKnown(file, { known: raftSettings, lenient: false }),
  endpoint: nodeEndpoint,
  addressKeys: networkKeys,
  placed: ({ host, port }) => ({ host, port, secure: false }),
  encode(participants, settings) {
    const values = Object.fromEntries(settings);
    const nodes = nodesOf(participants).map(({ publicKey: { suite, raw }, consensus, id }) => ({
      kind: 'raft' as const,
      address: address(suite, raw),
      publicKey: publicKeyBytes(suite, raw),
      id,
      network: consensus,
    }));
    return raftView.encode({ nodes, ...firstFields(values), network: values, options: values });
  },
  decode(bytes, what) {
    const view = raftView.decode(bytes, what);
    const first = head.map(([field, name]) => [name, view[field]] as const);
    const settings = [...first, ...Object.entries(view.network), ...Object.entries(view.options)];
    const nodes = view.nodes.map(({ id, address: place, network }) => ({ id, address: place, endpoint: network }));
    return { nodes, settings: sortSettings(settings) };
  },
  write(participants, settings) {
    const note = '# What JD Chain understands of these lines is hashed into the genesis transaction. Do not edit.\n';
    return utf8(addressLines(participants) + note + linesOf(settings));
  },
};
