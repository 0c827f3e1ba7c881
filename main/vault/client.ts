/**
 * Main's end of the vault: starts the one child process of an act, speaks its protocol, believes nothing but its schema.
 *
 * A vault that ends without having said "done" has failed, whatever its exit code (VAULT-ENDED).
 */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Lang, RootsealError, type Text, refuse } from '../core/rules.ts';
import {
  type Input,
  type Message,
  type Op,
  type Progress,
  type Result,
  type VaultAct,
  type VaultSource,
  type WireError,
  messageSchema,
  ops,
  unasked,
} from './protocol.ts';
import { vaultRules } from './rules.ts';

export type { Progress, Quorum, Result, ShareVerdict, VaultAct, VaultSource, VaultWarning } from './protocol.ts';

export interface VaultOptions {
  readonly act: VaultAct;
  readonly lang: Lang;
  readonly source: VaultSource;
  /** Paths of age identity files by custodian id. The vault reads them. */
  readonly identities?: Readonly<Record<string, string>>;
  readonly rehearsal: boolean;
  /** What the root keys are opened for, as in `EXPORT root-ed to age1…`: the vault says it above each prompt. */
  readonly purpose?: Text;
  readonly onProgress?: (progress: Progress) => void;
  /** Minutes without a request, a key or progress until the vault forgets everything. 20 unless said. */
  readonly idleMinutes?: number;
  /** The Node program that runs the vault; this process's own unless said. */
  readonly nodePath?: string;
}

type Reply = Exclude<Message, Progress>;

interface Waiting {
  readonly op: Op;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The descriptor of the child behind stdin, stdout, stderr and the IPC channel. */
const handedOn = 4;
/** What of the child's standard error is kept as the cause of a failure. */
const keptOfStderr = 2_000;

/** From the last word of a vault to its end. */
const goodbyeMs = 3_000;

/** Never empty: an empty environment is ignored by some hosts, and all of main's would be inherited. */
const environment = { LANG: 'C.UTF-8', ROOTSEAL_VAULT: '1' };

function start(options: VaultOptions): ChildProcess {
  const { source, nodePath = process.execPath } = options;
  const entry = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './vault.js', import.meta.url));
  const node = [nodePath, '--disable-sigusr1', '--no-warnings', entry];
  // Node has no setrlimit: a shell sets the core limit, hard and soft, and becomes the vault.
  const [command = '', ...args] =
    process.platform === 'win32' ? node : ['/bin/sh', '-c', 'ulimit -c 0; exec "$0" "$@"', ...node];
  return spawn(command, args, {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', ...(source.kind === 'fd' ? [source.fd] : [])],
    serialization: 'advanced',
  });
}

/** Starts the vault of one act and waits until it has taken its source. */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const { act, lang, source, identities = {}, rehearsal, idleMinutes = 20, purpose } = options;
  let child: ChildProcess;
  try {
    child = start(options);
  } catch (cause) {
    throw refuse(
      vaultRules,
      source.kind === 'fd' ? 'SECRET-FD' : 'VAULT-START',
      { fd: source.kind === 'fd' ? source.fd : '' },
      { cause },
    );
  }
  const vault = new Vault(child, source.kind === 'tty', options.onProgress);
  const taken: VaultSource = source.kind === 'fd' ? { kind: 'fd', fd: handedOn } : source;
  const said = purpose && { purpose: { en: purpose.en, zh: purpose.zh } };
  await vault.request('open', { act, lang, source: taken, identities, rehearsal, idleMinutes, ...said });
  return vault;
}

export class Vault {
  private readonly child: ChildProcess;
  private readonly terminal: boolean;
  private readonly onProgress: ((progress: Progress) => void) | undefined;
  private readonly waiting = new Map<number, Waiting>();
  /** Resolves once the process is gone, whatever the reason. */
  readonly exited: Promise<void>;
  private nextId = 0;
  private done = false;
  /** Why no further request is possible. */
  private ended: Error | undefined;
  private stderr = '';

  constructor(child: ChildProcess, terminal: boolean, onProgress?: (progress: Progress) => void) {
    this.child = child;
    this.terminal = terminal;
    this.onProgress = onProgress;
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr = (this.stderr + chunk.toString()).slice(-keptOfStderr)));
    child.on('message', (message) => this.receive(message));
    this.exited = new Promise((resolve) => {
      const end = (error: Error) => {
        this.closed(error);
        resolve();
      };
      child.once('close', () => end(refuse(vaultRules, 'VAULT-ENDED', {}, { cause: this.stderr })));
      child.once('error', (cause) => end(refuse(vaultRules, 'VAULT-START', {}, { cause })));
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
      this.child.send({ id, op, input }, (error) => {
        if (error) this.fail(refuse(vaultRules, 'VAULT-ENDED', {}, { cause: error }));
      });
    }) as Promise<Result<O>>;
  }

  /** The good end of an act. Rejects with VAULT-ENDED if the vault did not say "done". */
  async finish(): Promise<void> {
    await this.request('finish', {});
    await this.exited;
  }

  /** The bad end: the kernel takes everything the vault holds. `exited` says when. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  private receive(raw: unknown): void {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) this.distrust('reply');
    else if ('event' in parsed.data) this.onProgress?.(parsed.data);
    else this.settle(parsed.data);
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
    const cause = new RootsealError(error.code, error.text, error.exit, error.subject);
    this.ended ??= cause;
    this.done = true;
    this.hurry();
    void this.exited.then(() => waiting?.reject(cause));
  }

  /** A vault that has said its last word and does not go is ended. */
  private hurry(): void {
    setTimeout(() => this.child.kill('SIGKILL'), goodbyeMs).unref();
  }

  private distrust(subject: string): void {
    this.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject }));
    this.child.kill('SIGKILL');
  }

  private fail(error: Error): void {
    this.ended ??= error;
    for (const { reject } of this.waiting.values()) reject(this.ended);
    this.waiting.clear();
  }

  private closed(error: Error): void {
    if (!this.done && this.terminal) calmTerminal();
    this.fail(error);
  }
}

/** A vault killed while somebody typed leaves the terminal without echo. */
function calmTerminal(): void {
  try {
    const fd = openSync('/dev/tty', 'r+');
    spawnSync('stty', ['sane'], { stdio: [fd, 'ignore', 'ignore'] });
    closeSync(fd);
  } catch {
    // No terminal, nothing to calm.
  }
}
