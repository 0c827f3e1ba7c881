/**
 * Every codec that no other file here has: what is written is read as the same value, and whatever is changed in a real
 * document is refused or is, byte for byte, another document. The second half runs the fuzz targets, which judge that.
 */
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Joiner, longestMessage, toReports } from '../../hsm/protocol/ctaphid.ts';
import { settingsBytes, settingsIn } from '../../main/app/desktop/settings-file.ts';
import { checkpointText, parseCheckpoint } from '../../main/core/audit/checkpoint.ts';
import { decodeEntry, encodeEntry } from '../../main/core/audit/entry.ts';
import {
  formatNote,
  noteSignatureLine,
  parseNote,
  parseVkey,
  parseVkeyFile,
  formatVkey,
  vkeyFile,
} from '../../main/core/audit/note.ts';
import { concat, readU16, readU32, readU64, u16, u32, u64, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { signatureFromDer, signatureToDer } from '../../main/core/keys/der.ts';
import { fingerprint, suite, suiteNames } from '../../main/core/keys/index.ts';
import { fromSpkiPem, toSpkiPem } from '../../main/core/keys/pem.ts';
import { fromBase32, toBase32 } from '../../main/core/paper/base32.ts';
import { gather } from '../../main/core/paper/collect.ts';
import { mostParts, partLength, toParts } from '../../main/core/paper/frame.ts';
import { fromLines, lineText, toLines } from '../../main/core/paper/lines.ts';
import { buildSm2Sig, parseSm2Sig } from '../../main/core/tuf/sm2sig.ts';
import { openSealed, parseSealed, seal, sealedRootFormat } from '../../main/core/sealing/sealed.ts';
import { decodePublicKey, decodeSignature, encodePublicKey, encodeSignature } from '../../main/export/jdchain/keys.ts';
import { formatLogKey, parseLogKey } from '../../main/vault/log-key.ts';
import { targets } from '../fuzz/targets.ts';

const runs = { numRuns: process.env['SLOW'] === undefined ? 60 : 3000 };
const exactly = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const bytes = fc.uint8Array({ minLength: 1, maxLength: 700 });
const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const name = fc.stringMatching(/^[a-z][a-z0-9./-]{0,30}$/);
const pair = fc.tuple(fc.constantFrom(...suiteNames), exactly(48)).map(([which, random]) => {
  const secret = suite(which).secretFromRandom(random.slice(0, suite(which).randomLength));
  return { suite: which, secret, publicKey: suite(which).publicKey(secret) };
});

describe('what is written is read as it was', () => {
  it('Base32, integers', () => {
    fc.assert(
      fc.property(bytes, fc.maxSafeInteger().map(Math.abs), (x, n) => {
        expect(fromBase32(toBase32(x))).toEqual(x);
        expect([readU16(u16(n % 65_536)), readU32(u32(n % 2 ** 32)), readU64(u64(n))]).toEqual([
          ...[n % 65_536, n % 2 ** 32, n],
        ]);
      }),
      runs,
    );
  });

  it('lines for typing, in any order and case', () => {
    fc.assert(
      fc.property(bytes, fc.boolean(), fc.nat(), (x, small, turn) => {
        const lines = toLines(x).map(lineText);
        const turned = [...lines.slice(turn % lines.length), ...lines.slice(0, turn % lines.length)].join('\n');
        expect(fromLines(small ? turned.toLowerCase() : turned, 'typed')).toEqual(x);
      }),
      runs,
    );
  });

  it('the parts of a sheet, in any order and twice', () => {
    const content = fc.oneof(
      fc.integer({ min: 1, max: 255 }).map((index) => ({ kind: 'share' as const, index })),
      id.map((one) => ({ kind: 'sealed' as const, id: one })),
    );
    const whole = fc.uint8Array({ minLength: 1, maxLength: 5 * partLength });
    fc.assert(
      fc.property(content, exactly(16).map(toHex), whole, fc.nat(), (what, set, x, turn) => {
        const parts = toParts({ content: what, set, bytes: x });
        expect(parts.length).toBeLessThanOrEqual(mostParts);
        const found = [...parts.slice(turn % parts.length), ...parts].map((text) => ({ text, from: 'a' }));
        expect(gather(found)).toMatchObject([{ content: what, set, bytes: x, missing: [] }]);
      }),
      runs,
    );
  });

  it('verifier keys, notes, checkpoints, the key of the log', () => {
    fc.assert(
      fc.property(exactly(32), name, fc.maxSafeInteger().map(Math.abs), exactly(32), (secret, origin, size, root) => {
        const publicKey = suite('ed25519').publicKey(secret);
        expect(parseVkey(formatVkey(origin, publicKey))).toMatchObject({ name: origin, publicKey });
        expect(parseVkeyFile(vkeyFile(origin, publicKey))).toMatchObject({ name: origin, publicKey });
        expect(parseLogKey(formatLogKey({ origin, secret, publicKey }))).toEqual({ origin, secret, publicKey });
        const text = checkpointText({ origin, size, root });
        expect(parseCheckpoint(text)).toEqual({ origin, size, root });
        const signature = suite('ed25519').sign(utf8(text), secret);
        const note = parseNote(formatNote(text, [noteSignatureLine(origin, publicKey, signature)]));
        expect(note).toMatchObject({ text, signatures: [{ name: origin, signature }] });
      }),
      { numRuns: runs.numRuns / 3 },
    );
  });

  it('entries of the log', () => {
    const text = fc.string({ unit: 'grapheme' });
    const entry = fc.record({
      format: fc.constant('rootseal.entry/1' as const),
      index: fc.nat(),
      time: fc
        .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      ceremony: id,
      rehearsal: fc.boolean(),
      kind: fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/),
      data: fc.dictionary(text, fc.oneof(text, fc.nat(), fc.boolean(), fc.array(text)), { noNullPrototype: true }),
    });
    fc.assert(
      fc.property(entry, (one) => {
        expect(decodeEntry(encodeEntry(one))).toEqual(one);
      }),
      runs,
    );
  });

  it('keys and signatures: PEM, DER, JD Chain, SM2 documents', () => {
    fc.assert(
      fc.property(pair, exactly(64), (key, signature) => {
        const { publicKey } = key;
        expect(fromSpkiPem(toSpkiPem(key.suite, publicKey))).toEqual({ suite: key.suite, publicKey });
        expect(decodePublicKey(encodePublicKey(key.suite, publicKey))).toEqual({ suite: key.suite, raw: publicKey });
        expect(decodeSignature(encodeSignature(key.suite, signature))).toEqual({ suite: key.suite, raw: signature });
        expect(signatureFromDer(signatureToDer(signature))).toEqual(signature);
        if (key.suite !== 'sm2') return;
        const built = buildSm2Sig('root.json', [{ root: 'root-sm', publicKey, signature }]);
        const print = fingerprint('sm2', publicKey);
        expect(parseSm2Sig(built, 'a').signatures).toEqual([{ root: 'root-sm', fingerprint: print, signature }]);
      }),
      { numRuns: runs.numRuns / 3 },
    );
  });

  it('sealed roots, opened and not', () => {
    fc.assert(
      fc.property(pair, exactly(32), exactly(16), exactly(24), fc.nat(), (key, kek, set, nonce, epoch) => {
        const header = {
          ...{ format: sealedRootFormat as typeof sealedRootFormat, consortium: 'food-trace', ceremony: 'c-1' },
          ...{
            id: 'root-a',
            suite: key.suite,
            publicKey: key.publicKey,
            set,
            epoch: epoch + 1,
            rehearsal: true,
            nonce,
          },
        };
        const file = seal(key.secret, kek, header);
        expect(parseSealed(file).header).toEqual(header);
        expect(openSealed(file, kek)).toEqual({ header, secret: key.secret });
      }),
      { numRuns: runs.numRuns / 3 },
    );
  });

  it('settings, and the reports of a security key', () => {
    const settings = fc.record({
      lang: fc.constantFrom('system' as const, 'zh' as const, 'en' as const),
      theme: fc.constantFrom('system' as const, 'light' as const, 'dark' as const),
      wall: fc.boolean(),
      homes: fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 }),
    });
    const data = fc.uint8Array({ maxLength: longestMessage });
    fc.assert(
      fc.property(settings, fc.integer({ min: 0, max: 127 }), data, (kept, command, x) => {
        expect(settingsIn(settingsBytes(kept))).toEqual(kept);
        const joiner = new Joiner(9);
        const joined = toReports({ channel: 9, command, data: x }).map((report) => joiner.push(report));
        expect(joined.at(-1)).toEqual({ channel: 9, command, data: x });
      }),
      runs,
    );
  });
});

describe('whatever is changed in a real document is refused, or is another document', () => {
  const corpus = new URL('../fuzz/corpus/', import.meta.url);
  const seedsOf = (target: string) =>
    readdirSync(new URL(`${target}/`, corpus))
      .filter((file) => file.startsWith('seed-'))
      .map((file) => new Uint8Array(readFileSync(new URL(`${target}/${file}`, corpus))));
  const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), put: fc.uint8Array({ maxLength: 40 }) });

  it.each(targets.map(({ name: target, run }) => [target, run] as const))('%s', (target, run) => {
    const seeds = seedsOf(target);
    fc.assert(
      fc.property(fc.nat(), fc.array(change, { minLength: 1, maxLength: 3 }), (which, changes) => {
        const seed = seeds[which % seeds.length]!;
        const changed = changes.reduce<Uint8Array>((x, { at, length, put }) => {
          const from = at % (x.length + 1);
          return concat(x.subarray(0, from), put, x.subarray(from + length));
        }, seed);
        run(changed); // throws where it must not
      }),
      { numRuns: runs.numRuns / 2 },
    );
  });
});
