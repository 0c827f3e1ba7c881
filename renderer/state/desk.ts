/**
 * What the program is doing, kept up to date: `desk.watch` answers when the view is newer, and is asked again at
 * once. The program holds all of it; a page that was lost finds its place by asking once.
 */
import type { View } from '../../preload/contract/desk.ts';
import { ask, Refused } from '../api.ts';
import { store } from './store.ts';

const nothing: View = { version: -1, activity: null };

const view = store<View>(nothing);
const lost = store(false);

/** The view as the program has it; `activity` null before the first answer. */
export const useDesk = (): View => view.use();
/** True while the program does not answer. */
export const useDeskLost = (): boolean => lost.use();

const pauses = [200, 500, 1000, 2000, 4000] as const;
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** One question; returns how many in a row have failed now. */
async function once(failures: number): Promise<number> {
  try {
    // After a failure from the beginning: the program may have been started anew, and count from 0.
    const next = await ask('desk.watch', { since: failures > 0 ? -1 : view.get().version });
    if (failures > 0 || next.version !== view.get().version) view.set(next);
    lost.set(false);
    return 0;
  } catch (error) {
    lost.set(!(error instanceof Refused) || failures > 0);
    await pause(pauses[Math.min(failures, pauses.length - 1)]!);
    return failures + 1;
  }
}

let watching = false;

/** Begins to watch, once for the life of the page. */
export async function watchDesk(): Promise<never> {
  if (watching) return new Promise<never>(() => undefined);
  watching = true;
  let failures = 0;
  for (;;) failures = await once(failures);
}
