/** The ways of splitting that share sets know. */
export const schemes = ['shamir', 'slip39'] as const;
export type Scheme = (typeof schemes)[number];

/** What a document says of its scheme, looked at before its fields: which fields there are hangs on it. */
export function schemeOf(value: unknown): { readonly scheme?: unknown; readonly grouped: boolean } {
  if (typeof value !== 'object' || value === null || !('scheme' in value)) return { grouped: false };
  return { scheme: value.scheme, grouped: value.scheme === 'slip39' && 'groups' in value };
}

export const isScheme = (text: string): text is Scheme => schemes.some((scheme) => scheme === text);
