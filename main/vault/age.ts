/**
 * age files (https://age-encryption.org/v1), binary form: sealed to a passphrase or a recipient, opened with a
 * passphrase or identities. scrypt costs about a second a file, so it runs in worker threads, one per core.
 */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AgeAnswer, AgeJob, AgeKey } from './age-worker.ts';
import { refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';

export type { AgeKey } from './age-worker.ts';

interface Queued {
  readonly job: AgeJob;
  readonly resolve: (answer: AgeAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The workers of one act. Started when needed, ended with the act. */
export class AgePool {
  private readonly size: number;
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private readonly queue: Queued[] = [];

  constructor(size = availableParallelism()) {
    this.size = size;
  }

  /** Seals `plain` to the key. VAULT-RECIPIENT for a recipient that age does not know. */
  async seal(plain: Uint8Array, key: AgeKey): Promise<Uint8Array> {
    const answer = await this.run({ kind: 'seal', plain, key });
    if (answer.ok) return answer.bytes;
    const subject = key.kind === 'recipient' ? key.recipient : key.kind;
    throw refuse(vaultRules, 'VAULT-RECIPIENT', {}, { subject });
  }

  /** Opens a file, or says why not: the key does not fit, or the file is no sound age file. */
  open(file: Uint8Array, key: AgeKey): Promise<AgeAnswer> {
    return this.run({ kind: 'open', file, key });
  }

  async close(): Promise<void> {
    for (const { reject } of this.queue.splice(0)) reject(new Error('closed'));
    await Promise.all([...this.all].map((worker) => worker.terminate()));
    this.all.clear();
    this.idle.length = 0;
  }

  private run(job: AgeJob): Promise<AgeAnswer> {
    return new Promise((resolve, reject) => {
      this.queue.push({ job, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.queue.length === 0) return;
    const worker = this.idle.pop() ?? (this.all.size < this.size ? this.hire() : undefined);
    const queued = worker && this.queue.shift();
    if (queued) this.give(worker, queued);
  }

  private hire(): Worker {
    const file = import.meta.url.endsWith('.ts') ? './age-worker.ts' : './age-worker.js';
    const worker = new Worker(new URL(file, import.meta.url), { execArgv: ['--no-warnings'] });
    this.all.add(worker);
    return worker;
  }

  /** One job to one worker. A worker that dies takes its job with it, and no other. */
  private give(worker: Worker, { job, resolve, reject }: Queued): void {
    // Each listener is taken off by itself: a Worker leans on internal ones of its own.
    const release = () => worker.off('exit', ended).off('error', ended).off('message', answered);
    const ended = (error: unknown) => {
      release();
      this.all.delete(worker);
      reject(error instanceof Error ? error : new Error('the worker ended'));
      this.next();
    };
    const answered = (answer: AgeAnswer) => {
      release();
      this.idle.push(worker);
      resolve(answer);
      this.next();
    };
    worker.on('exit', ended).on('error', ended).on('message', answered);
    worker.postMessage(job);
  }
}
