/** How a ledger.init is read: with the files that it names, and its faults collected. */

export interface LedgerInitOptions {
  /** Bytes of the consensus file by the path that ledger.init names; undefined if there is none. */
  readonly consensus: (path: string) => Uint8Array | undefined;
  /** Bytes of a key file by `cons_parti.i.pubkey-path`, of a certificate by `ca-path` and `root-ca-path`. */
  readonly keyFile?: (path: string) => Uint8Array | undefined;
  /** How errors name ledger.init. */
  readonly what?: string;
}

/** Runs a reader; a refusal is collected and the answer undefined. */
export type Attempt = <T>(read: () => T) => T | undefined;
