import { describe, expect, it } from 'vitest';
import { printable } from '../../../main/core/encoding/printable.ts';
import { fill } from '../../../main/core/rules.ts';

describe('printable', () => {
  it('leaves words of any language as they are', () => {
    expect(printable('根密钥 root-ed, café, 👍')).toBe('根密钥 root-ed, café, 👍');
  });

  it.each([
    ['escape', 0x1b],
    ['newline', 0x0a],
    ['carriage return', 0x0d],
    ['DEL', 0x7f],
    ['CSI of C1', 0x9b],
    ['right-to-left override', 0x202e],
    ['isolate', 0x2066],
    ['zero width space', 0x200b],
    ['line separator', 0x2028],
    ['paragraph separator', 0x2029],
    ['lone surrogate', 0xd800],
    ['tag letter', 0xe0041],
  ])('writes %s as an escape', (_, code) => {
    expect(printable(`a${String.fromCodePoint(code)}b`)).toBe(`a\\u{${code.toString(16)}}b`);
  });
});

it('is what a foreign name goes through on its way into a rule’s text, in both languages', () => {
  const text = fill(
    { en: 'of {name}: {why}', zh: '{name}：{why}' },
    { name: 'a\u202Eb', why: { en: 'x\ny', zh: '甲' } },
  );
  expect(text).toEqual({ en: 'of a\\u{202e}b: x\ny', zh: 'a\\u{202e}b：甲' });
});
