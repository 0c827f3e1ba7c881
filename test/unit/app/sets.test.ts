/** What is said of a new share that did not pass: one that stayed closed is not one that is damaged. */
import { expect, it } from 'vitest';
import { notOpened } from '../../../main/app/sets/activate.ts';
import { limitsText } from '../../../main/app/sets/wish.ts';

const verdict = (code: string) => ({
  file: 'c1.age',
  ok: false,
  code,
  custodian: 'c1',
  text: { en: 'said', zh: '说' },
});

it('SET-SHARE for a damaged one, SET-SHARE-CLOSED for a wrong passphrase or identity; the holder is the subject', () => {
  const codes = ['SHARE-ALTERED', 'SHARE-UNREADABLE', 'SHARE-PASSPHRASE', 'IDENTITY-WRONG', 'IDENTITY-MISSING'];
  const said = codes.map((code) => notOpened(verdict(code)));
  expect(said.map(({ code }) => code)).toEqual([
    ...['SET-SHARE', 'SET-SHARE'],
    ...['SET-SHARE-CLOSED', 'SET-SHARE-CLOSED', 'SET-SHARE-CLOSED'],
  ]);
  expect(said.map(({ subject }) => subject)).toEqual(codes.map(() => 'c1'));
  expect(said[0]?.text.zh).toContain('旧份额组仍然有效');
});

it('what a re-split cannot do is said, and what a rotation can', () => {
  expect(limitsText({ purpose: 'resplit' }).en).toContain('only rotating the root voids it');
  expect(limitsText({ purpose: 'rotate', root: 'root-ed' }).en).toContain('root-ed');
});
