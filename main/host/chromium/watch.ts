/** What happens to a window that nobody of this program asked for: closed, crashed, led elsewhere, joined by others. */
import type { BrowserContext, CDPSession, Dialog, Page } from 'playwright-core';
import { isOurs, origin } from './door.ts';

/** `closed` by a person, `crashed` in its page alone, or `gone` as a whole. */
export type Loss = 'closed' | 'crashed' | 'gone';

/** A window and what speaks for it. */
export interface Watched {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Chromium's own protocol, of the browser as a whole and of the window. */
  readonly browser: CDPSession;
  readonly window: CDPSession;
  /** The window's name in that protocol. */
  readonly targetId: string;
}

export interface Watching {
  /** Something is at work: leaving is asked first, in the page. */
  readonly busy: () => boolean;
  readonly lost: (how: Loss) => void;
}

/** How the page hears that somebody wants to leave (preload/index.ts sends the same). */
const askedToClose = `window.postMessage({ type: 'asked-to-close' }, location.origin)`;

/** Tells the page; a page that is going needs not hear it. */
export const askPage = (page: Page): Promise<void> => page.evaluate<undefined>(askedToClose).catch(() => undefined);

/**
 * The page always asks before it goes (door.ts); the answer is the program's, and ours is the dialog that is seen.
 * Chromium lets only a page ask that somebody has touched: an answer of the door comes as a touch.
 */
async function answerDialog(page: Page, dialog: Dialog, busy: boolean): Promise<void> {
  const leaving = dialog.type() === 'beforeunload';
  await (leaving && !busy ? dialog.accept() : dialog.dismiss());
  if (leaving && busy) await askPage(page);
}

/** A window that a person closes is a target that is destroyed while its browser still speaks. */
async function hearClosing({ browser, targetId }: Watched, closed: () => void): Promise<void> {
  browser.on('Target.targetDestroyed', (target) => {
    if (target.targetId === targetId) closed();
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
}

const forgiving = (work: Promise<unknown>) => void work.catch(() => undefined);

export async function watch(watched: Watched, { busy, lost }: Watching): Promise<void> {
  const { context, page } = watched;
  context.on('page', (other) => forgiving(other.close()));
  page.on('dialog', (dialog) => forgiving(answerDialog(page, dialog, busy())));
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && !isOurs(frame.url())) forgiving(page.goto(`${origin}/`));
  });
  page.once('crash', () => lost('crashed'));
  await hearClosing(watched, () => lost('closed'));
  context.once('close', () => lost('gone'));
}
