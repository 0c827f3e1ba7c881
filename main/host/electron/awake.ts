/** While an act is at work the screen stays on: people compare what stands on it. */
import { powerSaveBlocker } from 'electron';

/** Call it whenever it may have changed. */
export class Awake {
  private blocker: number | undefined;

  keep(busy: boolean): void {
    if (busy && this.blocker === undefined) this.blocker = powerSaveBlocker.start('prevent-display-sleep');
    if (!busy && this.blocker !== undefined) {
      powerSaveBlocker.stop(this.blocker);
      this.blocker = undefined;
    }
  }

  get held(): boolean {
    return this.blocker !== undefined && powerSaveBlocker.isStarted(this.blocker);
  }
}
