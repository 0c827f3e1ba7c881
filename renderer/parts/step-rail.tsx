/** The steps of a ceremony, in the rail: what is done and how long it took, what is at hand, what is to come. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepView } from '../../preload/contract/desk.ts';
import { useFormat, useText } from '../i18n/use.ts';
import { Icon } from './icon.tsx';
import './step-rail.css';

export interface StepRailProps {
  readonly steps: readonly Pick<StepView, 'id' | 'title' | 'state' | 'seconds'>[];
}

export function StepRail({ steps }: StepRailProps): ReactElement {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const text = useText();
  return (
    <nav aria-label={t('common.steps.label')}>
      <ol className="steps">
        {steps.map(({ id, title, state, seconds }, n) => (
          <li key={id} data-state={state} {...(state === 'now' ? { 'aria-current': 'step' } : {})}>
            <span className="steps-n" aria-hidden="true">
              {state === 'done' ? <Icon name="check" size={1} /> : n + 1}
            </span>
            <span className="steps-name">
              {text(title)}
              <span className="heard"> ({t(`common.steps.${state}`)})</span>
            </span>
            {seconds !== undefined && state !== 'waiting' && (
              <span className="steps-time numbers">{duration(seconds)}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
