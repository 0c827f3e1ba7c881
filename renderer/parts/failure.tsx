/** Why something did not work: what happened, its code, what it is about. All of it can be selected and copied. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../preload/contract/common.ts';
import { Refused } from '../api.ts';
import { useText } from '../i18n/use.ts';
import { Notice } from './notice.tsx';

export interface FailureProps {
  /** A `Refused` that was thrown, a refusal in a view, or whatever else was caught. Undefined shows nothing. */
  readonly error: unknown;
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
}

const refusalOf = (error: unknown): Refusal | undefined => {
  if (error instanceof Refused) {
    const { code, text, subject } = error;
    return subject === undefined ? { code, text } : { code, text, subject };
  }
  const known = typeof error === 'object' && error !== null && 'code' in error && 'text' in error;
  return known ? (error as Refusal) : undefined;
};

const unforeseen = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : typeof error);

export function Failure({ error, title, actions }: FailureProps): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  if (error === undefined || error === null) return null;
  const refusal = refusalOf(error);
  return (
    <Notice tone="bad" live title={title ?? t('common.failure.title')} actions={actions}>
      <p>{refusal ? text(refusal.text) : t('common.failure.unknown')}</p>
      <p className="small muted wrap">
        {refusal?.subject !== undefined && !text(refusal.text).includes(refusal.subject) && (
          <>
            {t('common.failure.about')} <span className="mono">{refusal.subject}</span> ·{' '}
          </>
        )}
        {t('common.failure.code')} <span className="mono">{refusal?.code ?? unforeseen(error)}</span>
      </p>
    </Notice>
  );
}
