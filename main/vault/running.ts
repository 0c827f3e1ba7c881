/**
 * Main's end of one running vault: speaks its protocol, believes nothing but its schema.
 *
 * A vault that ends without having said "done" has failed, whatever its exit code (VAULT-ENDED).
 */

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { RootsealError, refuse } from '../core/rules.ts';
import type { KeyPress, Keyed, SecretField } from './field-protocol.ts';
import type { VaultProcess } from './launch.ts';
import {
  type Input,
  type Message,
  type Op,
  type Progress,
  type Quorum,
  type Result,
  type ShareVerdict,
  type VaultEvent,
  type WireError,
  messageSchema,
  ops,
  unasked,
} from './protocol.ts';
import { vaultRules } from './rules.ts';
import { eraseOther } from './tty-erase.ts';

/** What main learns while an act is at work. */
export interface VaultHears {
  readonly onProgress?: (progress: Progress) => void;
  /** The field that is open in the window; null when none is. */
  readonly onField?: (field: SecretField | null) => void;
  /** What became of one share, as soon as it was judged; the quorum is of the shares judged so far. */
  readonly onVerdict?: (verdict: ShareVerdict, quorum: Quorum) => void;
}

type Reply = Exclude<Message, VaultEvent>;

interface Waiting {
  readonly op: Op;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A press of a key that the vault has not answered yet; it answers them in their order. */
interface Pressed {
  readonly field: string;
  readonly n: number;
  readonly resolve: (answer: KeyAnswer) => void;
  readonly reject: (error: Error) => void;
}

export type KeyAnswer = Pick<Keyed, 'n' | 'sealed'>;

/** What of the child's standard error is kept as the cause of a failure. */
const keptOfStderr = 2_000;

/** From the last word of a vault to its end. */
const goodbyeMs = 3_000;

export class Vault {
  private readonly child: VaultProcess;
  private readonly terminal: boolean;
  private readonly hears: VaultHears;
  private readonly waiting = new Map<number, Waiting>();
  private readonly pressed: Pressed[] = [];
  /** Resolves once the process is gone, whatever the reason. */
  readonly exited: Promise<void>;
  private nextId = 0;
  private done = false;
  /** Why no further request is possible. */
  private ended: Error | undefined;
  private stderr = '';
  private fieldShown = false;

  constructor(child: VaultProcess, terminal: boolean, hears: VaultHears = {}) {
    this.child = child;
    this.terminal = terminal;
    this.hears = hears;
    child.onStderr((chunk) => (this.stderr = (this.stderr + Buffer.from(chunk).toString()).slice(-keptOfStderr)));
    child.onMessage((message) => this.receive(message));
    this.exited = new Promise((resolve) => {
      child.onEnd((cause) => {
        const error = cause
          ? refuse(vaultRules, 'VAULT-START', {}, { cause })
          : refuse(vaultRules, 'VAULT-ENDED', {}, { cause: this.stderr });
        this.closed(error);
        resolve();
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** One request. Rejects with the vault's own refusal, after which the vault has ended. */
  request<O extends Op>(op: O, input: Input<O>): Promise<Result<O>> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.nextId++;
    return new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { op, resolve, reject });
      this.send({ id, op, input });
    }) as Promise<Result<O>>;
  }

  /**
   * Passes one sealed key press on; main cannot read it. Answers the vault's sealed answer, an empty one where that
   * field has closed. Rejects when the vault ends.
   */
  key(press: KeyPress): Promise<KeyAnswer> {
    if (this.ended) return Promise.reject(this.ended);
    const { field, n, page, sealed } = press;
    return new Promise((resolve, reject) => {
      this.pressed.push({ field, n, resolve, reject });
      this.send({ key: { field, n, sealed, ...(page !== undefined && { page }) } });
    });
  }

  /** Hands the vault one end of a channel to the page, for one field. False where the host has no such channels. */
  attachPort(port: unknown, field: string): boolean {
    if (this.ended || !this.child.port) return false;
    this.child.port(port, field);
    return true;
  }

  /** The good end of an act. Rejects with VAULT-ENDED if the vault did not say "done". */
  async finish(): Promise<void> {
    await this.request('finish', {});
    await this.exited;
  }

  /** The bad end: the kernel takes everything the vault holds. `exited` says when. */
  kill(): void {
    this.child.kill();
  }

  /** Words of a share may stand on the terminal. */
  private get shows(): boolean {
    return [...this.waiting.values()].some(({ op }) => op === 'copyShare');
  }

  private receive(raw: unknown): void {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) this.distrust('reply');
    else if ('event' in parsed.data) this.hear(parsed.data);
    else this.settle(parsed.data);
  }

  private send(message: object): void {
    this.child.send(message, (error) => {
      if (error) this.fail(refuse(vaultRules, 'VAULT-ENDED', {}, { cause: error }));
    });
  }

  private hear(event: VaultEvent): void {
    if (event.event === 'progress') this.hears.onProgress?.(event);
    else if (event.event === 'verdict') {
      this.hears.onVerdict?.(event.verdict, event.quorum);
      this.send({ heard: 'verdict' });
    } else if (event.event === 'field') this.showField(event.field);
    else this.keyed(event);
  }

  private keyed({ field, n, sealed }: Keyed): void {
    const first = this.pressed.shift();
    if (first?.field === field && first.n === n) {
      first.resolve({ n, sealed });
      return;
    }
    first?.reject(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: 'key' }));
    this.distrust('key');
  }

  private showField(field: SecretField | null): void {
    this.fieldShown = field !== null;
    this.hears.onField?.(field);
  }

  private settle(reply: Reply): void {
    if (reply.id === unasked && !reply.ok) {
      this.refused(undefined, reply.error);
      return;
    }
    const waiting = this.waiting.get(reply.id);
    if (!waiting) {
      this.distrust(`reply ${reply.id}`);
      return;
    }
    const result = reply.ok ? ops[waiting.op].result.safeParse(reply.result) : undefined;
    if (result?.success === false) {
      this.distrust(`reply to ${waiting.op}`);
      return;
    }
    this.waiting.delete(reply.id);
    if (!reply.ok) this.refused(waiting, reply.error);
    else this.answered(waiting, result?.data);
  }

  private answered(waiting: Waiting, result: unknown): void {
    if (waiting.op === 'finish') {
      this.done = true;
      this.hurry();
    }
    waiting.resolve(result);
  }

  /** The vault ends after a refusal; the caller learns of it once the process is gone. */
  private refused(waiting: Waiting | undefined, error: WireError): void {
    const { code, text, exit, subject, inWindow } = error;
    const cause = new RootsealError(code, text, exit, subject, undefined, inWindow);
    this.ended ??= cause;
    this.done = true;
    this.hurry();
    void this.exited.then(() => waiting?.reject(cause));
  }

  /** A vault that has said its last word and does not go is ended. */
  private hurry(): void {
    setTimeout(() => this.child.kill(), goodbyeMs).unref();
  }

  private distrust(subject: string): void {
    this.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject }));
    this.child.kill();
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
    for (const { reject } of this.pressed.splice(0)) reject(this.ended);
  }

  private closed(error: Error): void {
    if (!this.done && this.terminal) calmTerminal(this.shows);
    this.fail(error);
    if (this.fieldShown) this.showField(null);
  }
}

/** A vault killed while somebody typed leaves the terminal without echo; while words were shown, with the words. */
function calmTerminal(shows: boolean): void {
  try {
    const fd = openSync('/dev/tty', 'r+');
    if (shows) writeSync(fd, eraseOther);
    spawnSync('stty', ['sane'], { stdio: [fd, 'ignore', 'ignore'] });
    closeSync(fd);
  } catch {
    // No terminal, nothing to calm.
  }
}
