/** For tests of homes in a window: a list of its own, and ceremonies that were interrupted. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HomeViews, homesHandlers } from '../../../main/app/desktop/homes.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { showHandlers } from '../../../main/app/desktop/show.ts';
import { decodeEntries } from '../../../main/core/audit/entry.ts';
import { openStore } from '../../../main/store/store.ts';
import type { FinishedHome } from '../../support/ceremony.ts';
import { newFolder, optionsIn } from './desktop-help.ts';

/** Handlers over one list of homes and what they keep of the logs. */
export function listOfHomes() {
  const logs = new Logs();
  const views = new HomeViews(logs);
  const folder = newFolder();
  return { folder, ...{ handlers: { ...homesHandlers(optionsIn(folder), views), ...showHandlers(logs, views) } } };
}

/** A home whose log ends before the entry that `stop` finds: a ceremony that was interrupted there. */
export function interrupted(
  finished: FinishedHome,
  folder: string,
  stop: (kind: string, step: unknown) => boolean,
): string {
  const dir = join(folder, 'interrupted');
  mkdirSync(dir, { mode: 0o700 });
  const closed = openStore(join(finished.dir, 'ceremony.db'), { readonly: true });
  const entries = decodeEntries(closed.entries());
  const end = entries.findIndex(({ kind, data }) => stop(kind, data['step']));
  const open = openStore(join(dir, 'ceremony.db'), { create: true });
  open.putSetting('plan', closed.setting('plan') ?? '');
  open.append(closed.entries(0, end));
  for (const store of [closed, open]) store.close();
  return dir;
}
