/** How far a piece of work is: known (`done` of `total`) or not. Said to those who listen as it changes. */
import type { ReactElement, ReactNode } from 'react';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import { Label } from 'react-aria-components/Label';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use.ts';
import './progress.css';

export interface ProgressProps {
  readonly what: ReactNode;
  readonly done?: number;
  /** 0 or absent: not known. */
  readonly total?: number;
  readonly actions?: ReactNode;
}

export function Progress({ what, done = 0, total = 0, actions }: ProgressProps): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const known = total > 0;
  const say = known ? t('common.progress.of', { done: number(done), total: number(total) }) : t('common.progress.busy');
  return (
    <div className="progress" role="status">
      <ProgressBar
        className="progress-bar"
        isIndeterminate={!known}
        value={done}
        maxValue={known ? total : 1}
        valueLabel={say}
      >
        {({ percentage }) => (
          <>
            <span className="progress-head">
              <Label>{what}</Label>
              <span className="numbers muted">{say}</span>
            </span>
            <span className="progress-way" data-unknown={!known || undefined}>
              <span style={known ? { inlineSize: `${percentage ?? 0}%` } : {}} />
            </span>
          </>
        )}
      </ProgressBar>
      {actions}
    </div>
  );
}
