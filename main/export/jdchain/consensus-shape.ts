/** What each consensus protocol of JD Chain 1.6.5 can do here (consensus.ts has them). */

import type { PublicKey } from './keys.ts';
import type { ChainEndpoint, GenesisParticipant } from './participant.ts';
import type { Properties } from './properties.ts';
import type { Setting } from './settings.ts';

export interface ConsensusView {
  readonly nodes: readonly { readonly id: number; readonly address: string; readonly endpoint: ChainEndpoint }[];
  /** Sorted. */
  readonly settings: readonly Setting[];
}

export interface Consensus {
  /** What JD Chain's own configuration has for so many nodes, without their addresses; where it has nothing, neither is it here. */
  shipped(nodes: number): Record<string, string>;
  /** The properties that enter the genesis, sorted. `nodes` are the numbers of the participants that are no gateways. @throws JDCHAIN-* */
  read(file: Properties, nodes: readonly number[]): Setting[];
  /** The address of a participant by its number, whose key is undefined if it could not be read; `nodes` are those before it. @throws JDCHAIN-* */
  endpoint(file: Properties, index: number, key: PublicKey | undefined, nodes: number): ChainEndpoint;
  /** Names of the properties that say where a node is. */
  addressKeys(index: number): readonly string[];
  /** The address of a plan as it enters the genesis. */
  placed(endpoint: { readonly host: string; readonly port: number }): ChainEndpoint;
  /** The bytes in the genesis. */
  encode(participants: readonly GenesisParticipant[], settings: readonly Setting[]): Uint8Array;
  /** What they say. @throws JDCHAIN-PROTO, JDCHAIN-GENESIS where a part of them says something that has no place here. */
  decode(bytes: Uint8Array, what: string): ConsensusView;
  /** The file: addresses in order, then the properties. UTF-8, LF, no byte order mark. */
  write(participants: readonly GenesisParticipant[], settings: readonly Setting[]): Uint8Array;
}
