/**
 * What members do in a window, by the words on the screen: keys and applications, proposals, votes, the post. And machines
 * that share nothing: what is carried between them is copied, and while one is at work the other's own folder is away.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Window } from './hosts.ts';
import { People, type Texts, chooseFolder } from './people.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

/** Chooses in the field of that name, from the person's own folder. */
export async function choose(page: Page, label: string, texts: Texts, folders: readonly string[], file?: string) {
  await page
    .getByRole('group', { name: label, exact: true })
    .getByRole('button', { name: texts.common.act.choose })
    .click();
  await chooseFolder(page, folders, file);
}

/** A machine: its own folder `own` below HOME, and a stick that is copied from one to the next. */
export interface Machine {
  readonly home: string;
  at(...path: string[]): string;
}

export const machineOf = (home: string): Machine => ({ home, at: (...path) => join(home, ...path) });

/** The stick is pulled out of one machine and put into the other: what lies on it is copied, nothing is shared. */
export function carry(from: Machine, to: Machine): void {
  mkdirSync(to.at('stick'), { recursive: true });
  cpSync(from.at('stick'), to.at('stick'), { recursive: true, preserveTimestamps: true });
}

/** While one machine is at work the other's own folder is elsewhere and shut; answers how it comes back. */
export function away(machine: Machine): () => void {
  const place = join(mkdtempSync(join(tmpdir(), 'rootseal-away-')), 'own');
  renameSync(machine.at('own'), place);
  chmodSync(place, 0o000);
  return () => {
    chmodSync(place, 0o700);
    renameSync(place, machine.at('own'));
  };
}

export const ownIsThere = (machine: Machine): boolean => existsSync(machine.at('own'));

/** What one person does in front of one window. */
export class MemberAt {
  readonly window: Window;
  readonly texts: Texts;
  private readonly secret: string;

  constructor(window: Window, texts: Texts, secret: string) {
    this.window = window;
    this.texts = texts;
    this.secret = secret;
  }

  private people = (): People => new People(() => this.window.page(), { secret: () => this.secret });

  async way(key: 'home' | 'post'): Promise<Page> {
    const page = await this.window.page();
    await page.getByRole('navigation').getByText(this.texts.common.nav[key], { exact: true }).click();
    return page;
  }

  /** The act that was begun is lived through; then its document is shown. */
  async lived(): Promise<Page> {
    const end = await this.people().live();
    if (end.failure) throw new Error(JSON.stringify(end.failure));
    const page = await this.window.page();
    await button(page, this.texts.ceremony.finished.show).click();
    await page.locator('.qr').first().waitFor();
    return page;
  }

  /** From home: the form of an application, filled in. */
  async applicationForm(form: {
    readonly consortium: string;
    readonly id: string;
    readonly names: { readonly en: string; readonly zh: string };
    readonly role: string;
    readonly into: readonly string[];
  }): Promise<Page> {
    const { make, reachApply } = this.texts.post;
    const page = await this.way('home');
    await button(page, reachApply).click();
    await field(page, make.consortium).fill(form.consortium);
    await page.locator('main').getByText(make.realOptions.rehearsal, { exact: true }).click();
    await field(page, make.id).fill(form.id);
    await field(page, make.nameEn).fill(form.names.en);
    await field(page, make.nameZh).fill(form.names.zh);
    await field(page, make.role).fill(form.role);
    await field(page, make.contactName).fill('Li Lei');
    await field(page, make.contactReach).fill('+86 10 5555 0100');
    for (const host of await field(page, make.host).all()) await host.fill('10.0.0.9');
    await page
      .getByRole('radiogroup', { name: make.suiteOf.replace('{{use}}', make.use.gateway) })
      .getByText('SM2', { exact: true })
      .click();
    await choose(page, make.into, this.texts, form.into);
    return page;
  }

  /** From home: a key to vote with. */
  async votingKey(form: {
    readonly id: string;
    readonly name: string;
    readonly into: readonly string[];
  }): Promise<Page> {
    const { make, reachApply } = this.texts.post;
    const page = await this.way('home');
    await button(page, reachApply).click();
    await page.locator('main').getByText(make.key, { exact: true }).click();
    await page.locator('main').getByText(make.realOptions.rehearsal, { exact: true }).click();
    await field(page, make.id).fill(form.id);
    await field(page, make.nameEn).fill(form.name);
    await choose(page, make.into, this.texts, form.into);
    return page;
  }

  async makeKeys(): Promise<Page> {
    await button(await this.window.page(), this.texts.post.make.go).click();
    return this.lived();
  }

  /** The post, looked through on the first consortium of this machine. */
  async post(): Promise<Page> {
    const { post } = this.texts;
    const page = await this.way('post');
    if ((await page.getByText(post.inboxChoose).count()) > 0) await choose(page, post.folder, this.texts, ['stick']);
    if ((await page.getByText(post.groundNone).count()) > 0)
      await page.locator('.card', { hasText: post.groundHelp }).getByRole('button').first().click();
    await button(page, post.look).click();
    await page.locator('.post-item').first().waitFor();
    return page;
  }

  /** The item of the inbox that bears this file name. */
  item = (page: Page, file: string) =>
    page.getByRole('list', { name: this.texts.post.inbox }).locator('.post-item', { hasText: file });

  /** In the form of a proposal: its outcome, then its file on the stick. */
  async propose(name: string): Promise<Page> {
    const { propose } = this.texts.post;
    const page = await this.window.page();
    await button(page, propose.show).click();
    await page.getByText(propose.hashHelp).waitFor();
    await page.getByRole('group', { name: propose.out, exact: true }).getByRole('button').last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.locator('button.primary').click();
    await dialog.waitFor({ state: 'detached' });
    await button(page, propose.write).click();
    await page.locator('.qr').first().waitFor();
    return page;
  }

  /** On the screen of a proposal: this voter's yes, signed here or by a statement. */
  async vote(
    voter: string,
    way: { readonly key: readonly string[]; readonly file: string } | 'statement',
    seen: () => Promise<unknown> = async () => undefined,
  ): Promise<Page> {
    const { vote } = this.texts.post;
    const page = await this.window.page();
    await page.getByRole('button', { name: vote.voter }).click();
    await page.getByRole('option', { name: new RegExp(`\\(${voter}\\)`) }).click();
    if (way === 'statement') await page.locator('main').getByText(vote.ways.statement, { exact: true }).click();
    else await choose(page, vote.key, this.texts, way.key, way.file);
    await button(page, vote.go).click();
    await this.people().live({ until: (_, stage) => stage === 'review' });
    await seen();
    return this.lived();
  }
}
