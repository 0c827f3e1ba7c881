import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { hmacSm3, sm3 } from '../../../main/core/keys/sm3.ts';

describe('SM3', () => {
  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('GB/T 32905 Annex A: %s', (text, digest) => {
    expect(toHex(sm3(utf8(text)))).toBe(digest);
  });

  it('every length over the padding edges, as OpenSSL has it', () => {
    for (let length = 0; length <= 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(toHex(sm3(bytes))).toBe(createHash('sm3').update(bytes).digest('hex'));
      expect(toHex(hmacSm3(bytes, bytes))).toBe(createHmac('sm3', bytes).update(bytes).digest('hex'));
    }
  });

  it('in pieces, and from a copy taken half-way', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 5 }), (pieces) => {
        const hash = sm3.create();
        for (const piece of pieces) hash.update(piece);
        const copy = hash.clone();
        const whole = sm3(Uint8Array.from(pieces.flatMap((piece) => [...piece])));
        expect(hash.digest()).toEqual(whole);
        expect(copy.digest()).toEqual(whole);
      }),
    );
  });

  it('says its lengths to noble and keeps no state after the end', () => {
    expect([sm3.outputLen, sm3.blockLen]).toEqual([32, 64]);
    const hash = sm3.create().update(utf8('secret'));
    hash.destroy();
    expect(() => hash.digest()).toThrow();
    expect(JSON.stringify(hash)).not.toContain('115,101,99');
  });
});
