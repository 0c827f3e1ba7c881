/** Shares that HashiCorp Vault 1.21.4 and OpenBao 2.4.0 have split, 3 of 6, by their own code, and what tests do to shares. */
import { fromHex } from '../../../main/core/encoding/hex.ts';
import type { Brought } from '../../../main/core/shares/vault-agree.ts';
import type { VaultImport } from '../../../main/core/shares/vault-import.ts';

/** The secret of both sets. */
export const secretHex = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

export const fromVault = [
  '90f949672daf746fdc710a71f0232ce01e10ced92761379465b3f0eacb65a4b495',
  '5c5069a08336f0e87fce53efb709d93a5a7438f21c4392da87fe9130d6a6df8e2b',
  '514a89cb2581a39488bfde75301080af08d5229825cd098be44601d90cf4d05d5c',
  'da12ab8e71c1fd006cf9f85c9cc65279075fd9a843de7f197aaf5c453725dd619c',
  '40eb73b1b2481ea7533e840035dd72a7599ba6ee279e4937bc794484dfc3e2b5d0',
  '071a71334891c4b414c7fbb7de2155ab1275abf57aaf9aebc0dd78c2f9d194b3ae',
] as const;

export const fromBao = [
  '2f304ba061113af89296cd2a6d43bf16c788d890690d08702284cc28a4ee05631f',
  'd8132ae32fd44b64d4fa3177604f9f390fd8d47f4e332616836f679e341e4ff14c',
  'd53f89d70cbdcd127521cd22de54d889f0c8c7f5830e57b0506ffb063ff69f88c9',
  '85fb7e8707ad0828bd9adf5baadd8b59aee6b5954326d2b20dec4b7b5c22058f9f',
  '4741db3a81dfe6f0182236141199d3b542b55eb5f1b09e40a938073ff22ca398e8',
  '5d6b11e4dc132b2fa4ca1adfd5b591479075ee0f63e100321cd56adaa24742fc5f',
] as const;

export const bytesOf = (hex: string): Uint8Array => fromHex(hex, 'share');

/** Each under the custodian of its place: c1, c2, … */
export const brought = (shares: readonly Uint8Array[]): Brought[] =>
  shares.map((share, i) => ({ custodian: `c${i + 1}`, share }));

/** One bit of y flipped: what a slip of the hand leaves. */
export const slipped = (share: Uint8Array): Uint8Array => share.with(7, (share[7] ?? 0) ^ 4);

/** As a tool writes it that has x first. */
export const xFirst = (share: Uint8Array): Uint8Array => Uint8Array.of(share[32] ?? 0, ...share.subarray(0, 32));

/** An import of the first `have` custodians' shares, 3 of 6. */
export const wishFor = (have: number, change: Partial<VaultImport> = {}): VaultImport => ({
  ...{ name: 'prod-vault', product: 'vault', kind: 'unseal', threshold: 3, shares: 6 },
  custodians: Array.from({ length: have }, (_, i) => ({
    id: `c${i + 1}`,
    name: { zh: `保管人${i + 1}`, en: `Custodian ${i + 1}` },
    seal: { kind: 'passphrase', workFactor: 14 },
  })),
  ...{ unproved: have === 3, rehearsal: true },
  ...change,
});
