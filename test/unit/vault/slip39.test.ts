/** The door to the SLIP-39 library: what it is asked for, what it gives, and a library that has gone wrong. */
import { randomBytes } from 'node:crypto';
import type slip39 from 'slip39';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { policyQuorums } from '../../../main/core/shares/group-quorums.ts';
import { policyOf } from '../../../main/core/shares/groups.ts';
import { parseShareSet } from '../../../main/core/shares/set.ts';
import { found } from '../../../main/vault/acts/found.ts';
import { AgePool } from '../../../main/vault/age.ts';
import { Identities } from '../../../main/vault/identities.ts';
import { Session } from '../../../main/vault/session.ts';
import { combine, split } from '../../../main/vault/shamir.ts';
import { combineWords, splitWords } from '../../../main/vault/slip39.ts';
import { readAnswers } from '../../../main/vault/source-answers.ts';
import { banksAndRegulators, grouped, oneGroup } from '../shares/policies.ts';
import { encode } from '../shares/slip39-split.ts';
import {
  answers,
  answersFile,
  checkpoint,
  cleanUp,
  codeOf,
  foundIn,
  foundInput,
  logKeyOf,
  open,
  sealedOf,
  setOf,
  sharesOf,
  smallPlan,
} from './room.ts';

/** What the library gives is handed through here, changed where a test says so. */
const spoil = vi.hoisted(() => ({ mnemonics: (words: string[], _group: number): string[] => words }));
vi.mock('slip39', async (original) => {
  const { default: real } = await original<{ default: typeof slip39 }>();
  return {
    default: {
      fromArray(...asked: Parameters<typeof real.fromArray>) {
        const made = real.fromArray(...asked);
        const of = (path: string) => spoil.mnemonics([...made.fromPath(path).mnemonics], Number(path.at(-1)));
        return { fromPath: (path: string) => ({ mnemonics: of(path) }) };
      },
      recoverSecret: (...asked: Parameters<typeof real.recoverSecret>) => real.recoverSecret(...asked),
    },
  };
});

const asIs = spoil.mnemonics;
afterEach(() => {
  spoil.mnemonics = asIs;
});
afterAll(cleanUp);

const secret = () => new Uint8Array(randomBytes(32));
const none = () => new Uint8Array(1);

describe('splitting and combining', () => {
  it.each([
    ['2 of 3', oneGroup(2, 3)],
    ['16 of 16', oneGroup(16, 16)],
    ['banks and regulators', banksAndRegulators],
    ['seventeen of whom one suffices', grouped(2, [2, 2], [1, 17])],
  ])('%s: every quorum gives the secret, and so do all shares together', async (_, policy) => {
    const kek = secret();
    const shares = await splitWords(kek, policy);
    expect(shares).toHaveLength(policy.n);
    for (const quorum of [...policyQuorums(policy, 10_000, none).quorums].slice(0, 20)) {
      expect(await combineWords(quorum.map((slot) => shares[slot - 1]!))).toEqual(kek);
    }
    expect(await combineWords(shares)).toEqual(kek);
    expect(await codeOf(combineWords(shares.slice(0, 1)))).toBe('SHARE-SLIP39-SHORT');
    for (const share of shares) expect(fromUtf8(share).split(' ')).toHaveLength(33);
  });

  it('refuses what cannot be split, each under its rule', async () => {
    const refused = (
      bytes: Uint8Array,
      ...policy: Parameters<typeof splitWords> extends [unknown, infer P] ? [P] : []
    ) => codeOf(splitWords(bytes, ...policy));
    expect(await refused(new Uint8Array(31), oneGroup(2, 3))).toBe('SHARE-LENGTH');
    expect(await refused(secret(), oneGroup(1, 3))).toBe('SHARE-M-LOW');
    expect(await refused(secret(), oneGroup(4, 3))).toBe('SHARE-M-OVER-N');
    expect(await refused(secret(), oneGroup(2, 17))).toBe('SHARE-SLIP39-N-HIGH');
    expect(await refused(secret(), grouped(2, [2, 17], [1, 1]))).toBe('SHARE-SLIP39-N-HIGH');
    const seventeen = Array.from({ length: 17 }, (): [number, number] => [1, 1]);
    expect(await refused(secret(), grouped(2, ...seventeen))).toBe('SHARE-SLIP39-N-HIGH');
    expect(await refused(secret(), { ...banksAndRegulators, m: 2 })).toBe('SHARE-GROUPS');
  });

  it('SHARE-SLIP39-DIGEST: words that say they belong together and do not; the refusal repeats none of them', async () => {
    const bits = { identifier: 7, extendable: true, exponent: 0, group: 0, groupThreshold: 0, groupCount: 0 };
    const of = (member: number) => utf8(encode({ ...bits, member, memberThreshold: 1, value: secret() }));
    const [a, b] = [of(0), of(1)];
    const error: unknown = await combineWords([a, b]).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'SHARE-SLIP39-DIGEST' });
    expect((error as Error).cause).toBeUndefined();
    // Words of the refusal's own sentence may be in the list of words; a run of three of the share's is not chance.
    const words = fromUtf8(a).split(' ').slice(4);
    for (const i of words.keys())
      if (i >= 2) expect(JSON.stringify(error)).not.toContain(words.slice(i - 2, i + 1).join(' '));
  });

  it('leaves no helpers of the library where loops over an array or a string would meet them', () => {
    const met: string[] = [];
    for (const key in [] as unknown as Record<string, unknown>) met.push(key);
    for (const key in new String('') as unknown as Record<string, unknown>) met.push(key);
    expect(met).toEqual([]);
    expect(Object.keys(Array.prototype)).toEqual([]);
  });
});

describe('a library that gives something else: SHARE-SLIP39-SPLIT, nothing is given out', () => {
  const other = (change: Partial<Parameters<typeof encode>[0]>) =>
    encode({
      ...{ identifier: 1, extendable: true, exponent: 0, group: 0, groupThreshold: 1, groupCount: 1 },
      ...{ member: 0, memberThreshold: 1, value: secret(), ...change },
    });
  const cases: [string, (words: string[], group: number) => string[]][] = [
    ['a word damaged', (words) => words.with(0, words[0]!.replace(/\w+$/, 'academic'))],
    ['one share missing', (words) => words.slice(1)],
    ['shares in another order', (words) => words.toReversed()],
    ['the same share twice', (words, group) => (group === 0 ? words.with(1, words[0]!) : words)],
    ['another set', (words, group) => (group === 0 ? words.with(0, other({})) : words)],
    ['the flag off', (words, group) => (group === 0 ? words.with(0, other({ extendable: false })) : words)],
    ['another exponent', (words, group) => (group === 0 ? words.with(0, other({ exponent: 3 })) : words)],
    ['another threshold', (words, group) => (group === 0 ? words.with(0, other({ memberThreshold: 0 })) : words)],
    ['a shorter value', (words, group) => (group === 0 ? words.with(0, other({ value: new Uint8Array(16) })) : words)],
  ];
  it.each(cases)('%s', async (_, change) => {
    spoil.mnemonics = change;
    expect(await codeOf(splitWords(secret(), banksAndRegulators))).toBe('SHARE-SLIP39-SPLIT');
    spoil.mnemonics = asIs;
    expect(await codeOf(splitWords(secret(), banksAndRegulators))).toBe('accepted');
  });

  it('the secret itself in a share, or one value in two places', async () => {
    const kek = secret();
    const same = (value: Uint8Array) => {
      spoil.mnemonics = (words, group) => (group === 0 ? [0, 1, 2].map((member) => other({ member, value })) : words);
      return codeOf(splitWords(kek, banksAndRegulators));
    };
    expect(await same(kek)).toBe('SHARE-SLIP39-SPLIT');
    expect(await same(secret())).toBe('SHARE-SLIP39-SPLIT');
  });
});

/** The small plan with words: two of the three custodians, one bank of two and the regulator. */
const wordPlan = () =>
  smallPlan(true, (plan) => {
    plan.scheme = 'slip39';
    plan.groups = {
      threshold: 2,
      list: [
        { id: 'banks', name: { zh: '银行', en: 'Banks' }, threshold: 1 },
        { id: 'regulators', name: { zh: '监管机构', en: 'Regulators' }, threshold: 1 },
      ],
    };
    plan.custodians = plan.custodians.map((each, i) => ({ ...each, group: i < 2 ? 'banks' : 'regulators' }));
  });

describe('a founding with words', () => {
  it('in the real vault: proves every quorum, and a quorum of groups opens the roots again', async () => {
    const founded = await foundIn(wordPlan());
    expect(founded.made.quorums).toEqual({ checked: 2, total: '2', all: true });
    expect(founded.made.set).toMatchObject({ scheme: 'slip39', m: 2, n: 3 });
    const vault = await open('restore', answers());
    const judged = await vault.request('judgeShares', { files: sharesOf(founded, 'c1', 'c2'), set: setOf(founded) });
    expect(judged.quorum).toMatchObject({ met: false, have: 2, custodians: [] });
    expect(judged.quorum.groups?.list.map(({ id, have }) => [id, have])).toEqual([
      ['banks', 2],
      ['regulators', 0],
    ]);
    await vault.request('judgeShares', { files: sharesOf(founded, 'c3', 'c2', 'c1'), set: setOf(founded) });
    await vault.request('openLogKey', logKeyOf(founded));
    await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
    const { quorum, roots } = await vault.request('combine', sealedOf(founded));
    expect(quorum).toEqual(['c1', 'c3']);
    expect(roots).toEqual(founded.made.roots);
    await vault.finish();
    expect(policyOf(parseShareSet(setOf(founded))).members).toEqual(['banks', 'banks', 'regulators']);
  });

  it('stops at a share that was spoiled between split and proof', async () => {
    const identities = new Identities();
    const { source } = readAnswers(answersFile(), identities);
    const said: string[] = [];
    const told = {
      progress: ({ en }: { en: string }) => void said.push(en),
      verdict: () => Promise.resolve(),
    };
    const age = new AgePool();
    const session = new Session({ act: 'found', lang: 'en', rehearsal: true, source, identities, age, ...told });
    const badSplit: typeof splitWords = async (kek, policy) => {
      const [first, ...others] = await splitWords(kek, policy);
      return [(await splitWords(secret(), policy))[0] ?? first!, ...others];
    };
    const tools = {
      split,
      combine,
      splitWords: badSplit,
      random: (length: number) => new Uint8Array(randomBytes(length)),
    };
    try {
      expect(await codeOf(found(session, foundInput(wordPlan()), tools))).toBe('SHARE-SLIP39-MIXED');
    } finally {
      await session.wipe();
    }
    expect(said).not.toContain('Sealing files');
    expect(session.logKey).toBeUndefined();
  });
});
