/**
 * The shape that a translation must have. Chinese has one plural form (`_other`), so a key ending in `_one` has no
 * counterpart there; everything else must be there, and nothing more.
 */
export type Like<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Like<T[K]>;
};
