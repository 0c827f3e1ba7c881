/**
 * Entry of the desktop in the distribution's Chromium, under Node: one instance, the host, the services; nothing else.
 * Answers 0 when the window was closed, 1 when it cannot be opened or was lost, 4 when it was interrupted.
 *
 *   node main/chromium.ts          from a checkout whose page is built
 *   node out/main/chromium.js      as built
 */
import { join } from 'node:path';
import { settingsHandlers } from './app/desktop/settings.ts';
import { onlyOne } from './app/instance.ts';
import { languageOf } from './app/language.ts';
import { software } from './app/software.ts';
import { findBrowser } from './host/chromium/find.ts';
import { ChromiumHost, type Ending, type Side } from './host/chromium/host.ts';
import { placesOf } from './host/places.ts';
import { soon } from './host/soon.ts';

const root = join(import.meta.dirname, ...(import.meta.url.endsWith('.ts') ? ['..'] : ['..', '..']));
const { env } = process;
const lang = languageOf(undefined, env);

const say = (text: { readonly en: string; readonly zh: string }) => process.stderr.write(`rootseal: ${text[lang]}\n`);

/** Exit code: interrupted. */
const interrupted: Ending = { code: 4 };

/** What ends the program in another way than by its window: everything goes with it, also while it is being opened. */
function guard(host: ChromiumHost): void {
  const end = () => void host.end(interrupted);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(error);
      end();
    });
  }
}

async function run(): Promise<Ending> {
  const { settingsFile, folders } = placesOf(root, 'chromium', env);
  onlyOne(env, settingsFile);
  const services = { version: software.version, env, settingsFile, folders };
  const desktop = (side: Side) =>
    soon(
      async () => (await import('./app/desktop/desktop.ts')).createDesktop({ ...side, ...services }),
      settingsHandlers(services),
    );
  const host = new ChromiumHost(desktop, {
    executable: findBrowser(env),
    pages: join(root, 'out', 'renderer'),
    env,
    say,
  });
  guard(host);
  await host.start();
  return await host.ended;
}

/** A refusal of ours in the person's language; anything else as it is. */
function told(error: unknown): Ending {
  if (!(error instanceof Error) || !('text' in error)) throw error;
  return { code: 1, text: error.text as NonNullable<Ending['text']> };
}

const { code, text } = await run().catch(told);
if (text !== undefined) say(text);
process.exit(code);
