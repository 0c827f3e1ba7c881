/** Shares of HashiCorp Vault in the real vault process: in through each door, judged, sealed, and out again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { parseEnvelope } from '../../../main/core/shares/envelope.ts';
import { judgeShare } from '../../../main/core/shares/guard.ts';
import { checkReceipt, readReceipt } from '../../../main/core/shares/receipt.ts';
import { encodeShareSet, parseShareSet, signShareSet } from '../../../main/core/shares/set.ts';
import type { VaultImport } from '../../../main/core/shares/vault-import.ts';
import { AgePool } from '../../../main/vault/age.ts';
import type { Vault } from '../../../main/vault/client.ts';
import { refusal } from '../../refusal.ts';
import { found } from '../shares/founding.ts';
import { bytesOf, fromBao, fromVault, slipped, wishFor } from '../shares/vault-sets.ts';
import { answers, cleanUp, codeOf, open, passphrases } from './room.ts';
import { openWindow, typeAll } from './window.ts';

const age = new AgePool();
afterAll(async () => {
  await age.close();
  cleanUp();
});

const { c1, c2, c3 } = passphrases as Record<'c1' | 'c2' | 'c3', string>;
const identity = 'AGE-SECRET-KEY-157F6CDEJJFF7JAT7KRZGXL0UD50PKEA5TRA4SD77Z5P5EUAYH22S5XVHRK';
const recipient = 'age1l22w5fn3e8wglfyp7dfmhrtch27udxr9rzgplre5yca0dk3kng0q6957lq';

/** What stands in an answers file: hex and Base64 by turns. */
const typed = (shares: readonly string[] = fromVault) =>
  Object.fromEntries(shares.map((hex, i) => [`c${i + 1}`, i % 2 ? toBase64(bytesOf(hex)) : hex]));
const words = Object.fromEntries(fromVault.map((_, i) => [`c${i + 1}`, `${c1} ${i}`]));
const room = (vaultShares: Readonly<Record<string, string>> = typed()) => answers({ passphrases: words, vaultShares });

async function imported(wish: VaultImport, source = room()) {
  const vault = await open('import', source);
  const made = await vault.request('importShares', { wish });
  await vault.finish();
  const files = new Map(made.files.map(({ path, bytes }) => [path, bytes]));
  return { made, files, set: files.get('share-set.json')! };
}

const share = (files: ReadonlyMap<string, Uint8Array>, id: string) => [
  { file: `/media/${id}.age`, bytes: files.get(`shares/${id}.age`)! },
];

let made: Awaited<ReturnType<typeof imported>>;
beforeAll(async () => {
  made = await imported(wishFor(4, { kind: 'recovery' }));
});

describe('an import', () => {
  it('seals each share to its holder, judged by a set that says where it comes from, and gives it back byte for byte', async () => {
    const { files, set: bytes } = made;
    expect([...files.keys()].sort()).toEqual(['share-set.json', ...[1, 2, 3, 4].map((i) => `shares/c${i}.age`)]);
    const set = parseShareSet(bytes);
    expect(set).toMatchObject({
      ...{ consortium: 'prod-vault', scheme: 'vault-gf256', m: 3, n: 4, rehearsal: true },
      vault: { product: 'vault', kind: 'recovery', shares: 6, proved: true },
    });
    expect(set.shares.map(({ x }) => x)).toEqual(fromVault.slice(0, 4).map((hex) => bytesOf(hex)[32]));
    expect([made.made.proved, made.made.weakWorkFactor]).toEqual([true, ['c1', 'c2', 'c3', 'c4']]);

    // Debian's age would open the same.
    const passphrase = { kind: 'passphrase', passphrase: utf8(words['c2']!), workFactor: 0 } as const;
    const opened = await age.open(files.get('shares/c2.age')!, passphrase);
    const envelope = parseEnvelope('bytes' in opened ? opened.bytes : new Uint8Array());
    expect(envelope.share).toEqual(bytesOf(fromVault[1]));
    expect(envelope.vault).toEqual(set.vault);

    const check = await open('check', room());
    const judged = await check.request('judgeShares', { files: share(files, 'c3'), set: bytes });
    expect(judged.shares[0]).toMatchObject({ code: 'SHARE-INTACT', custodian: 'c3', index: 3 });
    const left = await check.request('receipt', { time: '2027-01-02T03:04:05.000Z' });
    checkReceipt(readReceipt(left.bytes), set);
    await check.finish();

    const out = await open('export', room());
    await out.request('judgeShares', { files: share(files, 'c3'), set: bytes });
    for (const [encoding, text] of [
      ['hex', fromVault[2]],
      ['base64', toBase64(bytesOf(fromVault[2]))],
    ] as const) {
      const given = await out.request('exportShare', { encoding, recipient });
      const plain = await age.open(given.bytes, { kind: 'identities', identities: utf8(identity) });
      expect('bytes' in plain && fromUtf8(plain.bytes)).toBe(text);
    }
    await out.finish();
  });

  it('with exactly M shares it says for ever that nothing was proved', async () => {
    const bare = await imported(wishFor(3));
    expect([bare.made.proved, parseShareSet(bare.set).vault?.proved]).toEqual([false, false]);
  });

  it.each([
    ['VAULTSHARE-ODD', wishFor(5), [...fromVault.slice(0, 2), fromBao[2], ...fromVault.slice(3)]],
    ['VAULTSHARE-UNPROVED', wishFor(3, { unproved: false }), fromVault],
    ['SECRET-MISSING', wishFor(4), fromVault.slice(0, 3)],
    ['VAULT-REHEARSAL', wishFor(4, { rehearsal: false }), fromVault],
  ])('%s ends the act with nothing made', async (code, wish, shares) => {
    const vault = await open('import', room(typed(shares)));
    expect(await codeOf(vault.request('importShares', { wish }))).toBe(code);
  });

  it('at a window each types theirs twice, then a passphrase; a slip is said at once, and nothing typed is in any message', async () => {
    const window = await openWindow('import');
    const [a, b, , d] = fromVault;
    const seal = { kind: 'age', recipient } as const;
    const wish = wishFor(4);
    const custodians = wish.custodians.map((one, i) => (i > 1 ? { ...one, seal } : one));
    const making = window.vault.request('importShares', { wish: { ...wish, custodians } });
    await typeAll(window, a.slice(1));
    const again = await window.next();
    expect(again.kind).toBe('share');
    expect(again.fault?.en).toMatch(/^This has 65 characters/);
    await window.typist.type(again, a);
    await typeAll(window, `${a.slice(0, -1)}0`); // not the same the second time
    const once = await window.next();
    expect([once.kind, once.fault?.en]).toEqual(['share', expect.stringMatching(/^These two were not the same/)]);
    await window.typist.type(once, a);
    await typeAll(window, a, c1, c1, a); // the second holder takes the first one's text
    const taken = await window.next();
    expect(taken.fault?.en).toBe(
      'c2 brings the very share that c1 has brought. One of the two took the wrong text: each holder has a share of their own.',
    );
    await window.typist.type(taken, b);
    const third = toBase64(bytesOf(fromVault[2]));
    await typeAll(window, b, c2, c2, third, third, d, d);
    expect((await making).proved).toBe(true);
    await window.vault.finish();
    const kinds = (who: string) =>
      window.log.filter((line) => line.endsWith(` ${who}`)).map((line) => line.split(' ')[0]);
    expect(kinds('c2')).toEqual(['share', 'share', 'share-again', 'choose', 'again']);
    expect(kinds('c3')).toEqual(['share', 'share-again']);
    const heard = window.heard.join('\n');
    for (const secret of [a, b, third, d, c1, c2, c3]) expect(heard).not.toContain(secret.slice(0, 12));
  });
});

describe('where such a set does not belong', () => {
  const judge = async (act: 'restore' | 'renew' | 'export', set: Uint8Array): Promise<string> => {
    const vault: Vault = await open(act, room());
    const code = await codeOf(vault.request('judgeShares', { files: share(made.files, 'c1'), set }));
    if (code === 'accepted') await vault.finish();
    return code;
  };

  it('VAULTSHARE-NOT-HERE: no act that combines takes it; VAULTSHARE-OWN: none of ours goes to Vault', async () => {
    for (const act of ['restore', 'renew'] as const)
      expect([act, await judge(act, made.set)]).toEqual([act, 'VAULTSHARE-NOT-HERE']);
    expect(await judge('export', made.set)).toBe('accepted');
    const ours = await found({ seed: 'ours', rehearsal: true });
    expect(await judge('export', encodeShareSet(ours.set))).toBe('VAULTSHARE-OWN');
  });

  it('VAULT-ORDER: nothing is exported before one share was judged intact', async () => {
    const early = await open('export', room());
    expect(await codeOf(early.request('exportShare', { encoding: 'hex', recipient }))).toBe('VAULT-ORDER');
    const { set, files } = made;
    const two = await open('export', room());
    await two.request('judgeShares', { files: [...share(files, 'c1'), ...share(files, 'c2')], set });
    expect(await codeOf(two.request('exportShare', { encoding: 'hex', recipient }))).toBe('VAULT-ORDER');
  });

  it('a set that says more than is so, or lacks where it comes from, is none', async () => {
    const { signature: _, ...set } = parseShareSet(made.set);
    const sign = () => new Uint8Array(64);
    const vault = set.vault!;
    const { vault: __, ...without } = set;
    for (const [changed, code] of [
      [{ ...set, vault: { ...vault, proved: false } }, 'SET-FIELD-TYPE'],
      [{ ...set, vault: { ...vault, shares: 3 } }, 'SET-FIELD-TYPE'],
      [{ ...set, vault: { ...vault, kind: 'root' } }, 'SET-FIELD-TYPE'],
      [{ ...set, vault: { ...vault, more: 1 } }, 'SET-FIELD-UNKNOWN'],
      [without, 'SET-FIELD-MISSING'],
      [{ ...set, scheme: 'shamir' }, 'SET-FIELD-UNKNOWN'],
    ] as const)
      expect(await codeOf(signShareSet(changed as typeof set, sign))).toBe(code);
    expect(refusal(() => parseShareSet(made.set))).toBe('accepted');
  });

  it('an altered share is named by its field, as every share is', async () => {
    const passphrase = { kind: 'passphrase', passphrase: utf8(words['c1']!), workFactor: 0 } as const;
    const opened = await age.open(made.files.get('shares/c1.age')!, passphrase);
    const envelope = parseEnvelope('bytes' in opened ? opened.bytes : new Uint8Array());

    const set = parseShareSet(made.set);
    expect(judgeShare(envelope, set).code).toBe('SHARE-INTACT');
    expect(judgeShare({ ...envelope, share: slipped(envelope.share) }, set).code).toBe('SHARE-ALTERED');
    expect(judgeShare({ ...envelope, vault: { ...envelope.vault!, kind: 'unseal' } }, set).code).toBe('SHARE-ALTERED');
  });
});
