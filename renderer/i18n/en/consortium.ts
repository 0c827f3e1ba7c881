export const consortium = {} as const;
