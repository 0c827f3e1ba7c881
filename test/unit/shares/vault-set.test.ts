/** Envelopes and sets of the scheme vault-gf256: what they say of where they come from stands under the signature and must agree. */
import { describe, expect, it } from 'vitest';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { fingerprint, suite } from '../../../main/core/keys/index.ts';
import { commitShare } from '../../../main/core/shares/commitment.ts';
import { signEnvelope } from '../../../main/core/shares/envelope.ts';
import { judgeShare } from '../../../main/core/shares/guard.ts';
import { vaultScheme } from '../../../main/core/shares/scheme.ts';
import { setFormat, signShareSet } from '../../../main/core/shares/set.ts';
import type { VaultSource } from '../../../main/core/shares/vault-source.ts';
import { bytesOf, fromVault } from './vault-sets.ts';

const ed = suite('ed25519');
const secret = new Uint8Array(32).fill(3);
const publicKey = ed.publicKey(secret);
const root = fingerprint('ed25519', publicKey);
const sign = (message: Uint8Array) => ed.sign(message, secret);
const shares = fromVault.slice(0, 3).map(bytesOf);
const id = new Uint8Array(16).fill(9);
const commitments = shares.map((share, i) => commitShare(id, i + 1, share));
const vault: VaultSource = { product: 'vault', kind: 'unseal', shares: 5, proved: true };
const common = {
  consortium: 'prod',
  ceremony: 'c',
  epoch: 1,
  scheme: vaultScheme,
  m: 2,
  n: 3,
  rehearsal: false,
} as const;
const custodian = { id: 'c1', zh: '一', en: 'One' };

const set = () =>
  signShareSet(
    {
      ...{ format: setFormat, ...common, id: toHex(id), roots: [root], vault },
      shares: shares.map((share, i) => ({
        ...{ index: i + 1, x: share[32] ?? 0, commitment: toHex(commitments[i]!) },
        custodian: { id: `c${i + 1}`, name: { zh: '一', en: 'One' } },
      })),
      signer: { suite: 'ed25519', publicKey: toHex(publicKey) },
    },
    sign,
  );
const envelope = (source: VaultSource) =>
  signEnvelope(
    {
      ...{ ...common, set: id, index: 1, x: shares[0]![32]!, custodian, commitments, share: shares[0]!, vault: source },
      roots: [bytesOf(root)],
      signer: { suite: 'ed25519', publicKey },
    },
    sign,
  );

describe('where a share comes from', () => {
  it('stands in envelope and set alike, else the share is named as altered', async () => {
    expect(judgeShare(await envelope(vault), await set()).code).toBe('SHARE-INTACT');
    for (const other of [{ kind: 'recovery' }, { product: 'openbao' }, { shares: 4 }] as const) {
      const { code, text } = judgeShare(await envelope({ ...vault, ...other }), await set());
      expect([code, text.en.includes('(vault)')]).toEqual(['SHARE-ALTERED', true]);
    }
  });

  it('cannot say that less than M + 1 shares prove something, or that there are fewer than were brought', async () => {
    for (const odd of [{ proved: false }, { shares: 2 }, { shares: 256 }])
      await expect(envelope({ ...vault, ...odd })).rejects.toMatchObject({ code: 'SHARE-FIELD-TYPE' });
  });
});
