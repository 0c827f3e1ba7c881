/**
 * What people do with the window from its first screen on: begin a rehearsal by the form, hold it, restore from it,
 * check a share; by the words on the screen, in either language.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { verifierFile } from '../../../main/app/verifier.ts';
import { exampleAnswers, examplePlan } from '../../crash/example.ts';
import { type Texts, chooseFolder } from './people.ts';

type Secrets = Readonly<Record<'passphrases' | 'logPassphrases', Readonly<Record<string, string>>>>;
export const secrets = exampleAnswers() as Secrets;

/** The passphrase of whoever stands at the keyboard. */
export const secretOf = ({ who, role }: { readonly who: string; readonly role: string }): string =>
  (role === 'administrator' ? secrets.logPassphrases[who] : secrets.passphrases[who]) ?? '';

/** A person's own folder as they find it: a plan, a medium, nothing else. */
export function furnish(home: string): void {
  writeFileSync(join(home, 'plan.json'), JSON.stringify(examplePlan()));
  mkdirSync(join(home, 'medium'), { recursive: true });
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The "Choose…" of a field. */
const choose = (page: Page, label: string, texts: Texts) =>
  page.getByRole('group', { name: label }).getByRole('button', { name: texts.common.act.choose });

/** From home: the form, the plan, the new folder, and begin. Answers the folder's path. */
export async function beginRehearsal(page: Page, texts: Texts, home: string, name: string): Promise<string> {
  await page.getByRole('button', { name: texts.home.acts.rehearseHelp }).click();
  await choose(page, texts.ceremony.begin.plan, texts).click();
  await chooseFolder(page, [], 'plan.json');
  await page.getByRole('textbox', { name: texts.ceremony.begin.folderName }).fill(name);
  await button(page, texts.ceremony.begin.go).click();
  return join(home, name);
}

/** A rule of the room that stops a real ceremony, and how two people of the plan answer for it. */
export interface Excuse {
  readonly reason: string;
  /** Positions in the list of people, from 0; the second list lacks who was chosen first. */
  readonly by: readonly [number, number];
}

/** From home: the form of a real ceremony; where the room stops it, the exception is recorded as `excuse` says. */
export async function beginReal(page: Page, texts: Texts, home: string, name: string, excuse: Excuse): Promise<string> {
  const { begin, exception } = texts.ceremony;
  await page.getByRole('button', { name: texts.home.acts.ceremonyHelp }).click();
  await choose(page, begin.plan, texts).click();
  await chooseFolder(page, [], 'plan.json');
  await page.getByRole('textbox', { name: begin.folderName }).fill(name);
  const go = button(page, begin.goReal);
  const reason = page.getByRole('textbox', { name: exception.reason });
  await page.locator('h2', { hasText: begin.room }).waitFor();
  if ((await reason.count()) > 0) {
    if (await go.isEnabled()) throw new Error('the room stops nothing');
    await reason.fill(excuse.reason);
    for (const [n, label] of [exception.first, exception.second].entries()) {
      await page.getByRole('button', { name: label }).click();
      await page.getByRole('option').nth(excuse.by[n]!).click();
    }
  }
  await go.click();
  await page.getByRole('alertdialog').getByRole('button', { name: begin.sureGo, exact: true }).click();
  return join(home, name);
}

/** Puts away what is finished or has failed, by the button that leaves it. */
export async function leave(page: Page, texts: Texts): Promise<void> {
  const { finished, failed } = texts.ceremony;
  await page
    .getByRole('button', { name: new RegExp(`^(${finished.leave}|${failed.leave})$`) })
    .first()
    .click();
}

/** From home: a drill of the first closed consortium, with these share files below the person's own folder. */
export async function beginDrill(
  page: Page,
  texts: Texts,
  way: readonly string[],
  files: readonly string[],
  more: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await page.getByRole('navigation').getByText(texts.common.nav.restore, { exact: true }).click();
  await page.locator('.card', { hasText: texts.restore.home }).getByRole('button').first().click();
  for (const file of files) {
    await button(page, texts.restore.sharesAdd).click();
    await chooseFolder(page, way, file);
  }
  await more();
  await button(page, texts.restore.go).click();
}

/** From home: the check of one share, with the share set of the first consortium that is known. */
export async function beginShareCheck(
  page: Page,
  texts: Texts,
  way: readonly string[],
  file: string,
  seen: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await page.getByRole('navigation').getByText(texts.common.nav.share, { exact: true }).click();
  await choose(page, texts.share.file, texts).click();
  await chooseFolder(page, way, file);
  const from = texts.share.setOf.split('{{name}}')[0] ?? '';
  await page.getByRole('button', { name: from }).first().click();
  await seen();
  await button(page, texts.share.go).click();
}

/** The bundled verifier over what the window wrote; throws when it does not accept. */
export function verify(dir: string, kind: 'real' | 'rehearsal' = 'rehearsal') {
  const ways = kind === 'real' ? ['--json'] : ['--rehearsal', '--json'];
  const said = execFileSync(process.execPath, [verifierFile(), join(dir, 'public'), ...ways], { encoding: 'utf8' });
  return JSON.parse(said) as { readonly valid: boolean; readonly rehearsal: boolean };
}
