/** Votes with the real vault: a key made for a voter signs a statement, checked as any other; and what is refused. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeVoterKey } from '../../../main/app/members.ts';
import { joinSignature, stateVote, vote } from '../../../main/app/voting.ts';
import { checkApproval, readApproval, readStatement } from '../../../main/core/consortium/approval.ts';
import { keyId } from '../../../main/core/consortium/application.ts';
import { encodeKeyring, keyOfRing, keyUse } from '../../../main/core/consortium/keyring.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { diff } from '../../../main/core/consortium/diff.ts';
import { propose } from '../../../main/core/consortium/proposal.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { tally } from '../../../main/core/consortium/tally.ts';
import { signatureToDer } from '../../../main/core/keys/der.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { application, during, governance, register, vote as cast, voter, wish } from './kit.ts';

const dir = mkdtempSync(join(tmpdir(), 'rootseal-members-'));
afterAll(() => rmSync(dir, { recursive: true }));
const answers = join(dir, 'answers.json');
const key = join(dir, 'f1.age');
const options = { lang: 'en', source: { kind: 'answers', path: answers }, identities: {} } as const;

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof RootsealError ? error.code : String(error)),
  );

let on: Register;
beforeAll(async () => {
  writeFileSync(answers, JSON.stringify({ passphrases: { f1: 'rehearsal only lemon glove' } }), { mode: 0o600 });
  const seal = { kind: 'passphrase', workFactor: 14 } as const;
  const made = await makeVoterKey(
    { id: 'f1', name: { en: 'F', zh: '甲' }, suite: 'sm2', out: key, seal, rehearsal: true },
    options,
  );
  const f1 = { ...voter('f1', ['founder']), suite: 'sm2' as const, publicKey: made.publicKey };
  on = register({ rehearsal: true, governance: { ...governance, voters: [f1, ...governance.voters.slice(1)] } });
});

const about = () => propose(on, wish({ kind: 'admit', application: application('carrier', { rehearsal: true }) }));
const wanted = (more: object = {}) => ({
  register: on,
  proposal: about(),
  voter: 'f1',
  decision: 'approve' as const,
  time: during,
  ...more,
});

it('a vote signed in the vault counts, and nothing is overwritten by it', async () => {
  const out = join(dir, 'f1.approval.json');
  await vote(wanted(), key, out, options);
  const read = readApproval(new Uint8Array(readFileSync(out)));
  expect(checkApproval(read, about(), on).id).toBe('f1');
  expect(await codeOf(vote(wanted(), key, out, options))).toBe('FILE-EXISTS');
  const others = await Promise.all(on.governance.voters.slice(2).map((who) => cast(about(), who)));
  expect(tally(on, about(), [read, ...others], during)).toMatchObject({
    state: 'approved',
    approved: ['f1', 'f3', 'r1'],
  });
});

it('a key that is not in the file, a file that holds no keys, and a vote of the other kind are refused', async () => {
  const out = join(dir, 'no.json');
  expect(await codeOf(vote(wanted({ voter: 'f2' }), key, out, options))).toBe('SECRET-MISSING');
  writeFileSync(
    answers,
    JSON.stringify({ passphrases: { f1: 'rehearsal only lemon glove', f2: 'rehearsal only lemon glove' } }),
    { mode: 0o600 },
  );
  expect(await codeOf(vote(wanted({ voter: 'f2' }), key, out, options))).toBe('KEYRING-KEY');
  writeFileSync(join(dir, 'text.age'), 'no age file');
  expect(await codeOf(vote(wanted(), join(dir, 'text.age'), out, options))).toBe('AGE-UNREADABLE');
});

it('what is no keyring is refused without a word of what it holds', () => {
  const secret = suite('ed25519').secretFromRandom(new Uint8Array(32).fill(7));
  const publicKey = suite('ed25519').publicKey(secret);
  const ring = encodeKeyring('f1', [{ use: 'vote', suite: 'ed25519', publicKey, secret }]);
  const id = keyId({ suite: 'ed25519', publicKey: toHex(publicKey) });
  expect(keyOfRing(ring, id, 'x').secret).toEqual(secret);
  const text = Buffer.from(ring).toString();
  for (const bad of [
    text.replace('keyring/1', 'keyring/2'),
    text.replace(/"secret":"../, '"secret":"ff'),
    `{${text}`,
  ]) {
    try {
      keyOfRing(utf8(bad), id, 'x');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'KEYRING-FORM' });
      expect((error as Error).cause).toBeUndefined();
      expect(JSON.stringify(error)).not.toContain(toHex(secret).slice(2, 20));
    }
  }
  expect(() => keyUse('vote')).toThrow();
});

it('a signature made elsewhere comes as 64 bytes or in DER', async () => {
  const f3 = on.governance.voters[2]!;
  const given = await cast(about(), f3);
  const { statement } = stateVote(wanted({ voter: 'f3' }));
  const raw = fromHex(given.signature.value, 'signature');
  for (const bytes of [raw, signatureToDer(raw)]) {
    expect(checkApproval(joinSignature(statement, bytes), about(), on).id).toBe('f3');
  }
  expect(() => readStatement(new Uint8Array([1]))).toThrow();
});

it('a diff says what changes and marks what is unusual', () => {
  const marked = (change: Parameters<typeof diff>[1]) =>
    diff(on, change).flatMap(({ sign, text }) => (sign === '!' ? [text.en] : []));
  expect(marked({ kind: 'remove', member: 'lab', reason: 'x' })).toEqual([
    expect.stringMatching(/^nobody is left with the role lab\./),
    expect.stringMatching(/^1 members with a peer are left; BFT consensus needs 4/),
  ]);
  const alone = { ...governance, voters: governance.voters.map((who) => ({ ...who, organisation: 'brand' })) };
  expect(marked({ kind: 'governance', governance: alone })).toHaveLength(5);
  expect(
    marked({ kind: 'governance', governance: { ...governance, rules: { ...governance.rules, admit: [] } } }),
  ).toEqual(['to admit a member nobody votes']);
  expect(marked({ kind: 'admit', application: application('carrier', {}, [['user', 'sm2']]) })).toEqual([
    'it offers no key for a participant, so it runs no peer',
    'nobody has the role carrier so far',
  ]);
  for (const { text } of diff(on, { kind: 'governance', governance: alone }))
    expect(text.zh).toMatch(/\p{Script=Han}/u);
});
