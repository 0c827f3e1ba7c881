/** The head of a log that is at hand: its first groups stand in the footer. */
import type { HashGroup } from '../../preload/contract/common.ts';

export interface LogHead {
  readonly size: number;
  readonly groups: readonly HashGroup[];
}
