/**
 * One browser: started over a pipe in a private folder, with one window, in which the built page is served from memory
 * and everything else is refused. It lives until its window is closed, it is ended, or it is lost.
 */
import { join } from 'node:path';
import { type BrowserContext, type Page, type Route, chromium } from 'playwright-core';
import type { Handlers } from '../../../preload/contract/index.ts';
import { type Telling, told } from '../look.ts';
import { type Served, serveFile } from '../pages.ts';
import { bindDoor, isOurs, origin } from './door.ts';
import { type Private, makeFolder, removeFolder, removeSingleton } from './folder.ts';
import { confined, endAll, pause, whole } from './processes.ts';
import { type Place, environment, notOurs, sharedInFiles, switches } from './switches.ts';
import { type Loss, type Watched, watch } from './watch.ts';
import { HostRefusal, words } from './words.ts';

export interface BrowserOptions {
  readonly executable: string;
  /** False as root, for whom Chromium has none. */
  readonly sandbox: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the built page. */
  readonly pages: string;
  readonly telling: Telling;
  /** What was served before, so that each window shows the same bytes. */
  readonly served: Map<string, Served>;
  readonly handlers: Handlers;
  /** Something is at work or unsaved: leaving is asked first, in the page. */
  readonly asksFirst: () => boolean;
}

export interface Opening {
  readonly place: Place;
  /** `light`, `dark` or `light dark`: what is seen before the page has painted. */
  readonly colors: string;
  /** Once, unless this program ends it. */
  readonly onLost: (browser: Browser, how: Loss) => void;
}

/** What a goodbye may take before the system is asked to end what is left. */
const goodbyeMs = 2_000;

/** Opens one, with its window still empty: `enter` shows the page. CHROMIUM-UNOPENED. */
export async function openBrowser(options: BrowserOptions, opening: Opening): Promise<Browser> {
  const home = makeFolder();
  let context: BrowserContext | undefined;
  try {
    context = await launch(options, opening, home);
    removeSingleton(home);
    return await furnish(context, options, opening, home.path);
  } catch (cause) {
    await context?.close().catch(() => undefined);
    removeFolder(home.path);
    throw unopened(cause);
  }
}

/** What Chromium complains of anywhere: that it cannot write down its crashes, that there is no bus. */
const always = /Crash Reports|dbus|network_service/i;

/** What Chromium itself complained of, else the first line of what Playwright says. */
function reasonOf(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : String(cause);
  const complaints = [...said.matchAll(/(?:ERROR|FATAL):.*/g)]
    .map(([line]) => line)
    .filter((line) => !always.test(line));
  return (/\] (.*)/.exec(complaints[0] ?? '')?.[1] ?? said.split('\n')[0] ?? '').trim();
}

const unopened = (cause: unknown) => new HostRefusal('CHROMIUM-UNOPENED', words.unopened, reasonOf(cause), cause);

function launch(options: BrowserOptions, { place, colors }: Opening, home: Private): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(home.path, 'profile'), {
    executablePath: options.executable,
    args: switches(place, colors),
    ignoreDefaultArgs: home.memory ? [...notOurs, sharedInFiles] : notOurs,
    env: environment(options.env, home.path),
    artifactsDir: join(home.path, 'artifacts'),
    headless: false,
    chromiumSandbox: options.sandbox,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // As the screen and the person's own settings are, not as a test would have them.
    viewport: null,
    colorScheme: null,
    reducedMotion: null,
    forcedColors: null,
    contrast: null,
    acceptDownloads: false,
    serviceWorkers: 'block',
    offline: true,
  });
}

async function furnish(
  context: BrowserContext,
  options: BrowserOptions,
  { place, onLost }: Opening,
  folder: string,
): Promise<Browser> {
  const parts = await partsOf(context);
  const opened = new Browser(parts, folder, place);
  const lost = (how: Loss) => opened.lose(() => onLost(opened, how));
  await Promise.all([
    context.route(
      () => true,
      (route) => serve(options, route),
    ),
    bindDoor(context, parts.page, options.handlers, opened),
    opened.permit(false),
    // A page that goes takes with it what it was permitted.
    watch(parts, { asksFirst: options.asksFirst, lost, gone: () => void opened.permit(false).catch(() => undefined) }),
    opened.look(),
  ]);
  return opened;
}

async function partsOf(context: BrowserContext): Promise<Watched> {
  const [page] = context.pages();
  const browser = await context.browser()?.newBrowserCDPSession();
  if (page === undefined || browser === undefined) throw new Error('no window was opened');
  const window = await context.newCDPSession(page);
  const { targetInfo } = await window.send('Target.getTargetInfo');
  return { context, page, browser, window, targetId: targetInfo.targetId };
}

/** A request that cannot be answered any more has gone with its page: nobody waits for it. */
const gone = (): undefined => undefined;

/** Our own files, from memory after the first time; whatever else is asked for ends here. */
async function serve({ pages, served, telling }: BrowserOptions, route: Route): Promise<void> {
  const request = route.request();
  const address = request.url();
  if (!isOurs(address) || request.method() !== 'GET') return route.abort('aborted').catch(gone);
  const answer = served.get(address) ?? (await serveFile(pages, origin, address));
  if (answer.status === 200) served.set(address, answer);
  const { status, headers, body } = await told(answer, telling);
  return route.fulfill({ status, headers, body: Buffer.from(body) }).catch(gone);
}

/** An answer, or undefined where none comes in time: a browser that hangs keeps nobody waiting. */
const inTime = <T>(work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work.catch(() => undefined), pause(goodbyeMs).then(() => undefined)]);

export class Browser {
  readonly page: Page;
  /** Everything that the browser writes lies in here. */
  readonly folder: string;
  /** The browser's own process. */
  pid = 0;
  /** The window is one of its own, without an address bar. */
  standalone = false;
  /** Another one is being opened in its place. */
  retired = false;
  /** Every page is behind Chromium's sandbox, as the kernel tells it. */
  sandboxed = false;
  private readonly parts: Watched;
  private place: Place;
  private over = false;
  private gone: Promise<void> | undefined;

  constructor(parts: Watched, folder: string, place: Place) {
    this.parts = parts;
    this.page = parts.page;
    this.folder = folder;
    this.place = place;
  }

  /** Looks at what was opened, before a page of ours can ask for anything. */
  async look(): Promise<void> {
    const { processInfo } = await this.parts.browser.send('SystemInfo.getProcessInfo');
    const pids = (type: string) => processInfo.filter((one) => one.type === type).map(({ id }) => id);
    this.pid = pids('browser')[0] ?? 0;
    this.sandboxed = process.platform !== 'linux' || pids('renderer').every(confined);
    this.standalone = await this.page.evaluate<boolean>(`matchMedia('(display-mode: standalone)').matches`);
  }

  /**
   * What the page may use: the picture of the camera or nothing. Whatever is not granted is denied without a question.
   */
  async permit(camera: boolean): Promise<void> {
    await this.parts.browser.send('Browser.grantPermissions', { origin, permissions: camera ? ['videoCapture'] : [] });
  }

  /** Shows the page, and the window as it is wanted. CHROMIUM-UNOPENED. */
  async enter(): Promise<void> {
    try {
      await this.page.goto(`${origin}/`);
      // There is nothing to go back to.
      await this.parts.window.send('Page.resetNavigationHistory');
      const { state: windowState } = this.place;
      if (windowState === 'normal') return;
      const { windowId } = await this.window();
      await this.parts.browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    } catch (cause) {
      throw unopened(cause);
    }
  }

  private window() {
    const { browser, targetId } = this.parts;
    return browser.send('Browser.getWindowForTarget', { targetId });
  }

  /** Where the window is; where it was opened, if it cannot be asked. */
  async whereabouts(): Promise<Place> {
    const bounds = (await inTime(this.window()))?.bounds;
    if (bounds === undefined) return this.place;
    const {
      left = 0,
      top = 0,
      width = this.place.width,
      height = this.place.height,
      windowState: state = 'normal',
    } = bounds;
    return state === 'normal' ? { left, top, width, height, state } : { ...this.place, state };
  }

  /** Says once that it is lost; what follows of itself, or was wanted, is not said. */
  lose(say: () => void): void {
    if (this.over) return;
    this.over = true;
    say();
  }

  /** Ends every process of it, and removes its folder. */
  end(): Promise<void> {
    this.over = true;
    this.gone ??= this.leave();
    return this.gone;
  }

  private async leave(): Promise<void> {
    const target = this.pid === 0 ? undefined : whole(this.pid);
    await inTime(this.parts.context.close());
    if (target !== undefined) await endAll(target);
    removeFolder(this.folder);
  }
}
