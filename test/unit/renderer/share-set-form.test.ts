/** The form of an act on the share set: what is wished once it is whole, and nothing before. */
import { describe, expect, it } from 'vitest';
import { type WishForm, formOf, idFault, thresholdOf, wishOf } from '../../../renderer/screens/share-set/wish.ts';

const holder = (index: number, more: object = { workFactor: 14 }) => ({
  ...{ id: `c${String(index)}`, name: { en: 'C', zh: '丙' }, organisation: 'brand', index },
  ...{ seal: 'passphrase' as const, handed: false, confirmed: false, out: false },
  ...more,
});
const active = {
  ...{ threshold: 2, scheme: 'shamir' },
  holders: [holder(1), holder(2), holder(3, { seal: 'age', recipient: 'age1x' })],
};
const form = (more: Partial<WishForm> = {}): WishForm => ({ ...formOf(active), ...more });

describe('the wish', () => {
  it('begins with what is in force, seals taken over as they are', () => {
    expect(form().holders.map(({ id, seal }) => [id, seal])).toEqual([
      ['c1', { kind: 'passphrase', workFactor: 14 }],
      ['c2', { kind: 'passphrase', workFactor: 14 }],
      ['c3', { kind: 'age', recipient: 'age1x' }],
    ]);
  });

  it('is none while something is missing', () => {
    expect(wishOf(form({ kind: 'replace' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'rotate' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'resplit', threshold: 'two' }))).toBeUndefined();
    expect(wishOf(form({ kind: 'resplit', holders: [] }))).toBeUndefined();
  });

  it('is whole with what its purpose needs', () => {
    expect(wishOf(form({ kind: 'refresh' }))).toEqual({ kind: 'refresh' });
    expect(wishOf(form({ kind: 'replace', lost: ['c2'] }))).toEqual({ kind: 'replace', custodians: ['c2'] });
    expect(wishOf(form({ kind: 'rotate', root: 'root-ed' }))).toEqual({ kind: 'rotate', root: 'root-ed' });
    const wish = wishOf(form({ kind: 'resplit', threshold: ' 3 ' }));
    expect(wish?.kind === 'resplit' && JSON.parse(wish.holders)).toEqual({
      ...{ format: 'rootseal.set-plan/1', threshold: 3, scheme: 'shamir' },
      custodians: form().holders,
    });
  });
});

describe('what is typed', () => {
  it('a threshold is a whole number from 1', () => {
    expect(['2', ' 12 ', '0', '-1', '2.5', ''].map((threshold) => thresholdOf({ threshold }))).toEqual([
      ...[2, 12, undefined, undefined, undefined, undefined],
    ]);
  });

  it('an id is free, and looks like one', () => {
    expect(['n1', 'c1', 'N 1', ''].map((id) => idFault(id, form().holders))).toEqual([
      ...[undefined, 'taken', 'bad', 'bad'],
    ]);
  });
});
