import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat } from '../../../main/core/encoding/bytes.ts';
import { fromCbor, toCbor } from '../../../main/core/encoding/cbor.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { openSealed, parseSealed, seal } from '../../../main/core/sealing/sealed.ts';
import type { SealedHeader } from '../../../main/core/sealing/sealed.ts';
import { found } from '../shares/founding.ts';
import type { Founding } from '../shares/founding.ts';

type Fields = Record<string, unknown>;

let founding: Founding;
let good: Uint8Array;
let header: SealedHeader;
beforeAll(async () => {
  founding = await found({ suites: ['ed25519', 'sm2', 'p256'] });
  good = founding.sealed.get('root-sm2')!;
  header = parseSealed(good).header;
});

const code = (name: string) => expect.objectContaining({ code: name }) as Error;
const secretOf = (id: string) => founding.roots.find((root) => root.id === id)!.secret;

/** The good file with its header changed and sealed again under the true KEK: only the rule itself can refuse it. */
function changed(change: (fields: Fields) => void, secret = secretOf('root-sm2')): Uint8Array {
  const fields = fromCbor((fromCbor(good, 'file') as { header: Uint8Array }).header, 'header') as Fields;
  const { nonce } = header;
  change(fields);
  const bytes = toCbor(fields);
  return toCbor({ header: bytes, ciphertext: xchacha20poly1305(founding.kek, nonce, bytes).encrypt(secret) });
}

describe('sealed roots', () => {
  it('open under the KEK to the secret of their public key, each suite and the log key', () => {
    for (const root of founding.roots) {
      const { header: read, secret } = openSealed(founding.sealed.get(root.id)!, founding.kek);
      expect(secret).toEqual(root.secret);
      expect(read).toMatchObject({ id: root.id, suite: root.suite, publicKey: root.publicKey });
    }
    const log = openSealed(founding.sealed.get('log-key')!, founding.kek);
    expect(log.header.format).toBe('rootseal.sealed-log-key/1');
    expect(suite('ed25519').publicKey(log.secret)).toEqual(log.header.publicKey);
  });

  it('are read as they were written and re-encode to the same bytes', () => {
    for (const file of founding.sealed.values()) {
      const { headerBytes, ciphertext, header: read } = parseSealed(file);
      expect(toCbor({ header: headerBytes, ciphertext })).toEqual(file);
      expect(toCbor(read)).toEqual(headerBytes);
    }
  });

  it('SEALED-OPEN: another KEK, naming the root and keeping the secret', () => {
    const kek = founding.kek.slice();
    kek[31]! ^= 1;
    const open = () => openSealed(good, kek);
    expect(open).toThrow(expect.objectContaining({ code: 'SEALED-OPEN', subject: 'root-sm2', exit: 1 }) as Error);
  });

  it('SEALED-OPEN: a header that was not sealed with it', () => {
    const other = founding.sealed.get('root-p256')!;
    const mixed = toCbor({ header: parseSealed(other).headerBytes, ciphertext: parseSealed(good).ciphertext });
    expect(() => openSealed(mixed, founding.kek)).toThrow(code('SEALED-OPEN'));
    for (const change of [{ epoch: 2 }, { rehearsal: true }, { consortium: 'other' }, { set: new Uint8Array(16) }]) {
      const forged = toCbor({ header: toCbor({ ...header, ...change }), ciphertext: parseSealed(good).ciphertext });
      expect(() => openSealed(forged, founding.kek)).toThrow(code('SEALED-OPEN'));
    }
  });

  it('SEALED-KEY: a secret that is not of the public key, on sealing and on opening', () => {
    const foreign = secretOf('root-p256');
    expect(() => seal(foreign, founding.kek, header)).toThrow(code('SEALED-KEY'));
    expect(() =>
      openSealed(
        changed(() => undefined, foreign),
        founding.kek,
      ),
    ).toThrow(code('SEALED-KEY'));
    const zero = new Uint8Array(32);
    expect(() =>
      openSealed(
        changed(() => undefined, zero),
        founding.kek,
      ),
    ).toThrow(code('SEALED-KEY'));
  });

  it('SEALED-LENGTH: secret, KEK, ciphertext', () => {
    const { kek } = founding;
    const secret = secretOf('root-sm2');
    expect(() => seal(secret.slice(1), kek, header)).toThrow(code('SEALED-LENGTH'));
    expect(() => seal(secret, kek.slice(1), header)).toThrow(code('SEALED-LENGTH'));
    expect(() => openSealed(good, kek.slice(1))).toThrow(code('SEALED-LENGTH'));
    const { headerBytes, ciphertext } = parseSealed(good);
    const long = toCbor({ header: headerBytes, ciphertext: concat(ciphertext, Uint8Array.of(0)) });
    expect(() => parseSealed(long)).toThrow(code('SEALED-LENGTH'));
  });
});

const faults: readonly (readonly [string, string, (fields: Fields) => void])[] = [
  ['SEALED-FORMAT', 'another format', (f) => (f.format = 'rootseal.sealed-root/2')],
  ['SEALED-FIELD-UNKNOWN', 'an unknown field', (f) => (f.note = 'x')],
  ['SEALED-FIELD-MISSING', 'no nonce', (f) => delete f.nonce],
  ['SEALED-FIELD-MISSING', 'no format', (f) => delete f.format],
  ['SEALED-FIELD-TYPE', 'a short nonce', (f) => (f.nonce = new Uint8Array(12))],
  ['SEALED-FIELD-TYPE', 'a set id in hex', (f) => (f.set = '00'.repeat(16))],
  ['SEALED-FIELD-TYPE', 'epoch 0', (f) => (f.epoch = 0)],
  ['SEALED-FIELD-TYPE', 'a public key of another suite', (f) => (f.suite = 'ed25519')],
  ['SEALED-LOG-KEY', 'a root as the log key', (f) => (f.format = 'rootseal.sealed-log-key/1')],
  ['SEALED-LOG-KEY', 'a root named log-key', (f) => (f.id = 'log-key')],
  [
    'SEALED-LOG-KEY',
    'a log key of another suite',
    (f) => Object.assign(f, { id: 'log-key', format: 'rootseal.sealed-log-key/1' }),
  ],
];

describe('a fault in the sealed root is refused under its own rule, even under the true KEK', () => {
  it.each(faults)('%s: %s', (name, _what, change) => {
    expect(() => openSealed(changed(change), founding.kek)).toThrow(code(name));
  });

  it('SEALED-FIELD-…: in the outer map', () => {
    const { headerBytes, ciphertext } = parseSealed(good);
    const outer = { header: headerBytes, ciphertext };
    expect(() => parseSealed(toCbor({ ...outer, more: 1 }))).toThrow(code('SEALED-FIELD-UNKNOWN'));
    expect(() => parseSealed(toCbor({ ciphertext }))).toThrow(code('SEALED-FIELD-MISSING'));
    expect(() => parseSealed(toCbor({ ...outer, header: 'x' }))).toThrow(code('SEALED-FIELD-TYPE'));
    expect(() => parseSealed(toCbor([]))).toThrow(code('SEALED-FIELD-TYPE'));
  });

  it('CBOR-…: trailing bytes in the file and in the header', () => {
    const { headerBytes, ciphertext } = parseSealed(good);
    expect(() => parseSealed(concat(good, Uint8Array.of(0)))).toThrow(code('CBOR-TRAILING'));
    const long = concat(headerBytes, Uint8Array.of(0));
    expect(() => parseSealed(toCbor({ header: long, ciphertext }))).toThrow(code('CBOR-TRAILING'));
  });
});
