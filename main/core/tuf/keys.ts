/**
 * TUF keys, key ids and signatures (TUF 1.0 section 4.2), in the forms that python-tuf 7 and tuf-js 6
 * both read: Ed25519 with its key and signature in hex, P-256 with its key as PEM and its signature as
 * DER in hex. A key id is the SHA-256 of the key's canonical JSON.
 */

import { concat, sha256, u8, utf8 } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import type { Json } from '../encoding/jcs.ts';
import { signatureFromDer, signatureToDer } from '../keys/der.ts';
import { suite as suiteOf } from '../keys/index.ts';
import { fromSpkiPem, toSpkiPem } from '../keys/pem.ts';
import { refuse } from '../rules.ts';
import { canonicalJson } from './canonical.ts';
import { constant, exact, text } from './fields.ts';
import { tufRules } from './rules.ts';

/** The suites that TUF clients can verify. An SM2 root co-signs beside them (sm2sig.ts). */
export type TufSuite = 'ed25519' | 'p256';

export interface TufPublicKey {
  readonly suite: TufSuite;
  /** Ed25519: 32 bytes; P-256: 65 bytes, 04 ‖ X ‖ Y. */
  readonly publicKey: Uint8Array;
}

export interface TufKey extends TufPublicKey {
  /** 64 hex digits. */
  readonly keyid: string;
}

export interface TufSignature {
  readonly keyid: string;
  /** Hex: 64 bytes for Ed25519, a DER sequence for P-256. */
  readonly sig: string;
}

const forms = {
  ed25519: { keytype: 'ed25519', scheme: 'ed25519' },
  p256: { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256' },
} as const;

/** The key as it stands in root metadata. */
export function keyJson({ suite, publicKey }: TufPublicKey): Json {
  const value = suite === 'ed25519' ? toHex(publicKey) : toSpkiPem(suite, publicKey);
  return { ...forms[suite], keyval: { public: value } };
}

/** The id of a key: SHA-256 of its canonical JSON, 64 hex digits. */
export function tufKeyId(suite: TufSuite, publicKey: Uint8Array): string {
  return toHex(sha256(canonicalJson(keyJson({ suite, publicKey }))));
}

function publicKeyOf(suite: TufSuite, spelled: string, subject: string): Uint8Array {
  try {
    const key = suite === 'p256' ? fromSpkiPem(spelled, subject) : { suite, publicKey: fromHex(spelled, subject) };
    if (key.suite === suite && suiteOf(suite).isPublicKey(key.publicKey)) return key.publicKey;
  } catch (cause) {
    throw refuse(tufRules, 'TUF-KEY', {}, { subject, cause });
  }
  throw refuse(tufRules, 'TUF-KEY', {}, { subject });
}

/**
 * Reads one key of root metadata. A key has one accepted spelling and its id is its hash, so that one
 * key cannot stand there under two ids. Throws TUF-KEY, TUF-KEYID, TUF-FIELD….
 */
export function readKey(keyid: string, value: Json, subject: string): TufKey {
  const fields = exact(value, ['keytype', 'scheme', 'keyval'], subject);
  const suite: TufSuite = fields.keytype === 'ed25519' ? 'ed25519' : 'p256';
  constant(fields.keytype, forms[suite].keytype, `${subject}.keytype`);
  constant(fields.scheme, forms[suite].scheme, `${subject}.scheme`);
  const { public: spelled } = exact(fields.keyval, ['public'], `${subject}.keyval`);
  const publicKey = publicKeyOf(suite, text(spelled, `${subject}.keyval.public`), subject);
  const expected = tufKeyId(suite, publicKey);
  if (keyid !== expected) throw refuse(tufRules, 'TUF-KEYID', { expected }, { subject });
  return { keyid, suite, publicKey };
}

/** Makes the TUF form of a signature of 64 bytes (docs/formats.md section 1). */
export function tufSignature(key: TufPublicKey, signature: Uint8Array): TufSignature {
  const sig = toHex(key.suite === 'ed25519' ? signature : signatureToDer(signature));
  return { keyid: tufKeyId(key.suite, key.publicKey), sig };
}

/** Whether the signature holds over the message. Never throws. */
export function verifyTufSignature(key: TufKey, sig: string, message: Uint8Array): boolean {
  try {
    const bytes = fromHex(sig, 'sig');
    const signature = key.suite === 'ed25519' ? bytes : signatureFromDer(bytes);
    return suiteOf(key.suite).verify(signature, message, key.publicKey);
  } catch {
    return false;
  }
}

/**
 * The distinct public keys among `keys`. Thresholds count these, never signatures or key ids: five TUF
 * implementations took one key under two ids for two signers.
 */
export function distinctKeys<K extends TufPublicKey>(keys: readonly K[]): K[] {
  const seen = new Map<string, K>();
  for (const key of keys) {
    const identity = toHex(concat(utf8(key.suite), u8(0), key.publicKey));
    if (!seen.has(identity)) seen.set(identity, key);
  }
  return [...seen.values()];
}
