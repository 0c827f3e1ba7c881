import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { refusal } from '../../refusal.ts';

const vectors = new URL('../../vectors/jcs/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, vectors));
const origin = JSON.parse(read('origin.json').toString()) as { sha256: Record<string, string> };
const names = ['arrays', 'french', 'structures', 'unicode', 'values', 'weird'];

describe('official JCS vectors', () => {
  it('are the files they were taken from', () => {
    expect(Object.keys(origin.sha256)).toHaveLength(18);
    for (const [file, digest] of Object.entries(origin.sha256)) {
      expect(createHash('sha256').update(read(file)).digest('hex')).toBe(digest);
    }
  });

  // They hold null and fractions, which no document of ours may, so the library is asked without the gate.
  it.each(names)('%s', (name) => {
    const canonical = canonicalize(JSON.parse(read(`input/${name}.json`).toString()));
    expect(canonical).toBe(read(`output/${name}.json`).toString());
    const hex = read(`outhex/${name}.txt`).toString().replaceAll(/\s/g, '');
    expect(Buffer.from(canonical ?? '').toString('hex')).toBe(hex);
  });

  it.each(['french', 'unicode', 'weird'])('%s passes the gate both ways', (name) => {
    const output = new Uint8Array(read(`output/${name}.json`));
    const value = parseJcs(output, name);
    expect(toJcs(value)).toEqual(output);
  });
});

describe('the gate before JCS', () => {
  const holes = new Array<unknown>(2);
  const refused: [string, unknown][] = [
    ['null', null],
    ['undefined', undefined],
    ['an undefined field', { a: undefined }],
    ['an undefined element', [undefined]],
    ['a hole', holes],
    ['a fraction', 0.5],
    ['2^53', 2 ** 53],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['negative zero', -0],
    ['a function', { f: () => 1 }],
    ['a symbol', Symbol('s')],
    ['a symbol as key', { [Symbol('s')]: 1 }],
    ['a bigint', 1n],
    ['a Map', new Map([['a', 1]])],
    ['a Set', new Set([1])],
    ['a Date', new Date(0)],
    ['bytes', new Uint8Array(2)],
    ['a boxed string', Object('text')],
    ['an instance', new URL('app://x')],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate as key', { '\udfff': 1 }],
    ['65 levels', Array.from({ length: 65 }).reduce<unknown>((inner) => [inner], 1)],
  ];
  it.each(refused)('refuses %s', (_, value) => {
    expect(refusal(() => toJcs(value))).toBe('ENCODING-JSON-VALUE');
    expect(refusal(() => toJcs({ deep: [value] }))).toBe('ENCODING-JSON-VALUE');
  });

  it('refuses a circle instead of running for ever', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(refusal(() => toJcs(circle))).toBe('ENCODING-JSON-VALUE');
  });

  it('lets everything through that a document may hold', () => {
    const value = { b: [1, -1, 0, 2 ** 53 - 1], a: { x: true, y: false }, '': '𠮷"\n', ['__proto__']: 'kept' };
    expect(parseJcs(toJcs(value), 'x')).toEqual(value);
    expect(toJcs(Object.assign(Object.create(null) as object, { a: 1 }))).toEqual(utf8('{"a":1}'));
  });
});

describe('parsing canonical JSON', () => {
  it.each([
    ['a newline at the end', '{"a":1}\n'],
    ['a space', '{"a": 1}'],
    ['another key order', '{"b":1,"a":2}'],
    ['a duplicate key', '{"a":1,"a":1}'],
    ['a duplicate key with another value', '{"a":1,"a":2}'],
    ['1.0', '{"a":1.0}'],
    ['1e0', '{"a":1e0}'],
    ['-0', '{"a":-0}'],
    ['an unsafe integer', '{"a":9007199254740993}'],
    ['null', '{"a":null}'],
    ['a needless escape', '{"a":"\\u0041"}'],
    ['an escaped slash', '{"a":"\\/"}'],
    ['an escaped lone surrogate', '{"a":"\\ud800"}'],
    ['an upper-case escape', '{"a":"\\u001F"}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['nothing', ''],
    ['half of it', '{"a":'],
    ['two documents', '{}{}'],
    ['a comment', '{}/**/'],
  ])('refuses %s', (_, text) => {
    expect(refusal(() => parseJcs(utf8(text), 'x'))).toBe('ENCODING-JSON');
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(refusal(() => parseJcs(Uint8Array.of(0x22, 0xff, 0x22), 'x'))).toBe('ENCODING-JSON');
  });
});
