/** The person wants to close the window: the host holds it back and tells the page, which asks and then lets it go. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from './api.ts';
import { Confirm } from './parts/dialog.tsx';
import { useDesk } from './state/desk.ts';

const isAsked = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'asked-to-close';

export function Closing(): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const atWork = useDesk().activity?.status === 'running';
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (isAsked(event.data)) setAsked(true);
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, []);
  return (
    <Confirm
      open={asked}
      onClose={() => setAsked(false)}
      title={t('common.closing.title')}
      act={t(atWork ? 'common.closing.leave' : 'common.closing.close')}
      stay={t('common.closing.stay')}
      danger={atWork}
      onAct={() => void ask('app.close', { sure: true }).catch(() => undefined)}
    >
      <p>{t(atWork ? 'common.closing.activity' : 'common.closing.quiet')}</p>
    </Confirm>
  );
}
