/** The screen `log`. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import type { PlaceOf } from '../../state/place.ts';

export function LogScreen({ place }: { readonly place: PlaceOf<'log'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.nav.home')}>
      <Hero title={t('common.nav.home')} focusKey={place.screen} />
    </Page>
  );
}
