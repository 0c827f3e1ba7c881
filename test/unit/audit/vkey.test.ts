/** A log's verifier key line: the kind of key and the key id are refused each by its own rule. */
import { expect, it } from 'vitest';
import { formatVkey, parseVkey } from '../../../main/core/audit/note.ts';
import { fromBase64, toBase64 } from '../../../main/core/encoding/base64.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { refusal } from '../../refusal.ts';

const ed25519 = suite('ed25519');
const key = ed25519.publicKey(ed25519.secretFromRandom(new Uint8Array(32).fill(3)));
const line = formatVkey('rootseal/test', key);
const [name = '', id = '', base64 = ''] = line.split('+', 2).concat(line.split('+').slice(2).join('+'));

it('is read as it was written', () => {
  expect(parseVkey(line)).toMatchObject({ name: 'rootseal/test', publicKey: key });
});

it('is refused for another kind of key', () => {
  const other = fromBase64(base64, 'test').slice();
  other[0] = 0x04; // a cosignature key of C2SP
  expect(refusal(() => parseVkey(`${name}+${id}+${toBase64(other)}`))).toBe('VKEY-ALGORITHM');
});

it('is refused under a key id or a name that is not of this key', () => {
  expect(refusal(() => parseVkey(`${name}+00000000+${base64}`))).toBe('VKEY-KEY-ID');
  expect(refusal(() => parseVkey(`rootseal/other+${id}+${base64}`))).toBe('VKEY-KEY-ID');
});
