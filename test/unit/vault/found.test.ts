import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCheckpoint } from '../../../main/core/audit/checkpoint.ts';
import { parseVkeyFile } from '../../../main/core/audit/note.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { expand, mixEntropy } from '../../../main/core/sealing/entropy.ts';
import { checkSealedFile, parseStatement } from '../../../main/core/sealing/statement.ts';
import { parseShareSet } from '../../../main/core/shares/set.ts';
import { found } from '../../../main/vault/acts/found.ts';
import { AgePool } from '../../../main/vault/age.ts';
import { Identities } from '../../../main/vault/identities.ts';
import { Session } from '../../../main/vault/session.ts';
import { combine, split } from '../../../main/vault/shamir.ts';
import { readAnswers } from '../../../main/vault/source-answers.ts';
import {
  type Founded,
  answers,
  answersFile,
  checkpoint,
  codeOf,
  foundIn,
  foundInput,
  open,
  originOf,
  setOf,
  smallPlan,
  cleanUp,
} from './room.ts';

afterAll(cleanUp);

describe('a founding act in the real vault', () => {
  let founded: Founded;
  beforeAll(async () => {
    founded = await foundIn(smallPlan(true));
  });

  it('leaves exactly the files of the plan', () => {
    expect([...founded.files.keys()].sort()).toEqual(
      [
        ...['root-ed', 'root-sm', 'log-key'].map((id) => `sealed/${id}.sealed`),
        ...['root-ed', 'root-sm'].map((id) => `public/roots/${id}.json`),
        `public/share-sets/${founded.made.set.id}.json`,
        'public/log.vkey',
        ...['c1', 'c2', 'c3'].map((id) => `shares/${id}.age`),
        'private/log-key/p1.age',
        ...['brand', 'lab'].flatMap((id) =>
          ['local.conf', `${id}.priv`, `${id}.pwd`].map((name) => `private/${id}/${name}.age`),
        ),
      ].sort(),
    );
  });

  it('proves every quorum and says so', () => {
    expect(founded.made.quorums).toEqual({ checked: 3, total: '3', all: true });
    expect(founded.made.set).toMatchObject({ epoch: 1, m: 2, n: 3, scheme: 'shamir' });
  });

  it('states each root, sealed as stated', () => {
    for (const { id, suite: name, publicKey, fingerprint } of founded.made.roots) {
      const statement = parseStatement(founded.file(`public/roots/${id}.json`));
      expect(statement).toMatchObject({ id, suite: name, publicKey, fingerprint, rehearsal: true, epoch: 1 });
      checkSealedFile(statement, founded.file(`sealed/${id}.sealed`), id);
    }
    const set = parseShareSet(setOf(founded));
    expect(set.roots).toEqual(founded.made.roots.map(({ fingerprint }) => fingerprint));
    expect(set.shares.map(({ custodian }) => custodian.id)).toEqual(['c1', 'c2', 'c3']);
  });

  it('signs a checkpoint of its own log with the new log key', () => {
    const vkey = parseVkeyFile(founded.file('public/log.vkey'));
    expect(vkey.name).toBe(originOf(founded.plan));
    expect(verifyCheckpoint(founded.note, vkey)).toMatchObject({ size: 7, unknown: [] });
  });

  it('shows in a rehearsal how every key comes from the entropy', () => {
    const { example } = founded.made;
    const prk = mixEntropy({ os: fromHex(example!.os, 'os') });
    for (const { id, suite: name, publicKey } of founded.made.roots) {
      const { randomLength } = suite(name);
      const secret = suite(name).secretFromRandom(expand(prk, `root/${id}`, randomLength));
      expect(suite(name).publicKey(secret)).toEqual(fromHex(publicKey, id));
    }
    expect(example!.secrets.map(({ name }) => name)).toEqual([
      ...['root/root-ed', 'root/root-sm', 'kek', 'log-key'],
      ...['member-password/brand', 'member/brand', 'member-password/lab', 'member/lab'],
    ]);
  });

  it('names the custodians whose work factor is below the default', () => {
    expect(founded.made.weakWorkFactor).toEqual(['c1', 'c2', 'c3']);
  });
});

describe('a real founding act', () => {
  it('shows nothing of its entropy, at the default work factor too', { timeout: 120_000 }, async () => {
    const plan = smallPlan(false, (p) => {
      p.custodians[1]!.seal = { kind: 'passphrase', workFactor: 18 };
      p.custodians[2]!.seal = { kind: 'passphrase', workFactor: 14 };
      p.members = p.members.map((member) =>
        'make' in member.key ? { ...member, key: { make: 'p256' as const } } : member,
      );
    });
    const { made } = await foundIn(plan);
    expect(made.example).toBeUndefined();
    expect(made.weakWorkFactor).toEqual(['c1', 'c3']);
  });

  it('refuses a weak passphrase and makes nothing', async () => {
    const source = answers({ passphrases: { c1: 'password', c2: 'password', c3: 'password' } });
    expect(await codeOf(foundIn(smallPlan(false), source))).toBe('PASSPHRASE-WEAK');
  });
});

describe('what the vault refuses to found', () => {
  const refusedWith = async (change: object, source = answers()) => {
    const vault = await open('found', source);
    return codeOf(vault.request('found', { ...foundInput(smallPlan(true)), ...change }));
  };

  it('a plan that is not the agreed one', async () => {
    expect(await refusedWith({ planHash: '00'.repeat(32) })).toBe('VAULT-PLAN');
  });

  it('another log origin', async () => {
    expect(await refusedWith({ origin: 'rootseal/food-trace/00000000/rehearsal' })).toBe('VAULT-ORIGIN');
  });

  it('a real plan in a rehearsal', async () => {
    expect(await refusedWith(foundInput(smallPlan(false)))).toBe('VAULT-REHEARSAL');
  });

  it('a custodian or an administrator without a passphrase, by name', async () => {
    const without = answers({ passphrases: { c1: 'a', c2: '', c3: 'c' } });
    const vault = await open('found', without);
    const founding = vault.request('found', foundInput(smallPlan(true)));
    await expect(founding).rejects.toMatchObject({ code: 'SECRET-MISSING', subject: 'c2', exit: 2 });
    expect(await refusedWith({}, answers({ logPassphrases: {} }))).toBe('SECRET-MISSING');
  });

  it('too few dice', async () => {
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const few = answers({ dice: '3164'.repeat(10) });
    expect(await refusedWith(foundInput(plan), few)).toBe('DICE-FEW');
    expect(await refusedWith(foundInput(plan))).toBe('SECRET-MISSING');
  });
});

describe('dice', () => {
  it('are mixed in, and a typed pattern is warned of', async () => {
    const plan = smallPlan(true, (p) => (p.entropy = { dice: 100 }));
    const { made } = await foundIn(plan, answers({ dice: '316425'.repeat(20) }));
    expect(made.entropy).toEqual({ sources: ['os', 'dice'], diceRolls: 120 });
    expect(made.warnings.map(({ code }) => code)).toEqual(['DICE-UNEVEN', 'DICE-REPEATED']);
    const { example } = made;
    const dice = new TextEncoder().encode(example!.dice);
    expect(mixEntropy({ os: fromHex(example!.os, 'os'), dice })).toEqual(fromHex(example!.prk, 'prk'));
  });
});

describe('the proof between split and papers', () => {
  const run = async (badSplit: typeof split) => {
    const plan = smallPlan(true);
    const identities = new Identities();
    const { source } = readAnswers(answersFile(), identities);
    const age = new AgePool();
    const sealed: string[] = [];
    const progress = ({ en }: { en: string }) => void sealed.push(en);
    const told = { progress, verdict: () => Promise.resolve() };
    const session = new Session({ act: 'found', lang: 'en', rehearsal: true, source, identities, age, ...told });
    const tools = {
      split: badSplit,
      combine,
      random: (length: number) => new Uint8Array(randomBytes(length)),
    };
    try {
      return { outcome: await codeOf(found(session, foundInput(plan), tools)), said: sealed, session };
    } finally {
      await session.wipe();
    }
  };

  it('lets a good split through', async () => {
    expect((await run(split)).outcome).toBe('accepted');
  });

  it.each([0, 1, 2])('finds one bad share (slot %i) and gives nothing out', async (slot) => {
    const zeroed: Uint8Array[] = [];
    const { outcome, said, session } = await run(async (secret, n, m) => {
      const shares = await split(secret, n, m);
      shares[slot]![5]! ^= 1;
      zeroed.push(secret, ...shares);
      return shares;
    });
    expect(outcome).toBe('SHARE-QUORUM');
    expect(said).not.toContain('Sealing files');
    expect(session.logKey).toBeUndefined();
    expect(zeroed.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });
});

it('a checkpoint of another log is not signed', async () => {
  const plan = smallPlan(true);
  const vault = await open('found', answers());
  await vault.request('found', foundInput(plan));
  const text = checkpoint(plan).replace('food-trace', 'other-trace');
  expect(await codeOf(vault.request('signCheckpoint', { text }))).toBe('VAULT-ORIGIN');
});
