/**
 * The kinds of adversarial cases: what is done to a pool of shares, and what must be said of it. One row a kind stands in
 * docs/assurance.md, in this order.
 */
import { envelopesKinds } from './kinds/envelopes.ts';
import { filesKinds } from './kinds/files.ts';
import type { Kind } from './kinds/kit.ts';
import { paperKinds } from './kinds/paper.ts';
import { poolsKinds } from './kinds/pools.ts';

export const kinds: readonly Kind[] = [...envelopesKinds, ...filesKinds, ...poolsKinds, ...paperKinds];
