import { describe, expect, it } from 'vitest';
import { concat } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { signatureFromDer, signatureToDer } from '../../../main/core/keys/der.ts';
import { refusal } from '../../refusal.ts';

const hex = (text: string) => fromHex(text, 'test');
const number = (value: bigint, bytes: number) => hex(value.toString(16).padStart(2 * bytes, '0'));

describe('DER signatures', () => {
  it('keeps numbers positive and short', () => {
    const signature = concat(number(0x80n, 32), number(1n, 32));
    expect(toHex(signatureToDer(signature))).toBe('300702020080020101');
    expect(signatureFromDer(hex('300702020080020101'))).toEqual(signature);
    const long = new Uint8Array(64).fill(255);
    expect(signatureFromDer(signatureToDer(long))).toEqual(long);
    expect(signatureFromDer(signatureToDer(new Uint8Array(64)))).toEqual(new Uint8Array(64));
  });

  it.each([
    ['nothing', ''],
    ['a negative number', '3006020180020101'],
    ['a needless zero', '300702020001020101'],
    ['a trailing byte', '300602010102010100'],
    ['a trailing byte inside', '300702010102010100'],
    ['a wrong length', '3007020101020101'],
    ['a long length', '30810602010102010' + '1'],
    ['an empty number', '30050200020101'],
    ['one number', '3003020101'],
    ['another tag', '3106020101020101'],
    ['a number of 33 bytes', `3026022101${'00'.repeat(32)}020101`],
  ])('refuses %s', (_, der) => {
    expect(refusal(() => signatureFromDer(hex(der)))).toBe('KEY-DER');
  });

  it('refuses to write another length', () => {
    expect(refusal(() => signatureToDer(new Uint8Array(63)))).toBe('KEY-DER');
  });
});
