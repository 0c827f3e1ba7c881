/** The page's own texts: both languages in the bundle, one tree with a branch for each screen. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/index.ts';
import { zhCN } from './zh-CN/index.ts';

/** `lang` of the program's texts, and of the settings. */
export type Lang = 'en' | 'zh';
/** Name of the language for `<html lang>`, Intl and React Aria. */
export type Locale = 'en' | 'zh-CN';

export const localeOf = (lang: Lang): Locale => (lang === 'zh' ? 'zh-CN' : 'en');
export const langOf = (locale: string): Lang => (locale === 'en' ? 'en' : 'zh');

declare module 'i18next' {
  /** Makes `t('home.title')` known to the compiler: an unknown key or a missing variable does not compile. */
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    returnNull: false;
  }
}

void i18next.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: false,
  supportedLngs: ['zh-CN', 'en'],
  resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
  // React escapes what it draws.
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

/** Changes the language of everything at once. */
export async function speak(lang: Lang): Promise<void> {
  const locale = localeOf(lang);
  document.documentElement.lang = locale;
  if (i18next.language !== locale) await i18next.changeLanguage(locale);
}
