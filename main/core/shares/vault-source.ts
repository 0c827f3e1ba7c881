/**
 * What a set of the scheme `vault-gf256` says of where it comes from (docs/formats.md section 2): shares of HashiCorp
 * Vault or OpenBao, as whoever brought them told it. Of all this a raw share itself says nothing.
 */
import { type FieldRefusal, flag, oneOf, positive, readFields } from '../fields.ts';

export const vaultProducts = ['vault', 'openbao'] as const;
/** Unseal keys open the seal; recovery keys (automatic unseal) authorise alone, and open nothing. */
export const vaultKinds = ['unseal', 'recovery'] as const;

export interface VaultSource {
  readonly product: (typeof vaultProducts)[number];
  readonly kind: (typeof vaultKinds)[number];
  /** How many shares Vault gave out; those that were brought are the set's `n`. */
  readonly shares: number;
  /** True if more than M shares were brought, and all of them lie on one polynomial of degree M - 1. */
  readonly proved: boolean;
}

const shape = { product: oneOf(vaultProducts), kind: oneOf(vaultKinds), shares: positive, proved: flag };

/** Reads the field `vault` strictly. @throws what `refusal` makes */
export const readVaultSource = (value: unknown, refusal: FieldRefusal): VaultSource => ({
  ...readFields(value, shape, refusal, 'vault.'),
});

/** What of it cannot be beside M and N. */
export function vaultSourceFault(
  { shares, proved }: VaultSource,
  { m, n }: { readonly m: number; readonly n: number },
): { readonly field: string; readonly expected: string } | undefined {
  if (shares < n || shares > 255) return { field: 'vault.shares', expected: `a whole number from ${n} to 255` };
  // M shares lie on a polynomial of degree M - 1 whatever they are.
  if (proved !== n > m)
    return { field: 'vault.proved', expected: 'true where there are more than M shares, else false' };
  return undefined;
}

export const sameVaultSource = (a: VaultSource | undefined, b: VaultSource | undefined): boolean =>
  a?.product === b?.product && a?.kind === b?.kind && a?.shares === b?.shares && a?.proved === b?.proved;
