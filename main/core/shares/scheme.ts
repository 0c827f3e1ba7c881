/** The ways of splitting that share sets know. */
export const schemes = ['shamir', 'slip39'] as const;
export type Scheme = (typeof schemes)[number];

/**
 * Shares that HashiCorp Vault or OpenBao has split, brought under our envelopes (vault-source.ts). Nothing is ever split
 * so here, and nothing of it combined: what it restores is no key of ours. So it is none of `schemes`.
 */
export const vaultScheme = 'vault-gf256';
export type ShareScheme = Scheme | typeof vaultScheme;

/** What a document says of its scheme, looked at before its fields: which fields there are hangs on it. */
export function schemeOf(value: unknown): { readonly scheme?: unknown; readonly grouped: boolean } {
  if (typeof value !== 'object' || value === null || !('scheme' in value)) return { grouped: false };
  return { scheme: value.scheme, grouped: value.scheme === 'slip39' && 'groups' in value };
}

export const isScheme = (text: string): text is ShareScheme =>
  text === vaultScheme || schemes.some((scheme) => scheme === text);
