/**
 * The vault's XChaCha20-Poly1305 both ways, by the runtime's cipher and by @noble/ciphers: the vectors of draft-irtf-cfrg-xchacha-03
 * (A.3.1, and 2.2.1 by way of it), the same bytes, and refusals. Electron runs this as well and has only the second way.
 */
import { createHash } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { openSealed } from '../../../main/core/sealing/sealed.ts';
import type { Aead } from '../../../main/core/sealing/sealed.ts';
import { nativeXChaCha, xchacha } from '../../../main/vault/xchacha.ts';
import { found } from '../shares/founding.ts';

const unhex = (text: string) => fromHex(text, 'vector');
const inElectron = 'electron' in process.versions;
const ways = new Map<string, Aead>([['@noble/ciphers', xchacha20poly1305]]);
if (nativeXChaCha !== undefined) ways.set('the runtime', nativeXChaCha);

/** Draft-irtf-cfrg-xchacha-03, A.3.1. */
const draft = {
  plain: utf8(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  ),
  associated: unhex('50515253c0c1c2c3c4c5c6c7'),
  key: unhex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  nonce: unhex('404142434445464748494a4b4c4d4e4f5051525354555657'),
  sealed:
    'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39' +
    'ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
    '21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49',
};

/** Bytes that nobody chose, the same in every run. */
function bytes(label: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    createHash('sha256').update(`${label} ${i}`).digest(),
  );
  return concat(...blocks).subarray(0, length);
}

it('the runtime has a cipher of its own under Node, and it is what the vault takes; Electron shows none', () => {
  expect(nativeXChaCha === undefined).toBe(inElectron);
  expect(xchacha).toBe(inElectron ? xchacha20poly1305 : nativeXChaCha);
});

/** Electron must find the same tests as Node, so the ways are inside of them. */
function eachWay(check: (aead: Aead, name: string) => void): () => void {
  return () => {
    for (const [name, aead] of ways) check(aead, name);
  };
}

describe('XChaCha20-Poly1305, each way', () => {
  const { plain, associated, key, nonce, sealed } = draft;
  const refused = (open: () => unknown, what: string) => expect(open, what).toThrow();

  it(
    'seals and opens as the draft does, and leaves what it was given',
    eachWay((aead, name) => {
      const given = [key.slice(), nonce.slice(), associated.slice()] as const;
      expect(toHex(aead(...given).encrypt(plain)), name).toBe(sealed);
      expect(aead(...given).decrypt(unhex(sealed)), name).toEqual(plain);
      expect(given, name).toEqual([key, nonce, associated]);
    }),
  );

  it(
    'refuses a flipped bit in every byte of ciphertext and tag',
    eachWay((aead, name) => {
      for (let at = 0; at < sealed.length / 2; at++) {
        const altered = unhex(sealed);
        altered[at]! ^= 1 << (at % 8);
        refused(() => aead(key, nonce, associated).decrypt(altered), `${name}, byte ${at}`);
      }
    }),
  );

  it(
    'refuses another key, nonce (either half) and associated data, and what is short of a tag',
    eachWay((aead, name) => {
      const flipped = (value: Uint8Array, at: number) => value.map((byte, i) => (i === at ? byte ^ 1 : byte));
      const file = unhex(sealed);
      for (const at of [0, 31]) refused(() => aead(flipped(key, at), nonce, associated).decrypt(file), name);
      for (const at of [0, 15, 16, 23]) refused(() => aead(key, flipped(nonce, at), associated).decrypt(file), name);
      refused(() => aead(key, nonce, flipped(associated, 0)).decrypt(file), name);
      refused(() => aead(key, nonce, new Uint8Array(0)).decrypt(file), name);
      for (const length of [0, 15, 16, file.length - 1]) {
        refused(() => aead(key, nonce, associated).decrypt(file.subarray(0, length)), `${name}, ${length} bytes`);
      }
    }),
  );

  it(
    'refuses keys and nonces of another length',
    eachWay((aead, name) => {
      const longer = (value: Uint8Array) => concat(value, Uint8Array.of(0));
      refused(() => aead(key.subarray(1), nonce, associated).encrypt(plain), name);
      refused(() => aead(longer(key), nonce, associated).encrypt(plain), name);
      refused(() => aead(key, nonce.subarray(12), associated).encrypt(plain), name);
      refused(() => aead(key, longer(nonce), associated).decrypt(unhex(sealed)), name);
    }),
  );

  it(
    'writes the same bytes from none to over 1 MiB, and opens them',
    eachWay((aead, name) => {
      const all = createHash('sha256');
      for (const length of [0, 1, 15, 16, 17, 31, 32, 63, 64, 65, 255, 1024, 1024 * 1024 + 7]) {
        const cipher = aead(bytes(`key ${length}`, 32), bytes(`nonce ${length}`, 24), bytes('header', length % 333));
        const content = bytes(`plain ${length}`, length);
        const file = cipher.encrypt(content);
        all.update(file);
        expect(Buffer.compare(cipher.decrypt(file), content), `${name}, ${length} bytes`).toBe(0);
      }
      // As OpenSSL 3.5 and @noble/ciphers 2.4 wrote them.
      expect(all.digest('hex'), name).toBe('0cca99fe711417fa32cabd0e58e5c7ba8fc9186cb4b6ea3f2d437ff3c0696681');
    }),
  );

  it('opens the sealed roots, and SEALED-OPEN: an altered one', async () => {
    const { kek, sealed: files, roots } = await found();
    const wrong = expect.objectContaining({ code: 'SEALED-OPEN' }) as Error;
    for (const { id, secret } of roots) {
      const altered = files.get(id)!.slice();
      altered[altered.length - 1]! ^= 1; // the tag's last byte
      for (const aead of ways.values()) {
        expect(openSealed(files.get(id)!, kek, aead).secret).toEqual(secret);
        expect(() => openSealed(altered, kek, aead)).toThrow(wrong);
      }
    }
  });
});
