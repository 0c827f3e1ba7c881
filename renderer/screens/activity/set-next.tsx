/** After a new share set: who must still come, what becomes of old files, and plainly what it cannot do. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, ChangeView } from '../../../preload/contract/desk.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import type { Doing } from '../../state/asking.ts';
import type { Part } from './part.ts';
import { leave } from './leave.ts';

interface StepProps {
  readonly activity: Activity;
  readonly change: ChangeView;
  readonly doing: Doing;
}

/** A set that waits: who is missing, and that nothing has changed yet. */
function Waiting({ activity, change, doing }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { list } = useFormat();
  const text = useText();
  const { dir } = activity;
  const { missing, from } = change;
  return (
    <ol className="desk-next">
      <li>
        <span>
          <strong>
            {missing.length > 0 ? t('sets.act.confirm', { names: list(missing.map(text)) }) : t('sets.act.confirmLast')}
          </strong>
          <small className="muted">{t('sets.act.confirmHelp', { epoch: from })}</small>
        </span>
        <Button
          small
          iconAfter="forward"
          onPress={() => doing.run(() => leave(activity, { screen: 'share-set', dir, resume: true }))}
        >
          {t('sets.goOn')}
        </Button>
      </li>
      <li>
        <span>
          <strong>{t('sets.act.keepOld')}</strong>
          <small className="muted">{t('sets.act.keepOldHelp')}</small>
        </span>
      </li>
    </ol>
  );
}

/** A set in force: what each holder takes along, the old copies, who takes over the new files. */
function InForce({ change }: StepProps): ReactElement {
  const { t } = useTranslation();
  const { list } = useFormat();
  const text = useText();
  const { outstanding, from, purpose } = change;
  const names = list(outstanding.map(text));
  return (
    <ol className="desk-next">
      <li>
        <span>
          <strong>{t('sets.act.hand')}</strong>
          <small className="muted">{t('sets.act.handHelp')}</small>
        </span>
      </li>
      <li>
        <span>
          <strong>{t('sets.act.old', { epoch: from, names })}</strong>
          <small className="muted">{t('sets.act.oldHelp')}</small>
        </span>
      </li>
      <li>
        <span>
          <strong>{t('sets.act.bundle')}</strong>
          <small className="muted">{t(purpose === 'rotate' ? 'sets.act.bundleRotate' : 'sets.act.bundleHelp')}</small>
        </span>
      </li>
    </ol>
  );
}

/** Nothing for an act on no share set. */
export function useSetNext(activity: Activity, doing: Doing): Part[] {
  const { t } = useTranslation();
  const text = useText();
  const { change } = activity;
  if (!change) return [];
  const Step = change.state === 'active' ? InForce : Waiting;
  return [
    {
      id: 'next',
      name: t('ceremony.finished.next'),
      content: <Step activity={activity} change={change} doing={doing} />,
    },
    { id: 'limits', name: t('sets.limits'), content: <Notice tone="wait">{text(change.limits)}</Notice> },
  ];
}
