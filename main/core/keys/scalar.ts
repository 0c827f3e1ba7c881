/** Scalars of the two Weierstrass suites: docs/formats.md section 3. */

import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js';
import { refuse } from '../rules.ts';
import { keyRules } from './rules.ts';
import type { SuiteName } from './suite.ts';

/** (u384 mod (n − 2)) + 1, 32 bytes: uniform in 1…n−2 up to 2^−128. Throws KEY-RANDOM unless 48 bytes. */
export function scalarFromRandom(random: Uint8Array, order: bigint, suite: SuiteName): Uint8Array {
  if (random.length !== 48) throw refuse(keyRules, 'KEY-RANDOM', { suite, length: 48 });
  return numberToBytesBE((bytesToNumberBE(random) % (order - 2n)) + 1n, 32);
}

/** The scalar of a secret key. Throws KEY-SECRET unless it is 32 bytes in 1…n−2 (n−1 cannot sign with SM2). */
export function secretScalar(secret: Uint8Array, order: bigint, suite: SuiteName): bigint {
  const scalar = secret.length === 32 ? bytesToNumberBE(secret) : 0n;
  if (scalar < 1n || scalar > order - 2n) throw refuse(keyRules, 'KEY-SECRET', { suite });
  return scalar;
}
