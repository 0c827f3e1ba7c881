/** The order of the consortia at home: what is late, what is due, what cannot be read, then the rest as it was added. */
import type { HomeView } from '../../../preload/contract/consortium.ts';

type Ranked = Pick<HomeView, 'due' | 'state'>;

export const isDue = ({ due }: Ranked): boolean => due.length > 0;

function rank(home: Ranked): number {
  if (home.due.some(({ late }) => late)) return 0;
  if (isDue(home)) return 1;
  return home.state === 'unreadable' ? 2 : 3;
}

export const inOrder = <T extends Ranked>(homes: readonly T[]): T[] => homes.toSorted((a, b) => rank(a) - rank(b));
