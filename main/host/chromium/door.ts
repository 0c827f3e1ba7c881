/**
 * The door of the page, `window.rootseal.call`: a bound function over the pipe, behind the one gate (host/gate.ts). Who
 * asks must be the main frame of our own origin in the window that this program opened.
 */
import type { BrowserContext, Frame, Page } from 'playwright-core';
import type { Answer, Handlers } from '../../../preload/contract/index.ts';
import { isChannel } from '../../../preload/contract/names.ts';
import { refused } from '../refusal.ts';
import { words } from './words.ts';

/** Reserved (RFC 2606): no machine has this name. Requests to it never leave the program. */
export const origin = 'https://rootseal.invalid';

/** What is bound, before the page's own scripts find it under its one name. */
const bound = '__rootseal';

export const isOurs = (address: string): boolean => address.startsWith(`${origin}/`);

/** The page itself, not a frame within it, not another window, not another origin. */
const isOurPage = (page: Page, asking: { page?: Page; frame: Frame }): boolean =>
  asking.page === page && asking.frame === page.mainFrame() && isOurs(asking.frame.url());

/** The few names of a page that are used below: this file is compiled without the types of a page. */
interface PageWindow {
  readonly location: { readonly origin: string };
  readonly top: unknown;
  addEventListener(type: string, listener: (event: PageEvent) => void, capture?: boolean): void;
}

interface PageEvent {
  readonly code?: string;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  preventDefault(): void;
}

type Bound = (...given: unknown[]) => Promise<unknown>;

/**
 * Runs in the page before any of its own scripts, as text: it may use nothing from this file.
 * The browser's own keys would open windows and bars that are not ours, dropped files would be gone to; leaving is
 * always asked, and the program answers at once while nothing is at work or unsaved.
 */
function inPage({ ours, name }: { ours: string; name: string }): void {
  const window = globalThis as unknown as PageWindow & Record<string, Bound | undefined>;
  if (window.top !== window || window.location.origin !== ours) return;
  const call = window[name];
  Reflect.deleteProperty(window, name);
  Object.defineProperty(window, 'rootseal', {
    value: Object.freeze({ call: (channel: unknown, request: unknown) => call?.(channel, request) }),
  });
  const alone = /^F([1357]|12)$/;
  const withControl = /^Key[BDEFGHIJKLNOPRSTU]$/;
  const withAlt = /^Arrow(Left|Right)$|^Home$/;
  const stop = (event: PageEvent) => event.preventDefault();
  const stopKey = (event: PageEvent) => {
    const { code = '', altKey = false, ctrlKey = false, metaKey = false } = event;
    const held = ctrlKey || metaKey;
    if (alone.test(code) || (held && withControl.test(code)) || (altKey && withAlt.test(code))) stop(event);
  };
  window.addEventListener('keydown', stopKey, true);
  for (const type of ['contextmenu', 'dragover', 'drop', 'beforeunload']) window.addEventListener(type, stop);
}

/** What of its window the door asks about. */
export interface Window {
  /** One of its own, without an address bar. */
  readonly standalone: boolean;
  /** Another one is being opened in its place. */
  readonly retired: boolean;
}

/** Keys could reach an address bar: nothing about secrets is asked of the services. */
const unfit: Answer<never> = { ok: false, code: 'CHANNEL-UNFIT', text: words.noWindow };

/** Two pages at one secret field would break the seal of its keys: the one that goes waits until it is gone. */
const never = () => new Promise<never>(() => undefined);

/**
 * Binds the door in every page of the context to come; only `page` is answered, and about secrets only as its window is
 * fit for them. CHANNEL-UNKNOWN, CHANNEL-SENDER, CHANNEL-UNFIT, and what the gate says.
 */
export async function bindDoor(context: BrowserContext, page: Page, handlers: Handlers, window: Window): Promise<void> {
  // The schemas of all channels: the page's first call comes long after its window.
  const gate = import('../gate.ts');
  await context.exposeBinding(bound, async (asking, name: unknown, request: unknown) => {
    if (!isChannel(name)) return refused('CHANNEL-UNKNOWN', '?', 'no such channel', '没有这个通道');
    if (!isOurPage(page, asking))
      return refused('CHANNEL-SENDER', name, 'not asked by the page', '不是本页面发出的请求');
    if (name.startsWith('secret.') && window.retired) return never();
    if (name.startsWith('secret.') && !window.standalone) return unfit;
    return (await gate).answer(name, handlers, request);
  });
  await context.addInitScript(inPage, { ours: origin, name: bound });
}
