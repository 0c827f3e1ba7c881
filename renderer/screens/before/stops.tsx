/** What stands against the room before a real act, each with the two people who answer for it; warnings below. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../preload/contract/common.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Findings } from '../../parts/findings.tsx';
import { Notice } from '../../parts/notice.tsx';
import { stopping, unanswered, type Answers } from '../ceremony/exceptions.ts';
import type { PlanPerson } from '../ceremony/plan-facts.ts';
import { TwoPeople } from '../ceremony/two-people.tsx';

export interface StopsProps {
  readonly findings: readonly Finding[];
  readonly rehearsal: boolean;
  /** Rules that are on record already. */
  readonly excused?: readonly string[];
  readonly people: readonly PlanPerson[];
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

export function Stops({ findings, rehearsal, excused = [], people, answers, onChange }: StopsProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const stops = stopping(findings, rehearsal, excused);
  const others = findings.filter((finding) => !stops.includes(finding));
  return (
    <Card title={t('ceremony.begin.room')} note={t('ceremony.begin.roomHelp')}>
      <div className="stack">
        {findings.length === 0 && <Notice tone="ok">{t('ceremony.begin.roomGood')}</Notice>}
        {stops.map((stop) => (
          <Notice key={stop.rule} tone="bad" title={t('ceremony.exception.room')}>
            <p>{text(stop.text)}</p>
            <p className="small muted">
              {t('ceremony.exception.roomHelp')} <code>{stop.rule}</code>
            </p>
            <TwoPeople
              people={people}
              answer={answers[stop.rule] ?? unanswered}
              onChange={(answer) => onChange({ ...answers, [stop.rule]: answer })}
            />
          </Notice>
        ))}
        {others.length > 0 && <Findings findings={others} />}
      </div>
    </Card>
  );
}
