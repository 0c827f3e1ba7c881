/** The Chromium host inside a test's own process, over services that the test sets by hand. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Desktop } from '../../../main/app/desktop/index.ts';
import { findBrowser } from '../../../main/host/chromium/find.ts';
import { type ChromiumHost, type Side, openChromium } from '../../../main/host/chromium/host.ts';
import { type Handlers, channels } from '../../../preload/contract/index.ts';

/** The browser of this machine; undefined where there is none. */
export function chromiumHere(): string | undefined {
  try {
    return findBrowser(process.env);
  } catch {
    return undefined;
  }
}

/** Services whose state the test holds: what is at work, what was asked, whether they were stopped. */
export class Services implements Desktop {
  readonly side: Side;
  readonly asked: string[] = [];
  atWork = false;
  stopped = 0;
  readonly handlers: Handlers;

  constructor(side: Side) {
    this.side = side;
    const none = (name: string) => [name, () => Promise.reject(new Error('not in this test'))];
    this.handlers = {
      ...(Object.fromEntries(Object.keys(channels).map(none)) as unknown as Handlers),
      'app.info': async () => {
        this.asked.push('app.info');
        const unfit = side.unfit(false);
        const folders = { own: '/', examples: '/' };
        return { version: '0', host: 'chromium', layer: 'none', folders, ...(unfit && { unfit }) };
      },
      'app.close': async ({ sure }) => {
        if (sure || !this.atWork) side.onClose();
        return {};
      },
    };
  }

  atHome(): boolean {
    return !this.busy();
  }

  busy(): boolean {
    return this.atWork;
  }

  asksFirst(): boolean {
    return this.atWork;
  }

  async stop(): Promise<void> {
    this.stopped++;
  }
}

/** A built page as small as it can be: it asks once, and writes down who wants it to leave. */
export function smallPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Rootseal</title>
     <script type="module" src="./assets/page.js"></script></head><body><main>…</main></body></html>`,
  );
  writeFileSync(
    join(folder, 'assets', 'page.js'),
    `const main = document.querySelector('main');
     const answer = await window.rootseal.call('app.info', {});
     main.textContent = answer.ok ? 'answered' : answer.code;
     window.addEventListener('message', (event) => { main.dataset.asked = event.data.type; });`,
  );
  return folder;
}

export interface Opened {
  readonly host: ChromiumHost;
  readonly services: Services;
  /** What the host said on the terminal. */
  readonly said: string[];
  /** The page that stands, once it has had its answer. */
  readonly page: () => Promise<Page>;
  /** The page that is opened next, once it has had its answer. */
  readonly next: () => Promise<Page>;
}

const answered = async (page: Page): Promise<Page> => {
  await page.locator('main', { hasText: 'answered' }).waitFor();
  return page;
};

export async function openHost(executable: string, pages: string, env: NodeJS.ProcessEnv): Promise<Opened> {
  const said: string[] = [];
  let services: Services | undefined;
  const make = (side: Side) => (services = new Services(side));
  const host = await openChromium(make, { executable, pages, env, say: (text) => said.push(text.en) });
  const next = () =>
    new Promise<Page>((resolve) => {
      const stop = host.follow((page) => {
        stop();
        resolve(page);
      });
    });
  return {
    host,
    services: services!,
    said,
    page: () => answered(host.current.page),
    next: async () => answered(await next()),
  };
}
