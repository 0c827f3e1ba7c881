/**
 * The consensus protocols of JD Chain 1.6.5: how many members each needs, and the properties that Raft and MQ read (jdchain-core
 * `RaftConsensusSettingsBuilder`, `MQConsensusSettingsBuilder`). BFT-SMaRt hashes whatever properties it is given; these two read theirs alone.
 */

export const consensusKinds = ['bftsmart', 'raft', 'mq'] as const;
export type ConsensusKind = (typeof consensusKinds)[number];

/** A property of Raft or MQ. */
export interface ConsensusSetting {
  readonly form: 'whole' | 'truth' | 'text';
  /** What JD Chain's own configuration has; undefined where a plan must say it. */
  readonly usual: string | undefined;
  /** What JD Chain takes where the property is missing, which is not always the same; undefined if it refuses. */
  readonly absent: string | undefined;
  /** The least whole number that makes sense. */
  readonly least?: number;
}

const whole = (usual: string, absent = usual, least = 1): ConsensusSetting => ({ form: 'whole', usual, absent, least });
const truth = (usual: string): ConsensusSetting => ({ form: 'truth', usual, absent: usual });
const text = (usual: string | undefined): ConsensusSetting => ({ form: 'text', usual, absent: usual });

export type ConsensusSettings = Readonly<Record<string, ConsensusSetting>>;

export const raftSettings: ConsensusSettings = {
  'system.server.block.max.num': whole('100'),
  'system.server.block.max.bytes': whole('4194304'),
  'system.server.election.timeout': whole('5000'),
  'system.server.snapshot.interval': whole('1800', '1800', 0),
  'system.client.configuration.refresh.interval': whole('60000'),
  'system.server.rpc.connect.timeout': whole('10000'),
  'system.server.rpc.default.timeout': whole('10000'),
  'system.server.rpc.snapshot.timeout': whole('300000'),
  'system.server.rpc.request.timeout': whole('120000', '20000'),
  'system.raft.maxByteCountPerRpc': whole('131072'),
  'system.raft.maxEntriesSize': whole('1024'),
  'system.raft.maxBodySize': whole('524288'),
  'system.raft.maxAppendBufferSize': whole('262144'),
  'system.raft.maxElectionDelayMs': whole('1000'),
  'system.raft.electionHeartbeatFactor': whole('5'),
  'system.raft.applyBatch': whole('32'),
  'system.raft.sync': truth('true'),
  'system.raft.syncMeta': truth('false'),
  'system.raft.disruptorBufferSize': whole('16384', '163840'),
  'system.raft.replicatorPipeline': truth('true'),
  'system.raft.maxReplicatorInflightMsgs': whole('256'),
};

export const mqServer = 'system.msg.queue.server';

export const mqSettings: ConsensusSettings = {
  [mqServer]: text(undefined),
  'system.msg.queue.topic.tx': text('tx'),
  'system.msg.queue.topic.tx-result': text('tx-result'),
  'system.msg.queue.topic.msg': text('msg'),
  'system.msg.queue.topic.msg-result': text('msg-result'),
  'system.msg.queue.topic.block': text('block'),
  'system.msg.queue.block.txsize': whole('1000'),
  'system.msg.queue.block.maxdelay': whole('10', '100'),
  'system.server.ping': whole('60000'),
};

/** What a message queue's address begins with: JD Chain knows these two brokers. */
export const isBroker = (server: string): boolean => /^(rabbitmq|activemq):\/\/\S/.test(server);

export interface ConsensusFacts {
  readonly name: string;
  /** The fewest members with which JD Chain initialises. */
  readonly least: number;
  /** Properties that follow from the members; a plan does not set them. */
  readonly derived: RegExp;
  /** Undefined where every property counts. */
  readonly settings: ConsensusSettings | undefined;
  /** How many ports from a member's consensus port on its peer binds. */
  readonly ports: number;
}

const nodes = /^system\.server\.\d+\./;

export const consensusFacts: Readonly<Record<ConsensusKind, ConsensusFacts>> = {
  bftsmart: {
    name: 'BFT-SMaRt',
    least: 4,
    derived: /^system\.(server\.\d+\.|servers\.num$|servers\.f$|initial\.view$)/,
    settings: undefined,
    ports: 2,
  },
  raft: { name: 'Raft', least: 1, derived: nodes, settings: raftSettings, ports: 1 },
  mq: { name: 'MQ', least: 1, derived: /^system\.(server\.\d+\.|servers\.num$)/, settings: mqSettings, ports: 0 },
};

/** Also for a plan that names another consensus, which is a finding of its own: it is checked as most plans are. */
export const factsOf = (kind: string): ConsensusFacts =>
  consensusFacts[consensusKinds.find((known) => known === kind) ?? 'bftsmart'];

/** Why a property's value will not do; undefined if it will. */
export function settingFault(
  { form, least = 1 }: ConsensusSetting,
  value: string,
): { en: string; zh: string } | undefined {
  if (form === 'truth') return /^(true|false)$/.test(value) ? undefined : { en: 'true or false', zh: 'true 或 false' };
  if (form === 'text') return value.trim() === '' ? { en: 'a text', zh: '非空文本' } : undefined;
  const good = /^(0|[1-9][0-9]{0,9})$/.test(value) && Number(value) >= least && Number(value) < 2 ** 31;
  return good ? undefined : { en: `a whole number from ${least} to 2147483647`, zh: `${least} 到 2147483647 的整数` };
}
