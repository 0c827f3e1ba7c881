/** Applications: what one proves of itself, and whether its company can come in at all. */

import { describe, expect, it } from 'vitest';
import {
  applicationMessage,
  checkInTime,
  encodeApplication,
  readApplication,
} from '../../../main/core/consortium/application.ts';
import { checkApplies } from '../../../main/core/consortium/change.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { application, applicationFile, codeIn, created, during, pair, register, sign } from './kit.ts';

const bytes = applicationFile('carrier');
const text = Buffer.from(bytes).toString();
const read = (change: (text: string) => string) => () => readApplication(utf8(change(text)));

describe('an application', () => {
  it('with keys of three suites is read as it was written', () => {
    expect(encodeApplication(readApplication(bytes))).toEqual(bytes);
  });

  it('that is not of the form is refused with its field', () => {
    expect(codeIn(read((t) => t.replace('"carrier"', '"Carrier!"')))).toBe('APPLICATION-FORM');
    expect(codeIn(read((t) => t.replace('application/1', 'application/2')))).toBe('APPLICATION-FORM');
    expect(codeIn(read((t) => t.replace('{', '{ ')))).toBe('ENCODING-JSON');
  });

  it('with any byte of what is signed altered proves nothing', () => {
    for (const [from, to] of [
      ['10.0.0.9', '10.0.0.8'],
      ['Li Lei', 'Li Ler'],
      ['"rehearsal":false', '"rehearsal":true'],
      ['food-trace', 'food-trade'],
    ] as const) {
      expect(codeIn(read((t) => t.replace(from, to)))).toBe('APPLICATION-PROOF');
    }
  });

  it("with somebody else's key, which the applicant cannot prove", () => {
    const mine = application('carrier');
    const stolen = { use: 'participant' as const, suite: 'ed25519' as const, publicKey: pair('brand').publicKey };
    const unsigned = { ...mine, keys: [stolen] };
    const proof = toHex(sign(pair('carrier participant'), applicationMessage(unsigned)));
    const file = encodeApplication({ ...mine, keys: [{ ...stolen, proof }] });
    expect(codeIn(() => readApplication(file))).toBe('APPLICATION-PROOF');
  });

  it('with a key of the wrong curve, or one twice', () => {
    const mine = application('carrier');
    const key = mine.keys[0]!;
    const file = (keys: typeof mine.keys) => encodeApplication({ ...mine, keys });
    expect(codeIn(() => readApplication(file([{ ...key, publicKey: `04${'11'.repeat(64)}`, suite: 'p256' }])))).toBe(
      'APPLICATION-KEY',
    );
    expect(codeIn(() => readApplication(file([{ ...key, suite: 'sm2' }])))).toBe('APPLICATION-KEY');
    const twice = { ...mine, keys: [key, { ...key, use: 'user' as const }] };
    const proof = toHex(sign(pair('carrier participant'), applicationMessage(twice)));
    expect(codeIn(() => readApplication(file(twice.keys.map((one) => ({ ...one, proof })))))).toBe(
      'APPLICATION-KEY-TWICE',
    );
  });

  it('whose time cannot be', () => {
    const file = (more: object) => encodeApplication(application('carrier', more));
    expect(codeIn(() => readApplication(file({ expires: '2026-11-31T00:00:00Z' })))).toBe('APPLICATION-TIME');
    expect(codeIn(() => readApplication(file({ created: '2026-12-22T08:00:00.001Z' })))).toBe('APPLICATION-TIME');
  });
});

it('an application counts from its day to its end', () => {
  const mine = application('carrier');
  const on = (now: string) => codeIn(() => checkInTime(mine, now));
  expect(on(created)).toBeUndefined();
  expect(on(during)).toBeUndefined();
  expect(on('2026-12-22T08:00:00.001Z')).toBe('APPLICATION-EXPIRED');
  expect(on('2026-11-20T08:00:00Z')).toBe('APPLICATION-EARLY');
});

describe('a company comes in', () => {
  const tryIn = (more: object, on = register(), id = 'carrier') =>
    codeIn(() => checkApplies(on, application(id, more)));
  it('to its own consortium alone, under an id of its own, with keys that nobody has', () => {
    expect(tryIn({})).toBeUndefined();
    expect(tryIn({ consortium: 'other' })).toBe('APPLICATION-CONSORTIUM');
    expect(tryIn({ rehearsal: true })).toBe('APPLICATION-REHEARSAL');
    expect(tryIn({}, register(), 'lab')).toBe('APPLICATION-MEMBER');
    const with_ = (publicKey: string) => {
      const on = register();
      const [brand, lab] = on.members;
      return { ...on, members: [{ ...brand!, keys: [{ ...brand!.keys[0]!, publicKey }] }, lab!] };
    };
    expect(tryIn({}, with_(pair('carrier participant').publicKey))).toBe('MEMBER-KEY-TAKEN');
  });
});
