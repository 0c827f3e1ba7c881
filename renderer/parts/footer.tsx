/** The footer: the head of the log that is at hand, and the room's one clock, in UTC. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use.ts';
import type { LogHead } from './log-head.ts';
import './footer.css';

/** Groups that are shown: a glance says whether it is another head. */
const shown = 4;

function Clock(): ReactElement {
  const { moment } = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time className="numbers" dateTime={new Date(now).toISOString()}>
      {moment(now)}
    </time>
  );
}

export function Footer({ head }: { readonly head: LogHead | null }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <footer className="footer">
      {head && (
        <>
          <span>{t('common.frame.logHead')}</span>
          <code>
            {head.groups
              .slice(0, shown)
              .map(({ hex }) => hex)
              .join(' ')}
          </code>
          <span className="numbers">
            {t('common.frame.entries', { count: head.size, replace: { count: number(head.size) } })}
          </span>
        </>
      )}
      <span className="footer-right">
        <Clock />
      </span>
    </footer>
  );
}
