/** Envelopes and share sets of the scheme slip39: read strictly, judged share by share, quorums by groups. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toCbor } from '../../../main/core/encoding/cbor.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import {
  type Envelope,
  type UnsignedEnvelope,
  encodeEnvelope,
  parseEnvelope,
  readEnvelope,
  signEnvelope,
} from '../../../main/core/shares/envelope.ts';
import { guardQuorum, judgePool, judgeShare, judgeShareBytes } from '../../../main/core/shares/guard.ts';
import { encodeShareSet, parseShareSet, signShareSet } from '../../../main/core/shares/set.ts';
import { slip39Words } from '../../../main/core/shares/slip39-words.ts';
import { combineWords } from '../../../main/vault/slip39.ts';
import { type Founding, found } from './founding.ts';
import { banksAndRegulators, grouped, oneGroup } from './policies.ts';
import { encode } from './slip39-split.ts';

let plain: Founding;
let ours: Founding;
beforeAll(async () => {
  plain = await found({ seed: 'words', policy: oneGroup(3, 5) });
  ours = await found({ seed: 'words in groups', policy: banksAndRegulators });
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error as { code: string }).code,
  );
const forged = (change: Partial<UnsignedEnvelope>, from = ours) =>
  signEnvelope({ ...from.unsigned[1]!, ...change }, from.sign);

describe('an envelope with words', () => {
  it('is read and written alike, with groups and without', () => {
    for (const { envelopes } of [plain, ours]) {
      for (const envelope of envelopes) {
        const bytes = encodeEnvelope(envelope);
        expect(encodeEnvelope(parseEnvelope(bytes))).toEqual(bytes);
      }
    }
    expect(Object.hasOwn(plain.envelopes[0]!, 'groups')).toBe(false);
    expect(ours.envelopes.map(({ group }) => group)).toEqual(banksAndRegulators.members);
    expect(fromUtf8(ours.envelopes[3]!.share)).toBe(fromUtf8(ours.envelopes[4]!.share));
  });

  it('is refused where the words are damaged, by the word', async () => {
    const words = fromUtf8(ours.unsigned[1]!.share).split(' ');
    const wrong = (position: number, word: string) => utf8(words.with(position - 1, word).join(' '));
    const second = slip39Words[(slip39Words.indexOf(words[13]!) + 1) % 1024]!;
    expect(await refusalOf(forged({ share: wrong(14, 'fourteen') }))).toBe('SHARE-SLIP39-WORD');
    expect(await refusalOf(forged({ share: wrong(14, second) }))).toBe('SHARE-SLIP39-CHECKSUM-WORD');
    expect(await refusalOf(forged({ share: utf8(words.slice(1).join(' ')) }))).toBe('SHARE-SLIP39-LENGTH');
    const verdict = judgeShareBytes(
      toCbor({ ...mapOf(ours.envelopes[1]!), share: wrong(14, second) }, 'share'),
      ours.set,
    ).verdict;
    expect(verdict).toMatchObject({ ok: false, code: 'SHARE-UNREADABLE' });
    expect(verdict.text.en).toContain('word 14 of 33 alone explains it');
  });

  it('SHARE-SLIP39-PLACE, -VALUE, -EXTENDABLE: words that are sound and not of this place', async () => {
    const bits = {
      ...{ identifier: ours.set.identifier!, extendable: true, exponent: 0, group: 0, groupThreshold: 1 },
      ...{ groupCount: 1, member: 1, memberThreshold: 1, value: new Uint8Array(32).fill(7) },
    };
    const with_ = (change: Partial<typeof bits>) => refusalOf(forged({ share: utf8(encode({ ...bits, ...change })) }));
    // Sound in itself: what is left to find is that it is not the share committed to.
    expect(await with_({})).toBe('SHARE-COMMITMENT');
    for (const change of [
      { group: 1 },
      { groupThreshold: 0 },
      { groupCount: 2 },
      { memberThreshold: 2 },
      { member: 3 },
    ])
      expect(await with_(change)).toBe('SHARE-SLIP39-PLACE');
    expect(await with_({ value: new Uint8Array(16) })).toBe('SHARE-SLIP39-VALUE');
    expect(await with_({ extendable: false })).toBe('SHARE-SLIP39-EXTENDABLE');
  });

  it('SHARE-GROUPS and the fields: groups that cannot be, x that is not the index, groups of another scheme', async () => {
    expect(await refusalOf(forged({ m: 2 }))).toBe('SHARE-GROUPS');
    expect(await refusalOf(forged({ m: 2, n: 17, index: 1, x: 1 }, plain))).toBe('SHARE-GROUPS');
    expect(await refusalOf(forged({ x: 3 }))).toBe('SHARE-FIELD-TYPE');
    expect(await refusalOf(forged({ group: 'insurers' }))).toBe('SHARE-SLIP39-PLACE');
    expect(await refusalOf(forged({ scheme: 'other' as 'slip39' }))).toBe('SHARE-SCHEME');
    expect(await refusalOf(forged({ scheme: 'other' as 'slip39' }, plain))).toBe('SHARE-SCHEME');
    const map = mapOf(ours.envelopes[0]!);
    const { group: _, ...without } = map;
    expect(codeOf(() => readEnvelope(toCbor(without, 'share')))).toBe('SHARE-FIELD-MISSING');
    expect(codeOf(() => readEnvelope(toCbor({ ...map, scheme: 'shamir' }, 'share')))).toBe('SHARE-FIELD-UNKNOWN');
    const odd = { ...map, groups: { ...banksAndRegulators.groups, colour: 'red' } };
    expect(codeOf(() => readEnvelope(toCbor(odd, 'share')))).toBe('SHARE-FIELD-UNKNOWN');
  });
});

const mapOf = ({ signature, ...rest }: Envelope) => ({ format: 'rootseal.share/1', ...rest, signature });

describe('a share set with words', () => {
  const signed = (change: object, from = ours) =>
    refusalOf(signShareSet({ ...from.unsignedSet, ...change }, from.sign));

  it('is read and written alike', () => {
    for (const { set } of [plain, ours]) expect(parseShareSet(encodeShareSet(set))).toEqual(set);
  });

  it('is refused under a rule: groups, identifier, x, scheme', async () => {
    expect(await signed({ m: 2 })).toBe('SET-GROUPS');
    expect(await signed({ groups: { ...ours.set.groups, threshold: 3 } })).toBe('SET-GROUPS');
    const moved = ours.set.shares.map((share, i) => (i === 0 ? { ...share, group: 'regulators' } : share));
    expect(await signed({ shares: moved })).toBe('SET-GROUPS');
    expect(await signed({ identifier: 0x8000 })).toBe('SET-FIELD-TYPE');
    const crossed = ours.set.shares.map((share) => ({ ...share, x: 6 - share.index }));
    expect(await signed({ shares: crossed })).toBe('SET-FIELD-TYPE');
    expect(await signed({ scheme: 'shamir' })).toBe('SET-FIELD-UNKNOWN');
    const { identifier: _, ...without } = ours.unsignedSet;
    expect(await refusalOf(signShareSet(without, ours.sign))).toBe('SET-FIELD-MISSING');
    expect(await signed({ groups: banksAndRegulators.groups }, plain)).toBe('SET-FIELD-MISSING');
  });
});

describe('the guard', () => {
  it('finds every share intact, and a quorum in any pool that holds one', async () => {
    for (const { envelopes, set, kek } of [plain, ours]) {
      expect(judgePool(envelopes, set).map(({ code }) => code)).toEqual(Array(5).fill('SHARE-INTACT'));
      const quorum = guardQuorum(envelopes.toReversed(), set);
      expect(quorum).toHaveLength(3);
      expect(await combineWords(quorum.map(({ share }) => share))).toEqual(kek);
    }
  });

  it('SHARE-SHORT-GROUPS says which group lacks how many', () => {
    const pool = [ours.envelopes[3]!, ours.envelopes[4]!, ours.envelopes[0]!];
    expect(codeOf(() => guardQuorum(pool, ours.set))).toBe('SHARE-SHORT-GROUPS');
    expect(codeOf(() => guardQuorum(plain.envelopes.slice(0, 2), plain.set))).toBe('SHARE-SHORT');
  });

  it('names what was altered: groups, group, a share of the raw scheme under the same set', async () => {
    const other = grouped(2, [2, 3], [1, 2]).groups!;
    const renamed = { ...other, list: other.list.map((g) => ({ ...g, name: { zh: '行', en: 'B' } })) };
    const told = (envelope: Envelope) => judgeShare(envelope, ours.set);
    expect(told(await forged({ groups: renamed })).text.en).toContain('(groups)');
    const regulator = { ...ours.unsigned[3]!, index: 5, x: 5 };
    // The same words, and so the commitment of either place holds: it is the custodian who is another one.
    expect(told(await signEnvelope(regulator, ours.sign)).text.en).toContain('(custodian)');
    const raw = await found({ seed: 'words in groups' }); // the same root and set id, split the raw way
    expect(told(raw.envelopes[0]!).text.en).toContain('(scheme)');
  });
});
