/** The chain of root files of TUF in a home. */
import { recordedFile } from '../evidence.ts';
import type { Home } from '../home.ts';
import type { Journal } from '../journal.ts';

interface Chained {
  readonly home: Home;
  readonly journal: Pick<Journal, 'entries'>;
}

/** The root files of TUF so far, `1.root.json` first. HOME-… where one is not as recorded. */
export function rootChain({ home, journal }: Chained): Map<string, Uint8Array> {
  const chain = new Map<string, Uint8Array>();
  for (let version = 1; home.has(`public/tuf/${String(version)}.root.json`); version++) {
    const name = `${String(version)}.root.json`;
    chain.set(name, recordedFile(journal.entries(), home, `public/tuf/${name}`));
  }
  return chain;
}
