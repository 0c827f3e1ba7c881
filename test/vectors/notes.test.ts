/** The vectors of golang.org/x/mod/sumdb/note and the examples of C2SP signed-note and tlog-checkpoint. */
import { readFileSync } from 'node:fs';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import { parseCheckpoint, checkpointText } from '../../main/core/audit/checkpoint.ts';
import {
  formatNote,
  formatVkey,
  noteSignatureLine,
  parseNote,
  parseVkey,
  verifyNote,
} from '../../main/core/audit/note.ts';
import { utf8 } from '../../main/core/encoding/bytes.ts';
import { fromBase64 } from '../../main/core/encoding/base64.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { codeOf } from '../unit/audit/help.ts';

const vectors = JSON.parse(readFileSync(new URL('notes/vectors.json', import.meta.url), 'utf8')) as {
  sumdb: {
    seed: string;
    vkey: string;
    otherVkey: string;
    text: string;
    line: string;
    otherLine: string;
    badKeys: string[];
  };
  signedNote: string;
  checkpoint: string;
};
const { seed, vkey, otherVkey, text, line, otherLine, badKeys } = vectors.sumdb;

describe('sumdb/note vectors', () => {
  test('the verifier key is read and written back the same', () => {
    for (const one of [vkey, otherVkey]) {
      const { name, publicKey } = parseVkey(one);
      expect(formatVkey(name, publicKey)).toBe(one);
    }
  });

  test('every mangled verifier key of the Go test is refused', () => {
    let tried = 0;
    const bad = (key: string) => {
      expect(
        codeOf(() => parseVkey(key)),
        key,
      ).toMatch(/^VKEY-/);
      tried++;
    };
    for (let i = 0; i <= vkey.length; i++) {
      for (let j = i + 1; j <= vkey.length; j++) if (i !== 0 || j !== vkey.length) bad(vkey.slice(i, j));
      if (i < vkey.length) bad(vkey.slice(0, i) + String.fromCharCode(vkey.charCodeAt(i) + 1) + vkey.slice(i + 1));
    }
    badKeys.forEach(bad);
    expect(tried).toBe((vkey.length * (vkey.length + 1)) / 2 - 1 + vkey.length + 2);
  });

  test('signing gives the very line of the Go test', () => {
    const secret = fromBase64(seed, 'seed');
    const { name, publicKey } = parseVkey(vkey);
    expect(toHex(ed25519.getPublicKey(secret))).toBe(toHex(publicKey));
    expect(noteSignatureLine(name, publicKey, ed25519.sign(utf8(text), secret))).toBe(line);
  });

  test('one signature verified, the other kept as unknown; either key', () => {
    const note = formatNote(text, [line, otherLine]);
    expect(verifyNote(note, vkey)).toEqual({ text, unknown: [otherLine.slice(0, -1)] });
    expect(verifyNote(note, otherVkey)).toEqual({ text, unknown: [line.slice(0, -1)] });
  });

  test('the malformed notes of the Go test are refused', () => {
    const bad: [string | Uint8Array, string][] = [
      [text, 'NOTE-FORM'],
      [`${text}\n`, 'NOTE-FORM'],
      [`${text}\n${line.slice(0, -1)}`, 'NOTE-FORM'],
      [`\x01${text}\n${line}`, 'NOTE-TEXT'],
      [new Uint8Array([0xff, ...utf8(`${text}\n${line}`)]), 'NOTE-TEXT'],
      [`${text}\n— Bad Name ${line.split(' ')[2] ?? ''}`, 'NOTE-LINE'],
      [`${text}\n${line}Unexpected line.\n`, 'NOTE-LINE'],
      [`${text}\n${line.repeat(101)}`, 'NOTE-LINES'],
      [`${text}\n${line.slice(0, 60)}ABCD${line.slice(60)}`, 'NOTE-SIGNATURE'],
      [`${text}\n${otherLine}`, 'NOTE-UNSIGNED'],
    ];
    for (const [note, code] of bad) {
      expect(
        codeOf(() => verifyNote(typeof note === 'string' ? utf8(note) : note, vkey)),
        code,
      ).toBe(code);
    }
  });

  test('a key that signs twice is refused, which Go forgives', () => {
    expect(codeOf(() => verifyNote(utf8(`${text}\n${line}${line}`), vkey))).toBe('NOTE-TWICE');
  });
});

describe('C2SP examples', () => {
  test('signed-note: a text with an empty line in it', () => {
    const note = parseNote(utf8(vectors.signedNote));
    expect(note.text.endsWith('ed è subito sera.\n')).toBe(true);
    expect(note.signatures.map(({ name, keyId }) => [name, toHex(keyId)])).toEqual([
      ['quasimodo.example/salvatore', '367ba04b'],
    ]);
    expect(formatNote(note.text, [`${note.signatures[0]?.line ?? ''}\n`])).toEqual(utf8(vectors.signedNote));
  });

  test('tlog-checkpoint: read and written back the same', () => {
    const { text: body } = parseNote(utf8(vectors.checkpoint));
    const checkpoint = parseCheckpoint(body);
    expect([checkpoint.origin, checkpoint.size]).toEqual(['example.com/behind-the-sofa', 20852163]);
    expect(checkpointText(checkpoint)).toBe(body);
  });
});
