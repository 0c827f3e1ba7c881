import { describe, expect, test } from 'vitest';
import { checkpointText, parseCheckpoint, verifyCheckpoint } from '../../../main/core/audit/checkpoint.ts';
import { formatNote, formatVkey, parseVkeyFile, verifyNote, vkeyFile } from '../../../main/core/audit/note.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf, entriesUpTo, key, logKey, origin, signedCheckpoint, signedNote } from './help.ts';

const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const note = signedCheckpoint(entriesUpTo(3));

describe('checkpoint', () => {
  test('the one form is read and written back the same', () => {
    for (const text of [`${origin}\n0\n${root}\n`, `a\n9007199254740991\n${root}\n`]) {
      expect(checkpointText(parseCheckpoint(text))).toBe(text);
    }
  });

  test.each([
    ['', 'nothing'],
    [`o\n1\n${root}`, 'no last line feed'],
    [`o\n1\n${root}\nextension\n`, 'extension line'],
    [`o\n1\n${root}\n\n`, 'empty line behind'],
    [`\n1\n${root}\n`, 'no origin'],
    [`o\n01\n${root}\n`, 'leading zero'],
    [`o\n-1\n${root}\n`, 'negative'],
    [`o\n1.0\n${root}\n`, 'fraction'],
    [`o\n1e3\n${root}\n`, 'exponent'],
    [`o\n 1\n${root}\n`, 'space'],
    [`o\n\n${root}\n`, 'no size'],
    [`o\n9007199254740992\n${root}\n`, 'size above 2^53-1'],
    [`o\n1\n${root.slice(0, -4)}\n`, 'short root'],
    [`o\n1\n${root.replace('2I=', '2J=')}\n`, 'Base64 that is not canonical'],
    [`o\n1\n${root.slice(0, -1)}\n`, 'no padding'],
    [`o\n1\n\n`, 'no root'],
  ])('refuses %j (%s)', (text) => {
    expect(codeOf(() => parseCheckpoint(text))).toBe('CHECKPOINT-FORM');
  });

  test('refuses to write what it would not read', () => {
    expect(codeOf(() => checkpointText({ origin: 'a\nb', size: 1, root: new Uint8Array(32) }))).toBe('CHECKPOINT-FORM');
    expect(codeOf(() => checkpointText({ origin: 'a', size: 1, root: new Uint8Array(31) }))).toBe('CHECKPOINT-FORM');
    expect(codeOf(() => checkpointText({ origin: 'a', size: 2 ** 53, root: new Uint8Array(32) }))).toBe(
      'CHECKPOINT-FORM',
    );
  });

  test('is believed under the log’s key', () => {
    expect(verifyCheckpoint(note, key.vkey)).toMatchObject({ origin, size: 3, unknown: [] });
  });

  test('every flipped bit is refused', () => {
    for (let bit = 0; bit < note.length * 8; bit++) {
      const flipped = note.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(
        codeOf(() => verifyCheckpoint(flipped, key.parsed)),
        `bit ${bit}`,
      ).not.toBe('accepted');
    }
  });

  test('every cut and every added byte is refused', () => {
    for (let n = 0; n < note.length; n++) {
      expect(
        codeOf(() => verifyCheckpoint(note.slice(0, n), key.parsed)),
        `cut at ${n}`,
      ).not.toBe('accepted');
    }
    for (const more of ['\n', ' ', 'x', '\0']) {
      expect(codeOf(() => verifyCheckpoint(utf8(fromUtf8(note) + more), key.vkey))).not.toBe('accepted');
    }
  });

  test('another key of the same name, and another origin under the same key, are refused', () => {
    const foreign = logKey(8);
    expect(codeOf(() => verifyCheckpoint(signedCheckpoint(entriesUpTo(3), foreign), key.vkey))).toBe('NOTE-UNSIGNED');
    expect(codeOf(() => verifyCheckpoint(signedNote(`other\n0\n${root}\n`), key.vkey))).toBe('CHECKPOINT-ORIGIN');
  });

  test('lines of unknown keys are kept and ignored, whatever they are', () => {
    const { unknown: none, ...plain } = verifyCheckpoint(note, key.vkey);
    expect(none).toEqual([]);
    const lines = ['— witness.example/w AAAAAAE=', `— ${origin} AAAAAAAA`, '— witness.example/w AAAAAAE='];
    const more = utf8(`${fromUtf8(note)}${lines.join('\n')}\n`);
    expect(verifyCheckpoint(more, key.vkey)).toEqual({ ...plain, unknown: lines });
  });

  test('a signature with too few bytes, or none, is refused by rule', () => {
    const [text = ''] = fromUtf8(note).split('\n\n');
    const id = 'AAAAAA==';
    expect(codeOf(() => verifyNote(utf8(`${text}\n\n— ${origin} ${id}\n`), key.vkey))).toBe('NOTE-LINE');
    expect(codeOf(() => formatNote('no line feed at its end', ['— a AAAAAAE=\n']))).toBe('NOTE-FORM');
    expect(codeOf(() => verifyNote(new Uint8Array(1_000_001).fill(97), key.vkey))).toBe('NOTE-LENGTH');
  });
});

describe('log.vkey', () => {
  test('is one line and its line feed', () => {
    const file = vkeyFile(origin, key.publicKey);
    expect(fromUtf8(file)).toBe(`${key.vkey}\n`);
    expect(parseVkeyFile(file)).toMatchObject({ name: origin, publicKey: key.publicKey });
    for (const text of [key.vkey, `${key.vkey}\n\n`, `\n${key.vkey}\n`, `${key.vkey} \n`, `${key.vkey}\r\n`, '']) {
      expect(
        codeOf(() => parseVkeyFile(utf8(text))),
        JSON.stringify(text),
      ).toBe('VKEY-FORM');
    }
  });

  test('a name that no signature line could carry is refused', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\nb', 'a\u0001b']) {
      expect(
        codeOf(() => formatVkey(name, key.publicKey)),
        JSON.stringify(name),
      ).toBe('VKEY-FORM');
    }
    expect(codeOf(() => formatVkey('a', new Uint8Array(31)))).toBe('VKEY-FORM');
  });
});
