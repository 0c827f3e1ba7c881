/** Giving up a share set that waits: a reason, and two people who answer for it. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useDoing } from '../../state/asking.ts';
import { answered, unanswered, type Answering } from '../ceremony/exceptions.ts';
import type { PlanPerson } from '../ceremony/plan-facts.ts';
import { TwoPeople } from '../ceremony/two-people.tsx';

export interface GiveUpProps {
  readonly dir: string;
  readonly epoch: number;
  readonly people: readonly PlanPerson[];
  readonly onDone: () => void;
}

function Sheet({ dir, epoch, people, onDone, onClose }: GiveUpProps & { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<Answering>(unanswered);
  const { busy, error, run } = useDoing();
  const giveUp = () =>
    run(async () => {
      await ask('set.abandon', { dir, reason: answer.reason.trim(), by: [answer.first, answer.second] });
      onClose();
      onDone();
    });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('sets.giveUpTitle', { epoch })}
      help={t('sets.giveUpHelp')}
      actions={
        <>
          <Button slot="close">{t('sets.giveUpStay')}</Button>
          <Button kind="danger" busy={busy} disabled={!answered(answer)} onPress={giveUp}>
            {t('sets.giveUpGo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Failure error={error} />
        <TwoPeople people={people} answer={answer} onChange={setAnswer} />
      </div>
    </Dialog>
  );
}

export function GiveUpButton(props: GiveUpProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small kind="danger" onPress={() => setOpen(true)}>
        {t('sets.giveUp')}
      </Button>
      {open && <Sheet {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
