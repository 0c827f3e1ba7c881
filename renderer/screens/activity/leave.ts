/** Ways out of an act that is over: another screen first, then it is put away, so that nothing flashes between. */
import type { Activity } from '../../../preload/contract/desk.ts';
import { ask } from '../../api.ts';
import { go, type Place } from '../../state/place.ts';

/** Throws `Refused` when the program keeps it. */
export async function leave({ id }: Activity, place: Place): Promise<void> {
  go(place);
  await ask('desk.dismiss', { activity: id });
}

/** Where the same is begun anew; a restore with the shares that were tried, a decision with its files too. */
export function anew({ kind, dir, rehearsal, verdicts, awaited, decision }: Activity): Place {
  if (kind === 'share-check') return { screen: 'share-check' };
  if (kind === 'copy') return { screen: 'consortium', dir, tab: 'shares' };
  if (kind === 'apply') return { screen: 'make' };
  if (kind === 'vote') return { screen: 'post' };
  if (kind === 'vault') return { screen: 'vault-shares' };
  if (kind === 'set') return { screen: 'consortium', dir, tab: 'shares' };
  if (kind === 'ceremony') return { screen: 'ceremony', rehearsal };
  const shares = [...verdicts.map(({ file }) => file), ...awaited];
  if (kind === 'enact') return { screen: 'enact', dir, ...decision, shares };
  return { screen: 'restore', dir, shares };
}
