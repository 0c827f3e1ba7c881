/**
 * The one window (Electron security checklist, items 2 to 4, 8 to 14). What it may do is said here once; the
 * self-report and test/e2e compare with what the window really has.
 */
import { BrowserWindow, screen, type WebContents, type WebPreferences } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Site, origin } from './protocol.ts';
import { type Permits, closedSession, withdraw } from './session.ts';

export interface Page extends Site {
  /** The built preload. */
  readonly preload: string;
}

/** The page stays where it is: it opens nothing, goes nowhere, embeds nothing. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const) {
    // @types of the four differ; each has preventDefault first.
    contents.on(event as 'will-navigate', (details) => details.preventDefault());
  }
}

/** Everything is said, also where it is Electron's own default. */
export const preferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  plugins: false,
  spellcheck: false,
  devTools: false,
  // Files and folders are chosen in our own browser of folders. (For `<input type=file>`, which gives a page the one
  // file that a person chooses in it, Electron has no setting.)
  disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal',
  // alert() and its like stop the page; our dialogs are its own.
  disableDialogs: true,
  // A ceremony that stands behind another window goes on as it is.
  backgroundThrottling: false,
} as const satisfies WebPreferences;

export const smallest = { width: 1024, height: 600 } as const;

/** As large as is good to read, on a small screen all of it. */
function size(): { width: number; height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize;
  return { width: Math.min(width, 1440), height: Math.min(height, 900) };
}

/** A window that is shown at its first paint. Nothing is loaded yet. */
export function makeWindow(page: Page, backgroundColor: string, permits: Permits): BrowserWindow {
  const icon = join(page.folder, '..', 'icon.png');
  const window = new BrowserWindow({
    ...size(),
    ...(existsSync(icon) && { icon }),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Rootseal',
    backgroundColor,
    webPreferences: { ...preferences, preload: page.preload, session: closedSession(page, permits) },
  });
  withdraw(window.webContents, permits);
  // Without it a peer connection binds sockets of its own, past every handler of the session (measured).
  window.webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  window.once('ready-to-show', () => window.show());
  return window;
}

export const load = (window: BrowserWindow): Promise<void> => window.loadURL(`${origin}/`);
