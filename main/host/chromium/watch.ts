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
  /** Something is at work or unsaved: leaving is asked first, in the page. */
  readonly asksFirst: () => boolean;
  readonly lost: (how: Loss) => void;
  /** Another document stands in the window, ours loaded anew or another one. */
  readonly gone: () => void;
}

/** How the page hears that somebody wants to leave (preload/index.ts sends the same). */
const askedToClose = `window.postMessage({ type: 'asked-to-close' }, location.origin)`;

/** Tells the page; a page that is going needs not hear it. */
export const askPage = (page: Page): Promise<void> => page.evaluate<undefined>(askedToClose).catch(() => undefined);

/**
 * The page always asks before it goes (door.ts); the answer is the program's, and ours is the dialog that is seen.
 * Chromium lets only a page ask that somebody has touched: an answer of the door comes as a touch.
 */
async function answerDialog(page: Page, dialog: Dialog, asksFirst: boolean): Promise<void> {
  const leaving = dialog.type() === 'beforeunload';
  await (leaving && !asksFirst ? dialog.accept() : dialog.dismiss());
  if (leaving && asksFirst) await askPage(page);
}

/**
 * A window that a person closes is a target that is destroyed while its browser still speaks. Every other one is
 * closed at once: a page that opens an address which goes nowhere leaves a window of the browser that playwright
 * never tells of.
 */
async function hearTargets({ browser, targetId }: Watched, closed: () => void): Promise<void> {
  browser.on('Target.targetCreated', ({ targetInfo: { type, targetId: other } }) => {
    if (type === 'page' && other !== targetId) forgiving(browser.send('Target.closeTarget', { targetId: other }));
  });
  browser.on('Target.targetDestroyed', (target) => {
    if (target.targetId === targetId) closed();
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
}

/** How often, and how long each time, a page that was led elsewhere is led back; one that will not go is opened anew. */
const back = { times: 4, ms: 2_000 };

/** The navigation that led it away may still be on its way, and then ends ours. */
async function leadBack(page: Page, stuck: () => void): Promise<void> {
  for (let left = back.times; left > 0 && !page.isClosed(); left--) {
    try {
      await page.goto(`${origin}/`, { timeout: back.ms });
      return;
    } catch {
      if (isOurs(page.url())) return;
    }
  }
  if (!page.isClosed()) stuck();
}

const forgiving = (work: Promise<unknown>) => void work.catch(() => undefined);

export async function watch(watched: Watched, { asksFirst, lost, gone }: Watching): Promise<void> {
  const { context, page } = watched;
  // Whoever listens is asked instead of the person: no dialog of the system opens for a field of files.
  page.on('filechooser', () => undefined);
  page.on('dialog', (dialog) => forgiving(answerDialog(page, dialog, asksFirst())));
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) return;
    gone();
    if (!isOurs(frame.url())) void leadBack(page, () => lost('crashed'));
  });
  page.once('crash', () => lost('crashed'));
  await hearTargets(watched, () => lost('closed'));
  context.once('close', () => lost('gone'));
}
