/** An exception on the record: what was deviated from, why, and two people of the plan who answer for it. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/asking.ts';
import { answered, unanswered, type Answering } from '../ceremony/exceptions.ts';
import { TwoPeople } from '../ceremony/two-people.tsx';
import type { PlanPerson } from '../ceremony/plan-facts.ts';

export interface ExceptionProps {
  readonly dir: string;
  readonly people: readonly PlanPerson[];
  /** When one stands in the log. */
  readonly onRecorded?: () => void;
}

function Sheet({ dir, people, onRecorded, onClose }: ExceptionProps & { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const [rule, setRule] = useState('');
  const [answer, setAnswer] = useState<Answering>(unanswered);
  const [entry, setEntry] = useState<number>();
  const { busy, error, run } = useDoing();
  const ready = answered(answer) && rule.trim() !== '';
  const record = () =>
    run(async () => {
      const by = [answer.first, answer.second];
      const exception = { rule: rule.trim(), reason: answer.reason.trim(), by };
      setEntry((await ask('ceremony.exception', { dir, exception })).entry);
      onRecorded?.();
    });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('ceremony.exception.title')}
      help={t('ceremony.exception.help')}
      actions={
        <>
          <Button slot="close">{t(entry === undefined ? 'common.act.cancel' : 'common.act.close')}</Button>
          {entry === undefined && (
            <Button kind="primary" busy={busy} disabled={!ready} onPress={record}>
              {t('ceremony.exception.record')}
            </Button>
          )}
        </>
      }
    >
      {entry !== undefined ? (
        <Notice tone="ok" live>
          {t('ceremony.exception.recorded', { entry })}
        </Notice>
      ) : (
        <div className="stack">
          <Failure error={error} />
          <TextField label={t('ceremony.exception.rule')} value={rule} onChange={setRule} maxLength={500} autoFocus />
          <TwoPeople people={people} answer={answer} onChange={setAnswer} />
        </div>
      )}
    </Dialog>
  );
}

export function ExceptionButton(props: ExceptionProps): ReactElement {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon="flag" onPress={() => setOpen(true)}>
        {t('ceremony.failed.exception')}
      </Button>
      {open && <Sheet {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
