/** What an act that is done is told in. */
import type { ReactNode } from 'react';

/** One part of what is shown; on the wall one at a time, since everybody looks at the same. */
export interface Part {
  readonly id: string;
  readonly name: string;
  readonly content: ReactNode;
  /** Has cards of its own. */
  readonly bare?: boolean;
}
