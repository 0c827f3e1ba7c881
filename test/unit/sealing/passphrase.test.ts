import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { judgePassphrase, passphrasePoints, requirePassphrase } from '../../../main/core/sealing/passphrase.ts';

const real = (text: string) => judgePassphrase(utf8(text), { rehearsal: false }).code;
const practice = (text: string) => judgePassphrase(utf8(text), { rehearsal: true }).code;

describe('passphrases that no ceremony takes', () => {
  it('PASSPHRASE-EMPTY', () => {
    expect([real(''), practice('')]).toEqual(['PASSPHRASE-EMPTY', 'PASSPHRASE-EMPTY']);
  });

  it.each(['pass\tword', 'pass\n', 'schl\u00fcssel', '口令', '\u007f', 'a\u0000b'])(
    'PASSPHRASE-CHARACTER: %j',
    (text) => {
      expect([real(text), practice(text)]).toEqual(['PASSPHRASE-CHARACTER', 'PASSPHRASE-CHARACTER']);
    },
  );

  it('PASSPHRASE-CHARACTER says the place, in both languages, and nothing of the passphrase', () => {
    const { text } = judgePassphrase(utf8('secret-\u00fc'), { rehearsal: false });
    expect(text.en).toContain('Character 8');
    expect(text.zh).toContain('第 8 个');
    expect(text.en + text.zh).not.toContain('secret');
  });

  it('PASSPHRASE-LONG: 257 characters; 256 will do', () => {
    expect(practice('x'.repeat(257))).toBe('PASSPHRASE-LONG');
    expect(practice('x'.repeat(256))).toBe('PASSPHRASE-OK');
  });
});

describe('a rehearsal takes any other', () => {
  it.each(['a', '123456', 'correct horse'])('%j', (text) => {
    expect(practice(text)).toBe('PASSPHRASE-OK');
  });
});

describe('PASSPHRASE-WEAK: a real ceremony refuses', () => {
  it.each([
    ['a password', 'password'],
    ['substitutions', 'Tr0ub4dor&3'],
    ['fifteen random characters', 'k7Qm2xV9pTz4wRd'],
    ['four words', 'correct horse battery staple'],
    ['five words', 'marble tunnel spinach orbit velvet'],
    ['words run together', 'CorrectHorseBatteryStaple'],
    ['one long word', 'pneumonoultramicroscopicsilicovolcanoconiosis'],
    ['the same words again', 'marble tunnel spinach marble tunnel spinach'],
    ['a password again and again', 'P@ss7w0!P@ss7w0!P@ss7w0!'],
    ['one character', 'aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['an alphabet', 'abcdefghijklmnopqrstuvwxyz'],
    ['digits in order', '12345678901234567890'],
    ['digits at random, which are 53 bits', '4839 2017 5628 9104'],
    ['dates', '1984-03-12 1986-11-02 2011'],
    ['keyboard rows', 'qwertyuiop[]asdfghjkl'],
    ['keyboard columns', '1qaz2wsx3edc4rfv5tgb'],
    ['keyboard columns with shift', '!QAZ2wsx#EDC4rfv'],
    ['spaces', '                    abcdefgh'],
    ['seven distinct characters', 'xKxk7K7%xkK%7kKx%x7%K7xk%K'],
  ])('%s', (_what, text) => {
    expect(real(text)).toBe('PASSPHRASE-WEAK');
  });
});

describe('PASSPHRASE-OK: a real ceremony takes', () => {
  it.each([
    ['sixteen random characters', 'k7Qm2xV9pTz4wRd#'],
    ['sixteen random characters with signs', 'f%G2!wZq8$tLm*Pv'],
    ['six words', 'marble tunnel spinach orbit velvet quarry'],
    ['six words run together', 'MarbleTunnelSpinachOrbitVelvetQuarry'],
    ['six words with dashes', 'marble-tunnel-spinach-orbit-velvet-quarry'],
    ['five words and a sign', 'marble tunnel spinach orbit velvet #'],
    ['six short words', 'wok fax gem tub elm sky'],
    ['32 random hex digits', '9f3a61c07be2d4585e1b0c7df26a94e3'],
  ])('%s', (_what, text) => {
    expect(real(text)).toBe('PASSPHRASE-OK');
  });
});

describe('points', () => {
  it.each([
    ['abc', 2],
    ['abd', 3],
    ['aab', 2],
    ['321', 2],
    ['marble', 3],
    ['Marble', 3],
    ['aMarble', 4],
    ['marbleTunnel', 6],
    ['student', 3],
    ['were', 3],
    ['7 7', 2],
    ['48392017562891', 8],
    ['marble marble', 3],
  ])('%j counts %i', (text, points) => {
    expect(passphrasePoints(utf8(text))).toBe(points);
  });

  it('requirePassphrase throws what the verdict says, with whose it is', () => {
    const weak = () => requirePassphrase(utf8('password'), { rehearsal: false }, 'c2');
    expect(weak).toThrow(expect.objectContaining({ code: 'PASSPHRASE-WEAK', subject: 'c2', exit: 1 }) as Error);
    expect(weak).toThrow('3 points of 16');
    expect(() => requirePassphrase(utf8('x'), { rehearsal: true }, 'c2')).not.toThrow();
  });
});
