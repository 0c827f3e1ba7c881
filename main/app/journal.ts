/**
 * The journal: what the services write into the audit log, and the checkpoints over it.
 *
 * An entry is made, counted and (where an act signs) checkpointed in one transaction: the checkpoint is signed over
 * the head that the entries *will* give, so that no crash can leave an act's entries without its checkpoint.
 */
import { decodeEntries, decodeEntry, encodeEntry, type Entry } from '../core/audit/entry.ts';
import { checkpointText } from '../core/audit/checkpoint.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import type { Json } from '../core/encoding/jcs.ts';
import { refuse } from '../core/rules.ts';
import type { ReadableStore, Store } from '../store/store.ts';
import { appRules } from './rules.ts';

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** An entry before it has a place in the log. */
export interface Draft {
  readonly kind: string;
  readonly data: Record<string, Json>;
}

export interface JournalIdentity {
  readonly ceremony: string;
  readonly rehearsal: boolean;
  readonly origin: string;
}

export interface JournalOptions {
  readonly clock?: () => Date;
  readonly watch?: (() => void) | undefined;
}

/** The whole log, decoded. */
export function entriesOf(store: ReadableStore): Entry[] {
  return decodeEntries(store.entries());
}

/** Signs a checkpoint's text in the vault; answers the whole note. */
export type CheckpointSigner = (text: string) => Promise<Uint8Array>;

export class Journal {
  readonly store: Store;
  readonly id: JournalIdentity;
  private readonly clock: () => Date;
  private readonly watch: (() => void) | undefined;
  private decoded: readonly Entry[] = [];

  /** @param watch is told after each append. */
  constructor(store: Store, id: JournalIdentity, { clock = () => new Date(), watch }: JournalOptions = {}) {
    this.store = store;
    this.id = id;
    this.clock = clock;
    this.watch = watch;
  }

  get head(): Head {
    return this.store.head();
  }

  /** The whole log. Entries are never changed, so only those that came since the last call are decoded. */
  entries(): readonly Entry[] {
    const known = this.decoded.length;
    if (known < this.head.size) this.decoded = [...this.decoded, ...decodeEntries(this.store.entries(known), known)];
    return this.decoded;
  }

  /** The bytes these drafts will have as the next entries of the log. */
  encode(drafts: readonly Draft[], time = this.now()): Uint8Array[] {
    const first = this.head.size;
    return drafts.map(({ kind, data }, i) =>
      encodeEntry({
        format: 'rootseal.entry/1',
        index: first + i,
        time,
        ceremony: this.id.ceremony,
        rehearsal: this.id.rehearsal,
        kind,
        data,
      }),
    );
  }

  /** Appends, synced. Returns the new head. */
  append(...drafts: Draft[]): Head {
    return this.appended(this.store.append(this.encode(drafts)));
  }

  /** Appends under a checkpoint that the vault signs over the head these very bytes give. */
  async appendSigned(bytes: readonly Uint8Array[], sign: CheckpointSigner): Promise<Head> {
    const { size, root } = this.store.headAfter([...bytes]);
    const note = await sign(checkpointText({ origin: this.id.origin, size, root }));
    return this.appended(this.store.append([...bytes], { size, note }));
  }

  private appended(head: Head): Head {
    this.watch?.();
    return head;
  }

  /** The newest checkpoint's text, or undefined before the first. */
  checkpoint(): string | undefined {
    const last = this.store.lastCheckpoint();
    return last && fromUtf8(last.note);
  }

  /** ISO time in UTC. CEREMONY-CLOCK when the machine's clock stands before the last entry. */
  now(): string {
    const now = this.clock().toISOString();
    const { size } = this.head;
    const lastBytes = size > 0 ? this.store.entries(size - 1, size)[0] : undefined;
    const last = lastBytes && decodeEntry(lastBytes).time;
    if (last !== undefined && now < last) throw refuse(appRules, 'CEREMONY-CLOCK', { now, last });
    return now;
  }
}
