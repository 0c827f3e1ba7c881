import { describe, expect, it } from 'vitest';
import { fromCbor, toCbor } from '../../../main/core/encoding/cbor.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { refusal } from '../../refusal.ts';

const bytes = (hex: string) => fromHex(hex, 'x');

/** RFC 8949 appendix A: every example of a kind that documents of ours may hold. */
const examples: [string, unknown][] = [
  ['00', 0],
  ['01', 1],
  ['0a', 10],
  ['17', 23],
  ['1818', 24],
  ['1819', 25],
  ['1864', 100],
  ['1903e8', 1000],
  ['1a000f4240', 1000000],
  ['1b000000e8d4a51000', 1000000000000],
  ['20', -1],
  ['29', -10],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['40', new Uint8Array()],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['60', ''],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', 'ü'],
  ['63e6b0b4', '水'],
  ['64f0908591', '𐅑'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['98190102030405060708090a0b0c0d0e0f101112131415161718181819', Array.from({ length: 25 }, (_, i) => i + 1)],
  ['a0', {}],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['826161a161626163', ['a', { b: 'c' }]],
  ['a56161614161626142616361436164614461656145', { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' }],
];

describe('CBOR: RFC 8949 appendix A', () => {
  it.each(examples)('%s', (hex, value) => {
    expect(toHex(toCbor(value))).toBe(hex);
    expect(fromCbor(bytes(hex), 'x')).toEqual(value);
  });
});

describe('CBOR: order of keys', () => {
  it('is by their encoded bytes, RFC 8949 section 4.2.1', () => {
    expect(toHex(toCbor({ b: 1, aa: 2, a: 3, ü: 4, '': 5 }))).toBe('a560056161036162016261610262c3bc04');
  });
});

describe('CBOR: refused by name', () => {
  const refused: [string, string, string][] = [
    ['nothing at all', '', 'CBOR-MALFORMED'],
    ['a cut text', '6261', 'CBOR-MALFORMED'],
    ['a cut array', '8201', 'CBOR-MALFORMED'],
    ['a cut map', 'a16161', 'CBOR-MALFORMED'],
    ['an array of 2^64-1 elements', '9bffffffffffffffff01', 'CBOR-MALFORMED'],
    ['a reserved length', '1c', 'CBOR-MALFORMED'],
    ['a break alone', 'ff', 'CBOR-MALFORMED'],
    ['100,000 open arrays', '81'.repeat(100_000), 'CBOR-MALFORMED'],
    ['a trailing byte', '0000', 'CBOR-TRAILING'],
    ['a duplicate key', 'a2616101616101', 'CBOR-DUPLICATE'],
    ['a duplicate key with another value', 'a2616101616102', 'CBOR-DUPLICATE'],
    ['a duplicate key far inside', '81a2616101616101', 'CBOR-DUPLICATE'],
    ['a duplicate integer key', 'a201020103', 'CBOR-DUPLICATE'],
    ['null', 'f6', 'CBOR-VALUE'],
    ['undefined', 'f7', 'CBOR-VALUE'],
    ['a fraction', 'f93e00', 'CBOR-VALUE'],
    ['infinity', 'f97c00', 'CBOR-VALUE'],
    ['not a number', 'f97e00', 'CBOR-VALUE'],
    ['2^53', '1b0020000000000000', 'CBOR-VALUE'],
    ['2^64-1', '1bffffffffffffffff', 'CBOR-VALUE'],
    ['-2^64', '3bffffffffffffffff', 'CBOR-VALUE'],
    ['an integer key', 'a10102', 'CBOR-VALUE'],
    ['a long form of 0', '1800', 'CBOR-CANONICAL'],
    ['a long form of 23', '1817', 'CBOR-CANONICAL'],
    ['a long form of 255', '1900ff', 'CBOR-CANONICAL'],
    ['a long length of text', '780161', 'CBOR-CANONICAL'],
    ['a long length of bytes', '580101', 'CBOR-CANONICAL'],
    ['a long length of an array', '980101', 'CBOR-CANONICAL'],
    ['a long length of a map', 'b801616101', 'CBOR-CANONICAL'],
    ['an array without length', '9f01ff', 'CBOR-CANONICAL'],
    ['a map without length', 'bf616101ff', 'CBOR-CANONICAL'],
    ['another key order', 'a2616201616102', 'CBOR-CANONICAL'],
    ['a float that is an integer', 'f93c00', 'CBOR-CANONICAL'],
    ['a text that is no UTF-8', '61ff', 'CBOR-CANONICAL'],
  ];
  it.each(refused)('%s', (_, hex, rule) => {
    expect(refusal(() => fromCbor(bytes(hex), 'x'))).toBe(rule);
  });

  it.each([
    ['a tag', 'c074323031332d30332d32315432303a30343a30305a'],
    ['a bignum', 'c249010000000000000000'],
    ['a simple value', 'f0'],
    ['text in pieces', '7f61616161ff'],
    ['bytes in pieces', '5f41014102ff'],
  ])('%s, one way or another', (_, hex) => {
    expect(refusal(() => fromCbor(bytes(hex), 'x'))).toMatch(/^CBOR-(MALFORMED|VALUE|CANONICAL)$/);
  });

  it.each([
    ['null', null],
    ['undefined', { a: undefined }],
    ['a fraction', 1.5],
    ['2^53', 2 ** 53],
    ['a bigint', 5n],
    ['a Map', new Map()],
    ['a Date', new Date(0)],
    ['a lone surrogate', '\udc00'],
  ])('%s to be written', (_, value) => {
    expect(refusal(() => toCbor({ a: [value] }))).toBe('CBOR-VALUE');
  });
});

describe('CBOR: what is read belongs to the reader', () => {
  it.each([4, 200, 5000, 100_000])('gives %s bytes as a fresh Uint8Array of their own buffer', (length) => {
    const source = toCbor({ b: new Uint8Array(length).fill(9), more: 'x'.repeat(length) });
    const value = fromCbor(source, 'x') as { b: Uint8Array };
    source.fill(0);
    expect(value.b.every((byte) => byte === 9)).toBe(true);
    expect(Object.getPrototypeOf(value.b)).toBe(Uint8Array.prototype);
    expect(value.b.buffer.byteLength).toBe(length);
  });

  it.each([4, 200, 5000, 100_000])('writes %s bytes into a buffer of its own', (length) => {
    const first = toCbor({ b: new Uint8Array(length) });
    expect(first.buffer.byteLength).toBe(first.length);
    expect(Object.getPrototypeOf(first)).toBe(Uint8Array.prototype);
    const again = first.slice();
    toCbor({ c: new Uint8Array(length).fill(1) });
    expect(first).toEqual(again);
  });

  it('keeps a field called __proto__ a field', () => {
    const hex = 'a1695f5f70726f746f5f5fa1616101';
    const value = fromCbor(bytes(hex), 'x') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(toHex(toCbor(value))).toBe(hex);
  });
});
