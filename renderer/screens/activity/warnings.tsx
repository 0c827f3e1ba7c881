/** Warnings of the plan and findings of the room: one line that opens all of them, as the minutes will repeat them. */
import type { ReactElement } from 'react';
import { DialogTrigger } from 'react-aria-components/Dialog';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../../preload/contract/desk.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Findings } from '../../parts/findings.tsx';

type Props = Pick<Activity, 'findings'>;

/** A button in a line, for a screen that has other things to show. */
export function WarningsButton({ findings }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <DialogTrigger>
      <Button kind="quiet" small icon="warning">
        {t('ceremony.findings.show', { count: findings.length })}
      </Button>
      <Dialog
        wide
        title={t('ceremony.findings.title')}
        help={t('ceremony.findings.help')}
        actions={
          <Button kind="primary" slot="close">
            {t('common.act.close')}
          </Button>
        }
      >
        <Findings findings={findings} />
      </Dialog>
    </DialogTrigger>
  );
}

/** All of them, where they are what is looked at. */
export function WarningsCard({ findings }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Card className="desk-warnings" title={t('ceremony.findings.title')} note={t('ceremony.findings.help')}>
      <Findings findings={findings} />
    </Card>
  );
}
