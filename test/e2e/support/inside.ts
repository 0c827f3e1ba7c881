/** Looking into a program that Playwright drives: as the page's own code would, and from main. */
import type { Session, WebContents } from 'electron';
import type { ElectronApplication, Page } from 'playwright-core';

/** Runs an expression in the page. A string: nothing of the test's module is there. */
export const inPage = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);

/** How a promise of the page ends: `refused NotAllowedError`, `given` what, or `waits` for an answer of a person. */
export const outcome = (page: Page, expression: string): Promise<string> =>
  inPage(
    page,
    `(async () => {
      const late = new Promise((told) => setTimeout(told, 4000, 'waits'));
      // Outside of the debugger's own call, in which the policy against eval is lifted.
      await new Promise((later) => setTimeout(later));
      const tried = async () => 'given ' + String(await (${expression}));
      return Promise.race([late, tried().catch((error) => 'refused ' + error.name)]);
    })()`,
  );

/** Runs `work` in main with the window's contents and its session; it must need nothing of its module. */
export const inMain = <T>(
  app: ElectronApplication,
  work: (contents: WebContents, own: Session) => T | Promise<T>,
): Promise<T> =>
  app.evaluate(async ({ BrowserWindow }, source) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const run = eval(`(${source})`) as (contents: WebContents, own: Session) => T | Promise<T>;
    return run(contents, contents.session);
  }, work.toString());
