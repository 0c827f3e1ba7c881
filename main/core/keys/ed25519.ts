/** Ed25519 (RFC 8032 section 5.1), verified strictly, over noble. The secret key is the 32-byte seed. */

import { ed25519 as curve } from '@noble/curves/ed25519.js';
import { refuse } from '../rules.ts';
import { keyRules } from './rules.ts';
import type { Suite } from './suite.ts';

function checkSeed(secret: Uint8Array): Uint8Array {
  if (secret.length !== 32) throw refuse(keyRules, 'KEY-SECRET', { suite: 'ed25519' });
  return secret;
}

/** The neutral point (0, 1): in the group, but a key or an R that it stands for binds nobody. */
const isNeutral = (bytes: Uint8Array): boolean => bytes[0] === 1 && bytes.subarray(1).every((byte) => byte === 0);

/** A canonical encoding (`false`: no ZIP 215) of a point whose order is the large prime. */
function isPrimeOrderPoint(bytes: Uint8Array): boolean {
  try {
    return !isNeutral(bytes) && curve.Point.fromBytes(bytes, false).isTorsionFree();
  } catch {
    return false;
  }
}

const isPublicKey = (bytes: Uint8Array): boolean => bytes.length === 32 && isPrimeOrderPoint(bytes);

/**
 * RFC 8032 lets a verifier multiply by the cofactor or not, and the two differ where A or R has a
 * component of small order, which no honest signer makes. Such are refused, so that what is accepted
 * here is accepted by every verifier (OpenSSL, Go and Java do not multiply).
 */
function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    if (signature.length !== 64 || !isPublicKey(publicKey)) return false;
    if (!isPrimeOrderPoint(signature.subarray(0, 32))) return false;
    return curve.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

export const ed25519: Suite = {
  name: 'ed25519',
  publicKeyLength: 32,
  randomLength: 32,
  secretFromRandom: (random) => {
    if (random.length !== 32) throw refuse(keyRules, 'KEY-RANDOM', { suite: 'ed25519', length: 32 });
    return random.slice();
  },
  publicKey: (secret) => curve.getPublicKey(checkSeed(secret)),
  sign: (message, secret) => curve.sign(message, checkSeed(secret)),
  verify,
  isPublicKey,
};
