/** The committed shares of the past parse, re-encode identically, and restore; and today's code still makes them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCbor } from '../../main/core/encoding/cbor.ts';
import { fromHex, toHex } from '../../main/core/encoding/hex.ts';
import { openSealed, parseSealed } from '../../main/core/sealing/sealed.ts';
import { checkSealedFile, encodeStatement, parseStatement } from '../../main/core/sealing/statement.ts';
import { encodeEnvelope, parseEnvelope } from '../../main/core/shares/envelope.ts';
import { guardQuorum, judgePool } from '../../main/core/shares/guard.ts';
import { encodeShareSet, parseShareSet } from '../../main/core/shares/set.ts';
import { combine } from '../../main/vault/shamir.ts';
import { combineWords } from '../../main/vault/slip39.ts';
import { makeVector, recipes } from './shares/make.ts';
import type { ShareVector } from './shares/make.ts';

const folder = new URL('shares/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const bytes = (hex: string) => fromHex(hex, 'vector');

it('there are vectors for every recipe', () => {
  expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(Object.keys(recipes).sort());
});

describe.each(files)('%s', (file) => {
  const vector = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ShareVector;
  const envelopes = () => vector.envelopes.map((hex) => parseEnvelope(bytes(hex)));

  it('parses and re-encodes to the same bytes', () => {
    expect(envelopes().map((envelope) => toHex(encodeEnvelope(envelope)))).toEqual(vector.envelopes);
    expect(toHex(encodeShareSet(parseShareSet(bytes(vector.set))))).toBe(vector.set);
    for (const hex of Object.values(vector.statements)) {
      expect(toHex(encodeStatement(parseStatement(bytes(hex))))).toBe(hex);
    }
    for (const hex of Object.values(vector.sealed)) {
      const { headerBytes, ciphertext } = parseSealed(bytes(hex));
      expect(toHex(toCbor({ header: headerBytes, ciphertext }))).toBe(hex);
    }
  });

  it('every share is intact beside the set, and a quorum of them restores every root', async () => {
    const set = parseShareSet(bytes(vector.set));
    expect(judgePool(envelopes(), set).map((verdict) => verdict.code)).toEqual(Array(set.n).fill('SHARE-INTACT'));
    const quorum = guardQuorum(set.groups ? envelopes() : envelopes().slice(-set.m), set);
    const shares = quorum.map((envelope) => envelope.share);
    const kek = await (set.scheme === 'slip39' ? combineWords(shares) : combine(shares, set.m));
    expect(toHex(kek)).toBe(vector.kek);
    for (const { id, secret } of vector.roots) {
      const sealed = bytes(vector.sealed[id]!);
      expect(toHex(openSealed(sealed, kek).secret)).toBe(secret);
      checkSealedFile(parseStatement(bytes(vector.statements[id]!)), sealed, id);
    }
  });

  it('is what the same seed makes today', async () => {
    expect(await makeVector(recipes[file.replace('.json', '')]!)).toEqual(vector);
  });
});
