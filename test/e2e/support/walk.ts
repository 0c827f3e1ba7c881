/** A walk through every screen and dialog of the window by its own ways, with a look at each. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerIn } from '../../../main/app/standing.ts';
import { type Proposal, encodeProposal, propose } from '../../../main/core/consortium/proposal.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { governance } from '../../unit/consortium/kit.ts';
import type { Answers } from '../../support/ceremony.ts';
import { finishedHome } from '../../support/ceremony.ts';
import { cameras } from './camera.ts';
import { type Window, missing, openWindow } from './hosts.ts';
import { Look, type Theme } from './look.ts';
import { sectionIds } from '../../../renderer/screens/plan/findings.ts';
import { type Habits, People, chooseFolder, textsOf } from './people.ts';
import { beginRehearsal, furnish, leave, secretOf, verify } from './story.ts';

/** The first voters, which the roots alone decide on. */
function votersOn(register: Register): Proposal {
  const created = new Date(Date.now() - 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  const wish = { change: { kind: 'governance', governance } as const, proposer: 'p1', created };
  return propose(register, { ...wish, expires: '2099-01-01T00:00:00Z' });
}

const sections = ['review', ...sectionIds] as const;
const tabs = ['overview', 'plan', 'roots', 'genesis', 'shares', 'exceptions'] as const;

export function walkAll(host: Window['host'], lang: 'zh' | 'en', theme: Theme): void {
  const why = missing(host);
  if (why !== undefined) console.warn(`SKIPPED: the walk through ${host} in ${lang}: ${why}`);

  describe.skipIf(why !== undefined)(`every screen of ${host}, ${lang}`, () => {
    const texts = textsOf(lang);
    let window: Window;
    let look: Look;
    let answers: Answers;
    const dir = () => join(window.home, 'consortium');
    const typed: Habits['secret'] = ({ who, role }) =>
      (role === 'administrator' ? answers.logPassphrases : answers.passphrases)[who];

    beforeAll(async () => {
      const made = await finishedHome('rehearsal');
      answers = made.answers;
      const furnished = (home: string) => {
        furnish(home);
        cpSync(made.dir, join(home, 'consortium'), { recursive: true, preserveTimestamps: true });
        mkdirSync(join(home, '资料'), { recursive: true });
        writeFileSync(join(home, '资料', 'file.txt'), 'to be signed');
        writeFileSync(join(home, '资料', 'voters.json'), encodeProposal(votersOn(registerIn(made.bundle))));
      };
      // One host has cameras to choose from, the other none.
      window = await openWindow(host, lang, furnished, cameras(host === 'electron' ? 2 : 0));
      look = new Look(window, lang, theme);
    });
    afterAll(() => window.close());
    const done = () => expect(look.taken()).toEqual([]);

    const way = async (key: Exclude<keyof typeof texts.common.nav, 'label' | 'skip'>): Promise<Page> => {
      const page = await window.page();
      await page.getByRole('navigation').getByText(texts.common.nav[key], { exact: true }).click();
      return page;
    };
    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
    const card = (page: Page) => page.locator('.home-card').first();
    /** A dialog that is looked at and left by Escape. */
    const dialog = async (page: Page, name: string) => {
      await page.locator('[role=dialog], [role=alertdialog]').waitFor();
      await look.at(name, { dialog: true });
      await page.keyboard.press('Escape');
      await page.locator('[role=dialog], [role=alertdialog]').waitFor({ state: 'detached' });
    };

    it('home, of a newcomer and with a consortium; the folders, the room, leaving', async () => {
      const page = await look.at('newcomer', { h1: ({ home }) => home.newcomerH1 });
      await press(page, texts.home.list.add);
      await dialog(page, 'folders');
      // As the folder browser's own choice adds it.
      await page.evaluate((path) => globalThis.window.rootseal.call('homes.add', { dir: path }), dir());
      await way('settings');
      await way('home');
      await card(page).waitFor();
      await look.at('home', { h1: ({ home }) => home.h1 });
      await page.locator('.room-pill').click();
      await dialog(page, 'room');
      await press(page, texts.home.list.forget);
      await dialog(page, 'forget');
      await page.evaluate(() => globalThis.window.postMessage({ type: 'asked-to-close' }, '*'));
      await dialog(page, 'closing');
      done();
    });

    it('a consortium and each of its parts', async () => {
      const page = await way('home');
      await press(page, texts.home.list.look);
      for (const tab of tabs) {
        await page.getByRole('tab', { name: texts.consortium.tabs[tab] }).click();
        await look.at(`consortium ${tab}`);
      }
      done();
    });

    it('its log: an entry with its proof, a search', async () => {
      const page = await way('home');
      await press(page, texts.home.list.log);
      const rows = page.locator('.rows [role=row]');
      await rows.nth(5).click();
      await page.locator('.log-proof').waitFor();
      await look.at('log', { h1: ({ log }) => log.h1 });
      await page.getByRole('textbox', { name: texts.log.find }).fill('p1');
      await page.locator('.log-find [role=status]', { hasText: /\d/ }).waitFor();
      await look.at('log search', { h1: ({ log }) => log.h1 });
      done();
    });

    it('the plan editor with every section, as text, and leaving it unsaved', async () => {
      const page = await way('plan');
      await look.at('plan begin', { h1: ({ plan }) => plan.begin.title });
      await press(page, texts.plan.sample.use);
      await page.locator('.plan-rail').waitFor();
      for (const section of sections) {
        await page.locator('.plan-rail').getByText(texts.plan.section[section], { exact: true }).click();
        if (section === 'consortium') await page.locator('main input').first().fill('typed-here');
        await look.at(`plan ${section}`, section === 'review' ? {} : { h1: ({ plan }) => plan.section[section] });
      }
      await page.locator('.plan-bar').getByText(texts.plan.bar.text, { exact: true }).click();
      await look.at('plan text', { h1: ({ plan }) => plan.text.title });
      await page.locator('.plan-rail-home button').click();
      await page.getByRole('dialog').waitFor();
      await look.at('plan leave', { dialog: true });
      await press(page, texts.plan.leave.leave);
      await page.locator('.ways').getByText(texts.common.nav.settings, { exact: true }).waitFor();
      done();
    });

    it('the forms of a rehearsal and of a ceremony', async () => {
      const page = await way('home');
      await page.getByRole('button', { name: texts.home.acts.rehearseHelp }).click();
      await look.at('ceremony form', { h1: ({ ceremony }) => ceremony.begin.rehearse });
      await way('home');
      await page.getByRole('button', { name: texts.home.acts.ceremonyHelp }).click();
      await page
        .getByRole('group', { name: texts.ceremony.begin.plan })
        .getByRole('button', { name: texts.common.act.choose })
        .click();
      await chooseFolder(page, [], 'plan.json');
      await page.getByRole('textbox', { name: texts.ceremony.begin.folderName }).fill('typed');
      await look.at('ceremony form real', { h1: ({ ceremony }) => ceremony.begin.real });
      done();
    });

    it('members: their page, a change proposed, the post, keys made', async () => {
      const page = await way('home');
      await press(page, texts.home.list.look);
      await page.getByRole('tab', { name: texts.members.tab }).click();
      await page.locator('.members-map').waitFor();
      await press(page, texts.post.propose.h1);
      await page.locator('main').getByText(texts.post.propose.kinds.governance, { exact: true }).click();
      await page.getByRole('textbox', { name: texts.post.propose.proposer }).fill('p1');
      await press(page, texts.post.propose.show);
      await page.getByText('CHANGE-NOTHING').waitFor();
      await look.at('propose governance', { h1: ({ post }) => post.propose.h1 });
      await press(page, texts.post.propose.voterAdd);
      await dialog(page, 'voter');
      await way('post');
      await look.at('post', { h1: ({ post }) => post.h1 });
      await press(page, texts.post.make.title);
      await look.at('apply', { h1: ({ post }) => post.make.applyH1 });
      done();
    });

    it('a decision: what came in, what is signed, the list that is read, in force', async () => {
      const page = await way('home');
      await press(page, texts.home.list.look);
      await page.getByRole('tab', { name: texts.members.tab }).click();
      await press(page, texts.enact.button);
      await look.at('enact', { h1: ({ enact }) => enact.h1 });
      await press(page, texts.common.act.choose);
      await chooseFolder(page, ['资料'], 'voters.json');
      await page.getByText(texts.enact.signs, { exact: true }).waitFor();
      await look.at('enact form', { h1: ({ enact }) => enact.h1 });
      await press(page, texts.restore.sharesHome);
      await press(page, texts.enact.go);
      await page.getByRole('alertdialog').waitFor();
      await look.at('enact sure', { dialog: true });
      await page.getByRole('alertdialog').getByRole('button', { name: texts.enact.sureGo }).click();
      const people = new People(() => window.page(), { secret: typed });
      await people.live({ until: (_, stage) => stage === 'review' });
      // Nobody says yes before every line was on the screen.
      expect(await (await window.page()).locator('.hero-acts button').first().isDisabled()).toBe(true);
      await look.at('enact review', { h1: ({ ceremony }) => ceremony.ask.decision.title });
      const end = await people.live();
      expect([end.status, end.failure]).toEqual(['finished', null]);
      await look.at('enact done', { h1: ({ ceremony }) => ceremony.finished.enact });
      await leave(await window.page(), texts);
      expect(verify(dir())).toMatchObject({ valid: true });
      done();
    });

    it('the forms of a restore for each purpose, of a share check, the verifier with a verdict, the settings', async () => {
      const page = await way('restore');
      await look.at('restore choose', { h1: ({ restore }) => restore.h1 });
      await page.locator('.card', { hasText: texts.restore.home }).getByRole('button').first().click();
      for (const purpose of ['drill', 'sign', 'export'] as const) {
        await page.locator('main .toggles').getByText(texts.restore[purpose], { exact: true }).click();
        if (purpose === 'drill') await press(page, texts.restore.sharesHome);
        if (purpose === 'export') await page.getByRole('textbox', { name: texts.restore.recipient }).fill('age1typed');
        await look.at(`restore ${purpose}`, { h1: ({ restore }) => restore.h1 });
      }
      await way('share');
      await look.at('share', { h1: ({ share }) => share.h1 });
      await press(page, texts.camera.scan);
      if (host === 'electron') await page.getByRole('dialog').locator('.select').waitFor();
      else await page.getByRole('dialog').getByText(texts.camera.fault.none).waitFor();
      await dialog(page, 'camera');
      await way('home');
      await press(page, texts.home.list.look);
      // Not the way of the same name in the rail.
      await page.locator('main').getByRole('button', { name: texts.consortium.verify, exact: true }).click();
      await page.locator('main').getByText(texts.verify.rehearsal, { exact: true }).click();
      await press(page, texts.verify.judge);
      await page.getByRole('button', { name: texts.verify.again, exact: true }).waitFor();
      await look.at('verify', { h1: ({ verify }) => verify.h1 });
      await way('settings');
      await look.at('settings', { speaks: true, h1: ({ settings }) => settings.h1 });
      done();
    });

    it('a rehearsal: words, a secret field, stopping, what it says then', async () => {
      await way('home');
      await beginRehearsal(await window.page(), texts, window.home, 'stopped');
      const people = new People(() => window.page(), { secret: secretOf });
      await people.live({ until: (_, stage) => stage === 'words' });
      await (await window.page()).locator('.desk-words').waitFor();
      await look.at('words', { h1: ({ ceremony }) => ceremony.ask.words.title });
      await people.live({ until: (_, stage) => stage === 'secret' });
      const page = await window.page();
      await page.locator('.secret-box[data-phase="open"]').waitFor();
      await look.at('secret');
      // The look has moved the focus; the person at the keyboard takes it back.
      await page.locator('.secret-box').click();
      if (process.env['ROOTSEAL_SHOTS']) {
        await people.live({ until: (_, stage) => stage === 'review' });
        await look.at('review');
      }
      const standing = await window.page();
      await press(standing, texts.ceremony.stop.button);
      await standing.getByRole('alertdialog').waitFor();
      await look.at('stop', { dialog: true });
      await standing.getByRole('alertdialog').getByRole('button', { name: texts.ceremony.stop.leave }).click();
      await people.live();
      await (await window.page()).getByRole('button', { name: texts.ceremony.failed.leave }).first().waitFor();
      await look.at('stopped', { h1: ({ ceremony }) => ceremony.failed.ceremony });
      await leave(await window.page(), texts);
      done();
    });

    it('a drill: the question, the verdicts', async () => {
      const page = await way('restore');
      const mine = page.locator('.card', { hasText: texts.restore.home }).getByRole('button');
      await mine.first().click();
      for (const file of ['c1.age', 'c2.age', 'c3.age']) {
        await press(page, texts.restore.sharesAdd);
        await chooseFolder(page, ['consortium', 'shares'], file);
      }
      await press(page, texts.restore.go);
      const people = new People(() => window.page(), { secret: typed });
      await people.live({ until: (_, stage) => stage === 'confirm' });
      await look.at('restore purpose');
      const end = await people.live();
      expect(end.failure).toBe(null);
      await look.at('restore done', { h1: ({ ceremony }) => ceremony.finished.restore });
      await leave(await window.page(), texts);
      if (look.remarks.size > 0) console.warn(`minor, ${host}: ${[...look.remarks].join('\n')}`);
      done();
    });
  });
}
