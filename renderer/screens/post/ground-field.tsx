/** On what consortium it is judged: one of this machine, or public files that were handed over and are verified first. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import { HomeChoices } from '../restore/home-choices.tsx';

function Standing({ at }: { readonly at: string }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply, error } = useAsked('members.ground', { at });
  if (!reply) return error === undefined ? <Progress what={t('members.reading')} /> : <Failure error={error} />;
  const { consortium, version } = reply;
  return (
    <p className="wrap">
      <strong>{t('post.groundIs', { name: text(consortium.name), version })}</strong>{' '}
      <span className="mono small">{at}</span>
    </p>
  );
}

export interface GroundFieldProps {
  readonly at: string | undefined;
  readonly onChange: (at: string) => void;
}

export function GroundField({ at, onChange }: GroundFieldProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('post.ground')}>
      <div className="stack">
        <p className="small muted">{t('post.groundHelp')}</p>
        {at === undefined ? <p className="muted">{t('post.groundNone')}</p> : <Standing at={at} />}
        <HomeChoices dir={at} folder={t('post.groundFolder')} title={t('post.groundTitle')} onChange={onChange} />
      </div>
    </Card>
  );
}
