/** The screen `restore`. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import type { PlaceOf } from '../../state/place.ts';

export function RestoreScreen({ place }: { readonly place: PlaceOf<'restore'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.nav.restore')}>
      <Hero title={t('common.nav.restore')} focusKey={place.screen} />
    </Page>
  );
}
