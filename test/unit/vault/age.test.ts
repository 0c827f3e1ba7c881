import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { ageNeeds } from '../../../main/core/sealing/age-head.ts';
import { type AgeKey, AgePool } from '../../../main/vault/age.ts';
import { checkDice } from '../../../main/vault/dice.ts';
import { formatLogKey, parseLogKey } from '../../../main/vault/log-key.ts';
import { demandTuf } from '../../../main/vault/tuf-gate.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { refusal } from '../../refusal.ts';
import { codeOf, cleanUp } from './room.ts';

afterAll(cleanUp);

const pool = new AgePool(2);
afterAll(() => pool.close());
const passphrase = (text: string, workFactor = 14): AgeKey => ({
  kind: 'passphrase',
  passphrase: utf8(text),
  workFactor,
});

describe('age files', () => {
  it('come back with the passphrase alone, sealed side by side', async () => {
    const sealed = await Promise.all(
      ['one', 'two', 'three'].map((text) => pool.seal(utf8(text), passphrase(`p-${text}`))),
    );
    expect(sealed.map(ageNeeds)).toEqual(Array(3).fill({ kind: 'passphrase', workFactor: 14 }));
    expect(await pool.open(sealed[2]!, passphrase('p-three'))).toEqual({ ok: true, bytes: utf8('three') });
    expect(await pool.open(sealed[2]!, passphrase('p-two'))).toEqual({ ok: false, reason: 'wrong' });
    const cut = sealed[2]!.slice(0, -1);
    expect(await pool.open(cut, passphrase('p-three'))).toEqual({ ok: false, reason: 'unreadable' });
  });

  it('to a recipient need its identity', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const sealed = await pool.seal(utf8('x'), { kind: 'recipient', recipient });
    expect(ageNeeds(sealed)).toEqual({ kind: 'identity' });
    const opened = await pool.open(sealed, { kind: 'identities', identities: utf8(`${identity}\n`) });
    expect(opened).toEqual({ ok: true, bytes: utf8('x') });
  });

  it.each(['age1', 'age1qqqq', 'ssh-ed25519 AAAA', ''])('are not sealed to the recipient "%s"', async (recipient) => {
    expect(await codeOf(pool.seal(utf8('x'), { kind: 'recipient', recipient }))).toBe('VAULT-RECIPIENT');
  });

  it.each([
    ['nothing', ''],
    ['another version', 'age-encryption.org/v2\n-> X25519 a\nb\n--- c\n'],
    ['no end of the header', 'age-encryption.org/v1\n-> X25519 a\n'],
    ['no stanza', 'age-encryption.org/v1\n--- c\n'],
    [
      'scrypt beside another stanza',
      `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 14\nb\n-> X25519 a\nb\n--- c\n`,
    ],
    ['a work factor with a zero before it', `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 014\nb\n--- c\n`],
  ])('are told from what is none: %s', (_, text) => {
    expect(ageNeeds(utf8(text))).toBeUndefined();
  });

  it('ask for an identity by the kinds that age has, whatever stands beside them', () => {
    const needs = (...stanzas: readonly string[]) =>
      ageNeeds(utf8(`age-encryption.org/v1\n${stanzas.map((one) => `-> ${one}\nb\n`).join('')}--- c\n`));
    for (const kind of ['X25519', 'mlkem768x25519', 'p256tag', 'age-encryption.org/fido2prf'])
      expect(needs('a-grease x', `${kind} a`)).toEqual({ kind: 'identity' });
    expect(needs('X25518 a')).toBeUndefined();
  });

  it('with one bit of the word scrypt turned ask for no identity: they are damaged', async () => {
    const sealed = await pool.seal(utf8('x'), passphrase('p'));
    const at = Buffer.from(sealed).indexOf('scrypt');
    for (let bit = 0; bit < 8 * 'scrypt'.length; bit++) {
      const damaged = sealed.slice();
      damaged[at + (bit >> 3)]! ^= 1 << (bit & 7);
      expect(ageNeeds(damaged), String(bit)).toBeUndefined();
    }
  });

  it('a pool that is closed leaves no job waiting', async () => {
    const small = new AgePool(1);
    const jobs = ['a', 'b'].map((text) => codeOf(small.seal(utf8(text), passphrase(text))));
    await small.close();
    expect((await Promise.all(jobs)).includes('accepted')).toBe(false);
  });
});

describe('dice', () => {
  const fair =
    '41465334415323624346441231126531656211634521352513655266332136341433532635663652642326342246463456563125';
  const rules = (rolls: string) => checkDice(utf8(rolls), 100).map(({ rule }) => rule);

  it('pass when they look like dice', () => {
    expect(rules(fair)).toEqual([]);
  });

  it.each([
    ['a pattern', '123456'.repeat(20), ['DICE-UNEVEN', 'DICE-REPEATED']],
    ['a long run', fair + '3'.repeat(10), ['DICE-REPEATED']],
    ['a loaded die', '6'.repeat(9) + '1'.repeat(9) + fair.replaceAll('2', '6').replaceAll('3', '6'), ['DICE-UNEVEN']],
  ])('warn of %s', (_, rolls, expected) => {
    expect(rules(rolls)).toEqual(expected);
  });

  it.each([
    ['DICE-DIGITS', `${fair}7`],
    ['DICE-DIGITS', `${fair} 1`],
    ['DICE-FEW', fair.slice(0, 99)],
    ['DICE-CONSTANT', '4'.repeat(100)],
  ])('%s', (code, rolls) => {
    expect(refusal(() => rules(rolls))).toBe(code);
  });
});

describe('the log key as text', () => {
  const secret = new Uint8Array(32).fill(7);
  const key = { origin: 'rootseal/x/00000000', secret, publicKey: suite('ed25519').publicKey(secret) };
  const text = Buffer.from(formatLogKey(key)).toString();

  it('reads as it was written, and as Go writes it', () => {
    expect(parseLogKey(utf8(text))).toEqual(key);
    expect(text).toMatch(/^PRIVATE\+KEY\+rootseal\/x\/00000000\+[0-9a-f]{8}\+AQcH[A-Za-z0-9+/]+=*\n$/);
  });

  it.each([
    ['without its newline', text.trimEnd()],
    ['with another name', text.replace('/x/', '/y/')],
    ['with another key id', text.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['cut', text.slice(0, -9)],
    ['empty', ''],
  ])('is not read %s', (_, changed) => {
    expect(parseLogKey(utf8(changed))).toBeUndefined();
  });
});

it('the gate of TUF takes no white space, no other order and no second reading', () => {
  const meta = '{"snapshot.json":{"hashes":{"sha256":"' + '0'.repeat(64) + '"},"length":5,"version":1}}';
  const good = `{"_type":"timestamp","expires":"2036-11-21T00:00:00Z","meta":${meta},"spec_version":"1.0.31","version":1}`;
  expect(demandTuf(utf8(good))).toBe('timestamp');
  const bad = [
    good.replace(':1}', ': 1}'),
    good.replace('"_type":"timestamp",', '').replace('{', '{"_type":"timestamp","_type":"timestamp",'),
    `${good}\n`,
    good.replace('timestamp', 'mirrors'),
    `[${good}]`,
    '',
    'null',
    '{}',
  ];
  for (const text of bad) expect(refusal(() => demandTuf(utf8(text)))).toBe('VAULT-TUF');
});
