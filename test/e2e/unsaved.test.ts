/** A plan that is in no file yet, on both hosts: closing the window by the keys of the system asks first, and nothing leads away from it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Window, missing, openWindow } from './support/hosts.ts';
import { textsOf } from './support/people.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([
  ['electron', 'zh'],
  ['chromium', 'en'],
] as const)('an unsaved plan, %s, %s', (host, lang) => {
  const why = missing(host);
  if (why !== undefined) console.warn(`SKIPPED: an unsaved plan on ${host}: ${why}`);
  const texts = textsOf(lang);
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    if (why !== undefined) return;
    window = await openWindow(host, lang, () => undefined);
    page = await window.page();
    page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    if (why === undefined) await window.close();
  });

  const field = () => page.locator('main input:not([readonly])').first();
  const dialog = () => page.getByRole('dialog').filter({ hasText: texts.plan.leave.say });
  const askedToClose = async () => {
    await page.bringToFront();
    window.press('alt+F4');
    await dialog().waitFor();
  };

  it.skipIf(why !== undefined)('is asked about by name when the window is closed, and stays as it was', async () => {
    await page.getByRole('navigation').getByText(texts.common.nav.plan, { exact: true }).click();
    await page.getByRole('button', { name: texts.plan.sample.use }).click();
    await page.locator('.plan-rail').getByText(texts.plan.section.consortium, { exact: true }).first().click();
    await field().fill('typed and not saved');
    await field().press('Tab');
    await askedToClose();
    expect(await dialog().getByRole('heading').textContent()).toBe(texts.plan.leave.closeTitle);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await field().inputValue()).toBe('typed and not saved');
  });

  it.skipIf(why !== undefined)('stays where a page is led elsewhere, or opens another one', async () => {
    // Electron never begins to go (electron-hardening.test.ts), and the test's driver would wait for it.
    if (host === 'chromium') await page.evaluate(`location.assign('https://example.org/')`).catch(() => undefined);
    await page.evaluate(`window.open('https://example.org/')`);
    await pause(1_000);
    // Chromium asks the page for it, as for the end of its window.
    if (await dialog().isVisible()) await page.keyboard.press('Escape');
    expect(await field().inputValue()).toBe('typed and not saved');
    expect(page.context().pages()).toHaveLength(1);
  });

  it.skipIf(why !== undefined)('is saved first by who wants it so, and the window closes', async () => {
    await askedToClose();
    await dialog().getByRole('button', { name: texts.plan.leave.saveClose, exact: true }).click();
    const browser = page.getByRole('dialog').filter({ hasText: texts.plan.save.title });
    await browser.getByRole('textbox').last().fill('kept.json');
    await browser.locator('button.primary').click();
    await window.ended;
    expect(existsSync(join(window.home, 'kept.json'))).toBe(true);
  });
});
