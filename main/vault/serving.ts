/** One vault's conversation: requests in turn, each judged by its schema, until the act is over. */

import { refuse } from '../core/rules.ts';
import { AgePool } from './age.ts';
import { acts } from './acts/index.ts';
import { faultOf, toWire } from './fault.ts';
import { FieldChannel, type Port } from './field-channel.ts';
import { keySchema, portSchema } from './field-protocol.ts';
import { Identities } from './identities.ts';
import {
  type Input,
  type Message,
  type Request,
  type VaultEvent,
  heardSchema,
  ops,
  requestSchema,
  unasked,
} from './protocol.ts';
import { vaultRules } from './rules.ts';
import { Session } from './session.ts';
import type { SecretSource } from './source.ts';
import { type Answers, readAnswers } from './source-answers.ts';
import { fdSource } from './source-fd.ts';
import { ttySource } from './source-tty.ts';
import { windowSource } from './source-window.ts';
import { Terminal } from './terminal.ts';

/** Sends one message and says when it has left the process. */
export type Send = (message: Message, sent: () => void) => void;

export class Serving {
  /** Ends the process with this exit code; set by the entry. */
  onLeave: (exit: number) => void = () => undefined;
  private readonly send: Send;
  private session: Session | undefined;
  private answers: Answers['openPart'] | undefined;
  private fields: FieldChannel | undefined;
  private queue: Promise<void> = Promise.resolve();
  /** Whoever waits for main to have heard a verdict. */
  private readonly unheard: (() => void)[] = [];
  /** The request at work, for an error that comes from nowhere. */
  private current = unasked;
  private over = false;
  private idleMinutes = 1;
  private idle: NodeJS.Timeout | undefined;

  constructor(send: Send) {
    this.send = send;
    this.touch();
  }

  /** True while a thread may sit in a read of a descriptor that nobody writes to. */
  get mayBlock(): boolean {
    return this.session?.source.kind === 'fd';
  }

  /** Takes one message of main. Requests are served one after the other; keys are for the request at work. */
  receive(raw: unknown): void {
    this.touch();
    if (has(raw, 'key')) {
      this.receiveKey(raw);
      return;
    }
    if (heardSchema.safeParse(raw).success) {
      this.unheard.shift()?.();
      return;
    }
    this.queue = this.queue.then(() => this.serve(raw)).catch((error: unknown) => this.fail(error));
  }

  /** Takes a port to the page, which belongs to one field of a window. */
  receivePort(raw: unknown, port: Port): void {
    const belongs = portSchema.safeParse(raw);
    if (belongs.success && this.fields && !this.over) this.fields.attach(port, belongs.data.port);
    else this.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: 'port' }));
  }

  /** The bad end: the refusal is sent, then the process leaves. Only the first one counts. */
  fail(error: unknown): void {
    if (this.over) return;
    this.over = true;
    const refusal = faultOf(error);
    this.send({ id: this.current, ok: false, error: toWire(refusal) }, () => this.onLeave(refusal.exit));
  }

  async wipe(): Promise<void> {
    this.over = true;
    clearTimeout(this.idle);
    await this.session?.wipe();
  }

  private receiveKey(raw: unknown): void {
    const press = keySchema.safeParse(raw);
    if (this.over) return;
    if (!press.success || !this.fields) {
      this.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: 'key' }));
      return;
    }
    const { field, n } = press.data.key;
    this.fields.receive(press.data.key, (sealed) => this.say({ event: 'keyed', field, n, sealed }));
  }

  private async serve(raw: unknown): Promise<void> {
    if (this.over) return;
    const request = requestSchema.safeParse(raw);
    if (!request.success) throw refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: 'request' });
    this.current = request.data.id;
    const result = await this.answer(request.data);
    this.touch();
    if (request.data.op === 'finish') return this.finish();
    this.say({ id: this.current, ok: true, result });
    this.current = unasked;
  }

  private async answer({ op, input: raw }: Request): Promise<unknown> {
    const input = ops[op].input.safeParse(raw);
    if (!input.success) throw refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: `${op} ${fieldOf(input.error)}` });
    if (op === 'open') return this.open(input.data as Input<'open'>);
    if (!this.session) throw refuse(vaultRules, 'VAULT-ORDER', { op, missing: 'open' });
    if (op === 'finish') return {};
    this.session.demandOp(op);
    if (op === 'answers') return this.openAnswers();
    return acts[op](this.session, input.data as never);
  }

  /** Zeroed before "done" is said: whoever hears it may rely on it. */
  private async finish(): Promise<void> {
    await this.wipe();
    this.send({ id: this.current, ok: true, result: {} }, () => this.onLeave(0));
  }

  private open(input: Input<'open'>): object {
    if (this.session) throw refuse(vaultRules, 'VAULT-ORDER', { op: 'open', missing: 'nothing: it is open' });
    const { act, lang, rehearsal, idleMinutes } = input;
    this.idleMinutes = idleMinutes;
    const identities = new Identities();
    for (const [id, path] of Object.entries(input.identities)) identities.addFile(id, path);
    const source = this.sourceOf(input, identities);
    this.session = new Session({
      ...{ act, lang, rehearsal, source, identities, age: new AgePool() },
      progress: (what, done, total) => this.tell({ event: 'progress', what: { ...what }, done, total }),
      verdict: (verdict, quorum) =>
        new Promise((resolve) => {
          this.unheard.push(resolve);
          this.tell({ event: 'verdict', verdict, quorum });
        }),
    });
    this.touch();
    return {};
  }

  private sourceOf({ source, lang, purpose }: Input<'open'>, identities: Identities): SecretSource {
    if (source.kind === 'fd') return fdSource(source.fd);
    if (source.kind === 'tty') return ttySource(() => new Terminal(() => this.touch()), lang, purpose);
    if (source.kind === 'window') return windowSource(this.openFields(), purpose);
    const answers = readAnswers(source.path, identities);
    this.answers = answers.openPart;
    return answers.source;
  }

  private openFields(): FieldChannel {
    return (this.fields = new FieldChannel({
      emit: (event) => this.say(event),
      touch: () => this.touch(),
      fail: (error) => this.fail(error),
    }));
  }

  private openAnswers(): Answers['openPart'] {
    if (this.answers) return this.answers;
    throw refuse(vaultRules, 'VAULT-ORDER', { op: 'answers', missing: 'a source of kind "answers"' });
  }

  private tell(event: VaultEvent): void {
    this.touch();
    this.say(event);
  }

  /** Says something, unless the last word was spoken while it was worked out. */
  private say(message: Message): void {
    if (!this.over) this.send(message, () => undefined);
  }

  /** Somebody is still there: the clock starts anew. */
  private touch(): void {
    clearTimeout(this.idle);
    if (this.over) return;
    const ms = this.idleMinutes * 60_000;
    this.idle = setTimeout(() => this.fail(refuse(vaultRules, 'VAULT-IDLE', { minutes: this.idleMinutes })), ms);
  }
}

const has = (raw: unknown, name: string): boolean => typeof raw === 'object' && raw !== null && name in raw;

/** Where a message leaves its schema; never what stands there. */
function fieldOf(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}
