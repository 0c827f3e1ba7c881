/** Electron's entry: the services of the window behind Electron's host; nothing else. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { settingsHandlers } from './app/desktop/settings.ts';
import { onlyOne } from './app/instance.ts';
import { languageOf } from './app/language.ts';
import { software } from './app/software.ts';
import { openElectron } from './host/electron/host.ts';
import { soon } from './host/soon.ts';

/** Everything else on the command line is Chromium's. A packaged Electron has no script in second place. */
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: { lang: { type: 'string' }, 'self-report': { type: 'string' } },
  strict: false,
});
const asked = typeof values.lang === 'string' ? { LC_ALL: values.lang } : {};
const report = typeof values['self-report'] === 'string' ? values['self-report'] : undefined;
const env = { ...process.env, ...asked };

/** `out/`, beside which the examples lie. */
const built = join(import.meta.dirname, '..');

openElectron({
  version: software.version,
  page: { folder: join(built, 'renderer'), preload: join(built, 'preload', 'index.cjs') },
  root: join(built, '..'),
  env,
  lang: languageOf(undefined, env),
  report,
  create: (options) => {
    // Electron's own lock brings its first window to the front; this one knows of the other host as well.
    onlyOne(env, options.settingsFile);
    const make = async () => (await import('./app/desktop/desktop.ts')).createDesktop(options);
    return soon(make, settingsHandlers(options));
  },
});
