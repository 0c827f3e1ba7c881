/** The ways of splitting that share sets know. */
export const schemes = ['shamir', 'slip39'] as const;
export type Scheme = (typeof schemes)[number];

export const isScheme = (text: string): text is Scheme => schemes.some((scheme) => scheme === text);
