/** The forms of shares of HashiCorp Vault: what is still missing, how many holders prove something, what is asked then. */
import { describe, expect, it } from 'vitest';
import {
  type OutForm,
  emptyIn,
  emptyOut,
  exportOf,
  importOf,
  missingIn,
  missingOut,
  nameIsBad,
  sheetOf,
  spareOf,
  sures,
} from '../../../renderer/screens/vault-shares/form.ts';

const holders = ['c1', 'c2', 'c3', 'c4'].map((id) => ({
  ...{ id, name: { en: id, zh: id }, organisation: 'none' },
  seal: { kind: 'passphrase', workFactor: 18 } as const,
}));
const whole = { ...emptyIn, name: 'prod-vault', holders, base: '/media/usb', sure: [...sures] };

describe('shares that come in', () => {
  it('says what is missing, one thing for each', () => {
    expect(missingIn(emptyIn)).toEqual(['missName', 'missHolders', 'missFolder', 'missSure']);
    expect(missingIn(whole)).toEqual([]);
    expect(missingIn({ ...whole, name: 'No Id' })).toEqual(['missName']);
    for (const part of [{ threshold: '1' }, { threshold: '6' }, { threshold: 'x' }, { shares: '' }])
      expect(missingIn({ ...whole, ...part })).toContain('missNumbers');
    expect(missingIn({ ...whole, holders: holders.slice(0, 2) })).toEqual(['missHolders']);
    expect(missingIn({ ...whole, holders: holders.slice(0, 3) })).toEqual(['missUnproved']);
    expect(missingIn({ ...whole, holders: holders.slice(0, 3), unproved: true })).toEqual([]);
    expect(missingIn({ ...whole, folder: 'a/b' })).toEqual(['missFolder']);
    expect(missingIn({ ...whole, sure: sures.slice(1) })).toEqual(['missSure']);
    expect([spareOf(whole), spareOf({ ...whole, threshold: '?' })]).toEqual([1, undefined]);
    expect(['', 'prod-1', 'Prod', '-x'].map(nameIsBad)).toEqual([false, false, true, true]);
  });

  it('asks for what was typed, and for nothing unproved where more than M are here', () => {
    expect(importOf({ ...whole, unproved: true })).toEqual({
      ...{ name: 'prod-vault', product: 'vault', kind: 'unseal', into: '/media/usb/vault-shares' },
      ...{ threshold: 3, shares: 5, unproved: false, rehearsal: false },
      custodians: holders.map(({ id, name, seal }) => ({ id, name, seal })),
    });
    expect(importOf({ ...whole, holders: holders.slice(1), unproved: true }).unproved).toBe(true);
  });
});

describe('one that goes back', () => {
  it('says what is missing and asks for the rest', () => {
    expect(missingOut(emptyOut)).toEqual(['missShare', 'missRecipient', 'missFile']);
    const files = { share: '/a', set: '/b', out: '/c' };
    const form: OutForm = { ...emptyOut, ...files, recipient: ' age1x ', encoding: 'hex' };
    expect(missingOut(form)).toEqual([]);
    expect(exportOf(form)).toEqual({ ...files, encoding: 'hex', recipient: 'age1x', identities: {} });
    const sealed = { ...form, identity: '/d' };
    expect(exportOf(sealed)).toEqual({ ...files, encoding: 'hex', recipient: 'age1x', identities: { me: '/d' } });
  });

  it('on paper is for nobody but its holder: no recipient is wanted', () => {
    const form = { ...emptyOut, as: 'paper', share: '/a', set: '/b', out: '/c', identity: '/d' } as const;
    expect(missingOut({ ...form, out: undefined })).toEqual(['missFile']);
    expect(missingOut(form)).toEqual([]);
    expect(sheetOf(form)).toEqual({ share: '/a', set: '/b', out: '/c', identities: { me: '/d' } });
  });
});
