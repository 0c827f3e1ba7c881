/** Before an act on the share set: what becomes of it, from which old shares, in what room; or going on with one that waits. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import type { PlaceOf } from '../../state/place.ts';
import { BeginForm } from './begin.tsx';
import { ResumeForm } from './resume.tsx';
import './share-set.css';

export function ShareSetScreen({ place }: { readonly place: PlaceOf<'share-set'> }): ReactElement {
  const { t } = useTranslation();
  const { dir, resume = false } = place;
  const shown = useAsked('ceremony.show', { dir });
  const sets = useAsked('sets.show', { dir });
  const error = shown.error ?? sets.error;
  const active = sets.reply?.sets.find(({ state }) => state === 'active');
  const pending = sets.reply?.sets.find(({ state }) => state === 'pending');
  const rehearsal = shown.reply?.home.rehearsal;
  const known = shown.reply && sets.reply && active;
  return (
    <Page title={t('sets.title')} wide rehearsal={rehearsal}>
      {!known && <Hero who={t('sets.who')} title={t(resume ? 'sets.resumeH1' : 'sets.h1')} />}
      <Failure error={error} />
      {!known && error === undefined && <Progress what={t('consortium.loading')} />}
      {known && pending && <ResumeForm shown={shown.reply} active={active} pending={pending} sets={sets.reply} />}
      {known && !pending && <BeginForm shown={shown.reply} active={active} sets={sets.reply} />}
    </Page>
  );
}
