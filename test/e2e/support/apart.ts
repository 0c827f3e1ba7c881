/**
 * The whole program on a host, led as far as a passphrase is chosen, in a process that knows nothing of what is typed
 * there: the Chromium host is part of it, and its memory is looked into as well. Started with a host's name; answers
 * each message of its parent with one of its own.
 */
import { join } from 'node:path';
import type { Activity } from '../../../preload/contract/desk.ts';
import { type Window, openWindow } from './hosts.ts';
import { People } from './people.ts';
import { furnish, secretOf } from './story.ts';

/** Who types for themselves. Everybody else's passphrase is typed here. */
export const typist = 'c1';

/** `choose`, `again`: until the typist's field stands. `sealed`: until the founding act has ended. */
export type Wanted = 'choose' | 'again' | 'sealed' | 'count';

const reached: Readonly<Record<Exclude<Wanted, 'count'>, (activity: Activity) => boolean>> = {
  choose: ({ field }) => field?.who === typist && field.kind === 'choose',
  again: ({ field }) => field?.who === typist && field.kind === 'again',
  sealed: ({ secret, question }) => !secret && question !== null,
};

async function open(host: Window['host']): Promise<(wanted: Wanted) => Promise<unknown>> {
  const window = await openWindow(host, 'en', furnish);
  const people = new People(() => window.page(), {
    secret: (field) => (field.who === typist ? undefined : secretOf(field)),
  });
  process.once('disconnect', () => {
    void window.close().then(() => process.exit());
  });
  const page = await window.page();
  const begin = { plan: join(window.home, 'plan.json'), dir: join(window.home, 'ledger') };
  const request = JSON.stringify({ ...begin, rehearsal: true, exceptions: [], identities: {} });
  await page.evaluate(`rootseal.call('ceremony.begin', ${request})`);
  return async (wanted) => {
    // As many dots as the vault says that it holds characters.
    if (wanted === 'count') return (await (await window.page()).locator('.secret-box').textContent())?.length;
    const { status, failure } = await people.live({ until: reached[wanted] });
    if (status !== 'running') throw new Error(`${status}: ${JSON.stringify(failure)}`);
    return wanted;
  };
}

if (import.meta.main) {
  const led = await open(process.argv[2] === 'electron' ? 'electron' : 'chromium');
  process.on('message', (wanted: Wanted) => {
    led(wanted).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.send?.({ answer: 'open' });
}
