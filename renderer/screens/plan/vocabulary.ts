/**
 * What the fields of `rootseal.plan/1` may say, for the choices that the editor offers. The program alone judges a
 * plan; a test compares every list here with the program's own.
 */

export const planFormat = 'rootseal.plan/1';
export const profiles = [
  'traceability',
  'medicine',
  'auto-parts',
  'evidence',
  'invoices',
  'identity',
  'supply-chain-finance',
  'abs',
  'credit-lease',
  'engineer-credit',
] as const;
export type Profile = (typeof profiles)[number];
export const suites = ['ed25519', 'sm2', 'p256'] as const;
export const seals = ['passphrase', 'age'] as const;
export const keyKinds = ['make', 'public', 'file'] as const;
export const dataStructures = ['MERKLE_TREE', 'KV'] as const;
/** Bare keys, or certificates by one of the roots. */
export const identityModes = ['KEYPAIR', 'CA'] as const;
export const hashes = ['SHA256', 'SM3'] as const;
export const providers = ['classic', 'sm'] as const;
export const policies = ['UNION', 'INTERSECT'] as const;
export const consensusKinds = ['bftsmart', 'raft', 'mq'] as const;
export type ConsensusKind = (typeof consensusKinds)[number];
export const schemes = ['shamir', 'slip39'] as const;
export const usualWorkFactor = 18;
export const fewestDice = 100;

/** The only values that are taken today, by field; of several kinds of consortium, the one that is put where there is none. */
export const onlyValues = {
  format: planFormat,
  'consortium.profile': 'traceability',
  'chain.kind': 'jdchain',
  'chain.version': '1.6.5',
} as const;

/** In the order of a ceremony. */
export const stepIds = [
  'room',
  'agree-plan',
  'found',
  'hand-out',
  'check-shares',
  'genesis',
  'sign',
  'verify',
  'close',
] as const;

/** In JD Chain's own order, which is part of the genesis bytes. */
export const ledgerPermissions = [
  'CONFIGURE_ROLES',
  'AUTHORIZE_USER_ROLES',
  'SET_CONSENSUS',
  'SET_CRYPTO',
  'REGISTER_PARTICIPANT',
  'REGISTER_USER',
  'REGISTER_DATA_ACCOUNT',
  'REGISTER_CONTRACT',
  'UPGRADE_CONTRACT',
  'SET_USER_ATTRIBUTES',
  'WRITE_DATA_ACCOUNT',
  'APPROVE_TX',
  'CONSENSUS_TX',
  'REGISTER_EVENT_ACCOUNT',
  'WRITE_EVENT_ACCOUNT',
  'UPDATE_USER_STATE',
  'UPDATE_ROOT_CA',
  'UPDATE_USER_CA',
  'UPDATE_CONTRACT_STATE',
] as const;

export const transactionPermissions = ['DIRECT_OPERATION', 'CONTRACT_OPERATION'] as const;

const bftsmart = {
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
} as const;

const raft = {
  'system.server.block.max.num': '100',
  'system.server.block.max.bytes': '4194304',
  'system.server.election.timeout': '5000',
  'system.server.snapshot.interval': '1800',
  'system.client.configuration.refresh.interval': '60000',
  'system.server.rpc.connect.timeout': '10000',
  'system.server.rpc.default.timeout': '10000',
  'system.server.rpc.snapshot.timeout': '300000',
  'system.server.rpc.request.timeout': '120000',
  'system.raft.maxByteCountPerRpc': '131072',
  'system.raft.maxEntriesSize': '1024',
  'system.raft.maxBodySize': '524288',
  'system.raft.maxAppendBufferSize': '262144',
  'system.raft.maxElectionDelayMs': '1000',
  'system.raft.electionHeartbeatFactor': '5',
  'system.raft.applyBatch': '32',
  'system.raft.sync': 'true',
  'system.raft.syncMeta': 'false',
  'system.raft.disruptorBufferSize': '16384',
  'system.raft.replicatorPipeline': 'true',
  'system.raft.maxReplicatorInflightMsgs': '256',
} as const;

/** The broker has no default: JD Chain brings none. */
const mq = {
  'system.msg.queue.server': '',
  'system.msg.queue.topic.tx': 'tx',
  'system.msg.queue.topic.tx-result': 'tx-result',
  'system.msg.queue.topic.msg': 'msg',
  'system.msg.queue.topic.msg-result': 'msg-result',
  'system.msg.queue.topic.block': 'block',
  'system.msg.queue.block.txsize': '1000',
  'system.msg.queue.block.maxdelay': '10',
  'system.server.ping': '60000',
} as const;

/** What JD Chain 1.6.5 ships, by consensus; the plan names only what shall differ. */
export const consensusDefaults = { bftsmart, raft, mq } as const;

/** The fewest members with which each initialises. */
export const consensusLeast: Readonly<Record<ConsensusKind, number>> = { bftsmart: 4, raft: 1, mq: 1 };

/** Worked out from the members with BFT-SMaRt; a plan cannot set them. */
export const derivedConsensus = ['system.servers.num', 'system.servers.f', 'system.initial.view'] as const;

export type ConsensusSetting = keyof typeof bftsmart | keyof typeof raft | keyof typeof mq;
