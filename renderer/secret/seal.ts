/**
 * Keys sealed between the page and the vault, the page's side (docs/formats.md section 4): WebCrypto alone, keys that
 * cannot be taken out, one press after the other. Nothing here keeps a character: a press is sealed and zeroed.
 */

const label = 'rootseal/window-field/v1';
const ops = {
  ...{ nothing: 0, character: 1, erase: 2, clear: 3, enter: 4 },
  // Of a field for words alone.
  ...{ eraseWord: 5, before: 6, after: 7 },
  // Of words that are shown: a picture of them.
  look: 8,
} as const;
const hints = ['none', 'full', 'digit', 'empty', 'letter', 'notInList', 'several', 'lacking', 'whole'] as const;
const states = ['open', 'taken', 'refused'] as const;

/** Bytes of an answer; what stands behind them is a picture. */
const headLength = 8;

export type Op = keyof typeof ops;

export interface KeyMessage {
  readonly n: number;
  /** The page's public key, with n = 0. */
  readonly page?: string;
  readonly sealed: string;
}

export interface KeyAnswer {
  readonly n: number;
  readonly sealed: string;
}

/** Takes one message to the vault and brings its answer. */
export type Carry = (message: KeyMessage) => Promise<KeyAnswer>;

/** How far words are; zeros in any other field. Of words that are shown: the first box, the last one, whether all were seen (`named`). */
export interface WordsState {
  /** The number of the word that is typed; one more than there are when all are there. */
  readonly at: number;
  /** Up to which number there are words, but for the one that is typed. */
  readonly reach: number;
  /** The letters so far are those of one word alone; there is a word at this place; no word begins so. */
  readonly named: boolean;
  readonly filled: boolean;
  readonly wrong: boolean;
}

export interface FieldState {
  /** Characters that the vault holds; of words, letters of the one that is typed. */
  readonly count: number;
  readonly words: WordsState;
  /** `taken`: Enter was taken. `refused`: taken, and asked for again in a new field. `closed`: the field was gone before. */
  readonly state: (typeof states)[number] | 'closed';
  readonly hint: (typeof hints)[number];
  /** Of words that are shown: the bytes of a picture (picture.ts). Whoever draws it zeroes it. */
  readonly picture: Uint8Array;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Made = Awaited<ReturnType<typeof crypto.subtle.generateKey>>;
type Keys = Extract<Made, { readonly privateKey: unknown }>;
type Key = Keys['privateKey'];

export const noWords: WordsState = { at: 0, reach: 0, named: false, filled: false, wrong: false };
const closed: FieldState = { count: 0, state: 'closed', hint: 'none', words: noWords, picture: new Uint8Array() };
const subtle = crypto.subtle;
const utf8 = (text: string) => new TextEncoder().encode(text);
const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function fromHex(hex: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/.test(hex)) throw new Error('the answer is not in hex');
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Four zero bytes and the counter, big-endian. */
function nonceOf(n: number): Bytes {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(n));
  return nonce;
}

const isPair = (made: Made): made is Keys => 'privateKey' in made;

async function newKeys(): Promise<Keys> {
  const keys = await subtle.generateKey({ name: 'X25519' }, false, ['deriveKey']);
  if (isPair(keys)) return keys;
  throw new Error('no key pair');
}

/** The AES key of one direction. */
function derive(shared: Key, field: string, info: Bytes): Promise<Key> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: utf8(field), info };
  return subtle.deriveKey(hkdf, shared, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** One opening of a field, as the page has it. */
export class SealedField {
  private readonly carry: Carry;
  private readonly page: string;
  private readonly toVault: Key;
  private readonly toPage: Key;
  /** The answer to the first message: what a field holds that goes on where another one was closed. */
  hello: FieldState = { ...closed, state: 'open' };
  private next = 0;
  private last: Promise<FieldState> = Promise.resolve({ ...closed, state: 'open' });

  private constructor(carry: Carry, page: string, toVault: Key, toPage: Key) {
    this.carry = carry;
    this.page = page;
    this.toVault = toVault;
    this.toPage = toPage;
  }

  /** A fresh key of the page for one field; says hello, with which the vault forgets what another page had typed. */
  static async open(field: { readonly id: string; readonly key: string }, carry: Carry): Promise<SealedField> {
    const vault = fromHex(field.key);
    const { privateKey, publicKey } = await newKeys();
    const page = new Uint8Array(await subtle.exportKey('raw', publicKey));
    const theirs = await subtle.importKey('raw', vault, { name: 'X25519' }, false, []);
    const agreed = { name: 'X25519', public: theirs };
    const shared = await subtle.deriveKey(agreed, privateKey, { name: 'HKDF' }, false, ['deriveKey']);
    const infoOf = (direction: string) => Uint8Array.from([...utf8(`${label}/${direction}`), ...page, ...vault]);
    const toVault = await derive(shared, field.id, infoOf('page-to-vault'));
    const toPage = await derive(shared, field.id, infoOf('vault-to-page'));
    const opened = new SealedField(carry, toHex(page), toVault, toPage);
    opened.hello = await opened.press('nothing');
    return opened;
  }

  /** Seals one press behind those before it. `code`: of a character, 0x20 to 0x7e. Once it has failed it stays failed. */
  press(op: Op, code = 0): Promise<FieldState> {
    const plain = Uint8Array.of(ops[op], code, 0, 0);
    const answer = this.last.then((before) => (before.state === 'open' ? this.exchange(plain) : closed));
    this.last = answer.finally(() => plain.fill(0));
    return this.last;
  }

  private async exchange(plain: Bytes): Promise<FieldState> {
    const n = this.next++;
    const iv = nonceOf(n);
    const sealed = toHex(new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv }, this.toVault, plain)));
    plain.fill(0);
    const answer = await this.carry(n === 0 ? { n, page: this.page, sealed } : { n, sealed });
    if (answer.n !== n) throw new Error('an answer out of its turn');
    if (answer.sealed === '') return closed;
    return read(new Uint8Array(await subtle.decrypt({ name: 'AES-GCM', iv }, this.toPage, fromHex(answer.sealed))));
  }
}

function read(answer: Uint8Array): FieldState {
  const [high = 0, low = 0, state = 0, hint = 0, at = 0, reach = 0, flags = 0] = answer;
  const found = { state: states[state], hint: hints[hint] };
  if (answer.length < headLength || !found.state || !found.hint) throw new Error('an answer that is none');
  const words = { at, reach, named: (flags & 1) !== 0, filled: (flags & 2) !== 0, wrong: (flags & 4) !== 0 };
  const picture = answer.subarray(headLength);
  return { count: high * 256 + low, state: found.state, hint: found.hint, words, picture };
}
