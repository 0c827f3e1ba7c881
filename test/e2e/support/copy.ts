/**
 * A share copied by hand in front of one window, from the tab of shares of its consortium: the words are read from the
 * pixels of the page's canvases, and typed back as from paper.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { formNumber } from '../../../main/core/paper/form.ts';
import { shownSays } from '../../../renderer/secret/texts.ts';
import { readBox } from '../../support/read-picture.ts';
import type { Window } from './hosts.ts';
import type { Look } from './look.ts';
import { type People, textsOf } from './people.ts';
import { leave } from './story.ts';

export interface Before {
  readonly window: Window;
  readonly look: Look;
  readonly people: People;
  readonly lang: 'zh' | 'en';
  /** The home of the consortium. */
  readonly dir: string;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** What is on the canvases, read from their pixels. */
async function boxesIn(page: Page): Promise<string[]> {
  const boxes = await page.locator('.secret-ink').evaluateAll((all) =>
    all.map((one) => {
      const canvas = one as HTMLCanvasElement;
      const { width, height } = canvas;
      const pixels = width === 1 ? undefined : canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
      // One sign a pixel, of its ink alone: numbers by the hundred thousand take seconds on their way here.
      return Array.from({ length: (pixels?.length ?? 0) / 4 }, (_, i) => (pixels![4 * i + 3]! / 17).toString(16)).join(
        '',
      );
    }),
  );
  return boxes.filter((ink) => ink !== '').map(readBox);
}

/** The form's number, the three ticks, and the passphrase of whoever has the slot `holder` (`c2`). */
export async function beginCopy({ window, people, lang, dir }: Omit<Before, 'look'>, holder: string, look?: Look) {
  const { copy, sets } = textsOf(lang);
  const index = Number(holder.slice(1));
  const page = await window.page();
  const papers = new RegExp(sets.paper.of.split('{{name}}').at(lang === 'en' ? 0 : 1) ?? '');
  await page
    .getByRole('button', { name: papers })
    .nth(index - 1)
    .click();
  await page.getByRole('dialog').getByText(sets.paper.blank, { exact: true }).click();
  await press(page, sets.paper.printed);
  const [set = ''] = readdirSync(join(dir, 'public', 'share-sets'));
  const number = formNumber({ set: set.replace('.json', ''), index, boxes: 33 });
  await page.getByRole('textbox', { name: copy.number }).fill(number.toLowerCase());
  for (const sure of ['alone', 'pen', 'plain'] as const) await page.locator('main').getByText(copy[sure]).click();
  await look?.at('copy filled');
  await press(page, copy.go);
  await people.live({ until: ({ field }) => field !== null });
}

/** Box by box; what a window that is left shows is looked at as well. */
async function copied(page: Page, look: Look, lang: Before['lang']): Promise<string[]> {
  const visible = page.locator('.secret-shown[data-visible]');
  await page.locator('.secret-shown').waitFor();
  expect(await boxesIn(page)).toEqual([]);
  await look.at('copy first', { h1: ({ ceremony }) => ceremony.secret.shown });
  await press(page, shownSays.show[lang]);
  await visible.waitFor();
  await look.pictures(page, 'copy shown');
  await page.evaluate(`window.dispatchEvent(new Event('blur'))`);
  await visible.waitFor({ state: 'detached' });
  expect(await boxesIn(page)).toEqual([]);
  await look.pictures(page, 'copy hidden');
  await onWall(page, lang);
  await page.locator('.secret-shown').focus();
  await page.keyboard.press('Enter');
  const words: string[] = [];
  for (let last = 3; last <= 33; last += 3) {
    await page.locator('.secret-count', { hasText: new RegExp(`\\b${String(last)}\\b.*33`) }).waitFor();
    await visible.waitFor();
    words.push(...(await boxesIn(page)));
    if (last < 33) await page.keyboard.press('ArrowRight');
  }
  expect(words).toHaveLength(33);
  const text = (await page.locator('html').innerHTML()).toLowerCase();
  for (const word of words.filter((one) => one.length > 8)) expect(text).not.toContain(word);
  await press(page, shownSays.done[lang]);
  return words;
}

/** A projector shows nothing: the wall hides what stands there, and nothing comes while it is on. */
async function onWall(page: Page, lang: Before['lang']): Promise<void> {
  const wall = page.getByRole('button', { name: new RegExp(`^${textsOf(lang).common.frame.wall}`) });
  const shown = page.locator('.secret-shown');
  await press(page, shownSays.show[lang]);
  await page.locator('.secret-shown[data-visible]').waitFor();
  await wall.click();
  await page.getByText(shownSays.wall[lang]).waitFor();
  expect(await boxesIn(page)).toEqual([]);
  await shown.focus();
  for (const key of ['Enter', 'ArrowRight']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  expect(await boxesIn(page)).toEqual([]);
  await wall.click();
}

/** Until the vault has heard that all is copied: what is typed before that goes to a picture, which takes no words. */
async function toldVault(people: People): Promise<void> {
  while ((await people.activity())?.field?.kind === 'shown') await new Promise((resolve) => setTimeout(resolve, 60));
}

export async function copyByHand(before: Before, holder: string): Promise<void> {
  const { window, look, people, lang } = before;
  await beginCopy(before, holder, look);
  await people.live({ until: ({ field }) => field?.kind === 'shown' });
  const words = await copied(await window.page(), look, lang);
  await toldVault(people);
  // Of the same list as the first.
  const wrong = words.find((word, i) => i % 2 === 0 && word !== words[0]) ?? '';
  let slips = 0;
  const seen = new Set<string>();
  const end = await people.live({
    secret: ({ fault }) => (fault ? `${words.join(' ')} ` : slips++ === 0 ? `${wrong} ` : undefined),
    seen: async (_, { field }) => {
      if (field?.kind !== 'copied' || seen.has(field.fault?.en ?? '')) return;
      seen.add(field.fault?.en ?? '');
      await look.pictures(await window.page(), field.fault ? 'copy wrong' : 'copy back');
    },
  });
  expect([end.status, end.failure, slips]).toEqual(['finished', null, 1]);
  await look.pictures(await window.page(), 'copy done');
  await leave(await window.page(), textsOf(lang));
}
