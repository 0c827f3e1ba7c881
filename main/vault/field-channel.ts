/**
 * The vault's end of a secret field in a window: opens one field at a time, takes its sealed keys strictly in order and
 * answers each with the count (docs/architecture.md, "The way of one secret typed in").
 *
 * A key that is replayed, skipped or does not unseal ends the vault. A page that was loaded anew comes with a new key
 * of its own and n = 0; what had been typed is forgotten then.
 */

import { randomBytes } from 'node:crypto';
import { concat, u16, u8 } from '../core/encoding/bytes.ts';
import { fromHex, toHex } from '../core/encoding/hex.ts';
import { type Text, refuse } from '../core/rules.ts';
import { type KeyPress, type SecretField, portKeySchema } from './field-protocol.ts';
import type { VaultEvent } from './protocol.ts';
import { vaultRules } from './rules.ts';
import { SealedLine, newKeyPair } from './sealed-keys.ts';
import { passphraseMax } from './source.ts';
import { type Ended, type Hint, TypedText, type Typing, hints, ops } from './typed-text.ts';

/** `refused`: the same is asked for again, in a new field that says why. */
const states = { open: 0, taken: 1, refused: 2 } as const;
type State = (typeof states)[keyof typeof states];

const diceMax = 10_000;

/** A field before it is opened. */
export type Asking = Omit<SecretField, 'id' | 'key'>;
/** What is wrong with what was typed, to be said to the person. It may look, and keeps nothing. */
type Judge = (typed: Uint8Array) => Text | undefined;

export interface Outside {
  readonly emit: (event: VaultEvent) => void;
  /** Somebody pressed a key. */
  readonly touch: () => void;
  readonly fail: (error: unknown) => void;
}

/** One end of a channel to the page, as Electron's MessagePortMain has it. */
export interface Port {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

interface Opening {
  readonly id: string;
  readonly keys: { readonly secret: Uint8Array; readonly publicKey: Uint8Array };
  readonly text: Typing;
  readonly judge: Judge;
  readonly resolve: (given: Ended) => void;
  readonly reject: (error: unknown) => void;
  /** Every key that a page has come with. */
  readonly pages: Set<string>;
  line?: SealedLine;
}

export class FieldChannel {
  private readonly outside: Outside;
  private opening: Opening | undefined;
  private port: Port | undefined;
  private closing: NodeJS.Immediate | undefined;

  constructor(outside: Outside) {
    this.outside = outside;
  }

  /**
   * Opens a field and waits until it is closed: with what was typed, the caller's to zero, or with what is against it.
   * VAULT-INTERRUPTED when the act ends before. `held`: what a field before this one left to go on with.
   */
  ask(asking: Asking, judge: Judge, held?: Typing): Promise<Ended> {
    const id = toHex(randomBytes(16));
    const keys = newKeyPair();
    const text = held ?? new TypedText(asking.kind === 'dice' ? diceMax : passphraseMax, asking.kind === 'dice');
    return new Promise((resolve, reject) => {
      this.opening = { id, keys, text, judge, resolve, reject, pages: new Set() };
      clearImmediate(this.closing);
      this.outside.emit({ event: 'field', field: { ...asking, id, key: toHex(keys.publicKey) } });
    });
  }

  /** Takes one press. `reply` gets the sealed answer in hex; an empty one says that the field has closed before. */
  receive(press: KeyPress, reply: (sealed: string) => void): void {
    this.outside.touch();
    const opening = this.opening;
    if (opening?.id !== press.field) {
      reply('');
      return;
    }
    let sealed: string;
    try {
      sealed = this.press(opening, press);
    } catch {
      // No cause: it may be about what was typed.
      this.outside.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: `key ${press.n}` }));
      return;
    }
    reply(sealed);
  }

  /** Takes the vault's end of a port to the page for one field. The one before is closed. */
  attach(port: Port, field: string): void {
    this.port?.close();
    this.port = port;
    port.on('message', ({ data }) => {
      const press = portKeySchema.safeParse(data);
      if (press.success) {
        this.receive({ field, ...press.data }, (sealed) => port.postMessage({ n: press.data.n, sealed }));
      } else this.outside.fail(refuse(vaultRules, 'VAULT-PROTOCOL', {}, { subject: 'key' }));
    });
    port.start();
  }

  /** Zeroes what was typed and gives the field up. */
  close(): void {
    const opening = this.opening;
    if (opening) this.forget(opening);
    clearImmediate(this.closing);
    this.port?.close();
    this.port = undefined;
    opening?.reject(refuse(vaultRules, 'VAULT-INTERRUPTED'));
  }

  /** Unseals, acts, seals. Throws on whatever is not of the protocol. */
  private press(opening: Opening, { n, page, sealed }: KeyPress): string {
    if ((n === 0) !== (page !== undefined)) throw new Error('n = 0 and a page key go together');
    if (page !== undefined) this.begin(opening, page);
    const line = opening.line;
    if (!line) throw new Error('no page yet');
    const press = line.open(n, fromHex(sealed, 'sealed'));
    const [op = 0, code = 0] = press;
    press.fill(0);
    const [state, hint] = this.act(opening, op, code);
    const { length, told } = opening.text;
    const picture = opening.text.picture?.() ?? new Uint8Array();
    const plain = concat(u16(length), u8(state), u8(hint), Uint8Array.of(...told, 0), picture);
    const answer = line.seal(n, plain);
    for (const bytes of [picture, plain]) bytes.fill(0);
    if (state !== states.open) line.wipe();
    return toHex(answer);
  }

  /** A page, with a key that no page of this opening had: a replay of an old one must not open it. */
  private begin(opening: Opening, page: string): void {
    if (opening.pages.has(page)) throw new Error('this page was here');
    if (opening.pages.size > 0) opening.text.clear();
    opening.pages.add(page);
    opening.line?.wipe();
    opening.line = new SealedLine(opening.id, opening.keys, fromHex(page, 'page'));
  }

  private act(opening: Opening, op: number, code: number): [State, Hint] {
    if ((op === ops.character) !== (code >= 0x20 && code <= 0x7e)) throw new Error('no such press');
    if (op !== ops.character && code !== 0) throw new Error('no such press');
    if (op === ops.nothing) return [states.open, hints.none];
    const came = opening.text.press(op, code);
    if (came === undefined) throw new Error('no such press');
    return typeof came === 'number' ? [states.open, came] : this.end(opening, came);
  }

  private end(opening: Opening, ended: Ended): [State, Hint] {
    this.shut(opening);
    if ('fault' in ended) {
      opening.resolve(ended);
      return [states.refused, hints.none];
    }
    const { typed } = ended;
    let fault: Text | undefined;
    try {
      fault = opening.judge(typed);
    } catch (error) {
      typed.fill(0);
      opening.reject(error);
      return [states.taken, hints.none];
    }
    if (fault) typed.fill(0);
    opening.resolve(fault ? { fault } : { typed });
    return [fault ? states.refused : states.taken, hints.none];
  }

  /** Says that no field is open, unless the next one follows at once. */
  private shut(opening: Opening): void {
    opening.keys.secret.fill(0);
    this.opening = undefined;
    this.closing = setImmediate(() => this.outside.emit({ event: 'field', field: null }));
  }

  private forget(opening: Opening): void {
    this.shut(opening);
    opening.text.clear();
    opening.line?.wipe();
  }
}
