/** A consortium in full, as its screen and each of its tabs have it. */
import type { ReplyOf } from '../../../preload/contract/index.ts';

export type Shown = ReplyOf<'ceremony.show'>;
