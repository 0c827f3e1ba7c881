/** A restore and the check of a share: the purpose, a verdict at each share as it comes, the quorum filling up. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Icon } from '../../parts/icon.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { useSettings } from '../../state/settings.ts';
import { completeOf, goodShares, isClosed, ofOneShare, standingOf, type ShareRow, type Shown } from './model.ts';
import { QuorumCard } from './room.tsx';

/** Above so many shares, those that are good or awaited are marks on the wall, so that a refused one has room. */
const marksFrom = 6;

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

type State = 'awaited' | 'good' | 'closed' | 'refused';
const tones: Readonly<Record<State, Tone>> = { awaited: 'wait', good: 'ok', closed: 'bad', refused: 'bad' };

function stateOf({ verdict }: ShareRow): State {
  if (verdict === null) return 'awaited';
  return verdict.ok ? 'good' : isClosed(verdict) ? 'closed' : 'refused';
}

function ShareLine({ row }: { readonly row: ShareRow }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { file, verdict, holder } = row;
  const state = stateOf(row);
  return (
    <li className="desk-share" data-state={state}>
      <span className="desk-share-n">{verdict?.index ?? '–'}</span>
      <span className="desk-share-file">
        <strong className="mono one-line">{file}</strong>
        <span className="muted small one-line">
          {holder ? text(holder) : verdict ? (verdict.custodian ?? t('restore.act.nobody')) : ''}
        </span>
      </span>
      <Badge tone={tones[state]}>{t(`restore.act.${state}`)}</Badge>
      {verdict && !verdict.ok && (
        <span className="desk-share-why">
          {text(verdict.text)} <code className="small">{verdict.code}</code>
        </span>
      )}
    </li>
  );
}

function ShareMarks({ rows }: { readonly rows: readonly ShareRow[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className="desk-marks" aria-label={t('restore.act.shares')}>
      {rows.map((row) => (
        <li key={row.file}>
          <Badge tone={tones[stateOf(row)]}>
            <b>{row.verdict?.index ?? row.file}</b>
            <span className="heard">, {t(`restore.act.${stateOf(row)}`)}</span>
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function ShareList({ rows }: { readonly rows: readonly ShareRow[] }): ReactElement {
  const { wall } = useSettings();
  const marks = wall && rows.length > marksFrom;
  const plain = rows.filter(({ verdict }) => verdict?.ok ?? true);
  const lines = marks ? rows.filter((row) => !plain.includes(row)) : rows;
  return (
    <>
      {marks && <ShareMarks rows={plain} />}
      <ul className="desk-share-list" data-many={rows.length > marksFrom || undefined}>
        {lines.map((row) => (
          <ShareLine key={`${row.file} ${row.verdict?.file ?? ''}`} row={row} />
        ))}
      </ul>
    </>
  );
}

function Count({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const { verdicts, change, people, threshold } = activity;
  // Of a new set every share is opened, not only a quorum.
  const taken = change?.state === 'pending' || change?.state === 'active';
  const all = people.filter(({ index }) => index !== undefined);
  const before = all.filter(({ id, state }) => state === 'done' && !verdicts.some(({ custodian }) => custodian === id));
  const have = goodShares(verdicts) + (taken ? before.length : 0);
  const need = taken ? all.length : threshold;
  const missing = need - have;
  const standing = taken ? null : standingOf(activity);
  if (standing && activity.groups) {
    const [done, groups] = [completeOf(standing), activity.groups.threshold];
    return (
      <span className="desk-count" data-reached={done >= groups || undefined}>
        <strong>{t('common.quorum.groupsComplete', { have: done, need: groups })}</strong>
        {done >= groups && <span>{t('restore.act.reached')}</span>}
      </span>
    );
  }
  return (
    <span className="desk-count" data-reached={missing <= 0 || undefined}>
      <strong>{t('restore.act.judged', { have, need })}</strong>
      <span>
        {missing > 0
          ? t('restore.act.missing', { count: missing })
          : t(taken ? 'sets.act.allOpened' : 'restore.act.reached')}
      </span>
    </span>
  );
}

/** What one share says of itself, when it was checked alone: to be compared with the holder's own note. */
function Facts({ verdict }: { readonly verdict: ShareRow['verdict'] }): ReactElement | null {
  const { t } = useTranslation();
  if (!verdict?.ok) return null;
  const { index, custodian, setId, epoch, file } = verdict;
  const pairs = [
    { key: 'index', name: t('share.index'), value: index },
    { key: 'custodian', name: t('share.custodian'), value: custodian },
    { key: 'set', name: t('share.setId'), value: setId, mono: true },
    { key: 'epoch', name: t('share.epoch'), value: epoch },
    { key: 'file', name: t('restore.act.file'), value: file, mono: true },
  ];
  return (
    <Card title={t('share.says')}>
      <KeyValue pairs={pairs.filter(({ value }) => value !== undefined)} />
    </Card>
  );
}

/** Nothing in a ceremony: there the shares are those of the people in the room. */
export function Shares({
  activity,
  shown,
  children,
}: {
  readonly activity: Activity;
  readonly shown: Shown;
  /** Cards below the list, beside the quorum. */
  readonly children?: ReactNode;
}): ReactElement | null {
  const { t } = useTranslation();
  if (activity.kind === 'ceremony' || shown.shares.length === 0) return null;
  const restores = !ofOneShare(activity.kind);
  return (
    <div className="desk-room">
      <div className="stack">
        <Card title={restores ? <Count activity={activity} /> : t('share.file')} className="desk-shares">
          <ShareList rows={shown.shares} />
        </Card>
        {children}
      </div>
      {restores && shown.custodians.length > 0 && <QuorumCard activity={activity} shown={shown} />}
      {!restores && <Facts verdict={shown.shares[0]?.verdict ?? null} />}
    </div>
  );
}
