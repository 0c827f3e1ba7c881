import { describe, expect, test } from 'vitest';
import { type Entry, decodeEntry, encodeEntry, encodedEntryLimit } from '../../../main/core/audit/entry.ts';
import { auditRules } from '../../../main/core/audit/rules.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf } from './help.ts';

const good: Entry = {
  format: 'rootseal.entry/1',
  index: 3,
  time: '2026-11-21T02:00:00.000Z',
  ceremony: 'c-1',
  rehearsal: false,
  kind: 'step.done',
  data: { step: 'found', files: [{ path: 'public/a', sha256: 'ab' }], dice: 100, real: true },
};
const text = fromUtf8(encodeEntry(good));

describe('entry', () => {
  test('is RFC 8785 and comes back the same', () => {
    expect(text).toBe(
      '{"ceremony":"c-1","data":{"dice":100,"files":[{"path":"public/a","sha256":"ab"}],"real":true,"step":"found"},' +
        '"format":"rootseal.entry/1","index":3,"kind":"step.done","rehearsal":false,"time":"2026-11-21T02:00:00.000Z"}',
    );
    expect(decodeEntry(utf8(text))).toEqual(good);
  });

  test.each([
    ['format', 'rootseal.entry/2'],
    ['index', -1],
    ['index', 0.5],
    ['index', '3'],
    ['time', '2026-11-21T02:00:00Z'],
    ['time', '2026-11-21T02:00:00.000+08:00'],
    ['time', '2026-02-30T02:00:00.000Z'],
    ['time', '2026-11-21 02:00:00.000Z'],
    ['ceremony', ''],
    ['ceremony', 'C 1'],
    ['rehearsal', 'false'],
    ['kind', 'Step'],
    ['kind', 'step.'],
    ['data', []],
    ['data', 'x'],
    ['more', 1],
  ])('refuses %s = %j', (field, value) => {
    expect(codeOf(() => encodeEntry({ ...good, [field]: value }))).toBe('ENTRY-FORM');
  });

  test.each(Object.keys(good))('refuses to be without %s', (field) => {
    const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== field));
    expect(codeOf(() => encodeEntry(rest as unknown as Entry))).toBe('ENTRY-FORM');
  });

  test('data holds no null, fraction or undefined', () => {
    for (const bad of [null, 0.5, undefined, Number.NaN, 2 ** 53]) {
      expect(codeOf(() => encodeEntry({ ...good, data: { bad } } as unknown as Entry))).toBe('ENCODING-JSON-VALUE');
    }
  });

  test('bytes that are not canonical are refused, though the same JSON', () => {
    const { data, ...rest } = good;
    for (const other of [
      `${text}\n`,
      ` ${text}`,
      JSON.stringify({ data, ...rest }),
      text.replace('"c-1"', '"\\u0063-1"'),
    ]) {
      expect(codeOf(() => decodeEntry(utf8(other)))).toBe('ENCODING-JSON');
    }
    for (const other of ['null', '[]', '"x"']) expect(codeOf(() => decodeEntry(utf8(other)))).not.toBe('accepted');
    expect(codeOf(() => decodeEntry(new Uint8Array()))).toBe('ENTRY-LENGTH');
  });

  test('has at most 65,535 bytes', () => {
    const room = encodedEntryLimit - encodeEntry({ ...good, data: { x: '' } }).length;
    expect(encodeEntry({ ...good, data: { x: 'a'.repeat(room) } })).toHaveLength(encodedEntryLimit);
    expect(codeOf(() => encodeEntry({ ...good, data: { x: 'a'.repeat(room + 1) } }))).toBe('ENTRY-LENGTH');
    expect(codeOf(() => decodeEntry(new Uint8Array(encodedEntryLimit + 1)))).toBe('ENTRY-LENGTH');
  });
});

test('every rule speaks both languages', () => {
  for (const [code, rule] of Object.entries(auditRules)) {
    expect(code).toMatch(/^[A-Z]+(-[A-Z]+)+$/);
    expect(rule.en.length).toBeGreaterThan(20);
    expect(rule.zh).toMatch(/\p{Script=Han}/u);
  }
});
