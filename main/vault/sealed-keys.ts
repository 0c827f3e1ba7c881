/**
 * Keys sealed between a page and the vault, the vault's side (docs/formats.md section 4): X25519, HKDF-SHA-256 and
 * AES-256-GCM, one AES key a direction, the counter as nonce. What is sealed has one size each way, so that its length
 * tells nothing.
 */

import { gcm } from '@noble/ciphers/aes.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, u64, utf8 } from '../core/encoding/bytes.ts';

const label = 'rootseal/window-field/v1';
/** Bytes of one press before sealing. */
const pressLength = 4;

/** The vault's key pair for one opening of a field. `secret` is the caller's to zero. */
export function newKeyPair(): { readonly secret: Uint8Array; readonly publicKey: Uint8Array } {
  const { secretKey: secret, publicKey } = x25519.keygen();
  return { secret, publicKey };
}

const nonceOf = (n: number) => concat(new Uint8Array(4), u64(n));

/** What one page and the vault say to each other over one opening of a field. Every method throws on what is not sound. */
export class SealedLine {
  private readonly fromPage: Uint8Array;
  private readonly toPage: Uint8Array;
  private next = 0;

  /** @param secret the vault's for this opening; @param page the page's public key, 32 bytes, of no low order. */
  constructor(field: string, vault: { readonly secret: Uint8Array; readonly publicKey: Uint8Array }, page: Uint8Array) {
    const shared = x25519.getSharedSecret(vault.secret, page);
    const key = (direction: string) =>
      hkdf(sha256, shared, utf8(field), concat(utf8(`${label}/${direction}`), page, vault.publicKey), 32);
    this.fromPage = key('page-to-vault');
    this.toPage = key('vault-to-page');
    shared.fill(0);
  }

  /** The press with the number that is due: `[op, code]`. The caller zeroes it. */
  open(n: number, sealed: Uint8Array): Uint8Array {
    if (n !== this.next) throw new Error('not the next one');
    const press = gcm(this.fromPage, nonceOf(n)).decrypt(sealed);
    this.next += 1;
    if (press.length === pressLength && press[2] === 0 && press[3] === 0) return press.subarray(0, 2);
    throw new Error('no press');
  }

  /** The answer to press `n`, which is given once. */
  seal(n: number, answer: Uint8Array): Uint8Array {
    return gcm(this.toPage, nonceOf(n)).encrypt(answer);
  }

  wipe(): void {
    this.fromPage.fill(0);
    this.toPage.fill(0);
  }
}
