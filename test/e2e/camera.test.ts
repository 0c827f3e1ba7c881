/**
 * Sheets scanned back by the camera, a story on each host: parts in any order, one of them missing for a while; codes of two
 * sheets at once. What was read is checked and restored from like any other share. The camera is Chromium's fake one, and
 * plays a film of real sheets.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grey } from '../../main/paper/picture.ts';
import { type FinishedHome, finishedHome } from '../support/ceremony.ts';
import { draws, film, held, overlaid, pagesOf, playing, quarter } from './support/camera.ts';
import { type Window, missing, openWindow } from './support/hosts.ts';
import { outcome } from './support/inside.ts';
import { Look } from './support/look.ts';
import { People, chooseFolder, textsOf } from './support/people.ts';
import { leave } from './support/story.ts';

const lack = draws ? undefined : 'pdftoppm';
let made: FinishedHome;
/** The page with the share's codes, of two holders. */
let first: Grey;
let second: Grey;
let sealed: Grey;

beforeAll(async () => {
  if (lack !== undefined) return;
  made = await finishedHome('rehearsal');
  const pages = await pagesOf(made.dir, 'c1');
  [first, sealed] = [pages[1]!, pages.at(-2)!];
  second = (await pagesOf(made.dir, 'c2'))[1]!;
});

const video = '({ video: true })';
const asks = (what: string) =>
  `navigator.mediaDevices.getUserMedia${what}.then((s) => s.getTracks().map((t) => (t.stop(), t.kind)))`;

for (const [host, lang] of [
  ['electron', 'zh'],
  ['chromium', 'en'],
] as const) {
  const why = missing(host) ?? lack;
  if (why !== undefined) console.warn(`SKIPPED: the camera of ${host}: ${why}`);
  describe.skipIf(why !== undefined)(`a sheet before the camera of ${host}, ${lang}`, () => {
    const texts = textsOf(lang);
    const folder = mkdtempSync(join(tmpdir(), 'rootseal-film-'));
    const reel = join(folder, 'film.y4m');
    let window: Window;
    let look: Look;
    let people: People;

    beforeAll(async () => {
      film(reel, [held(first, [quarter(2)])]);
      window = await openWindow(
        host,
        lang,
        (home) => {
          cpSync(made.dir, join(home, 'consortium'), { recursive: true, preserveTimestamps: true });
          mkdirSync(join(home, 'medium'));
        },
        playing(reel),
      );
      look = new Look(window, lang, host === 'electron' ? 'light' : 'dark');
      people = new People(() => window.page(), {
        secret: ({ who, role }) =>
          (role === 'administrator' ? made.answers.logPassphrases : made.answers.passphrases)[who],
      });
      const page = await window.page();
      page.setDefaultTimeout(12_000);
      await page.evaluate(
        (dir) => globalThis.window.rootseal.call('homes.add', { dir }),
        join(window.home, 'consortium'),
      );
    });
    afterAll(async () => {
      await window.close();
      rmSync(folder, { recursive: true });
    });

    const done = () => expect(look.taken()).toEqual([]);
    const way = async (key: 'share' | 'restore'): Promise<Page> => {
      const page = await window.page();
      await page.getByRole('navigation').getByText(texts.common.nav[key], { exact: true }).click();
      return page;
    };
    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
    const dialog = (page: Page) => page.getByRole('dialog');
    const scan = async (page: Page) => {
      await press(page, texts.camera.scan);
      await dialog(page).waitFor();
    };
    const status = (page: Page, text: RegExp) =>
      dialog(page).locator('.camera-sheet [role=status]', { hasText: text }).first().waitFor();
    const said = (text: string, values: Readonly<Record<string, string>>) =>
      Object.entries(values).reduce((whole, [key, value]) => whole.replace(`{{${key}}}`, value), text);

    it.runIf(host === 'electron')(
      'is checked: one part is missing until it is shown, and the share is intact',
      async () => {
        const page = await way('share');
        expect(await outcome(page, asks(video))).toBe('refused NotAllowedError');
        await scan(page);
        const missingTwo =
          'missing_one' in texts.camera ? String(texts.camera.missing_one) : texts.camera.missing_other;
        await status(
          page,
          new RegExp(`${said(texts.camera.have, { have: '3', total: '4' })}.*${said(missingTwo, { parts: '2' })}`),
        );
        await look.at('camera part missing', { dialog: true });
        expect(await outcome(page, asks('({ audio: true })'))).toBe('refused NotAllowedError');
        expect(await outcome(page, asks('({ video: true, audio: true })'))).toBe('refused NotAllowedError');
        film(reel, [held(sealed), held(first, [quarter(1), quarter(3), quarter(4)])]);
        await status(page, new RegExp(texts.camera.whole));
        await dialog(page).getByText(texts.camera.off).waitFor();
        await look.at('camera whole', { dialog: true });
        await press(page, texts.camera.use);
        await dialog(page).waitFor({ state: 'detached' });
        await look.at('camera taken', { h1: ({ share }) => share.h1 });
        expect(await outcome(page, asks(video))).toBe('refused NotAllowedError');
        await press(page, texts.share.go);
        const end = await people.live();
        expect([end.status, end.verdicts[0]?.custodian, end.verdicts[0]?.ok]).toEqual(['finished', 'c1', true]);
        await leave(await window.page(), texts);
        done();
      },
    );

    it.runIf(host === 'chromium')('is restored from: two sheets are told apart, and each gives its share', async () => {
      film(reel, [held(sealed)]);
      const page = await way('restore');
      await page.locator('.card', { hasText: texts.restore.home }).getByRole('button').first().click();
      await scan(page);
      await dialog(page).getByText(texts.camera.sealed).waitFor();
      film(reel, [held(overlaid(first, second))]);
      await dialog(page).getByText(texts.camera.mixed).waitFor();
      film(reel, [held(first), held(sealed), held(second)]);
      const sheets = dialog(page).locator('.camera-sheet', { hasText: texts.camera.whole });
      await sheets.nth(1).waitFor();
      await look.at('camera two sheets', { dialog: true });
      await sheets
        .filter({ hasText: /share 1 of|第 1 号/ })
        .getByRole('button')
        .click();
      await scan(page);
      await sheets
        .filter({ hasText: /share 2 of|第 2 号/ })
        .getByRole('button')
        .click();
      await press(page, texts.restore.sharesAdd);
      await chooseFolder(page, ['consortium', 'shares'], 'c3.age');
      await look.at('camera restore', { h1: ({ restore }) => restore.h1 });
      await press(page, texts.restore.go);
      const end = await people.live();
      expect([end.status, end.failure, end.verdicts.map(({ custodian }) => custodian).toSorted()]).toEqual([
        'finished',
        null,
        ['c1', 'c2', 'c3'],
      ]);
      await leave(await window.page(), texts);
      done();
    });
  });
}
