/** The screen `plan`. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import type { PlaceOf } from '../../state/place.ts';

export function PlanScreen({ place }: { readonly place: PlaceOf<'plan'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.nav.plan')}>
      <Hero title={t('common.nav.plan')} focusKey={place.screen} />
    </Page>
  );
}
