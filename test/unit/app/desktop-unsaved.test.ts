/** What is in no file yet: the program is told by the page, and closing asks first. */
import { expect, it } from 'vitest';
import { createDesktop } from '../../../main/app/desktop/desktop.ts';
import { PageKeeper } from '../../../main/app/desktop/page.ts';
import { get, newFolder, optionsIn } from './desktop-help.ts';

function desktop() {
  const closed: number[] = [];
  const made = createDesktop(optionsIn(newFolder(), { onClose: () => closed.push(1) }));
  return { made, handlers: made.handlers, closed };
}

it('lets the window go at once while nothing is unsaved', async () => {
  const { made, handlers, closed } = desktop();
  expect(made.asksFirst()).toBe(false);
  await get(handlers, 'app.close', { sure: false });
  expect(closed).toHaveLength(1);
});

it('asks while something is unsaved, and is no act at work', async () => {
  const { made, handlers, closed } = desktop();
  await get(handlers, 'app.unsaved', { unsaved: true });
  expect([made.asksFirst(), made.busy()]).toEqual([true, false]);
  await get(handlers, 'app.close', { sure: false });
  expect(closed).toHaveLength(0);
  await get(handlers, 'app.close', { sure: true });
  expect(closed).toHaveLength(1);
});

it('forgets it when it was saved, or the page is another one', async () => {
  const { made, handlers } = desktop();
  await get(handlers, 'app.unsaved', { unsaved: true });
  await get(handlers, 'app.unsaved', { unsaved: false });
  expect(made.asksFirst()).toBe(false);
});

it('has the page that saw a secret renewed at once, or as soon as everything in it is in a file', () => {
  let renewed = 0;
  const page = new PageKeeper(() => renewed++);
  page.secretEnded();
  expect(renewed).toBe(1);
  page.put(true);
  page.secretEnded();
  page.secretEnded();
  expect(renewed).toBe(1);
  page.put(false);
  page.put(false);
  expect(renewed).toBe(2);
  page.leave();
  page.secretEnded();
  expect(renewed).toBe(2);
});
