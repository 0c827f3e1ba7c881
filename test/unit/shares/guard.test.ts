import { beforeAll, describe, expect, it } from 'vitest';
import { encodeEnvelope, envelopeMessage, signEnvelope } from '../../../main/core/shares/envelope.ts';
import type { Envelope, UnsignedEnvelope } from '../../../main/core/shares/envelope.ts';
import { guardQuorum, judgePool, judgeShare, judgeShareBytes } from '../../../main/core/shares/guard.ts';
import { commitShare } from '../../../main/core/shares/commitment.ts';
import { found } from './founding.ts';
import type { Founding } from './founding.ts';

let ours: Founding;
let foreign: Founding;
let later: Founding;
let rehearsal: Founding;
beforeAll(async () => {
  ours = await found();
  foreign = await found({ seed: 'somebody else' });
  // The same root, another set: what a re-split leaves. Its own KEK, set id and shares come from the other seed.
  const other = await found({ seed: 'after the re-split', epoch: 2 });
  later = await resigned(other, ours);
  rehearsal = await found({ seed: 'rehearsal', rehearsal: true });
});

/** The shares of `from` under the root of `by`. */
async function resigned(from: Founding, by: Founding): Promise<Founding> {
  const { roots, signer } = by.unsigned[0]!;
  const envelopes = await Promise.all(from.unsigned.map((u) => signEnvelope({ ...u, roots, signer }, by.sign)));
  return { ...from, envelopes };
}

/** Share 2 with fields changed and truly signed by our root: only the comparison with the set can tell. */
async function forged(change: Partial<UnsignedEnvelope>, from: Founding = ours): Promise<Envelope> {
  const envelope = { ...from.unsigned[1]!, ...change };
  return signEnvelope(envelope, from.sign);
}

const code = (envelope: Envelope) => judgeShare(envelope, ours.set).code;

describe('the verdict on one share', () => {
  it('SHARE-INTACT for each share of the set, with what people ask for', () => {
    const verdicts = ours.envelopes.map((envelope) => judgeShare(envelope, ours.set));
    expect(verdicts.map((v) => v.code)).toEqual(Array(5).fill('SHARE-INTACT'));
    expect(verdicts[1]).toMatchObject({ ok: true, index: 2, custodian: 'c2', setId: ours.set.id, epoch: 1 });
    expect(verdicts[1]!.rehearsal).toBe(false);
    expect(verdicts[1]!.text.en).toContain('share 2 of 5, c2');
    expect(verdicts[1]!.text.zh).not.toMatch(/[{}]/);
  });

  it('SHARE-FOREIGN for another root, and for another set of ours in the same epoch', async () => {
    expect(code(foreign.envelopes[0]!)).toBe('SHARE-FOREIGN');
    const sameEpoch = await resigned(foreign, ours);
    expect(code(sameEpoch.envelopes[0]!)).toBe('SHARE-FOREIGN');
  });

  it('SHARE-FOREIGN, not an old epoch, for another root in another epoch', async () => {
    const strangers = await found({ seed: 'somebody else', epoch: 3 });
    expect(code(strangers.envelopes[0]!)).toBe('SHARE-FOREIGN');
  });

  it('SHARE-FOREIGN for another consortium under the same root', async () => {
    expect(code(await forged({ consortium: 'other' }))).toBe('SHARE-FOREIGN');
  });

  it('SHARE-EPOCH for another epoch under the same root, both ways', () => {
    const verdict = judgeShare(later.envelopes[0]!, ours.set);
    expect(verdict).toMatchObject({ ok: false, code: 'SHARE-EPOCH', epoch: 2 });
    expect(verdict.text.en).toContain('epoch 2; the share set in use is of epoch 1');
  });

  it('SHARE-REHEARSAL for a rehearsal share in a real set and the reverse', async () => {
    expect(code(rehearsal.envelopes[0]!)).toBe('SHARE-REHEARSAL');
    expect(judgeShare(ours.envelopes[0]!, rehearsal.set).code).toBe('SHARE-REHEARSAL');
    expect(code(await forged({ rehearsal: true }))).toBe('SHARE-REHEARSAL');
    const { text } = judgeShare(rehearsal.envelopes[0]!, ours.set);
    expect(text.en).toContain('from a rehearsal, the share set from a real ceremony');
  });

  it('SHARE-X-ZERO before anything else is asked', () => {
    const share = ours.unsigned[0]!.share.slice();
    share[32] = 0;
    expect(code({ ...ours.envelopes[0]!, x: 0, share })).toBe('SHARE-X-ZERO');
    const encoded = encodeEnvelope({ ...ours.envelopes[0]!, x: 0, share });
    expect(judgeShareBytes(encoded, ours.set).verdict.code).toBe('SHARE-X-ZERO');
  });

  it('SHARE-ALTERED when the signature does not hold', () => {
    const share = ours.unsigned[0]!.share.slice();
    share[5]! ^= 1;
    expect(code({ ...ours.envelopes[0]!, share })).toBe('SHARE-ALTERED');
    expect(judgeShare({ ...ours.envelopes[0]!, epoch: 7 }, ours.set).text.en).toContain('(signature)');
  });

  it('SHARE-ALTERED when a signed share does not match the set, naming the field', async () => {
    const share = ours.unsigned[1]!.share.slice();
    share[5]! ^= 1;
    const commitments = [...ours.unsigned[1]!.commitments];
    commitments[1] = commitShare(ours.unsigned[1]!.set, 2, share);
    const cases: [string, Partial<UnsignedEnvelope>][] = [
      ['commitments', { share, commitments }],
      ['m', { m: 2 }],
      ['ceremony', { ceremony: 'another' }],
      ['roots', { roots: ours.unsigned[1]!.roots.slice(0, 1) }],
      ['custodian', { custodian: { ...ours.unsigned[1]!.custodian, id: 'c3' } }],
      ['custodian', { custodian: { ...ours.unsigned[1]!.custodian, zh: '别人' } }],
    ];
    for (const [field, change] of cases) {
      const verdict = judgeShare(await forged(change), ours.set);
      expect(verdict.code).toBe('SHARE-ALTERED');
      expect(verdict.text.en).toContain(`(${field})`);
    }
  });

  it('SHARE-ALTERED when a stranger signed what says it is of our set', async () => {
    const { roots, signer } = foreign.unsigned[0]!;
    const stolen = await signEnvelope({ ...ours.unsigned[1]!, roots, signer }, foreign.sign);
    expect(judgeShare(stolen, ours.set)).toMatchObject({ code: 'SHARE-ALTERED' });
    expect(judgeShare(stolen, ours.set).text.en).toContain('(signer)');
  });

  it('SHARE-ALTERED when our root signed a share that is not the committed one', () => {
    const share = ours.unsigned[1]!.share.slice();
    share[5]! ^= 1;
    const unsigned = { ...ours.unsigned[1]!, share };
    const signature = ours.sign(envelopeMessage(unsigned));
    expect(judgeShare({ ...unsigned, signature }, ours.set)).toMatchObject({ ok: false, code: 'SHARE-ALTERED' });
    expect(judgeShare({ ...unsigned, signature }, ours.set).text.en).toContain('(share)');
  });

  it('SHARE-ALTERED when the set knows another commitment or x for the slot', () => {
    const shares = ours.set.shares.map((s) => (s.index === 2 ? { ...s, x: 99 } : s));
    expect(judgeShare(ours.envelopes[1]!, { ...ours.set, shares }).text.en).toContain('(x)');
  });

  it('SHARE-UNREADABLE says why, in both languages, and never throws', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(300), encodeEnvelope(ours.envelopes[0]!).slice(1)]) {
      const { verdict, envelope } = judgeShareBytes(bytes, ours.set);
      expect(verdict).toMatchObject({ ok: false, code: 'SHARE-UNREADABLE' });
      expect(envelope).toBeUndefined();
      expect(verdict.text.zh).toMatch(/CBOR|SHARE/);
    }
  });
});

describe('a pool of shares', () => {
  it('SHARE-DUPLICATE for the second share of a slot, intact or not before it', () => {
    const [a, b] = ours.envelopes as [Envelope, Envelope];
    const verdicts = judgePool([a, foreign.envelopes[0]!, a, b, a], ours.set).map((v) => v.code);
    expect(verdicts).toEqual([
      ...['SHARE-INTACT', 'SHARE-FOREIGN', 'SHARE-DUPLICATE', 'SHARE-INTACT', 'SHARE-DUPLICATE'],
    ]);
    // An altered copy before the intact one does not take its slot.
    const damaged = { ...a, epoch: 9 };
    expect(judgePool([damaged, a], ours.set).map((v) => v.code)).toEqual(['SHARE-ALTERED', 'SHARE-INTACT']);
  });

  it('gives exactly m, distinct, in slot order; bad and surplus shares do not stop it', () => {
    const [a, b, c, d, e] = ours.envelopes as [Envelope, Envelope, Envelope, Envelope, Envelope];
    const pool = [
      foreign.envelopes[0]!,
      e,
      e,
      { ...a, epoch: 9 },
      rehearsal.envelopes[2]!,
      d,
      later.envelopes[1]!,
      b,
      c,
    ];
    expect(guardQuorum(pool, ours.set).map((x) => x.index)).toEqual([2, 3, 4]);
  });

  it('SHARE-SHORT: "2 of 3 shares, 1 more needed"', () => {
    const [a, b] = ours.envelopes as [Envelope, Envelope];
    const short = () => guardQuorum([a, b, b, foreign.envelopes[2]!], ours.set);
    expect(short).toThrow(expect.objectContaining({ code: 'SHARE-SHORT', exit: 1 }) as Error);
    expect(short).toThrow('2 of 3 shares, 1 more needed.');
    expect(() => guardQuorum([], ours.set)).toThrow('0 of 3 shares, 3 more needed.');
  });
});
