import type { consortium as en } from '../en/consortium.ts';
import type { Like } from '../like.ts';

export const consortium = {} as const satisfies Like<typeof en>;
