/**
 * The one window and its session, with everything denied that the page does not need
 * (Electron security checklist, items 2 to 5 and 11 to 15).
 */
import { BrowserWindow, session, type Session, type WebContents } from 'electron';
import { origin, servePage } from './protocol.ts';

export interface Page {
  /** Folder of the built page. */
  readonly folder: string;
  /** The built preload. */
  readonly preload: string;
}

/** A session in memory that grants nothing and lets no request out but to the page's own files. */
function closedSession(folder: string): Session {
  const own = session.fromPartition('rootseal', { cache: false });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isOurs(request.url) }));
  own.enableNetworkEmulation({ offline: true });
  servePage(own, folder);
  return own;
}

const isOurs = (address: string) => address.startsWith(`${origin}/`) || address.startsWith(`blob:${origin}/`);

/** The page stays where it is: it opens nothing, goes nowhere, embeds nothing. */
export function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const) {
    // @types of the four differ; each has preventDefault first.
    contents.on(event as 'will-navigate', (details) => details.preventDefault());
  }
}

export async function openWindow(page: Page): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    show: false,
    title: 'Rootseal',
    autoHideMenuBar: true,
    webPreferences: {
      preload: page.preload,
      session: closedSession(page.folder),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${origin}/`);
  return window;
}
