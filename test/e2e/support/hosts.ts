/** The whole program on either host, with real services: what the stories of people are told on. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createDesktop } from '../../../main/app/desktop/desktop.ts';
import { ChromiumHost } from '../../../main/host/chromium/host.ts';
import { placesOf } from '../../../main/host/places.ts';
import { wrapped } from './camera.ts';
import { chromiumHere } from './chromium.ts';
import { type Display, missingForDisplay, openDisplay } from './display.ts';
import { driveElectron, electronHere, freshHome, living, root } from './electron.ts';

export interface Window {
  readonly host: 'electron' | 'chromium';
  /** The person's own folder. */
  readonly home: string;
  /** The page that stands now; waits while Chromium opens another one. */
  page(): Promise<Page>;
  /** Called with every page that is opened from now on, the standing one included. */
  follow(seen: (page: Page) => void): void;
  /** Keys as a person presses them, past the page: `alt+F4`. */
  press(keys: string): void;
  /** Processes below this one belong to the window: its vaults are among them. */
  readonly pid: number;
  /** Ends the program as a failing machine does, and starts it again in the same folder; in Electron alone. */
  killed?(): Promise<void>;
  /** Resolves when the window has ended. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** Why a host is not here; undefined where it is. */
export function missing(host: Window['host']): string | undefined {
  if (host === 'electron') return electronHere().missing;
  const display = missingForDisplay();
  if (display !== undefined) return `no display: ${display} missing`;
  return chromiumHere() === undefined ? 'no Chromium on this machine' : undefined;
}

/** @param more switches for the browser of either host (support/camera.ts) */
export async function openWindow(
  host: Window['host'],
  lang: 'zh' | 'en',
  furnish: (home: string) => void,
  more: readonly string[] = [],
): Promise<Window> {
  const display = await openDisplay();
  const home = freshHome();
  furnish(home);
  return host === 'electron' ? electron(display, home, lang, more) : chromium(display, home, lang, more);
}

const pressOn = (display: Display) => (keys: string) =>
  void spawnSync('xdotool', ['key', '--clearmodifiers', keys], { env: display.env });

const locales = { zh: 'zh_CN.UTF-8', en: 'en_US.UTF-8' } as const;

async function electron(display: Display, home: string, lang: 'zh' | 'en', args: readonly string[]): Promise<Window> {
  const start = () => driveElectron({ env: display.env, home, lang: locales[lang], args });
  let driven = await start();
  return {
    host: 'electron',
    home,
    page: async () => {
      // Its document is another one after each act in which a secret was typed.
      await driven.page.locator(living).first().waitFor();
      return driven.page;
    },
    follow: (seen) => seen(driven.page),
    press: pressOn(display),
    get pid() {
      return driven.child.pid ?? 0;
    },
    killed: async () => {
      await driven.close();
      driven = await start();
    },
    ended: new Promise((resolve) => void driven.child.once('exit', () => resolve())),
    close: async () => {
      await driven.close();
      await display.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function chromium(display: Display, home: string, lang: 'zh' | 'en', args: readonly string[]): Promise<Window> {
  const env = {
    ...display.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    LANG: locales[lang],
    LC_ALL: locales[lang],
  };
  const { settingsFile, folders } = placesOf(root, 'chromium', env);
  const own = { version: '0.1.0', env, settingsFile, folders: { ...folders, own: home } };
  const host = new ChromiumHost((side) => createDesktop({ ...side, ...own }), {
    executable: args.length > 0 ? wrapped(chromiumHere() ?? '', args) : (chromiumHere() ?? ''),
    pages: join(root, 'out', 'renderer'),
    env,
    say: () => undefined,
  });
  await host.start();
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const page = async (): Promise<Page> => {
    for (let tries = 0; ; tries++) {
      try {
        await host.settled;
        const standing = host.current.page;
        await standing.locator(living).first().waitFor({ timeout: 5_000 });
        return standing;
      } catch (error) {
        if (tries >= 60) throw error;
        await pause(250);
      }
    }
  };
  await page();
  return {
    host: 'chromium',
    home,
    page,
    follow: (seen) => {
      seen(host.current.page);
      host.follow(seen);
    },
    press: pressOn(display),
    pid: process.pid,
    ended: host.ended.then(() => undefined),
    close: async () => {
      await host.end({ code: 0 });
      await host.ended;
      await display.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
