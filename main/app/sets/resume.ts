/** Opens a home and goes on with the share set that is being made in it. */
import { settleAll, openRun, type Session } from '../ceremony.ts';
import { verifyBundle } from '../closing.ts';
import { abandonUnfinished } from '../restore.ts';
import { recordRoom } from '../room.ts';
import { type Progress, goOn } from './activate.ts';
import { setBeingMade } from './told.ts';

/**
 * @param here new holders who are in the room; all who can be opened unless said
 * @throws SET-NONE-PENDING, SET-REFUSED, SET-SHARE, SET-SHARE-CLOSED, CEREMONY-QUORUM
 */
export async function resumeSet(dir: string, session: Session, here?: readonly string[]): Promise<Progress> {
  const run = openRun(dir, session);
  try {
    settleAll(run);
    abandonUnfinished(run, 'found begun and not done');
    setBeingMade(run);
    recordRoom(run, session.room);
    const progress = await goOn(run, here);
    if (progress.state === 'active') await verifyBundle(run);
    return progress;
  } finally {
    run.journal.store.close();
  }
}
