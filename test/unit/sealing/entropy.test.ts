import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { expand, mixEntropy } from '../../../main/core/sealing/entropy.ts';

interface Case {
  title: string;
  os: string;
  hsm: string;
  dice: string;
  prk: string;
  secrets: { name: string; length: number; hex: string }[];
  sm2Scalar: string;
  p256Scalar: string;
}

const vectorFile = new URL('../../vectors/entropy.json', import.meta.url);
const script = new URL('../../vectors/make-entropy.py', import.meta.url).pathname;
const vectors = JSON.parse(readFileSync(vectorFile, 'utf8')) as { cases: Case[] };
const python = spawnSync('python3', [script], { encoding: 'utf8' });
const absent = python.status === null ? ' (skipped: python3 is not on this machine)' : '';

const sources = (c: Case) => ({ os: fromHex(c.os, 'os'), hsm: fromHex(c.hsm, 'hsm'), dice: utf8(c.dice) });
const os = Uint8Array.from({ length: 64 }, (_, i) => i);
const dice = (rolls: string) => mixEntropy({ os, dice: utf8(rolls) });
const code = (name: string) => expect.objectContaining({ code: name }) as Error;

describe('entropy, against vectors by Python hmac and hashlib', () => {
  it.each(vectors.cases)('$title', (c) => {
    const prk = mixEntropy(sources(c));
    expect(toHex(prk)).toBe(c.prk);
    for (const { name, length, hex } of c.secrets) expect(toHex(expand(prk, name, length))).toBe(hex);
    const wide = expand(prk, 'root/root-sm', 48);
    expect(toHex(suite('sm2').secretFromRandom(wide))).toBe(c.sm2Scalar);
    expect(toHex(suite('p256').secretFromRandom(wide))).toBe(c.p256Scalar);
  });

  it.skipIf(python.status === null)(`the committed vectors are what the script prints${absent}`, () => {
    expect(python.stderr).toBe('');
    expect(python.stdout).toBe(readFileSync(vectorFile, 'utf8'));
  });

  it('an absent source is one of length 0, and no source can be taken for another', () => {
    const empty = new Uint8Array();
    expect(mixEntropy({ os })).toEqual(mixEntropy({ os, hsm: empty, dice: empty }));
    const rolls = utf8('123456'.repeat(20));
    expect(mixEntropy({ os, hsm: rolls })).not.toEqual(mixEntropy({ os, dice: rolls }));
  });

  it('leaves its sources to the caller', () => {
    const given = os.slice();
    mixEntropy({ os: given });
    expect(given).toEqual(os);
  });
});

describe('entropy refuses', () => {
  it('ENTROPY-OS: fewer or more than 64 bytes', () => {
    for (const length of [0, 63, 65]) {
      expect(() => mixEntropy({ os: new Uint8Array(length) })).toThrow(code('ENTROPY-OS'));
    }
  });

  it('ENTROPY-STUCK: a source that gives one byte only', () => {
    expect(() => mixEntropy({ os: new Uint8Array(64) })).toThrow(code('ENTROPY-STUCK'));
    expect(() => mixEntropy({ os, hsm: new Uint8Array(32).fill(0xff) })).toThrow(code('ENTROPY-STUCK'));
    expect(() => dice('1'.repeat(100))).toThrow(code('ENTROPY-STUCK'));
  });

  it('ENTROPY-DICE: anything but 1 to 6, saying the place and not the roll', () => {
    const rolls = '123456'.repeat(20);
    for (const wrong of ['0', '7', ' ', '\n']) {
      const text = rolls.slice(0, 41) + wrong + rolls.slice(42);
      expect(() => dice(text)).toThrow(code('ENTROPY-DICE'));
      expect(() => dice(text)).toThrow('roll 42 is something else');
    }
  });

  it('ENTROPY-DICE-SHORT: 99 rolls; 100 will do', () => {
    const rolls = '123456'.repeat(20);
    expect(() => dice(rolls.slice(0, 99))).toThrow(code('ENTROPY-DICE-SHORT'));
    expect(dice(rolls.slice(0, 100))).toHaveLength(32);
  });

  it('ENTROPY-NAME: a secret that no ceremony derives, or of another length', () => {
    const prk = mixEntropy({ os });
    const wrong = [
      ...([
        ['kek', 31],
        ['kek', 33],
        ['Kek', 32],
        ['root/', 32],
        ['root/A', 32],
        ['root/a', 16],
      ] as const),
      ...([
        ['member-password/a', 32],
        ['log-key/a', 32],
        ['', 32],
        ['root/a\n', 32],
      ] as const),
    ];
    for (const [name, length] of wrong) expect(() => expand(prk, name, length)).toThrow(code('ENTROPY-NAME'));
  });
});
