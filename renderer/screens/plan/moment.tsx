/** A moment in UTC: written as it stands in the plan, said below in words and from today. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { useFormat } from '../../i18n/use.ts';
import { usePlan } from './context.ts';
import { PlanText } from './fields.tsx';
import { get, type Path, set } from './model.ts';
import { daysFrom, inYears, wholeSeconds, yearsOf } from './moments.ts';

export interface PlanMomentProps {
  readonly path: Path;
  readonly label: string;
  readonly help: string;
  /** What one press sets it to, counted from now. */
  readonly quick: 'now' | 'tenYears';
}

export function PlanMoment({ path, label, help, quick }: PlanMomentProps): ReactElement {
  const { t } = useTranslation();
  const { editor, tree } = usePlan();
  const value = get(tree, path);
  const setIt = () => {
    const now = new Date();
    editor.change(path, (plan) => set(plan, path, wholeSeconds(quick === 'now' ? now : inYears(10, now))));
  };
  return (
    <div className="plan-moment">
      <PlanText path={path} label={label} help={t('plan.moment.help', { help })} mono />
      <span className="row">
        <Means value={typeof value === 'string' ? value : ''} />
        <Button small kind="quiet" icon="clock" onPress={setIt}>
          {t(`plan.moment.${quick}`)}
        </Button>
      </span>
    </div>
  );
}

function Means({ value }: { readonly value: string }): ReactElement | null {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const days = daysFrom(value, Date.now());
  if (days === undefined) return null;
  const years = yearsOf(days);
  const from =
    days === 0
      ? t('plan.moment.today')
      : days < 0
        ? t('plan.moment.ago', { count: -days })
        : years >= 2
          ? t('plan.moment.years', { count: years })
          : t('plan.moment.in', { count: days });
  return (
    <span className="small muted">
      {moment(value)} · {from}
    </span>
  );
}
