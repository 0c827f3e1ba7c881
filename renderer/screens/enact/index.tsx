/** Before a decision comes into force: the proposal and its votes, what the roots sign, who signs for the chain, the shares. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { EnactForm } from './form.tsx';

type EnactPlace = PlaceOf<'enact'>;

export function EnactScreen({ place }: { readonly place: EnactPlace }): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('ceremony.show', { dir: place.dir });
  return (
    <Page title={t('enact.title')} wide rehearsal={reply?.home.rehearsal}>
      <Failure error={error} />
      {!reply && error === undefined && <Progress what={t('consortium.loading')} />}
      {reply?.home.state === 'closed' && <Chosen place={place} shown={reply} />}
      {reply && reply.home.state !== 'closed' && <StillOpen place={place} rehearsal={reply.home.rehearsal ?? false} />}
    </Page>
  );
}

function StillOpen({ place: { dir }, rehearsal }: { readonly place: EnactPlace; readonly rehearsal: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <Hero who={t('enact.who')} title={t('enact.h1')} help={t('enact.help')} />
      <Failure
        error={{ code: 'CEREMONY-OPEN', text: { en: t('enact.open'), zh: t('enact.open') } }}
        actions={
          <Button onPress={() => go({ screen: 'ceremony', rehearsal, resume: dir })}>{t('restore.goOn')}</Button>
        }
      />
    </>
  );
}

interface ChosenProps {
  readonly place: EnactPlace;
  readonly shown: Parameters<typeof EnactForm>[0]['shown'];
}

/** First the proposal; everything else is asked for that one. */
function Chosen({ place, shown }: ChosenProps): ReactElement {
  const { t } = useTranslation();
  const [proposal, setProposal] = useState(place.proposal);
  const before = proposal === place.proposal ? place : { dir: place.dir };
  const field = (
    <PathField
      label={t('enact.proposal')}
      help={t('enact.proposalHelp')}
      value={proposal}
      onChange={setProposal}
      mode="file"
      endings={['.json']}
    />
  );
  if (proposal !== undefined)
    return <EnactForm key={proposal} shown={shown} proposal={proposal} before={before} field={field} />;
  return (
    <>
      <Hero
        who={t('enact.who')}
        title={t('enact.h1')}
        help={t('enact.help')}
        actions={
          <Button onPress={() => go({ screen: 'consortium', dir: place.dir, tab: 'members' })}>
            {t('common.act.cancel')}
          </Button>
        }
      />
      <Card title={t('enact.decision')}>{field}</Card>
    </>
  );
}
