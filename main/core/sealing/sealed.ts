/**
 * Sealed roots `rootseal.sealed-root/1` and the sealed log key (docs/formats.md section 2): XChaCha20-Poly1305 under
 * the KEK, the header as associated data. They travel with the shares and restore nothing without the KEK.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { equal } from '../encoding/bytes.ts';
import { fromCbor, toCbor } from '../encoding/cbor.ts';
import { bytes, ceremonyId, flag, formatOf, id, oneOf, positive, readFields } from '../fields.ts';
import type { FieldFault } from '../fields.ts';
import { suite, suiteNames } from '../keys/index.ts';
import type { SuiteName } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import { sealingRules } from './rules.ts';

export const sealedRootFormat = 'rootseal.sealed-root/1';
export const sealedLogKeyFormat = 'rootseal.sealed-log-key/1';
export const logKeyId = 'log-key';
export const kekLength = 32;
export const nonceLength = 24;
/** 32 bytes of secret and the 16 bytes of the Poly1305 tag. */
const ciphertextLength = 48;

/**
 * XChaCha20-Poly1305: 32 bytes of key, 24 of nonce, associated data; what is sealed ends with the 16 bytes of the tag. `decrypt`
 * throws if the tag is another. The vault hands in its runtime's own; without one it is that of @noble/ciphers.
 */
export type Aead = (
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
) => { encrypt: (plain: Uint8Array) => Uint8Array; decrypt: (sealed: Uint8Array) => Uint8Array };

export interface SealedHeader {
  readonly format: typeof sealedRootFormat | typeof sealedLogKeyFormat;
  readonly consortium: string;
  readonly ceremony: string;
  /** The root's id, or `log-key`. */
  readonly id: string;
  readonly suite: SuiteName;
  readonly publicKey: Uint8Array;
  /** 16 bytes: the share set whose KEK opens this. */
  readonly set: Uint8Array;
  /** From 1. */
  readonly epoch: number;
  readonly rehearsal: boolean;
  /** 24 bytes from the CSPRNG, never used twice under one KEK. */
  readonly nonce: Uint8Array;
}

export interface Sealed {
  readonly header: SealedHeader;
  /** The header as it stands in the file: associated data, and the statement's `header`. */
  readonly headerBytes: Uint8Array;
  /** 48 bytes. */
  readonly ciphertext: Uint8Array;
}

/**
 * Seals one secret key.
 * @param secret 32 bytes: Ed25519 seed, or scalar
 * @param kek 32 bytes
 * @returns the bytes of `sealed/<id>.sealed`
 * @throws SEALED-KEY if the secret is not that of `header.publicKey`; what `parseSealed` throws
 */
export function seal(
  secret: Uint8Array,
  kek: Uint8Array,
  header: SealedHeader,
  aead: Aead = xchacha20poly1305,
): Uint8Array {
  checkLength('secret', secret, 32);
  checkLength('KEK', kek, kekLength);
  checkHeader(header);
  checkKeyPair(secret, header);
  const headerBytes = toCbor(headerMap(header), 'sealed root header');
  const ciphertext = aead(kek, header.nonce, headerBytes).encrypt(secret);
  const file = toCbor({ header: headerBytes, ciphertext }, 'sealed root');
  parseSealed(file);
  return file;
}

/**
 * Opens a sealed root. The secret is the caller's to fill with 0.
 * @throws SEALED-OPEN for a wrong KEK or an altered file, SEALED-KEY if what opens is not the header's key
 */
export function openSealed(
  file: Uint8Array,
  kek: Uint8Array,
  aead: Aead = xchacha20poly1305,
): { header: SealedHeader; secret: Uint8Array } {
  const sealed = parseSealed(file);
  const { header } = sealed;
  checkLength('KEK', kek, kekLength);
  const secret = decrypt(sealed, kek, aead);
  try {
    checkKeyPair(secret, header);
  } catch (error) {
    secret.fill(0);
    throw error;
  }
  return { header, secret };
}

function decrypt({ header, headerBytes, ciphertext }: Sealed, kek: Uint8Array, aead: Aead): Uint8Array {
  try {
    return aead(kek, header.nonce, headerBytes).decrypt(ciphertext);
  } catch (cause) {
    throw refuse(sealingRules, 'SEALED-OPEN', { id: header.id }, { subject: header.id, cause });
  }
}

/**
 * Reads a sealed root strictly, without opening it.
 * @throws SEALED-… (each fault under its own rule), CBOR-…
 */
export function parseSealed(file: Uint8Array): Sealed {
  const outer = readFields(fromCbor(file, 'sealed root'), sealedShape, fieldRefusal);
  checkLength('ciphertext', outer.ciphertext, ciphertextLength);
  return { header: parseHeader(outer.header), headerBytes: outer.header, ciphertext: outer.ciphertext };
}

/** Reads the header alone, as a root statement carries it. */
export function parseHeader(headerBytes: Uint8Array): SealedHeader {
  const value = fromCbor(headerBytes, 'sealed root header');
  const format = formatOf(value) ?? sealedRootFormat;
  if (!formats.some((known) => known === format)) {
    throw refuse(sealingRules, 'SEALED-FORMAT', { format });
  }
  const header = readFields(value, headerShape, fieldRefusal, 'header.');
  checkHeader(header);
  return header;
}

const formats = [sealedRootFormat, sealedLogKeyFormat] as const;
const sealedShape = { header: bytes(), ciphertext: bytes() };
const headerShape = {
  format: oneOf(formats),
  consortium: id,
  ceremony: ceremonyId,
  id,
  suite: oneOf(suiteNames),
  publicKey: bytes(),
  set: bytes(16),
  epoch: positive,
  rehearsal: flag,
  nonce: bytes(nonceLength),
};

function headerMap(header: SealedHeader): Record<string, unknown> {
  const { format, consortium, ceremony, id: keyId, suite: suiteName, publicKey, set, epoch, rehearsal, nonce } = header;
  return { format, consortium, ceremony, id: keyId, suite: suiteName, publicKey, set, epoch, rehearsal, nonce };
}

const fieldRules = {
  unknown: 'SEALED-FIELD-UNKNOWN',
  missing: 'SEALED-FIELD-MISSING',
  type: 'SEALED-FIELD-TYPE',
} as const;

function fieldRefusal(fault: FieldFault, field: string, expected: string): Error {
  return refuse(sealingRules, fieldRules[fault], { field, expected }, { subject: field });
}

function checkHeader(header: SealedHeader): void {
  if (!suite(header.suite).isPublicKey(header.publicKey)) {
    throw fieldRefusal('type', 'header.publicKey', `a public key of the suite ${header.suite}`);
  }
  // One id, one meaning: a root sealed as the log key, or the reverse, would open under the other's name.
  const isLogKey = header.format === sealedLogKeyFormat;
  if (isLogKey !== (header.id === logKeyId) || (isLogKey && header.suite !== 'ed25519')) {
    throw refuse(sealingRules, 'SEALED-LOG-KEY', { id: header.id, suite: header.suite });
  }
}

function checkKeyPair(secret: Uint8Array, header: SealedHeader): void {
  let publicKey: Uint8Array | undefined;
  try {
    publicKey = suite(header.suite).publicKey(secret);
  } catch (cause) {
    throw refuse(sealingRules, 'SEALED-KEY', { id: header.id }, { subject: header.id, cause });
  }
  if (!equal(publicKey, header.publicKey)) {
    throw refuse(sealingRules, 'SEALED-KEY', { id: header.id }, { subject: header.id });
  }
}

function checkLength(what: string, value: Uint8Array, expected: number): void {
  if (value.length !== expected) {
    throw refuse(sealingRules, 'SEALED-LENGTH', { what, length: value.length, expected }, { subject: what });
  }
}
