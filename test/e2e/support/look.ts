/**
 * What is looked at on every screen of the window: what axe finds; the title, the
 * language and the one heading; whether all of it fits, from the smallest window to the largest and on the wall; whether
 * the language can be changed without losing the place; whether the keyboard reaches what is to be done. Faults are
 * collected, so that one walk tells all of them. With ROOTSEAL_SHOTS=FOLDER it takes pictures besides.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Window } from './hosts.ts';
import { type Texts, textsOf } from './people.ts';

type Lang = 'zh' | 'en';
export type Theme = 'light' | 'dark';

export interface Seen {
  /** The heading in a language, where it is a text of the window's own. */
  readonly h1?: (texts: Texts) => string;
  /** A dialog stands open: what lies behind it cannot be reached, the languages neither. */
  readonly dialog?: boolean;
  /** The language is one of the choices on this screen. */
  readonly speaks?: boolean;
}

const locales = { zh: 'zh-CN', en: 'en' } as const;
const names = { zh: '中文', en: 'English' } as const;
const other = { zh: 'en', en: 'zh' } as const;
export const usual = { width: 1280, height: 800 };
const small = { width: 1024, height: 600 };
const huge = { width: 3840, height: 2160 };
/** As a person tabs: from the first thing on the page. More stops than any screen has before what is to be done. */
const patience = 120;

const shots = process.env['ROOTSEAL_SHOTS'];
const textOf = async (page: Page): Promise<string> => (await page.locator('h1').first().textContent())?.trim() ?? '';

export class Look {
  readonly faults: string[] = [];
  /** What axe holds to be minor. */
  readonly remarks = new Set<string>();
  private readonly window: Window;
  private readonly lang: Lang;
  private readonly theme: Theme;

  constructor(window: Window, lang: Lang, theme: Theme) {
    this.theme = theme;
    this.window = window;
    this.lang = lang;
    window.follow((page) => {
      page.on('console', (message) => {
        if (message.type() === 'error') this.faults.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => this.faults.push(`page: ${String(error)}`));
    });
  }

  /** The faults since it was asked last. */
  taken(): string[] {
    return this.faults.splice(0);
  }

  /** Looks at what stands now; `name` says of it in the faults and names the picture. */
  async at(name: string, seen: Seen = {}): Promise<Page> {
    const page = await this.window.page();
    await page.setViewportSize(usual);
    await settled(page);
    const say = (fault: string) => void this.faults.push(`${name}: ${fault}`);
    await this.named(page, seen, say);
    await this.pictures(page, name);
    await this.axe(page, say);
    await this.fits(page, say);
    await this.byKeyboard(page, seen, say);
    if (seen.dialog !== true) await this.otherLanguage(page, seen, say);
    return page;
  }

  private async named(page: Page, { h1 }: Seen, say: (fault: string) => void): Promise<void> {
    const expected = h1?.(textsOf(this.lang));
    // Home is another one once it knows what there is.
    const awaited = page.locator('h1', expected === undefined ? {} : { hasText: expected });
    await awaited
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    const headings = await page.locator('h1').allTextContents();
    if (headings.length !== 1) say(`${String(headings.length)} headings: ${headings.join(' | ')}`);
    if (expected !== undefined && headings[0]?.trim() !== expected) say(`heading “${headings[0] ?? ''}”`);
    if (!/^\S.* · Rootseal$/.test(await page.title())) say(`title “${await page.title()}”`);
    const lang = await page.locator('html').getAttribute('lang');
    if (lang !== locales[this.lang]) say(`language ${String(lang)}`);
  }

  /** In the theme of this walk: a rule of contrast takes most of the time, and the other walk has the other theme. */
  private async axe(page: Page, say: (fault: string) => void): Promise<void> {
    await inMode(page, this.theme);
    // React Aria says aloud there what was pressed, for some seconds, by the name of what may be gone by then.
    const builder = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer]');
    const { violations } = await builder.analyze();
    for (const { id, impact, nodes } of violations) {
      const where = nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ''}`).slice(0, 4);
      const told = `axe ${id} (${String(impact)}): ${where.join('; ').replaceAll(/\s+/g, ' ')}`;
      if (impact === 'serious' || impact === 'critical') say(told);
      else this.remarks.add(told);
    }
    await inMode(page, 'light');
  }

  private async fits(page: Page, say: (fault: string) => void): Promise<void> {
    const ways = [
      ['1024×600', small, 'light'],
      ['4K', huge, 'light'],
      ['wall', usual, 'wall'],
    ] as const;
    for (const [name, size, mode] of ways) {
      await page.setViewportSize(size);
      await inMode(page, mode);
      for (const wide of await page.evaluate(tooWide)) say(`too wide at ${name}: ${wide}`);
    }
    await page.setViewportSize(usual);
    await inMode(page, 'light');
  }

  private async byKeyboard(page: Page, { dialog }: Seen, say: (fault: string) => void): Promise<void> {
    const room = page.locator(dialog ? '.dialog-acts' : '.hero-acts');
    const goal = room.locator('button:not([disabled])').last();
    if ((await goal.count()) === 0) return;
    // A secret field has the keys: what is pressed there is of the secret.
    if ((await page.locator('.secret-box').count()) > 0 && !dialog) return;
    if (!dialog) await page.locator('.skip').focus();
    for (let stops = 0; stops < patience; stops++) {
      await page.keyboard.press('Tab');
      if (!(await goal.evaluate((button) => button === document.activeElement))) continue;
      if (!(await page.evaluate(focusIsSeen))) say('the focus is not seen on what is to be done');
      return;
    }
    say('Tab does not reach what is to be done');
  }

  private async otherLanguage(page: Page, { h1, speaks }: Seen, say: (fault: string) => void): Promise<void> {
    const before = await textOf(page);
    const kept = await page.evaluate(typedAndOpen);
    await this.speak(page, other[this.lang]);
    const then = await textOf(page);
    if (h1 === undefined ? !/[^\s]/.test(then) : then !== h1(textsOf(other[this.lang]))) say(`translated to “${then}”`);
    if (speaks !== true && (await page.evaluate(typedAndOpen)) !== kept)
      say('the other language loses what was typed or open');
    await this.speak(page, this.lang);
    if ((await textOf(page)) !== before) say(`back from the other language: “${await textOf(page)}”`);
    if (speaks !== true && (await page.evaluate(typedAndOpen)) !== kept)
      say('back from the other language, something is lost');
  }

  private async speak(page: Page, lang: Lang): Promise<void> {
    await page.locator('.top-bar').getByText(names[lang], { exact: true }).click();
    await page.locator(`html[lang="${locales[lang]}"]`).waitFor({ state: 'attached' });
    await settled(page);
  }

  /** With ROOTSEAL_SHOTS alone: pictures without a look, where the focus must stay. */
  async pictures(page: Page, name: string): Promise<void> {
    if (shots === undefined || shots === '') return;
    mkdirSync(shots, { recursive: true });
    for (const mode of ['light', 'dark', 'wall'] as const) {
      await inMode(page, mode);
      const path = join(shots, `${name.replaceAll(/\W+/g, '-')}-${this.lang}-${mode}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
    await inMode(page, 'light');
  }
}

/** As the toggles of the top bar set them, also where a dialog stands before it. */
async function inMode(page: Page, mode: 'light' | 'dark' | 'wall'): Promise<void> {
  await page.evaluate((wanted) => {
    const { dataset } = document.documentElement;
    dataset.theme = wanted === 'dark' ? 'dark' : 'light';
    dataset.scale = wanted === 'wall' ? 'wall' : 'desk';
  }, mode);
  await settled(page);
}

/** Two frames after all that moves has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    const ends = ending.map((one) => one.finished.catch(() => undefined));
    const still = Promise.all(ends).then(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    // What waits for a pointer or is out of sight may never end.
    await Promise.race([still, new Promise((resolve) => setTimeout(resolve, 600))]);
  });
}

/** What reaches out of the window, or out of the part that scrolls down; what scrolls sideways by itself may. */
export function tooWide(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.scrollingElement ?? document.body;
  if (scrollWidth > clientWidth) found.push(`the page, ${String(scrollWidth)} in ${String(clientWidth)}`);
  const parts: Iterable<HTMLElement> = document.querySelectorAll(
    'main, .frame-rail, .top-bar, .footer, .dialog, .dialog-body, .hero',
  );
  for (const part of parts)
    if (part.scrollWidth - part.clientWidth > 1)
      found.push(`.${part.className} ${String(part.scrollWidth)} in ${String(part.clientWidth)}`);
  return found;
}

function focusIsSeen(): boolean {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
  return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
}

/** What a person has put into this screen: texts, ticks, the open part. */
function typedAndOpen(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main input, main textarea')];
  const chosen = [...document.querySelectorAll('main [role=tab], main [role=radio], main [aria-pressed]')];
  const state = (one: Element) => one.getAttribute('aria-selected') ?? one.getAttribute('aria-checked');
  return JSON.stringify([
    fields.map(({ type, checked, value }) => (type === 'checkbox' ? checked : value)),
    chosen.map(state),
    document.querySelectorAll('main button').length,
  ]);
}
