/**
 * Sheets scanned back by the camera, a story on each host: a part that is missing for a while; codes of two sheets at once.
 * What was read is checked and restored from like any other share. The camera is Chromium's fake one, and plays a film of
 * real sheets.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grey } from '../../main/paper/picture.ts';
import { type FinishedHome, copyHome, finishedHome } from '../support/ceremony.ts';
import { draws, film, held, overlaid, pagesOf, playing, quarter } from './support/camera.ts';
import { copyByHand } from './support/copy.ts';
import { type Window, missing, openWindow } from './support/hosts.ts';
import { outcome } from './support/inside.ts';
import { Look } from './support/look.ts';
import { People, type Texts, chooseFolder, textsOf } from './support/people.ts';
import { leave } from './support/story.ts';

const folder = mkdtempSync(join(tmpdir(), 'rootseal-film-'));
const reel = join(folder, 'film.y4m');
let made: FinishedHome;
/** The page with the share's codes, of two holders; a page of sealed root keys. */
let first: Grey;
let second: Grey;
let sealed: Grey;

beforeAll(async () => {
  if (!draws) return;
  // What is printed is in the log of its home.
  made = copyHome(await finishedHome('rehearsal'));
  const pages = await pagesOf(made.dir, 'c1');
  [first, sealed] = [pages[1]!, pages.at(-2)!];
  second = (await pagesOf(made.dir, 'c2'))[1]!;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  if (draws) rmSync(dirname(made.dir), { recursive: true });
});

interface Place {
  readonly window: Window;
  readonly look: Look;
  readonly people: People;
}

/** A window with a consortium and a camera, before which `shown` lies. */
async function open(host: Window['host'], lang: 'zh' | 'en', shown: readonly Grey[]): Promise<Place> {
  film(reel, shown);
  const furnish = (home: string) => {
    cpSync(made.dir, join(home, 'consortium'), { recursive: true, preserveTimestamps: true });
    cpSync(made.identities['c5'] ?? '', join(home, 'c5.txt'));
  };
  const window = await openWindow(host, lang, furnish, playing(reel));
  const page = await window.page();
  page.setDefaultTimeout(12_000);
  await page.evaluate((dir) => globalThis.window.rootseal.call('homes.add', { dir }), join(window.home, 'consortium'));
  const people = new People(() => window.page(), {
    secret: ({ who, role, kind }) =>
      kind === 'dice'
        ? made.answers.dice
        : (role === 'administrator' ? made.answers.logPassphrases : made.answers.passphrases)[who],
  });
  return { window, people, look: new Look(window, lang, host === 'electron' ? 'light' : 'dark') };
}

function story(host: Window['host'], lang: 'zh' | 'en', tell: (texts: Texts) => void): void {
  const why = missing(host) ?? (draws ? undefined : 'pdftoppm');
  if (why !== undefined) console.warn(`SKIPPED: a sheet before the camera of ${host}: ${why}`);
  describe.skipIf(why !== undefined)(`a sheet before the camera of ${host}, ${lang}`, () => tell(textsOf(lang)));
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const way = async (page: Page, name: string) => page.getByRole('navigation').getByText(name, { exact: true }).click();
const dialog = (page: Page) => page.getByRole('dialog');
const said = (text: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).reduce((whole, [key, value]) => whole.replace(`{{${key}}}`, value), text);
/** What a page is given or refused that asks for itself. */
const media = (page: Page, wanted: string) =>
  outcome(
    page,
    `navigator.mediaDevices.getUserMedia(${wanted}).then((s) => s.getTracks().map((t) => (t.stop(), t.kind)))`,
  );
const denied = 'refused NotAllowedError';

story('electron', 'zh', (texts) => {
  let place: Place;
  beforeAll(async () => (place = await open('electron', 'zh', [held(first, [quarter(2)])])));
  afterAll(() => place.window.close());

  it('is checked: one part is missing until it is shown, and the share is intact', async () => {
    const { window, look, people } = place;
    const page = await window.page();
    const status = dialog(page).locator('.camera-sheet [role=status]');
    await way(page, texts.common.nav.share);
    expect(await media(page, '{ video: true }')).toBe(denied);
    await press(page, texts.camera.scan);
    await status.filter({ hasText: said(texts.camera.have, { have: '3', total: '4' }) }).waitFor();
    expect(await status.textContent()).toContain(said(texts.camera.missing_other, { parts: '2' }));
    await look.at('camera part missing', { dialog: true });
    for (const wanted of ['{ audio: true }', '{ video: true, audio: true }'])
      expect(await media(page, wanted)).toBe(denied);
    film(reel, [held(sealed), held(first, [quarter(1), quarter(3), quarter(4)])]);
    await status.filter({ hasText: texts.camera.whole }).waitFor();
    await dialog(page).getByText(texts.camera.off).waitFor();
    await look.pictures(page, 'camera whole');
    await press(page, texts.camera.use);
    await dialog(page).waitFor({ state: 'detached' });
    await look.pictures(page, 'camera taken');
    expect(await media(page, '{ video: true }')).toBe(denied);
    await press(page, texts.share.go);
    const end = await people.live();
    expect([end.status, end.verdicts[0]?.custodian, end.verdicts[0]?.ok]).toEqual(['finished', 'c1', true]);
    await leave(await window.page(), texts);
    expect(look.taken()).toEqual([]);
  });
});

story('chromium', 'en', (texts) => {
  let place: Place;
  beforeAll(async () => (place = await open('chromium', 'en', [held(sealed)])));
  afterAll(() => place.window.close());

  const toShares = async ({ window }: Place): Promise<Page> => {
    const page = await window.page();
    // Home reads its list when it is come to.
    await way(page, texts.common.nav.settings);
    await page.locator('.brand').click();
    await press(page, texts.home.list.look);
    await page.getByRole('tab', { name: texts.consortium.tabs.shares }).click();
    await page.locator('main').getByText(texts.sets.scheme).waitFor();
    return page;
  };

  it('is restored from: two sheets are told apart, and the one that is meant is taken', async () => {
    const { window, look, people } = place;
    const page = await window.page();
    await way(page, texts.common.nav.restore);
    await page.locator('.card', { hasText: texts.restore.home }).getByRole('button').first().click();
    await press(page, texts.camera.scan);
    await dialog(page).getByText(texts.camera.sealed).waitFor();
    film(reel, [held(overlaid(first, second))]);
    await dialog(page).getByText(texts.camera.mixed).waitFor();
    film(reel, [held(first), held(sealed), held(second)]);
    const whole = dialog(page).locator('.camera-sheet', { hasText: texts.camera.whole });
    await whole.nth(1).waitFor();
    await look.at('camera two sheets', { dialog: true });
    await whole.filter({ hasText: 'share 1 of' }).getByRole('button').click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(await media(page, '{ video: true }')).toBe(denied);
    for (const file of ['c2.age', 'c3.age']) {
      await press(page, texts.restore.sharesAdd);
      await chooseFolder(page, ['consortium', 'shares'], file);
    }
    await look.pictures(page, 'camera restore');
    await press(page, texts.restore.go);
    const end = await people.live();
    expect([end.status, end.failure, end.verdicts.map(({ custodian }) => custodian)]).toEqual([
      'finished',
      null,
      ['c1', 'c2', 'c3'],
    ]);
    await leave(await window.page(), texts);
    expect(look.taken()).toEqual([]);
  });

  it('a lost share is replaced, with one of the quorum read by the camera', async () => {
    const { window, people, look } = place;
    const page = await toShares(place);
    await press(page, texts.sets.renew);
    await page.locator('main .share-set-ticks label').nth(3).click();
    film(reel, [held(first)]);
    await press(page, texts.camera.scan);
    await dialog(page).locator('.camera-sheet', { hasText: texts.camera.whole }).waitFor();
    await press(page, texts.camera.use);
    await dialog(page).waitFor({ state: 'detached' });
    for (const file of ['c2.age', 'c3.age']) {
      await press(page, texts.restore.sharesAdd);
      await chooseFolder(page, ['consortium', 'shares'], file);
    }
    await look.pictures(page, 'camera replace');
    await press(page, texts.sets.goReplace);
    await press(page, texts.sets.sureGo);
    const end = await people.live();
    expect([end.status, end.failure, end.change?.state]).toEqual(['finished', null, 'pending']);
    expect(end.verdicts.map(({ custodian, code }) => [custodian, code])).toContainEqual(['c1', 'SHARE-INTACT']);
    await leave(await window.page(), texts);
    // One of them opens with an identity, on another day.
    const again = await toShares(place);
    await press(again, texts.sets.goOn);
    await again.locator('.share-set-here').waitFor();
    await again
      .locator('.card', { hasText: texts.ceremony.begin.identities })
      .getByRole('button', { name: texts.common.act.choose })
      .first()
      .click();
    await chooseFolder(again, [], 'c5.txt');
    await press(again, texts.sets.goOn);
    const active = await people.live();
    expect([active.status, active.failure, active.change?.state]).toEqual(['finished', null, 'active']);
    await leave(await window.page(), texts);
    expect(look.taken()).toEqual([]);
  }, 300_000);

  it('and where no printer is trusted either, it is copied by hand', async () => {
    const { window, look, people } = place;
    await toShares(place);
    await copyByHand({ window, look, people, lang: 'en', dir: join(window.home, 'consortium') }, 'c1');
    expect(look.taken()).toEqual([]);
  });
});
