/** The documents of a share set's life, one by one: parameters of a change, receipts, notices; old shares as the guard tells them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { signRotation, parseRotation, rotationFormat } from '../../../main/core/sealing/rotation.ts';
import { changeFormat, changeId, encodeChange, parseChange } from '../../../main/core/shares/change.ts';
import { type OtherSet, judgeShare } from '../../../main/core/shares/guard.ts';
import { checkReceipt, readReceipt, receiptId, receiptKey, signReceipt } from '../../../main/core/shares/receipt.ts';
import { parseRetired, retiredFormat, signRetired } from '../../../main/core/shares/retired.ts';
import { type ShareSet, encodeShareSet, parseShareSet, signShareSet } from '../../../main/core/shares/set.ts';
import { signEnvelope } from '../../../main/core/shares/envelope.ts';
import { refusal } from '../../refusal.ts';
import { type Founding, found } from './founding.ts';

let ours: Founding;
let later: Founding;
/** Our set with receipt keys in it, as the vault makes it. */
let set: ShareSet;
const time = '2027-11-21T02:00:00.000Z';

beforeAll(async () => {
  ours = await found();
  later = await found({ seed: 'after the re-split', epoch: 2 });
  const id = fromHex(ours.set.id, 'id');
  const shares = ours.unsignedSet.shares.map((slot, i) => ({
    ...slot,
    receiptKey: toHex(receiptKey(id, i + 1, ours.shares[i]!)),
  }));
  set = await signShareSet({ ...ours.unsignedSet, shares }, ours.sign);
});

const holder = (id: string) => ({
  id,
  name: { zh: id, en: id },
  organisation: 'lab',
  seal: { kind: 'passphrase', workFactor: 18 },
});
const change = (more: object = {}, to: object = {}) => ({
  format: changeFormat,
  ...{
    consortium: 'food-trace',
    ceremony: 'a'.repeat(32),
    rehearsal: true,
    purpose: 'refresh',
    nonce: '0f'.repeat(32),
  },
  from: { set: 'ab'.repeat(16), epoch: 1 },
  to: { epoch: 2, scheme: 'shamir', threshold: 2, custodians: [holder('c1'), holder('c2')], ...to },
  ...more,
});

describe('the parameters of a change', () => {
  const of = (more?: object, to?: object) => refusal(() => parseChange(change(more, to)));

  it('are taken as they are, and their hash is that of their JCS bytes', () => {
    expect(of()).toBe('accepted');
    expect([of({ purpose: 'rotate', root: 'root-ed' }), of({ purpose: 'replace', replaced: ['c1'] })]).toEqual([
      'accepted',
      'accepted',
    ]);
    const parsed = parseChange(change());
    expect(changeId(parsed)).toBe(toHex(sha256(encodeChange(parsed))));
    expect(parseChange(parseJcs(encodeChange(parsed), 'change'))).toEqual(parsed);
    expect(changeId(parseChange(change({ nonce: '1f'.repeat(32) })))).not.toBe(changeId(parsed));
  });

  it('of the scheme slip39 may have groups, which must be such as can be split', () => {
    const list = ['banks', 'regulators'].map((id) => ({ id, name: { zh: id, en: id }, threshold: 1 }));
    const groups = { threshold: 2, list };
    const custodians = [
      { ...holder('c1'), group: 'banks' },
      { ...holder('c2'), group: 'regulators' },
    ];
    const slip39 = { scheme: 'slip39', groups, custodians };
    expect([of({}, { scheme: 'slip39' }), of({}, slip39)]).toEqual(['accepted', 'accepted']);
    const many = Array.from({ length: 17 }, (_, i) => holder(`c${i + 1}`));
    for (const to of [
      { ...slip39, scheme: 'shamir' },
      { ...slip39, custodians: [custodians[0], holder('c2')] },
      { ...slip39, groups: { ...groups, threshold: 3 } },
      { ...slip39, groups: { ...groups, threshold: 1 } },
      { custodians },
      { scheme: 'slip39', custodians: many },
    ])
      expect(of({}, to)).toBe('CHANGE-GROUPS');
  });

  it('are refused by name', () => {
    expect(of({ more: 1 })).toBe('CHANGE-FORM');
    expect(of({ nonce: '00' })).toBe('CHANGE-FORM');
    expect(of({}, { epoch: 1 })).toBe('CHANGE-FORM');
    expect(of({ from: { set: 'ab'.repeat(16), epoch: 2 } })).toBe('CHANGE-EPOCH');
    expect(of({}, { threshold: 3 })).toBe('CHANGE-THRESHOLD');
    expect(of({}, { custodians: [holder('c1'), holder('c1')] })).toBe('CHANGE-HOLDERS');
    expect(of({}, { scheme: 'other' })).toBe('CHANGE-FORM');
    expect(of({ purpose: 'rotate' })).toBe('CHANGE-PURPOSE');
    expect(of({ root: 'root-ed' })).toBe('CHANGE-PURPOSE');
    expect(of({ purpose: 'replace' })).toBe('CHANGE-PURPOSE');
  });
});

describe('a receipt', () => {
  const receipt = (i = 1) => readReceipt(signReceipt(ours.envelopes[i]!, time));

  it('of each share is verified by the set alone, and tells nothing of the share', () => {
    for (const i of [0, 1, 2, 3, 4]) expect(refusal(() => checkReceipt(receipt(i), set))).toBe('accepted');
    const text = JSON.stringify(receipt());
    expect(text).not.toContain(toHex(ours.shares[1]!).slice(0, 32));
    expect(receiptId(receipt())).toBe(toHex(sha256(signReceipt(ours.envelopes[1]!, time))));
    expect(refusal(() => parseShareSet(encodeShareSet(set)))).toBe('accepted');
  });

  it('is refused when anything in it is not as it was signed, or of another share', () => {
    const of = (more: object, by: ShareSet = set) => refusal(() => checkReceipt({ ...receipt(), ...more }, by));
    expect(of({ time: '2028-11-21T02:00:00.000Z' })).toBe('RECEIPT-SIGNATURE');
    expect(of({ signature: receipt(2).signature })).toBe('RECEIPT-SIGNATURE');
    for (const more of [{ custodian: 'c9' }, { epoch: 2 }, { rehearsal: true }, { index: 3 }, { index: 200 }])
      expect(of(more)).toBe('RECEIPT-SET');
    expect(of({}, later.set)).toBe('RECEIPT-SET');
    expect(of({}, ours.set)).toBe('RECEIPT-KEY');
  });

  it('of another form is named', () => {
    const of = (more: object) => refusal(() => readReceipt(toJcs({ ...receipt(), ...more })));
    expect(of({})).toBe('accepted');
    expect([of({ more: 1 }), of({ time: 'today' }), of({ verdict: 'SHARE-ALTERED' })]).toEqual(
      Array(3).fill('RECEIPT-FORM'),
    );
  });
});

describe('the notice of a retired set', () => {
  const unsigned = () => ({
    format: retiredFormat as typeof retiredFormat,
    ...{ consortium: ours.set.consortium, ceremony: ours.set.ceremony, rehearsal: ours.set.rehearsal },
    retired: { set: ours.set.id, epoch: 1 },
    sha256: toHex(sha256(encodeShareSet(ours.set))),
    successor: { set: later.set.id, epoch: 2 },
    time,
    signer: later.set.signer,
  });

  it('is read as it was signed, and refused altered', async () => {
    const bytes = await signRetired(unsigned(), later.sign);
    expect(parseRetired(bytes)).toMatchObject({ time, retired: { epoch: 1 } });
    const of = (more: object) => refusal(() => parseRetired(toJcs({ ...parseRetired(bytes), ...more })));
    expect(of({})).toBe('accepted');
    expect(of({ time: '2028-01-01T00:00:00.000Z' })).toBe('RETIRED-SIGNATURE');
    expect(of({ signer: ours.set.signer })).toBe('RETIRED-SIGNATURE');
    expect([of({ time: 'then' }), of({ more: true })]).toEqual(['RETIRED-FORM', 'RETIRED-FORM']);
  });
});

describe('the cross-signature of a rotated root', () => {
  const pair = (seed: number) => {
    const secret = new Uint8Array(32).fill(seed);
    const publicKey = suite('ed25519').publicKey(secret);
    return { publicKey, sign: (message: Uint8Array) => suite('ed25519').sign(message, secret) };
  };
  const keyOf = ({ publicKey }: ReturnType<typeof pair>, print: string) => {
    return { suite: 'ed25519' as const, publicKey: toHex(publicKey), fingerprint: print };
  };

  it('stands with a signature of both keys, and with nothing less', async () => {
    const { fingerprint } = await import('../../../main/core/keys/index.ts');
    const [a, b] = [pair(1), pair(2)];
    const print = (key: typeof a) => fingerprint('ed25519', key.publicKey);
    const rotation = {
      ...{ format: rotationFormat as typeof rotationFormat, consortium: 'food-trace', ceremony: 'c', rehearsal: false },
      ...{ id: 'root-ed', epoch: 2, old: keyOf(a, print(a)), new: keyOf(b, print(b)) },
    };
    const bytes = await signRotation(rotation, { old: a.sign, new: b.sign });
    expect(parseRotation(bytes).new.fingerprint).toBe(print(b));
    const read = parseRotation(bytes);
    const of = (more: object) => refusal(() => parseRotation(toJcs({ ...read, ...more })));
    expect(of({})).toBe('accepted');
    expect(of({ epoch: 3 })).toBe('ROTATION-SIGNATURE');
    expect(of({ signatures: { ...read.signatures, old: read.signatures.new } })).toBe('ROTATION-SIGNATURE');
    expect(of({ signatures: { ...read.signatures, new: read.signatures.old } })).toBe('ROTATION-SIGNATURE');
    expect(of({ new: read.old })).toBe('ROTATION-KEY');
    expect(of({ old: { ...read.old, fingerprint: '00'.repeat(32) } })).toBe('ROTATION-KEY');
    expect([of({ epoch: 1 }), of({ more: 1 })]).toEqual(['ROTATION-FORM', 'ROTATION-FORM']);
  });
});

describe('a share of a set that is not in force', () => {
  const other = (state: OtherSet['state'], more: Partial<OtherSet> = {}): OtherSet => ({
    ...{ id: ours.set.id, epoch: 1, state, date: time, set: ours.set },
    ...more,
  });
  const judge = (given: OtherSet, envelope = ours.envelopes[0]!) =>
    judgeShare(envelope, later.set, { others: [given] });

  it('is told by what became of the set, with the date, though the root was rotated since', () => {
    const { code, text, date, epoch } = judge(other('retired'));
    expect([code, date, epoch]).toEqual(['SHARE-RETIRED', time, 1]);
    expect(text.en).toContain('Epoch 1, retired on 2027-11-21');
    expect(text.zh).toContain('第 1 期，已于 2027-11-21 停用');
    expect(judge(other('pending')).code).toBe('SHARE-PENDING');
    const { set: _, ...unpublished } = other('abandoned');
    expect(judge(unpublished).code).toBe('SHARE-ABANDONED');
    expect(judge(other('retired')).ok).toBe(false);
  });

  it('is told to be altered first, and a share of the set in force is judged as ever', async () => {
    const altered = await signEnvelope(
      { ...ours.unsigned[0]!, custodian: { id: 'c1', zh: '别人', en: 'Another' } },
      ours.sign,
    );
    expect(judge(other('retired'), altered).code).toBe('SHARE-ALTERED');
    const { set: _, ...unpublished } = other('abandoned', { epoch: 3 });
    expect(judge(unpublished).code).toBe('SHARE-ALTERED');
    expect(judge(other('retired'), later.envelopes[2]).code).toBe('SHARE-INTACT');
    expect(judge(other('retired', { id: '00'.repeat(16) })).code).toBe('SHARE-FOREIGN');
  });
});
