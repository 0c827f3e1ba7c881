export const secret = {} as const;
