/** JD Chain formats under random input: what is written reads back, and hostile bytes meet a rule, never a crash. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal, utf8 } from '../../main/core/encoding/bytes.ts';
import '../../main/export/jdchain/ca/certificate.ts';
import { formatCreatedTime, parseCreatedTime } from '../../main/export/jdchain/created-time.ts';
import { parseGenesis } from '../../main/export/jdchain/genesis-parse.ts';
import { decodePrivate, decodePublicKey, decodeSignature, encodePrivate } from '../../main/export/jdchain/keys.ts';
import { lint } from '../../main/export/jdchain/lint.ts';
import { propertyLine, readProperties } from '../../main/export/jdchain/properties.ts';
import { bytes, int64, list, mask, text } from '../../main/export/jdchain/proto.ts';
import { parseRegistration } from '../../main/export/jdchain/registration.ts';
import { readTransaction } from '../../main/export/jdchain/tx/read.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { refusal } from '../refusal.ts';

const runs = { numRuns: process.env['SLOW'] === '1' ? 2000 : 200 };
const cursor = (input: Uint8Array) => ({ bytes: input, what: 'random', contract: 'random', at: 0 });
const unicode = fc.string({ unit: 'grapheme' });

describe('properties', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(unicode, unicode), { maxLength: 8 }), (pairs) => {
        const read = readProperties(utf8(pairs.map(([key, value]) => propertyLine(key, value)).join('')), 'written');
        expect(read.entries.map(({ key, value }) => [key, value])).toEqual(pairs);
      }),
      runs,
    );
  });
});

describe('binary-proto', () => {
  it('reads back text, bytes, numbers and lists, with nothing left over', () => {
    const codec = list(text);
    fc.assert(
      fc.property(fc.array(unicode), fc.uint8Array({ maxLength: 300 }), fc.maxSafeInteger(), (texts, raw, number) => {
        const at = cursor(codec.write(texts));
        expect(codec.read(at)).toEqual(texts);
        expect(at.at).toBe(at.bytes.length);
        expect(equal(bytes.read(cursor(bytes.write(raw))), raw)).toBe(true);
        expect(int64.read(cursor(int64.write(number)))).toBe(number);
      }),
      runs,
    );
  });

  it('writes the masks of the specification', () => {
    const hex = (value: number) => Buffer.from(mask(value)).toString('hex');
    const cases = [0, 34, 63, 64, 76, 16383, 16384, 4194303, 4194304].map(hex);
    expect(cases).toEqual(['00', '22', '3f', '4040', '404c', '7fff', '804000', 'bfffff', 'c0400000']);
  });
});

describe('created-time', () => {
  it('reads back to the millisecond, in the years of the Gregorian calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1583, 0, 1), max: 253_402_300_799_999 }), (ms) => {
        expect(parseCreatedTime(formatCreatedTime(ms), 'time')).toBe(ms);
      }),
      runs,
    );
  });
});

describe('private keys', () => {
  it('open with their password alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), unicode, unicode, (secret, password, other) => {
        const file = encodePrivate('ed25519', secret, utf8(password));
        expect(decodePrivate(file, utf8(password)).secret).toEqual(secret);
        // No MAC: a wrong password is noticed by padding and header, 1 in 2^32 apart.
        if (other !== password) expect(refusal(() => decodePrivate(file, utf8(other)))).toBe('JDCHAIN-KEY-PASSWORD');
      }),
      runs,
    );
  });
});

describe('hostile bytes', () => {
  it('are refused by a rule', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (junk, line) => {
        for (const read of [
          () => parseGenesis(junk),
          () => parseRegistration(junk),
          () => readTransaction(junk),
          () => decodePublicKey(line),
          () => decodeSignature(line),
        ]) {
          expect(refusal(read)).toMatch(/^(JDCHAIN|ENCODING)-/);
        }
        lint(
          [
            {
              name: 'a',
              files: new Map([
                ['ledger.init', junk],
                ['local.conf', utf8(line)],
              ]),
            },
          ],
          0,
        );
      }),
      runs,
    );
  });
});

describe('transactions with some bytes changed, cut or added', () => {
  const { requests } = JSON.parse(
    readFileSync(new URL('../vectors/jdchain/transactions.json', import.meta.url), 'utf8'),
  ) as { requests: Record<string, string> };
  const files = Object.values(requests).map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
  const change = fc.tuple(fc.nat(5000), fc.nat(255), fc.constantFrom('set', 'cut', 'add'));

  it('are shown, or refused by a rule', () => {
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
        const bytes = changes.reduce((all, [at, byte, how]) => {
          const i = at % (all.length + 1);
          if (how === 'cut') return Uint8Array.of(...all.subarray(0, i), ...all.subarray(i + 1 + (byte % 4)));
          return Uint8Array.of(...all.subarray(0, i), byte, ...all.subarray(how === 'add' ? i : i + 1));
        }, files[which] ?? new Uint8Array());
        const code = outcome(() => readTransaction(bytes));
        expect(code).toMatch(/^(shown|JDCHAIN-(TX|PROTO)|ENCODING-UTF8)$/);
      }),
      { numRuns: process.env['SLOW'] === '1' ? 10_000 : 1000 },
    );
  });
});

/** What becomes of an attempt: "shown", or the rule that refuses it. */
function outcome(run: () => unknown): string {
  try {
    run();
    return 'shown';
  } catch (error) {
    if (error instanceof RootsealError) return error.code;
    throw error;
  }
}
