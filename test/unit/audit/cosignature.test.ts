import { describe, expect, test } from 'vitest';
import {
  cosignatureLine,
  cosignedMessage,
  formatWitnessVkey,
  parseWitnessVkey,
  readCosignatures,
  withLines,
} from '../../../main/core/audit/cosignature.ts';
import { parseVkey, verifyNote } from '../../../main/core/audit/note.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { codeOf, entriesUpTo, key, logKey, signedCheckpoint } from './help.ts';
import { cosign, someTime, witness } from './witness-help.ts';

const note = signedCheckpoint(entriesUpTo(5));
const [a, b] = [witness(1), witness(2)];
const text = fromUtf8(note).slice(0, fromUtf8(note).indexOf('\n\n') + 1);

describe('verifier keys of witnesses', () => {
  test('the native key of transparency-dev/formats (note_cosigv1_test.go) is read and written the same', () => {
    const line = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
    const { name, publicKey, keyId } = parseWitnessVkey(line);
    expect(toHex(keyId)).toBe('da77ade7');
    expect(formatWitnessVkey(name, publicKey)).toBe(line);
  });

  test('the key of a log is none of a witness, nor the other way round', () => {
    expect(codeOf(() => parseWitnessVkey(key.vkey))).toBe('VKEY-WITNESS');
    expect(codeOf(() => parseVkey(a.vkey))).toBe('VKEY-ALGORITHM');
  });

  test('another key id is refused', () => {
    expect(codeOf(() => parseWitnessVkey(a.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')))).toBe('VKEY-KEY-ID');
  });
});

describe('cosignatures', () => {
  test('what is signed is two lines and the whole note, as C2SP tlog-cosignature has it', () => {
    const example = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    expect(fromUtf8(cosignedMessage(example, 1679315147))).toBe(`cosignature/v1\ntime 1679315147\n${example}`);
  });

  test('are read of those asked for, with their time; the log reads its own as before', () => {
    const whole = withLines(note, [cosign(note, a), cosign(note, b, someTime + 1)]);
    expect(verifyNote(whole, key.vkey).unknown).toHaveLength(2);
    const { good, rest } = readCosignatures(whole, [a.key, b.key]);
    expect(good.map(({ witness: { name }, time }) => [name, time])).toEqual([
      [a.key.name, someTime],
      [b.key.name, someTime + 1],
    ]);
    expect(rest).toHaveLength(1);
    expect(readCosignatures(whole, [b.key]).rest).toHaveLength(2);
  });

  test('of one witness twice, the later one counts, and once', () => {
    const whole = withLines(note, [cosign(note, a, someTime + 9), cosign(note, a)]);
    expect(readCosignatures(whole, [a.key]).good.map(({ time }) => time)).toEqual([someTime + 9]);
  });

  test('a line is added once, and only a line', () => {
    const line = cosign(note, a);
    expect(withLines(withLines(note, [line]), [line, line])).toEqual(withLines(note, [line]));
    expect(codeOf(() => withLines(note, ['no line']))).toBe('NOTE-LINE');
  });

  test('every flipped bit of a line is refused or leaves a line of nobody', () => {
    const whole = withLines(note, [cosign(note, a)]);
    for (let at = note.length; at < whole.length; at++) {
      const flipped = whole.map((byte, i) => (i === at ? byte ^ 1 : byte));
      const found = codeOf(() => {
        if (readCosignatures(flipped, [a.key]).good.length === 0) throw new Error('nobody');
      });
      expect(found, `byte ${String(at)}`).not.toBe('accepted');
    }
  });

  test.each([
    ['another checkpoint', () => cosign(signedCheckpoint(entriesUpTo(6)), a)],
    ['another time than the signed one', () => shifted(1)],
    ['the message of another key', () => forged()],
  ])('over %s is refused', (_, line) => {
    expect(codeOf(() => readCosignatures(withLines(note, [line()]), [a.key]))).toBe('COSIGNATURE-SIGNATURE');
  });

  test.each([
    ['a time no clock says', () => cosignatureOf(new Uint8Array(8).fill(0x7f)), 'COSIGNATURE-SIGNATURE'],
    ['no signature behind the time', () => `— ${a.key.name} ${btoa(String.fromCharCode(...a.key.keyId))}AAAA`, 'x'],
    ['another length', () => cosignatureOf(new Uint8Array(9)), 'COSIGNATURE-FORM'],
  ])('%s is refused', (_, line, code) => {
    const found = codeOf(() => readCosignatures(withLines(note, [line()]), [a.key]));
    if (code === 'x') expect(found).not.toBe('accepted');
    else expect(found).toBe(code);
  });
});

/** A line of witness a whose time is moved; the signature is the one over the true time. */
function shifted(by: number): string {
  const [dash = '', name = '', blob = ''] = cosign(note, a).split(' ');
  const bytes = Uint8Array.from(atob(blob), (char) => char.charCodeAt(0));
  bytes[11] = (bytes[11] ?? 0) + by;
  return [dash, name, btoa(String.fromCharCode(...bytes))].join(' ');
}

const forged = () => cosignatureLine(a.key, someTime, signatureOf(b.secret)).trimEnd();
const signatureOf = (secret: Uint8Array) =>
  Uint8Array.from(atob(cosign(note, { ...b, secret }).split(' ')[2] ?? ''), (char) => char.charCodeAt(0)).slice(12);

function cosignatureOf(head: Uint8Array): string {
  const bytes = [...a.key.keyId, ...head, ...new Uint8Array(64)];
  return `— ${a.key.name} ${btoa(String.fromCharCode(...bytes))}`;
}

test('the log’s own key on a cosignature line is a line of nobody', () => {
  const own = logKey(7);
  const line = cosignatureLine({ name: own.parsed.name, publicKey: own.publicKey }, someTime, new Uint8Array(64));
  expect(readCosignatures(withLines(note, [line.trimEnd()]), [a.key]).good).toEqual([]);
  expect(text).toContain('\n5\n');
});
