/**
 * The person wants to close the window: the host holds it back and tells the page, which asks and then lets it go. What
 * is in no file yet is asked about by the screen that has it, which can save it first.
 */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from './api.ts';
import { Confirm } from './parts/dialog.tsx';
import { useDesk } from './state/desk.ts';
import { heldBack } from './state/place.ts';

const isAsked = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'asked-to-close';

const close = () => void ask('app.close', { sure: true }).catch(() => undefined);

export function Closing(): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const atWork = useDesk().activity?.status === 'running';
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      if (isAsked(event.data) && !heldBack(close, 'window')) setAsked(true);
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
      onAct={close}
    >
      <p>{t(atWork ? 'common.closing.activity' : 'common.closing.quiet')}</p>
    </Confirm>
  );
}
