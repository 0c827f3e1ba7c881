/** Raw shares together: what proves itself, what cannot, and the mistake that is named. */
import { describe, expect, it } from 'vitest';
import { agree, demandDistinct } from '../../../main/core/shares/vault-agree.ts';
import { checkVaultImport, vaultImportText } from '../../../main/core/shares/vault-import.ts';
import { combine, split } from '../../../main/vault/shamir.ts';
import { refusal, refusalOf } from '../../refusal.ts';
import { brought, bytesOf, fromBao, fromVault, secretHex, slipped, wishFor, xFirst } from './vault-sets.ts';

const vault = fromVault.map(bytesOf);
const bao = fromBao.map(bytesOf);
const secret = bytesOf(secretHex);

/** What `agree` says: proved or not, or the rule. Every result on the way is looked at: none may be the secret. */
async function said(shares: readonly Uint8Array[], m: number): Promise<{ code: string; en: string }> {
  const watched: typeof combine = async (some, threshold) => {
    const value = await combine(some, threshold);
    expect(value).not.toEqual(secret);
    return value;
  };
  try {
    return { code: String(await agree(brought(shares), m, watched)), en: '' };
  } catch (error) {
    const { code, text } = error as { code: string; text: { en: string } };
    return { code, en: text.en };
  }
}

describe('shares of one set', () => {
  it.each([
    ['Vault', vault],
    ['OpenBao', bao],
  ])('%s: from M + 1 on they prove M, without the secret ever being rebuilt', async (_, shares) => {
    expect((await said(shares, 3)).code).toBe('true');
    expect((await said(shares.slice(2), 3)).code).toBe('true');
    expect((await said(shares.toReversed(), 3)).code).toBe('true');
  });

  it('exactly M prove nothing: even shares of two sets would do', async () => {
    expect((await said(vault.slice(0, 3), 3)).code).toBe('false');
    expect((await said([vault[0]!, vault[1]!, bao[2]!], 3)).code).toBe('false');
  });

  it('VAULTSHARE-FEW', async () => {
    expect((await said(vault.slice(0, 2), 3)).code).toBe('VAULTSHARE-FEW');
  });
});

describe('a threshold that is not so', () => {
  it('VAULTSHARE-HIGHER: too low a threshold is told, and the true one named', async () => {
    const { code, en } = await said(vault, 2);
    expect(code).toBe('VAULTSHARE-HIGHER');
    expect(en).toContain('of which 3 are needed');
  });

  it('VAULTSHARE-LOWER: too high a threshold is told even with exactly M', async () => {
    for (const have of [4, 5, 6]) {
      const { code, en } = await said(vault.slice(0, have), 4);
      expect([have, code]).toEqual([have, 'VAULTSHARE-LOWER']);
      expect(en).toContain('any 3 of these');
    }
    const two = await split(secret, 5, 2);
    expect((await said(two, 5)).en).toContain('any 2 of these');
  });

  it('with M + 1 shares of which more would be needed, nobody can be named', async () => {
    expect((await said(vault.slice(0, 3), 2)).code).toBe('VAULTSHARE-DISAGREE');
  });
});

describe('a share that is not of the set', () => {
  it('VAULTSHARE-ODD names its custodian from M + 2 on: mistyped, or of another set', async () => {
    for (const at of [0, 3, 5]) {
      expect(await said(vault.with(at, slipped(vault[at]!)), 3)).toMatchObject({
        code: 'VAULTSHARE-ODD',
        en: expect.stringContaining(`The share of c${at + 1} `),
      });
      expect((await said(vault.with(at, bao[at]!), 3)).code).toBe('VAULTSHARE-ODD');
    }
  });

  it('VAULTSHARE-DISAGREE with M + 1, or when two are not', async () => {
    expect((await said(vault.slice(0, 4).with(2, slipped(vault[2]!)), 3)).code).toBe('VAULTSHARE-DISAGREE');
    expect((await said([...vault.slice(0, 4), ...bao.slice(4)], 3)).code).toBe('VAULTSHARE-DISAGREE');
  });

  it('VAULTSHARE-X-FIRST: the layout of other tools, found by trying it', async () => {
    expect((await said(vault.map(xFirst), 3)).code).toBe('VAULTSHARE-X-FIRST');
  });

  it('VAULTSHARE-X-FIRST with exactly M, which prove nothing: first bytes 1 to M', async () => {
    const numbered = [3, 1, 2].map((x, i) => Uint8Array.of(x, ...vault[i]!.subarray(1)));
    expect((await said(numbered, 3)).code).toBe('VAULTSHARE-X-FIRST');
    expect((await said([...numbered.slice(0, 2), vault[2]!], 3)).code).toBe('false');
  });
});

describe('two shares that cannot both be', () => {
  const [first, second] = brought(vault);
  const beside = (share: Uint8Array) => refusalOf(() => demandDistinct([first!], { custodian: 'c9', share }));

  it('VAULTSHARE-TWICE, VAULTSHARE-X-TWICE, VAULTSHARE-Y-TWICE name both', () => {
    const { share } = first!;
    for (const [other, code] of [
      [share.slice(), 'VAULTSHARE-TWICE'],
      [slipped(share), 'VAULTSHARE-X-TWICE'],
      [share.with(32, share[32]! ^ 1), 'VAULTSHARE-Y-TWICE'],
    ] as const) {
      const said = beside(other);
      expect([said.code, said.subject]).toEqual([code, 'c9']);
      expect(said.text.en).toMatch(/c1.*c9|c9.*c1/);
    }
    expect(refusal(() => demandDistinct([first!], second!))).toBe('accepted');
  });
});

describe('what is told before anybody types', () => {
  it.each([
    ['accepted', wishFor(4)],
    ['accepted', wishFor(3)],
    ['SHARE-M-LOW', wishFor(4, { threshold: 1 })],
    ['VAULTSHARE-FEW', wishFor(2)],
    ['VAULTSHARE-UNPROVED', wishFor(3, { unproved: false })],
    ['VAULTSHARE-TOTAL', wishFor(6, { shares: 5 })],
    ['VAULTSHARE-FORM', { ...wishFor(4), kind: 'root' }],
    ['VAULTSHARE-FORM', { ...wishFor(4), more: 1 }],
    ['VAULTSHARE-FORM', wishFor(4, { custodians: [...wishFor(3).custodians, wishFor(1).custodians[0]!] })],
    ['VAULTSHARE-FORM', wishFor(1, { custodians: [{ ...wishFor(1).custodians[0]!, seal: sealed(13) }] })],
    ['VAULTSHARE-FORM', wishFor(1, { custodians: [{ ...wishFor(1).custodians[0]!, seal: to('age1nobody') }] })],
  ])('%s', (code, wish) => {
    expect(refusal(() => checkVaultImport(wish))).toBe(code);
  });

  it('says in both languages what no share says', () => {
    const { en, zh } = vaultImportText(wishFor(4, { kind: 'recovery', product: 'openbao' }));
    expect(en).toContain('recovery keys of OpenBao "prod-vault": any 3 of 6, of which 4');
    expect(zh).toContain('OpenBao“prod-vault”的恢复密钥：6 份中任意 3 份，现将其中 4 份');
  });
});

function sealed(workFactor: number) {
  return { kind: 'passphrase' as const, workFactor };
}
function to(recipient: string) {
  return { kind: 'age' as const, recipient };
}
