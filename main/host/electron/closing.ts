/**
 * Leaving. While an act is at work or something is unsaved the window does not close but asks the page, which shows our
 * own dialog and answers by `app.close`; a signal or a crash ends the act's vault first and answers 4, as the command line does.
 */
import { app, type BrowserWindow } from 'electron';
import type { Desktop } from '../../app/desktop/index.ts';

/** Exit code: interrupted. */
const interrupted = 4;

export class Closing {
  private readonly desktop: () => Desktop;
  private allowed = false;

  constructor(desktop: () => Desktop) {
    this.desktop = desktop;
  }

  /** The window asks before it goes. It goes without asking its page, which may be on its way to another process. */
  watch(window: BrowserWindow): void {
    window.on('close', (event) => {
      event.preventDefault();
      if (this.allowed || !this.desktop().asksFirst()) setImmediate(() => window.destroy());
      else window.webContents.send('asked-to-close');
    });
  }

  /** The person has said that they are sure: the window may close, and nothing of it stays. */
  allow(window: BrowserWindow | undefined): void {
    this.allowed = true;
    // The answer to the page that asked should still cross.
    setImmediate(() => (window === undefined || window.isDestroyed() ? app.quit() : window.close()));
  }

  /** What nobody caught ends the program like a crash; Electron would show a dialog and go on. */
  guard(): void {
    process.on('uncaughtException', (error) => void this.crash(error));
    process.on('unhandledRejection', (error) => void this.crash(error));
    // The last window is closed: the vault of a forgotten activity goes with the program.
    app.on('window-all-closed', () => void this.end(0));
  }

  /** Once ready, not earlier: Electron takes the signals for itself just before, and would quit with 0. */
  hearSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.end(interrupted));
  }

  private async crash(error: unknown): Promise<void> {
    console.error(error);
    await this.end(interrupted);
  }

  /** Ends the activity and its vault, then the program. */
  async end(code: number): Promise<void> {
    try {
      await this.desktop().stop();
    } catch {
      // It ends all the same, and its vault with it.
    }
    app.exit(code);
  }
}
