/** A consortium in full, as its screen and each of its tabs have it. */
import type { ReplyOf } from '../../../preload/contract/index.ts';

export type Shown = ReplyOf<'ceremony.show'>;
export type Sets = ReplyOf<'sets.show'>;

/** What each part of the tab of share sets is drawn from. */
export interface SetsProps {
  readonly shown: Shown;
  readonly sets: Sets;
  readonly again: () => void;
}
