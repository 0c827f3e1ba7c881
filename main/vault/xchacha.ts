/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, sections 2.2 and 2.3) as the vault does it: HChaCha20 of @noble/ciphers makes the
 * subkey, the runtime's own ChaCha20-Poly1305 does the rest, where it has one (Node's OpenSSL has, Electron's BoringSSL shows none).
 * Else @noble/ciphers does all of it. The bytes are the same (docs/adr/074).
 */
import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto';
import { hchacha, xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, utf8 } from '../core/encoding/bytes.ts';
import { kekLength, nonceLength } from '../core/sealing/sealed.ts';
import type { Aead } from '../core/sealing/sealed.ts';

const name = 'chacha20-poly1305';
const tagLength = 16;

/** By the runtime's cipher; undefined where it has none. */
export const nativeXChaCha: Aead | undefined = getCiphers().includes(name) ? native : undefined;

/** The fastest that this runtime has. */
export const xchacha: Aead = nativeXChaCha ?? xchacha20poly1305;

function native(key: Uint8Array, nonce: Uint8Array, associated: Uint8Array): ReturnType<Aead> {
  if (key.length !== kekLength || nonce.length !== nonceLength) throw new Error('key of 32, nonce of 24 bytes');
  return {
    encrypt: (plain) =>
      withSubkey(key, nonce, (subkey, short) => {
        const cipher = createCipheriv(name, subkey, short, { authTagLength: tagLength });
        cipher.setAAD(associated, { plaintextLength: plain.length });
        return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag());
      }),
    decrypt: (sealed) =>
      withSubkey(key, nonce, (subkey, short) => {
        if (sealed.length < tagLength) throw new Error('shorter than its tag');
        const cipher = createDecipheriv(name, subkey, short, { authTagLength: tagLength });
        cipher.setAAD(associated, { plaintextLength: sealed.length - tagLength });
        cipher.setAuthTag(sealed.subarray(-tagLength));
        return authentic(cipher.update(sealed.subarray(0, -tagLength)), () => cipher.final());
      }),
  };
}

/** What was deciphered is nobody's before the tag has been compared, and does not stay if it is another. */
function authentic(plain: Buffer, compare: () => unknown): Uint8Array {
  try {
    compare();
    return new Uint8Array(plain.buffer, plain.byteOffset, plain.length);
  } catch (error) {
    plain.fill(0);
    throw error;
  }
}

const sigma = words(utf8('expand 32-byte k'));

/** Numbers over a copy of the bytes, in the order of the machine: `hchacha` minds a big-endian one. */
function words(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.slice().buffer);
}

function withSubkey<T>(key: Uint8Array, nonce: Uint8Array, use: (subkey: Uint8Array, short: Uint8Array) => T): T {
  const keyWords = words(key);
  const subkey = new Uint32Array(8);
  try {
    hchacha(sigma, keyWords, words(nonce.subarray(0, 16)), subkey);
    return use(new Uint8Array(subkey.buffer), concat(new Uint8Array(4), nonce.subarray(16)));
  } finally {
    keyWords.fill(0);
    subkey.fill(0);
  }
}
