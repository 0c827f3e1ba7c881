/** The state of the room, looked at when the page opens and again from time to time while it is seen. */
import type { ReplyOf } from '../../preload/contract/index.ts';
import { ask } from '../api.ts';
import { store } from './store.ts';

export type Room = ReplyOf<'room.look'>;

interface Looked {
  readonly room: Room | undefined;
  readonly looking: boolean;
  readonly failed: boolean;
}

const looked = store<Looked>({ room: undefined, looking: false, failed: false });

const every = 30_000;

/** Looks at the room now; of two at once, one. Throws nothing. */
export async function lookAtRoom(): Promise<void> {
  if (looked.get().looking) return;
  looked.set({ ...looked.get(), looking: true });
  try {
    looked.set({ room: await ask('room.look', {}), looking: false, failed: false });
  } catch {
    looked.set({ ...looked.get(), looking: false, failed: true });
  }
}

let watching = false;

/** Begins to look from time to time, once for the life of the page. */
export function watchRoom(): void {
  if (watching) return;
  watching = true;
  void lookAtRoom();
  setInterval(() => {
    if (document.visibilityState === 'visible') void lookAtRoom();
  }, every);
}

export const useRoom = (): Looked => looked.use();
