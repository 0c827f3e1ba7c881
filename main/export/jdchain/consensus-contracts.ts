/**
 * The Raft and MQ views of JD Chain 1.6.5 as they are encoded into the genesis (jdchain-core `RaftConsensusSettings`,
 * `MQConsensusSettings`, and what they hold). Each field is named by the property that fills it, its value as the property has it.
 */

import { networkAddress, nodeSettings, property } from './bftsmart-contracts.ts';
import { bool, bytes, type Codec, contract, int32, int64, list, oneOf, tag, text } from './proto.ts';

/** Properties by their names. */
export type Values = Readonly<Record<string, string>>;

const number = (inner: Codec<number>): Codec<string> => ({
  descriptor: inner.descriptor,
  write: (value) => inner.write(Number(value)),
  read: (cursor) => String(inner.read(cursor)),
});
const whole = number(int32);
const long = number(int64);
const truth: Codec<string> = {
  descriptor: bool.descriptor,
  write: (value) => bool.write(value === 'true'),
  read: (cursor) => String(bool.read(cursor)),
};

interface RaftNode {
  kind: 'raft';
  address: string;
  publicKey: Uint8Array;
  id: number;
  network: { host: string; port: number; secure: boolean };
}

export const raftNode = contract<RaftNode>('RaftNodeSettings', 0x1302, '7c872ffd6d496e97', {
  kind: tag('raft'),
  address: text,
  publicKey: bytes,
  id: int32,
  network: networkAddress,
});

export const raftNetwork = contract<Values>('RaftNetworkSettings', 0x1304, 'e7994f265fa8b206', {
  'system.server.rpc.connect.timeout': whole,
  'system.server.rpc.default.timeout': whole,
  'system.server.rpc.snapshot.timeout': whole,
  'system.server.rpc.request.timeout': whole,
});

export const raftOptions = contract<Values>('RaftSettings', 0x1307, 'e80b9b36c09a2f00', {
  'system.raft.maxByteCountPerRpc': whole,
  'system.raft.maxEntriesSize': whole,
  'system.raft.maxBodySize': whole,
  'system.raft.maxAppendBufferSize': whole,
  'system.raft.maxElectionDelayMs': whole,
  'system.raft.electionHeartbeatFactor': whole,
  'system.raft.applyBatch': whole,
  'system.raft.sync': truth,
  'system.raft.syncMeta': truth,
  'system.raft.replicatorPipeline': truth,
  'system.raft.maxReplicatorInflightMsgs': whole,
  'system.raft.disruptorBufferSize': whole,
});

/** The first fields are properties too: `raftHead` says which. */
interface RaftView {
  nodes: readonly RaftNode[];
  blockNumber: string;
  blockBytes: string;
  election: string;
  snapshot: string;
  refresh: string;
  network: Values;
  options: Values;
}

export const raftView = contract<RaftView>('RaftConsensusSettings', 0x1301, '855714160ca276d1', {
  nodes: list(oneOf<RaftNode>(nodeSettings, { raft: raftNode })),
  blockNumber: whole,
  blockBytes: whole,
  election: whole,
  snapshot: whole,
  refresh: whole,
  network: raftNetwork,
  options: raftOptions,
});

/** The fields of the view itself and their properties. */
export const raftHead = {
  blockNumber: 'system.server.block.max.num',
  blockBytes: 'system.server.block.max.bytes',
  election: 'system.server.election.timeout',
  snapshot: 'system.server.snapshot.interval',
  refresh: 'system.client.configuration.refresh.interval',
} as const;

interface MqNode {
  kind: 'mq';
  address: string;
  publicKey: Uint8Array;
  id: number;
  host: string;
}

export const mqNode = contract<MqNode>('MQNodeSettings', 0x1202, '75c7609cdbfaa11b', {
  kind: tag('mq'),
  address: text,
  publicKey: bytes,
  id: int32,
  host: text,
});

export const mqNetwork = contract<Values>('MQNetworkSettings', 0x1204, '9cf6ff459b21d0bd', {
  'system.msg.queue.server': text,
  'system.msg.queue.topic.tx': text,
  'system.msg.queue.topic.tx-result': text,
  'system.msg.queue.topic.msg': text,
  'system.msg.queue.topic.block': text,
  'system.msg.queue.topic.msg-result': text,
});

export const mqBlock = contract<Values>('MQBlockSettings', 0x1205, 'db73be858b9e8aec', {
  'system.msg.queue.block.txsize': whole,
  'system.msg.queue.block.maxdelay': long,
  'system.server.ping': long,
});

export const mqView = contract<{
  nodes: readonly MqNode[];
  network: Values;
  block: Values;
  properties: readonly (readonly [name: string, value: string])[];
}>('MQConsensusSettings', 0x1201, '600a7e67f5fe7ba1', {
  nodes: list(oneOf<MqNode>(nodeSettings, { mq: mqNode })),
  network: mqNetwork,
  block: mqBlock,
  properties: list(property),
});

/** What the view repeats as properties, in this order. */
export const mqRepeated = [
  'system.msg.queue.server',
  'system.msg.queue.topic.tx',
  'system.msg.queue.topic.tx-result',
  'system.msg.queue.topic.msg',
  'system.msg.queue.topic.msg-result',
  'system.msg.queue.topic.block',
  'system.msg.queue.block.txsize',
  'system.msg.queue.block.maxdelay',
] as const;
