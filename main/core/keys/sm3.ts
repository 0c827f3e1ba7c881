/**
 * SM3, the hash of GB/T 32905-2016, as a noble hash: `sm3(bytes)`, `sm3.create()`, usable with noble's
 * `hmac` and `hkdf`. Block 64 bytes, digest 32 bytes, big-endian, Merkle–Damgård padding as in SHA-256.
 */

import { HashMD } from '@noble/hashes/_md.js';
import { hmac } from '@noble/hashes/hmac.js';
import { clean, createHasher, rotl } from '@noble/hashes/utils.js';

/** GB/T 32905 section 4.1. */
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

/** The constant T_j of section 4.2, already rotated left by j as each round uses it. */
const rotatedT = Uint32Array.from({ length: 64 }, (_, j) => rotl(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32));

/** P0 and P1 of section 4.4. */
const p0 = (x: number): number => x ^ rotl(x, 9) ^ rotl(x, 17);
const p1 = (x: number): number => x ^ rotl(x, 15) ^ rotl(x, 23);

/** The expanded message of one block; shared, because hashing never yields, and cleared after each use. */
const words = new Uint32Array(68);

class Sm3 extends HashMD<Sm3> {
  private readonly state = Int32Array.from(initial);

  constructor() {
    super(64, 32, 8, false);
  }

  protected get(): number[] {
    return [...this.state];
  }

  protected set(...state: number[]): void {
    this.state.set(state);
  }

  _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(...this.get());
    return this._cloneIntoMeta(to);
  }

  /** Message expansion and compression of one block, sections 5.3.2 and 5.3.3. */
  protected process(view: DataView, offset: number): void {
    expand(view, offset);
    compress(this.state);
  }

  protected roundClean(): void {
    clean(words);
  }

  destroy(): void {
    this.destroyed = true;
    clean(this.state, this.buffer);
  }
}

function expand(view: DataView, offset: number): void {
  for (let j = 0; j < 16; j++) words[j] = view.getUint32(offset + 4 * j, false);
  for (let j = 16; j < 68; j++) {
    words[j] = p1(words[j - 16]! ^ words[j - 9]! ^ rotl(words[j - 3]!, 15)) ^ rotl(words[j - 13]!, 7) ^ words[j - 6]!;
  }
}

function compress(state: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let j = 0; j < 64; j++) {
    const a12 = rotl(a, 12);
    const ss1 = rotl((a12 + e + rotatedT[j]!) | 0, 7);
    // FF_j and GG_j of section 4.3: exclusive or in the first 16 rounds, majority and choice after.
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + (words[j]! ^ words[j + 4]!)) | 0;
    const tt2 = (gg + h + ss1 + words[j]!) | 0;
    d = c;
    c = rotl(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotl(f, 19);
    f = e;
    e = p0(tt2);
  }
  const round = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = state[i]! ^ round[i]!;
}

/** SM3 digest, 32 bytes. */
export const sm3 = createHasher(() => new Sm3());

/** HMAC-SM3 (RFC 2104 with SM3), 32 bytes. */
export function hmacSm3(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(sm3, key, message);
}
