import type { secret as en } from '../en/secret.ts';
import type { Like } from '../like.ts';

export const secret = {} as const satisfies Like<typeof en>;
