/** What every key suite answers; lengths and encodings in docs/formats.md section 1. */

export type SuiteName = 'ed25519' | 'sm2' | 'p256';

export interface Suite {
  readonly name: SuiteName;
  /** 32 for Ed25519, 65 (04 ‖ X ‖ Y) for the others. */
  readonly publicKeyLength: number;
  /** Bytes `secretFromRandom` takes: 32 for Ed25519, 48 for the others. */
  readonly randomLength: 32 | 48;
  /** The 32-byte secret key of uniform random bytes, docs/formats.md section 3. Throws KEY-RANDOM. */
  secretFromRandom(random: Uint8Array): Uint8Array;
  /** The public key of a secret key. Throws KEY-SECRET. */
  publicKey(secret: Uint8Array): Uint8Array;
  /** 64 bytes, the same for the same message and key. Throws KEY-SECRET. */
  sign(message: Uint8Array, secret: Uint8Array): Uint8Array;
  /** True only for a valid 64-byte signature by a valid public key. Never throws: all three may be hostile. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
  /** True for bytes that are a public key anybody could hold the secret of. Never throws. */
  isPublicKey(bytes: Uint8Array): boolean;
}
