/** The screen `verify`. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import type { PlaceOf } from '../../state/place.ts';

export function VerifyScreen({ place }: { readonly place: PlaceOf<'verify'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.nav.verify')}>
      <Hero title={t('common.nav.verify')} focusKey={place.screen} />
    </Page>
  );
}
