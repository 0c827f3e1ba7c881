/**
 * What is painted first: the frame of home as its script will draw it, without what it has yet to ask for. Drawn when the
 * desktop is built (scripts/first-paint.ts), served within the document (main/host/look.ts), replaced by the script.
 */
import i18next from 'i18next';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useTranslation } from 'react-i18next';
import { localeOf, type Lang } from './i18n/index.ts';
import { Hero } from './parts/hero.tsx';
import { Navigation } from './parts/navigation.tsx';
import { Brand } from './parts/top-bar.tsx';

function First(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="frame">
      <header className="frame-top">
        <div className="top-bar">
          <Brand title={t('home.title')} />
        </div>
      </header>
      <div className="frame-rail">
        <Navigation />
      </div>
      <main className="frame-main">
        <div className="page">
          <Hero title={t('home.h1')} help={t('home.help')} />
        </div>
      </main>
      <footer className="footer" />
    </div>
  );
}

/** Markup without styles of its own: the page's policy forbids them. */
export async function first(lang: Lang): Promise<string> {
  await i18next.changeLanguage(localeOf(lang));
  return renderToStaticMarkup(
    <I18nProvider locale={localeOf(lang)}>
      <First />
    </I18nProvider>,
  );
}
