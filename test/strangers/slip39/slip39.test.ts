/**
 * SLIP-39 judged by Trezor's own reference in Python, shamir-mnemonic: what we split it combines, what it splits we
 * combine, every field of a share is read alike, and what one refuses the other refuses.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { policyQuorums } from '../../../main/core/shares/group-quorums.ts';
import type { Policy } from '../../../main/core/shares/groups.ts';
import { parseMnemonic } from '../../../main/core/shares/slip39.ts';
import { slip39Words } from '../../../main/core/shares/slip39-words.ts';
import { combineWords, splitWords } from '../../../main/vault/slip39.ts';
import { seeded } from '../../unit/shares/founding.ts';
import { banksAndRegulators, grouped, oneGroup } from '../../unit/shares/policies.ts';
import { splitBySeed } from '../../unit/shares/slip39-split.ts';

const python = new URL('../.tools/slip39/bin/python', import.meta.url).pathname;
const script = new URL('judge.py', import.meta.url).pathname;
const ready = existsSync(python) && spawnSync(python, ['-c', 'import shamir_mnemonic']).status === 0;
const reason = ready ? '' : ' (skipped: run test/strangers/slip39/setup.sh)';
if (!ready && process.env.ROOTSEAL_STRANGERS === 'required') throw new Error(`a stranger is missing${reason}`);
beforeAll(() => {
  if (!ready) console.warn(`slip39${reason}`);
});

type Answer = Record<string, unknown> & { readonly secret?: string; readonly refused?: string };

/** All requests in one process, answers in their order. */
function judge(requests: readonly object[]): Answer[] {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect([status, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

const secretOf = (i: number) => seeded(`a secret ${i}`)(32);
const none = () => new Uint8Array(1);
const policies: readonly (readonly [string, Policy])[] = [
  ['2 of 3', oneGroup(2, 3)],
  ['3 of 5', oneGroup(3, 5)],
  ['5 of 16', oneGroup(5, 16)],
  ['banks and regulators', banksAndRegulators],
  ['two of three groups', grouped(2, [3, 5], [2, 2], [1, 4])],
  ['one of two groups', grouped(1, [2, 2], [3, 4])],
];

describe.skipIf(!ready)(`Trezor's shamir-mnemonic${reason}`, () => {
  it('has our word list', () => {
    expect(judge([{ op: 'words' }])).toEqual([{ words: slip39Words }]);
  });

  it.each(policies)('%s, split here: every quorum is combined there (the first 60 of many)', async (_, policy) => {
    const secret = secretOf(policy.n);
    for (const shares of [await splitWords(secret, policy), splitBySeed(secret, policy, seeded('split'))]) {
      const quorums = [...policyQuorums(policy, 10_000, none).quorums].slice(0, 60);
      const of = (quorum: readonly number[]) => quorum.map((slot) => fromUtf8(shares[slot - 1]!));
      const answers = judge(quorums.map((quorum) => ({ op: 'combine', shares: of(quorum) })));
      expect(new Set(answers.map(({ secret: made }) => made))).toEqual(new Set([toHex(secret)]));
      const short = judge(quorums.slice(0, 5).map((quorum) => ({ op: 'combine', shares: of(quorum.slice(1)) })));
      for (const { refused } of short) expect(refused).toBeTruthy();
    }
  });

  it('reads every field of ours as we do', async () => {
    const shares = await splitWords(secretOf(1), grouped(2, [3, 5], [2, 2], [1, 4]));
    const answers = judge(shares.map((share) => ({ op: 'read', share: fromUtf8(share) })));
    for (const [i, share] of shares.entries()) {
      const own = parseMnemonic(share);
      expect(answers[i]).toEqual({
        ...{ identifier: own.identifier, extendable: true, exponent: own.iterationExponent },
        ...{ group: own.group - 1, groupThreshold: own.groupThreshold, groupCount: own.groupCount },
        ...{ member: own.member - 1, memberThreshold: own.memberThreshold, value: toHex(own.value) },
      });
    }
  });

  it('splits what we combine, from pools larger than a quorum, at any iteration exponent', async () => {
    const requests = [0, 1, 2].flatMap((exponent) =>
      [
        { threshold: 1, groups: [[3, 5]] },
        {
          threshold: 2,
          groups: [
            [2, 3],
            [3, 5],
            [1, 1],
          ],
        },
        {
          threshold: 3,
          groups: [
            [2, 3],
            [2, 2],
            [1, 1],
          ],
        },
      ].map((each, i) => ({ op: 'split', secret: toHex(secretOf(i)), exponent, ...each })),
    );
    for (const [i, { groups }] of judge(requests).entries()) {
      const all = (groups as string[][]).flat();
      expect(toHex(await combineWords(all.toReversed().map(utf8)))).toBe(requests[i]!.secret);
    }
  });

  it('refuses what we refuse: each word of a share changed, cut, doubled', async () => {
    const [share] = await splitWords(secretOf(9), oneGroup(2, 3));
    const words = fromUtf8(share!).split(' ');
    const next = (word: string) => slip39Words[(slip39Words.indexOf(word) + 1) % 1024]!;
    const changed = words.flatMap((word, i) => [
      words.with(i, next(word)),
      words.toSpliced(i, 1),
      words.toSpliced(i, 0, word),
      words.with(i, `${word}x`),
    ]);
    const answers = judge(changed.map((each) => ({ op: 'read', share: each.join(' ') })));
    for (const [i, { refused }] of answers.entries()) {
      expect(refused).toBeTruthy();
      expect(() => parseMnemonic(utf8(changed[i]!.join(' ')))).toThrow();
    }
  });

  it('agrees on the official vectors, as we hold them', () => {
    const file = new URL('../../vectors/slip39/vectors.json', import.meta.url);
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: { shares: string[]; secret: string }[] };
    const answers = judge(cases.map(({ shares }) => ({ op: 'combine', shares, passphrase: 'TREZOR' })));
    expect(answers.map(({ secret = '' }) => secret)).toEqual(cases.map(({ secret }) => secret));
    expect(cases).toHaveLength(45);
  });

  it('without a passphrase where one was used answers another secret in silence: why ours never have one', async () => {
    const [made] = judge([{ op: 'split', secret: toHex(secretOf(5)), threshold: 1, groups: [[2, 3]], exponent: 0 }]);
    const shares = (made!['groups'] as string[][])[0]!.slice(0, 2);
    const [wrong] = judge([{ op: 'combine', shares, passphrase: 'a passphrase' }]);
    expect(wrong?.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(wrong?.secret).not.toBe(toHex(secretOf(5)));
    expect(await combineWords(shares.map(utf8))).toEqual(fromHex(toHex(secretOf(5)), 'secret'));
  });
});
