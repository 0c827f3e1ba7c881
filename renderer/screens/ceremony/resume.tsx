/** Before going on with a ceremony: where it stands, the room as it is now, identities, and the button. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { IdentitiesCard, type Identities } from '../before/identities.tsx';
import { Missing } from '../before/missing.tsx';
import { useRoomBefore } from '../before/room.ts';
import { Stops } from '../before/stops.tsx';
import { planFacts } from './plan-facts.ts';

type Shown = ReplyOf<'ceremony.show'>;

export function ResumeForm({ dir }: { readonly dir: string }): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('ceremony.show', { dir });
  if (reply) return <Form shown={reply} />;
  return (
    <>
      <Hero who={t('ceremony.begin.who')} title={t('ceremony.begin.resume')} />
      <Failure error={error} />
    </>
  );
}

function Stands({ shown: { home } }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { name, dir, state, step, done, steps } = home;
  return (
    <Card title={name ? text(name) : dir}>
      <p className="mono small wrap">{dir}</p>
      <p>
        {state === 'closed'
          ? t('ceremony.begin.done')
          : t('ceremony.begin.at', { step: step === undefined ? '–' : t(`plan.procedure.steps.${step}`), done, steps })}
      </p>
    </Card>
  );
}

function Form({ shown }: { readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const { home, plan, people } = shown;
  const { dir, rehearsal = false, state } = home;
  // What is closed is only looked at again: nothing of the room stands against that.
  const free = rehearsal || state === 'closed';
  const room = useRoomBefore({ folder: dir, rehearsal: free }, people, shown.exceptions);
  const [identities, setIdentities] = useState<Identities>({});
  const { busy, error, run } = useDoing();
  const missing = room.answered ? [] : [t('ceremony.begin.missException')];
  const facts = planFacts(plan);
  const resume = () =>
    run(async () => {
      await ask('ceremony.resume', { dir, exceptions: room.exceptions(), identities });
      go({ screen: 'consortium', dir });
    });
  return (
    <>
      <Hero
        who={t('ceremony.begin.who')}
        title={t('ceremony.begin.resume')}
        help={t('ceremony.begin.resumeHelp')}
        actions={
          <Button kind="primary" iconAfter="forward" busy={busy} disabled={missing.length > 0} onPress={resume}>
            {t('ceremony.begin.goOn')}
          </Button>
        }
      />
      <Missing missing={missing} />
      <Failure error={error ?? room.error} />
      <div className="columns">
        <Stands shown={shown} />
        {facts && <IdentitiesCard facts={facts} identities={identities} onChange={setIdentities} />}
        <Stops {...room.stops} />
      </div>
    </>
  );
}
