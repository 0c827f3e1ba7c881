/**
 * The three consensus protocols of JD Chain 1.6.5: their files, what of these files enters the genesis, and its bytes (jdchain-core
 * `BftsmartConsensusSettingsBuilder`, `RaftConsensusSettingsBuilder`, `MQConsensusSettingsBuilder`). docs/adr/080
 */

import { type ConsensusKind, consensusFacts, consensusKinds } from '../../core/ceremony/consensus.ts';
import { bftsmart } from './bftsmart.ts';
import type { Consensus } from './consensus-shape.ts';
import { mq } from './mq.ts';
import { consensusProviders } from './names.ts';
import { raft } from './raft.ts';

export const consensusOf: Readonly<Record<ConsensusKind, Consensus>> = { bftsmart, raft, mq };

/** Where ledger.init finds the consensus file, relative to its own folder: `raft/raft.config`. */
export const consensusPath = (kind: ConsensusKind): string => `${kind}/${kind}.config`;

/** By the class name of its provider; undefined for one that JD Chain 1.6.5 does not have. */
export const consensusKind = (provider: string): ConsensusKind | undefined =>
  consensusKinds.find((kind) => consensusProviders[kind] === provider);

export const consensusName = (kind: ConsensusKind): string => consensusFacts[kind].name;
