/** A newcomer among the holders of the next share set. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { isRecipient } from '../restore/purpose.ts';
import { idFault, usualWorkFactor, type NewHolder } from './wish.ts';

export interface AddHolderProps {
  readonly holders: readonly NewHolder[];
  /** Holders of no consortium: of them no organisation is asked. */
  readonly alone?: boolean;
  readonly onAdd: (holder: NewHolder) => void;
  readonly onClose: () => void;
}

const empty = {
  id: '',
  en: '',
  zh: '',
  organisation: '',
  seal: 'passphrase' as NewHolder['seal']['kind'],
  recipient: '',
};
type Typed = typeof empty;

/** Undefined while something is missing. A name in one language stands for both. */
function holderOf({ id, en, zh, organisation, seal, recipient }: Typed, fine: boolean, workFactor: number) {
  const [first, second] = [en.trim(), zh.trim()];
  if (!fine || (first || second) === '' || organisation.trim() === '') return undefined;
  if (seal === 'age' && !isRecipient(recipient)) return undefined;
  const holder: NewHolder = {
    ...{ id: id.trim(), name: { en: first || second, zh: second || first }, organisation: organisation.trim() },
    seal: seal === 'age' ? { kind: 'age', recipient: recipient.trim() } : { kind: 'passphrase', workFactor },
  };
  return holder;
}

/** As slow to guess as the slowest of the others. */
const workFactorOf = (holders: readonly NewHolder[]): number => {
  const all = holders.flatMap(({ seal }) => (seal.kind === 'passphrase' ? seal.workFactor : []));
  return all.length === 0 ? usualWorkFactor : Math.max(...all);
};

export function AddHolder({ holders, alone = false, onAdd, onClose }: AddHolderProps): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Typed>(alone ? { ...empty, organisation: 'none' } : empty);
  const put = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const fault = idFault(typed.id.trim(), holders);
  const holder = holderOf(typed, fault === undefined, workFactorOf(holders));
  const faulty = typed.id !== '' && fault ? t(fault === 'bad' ? 'sets.idBad' : 'sets.idTaken') : undefined;
  const add = () => {
    if (!holder) return;
    onAdd(holder);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sets.addTitle')}
      actions={
        <>
          <Button slot="close">{t('common.act.cancel')}</Button>
          <Button kind="primary" disabled={!holder} onPress={add}>
            {t('sets.addGo')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={t('sets.holderId')}
          help={t('sets.holderIdHelp')}
          value={typed.id}
          onChange={(id) => put({ id })}
          error={faulty}
          mono
          lang="en"
          maxLength={32}
          autoFocus
        />
        <TextField
          label={t('sets.holderEn')}
          value={typed.en}
          onChange={(en) => put({ en })}
          lang="en"
          maxLength={200}
        />
        <TextField
          label={t('sets.holderZh')}
          value={typed.zh}
          onChange={(zh) => put({ zh })}
          lang="zh-CN"
          maxLength={200}
        />
        {!alone && (
          <TextField
            label={t('sets.holderOrganisation')}
            value={typed.organisation}
            onChange={(organisation) => put({ organisation })}
            mono
            lang="en"
            maxLength={32}
          />
        )}
        <div className="field">
          <span className="field-label" aria-hidden="true">
            {t('sets.holderSeal')}
          </span>
          <Toggles
            label={t('sets.holderSeal')}
            chosen={typed.seal}
            onChoose={(seal) => put({ seal })}
            options={(['passphrase', 'age'] as const).map((id) => ({ id, name: t(`consortium.${id}`) }))}
          />
        </div>
        {typed.seal === 'age' && (
          <TextField
            label={t('sets.holderRecipient')}
            value={typed.recipient}
            onChange={(recipient) => put({ recipient })}
            mono
            lang="en"
            maxLength={4096}
          />
        )}
      </div>
    </Dialog>
  );
}
