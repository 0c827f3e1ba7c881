/**
 * What one vault process holds for its one act, and the order in which it may be used.
 *
 * Everything secret is registered here, so that one place zeroes it: at the end, on error, on time-out.
 */

import type { Held } from '../core/shares/guard.ts';
import type { ShareSet } from '../core/shares/set.ts';
import { toHex } from '../core/encoding/hex.ts';
import type { SuiteName } from '../core/keys/index.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import type { AgePool } from './age.ts';
import type { Identities } from './identities.ts';
import { type Op, type Quorum, type ShareVerdict, type VaultAct, opsOfAct } from './protocol.ts';
import { vaultRules } from './rules.ts';
import type { SecretSource, Who } from './source.ts';

/** A private key that is open in this act. */
export interface OpenKey {
  readonly id: string;
  readonly suite: SuiteName;
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** A decision of the voters: all its files by path from the home, and the version of TUF that lists them. */
export interface Decided {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly version: number;
  /** A root that administers the ledger, which may sign its transactions. */
  readonly root?: string;
}

export interface LogKey {
  readonly origin: string;
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface SessionParts {
  readonly act: VaultAct;
  readonly lang: Lang;
  readonly rehearsal: boolean;
  readonly source: SecretSource;
  readonly identities: Identities;
  readonly age: AgePool;
  readonly progress: (what: Text, done: number, total: number) => void;
  /**
   * Says what became of one share; `quorum` is of the shares judged so far. Resolves once main has heard it: at a
   * terminal main's line must stand before the vault's next prompt.
   */
  readonly verdict: (verdict: ShareVerdict, quorum: Quorum) => Promise<void>;
}

export class Session {
  readonly act: VaultAct;
  readonly lang: Lang;
  readonly rehearsal: boolean;
  readonly source: SecretSource;
  readonly identities: Identities;
  readonly age: AgePool;
  readonly progress: SessionParts['progress'];
  readonly verdict: SessionParts['verdict'];

  logKey: LogKey | undefined;
  /** The quorum that `judgeShares` found, with the shares in it. */
  judged: { readonly set: ShareSet; readonly quorum: readonly Held[] } | undefined;
  /** True once a checkpoint was signed after `judged`: the restore is on record. */
  recorded = false;
  /** The set whose quorum opened the roots. */
  restored: ShareSet | undefined;
  /** Custodians whose shares were combined. */
  combined: readonly string[] = [];
  readonly roots = new Map<string, OpenKey>();
  /** The roots of the set that this act has made: the same keys, but for one that was rotated. */
  readonly fresh = new Map<string, OpenKey>();
  /** The intact shares of an act that combines nothing, for receipts. */
  intact: readonly Held[] = [];
  /** What this act puts into force. */
  decided: Decided | undefined;
  /** What of TUF this act signs anew: SHA-256 (hex) of the bytes of each list and root file, and the version of the lists. */
  renewing: { readonly messages: ReadonlySet<string>; readonly version: number } | undefined;
  readonly members = new Map<string, OpenKey>();

  private readonly secrets = new Set<Uint8Array>();
  private readonly passphrases = new Map<string, Uint8Array>();

  constructor(parts: SessionParts) {
    this.act = parts.act;
    this.lang = parts.lang;
    this.rehearsal = parts.rehearsal;
    this.source = parts.source;
    this.identities = parts.identities;
    this.age = parts.age;
    this.progress = parts.progress;
    this.verdict = parts.verdict;
  }

  /** Registers bytes to be zeroed at the end of the act. */
  keep(secret: Uint8Array): Uint8Array {
    this.secrets.add(secret);
    return secret;
  }

  /** Remembers a passphrase that opened something, so that nobody types it twice in one act. */
  remember({ role, id }: Who, passphrase: Uint8Array): void {
    this.passphrases.set(`${role}/${id}`, this.keep(passphrase.slice()));
  }

  /** A copy of what somebody typed before in this act. */
  recall({ role, id }: Who): Uint8Array | undefined {
    const known = this.passphrases.get(`${role}/${id}`)?.slice();
    return known && this.keep(known);
  }

  /** VAULT-ACT unless the op belongs to this act. */
  demandOp(op: Op): void {
    if (!opsOfAct[this.act].includes(op)) throw refuse(vaultRules, 'VAULT-ACT', { op, act: this.act });
  }

  /** VAULT-ORDER unless what must come first is there. */
  demandOrder<T>(op: Op, there: T | undefined | false, missing: string): T {
    if (there === undefined || there === false) throw refuse(vaultRules, 'VAULT-ORDER', { op, missing });
    return there;
  }

  /** VAULT-REHEARSAL unless `subject` is of the same kind as this act. */
  demandKind(rehearsal: boolean, subject: string): void {
    if (rehearsal === this.rehearsal) return;
    const [act, actZh] = this.rehearsal ? ['a rehearsal', '演练'] : ['real', '正式'];
    throw refuse(vaultRules, 'VAULT-REHEARSAL', { act, actZh }, { subject });
  }

  /** An opened root; by its public key (hex) where an act has an old and a new one. VAULT-ROOT names those that are open. */
  root(id: string, publicKey?: string): OpenKey {
    const open = [this.roots.get(id), this.fresh.get(id)];
    const root = open.find((one) => one && (publicKey === undefined || toHex(one.publicKey) === publicKey));
    if (root) return root;
    throw refuse(vaultRules, 'VAULT-ROOT', { open: [...this.roots.keys()].join(', ') || '–' }, { subject: id });
  }

  /** Zeroes everything held and closes the source and the workers. */
  async wipe(): Promise<void> {
    for (const secret of this.secrets) secret.fill(0);
    this.secrets.clear();
    this.passphrases.clear();
    this.logKey?.secret.fill(0);
    for (const key of [...this.roots.values(), ...this.fresh.values(), ...this.members.values()]) key.secret.fill(0);
    for (const { share } of this.judged?.quorum ?? []) share.fill(0);
    this.logKey = undefined;
    for (const { share } of this.intact) share.fill(0);
    this.judged = undefined;
    this.intact = [];
    this.restored = undefined;
    this.fresh.clear();
    this.roots.clear();
    this.members.clear();
    this.identities.wipe();
    this.source.close();
    await this.age.close();
  }
}
