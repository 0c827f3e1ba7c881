/** A restore and the check of a share: the purpose, a verdict at each share as it comes, the quorum filling up. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Icon } from '../../parts/icon.tsx';
import { goodShares, type ShareRow, type Shown } from './model.ts';
import { QuorumCard } from './room.tsx';

/** What the root keys are opened for: stands on every screen of a restore. */
export function Purpose({ activity }: { readonly activity: Activity }): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  if (!activity.purpose) return null;
  return (
    <p className="desk-purpose">
      <Icon name="key" />
      <span className="heard">{t('restore.act.purpose')}</span>
      <strong className="wrap">{text(activity.purpose)}</strong>
    </p>
  );
}

function ShareLine({ row: { file, verdict, holder } }: { readonly row: ShareRow }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const state = verdict === null ? 'awaited' : verdict.ok ? 'good' : 'refused';
  const tone = { awaited: 'wait', good: 'ok', refused: 'bad' } as const;
  return (
    <li className="desk-share" data-state={state}>
      <span className="desk-share-n">{verdict?.index ?? '–'}</span>
      <span className="desk-share-file">
        <strong className="mono one-line">{file}</strong>
        <span className="muted small one-line">
          {holder ? text(holder) : verdict ? (verdict.custodian ?? t('restore.act.nobody')) : ''}
        </span>
      </span>
      <Badge tone={tone[state]}>{t(`restore.act.${state}`)}</Badge>
      {verdict && !verdict.ok && (
        <span className="desk-share-why">
          {text(verdict.text)} <code className="small">{verdict.code}</code>
        </span>
      )}
    </li>
  );
}

function Count({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const have = goodShares(activity.verdicts);
  const need = activity.threshold;
  const missing = need - have;
  return (
    <p className="desk-count" data-reached={missing <= 0 || undefined}>
      <strong>{t('restore.act.judged', { have, need })}</strong>
      <span>{missing > 0 ? t('restore.act.missing', { count: missing }) : t('restore.act.reached')}</span>
    </p>
  );
}

/** Nothing in a ceremony: there the shares are those of the people in the room. */
export function Shares({
  activity,
  shown,
}: {
  readonly activity: Activity;
  readonly shown: Shown;
}): ReactElement | null {
  const { t } = useTranslation();
  if (activity.kind === 'ceremony' || shown.shares.length === 0) return null;
  return (
    <div className="desk-room">
      <Card title={t('restore.act.shares')} className="desk-shares">
        {activity.kind === 'restore' && <Count activity={activity} />}
        <ul className="desk-share-list" data-many={shown.shares.length > 5 || undefined}>
          {shown.shares.map((row) => (
            <ShareLine key={`${row.file} ${row.verdict?.file ?? ''}`} row={row} />
          ))}
        </ul>
      </Card>
      {activity.kind === 'restore' && shown.custodians.length > 0 && <QuorumCard activity={activity} shown={shown} />}
    </div>
  );
}
