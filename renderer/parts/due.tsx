/** What is due with a consortium, and since when. Nothing due draws nothing. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HomeView } from '../../preload/contract/consortium.ts';
import { useFormat, useText } from '../i18n/use.ts';
import { Icon } from './icon.tsx';
import './due.css';

export function Due({ due }: { readonly due: HomeView['due'] }): ReactElement | null {
  const { t } = useTranslation();
  const { date } = useFormat();
  const text = useText();
  if (due.length === 0) return null;
  return (
    <ul className="due" aria-label={t('common.due.label')}>
      {due.map(({ what, since, late }, n) => (
        <li key={n} data-late={late || undefined}>
          <Icon name={late ? 'warning' : 'clock'} />
          <span>
            {text(what)}{' '}
            <span className="small">{t(late ? 'common.due.late' : 'common.due.since', { date: date(since) })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
