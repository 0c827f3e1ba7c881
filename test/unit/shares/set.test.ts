import { beforeAll, describe, expect, it } from 'vitest';
import { concat, digestMessage, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { encodeShareSet, parseShareSet } from '../../../main/core/shares/set.ts';
import { found } from './founding.ts';
import type { Founding } from './founding.ts';

type Fields = Record<string, unknown>;
interface Slot {
  index: number;
  x: number;
  custodian: { id: string; name: Fields };
  commitment: string;
}

let founding: Founding;
let good: Uint8Array;
beforeAll(async () => {
  founding = await found();
  good = encodeShareSet(founding.set);
});

function changed(change: (fields: Fields, shares: Slot[]) => void, resign = true): Uint8Array {
  const { signature, ...fields } = parseJcs(good, 'set') as Fields;
  change(fields, fields.shares as Slot[]);
  const signed = resign ? toHex(founding.sign(digestMessage('share-set', toJcs(fields)))) : signature;
  return toJcs({ ...fields, signature: signed });
}

const refused = (bytes: Uint8Array, code: string) => {
  expect(() => parseShareSet(bytes)).toThrow(expect.objectContaining({ code }) as Error);
};

const faults: readonly (readonly [string, string, (fields: Fields, shares: Slot[]) => void])[] = [
  ['SET-FORMAT', 'another format', (f) => (f.format = 'rootseal.share-set/2')],
  ['SET-FIELD-UNKNOWN', 'an unknown field', (f) => (f.note = 'x')],
  ['SET-FIELD-UNKNOWN', 'an unknown field in a slot', (_, s) => Object.assign(s[0]!, { note: 'x' })],
  ['SET-FIELD-UNKNOWN', 'an unknown language', (_, s) => (s[0]!.custodian.name.fr = 'x')],
  ['SET-FIELD-MISSING', 'no threshold', (f) => delete f.m],
  ['SET-FIELD-MISSING', 'a name in one language', (_, s) => delete s[4]!.custodian.name.zh],
  ['SET-FIELD-TYPE', 'a commitment in capitals', (_, s) => (s[0]!.commitment = s[0]!.commitment.toUpperCase())],
  ['SET-FIELD-TYPE', 'a short set id', (f) => (f.id = '00')],
  ['SET-FIELD-TYPE', 'a slot that is no map', (f) => ((f.shares as unknown[])[0] = 'c1')],
  ['SET-FIELD-TYPE', 'a public key that is none', (f) => ((f.signer as Fields).publicKey = '00')],
  ['SET-SCHEME', 'another scheme', (f) => (f.scheme = 'sskr')],
  ['SET-M-LOW', 'm = 1', (f) => (f.m = 1)],
  ['SET-N-HIGH', 'n = 256', (f) => (f.n = 256)],
  ['SET-M-OVER-N', 'm = 6 of 5', (f) => (f.m = 6)],
  ['SET-COUNT', 'a slot too few', (_, s) => s.pop()],
  ['SET-SLOTS', 'two slots exchanged', (_, s) => s.reverse()],
  ['SET-SLOTS', 'a slot twice', (_, s) => (s[1] = { ...s[0]!, x: 200, commitment: '00'.repeat(32) })],
  ['SET-X-ZERO', 'x = 0', (_, s) => (s[2]!.x = 0)],
  ['SET-X-RANGE', 'x = 256', (_, s) => (s[2]!.x = 256)],
  ['SET-X-DUPLICATE', 'an x twice', (_, s) => (s[2]!.x = s[0]!.x)],
  ['SET-COMMITMENT-DUPLICATE', 'a commitment twice', (_, s) => (s[2]!.commitment = s[0]!.commitment)],
  ['SET-CUSTODIAN-DUPLICATE', 'a custodian twice', (_, s) => (s[2]!.custodian.id = 'c1')],
  ['SET-ROOTS', 'no root', (f) => (f.roots = [])],
  ['SET-ROOTS', 'a root twice', (f) => (f.roots as unknown[]).push((f.roots as unknown[])[0])],
  ['SET-SIGNER', 'the roots in another order', (f) => (f.roots as unknown[]).reverse()],
];

describe('the public share set', () => {
  it('is read as it was written and re-encodes to the same bytes', () => {
    expect(encodeShareSet(parseShareSet(good))).toEqual(good);
  });

  it.each(faults)('%s: %s', (code, _what, change) => {
    refused(changed(change), code);
  });

  it('SET-SIGNATURE: any field changed without signing again', () => {
    refused(
      changed((f) => (f.epoch = 2), false),
      'SET-SIGNATURE',
    );
    refused(
      changed((f) => (f.rehearsal = true), false),
      'SET-SIGNATURE',
    );
    refused(toJcs({ ...founding.set, signature: '00'.repeat(64) }), 'SET-SIGNATURE');
  });

  it('ENCODING-JSON: other bytes for the same document', () => {
    refused(concat(good, utf8('\n')), 'ENCODING-JSON');
    refused(concat(utf8(' '), good), 'ENCODING-JSON');
    refused(good.slice(0, -1), 'ENCODING-JSON');
  });
});
