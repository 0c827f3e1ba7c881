/**
 * The people in front of one window, on either host: they look at what the desk asks, and answer it with the mouse and
 * the keyboard of the page. What is asked is read by the contract's own `desk.watch`; every answer goes through the
 * screen, so that what a person could not press is not pressed here either.
 */
import type { Page } from 'playwright-core';
import type { Activity, Question, SecretFieldView, View } from '../../../preload/contract/desk.ts';
import type { Answer } from '../../../preload/contract/index.ts';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zhCN } from '../../../renderer/i18n/zh-CN/index.ts';
import { type Stage, shownOf } from '../../../renderer/screens/activity/model.ts';

export type Texts = typeof zhCN;
export const textsOf = (lang: 'zh' | 'en'): Texts => (lang === 'zh' ? zhCN : (en as unknown as Texts));

export interface Habits {
  /** What is typed into a secret field. Undefined: nobody types, and the test goes on by itself. */
  readonly secret: (field: SecretFieldView) => string | undefined;
  /** A folder for a custodian's share, by its name in the folder browser's first list; undefined: it stays. */
  readonly place: (question: Question) => readonly string[] | undefined;
  /** Told of each stage before it is answered: a picture, axe, another language. */
  readonly seen: (stage: Stage, activity: Activity, page: Page) => Promise<void>;
  /** Stops before what is asked now is answered. */
  readonly until: (activity: Activity, stage: Stage) => boolean;
  /** Says no instead. */
  readonly refuses: (question: Question) => boolean;
}

const quiet: Habits = {
  secret: () => undefined,
  place: () => undefined,
  seen: async () => undefined,
  until: () => false,
  refuses: () => false,
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class People {
  private readonly window: () => Promise<Page>;
  private readonly habits: Habits;
  /** Questions (with how often they were answered wrong) and fields that were seen to. */
  private readonly done = new Set<string>();

  /** @param window the page that stands now; Chromium opens another after each secret act */
  constructor(window: () => Promise<Page>, habits: Partial<Habits>) {
    this.window = window;
    this.habits = { ...quiet, ...habits };
  }

  /** What stands on the desk now; asked again where the page went away meanwhile. */
  async activity(): Promise<Activity | null> {
    for (let tries = 0; ; tries++) {
      try {
        const page = await this.window();
        // As text: the tests' own globals are Node's.
        const answer = await page.evaluate<Answer<View>>(`rootseal.call('desk.watch', { since: -1 })`);
        const { ok, ...rest } = answer;
        if (!ok) throw new Error(JSON.stringify(rest));
        return (rest as { result: View }).result.activity;
      } catch (error) {
        if (tries >= 40) throw error;
        await pause(250);
      }
    }
  }

  /** Answers what is asked until the activity is over or `until` says so; answers what stands then. */
  async live(more: Partial<Habits> = {}): Promise<Activity> {
    const habits = { ...this.habits, ...more };
    for (let waited = 0; ;) {
      const activity = await this.activity();
      if (!activity) {
        // What was pressed just now may not have begun yet.
        if ((waited += 60) > 15_000) throw new Error('nothing is at work');
        await pause(60);
        continue;
      }
      const { stage } = shownOf(activity);
      if (habits.until(activity, stage)) return activity;
      const key = this.keyOf(activity, stage);
      if (!this.done.has(key)) {
        await this.see(activity, stage, habits);
        this.done.add(key);
      }
      if (activity.status !== 'running') return activity;
      await pause(60);
    }
  }

  private keyOf({ id, question, field, status }: Activity, stage: Stage): string {
    if (question) return `${question.id} ${String(question.wrong)}`;
    return field ? field.id : `${id} ${status} ${stage}`;
  }

  private async see(activity: Activity, stage: Stage, habits: Habits): Promise<void> {
    const page = await this.window();
    const { question, field } = activity;
    if (question) await page.locator('.hero-acts button').first().waitFor();
    if (field)
      await page.locator(field.kind === 'shown' ? '.secret-shown' : '.secret-box[data-phase="open"]').waitFor();
    await habits.seen(stage, activity, page);
    if (question) await this.answer(page, question, stage, habits);
    else if (field) await this.type(page, field, habits);
  }

  private async answer(page: Page, question: Question, stage: Stage, habits: Habits): Promise<void> {
    const buttons = page.locator('.hero-acts button');
    if (habits.refuses(question)) {
      await buttons.nth(1).click();
      await page.getByRole('alertdialog').getByRole('button').last().click();
      return;
    }
    if (stage === 'place') return this.put(page, habits.place(question));
    if (stage === 'words') {
      await page.locator('.desk-words input').fill(wordsOf(question));
      await page.keyboard.press('Enter');
      return;
    }
    if (stage === 'review') await this.review(page);
    await buttons.first().click();
  }

  /** Line by line; whatever is marked is ticked. */
  private async review(page: Page): Promise<void> {
    const lines = page.locator('.desk-lines > li');
    await lines.first().focus();
    for (let left = await lines.count(); left > 1; left--) await page.keyboard.press('ArrowDown');
    for (const box of await page.locator('.desk-line-mark label').all()) await box.click();
  }

  /** Chooses a medium, folder by folder from where the browser opens, or leaves the share where it is. */
  private async put(page: Page, folders: readonly string[] | undefined): Promise<void> {
    await page
      .locator('.hero-acts button')
      .nth(folders ? 0 : 1)
      .click();
    if (folders) await chooseFolder(page, folders);
  }

  private async type(page: Page, field: SecretFieldView, habits: Habits): Promise<void> {
    const secret = habits.secret(field);
    if (secret === undefined) return;
    await page.keyboard.type(secret, { delay: 4 });
    await page.keyboard.press('Enter');
  }
}

function wordsOf({ details, typeBack }: Question): string {
  const words = details.flatMap((detail) =>
    detail.kind === 'hash' ? detail.groups.flatMap(({ words: two }) => two) : [],
  );
  return words.slice(0, typeBack).join(' ');
}

/** In an open folder browser: opens folders by name, then takes the one it stands in, or the file named last. */
export async function chooseFolder(page: Page, names: readonly string[], file?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  const rows = dialog.getByRole('row');
  for (const name of names) {
    await rows
      .filter({ has: page.getByText(name, { exact: true }) })
      .first()
      .dblclick();
    await dialog.locator('.browser-crumbs, [aria-current]').getByText(name, { exact: true }).first().waitFor();
  }
  if (file !== undefined)
    await rows
      .filter({ has: page.getByText(file, { exact: true }) })
      .first()
      .click();
  await dialog.locator('button.primary').click();
  await dialog.waitFor({ state: 'detached' });
}
