/** The key suites by name, and the fingerprint of a public key (docs/formats.md section 1). */

import { concat, labelled, u8, utf8 } from '../encoding/bytes.ts';
import { toHex } from '../encoding/hex.ts';
import { refuse } from '../rules.ts';
import { ed25519 } from './ed25519.ts';
import { p256 } from './p256.ts';
import { keyRules } from './rules.ts';
import { sm2 } from './sm2.ts';
import type { Suite, SuiteName } from './suite.ts';

export { keyRules } from './rules.ts';
export type { Suite, SuiteName } from './suite.ts';

const suites: Readonly<Record<SuiteName, Suite>> = { ed25519, sm2, p256 };

/** In the order in which they are offered. */
export const suiteNames: readonly SuiteName[] = ['ed25519', 'sm2', 'p256'];

/** True for a name of a suite: the check of a field read from a file. */
export function isSuiteName(name: unknown): name is SuiteName {
  return suiteNames.some((known) => known === name);
}

/** The suite of that name. Throws KEY-SUITE for any other string that came past the types. */
export function suite(name: SuiteName): Suite {
  if (!isSuiteName(name)) throw refuse(keyRules, 'KEY-SUITE', { suite: String(name) });
  return suites[name];
}

/** Fingerprint of a public key: 64 hex digits. Throws KEY-PUBLIC if it is no key of that suite. */
export function fingerprint(suiteName: SuiteName, publicKey: Uint8Array): string {
  if (!suite(suiteName).isPublicKey(publicKey)) {
    throw refuse(keyRules, 'KEY-PUBLIC', { suite: suiteName }, { subject: 'public key' });
  }
  return toHex(labelled('rootseal/fingerprint/v1', concat(utf8(suiteName), u8(0), publicKey)));
}
