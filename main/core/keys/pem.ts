/**
 * Keys as OpenSSL reads them: SPKI (RFC 5280, RFC 8410, RFC 5480) and PKCS#8 (RFC 5958) in PEM (RFC 7468).
 *
 * All lengths are fixed, so each form is a constant prefix before the key bytes. SM2 is an EC key on the
 * named curve 1.2.156.10197.1.301.
 */

import { concat, equal, fromUtf8, utf8 } from '../encoding/bytes.ts';
import { fromBase64 } from '../encoding/base64.ts';
import { fromHex } from '../encoding/hex.ts';
import { refuse } from '../rules.ts';
import { suite, suiteNames } from './index.ts';
import { keyRules } from './rules.ts';
import type { SuiteName } from './suite.ts';

const constant = (hex: string): Uint8Array => fromHex(hex.replaceAll(' ', ''), 'constant');

/** AlgorithmIdentifier of each suite. */
const algorithms: Readonly<Record<SuiteName, string>> = {
  ed25519: '3005 06032b6570',
  sm2: '3013 06072a8648ce3d0201 06082a811ccf5501822d',
  p256: '3013 06072a8648ce3d0201 06082a8648ce3d030107',
};

/** SEQUENCE, algorithm, BIT STRING without unused bits. The public key follows. */
const spkiPrefix: Readonly<Record<SuiteName, Uint8Array>> = {
  ed25519: constant(`302a ${algorithms.ed25519} 032100`),
  sm2: constant(`3059 ${algorithms.sm2} 034200`),
  p256: constant(`3059 ${algorithms.p256} 034200`),
};

/** SEQUENCE, version 0, algorithm, OCTET STRING with the CurvePrivateKey or ECPrivateKey. The secret follows. */
const pkcs8Prefix: Readonly<Record<SuiteName, Uint8Array>> = {
  ed25519: constant(`302e 020100 ${algorithms.ed25519} 0422 0420`),
  sm2: constant(`308187 020100 ${algorithms.sm2} 046d 306b 020101 0420`),
  p256: constant(`308187 020100 ${algorithms.p256} 046d 306b 020101 0420`),
};

/** The [1] publicKey of an ECPrivateKey (RFC 5915). */
const ecPublicKeyPrefix = constant('a144 034200');

const alphabet = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');

/** Base64 from bytes to bytes, because a secret never becomes a string. */
function base64Bytes(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(0x3d);
  for (let i = 0; i < Math.ceil((bytes.length * 8) / 6); i++) {
    const from = Math.floor((i * 6) / 8);
    const pair = (bytes[from]! << 8) | (bytes[from + 1] ?? 0);
    out[i] = alphabet[(pair >> (10 - ((i * 6) % 8))) & 63]!;
  }
  return out;
}

function pem(label: string, der: Uint8Array): Uint8Array {
  const text = base64Bytes(der);
  const newline = utf8('\n');
  const parts = [utf8(`-----BEGIN ${label}-----\n`)];
  for (let i = 0; i < text.length; i += 64) parts.push(text.subarray(i, i + 64), newline);
  parts.push(utf8(`-----END ${label}-----\n`));
  try {
    return concat(...parts);
  } finally {
    text.fill(0);
  }
}

/** SPKI in PEM with a final newline. Throws KEY-PUBLIC if it is no key of that suite. */
export function toSpkiPem(suiteName: SuiteName, publicKey: Uint8Array): string {
  if (!suite(suiteName).isPublicKey(publicKey)) {
    throw refuse(keyRules, 'KEY-PUBLIC', { suite: suiteName }, { subject: 'public key' });
  }
  return fromUtf8(pem('PUBLIC KEY', concat(spkiPrefix[suiteName], publicKey)));
}

/** The key of an SPKI PEM. Throws KEY-PEM (or ENCODING-BASE64) unless it is exactly what `toSpkiPem` writes for it. */
export function fromSpkiPem(text: string, what = 'PEM'): { suite: SuiteName; publicKey: Uint8Array } {
  const body = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)-----END PUBLIC KEY-----\n$/.exec(text)?.[1];
  const der = body === undefined ? new Uint8Array() : fromBase64(body.replaceAll('\n', ''), what);
  for (const name of suiteNames) {
    const prefix = spkiPrefix[name];
    const publicKey = der.slice(prefix.length);
    if (!equal(der.subarray(0, prefix.length), prefix) || !suite(name).isPublicKey(publicKey)) continue;
    if (toSpkiPem(name, publicKey) === text) return { suite: name, publicKey };
  }
  throw refuse(keyRules, 'KEY-PEM', {}, { subject: what });
}

/** The bytes of a Base64 text in bytes, because a secret never becomes a string; what is none of the alphabet is passed over. */
function bytesOfBase64(text: Uint8Array): Uint8Array {
  const out: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) continue;
    [held, bits] = [((held << 6) | value) & 0xfff, bits + 6];
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 0xff);
  }
  try {
    return Uint8Array.from(out);
  } finally {
    out.fill(0);
  }
}

/** The key of a PKCS#8 PEM, whose `secret` the caller clears. Throws KEY-PEM unless it is exactly what `toPkcs8Pem` writes for it. */
export function fromPkcs8Pem(bytes: Uint8Array, what = 'PEM'): { suite: SuiteName; secret: Uint8Array } {
  const head = utf8('-----BEGIN PRIVATE KEY-----\n');
  const der = bytesOfBase64(bytes.subarray(head.length, Math.max(0, bytes.lastIndexOf(0x0a, -2))));
  try {
    for (const name of suiteNames) {
      const prefix = pkcs8Prefix[name];
      if (!equal(der.subarray(0, prefix.length), prefix)) continue;
      const secret = der.slice(prefix.length, prefix.length + 32);
      if (isWrittenFor(name, secret, bytes)) return { suite: name, secret };
      secret.fill(0);
    }
  } finally {
    der.fill(0);
  }
  throw refuse(keyRules, 'KEY-PEM', {}, { subject: what });
}

function isWrittenFor(name: SuiteName, secret: Uint8Array, bytes: Uint8Array): boolean {
  if (secret.length !== 32) return false;
  const again = toPkcs8Pem(name, secret);
  try {
    return equal(again, bytes);
  } finally {
    again.fill(0);
  }
}

/**
 * PKCS#8 in PEM, unencrypted, as bytes that the caller clears. Throws KEY-SECRET.
 * An EC key carries its public key, as OpenSSL writes it.
 */
export function toPkcs8Pem(suiteName: SuiteName, secret: Uint8Array): Uint8Array {
  const publicKey = suite(suiteName).publicKey(secret);
  const tail = suiteName === 'ed25519' ? new Uint8Array() : concat(ecPublicKeyPrefix, publicKey);
  const der = concat(pkcs8Prefix[suiteName], secret, tail);
  try {
    return pem('PRIVATE KEY', der);
  } finally {
    der.fill(0);
  }
}
