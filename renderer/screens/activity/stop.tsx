/** The way out that is always there: stops the act after a last question, which says what becomes of it. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { ask } from '../../api.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useDoing } from '../../state/asking.ts';

const whats = {
  restore: 'ceremony.stop.restore',
  enact: 'ceremony.stop.enact',
  set: 'ceremony.stop.set',
  'share-check': 'ceremony.stop.share',
  vault: 'ceremony.stop.vault',
  copy: 'ceremony.stop.copy',
  apply: 'ceremony.stop.apply',
  vote: 'ceremony.stop.vote',
} as const;

export function Stop({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const [open, setOpen] = useState(false);
  const { busy, error, run } = useDoing();
  const { id, kind, steps } = activity;
  const step = steps.find(({ state }) => state === 'now')?.title;
  const what = kind === 'ceremony' ? t('ceremony.stop.ceremony', { step: step ? text(step) : '–' }) : t(whats[kind]);
  return (
    <div className="desk-stop">
      <Button kind="quiet" small icon="cross" busy={busy} onPress={() => setOpen(true)}>
        {t('ceremony.stop.button')}
      </Button>
      <Failure error={error} />
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title={t('ceremony.stop.title')}
        stay={t('ceremony.stop.stay')}
        act={t('ceremony.stop.leave')}
        danger
        onAct={() =>
          run(async () => {
            await ask('desk.stop', { activity: id });
          })
        }
      >
        <p>{what}</p>
      </Confirm>
    </div>
  );
}
