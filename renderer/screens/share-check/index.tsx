/** The screen `share-check`. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';

export function ShareCheckScreen(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.nav.share')}>
      <Hero title={t('common.nav.share')} />
    </Page>
  );
}
