/** When the TUF files of a home end. */
import type { Entry } from '../../core/audit/entry.ts';
import { type TufEnd, endOf } from '../../core/ceremony/tuf-ends.ts';
import { readTufFile } from '../../core/tuf/read.ts';
import { recordedFile } from '../evidence.ts';
import type { Home } from '../home.ts';

/**
 * The root file in force and the lists, the first to end first. HOME-… where one is not as recorded
 * @param now ISO, in UTC
 */
export function tufEnds(entries: readonly Entry[], home: Home, roots: number, now: string): TufEnd[] {
  const files = [
    [`${String(roots)}.root.json`, 'root'],
    ...(['targets', 'snapshot', 'timestamp'] as const).map((role) => [`${role}.json`, role] as const),
  ] as const;
  const ends = files.map(([file, role]) => {
    const { expires } = readTufFile(file, recordedFile(entries, home, `public/tuf/${file}`), role);
    return endOf(file, expires, now);
  });
  return ends.sort((a, b) => (a.expires < b.expires ? -1 : 1));
}
