import { beforeAll, describe, expect, it } from 'vitest';
import { concat, digestMessage, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toCbor } from '../../../main/core/encoding/cbor.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { fingerprint, suite } from '../../../main/core/keys/index.ts';
import { parseSealed } from '../../../main/core/sealing/sealed.ts';
import { checkSealedFile, encodeStatement, parseStatement } from '../../../main/core/sealing/statement.ts';
import { found } from '../shares/founding.ts';
import type { Founding } from '../shares/founding.ts';

type Fields = Record<string, unknown>;

let founding: Founding;
let good: Uint8Array;
beforeAll(async () => {
  founding = await found({ suites: ['ed25519', 'sm2', 'p256'] });
  good = encodeStatement(founding.statements.get('root-sm2')!);
});

const code = (name: string) => expect.objectContaining({ code: name }) as Error;

function changed(change: (fields: Fields) => void, resign = true): Uint8Array {
  const { signature, ...fields } = parseJcs(good, 'statement') as Fields;
  change(fields);
  const root = founding.roots[1]!;
  const signed = resign ? toHex(suite('sm2').sign(digestMessage('root', toJcs(fields)), root.secret)) : signature;
  return toJcs({ ...fields, signature: signed });
}

/** The true header with fields changed, in hex. */
function headerWith(change: Fields): string {
  return toHex(toCbor({ ...parseSealed(founding.sealed.get('root-sm2')!).header, ...change }));
}

const faults: readonly (readonly [string, string, (fields: Fields) => void])[] = [
  ['ROOT-FORMAT', 'another format', (f) => (f.format = 'rootseal.root/2')],
  ['ROOT-FIELD-UNKNOWN', 'an unknown field', (f) => (f.note = 'x')],
  ['ROOT-FIELD-MISSING', 'no rehearsal flag', (f) => delete f.rehearsal],
  ['ROOT-FIELD-TYPE', 'a flag as text', (f) => (f.rehearsal = 'false')],
  ['ROOT-FIELD-TYPE', 'hex in capitals', (f) => (f.publicKey = (f.publicKey as string).toUpperCase())],
  ['ROOT-FIELD-TYPE', 'a public key of another suite', (f) => (f.suite = 'p256')],
  ['ROOT-FINGERPRINT', 'another fingerprint', (f) => (f.fingerprint = '00'.repeat(32))],
  ['ROOT-HEADER', 'another consortium', (f) => (f.consortium = 'other')],
  ['ROOT-HEADER', 'another ceremony', (f) => (f.ceremony = 'other')],
  ['ROOT-HEADER', 'another id', (f) => (f.id = 'other')],
  ['ROOT-HEADER', 'another set', (f) => (f.set = '00'.repeat(16))],
  ['ROOT-HEADER', 'another epoch', (f) => (f.epoch = 2)],
  ['ROOT-HEADER', 'a rehearsal renamed', (f) => (f.rehearsal = true)],
  ['ROOT-HEADER', 'a header that says rehearsal', (f) => (f.header = headerWith({ rehearsal: true }))],
  ['SEALED-FIELD-UNKNOWN', 'a header with an unknown field', (f) => (f.header = headerWith({ note: 1 }))],
  ['CBOR-TRAILING', 'a header with a byte behind it', (f) => (f.header = `${String(f.header)}00`)],
];

describe('root statements', () => {
  it('are read as they were written and re-encode to the same bytes, each suite', () => {
    for (const statement of founding.statements.values()) {
      const encoded = encodeStatement(statement);
      expect(encodeStatement(parseStatement(encoded))).toEqual(encoded);
      expect(statement.fingerprint).toHaveLength(64);
    }
  });

  it.each(faults)('%s: %s', (name, _what, change) => {
    expect(() => parseStatement(changed(change))).toThrow(code(name));
  });

  it('ROOT-HEADER: the key of another root, signed by that root', () => {
    const other = founding.roots[0]!;
    const { signature: _, ...fields } = parseJcs(good, 'statement') as Fields;
    const publicKey = toHex(other.publicKey);
    const forged = { ...fields, suite: other.suite, publicKey, fingerprint: fingerprint(other.suite, other.publicKey) };
    const signature = toHex(suite(other.suite).sign(digestMessage('root', toJcs(forged)), other.secret));
    expect(() => parseStatement(toJcs({ ...forged, signature }))).toThrow(code('ROOT-HEADER'));
  });

  it('ROOT-HEADER: another key of the same suite, signed by that key', async () => {
    const other = (await found({ seed: 'another', suites: ['ed25519', 'sm2'] })).roots[1]!;
    const { signature: _, ...fields } = parseJcs(good, 'statement') as Fields;
    const forged = { ...fields, publicKey: toHex(other.publicKey), fingerprint: fingerprint('sm2', other.publicKey) };
    const signature = toHex(suite('sm2').sign(digestMessage('root', toJcs(forged)), other.secret));
    expect(() => parseStatement(toJcs({ ...forged, signature }))).toThrow('disagree in "publicKey"');
  });

  it('ROOT-SIGNATURE: what is not in the header, changed without signing again', () => {
    expect(() => parseStatement(changed((f) => (f.purpose = 'other'), false))).toThrow(code('ROOT-SIGNATURE'));
    const hash = '00'.repeat(32);
    expect(() => parseStatement(changed((f) => (f.ciphertextSha256 = hash), false))).toThrow(code('ROOT-SIGNATURE'));
  });

  it('ENCODING-JSON: other bytes for the same document', () => {
    expect(() => parseStatement(concat(good, utf8('\n')))).toThrow(code('ENCODING-JSON'));
  });

  it('ROOT-SEALED: a file that is not the one described', async () => {
    const statement = founding.statements.get('root-sm2')!;
    const file = founding.sealed.get('root-sm2')!;
    expect(() => checkSealedFile(statement, file, 'sealed/root-sm2.sealed')).not.toThrow();
    const again = (await found({ suites: ['ed25519', 'sm2', 'p256'], epoch: 2 })).sealed.get('root-sm2')!;
    const { headerBytes, ciphertext } = parseSealed(file);
    const altered = ciphertext.slice();
    altered[0]! ^= 1;
    const damaged = toCbor({ header: headerBytes, ciphertext: altered });
    expect(() => checkSealedFile(statement, damaged, 'f')).toThrow(code('ROOT-SEALED'));
    expect(() => checkSealedFile(statement, damaged, 'f')).toThrow('(ciphertext)');
    expect(() => checkSealedFile(statement, again, 'f')).toThrow('(header)');
  });
});
