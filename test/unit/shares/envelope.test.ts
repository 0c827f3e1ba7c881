import { beforeAll, describe, expect, it } from 'vitest';
import { toCbor, fromCbor } from '../../../main/core/encoding/cbor.ts';
import { concat, digestMessage } from '../../../main/core/encoding/bytes.ts';
import { suite } from '../../../main/core/keys/index.ts';
import {
  encodeEnvelope,
  envelopeMessage,
  parseEnvelope,
  readEnvelope,
  signEnvelope,
} from '../../../main/core/shares/envelope.ts';
import { found } from './founding.ts';
import type { Founding } from './founding.ts';

type Fields = Record<string, unknown>;

let founding: Founding;
let good: Uint8Array;
beforeAll(async () => {
  founding = await found();
  good = encodeEnvelope(founding.envelopes[1]!);
});

/** The good envelope with fields changed and signed again by the true root: only the rule itself can refuse it. */
function changed(change: (fields: Fields) => void, resign = true): Uint8Array {
  const { signature, ...fields } = fromCbor(good, 'envelope') as Fields;
  change(fields);
  const signed = resign ? founding.sign(digestMessage('share', toCbor(fields))) : signature;
  return toCbor({ ...fields, signature: signed });
}

const refused = (bytes: Uint8Array, code: string) => {
  expect(() => parseEnvelope(bytes)).toThrow(expect.objectContaining({ code }) as Error);
};

describe('the share envelope', () => {
  it('is read as it was written and re-encodes to the same bytes', () => {
    for (const envelope of founding.envelopes) {
      const encoded = encodeEnvelope(envelope);
      expect(encodeEnvelope(parseEnvelope(encoded))).toEqual(encoded);
    }
  });

  it('is signed over D("share", CBOR without the signature)', () => {
    const { signature, ...fields } = fromCbor(good, 'envelope') as Fields;
    const message = digestMessage('share', toCbor(fields));
    expect(envelopeMessage(founding.envelopes[1]!)).toEqual(message);
    const root = founding.roots[0]!;
    expect(suite(root.suite).verify(signature as Uint8Array, message, root.publicKey)).toBe(true);
  });

  it('is not handed out if it could not be read again', async () => {
    const unsigned = { ...founding.unsigned[0]!, index: 2 };
    await expect(signEnvelope(unsigned, founding.sign)).rejects.toMatchObject({ code: 'SHARE-COMMITMENT' });
    const foreign = () => new Uint8Array(64);
    await expect(signEnvelope(founding.unsigned[0]!, foreign)).rejects.toMatchObject({ code: 'SHARE-SIGNATURE' });
  });

  it('does not keep the secret in its refusals', () => {
    const secret = Buffer.from(founding.shares[1]!).toString('hex');
    try {
      parseEnvelope(changed((f) => (f.x = 9)));
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain(secret.slice(0, 16));
    }
  });
});

const share = (last: number, length = 33) => {
  const bytes = new Uint8Array(length).fill(7);
  bytes[length - 1] = last;
  return bytes;
};

/** One row per rule: its id, and the smallest change that only it can refuse. */
const faults: readonly (readonly [string, string, (fields: Fields) => void])[] = [
  ['SHARE-FORMAT', 'another format', (f) => (f.format = 'rootseal.share/2')],
  ['SHARE-FIELD-UNKNOWN', 'an unknown field', (f) => (f.note = 'hello')],
  ['SHARE-FIELD-UNKNOWN', 'an unknown nested field', (f) => ((f.custodian as Fields).phone = '1')],
  [
    'SHARE-FIELD-UNKNOWN',
    'a field named __proto__',
    (f) => Object.defineProperty(f, '__proto__', { value: 1, enumerable: true }),
  ],
  ['SHARE-FIELD-MISSING', 'a missing field', (f) => delete f.rehearsal],
  ['SHARE-FIELD-MISSING', 'a missing nested field', (f) => delete (f.custodian as Fields).zh],
  ['SHARE-FIELD-TYPE', 'text for a number', (f) => (f.m = '3')],
  ['SHARE-FIELD-TYPE', 'a number for a flag', (f) => (f.rehearsal = 0)],
  ['SHARE-FIELD-TYPE', 'a set id of 15 bytes', (f) => (f.set = new Uint8Array(15))],
  ['SHARE-FIELD-TYPE', 'epoch 0', (f) => (f.epoch = 0)],
  ['SHARE-FIELD-TYPE', 'a negative index', (f) => (f.index = -1)],
  ['SHARE-FIELD-TYPE', 'an id with a capital', (f) => (f.consortium = 'Food')],
  ['SHARE-FIELD-TYPE', 'a name that rewrites the terminal', (f) => ((f.custodian as Fields).en = 'A\u001b[2J')],
  ['SHARE-FIELD-TYPE', 'a list for a map', (f) => (f.custodian = [])],
  ['SHARE-FIELD-TYPE', 'an unknown suite', (f) => ((f.signer as Fields).suite = 'rsa')],
  ['SHARE-FIELD-TYPE', 'a public key that is none', (f) => ((f.signer as Fields).publicKey = new Uint8Array(31))],
  ['SHARE-SCHEME', 'another scheme', (f) => (f.scheme = 'sskr')],
  ['SHARE-M-LOW', 'm = 1', (f) => (f.m = 1)],
  ['SHARE-N-HIGH', 'n = 256', (f) => (f.n = 256)],
  ['SHARE-M-OVER-N', 'm = 6 of 5', (f) => (f.m = 6)],
  ['SHARE-INDEX', 'index 0', (f) => (f.index = 0)],
  ['SHARE-INDEX', 'index 6 of 5', (f) => (f.index = 6)],
  ['SHARE-X-ZERO', 'x = 0 in the field', (f) => (f.x = 0)],
  ['SHARE-X-ZERO', 'x = 0 in the share', (f) => (f.share = share(0))],
  ['SHARE-X-ZERO', 'x = 0 in both', (f) => Object.assign(f, { x: 0, share: share(0) })],
  ['SHARE-X-RANGE', 'x = 256', (f) => (f.x = 256)],
  ['SHARE-X-MISMATCH', 'x unlike the last byte', (f) => (f.x = 200)],
  ['SHARE-LENGTH', 'a share of 32 bytes', (f) => (f.share = share(18, 32))],
  ['SHARE-LENGTH', 'a share of 34 bytes', (f) => (f.share = share(18, 34))],
  ['SHARE-LENGTH', 'an empty share', (f) => (f.share = new Uint8Array())],
  ['SHARE-COMMITMENTS-COUNT', 'four commitments for five', (f) => (f.commitments as unknown[]).pop()],
  [
    'SHARE-COMMITMENTS-DUPLICATE',
    'a commitment twice',
    (f) => {
      const list = f.commitments as unknown[];
      list[4] = list[3];
    },
  ],
  ['SHARE-ROOTS', 'no root', (f) => (f.roots = [])],
  ['SHARE-ROOTS', 'a root twice', (f) => (f.roots as unknown[]).push((f.roots as unknown[])[0])],
  ['SHARE-SIGNER', 'the roots in another order', (f) => (f.roots as unknown[]).reverse()],
  ['SHARE-COMMITMENT', 'a flipped bit in the share', (f) => ((f.share as Uint8Array)[0]! ^= 1)],
  ['SHARE-COMMITMENT', 'another slot', (f) => (f.index = 3)],
];

describe('a fault in the envelope is refused under its own rule, even signed by the true root', () => {
  it.each(faults)('%s: %s', (code, _what, change) => {
    refused(changed(change), code);
  });

  it('SHARE-SIGNATURE: any field changed without signing again', () => {
    refused(
      changed((f) => (f.epoch = 2), false),
      'SHARE-SIGNATURE',
    );
    refused(
      changed((f) => (f.rehearsal = true), false),
      'SHARE-SIGNATURE',
    );
  });

  it('CBOR-TRAILING, CBOR-CANONICAL, CBOR-DUPLICATE, CBOR-MALFORMED', () => {
    refused(concat(good, Uint8Array.of(0)), 'CBOR-TRAILING');
    refused(good.slice(0, -1), 'CBOR-MALFORMED');
    refused(new Uint8Array(), 'CBOR-MALFORMED');
    // The map's head in its two-byte form: the same map, other bytes.
    expect(good[0]).toBe(0xb1);
    refused(concat(Uint8Array.of(0xb8, 17), good.slice(1)), 'CBOR-CANONICAL');
    // One entry more: the shortest key once again.
    const m = Uint8Array.of(0x61, 0x6d, 3);
    expect(good.slice(1, 4)).toEqual(m);
    refused(concat(Uint8Array.of(0xb2), m, good.slice(1)), 'CBOR-DUPLICATE');
  });

  it('a share signed for another kind of document is not one', () => {
    const { signature: _, ...fields } = fromCbor(good, 'envelope') as Fields;
    const wrongKind = founding.sign(digestMessage('file', toCbor(fields)));
    refused(toCbor({ ...fields, signature: wrongKind }), 'SHARE-SIGNATURE');
  });

  it('readEnvelope leaves commitment and signature to the judge', () => {
    const bytes = changed((f) => ((f.share as Uint8Array)[0]! ^= 1), false);
    expect(readEnvelope(bytes).index).toBe(2);
  });
});
