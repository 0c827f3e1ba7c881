/**
 * Members in the window of Electron: the map of those in force, a proposal looked at, and after the roots have put it into
 * force at the command line the next one with its votes.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signApproval, stateApproval } from '../../main/core/consortium/approval.ts';
import { encodeApproval } from '../../main/core/consortium/approval.ts';
import { readProposal } from '../../main/core/consortium/proposal.ts';
import { type FinishedHome, finishedHome } from '../support/ceremony.ts';
import { asked, direct, rootseal } from '../cli/run.ts';
import { governance, pair, sign } from '../unit/consortium/kit.ts';
import { type Window, missing, openWindow } from './support/hosts.ts';
import { Look } from './support/look.ts';
import { chooseFolder, textsOf } from './support/people.ts';

const lang = 'zh';
const why = missing('electron');
if (why !== undefined) console.warn(`SKIPPED: members in the window of electron: ${why}`);

describe.skipIf(why !== undefined)('members in the window', () => {
  const texts = textsOf(lang);
  let window: Window;
  let look: Look;
  let made: FinishedHome;
  const at = (...path: string[]) => join(window.home, ...path);

  beforeAll(async () => {
    made = await finishedHome('rehearsal');
    window = await openWindow('electron', lang, (home) => {
      cpSync(made.dir, join(home, 'consortium'), { recursive: true, preserveTimestamps: true });
      mkdirSync(join(home, 'stick'));
    });
    look = new Look(window, lang, 'light');
    const page = await window.page();
    page.setDefaultTimeout(12_000);
    await page.evaluate((path) => globalThis.window.rootseal.call('homes.add', { dir: path }), at('consortium'));
  });
  afterAll(() => window.close());

  const openMembers = async (): Promise<Page> => {
    const page = await window.page();
    // Home reads its list when it is come to.
    await page.getByRole('navigation').getByText(texts.common.nav.settings, { exact: true }).click();
    await page.locator('.brand').click();
    await page.getByRole('button', { name: texts.home.list.look, exact: true }).first().click();
    await page.getByRole('tab', { name: texts.members.tab }).click();
    await page.locator('.members-map').waitFor();
    return page;
  };
  const choose = async (page: Page, label: string, file: string) => {
    await page.getByRole('button', { name: label, exact: true }).first().click();
    await chooseFolder(page, ['stick'], file);
  };
  const proposed = async (name: string, ...change: readonly string[]) => {
    const to = ['--register', at('consortium'), '--proposer', 'p1', '--out', at('stick', name)];
    const { json } = await asked(['member', 'propose', ...to, ...change], {}, direct);
    return String(json['proposal']);
  };

  it('are a map; a proposal shows its exact outcome and the hash that every voter has', async () => {
    writeFileSync(at('voters.json'), JSON.stringify({ kind: 'governance', governance }));
    const hash = await proposed('voters.proposal.json', '--change', at('voters.json'));
    const page = await openMembers();
    expect(await page.locator('.members-card').count()).toBe(4);
    await choose(page, texts.common.act.choose, 'voters.proposal.json');
    await page.getByText(texts.members.unvoted).waitFor();
    const words = await page.locator('.tab-panel .hash b').allTextContents();
    expect(words.join('')).toContain(hash);
    await look.at('members proposal');
    expect(look.taken()).toEqual([]);
  });

  it('the next proposal is counted vote by vote, and a vote that does not count is named', async () => {
    const answers = at('answers.json');
    writeFileSync(answers, JSON.stringify(made.answers), { mode: 0o600 });
    const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', at('consortium', 'shares', `${id}.age`)]);
    const decided = ['--proposal', at('stick', 'voters.proposal.json'), ...shares, '--answers', answers];
    await asked(['member', 'enact', at('consortium'), ...decided], {}, rootseal);
    await proposed('role.json', '--role', 'lab=regulator');
    const proposal = readProposal(new Uint8Array(readFileSync(at('stick', 'role.json'))));
    for (const voter of governance.voters.filter(({ id }) => id !== 'f3')) {
      const statement = stateApproval(proposal, voter, { decision: 'approve', time: proposal.created });
      const vote = await signApproval(statement, (text) => sign(pair(`voter ${voter.id}`, voter.suite), text));
      writeFileSync(at('stick', `${voter.id}.json`), encodeApproval(vote));
    }
    writeFileSync(
      at('stick', 'stolen.json'),
      readFileSync(at('stick', 'f1.json'), 'utf8').replace('"voter":"f1"', '"voter":"f2"'),
    );
    const page = await openMembers();
    await choose(page, texts.common.act.choose, 'voters.proposal.json');
    await page.locator('main').getByText('PROPOSAL-STALE').waitFor();
    await choose(page, texts.common.act.choose, 'role.json');
    const state = (which: keyof typeof texts.members.state) =>
      page.locator('.members-quorum .badge', { hasText: texts.members.state[which] }).waitFor();
    await state('open');
    for (const file of ['f1.json', 'stolen.json', 'r1.json']) await choose(page, texts.members.voteAdd, file);
    await page.getByText('APPROVAL-KEY').waitFor();
    await look.at('members votes');
    await state('open');
    await choose(page, texts.members.voteAdd, 'f2.json');
    await state('approved');
    await look.at('members approved');
    expect(await page.locator('.members-decisions > li').count()).toBe(1);
    expect(look.taken()).toEqual([]);
  });
});
