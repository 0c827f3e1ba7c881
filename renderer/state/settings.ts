/** The settings of this machine, applied to <html> at once and kept by the program. */
import type { Settings } from '../../preload/contract/app.ts';
import { ask } from '../api.ts';
import { speak, type Lang } from '../i18n/index.ts';
import { store } from './store.ts';

/** What a person chose; folders of consortia are kept apart, by `homes.*`. */
export type Choice = Pick<Settings, 'lang' | 'theme' | 'wall'> & { readonly start: string | undefined };

interface Chosen {
  readonly choice: Choice;
  readonly systemLang: Lang;
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

const chosen = store<Chosen>({
  choice: { lang: 'system', theme: 'system', wall: false, start: undefined },
  systemLang: navigator.language.startsWith('zh') ? 'zh' : 'en',
});

export interface Shown extends Choice {
  /** What is shown now, `system` resolved. */
  readonly shownLang: Lang;
  readonly shownTheme: 'light' | 'dark';
}

const themeOf = ({ theme }: Choice) => (theme === 'system' ? (systemDark.matches ? 'dark' : 'light') : theme);
const langOf = ({ choice, systemLang }: Chosen) => (choice.lang === 'system' ? systemLang : choice.lang);

export function useSettings(): Shown {
  const now = chosen.use();
  return { ...now.choice, shownLang: langOf(now), shownTheme: themeOf(now.choice) };
}

function apply(next: Chosen): Promise<void> {
  const { dataset } = document.documentElement;
  dataset['theme'] = themeOf(next.choice);
  dataset['scale'] = next.choice.wall ? 'wall' : 'desk';
  const spoken = speak(langOf(next));
  chosen.set(next);
  return spoken;
}

/** As the program wrote them into the document (main/host/look.ts); the defaults where it did not. */
function told(): Chosen {
  const { settings } = document.documentElement.dataset;
  if (settings === undefined) return chosen.get();
  const { systemLang, ...choice } = JSON.parse(settings) as Choice & Pick<Chosen, 'systemLang'>;
  return { choice, systemLang };
}

/** Applies the settings of this machine, before anything is drawn. */
export async function takeSettings(): Promise<void> {
  systemDark.addEventListener('change', () => void apply({ ...chosen.get() }));
  await apply(told());
}

let writing: Promise<unknown> = Promise.resolve();

/** Over the program's newest settings: folders may have been added since. */
async function write({ lang, theme, wall, start }: Choice): Promise<void> {
  const { settings } = await ask('settings.get', {});
  const next = { lang, theme, wall, homes: settings.homes };
  await ask('settings.put', start === undefined ? next : { ...next, start });
}

/** Applies a change at once and keeps it. Throws `Refused` when it could not be kept; it stands until the end then. */
export async function changeSettings(change: Partial<Choice>): Promise<void> {
  const { choice, systemLang } = chosen.get();
  const next = { ...choice, ...change };
  void apply({ choice: next, systemLang });
  const mine = writing.then(() => write(next));
  writing = mine.catch(() => undefined);
  await mine;
}
