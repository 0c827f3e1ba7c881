/** What people bring that is not as it should be: a plan full of mistakes, a file that is no plan, thirty custodians with the longest names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examplePlan } from '../crash/example.ts';
import { type Window, missing, openWindow } from './support/hosts.ts';
import { tooWide } from './support/look.ts';
import { People, chooseFolder, textsOf } from './support/people.ts';
import { beginRehearsal } from './support/story.ts';

const why = missing('electron');
if (why !== undefined) console.warn(`SKIPPED: bad input: ${why}`);

/** The example with its parts at hand. */
const sample = () =>
  examplePlan() as Record<string, never> & { members: { consensus: object; ledgerRoles: string[] }[] };

/** Twelve mistakes, each in a field of its own: where they are found. */
const mistakes: readonly (readonly [field: string, value: unknown])[] = [
  ['threshold', 'three'],
  ['scheme', 'halves'],
  ['expires', 'tomorrow'],
  ['consortium.id', 'Food Trace'],
  ['roots[0].suite', 'rsa'],
  ['custodians[1].id', 'C 2'],
  ['custodians[2].seal.workFactor', 99],
  ['people.operator', 7],
  ['consortium.profile', 'castle'],
  ['dualControl[0]', 'lunch'],
  ['chain.ledger.hash', 'MD5'],
  ['members[0].consensus.port', 99999],
];

function withMistakes(): object {
  const plan = sample() as object;
  for (const [field, value] of mistakes) {
    const steps = field.split(/[.[\]]+/).filter(Boolean);
    const last = steps.pop() ?? '';
    const at = steps.reduce((part, step) => (part as Record<string, object>)[step] ?? {}, plan);
    (at as Record<string, unknown>)[last] = value;
  }
  return plan;
}

function ofThirty(): object {
  const custodians = Array.from({ length: 30 }, (_, n) => ({
    id: `c${String(n + 1)}`,
    name: {
      zh: '保管人甲乙丙丁戊己'.repeat(8).slice(0, 64),
      en: `Wolfeschlegelsteinhausenbergerdorff-${String(n)}`.padEnd(64, 'm'),
    },
    organisation: 'brand',
    seal: { kind: 'passphrase', workFactor: 14 },
  }));
  return { ...sample(), custodians, threshold: 16 };
}

describe.skipIf(why !== undefined)('bad input', () => {
  const texts = textsOf('zh');
  let window: Window;
  let page: Page;

  beforeAll(async () => {
    window = await openWindow('electron', 'zh', (home) => {
      mkdirSync(join(home, 'plans'));
      writeFileSync(join(home, 'plans', 'twelve.json'), JSON.stringify(withMistakes()));
      writeFileSync(join(home, 'plans', 'broken.json'), '{ "format": "rootseal.plan/1",\n "threshold": , }');
      writeFileSync(join(home, 'plan.json'), JSON.stringify(ofThirty()));
    });
    page = await window.page();
    page.setDefaultTimeout(15_000);
  });
  afterAll(() => window.close());

  const openPlan = async (name: string) => {
    await page.locator('.brand').click();
    await page.getByRole('navigation').getByText(texts.common.nav.plan, { exact: true }).click();
    await page.getByRole('button', { name: texts.plan.bar.open, exact: true }).click();
    await chooseFolder(page, ['plans'], name);
  };
  const fits = async () => {
    const found: string[] = [];
    for (const width of [1024, 1280]) {
      await page.setViewportSize({ width, height: 600 });
      found.push(...(await page.evaluate(tooWide)).map((one) => `${String(width)}: ${one}`));
    }
    return found;
  };

  it('a plan that is no JSON is told as such, with the place', async () => {
    await openPlan('broken.json');
    await page.getByText(texts.plan.text.broken).first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await fits()).toEqual([]);
  });

  it('a plan with twelve mistakes opens, and all of them are shown', async () => {
    await openPlan('twelve.json');
    await page.locator('.plan-rail').waitFor();
    const rows = page.locator('main .findings li[data-level=error], main .finding[data-level=error]');
    await rows.nth(mistakes.length - 1).waitFor();
    const said = (await rows.allTextContents()).join('\n');
    expect(mistakes.map(([field]) => field).filter((field) => !said.includes(field))).toEqual([]);
    expect(await fits()).toEqual([]);
    // What is pressed goes away by it: the focus goes to what stands in its place.
    const mend = page.locator('main .findings').getByRole('button', {
      name: `${texts.plan.finding.mend.set.replace('{{value}}', 'traceability')}：consortium.profile`,
    });
    await mend.focus();
    await page.keyboard.press('Enter');
    await mend.waitFor({ state: 'detached' });
    await page.locator('main .findings button:focus').waitFor();
    // Undone, so that leaving does not ask.
    await page.keyboard.press('Control+z');
    await page.locator('.plan-file:not([data-changed])').waitFor();
  });

  it('thirty custodians with names of 64 characters fit, on the form, in the first question and before a secret field', async () => {
    await page.locator('.brand').click();
    await page.getByRole('button', { name: texts.home.acts.rehearseHelp }).click();
    await page.getByRole('group', { name: texts.ceremony.begin.plan }).getByRole('button').last().click();
    await chooseFolder(page, [], 'plan.json');
    await page.getByRole('button', { name: texts.ceremony.begin.planEdit }).waitFor();
    expect(await fits()).toEqual([]);
    await page.locator('.brand').click();
    await beginRehearsal(page, texts, window.home, 'thirty');
    const people = new People(() => window.page(), {});
    await people.live({ until: (_, stage) => stage === 'words' });
    await page.locator('.desk-words').waitFor();
    expect(await fits()).toEqual([]);
    await people.live({ until: (_, stage) => stage === 'secret' });
    await page.locator('.secret-box[data-phase="open"]').waitFor();
    expect(await fits()).toEqual([]);
  });
});
