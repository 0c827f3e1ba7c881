/**
 * The distribution's Chromium as a host: one window at a time, opened anew after every act in which a secret was typed,
 * because Chromium's own process remembers typing (docs/architecture.md, "The way of one secret typed in"), and when it
 * is lost. The program holds the whole state; a new page finds its place by asking once.
 */
import type { Page } from 'playwright-core';
import type { Desktop, DesktopOptions } from '../../app/desktop/index.ts';
import type { Text } from '../../../preload/contract/common.ts';
import type { Served } from '../pages.ts';
import { type Browser, type BrowserOptions, openBrowser } from './browser.ts';
import { removeOrphans } from './folder.ts';
import { type Place, firstPlace } from './switches.ts';
import { type Loss, askPage } from './watch.ts';
import { HostRefusal, words } from './words.ts';

/** What a host alone can do for the services of the window. */
export type Side = Required<Pick<DesktopOptions, 'unfit' | 'onSecretEnd' | 'onCamera' | 'onClose'>> & {
  readonly host: 'chromium';
};

export interface ChromiumOptions extends Pick<BrowserOptions, 'executable' | 'pages' | 'env'> {
  /** What people should read on the terminal. */
  readonly say: (text: Text) => void;
}

/** How it ended: 0 as wanted, 1 lost, 4 interrupted; `text` where it was not wanted. */
export interface Ending {
  readonly code: number;
  readonly text?: Text;
}

/** From asking for a browser to its process being there: what is loaded then does not keep it from starting. */
const startsMs = 100;

/** A window that is lost more often than this has ended for good. */
const often = { times: 3, withinMs: 60_000 };

/** Opens the window of a desktop, which is made from what this host can do. CHROMIUM-UNOPENED. */
export async function openChromium(make: (side: Side) => Desktop, options: ChromiumOptions): Promise<ChromiumHost> {
  const host = new ChromiumHost(make, options);
  await host.start();
  return host;
}

export class ChromiumHost {
  /** Resolves when the window is closed for good and nothing of it is left. */
  readonly ended: Promise<Ending>;
  private readonly desktop: Desktop;
  private readonly options: BrowserOptions;
  private readonly say: (text: Text) => void;
  private readonly followers = new Set<(page: Page) => void>();
  private readonly lost: number[] = [];
  private browser: Browser | undefined;
  /** What is opened anew is opened one after the other. */
  private work: Promise<void> = Promise.resolve();
  private ending: Promise<void> | undefined;
  private resolve: (ending: Ending) => void = () => undefined;

  constructor(make: (side: Side) => Desktop, { say, ...given }: ChromiumOptions) {
    this.ended = new Promise((resolve) => (this.resolve = resolve));
    this.say = say;
    this.desktop = make({
      host: 'chromium',
      unfit: (rehearsal) => this.unfit(rehearsal),
      onSecretEnd: () => this.renew(),
      onCamera: (open) => this.browser?.permit(open),
      onClose: () => void this.end({ code: 0 }),
    });
    this.options = {
      ...given,
      telling: async () => ({ ...(await this.desktop.handlers['settings.get']({})), home: this.desktop.atHome() }),
      // Root has no sandbox in Chromium: it would not start.
      sandbox: process.getuid?.() !== 0,
      served: new Map<string, Served>(),
      handlers: this.desktop.handlers,
      asksFirst: () => this.desktop.asksFirst(),
    };
  }

  /** Resolves when no window is being opened anew any more. */
  get settled(): Promise<void> {
    return this.work;
  }

  /** The window that stands now. Throws between two. */
  get current(): Browser {
    if (this.browser === undefined) throw new Error('no window is open');
    return this.browser;
  }

  /** Calls `follower` with every page that is opened from now on. Answers how to stop that. */
  follow(follower: (page: Page) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** Why the window must not take secrets; without a sandbox, those of a rehearsal may be typed. */
  private unfit(rehearsal: boolean): Text | undefined {
    if (this.browser?.standalone !== true) return words.noWindow;
    return rehearsal || this.browser.sandboxed ? undefined : words.noSandbox;
  }

  /** Opens the first window. CHROMIUM-UNOPENED. */
  async start(): Promise<void> {
    removeOrphans();
    const opening = this.open(firstPlace);
    setTimeout(() => void this.desktop.load?.(), startsMs);
    this.work = opening.catch(() => undefined);
    try {
      await opening;
    } catch (error) {
      await this.end({ code: 1 });
      throw error;
    }
  }

  private async open(place: Place): Promise<void> {
    const opening = { place, colors: await this.colors(), onLost: this.lose.bind(this) };
    this.browser = await openBrowser(this.options, opening);
    const { page } = this.browser;
    for (const follower of this.followers) follower(page);
    await this.browser.enter();
  }

  /** What is seen for a moment before the page: as the person has it set. */
  private async colors(): Promise<string> {
    try {
      const { theme } = (await this.desktop.handlers['settings.get']({})).settings;
      return theme === 'system' ? 'light dark' : theme;
    } catch {
      return 'light dark';
    }
  }

  /** A new browser stands in the place of the one there is, which ends with all that it remembers. */
  private renew(then: (page: Page) => Promise<void> = async () => undefined): void {
    this.retire();
    this.work = this.work.then(async () => {
      const old = this.retire();
      if (old === undefined || this.ending !== undefined) return;
      try {
        await this.open(await old.whereabouts());
        await then(this.current.page);
      } catch (error) {
        void this.end({ code: 1, text: error instanceof HostRefusal ? error.text : words.lost });
      } finally {
        await old.end();
      }
    });
  }

  /** Until the new window stands the old one is shown, but takes no more secrets. */
  private retire(): Browser | undefined {
    if (this.browser) this.browser.retired = true;
    return this.browser;
  }

  private lose(browser: Browser, how: Loss): void {
    if (browser !== this.browser || this.ending !== undefined) return;
    if (how === 'closed' && !this.desktop.busy()) {
      void this.end({ code: 0 });
      return;
    }
    // A window that went without asking is put back, and asks.
    if (how === 'closed') this.renew(askPage);
    else this.recover();
  }

  private recover(): void {
    const now = Date.now();
    this.lost.push(now);
    if (this.lost.filter((moment) => moment > now - often.withinMs).length > often.times) {
      void this.end({ code: 1, text: words.lost });
      return;
    }
    this.say(words.again);
    this.renew();
  }

  /** Ends what is at work with its vault, then the browser. The first ending counts. */
  end(ending: Ending): Promise<void> {
    this.ending ??= this.leave(ending);
    return this.ending;
  }

  private async leave(ending: Ending): Promise<void> {
    await this.desktop.stop().catch(() => undefined);
    // One that is just being opened ends as well.
    await this.work;
    await this.browser?.end();
    this.resolve(ending);
  }
}
