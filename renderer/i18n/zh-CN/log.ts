import type { log as en } from '../en/log.ts';
import type { Like } from '../like.ts';

export const log = {} as const satisfies Like<typeof en>;
