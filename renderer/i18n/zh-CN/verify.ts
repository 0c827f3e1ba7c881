import type { verify as en } from '../en/verify.ts';
import type { Like } from '../like.ts';

export const verify = {} as const satisfies Like<typeof en>;
