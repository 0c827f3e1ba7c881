/**
 * HashiCorp Vault's and OpenBao's own Shamir code: what it splits we take, prove and hand back; what we hand back, and
 * what our library splits, it combines. And what it takes in silence, we refuse.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { agree, demandDistinct } from '../../../main/core/shares/vault-agree.ts';
import { readVaultShare, writeVaultShare } from '../../../main/core/shares/vault-share.ts';
import { AgePool } from '../../../main/vault/age.ts';
import { openVault } from '../../../main/vault/client.ts';
import { combine, split } from '../../../main/vault/shamir.ts';
import { refusal } from '../../refusal.ts';
import { brought, bytesOf, slipped, wishFor } from '../../unit/shares/vault-sets.ts';
import { type Lib, absence, ask } from './go.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: Vault's shamir ${absent}`);

const libs: readonly Lib[] = ['vault', 'bao'];
const names = { vault: 'HashiCorp Vault', bao: 'OpenBao' } as const;
const identity = 'AGE-SECRET-KEY-157F6CDEJJFF7JAT7KRZGXL0UD50PKEA5TRA4SD77Z5P5EUAYH22S5XVHRK';
const recipient = 'age1l22w5fn3e8wglfyp7dfmhrtch27udxr9rzgplre5yca0dk3kng0q6957lq';
const age = new AgePool();
const folder = mkdtempSync(join(tmpdir(), 'vaultshamir-'));
afterAll(async () => {
  await age.close();
  rmSync(folder, { recursive: true });
});

const newSecret = () => toHex(new Uint8Array(randomBytes(32)));
/** M and N in every shape: 2-of-2 to 8-of-12, and the largest. */
const shapes = Array.from({ length: 60 }, (_, i) => ({ t: 2 + (i % 7), n: 2 + (i % 7) + (i % 5) })).concat([
  { t: 5, n: 255 },
]);

async function said(shares: readonly Uint8Array[], m: number): Promise<string> {
  try {
    return String(await agree(brought(shares), m, combine));
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe.skipIf(absent !== '' && !required)(`Vault's own shamir${absent && ` (skipped: ${absent})`}`, () => {
  test.each(libs)('%s: what it splits is read from both texts, proved, and combined to its secret', async (lib) => {
    const asked = shapes.map(({ t, n }) => ({ lib, op: 'split', secret: newSecret(), n, t }) as const);
    for (const [i, { shares = [] }] of ask(asked).entries()) {
      const { t, n, secret } = asked[i]!;
      const read = shares.map((hex, k) => readVaultShare(utf8(k % 2 ? hex : toBase64(bytesOf(hex)))));
      expect(read.map(toHex)).toEqual(shares);
      expect([t, n, await said(read, t)]).toEqual([t, n, String(n > t)]);
      expect(toHex(await combine(read.slice(-t), t))).toBe(secret);
      if (n > t + 1) expect(await said(read.with(1, slipped(read[1]!)), t)).toBe('VAULTSHARE-ODD');
    }
  });

  test.each(libs)('%s: what our library splits it combines, out of either of our texts', async (lib) => {
    const secrets = shapes.slice(0, 40).map(newSecret);
    const questions = await Promise.all(
      secrets.map(async (secret, i) => {
        const { t, n } = shapes[i]!;
        const texts = (await split(bytesOf(secret), n, t)).map((share) => [
          fromUtf8(writeVaultShare(share, 'hex')),
          toHex(bytesOfBase64(fromUtf8(writeVaultShare(share, 'base64')))),
        ]);
        return { lib, op: 'combine', shares: texts.slice(-t).map((two, k) => two[k % 2] ?? '') } as const;
      }),
    );
    expect(ask(questions).map(({ secret }) => secret)).toEqual(secrets);
  });

  test.each(libs)(
    '%s: a set brought under our envelopes and handed back, by the real vault process, unseals',
    async (lib) => {
      const secret = newSecret();
      const [{ shares = [] } = {}] = ask([{ lib, op: 'split', secret, n: 6, t: 3 }]);
      const answers = join(folder, `${lib}.json`);
      const ids = ['c1', 'c2', 'c3', 'c4', 'c5'];
      const passphrases = Object.fromEntries(ids.map((id) => [id, `only a rehearsal of ${id}`]));
      const vaultShares = Object.fromEntries(ids.map((id, i) => [id, shares[i]]));
      writeFileSync(answers, JSON.stringify({ passphrases, vaultShares }));
      chmodSync(answers, 0o600);
      const open = (act: 'import' | 'export') =>
        openVault({ act, lang: 'en', rehearsal: true, source: { kind: 'answers', path: answers } });
      const vault = await open('import');
      const wish = wishFor(5, { product: lib === 'bao' ? 'openbao' : 'vault' });
      const made = await vault.request('importShares', { wish });
      await vault.finish();
      expect(made.proved).toBe(true);
      const file = (path: string) => made.files.find((one) => one.path === path)!.bytes;

      const back: string[] = [];
      for (const [id, encoding] of [
        ['c5', 'hex'],
        ['c1', 'base64'],
        ['c4', 'hex'],
      ] as const) {
        const out = await open('export');
        const files = [{ file: `${id}.age`, bytes: file(`shares/${id}.age`) }];
        await out.request('judgeShares', { files, set: file('share-set.json') });
        const { bytes } = await out.request('exportShare', { encoding, recipient });
        await out.finish();
        const opened = await age.open(bytes, { kind: 'identities', identities: utf8(identity) });
        const text = 'bytes' in opened ? fromUtf8(opened.bytes) : '';
        back.push(encoding === 'hex' ? text : toHex(bytesOfBase64(text)));
      }
      expect(back).toEqual([shares[4], shares[0], shares[3]]);
      expect(ask([{ lib, op: 'combine', shares: back }])[0]?.secret).toBe(secret);
    },
  );

  test.each(libs)('%s answers a wrong secret in silence where we refuse', async (lib) => {
    const secret = newSecret();
    const [{ shares = [] } = {}, { shares: others = [] } = {}] = ask([
      { lib, op: 'split', secret, n: 6, t: 3 },
      { lib, op: 'split', secret: newSecret(), n: 6, t: 3 },
    ]);
    const bytes = shares.map(bytesOf);
    const wrong: readonly (readonly [string, readonly Uint8Array[]])[] = [
      ['true', bytes], // too few of them combined, below
      ['VAULTSHARE-ODD', bytes.with(0, slipped(bytes[0]!))],
      ['VAULTSHARE-ODD', bytes.with(0, bytesOf(others.find((hex) => !shares.some((s) => s.endsWith(hex.slice(-2))))!))],
    ];
    for (const [code, some] of wrong) {
      expect(await said(some, 3)).toBe(code);
      const quorum = some.slice(0, code === 'true' ? 2 : 3).map(toHex);
      const [answer] = ask([{ lib, op: 'combine', shares: quorum }]);
      expect([answer?.error, answer?.secret === secret]).toEqual([undefined, false]);
    }
    const forged = bytes[2]!.with(32, 0);
    const [dictated] = ask([{ lib, op: 'combine', shares: [shares[0]!, shares[1]!, toHex(forged)] }]);
    expect(dictated?.secret, `${names[lib]}: x = 0 dictates the key`).toBe(toHex(forged.subarray(0, 32)));
    expect(refusal(() => readVaultShare(utf8(toHex(forged))))).toBe('SHARE-X-ZERO');
    const [first] = brought(bytes);
    expect(refusal(() => demandDistinct([first!], { custodian: 'c2', share: first!.share }))).toBe('VAULTSHARE-TWICE');
  });
});

function bytesOfBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
