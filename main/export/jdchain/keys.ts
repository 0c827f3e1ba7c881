/**
 * JD Chain 1.6.5 keys (jdchain-framework `DefaultCryptoEncoding`, `DefaultAddressGenerator`, `KeyGenUtils`):
 * key = algorithm code (2) ‖ type (1: 01 public, 02 private) ‖ raw; signature = code ‖ raw; text is Base58 without a checksum.
 *
 * The files `.priv` and `.pwd` are as weak as JD Chain made them: one SHA-256 of the password, no salt, no work factor, no MAC.
 */

import { ecb } from '@noble/ciphers/aes.js';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { toBase58, fromBase58 } from '../../core/encoding/base58.ts';
import { concat, equal, sha256, u16, u8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite as suiteOf, type SuiteName } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { jdchainRules } from './rules.ts';

export interface PublicKey {
  readonly suite: SuiteName;
  /** 32 bytes for Ed25519, 65 (04 ‖ X ‖ Y) for SM2 and P-256. */
  readonly raw: Uint8Array;
}

const algorithmCodes: Readonly<Record<SuiteName, number>> = { ed25519: 0x4115, sm2: 0xc102, p256: 0x4116 };
const otherAlgorithms: Readonly<Record<number, string>> = { 0xc117: 'RSA', 0xc11f: 'ELGAMAL', 0xc120: 'PAILLIER' };

/** Names of JD Chain for the suites, as `keygen -c` and the key lists write them. */
export const algorithmNames: Readonly<Record<SuiteName, string>> = { ed25519: 'ED25519', sm2: 'SM2', p256: 'ECDSA' };

const publicType = 1;
const privateType = 2;
const secretLength = 32;
const signatureLength = 64;
/** `00 70 72 76` ("prv") before the cipher text of a `.priv`. */
const privateMagic = Uint8Array.of(0x00, 0x70, 0x72, 0x76);
/** `FF 70 75 62` ("pub") before public keys written by JD Chain 1.4.0 and older. */
const legacyMagic = Uint8Array.of(0xff, 0x70, 0x75, 0x62);

function notAKey(what: string, reason: string): Error {
  return refuse(jdchainRules, 'JDCHAIN-KEY', { reason }, { subject: what });
}

/** The suite of an algorithm code. Throws JDCHAIN-KEY-ALGORITHM, JDCHAIN-KEY. */
function suiteOfCode(bytes: Uint8Array, what: string): SuiteName {
  const code = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const found = (Object.keys(algorithmCodes) as SuiteName[]).find((name) => algorithmCodes[name] === code);
  if (found !== undefined) return found;
  const algorithm = otherAlgorithms[code];
  if (algorithm !== undefined) throw refuse(jdchainRules, 'JDCHAIN-KEY-ALGORITHM', { algorithm }, { subject: what });
  throw notAKey(what, `algorithm code ${toHex(bytes.subarray(0, 2))} is unknown`);
}

/** Encoded public key: 35 bytes for Ed25519, 68 for SM2 and P-256. */
export function publicKeyBytes(suite: SuiteName, raw: Uint8Array): Uint8Array {
  return concat(u16(algorithmCodes[suite]), u8(publicType), raw);
}

/** The text of a `.pub` file, and of every place that names a public key. */
export function encodePublicKey(suite: SuiteName, raw: Uint8Array): string {
  return toBase58(publicKeyBytes(suite, raw));
}

/** Reads encoded public key bytes. Throws JDCHAIN-KEY, JDCHAIN-KEY-ALGORITHM, JDCHAIN-KEY-LEGACY, JDCHAIN-KEY-POINT. */
export function parsePublicKey(bytes: Uint8Array, what: string): PublicKey {
  if (equal(bytes.subarray(0, 4), legacyMagic)) {
    throw refuse(jdchainRules, 'JDCHAIN-KEY-LEGACY', { plain: toBase58(bytes.subarray(4)) }, { subject: what });
  }
  const suite = suiteOfCode(bytes, what);
  if (bytes[2] !== publicType) throw notAKey(what, 'this is no public key (type byte)');
  const raw = bytes.slice(3);
  if (raw.length !== suiteOf(suite).publicKeyLength)
    throw notAKey(what, `${String(bytes.length)} bytes are not its length`);
  if (!suiteOf(suite).isPublicKey(raw)) throw refuse(jdchainRules, 'JDCHAIN-KEY-POINT', { suite }, { subject: what });
  return { suite, raw };
}

/** Reads the text of a public key. `what` names the field or file in the error. Throws as `parsePublicKey`, ENCODING-BASE58. */
export function decodePublicKey(text: string, what = 'public key'): PublicKey {
  return parsePublicKey(fromBase58(text, what), what);
}

/** Address: 27 bytes, `91 ‖ code ‖ RIPEMD160(SHA256(raw)) ‖` first 4 of a double SHA-256. SHA-256 also for SM2. */
export function addressBytes(suite: SuiteName, raw: Uint8Array): Uint8Array {
  const body = concat(u8(0x91), u16(algorithmCodes[suite]), ripemd160(sha256(raw)));
  return concat(body, sha256(sha256(body)).subarray(0, 4));
}

/** The address as JD Chain prints it: Base58 of `addressBytes`. */
export function address(suite: SuiteName, raw: Uint8Array): string {
  return toBase58(addressBytes(suite, raw));
}

/** Encoded signature, 66 bytes: code ‖ the raw 64 bytes. */
export function signatureBytes(suite: SuiteName, raw64: Uint8Array): Uint8Array {
  return concat(u16(algorithmCodes[suite]), raw64);
}

/** Base58 of an encoded signature. */
export function encodeSignature(suite: SuiteName, raw64: Uint8Array): string {
  return toBase58(signatureBytes(suite, raw64));
}

/** Reads a signature's text: suite and raw 64 bytes. Throws JDCHAIN-KEY, JDCHAIN-KEY-ALGORITHM, ENCODING-BASE58. */
export function decodeSignature(text: string, what = 'signature'): { suite: SuiteName; raw: Uint8Array } {
  const bytes = fromBase58(text, what);
  const suite = suiteOfCode(bytes, what);
  const raw = bytes.slice(2);
  if (raw.length !== signatureLength) throw notAKey(what, `${String(bytes.length)} bytes are no signature`);
  return { suite, raw };
}

/** `.pwd` and `local.parti.pwd`: Base58 of one SHA-256 of the password's UTF-8 bytes. As good as the password itself. */
export function passwordHash(password: Uint8Array): string {
  return toBase58(sha256(password));
}

/** What opens a `.priv`: the password's UTF-8 bytes, or the Base58 text of a `.pwd`. */
export type Password = Uint8Array | string;

/** AES-128 key: the first half of the *second* SHA-256 of the password. The caller fills it with 0. */
function fileKey(password: Password, what: string): Uint8Array {
  const hash = typeof password === 'string' ? fromBase58(password, what) : sha256(password);
  try {
    if (hash.length !== 32) throw notAKey(what, 'the password hash is not 32 bytes');
    return sha256(hash).slice(0, 16);
  } finally {
    hash.fill(0);
  }
}

/** The text of a `.priv` file: Base58(`00 70 72 76` ‖ AES-128-ECB(key 35 bytes)). No newline belongs behind it. */
export function encodePrivate(suite: SuiteName, secret: Uint8Array, password: Password): string {
  const key = fileKey(password, 'password');
  const plain = concat(u16(algorithmCodes[suite]), u8(privateType), secret);
  try {
    return toBase58(concat(privateMagic, ecb(key).encrypt(plain)));
  } finally {
    key.fill(0);
    plain.fill(0);
  }
}

/** Reads the text of a `.priv`. Throws JDCHAIN-KEY, JDCHAIN-KEY-PASSWORD. The caller fills `secret` with 0. */
export function decodePrivate(
  text: string,
  password: Password,
  what = '.priv',
): { suite: SuiteName; secret: Uint8Array } {
  const bytes = fromBase58(text, what);
  if (!isEncryptedPrivate(bytes)) throw notAKey(what, 'it does not begin as an encrypted private key');
  const plain = decryptPrivate(bytes.subarray(privateMagic.length), password, what);
  try {
    if (plain.length !== 3 + secretLength || plain[2] !== privateType) throw wrongPassword(what);
    return { suite: suiteOfCode(plain, what), secret: plain.slice(3) };
  } finally {
    plain.fill(0);
  }
}

/** True for the bytes behind the Base58 of a `.priv`: its magic and whole AES blocks. */
export function isEncryptedPrivate(bytes: Uint8Array): boolean {
  return bytes.length === privateMagic.length + 48 && equal(bytes.subarray(0, 4), privateMagic);
}

function wrongPassword(what: string): Error {
  return refuse(jdchainRules, 'JDCHAIN-KEY-PASSWORD', {}, { subject: what });
}

function decryptPrivate(cipherText: Uint8Array, password: Password, what: string): Uint8Array {
  const key = fileKey(password, what);
  try {
    return ecb(key).decrypt(cipherText);
  } catch {
    // The library's message is about padding; to a person it means the password. It is not kept as cause.
    throw wrongPassword(what);
  } finally {
    key.fill(0);
  }
}
