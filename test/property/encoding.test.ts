import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../main/core/encoding/base58.ts';
import { fromBase64, toBase64 } from '../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../main/core/encoding/bytes.ts';
import { fromCbor, toCbor } from '../../main/core/encoding/cbor.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../main/core/encoding/jcs.ts';
import { fromWords, toWords } from '../../main/core/encoding/words.ts';
import { refusal } from '../refusal.ts';

const bytes = fc.uint8Array({ maxLength: 80 });
const text = fc.string({ unit: 'binary' });
const integer = fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n));

/** Documents of ours: with `leaf` for byte strings in CBOR. */
const documents = (leaf: fc.Arbitrary<unknown>) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.boolean(),
      integer,
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    ),
  })).value;

describe('encodings come back', () => {
  it('hex, Base58, Base64, words', () => {
    fc.assert(
      fc.property(bytes, (x) => {
        expect(fromHex(toHex(x), 'x')).toEqual(x);
        expect(fromBase58(toBase58(x), 'x')).toEqual(x);
        expect(fromBase64(toBase64(x), 'x')).toEqual(x);
        expect(fromWords(toWords(x))).toEqual(x);
      }),
    );
  });

  it('UTF-8, as Node writes it', () => {
    fc.assert(
      fc.property(text, (s) => {
        expect(fromUtf8(utf8(s))).toBe(s);
        expect(utf8(s)).toEqual(new Uint8Array(Buffer.from(s)));
      }),
    );
  });

  it('documents as CBOR', () => {
    fc.assert(
      fc.property(documents(bytes), (value) => {
        expect(fromCbor(toCbor(value), 'x')).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('documents as JSON, whatever the order of their fields', () => {
    fc.assert(
      fc.property(documents(text), fc.dictionary(text, integer), (value, fields) => {
        expect(parseJcs(toJcs(value), 'x')).toEqual(value);
        const reversed = Object.fromEntries(Object.entries(fields).reverse());
        expect(toJcs(reversed)).toEqual(toJcs(fields));
      }),
      { numRuns: 300 },
    );
  });
});

describe('one document has one encoding', () => {
  const altered = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }), fc.constantFrom('flip', 'cut', 'insert'));
  const alter = (x: Uint8Array, [at, mask, how]: [number, number, string]): Uint8Array => {
    const i = at % x.length;
    if (how === 'cut') return Uint8Array.from([...x.subarray(0, i), ...x.subarray(i + 1)]);
    if (how === 'insert') return Uint8Array.from([...x.subarray(0, i), mask, ...x.subarray(i)]);
    return x.map((byte, j) => (j === i ? byte ^ mask : byte));
  };

  it.each([
    ['CBOR', toCbor, fromCbor, /^(accepted|CBOR-[A-Z]+)$/],
    ['JSON', toJcs, parseJcs, /^(accepted|ENCODING-JSON)$/],
  ] as const)('%s: altered bytes are refused or are exactly another document', (_, encode, decode, codes) => {
    fc.assert(
      fc.property(documents(text), altered, (value, change) => {
        const bytes = alter(encode(value), change);
        const outcome = refusal(() => decode(bytes, 'x'));
        expect(outcome).toMatch(codes);
        if (outcome === 'accepted') expect(encode(decode(bytes, 'x'))).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('random bytes are refused or re-encode identically', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (x) => {
        const outcome = refusal(() => fromCbor(x, 'x'));
        expect(outcome).toMatch(/^(accepted|CBOR-[A-Z]+)$/);
        if (outcome === 'accepted') expect(toCbor(fromCbor(x, 'x'))).toEqual(x);
      }),
      { numRuns: 2000 },
    );
  });
});
