/** Before a ceremony: rehearsal or real, the plan, the new folder, the room; or what stands before going on with one. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import type { PlaceOf } from '../../state/place.ts';
import { BeginForm } from './begin.tsx';
import { ResumeForm } from './resume.tsx';

export function CeremonyScreen({ place }: { readonly place: PlaceOf<'ceremony'> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('ceremony.title')} rehearsal={place.resume === undefined ? undefined : place.rehearsal} wide>
      {place.resume === undefined ? (
        <BeginForm plan={place.plan} rehearsal={place.rehearsal} />
      ) : (
        <ResumeForm dir={place.resume} />
      )}
    </Page>
  );
}
