/** Whether what stands in the page is in no file yet: the program is told, so that closing the window asks first. */
import { ask } from '../api.ts';

let told: Promise<unknown> = Promise.resolve();

/** In the order in which it is said. A program that cannot be told closes without asking. Throws nothing. */
export function tellUnsaved(unsaved: boolean): void {
  told = told.then(() => ask('app.unsaved', { unsaved })).catch(() => undefined);
}
