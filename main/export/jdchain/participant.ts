/** What the genesis of JD Chain 1.6.5 says of roles and participants, whoever reads or writes it. */

import type { PublicKey } from './keys.ts';
import type { LedgerPermission, TransactionPermission } from './names.ts';

export interface ChainEndpoint {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

export interface GenesisRole {
  /** As in the bytes: upper case, at most 20 characters. */
  readonly name: string;
  /** In the order in which they are written, without doubles. */
  readonly ledger: readonly LedgerPermission[];
  readonly tx: readonly TransactionPermission[];
}

export interface GenesisParticipant {
  readonly name: string;
  readonly publicKey: PublicKey;
  /** As written in ledger.init; the authorisation has them in upper case. */
  readonly roles: readonly string[];
  readonly policy: 'UNION' | 'INTERSECT';
  /** Where the node listens for consensus; with BFT-SMaRt it binds port + 1 too, with MQ it has a host alone (port 0). */
  readonly consensus: ChainEndpoint;
  /** There in CA mode, and there alone. */
  readonly certificate?: ParticipantCertificate;
}

export interface ParticipantCertificate {
  /** The text of its file, to the byte: it stands in the genesis as it is. */
  readonly pem: string;
  /** Its OUs have GW: registered and READY, but no node of the consensus. */
  readonly gateway: boolean;
}
