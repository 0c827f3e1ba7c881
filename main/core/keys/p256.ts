/** ECDSA on P-256 with SHA-256 (FIPS 186-5), k by RFC 6979, signatures r ‖ s, over noble. */

import { p256 as curve } from '@noble/curves/nist.js';
import { scalarFromRandom, secretScalar } from './scalar.ts';
import type { Suite } from './suite.ts';

const order = curve.Point.Fn.ORDER;
// High s is accepted and left as it comes out: FIPS 186-5 and the chains that verify us know no low-s rule.
const options = { prehash: true, lowS: false, format: 'compact' } as const;

function isPublicKey(bytes: Uint8Array): boolean {
  return bytes.length === 65 && bytes[0] === 4 && curve.utils.isValidPublicKey(bytes, false);
}

function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    if (signature.length !== 64 || !isPublicKey(publicKey)) return false;
    return curve.verify(signature, message, publicKey, options);
  } catch {
    return false;
  }
}

export const p256: Suite = {
  name: 'p256',
  publicKeyLength: 65,
  randomLength: 48,
  secretFromRandom: (random) => scalarFromRandom(random, order, 'p256'),
  publicKey: (secret) => {
    secretScalar(secret, order, 'p256');
    return curve.getPublicKey(secret, false);
  },
  sign: (message, secret) => {
    secretScalar(secret, order, 'p256');
    return curve.sign(message, secret, { ...options, extraEntropy: false });
  },
  verify,
  isPublicKey,
};
