/** Who is in the room and how full the quorum is: a table and a diagram on the desk, one strip on the wall. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { QuorumGroups, useGroupsRule } from '../../parts/quorum-groups.tsx';
import { QuorumDiagram } from '../../parts/quorum.tsx';
import { useSettings } from '../../state/settings.ts';
import { standingOf, type Fill, type Shown } from './model.ts';
import { SeatCards, SeatMarks, SeatTable } from './seats.tsx';

/** Above so many, names do not fit in a strip of cards. */
const crowd = 7;
/** Above so many, bars cannot be counted at a glance. */
const barsMax = 12;

/** How many of those who must act have: small bars and the words. */
export function FillBar({ fill }: { readonly fill: Fill }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { of, have, need } = fill;
  return (
    <span className="desk-fill">
      {need <= barsMax && (
        <span className="desk-fill-bars" aria-hidden="true">
          {Array.from({ length: need }, (_, n) => (
            <i key={n} data-on={n < have || undefined} />
          ))}
        </span>
      )}
      <span className="numbers">
        {t('common.progress.of', { done: number(have), total: number(need) })} {t(`ceremony.fill.${of}`)}
      </span>
    </span>
  );
}

/** How full the quorum is, and the rule of it. */
function Rule({ activity: { threshold, groups }, shown: { custodians, fill } }: RoomProps): ReactElement {
  const { t } = useTranslation();
  const rule = useGroupsRule();
  return (
    <p className="desk-rule">
      {fill && <FillBar fill={fill} />}
      <span>{groups ? rule(groups) : t('common.quorum.any', { threshold, total: custodians.length })}</span>
    </p>
  );
}

/** The wall's: the diagram where there is room for it, else cards in a line, else how full the quorum is. */
function Strip({ activity, shown }: RoomProps): ReactElement {
  const { t } = useTranslation();
  const { custodians } = shown;
  const Seats = custodians.length > crowd ? SeatMarks : SeatCards;
  return (
    <div className="desk-strip">
      <QuorumCard activity={activity} shown={shown} named />
      <Rule activity={activity} shown={shown} />
      <Seats seats={custodians} label={t('ceremony.people.custodians')} />
    </div>
  );
}

export interface RoomProps {
  readonly activity: Activity;
  readonly shown: Shown;
}

/** The diagram counts shares that have proved good; before that it tells the rule alone. */
const counts = (fill: Fill | null): boolean => fill?.of === 'checked' || fill?.of === 'opened' || fill?.of === 'groups';

export function QuorumCard({ activity, shown, named = false }: RoomProps & { readonly named?: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { custodians, fill } = shown;
  const standing = standingOf(activity);
  if (standing && activity.groups)
    return (
      <Card title={t('common.quorum.title')} className="desk-quorum">
        <QuorumGroups planned={!counts(fill)} threshold={activity.groups.threshold} groups={standing} />
      </Card>
    );
  return (
    <Card title={t('common.quorum.title')} className="desk-quorum">
      <QuorumDiagram
        threshold={activity.threshold}
        holders={custodians.map(({ index = 0, name, state }) => ({
          index,
          name: text(name),
          state: state === 'spared' ? 'waiting' : state,
        }))}
        nameless={!named}
        planned={!counts(fill)}
      />
    </Card>
  );
}

export function Room({ activity, shown }: RoomProps): ReactElement | null {
  const { t } = useTranslation();
  const { wall } = useSettings();
  const { custodians, others, fill } = shown;
  if (custodians.length === 0) return null;
  if (wall) return <Strip activity={activity} shown={shown} />;
  const othersAct = others.some(({ state }) => state === 'acts' || state === 'done');
  const seats = othersAct ? [...others, ...custodians] : [...custodians, ...others];
  // In full where there is room for it; else marks in a line, so that nothing is half seen at the edge.
  return (
    <div className="desk-people">
      <div className="desk-brief">
        <Rule activity={activity} shown={shown} />
        <SeatMarks seats={seats} label={t('ceremony.people.others')} named={seats.length <= crowd * 2} />
      </div>
      <div className="desk-room">
        <Card title={t('ceremony.people.others')} {...(fill ? { note: <FillBar fill={fill} /> } : {})}>
          <SeatTable seats={seats} label={t('ceremony.people.others')} />
        </Card>
        <QuorumCard activity={activity} shown={shown} />
      </div>
    </div>
  );
}
