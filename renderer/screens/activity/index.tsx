/** The screen of the one act that is at work, shown for as long as the desk has one: whatever state it is in. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Page } from '../../parts/page.tsx';
import { Failed } from './failed.tsx';
import { Finished } from './finished.tsx';
import { Live } from './live.tsx';
import { ofOneShare, shownOf, type Shown } from './model.ts';
import { Asking } from './question.tsx';
import { Rail } from './rail.tsx';
import { Secret } from './secret.tsx';
import { usePassed, Work } from './work.tsx';
// In this order: what comes later outweighs.
import './activity.css';
import './people.css';
import './work.css';
import './alone.css';
import './over.css';
import './wall.css';

export interface ActivityProps {
  readonly activity: Activity;
}

function Stage({ activity, shown }: ActivityProps & { readonly shown: Shown }): ReactElement {
  const passed = usePassed(activity);
  const [place, setPlace] = useState<{ step: string | undefined; path: string }>();
  const step = shown.step?.view.id;
  const { question, field, status } = activity;
  if (status === 'failed') return <Failed activity={activity} shown={shown} />;
  if (status === 'finished') return <Finished activity={activity} shown={shown} />;
  if (field) return <Secret activity={activity} shown={shown} field={field} />;
  if (question)
    return (
      <Asking activity={activity} shown={shown} question={question} onPlace={(path) => setPlace({ step, path })} />
    );
  return (
    <Work activity={activity} shown={shown} passed={passed} place={place?.step === step ? place?.path : undefined} />
  );
}

const names = {
  ceremony: 'ceremony.title',
  restore: 'restore.title',
  enact: 'enact.title',
  set: 'sets.title',
  'share-check': 'share.title',
  vault: 'vault.title',
  copy: 'copy.title',
  apply: 'post.make.title',
  vote: 'post.vote.title',
} as const;

export function ActivityScreen({ activity }: ActivityProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const shown = shownOf(activity);
  const { kind, title, rehearsal, head } = activity;
  const name = t(names[kind]);
  const alone = shown.stage === 'secret';
  const small = ofOneShare(kind);
  const railless = alone || small;
  return (
    <Page
      title={small ? name : `${text(title)} · ${name}`}
      head={head}
      rehearsal={rehearsal}
      {...(railless ? { rail: null } : { rail: <Rail activity={activity} /> })}
    >
      <div className="activity" data-stage={shown.stage} data-kind={kind}>
        <Live activity={activity} shown={shown} />
        <Stage activity={activity} shown={shown} />
      </div>
    </Page>
  );
}
