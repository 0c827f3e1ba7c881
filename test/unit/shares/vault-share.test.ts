/** One raw share of Vault as text: what is taken, and each text that would be silently wrong. */
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { readVaultShare, writeVaultShare } from '../../../main/core/shares/vault-share.ts';
import { refusal, refusalOf } from '../../refusal.ts';
import { bytesOf, fromBao, fromVault } from './vault-sets.ts';

const share = bytesOf(fromVault[0]);
const hex: string = fromVault[0];
const base64 = toBase64(share);
const read = (text: string) => refusal(() => readVaultShare(utf8(text)));

describe('what Vault and OpenBao print', () => {
  it.each([...fromVault, ...fromBao])('%s is read in both encodings and written as it was', (text) => {
    const bytes = bytesOf(text);
    expect(readVaultShare(utf8(text))).toEqual(bytes);
    expect(readVaultShare(utf8(toBase64(bytes)))).toEqual(bytes);
    expect(fromUtf8(writeVaultShare(bytes, 'hex'))).toBe(text);
    expect(fromUtf8(writeVaultShare(bytes, 'base64'))).toBe(toBase64(bytes));
  });

  it('hex in capitals is the same share; what was typed stays as it is', () => {
    const typed = utf8(hex.toUpperCase());
    expect(readVaultShare(typed)).toEqual(share);
    expect(fromUtf8(typed)).toBe(hex.toUpperCase());
  });
});

/** 44 characters that are Base64 of 33 bytes and hex of 22. */
const both = 'abcdef0123456789'.repeat(3).slice(0, 44);

describe('what would be silently wrong', () => {
  it.each([
    ['VAULTSHARE-SPACE', 'a blank behind it', `${base64} `],
    ['VAULTSHARE-SPACE', 'a line break in it, which Go passes over', `${base64.slice(0, 20)}\n${base64.slice(20)}`],
    ['VAULTSHARE-SPACE', 'the label before it', `Unseal Key 1: ${base64}`],
    ['VAULTSHARE-URL', 'URL-safe Base64', `-_${base64.slice(2)}`],
    ['VAULTSHARE-CHARACTER', 'quotes', `"${base64}"`],
    ['VAULTSHARE-AMBIGUOUS', 'Base64 and hex at once', both],
    ['VAULTSHARE-KEY', 'the key itself in hex, 1 of 1', hex.slice(0, 64)],
    ['VAULTSHARE-KEY', 'the key itself in Base64', toBase64(share.subarray(0, 32))],
    ['VAULTSHARE-PGP', 'encrypted to an OpenPGP key', 'wcBMA37rwGt6FS1VAQgAk1'.repeat(12)],
    ['VAULTSHARE-PADDING', 'padding where there is none', `${base64.slice(0, 42)}==`],
    ['VAULTSHARE-PADDING', 'padding in the middle', `${base64.slice(0, 20)}=${base64.slice(21)}`],
    ['VAULTSHARE-LENGTH', 'nothing', ''],
    ['VAULTSHARE-LENGTH', 'a character missing', base64.slice(1)],
    ['VAULTSHARE-LENGTH', 'a digit missing', hex.slice(1)],
    ['VAULTSHARE-LENGTH', 'a byte more in hex', `${hex}00`],
    ['VAULTSHARE-LENGTH', 'the 16 bytes that Vault would take as a key', hex.slice(0, 32)],
    ['VAULTSHARE-LENGTH', 'an SSKR share', toBase64(new Uint8Array(37).fill(3)).replaceAll('=', '')],
    ['VAULTSHARE-LENGTH', 'Base64 without its padding: a key', toBase64(share.subarray(0, 32)).slice(0, -1)],
    ['SHARE-X-ZERO', 'x = 0 in hex', `${hex.slice(0, 64)}00`],
    ['SHARE-X-ZERO', 'x = 0 in Base64', toBase64(share.with(32, 0))],
  ])('%s: %s', (code, _, text) => {
    expect(read(text)).toBe(code);
  });

  it('no refusal quotes what was typed', () => {
    const marker = 'Qz7';
    for (const text of [`${marker} ${base64}`, `${marker}-`, `${marker}"`, marker, `${marker}=`, marker.repeat(60)]) {
      const { text: said, subject } = refusalOf(() => readVaultShare(utf8(text)));
      expect(`${said.en}${said.zh}${subject ?? ''}`).not.toContain(marker);
    }
  });

  it('the place is counted from 1, as people count', () => {
    expect(refusalOf(() => readVaultShare(utf8('abc-'))).text.en).toContain('Place 4');
  });

  it('VAULTSHARE-AMBIGUOUS on the way out as well: Vault would read this Base64 as hex', () => {
    const odd = Uint8Array.from(atob(both), (char) => char.charCodeAt(0));
    expect(odd).toHaveLength(33);
    expect(refusal(() => writeVaultShare(odd, 'base64'))).toBe('VAULTSHARE-AMBIGUOUS');
    expect(readVaultShare(writeVaultShare(odd, 'hex'))).toEqual(odd);
  });

  it('SHARE-LENGTH, SHARE-X-ZERO: nothing else is written', () => {
    expect(refusal(() => writeVaultShare(share.subarray(1), 'hex'))).toBe('SHARE-LENGTH');
    expect(refusal(() => writeVaultShare(share.with(32, 0), 'base64'))).toBe('SHARE-X-ZERO');
  });
});
