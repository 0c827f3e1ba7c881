/** A reason, and the two different people who answer for it. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import type { Answering } from './exceptions.ts';
import type { PlanPerson } from './plan-facts.ts';

export interface TwoPeopleProps {
  readonly people: readonly PlanPerson[];
  readonly answer: Answering;
  readonly onChange: (answer: Answering) => void;
}

export function TwoPeople({ people, answer, onChange }: TwoPeopleProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const options = (other: string) =>
    people.filter(({ id }) => id !== other).map(({ id, name }) => ({ id, name: `${text(name)} (${id})` }));
  return (
    <div className="stack tight">
      <TextField
        label={t('ceremony.exception.reason')}
        value={answer.reason}
        onChange={(reason) => onChange({ ...answer, reason })}
        lines={2}
        maxLength={500}
      />
      <div className="columns">
        <Select
          label={t('ceremony.exception.first')}
          options={options(answer.second)}
          value={answer.first === '' ? undefined : answer.first}
          onChange={(first) => onChange({ ...answer, first })}
          placeholder={t('common.act.choose')}
        />
        <Select
          label={t('ceremony.exception.second')}
          options={options(answer.first)}
          value={answer.second === '' ? undefined : answer.second}
          onChange={(second) => onChange({ ...answer, second })}
          placeholder={t('common.act.choose')}
        />
      </div>
    </div>
  );
}
