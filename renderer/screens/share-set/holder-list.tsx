/** Those who will hold a share, in the order of their slots: each may be taken out, others put in. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/use.ts';
import { Chip } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { AddHolder, type AddHolderProps } from './add-holder.tsx';
import './share-set.css';

interface HolderListProps extends Pick<AddHolderProps, 'holders' | 'alone'> {
  /** All holders, where these are some of them: no two have the same id. */
  readonly among?: AddHolderProps['holders'];
  /** What the button says that adds one. */
  readonly add: string;
  readonly onChange: (holders: AddHolderProps['holders']) => void;
}

export function HolderList(props: HolderListProps): ReactElement {
  const { holders, among = holders, alone = false, add, onChange } = props;
  const { t } = useTranslation();
  const text = useText();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ol className="share-set-holders">
        {holders.map(({ id, name, organisation, seal }, n) => (
          <li key={id}>
            <span className="numbers">{n + 1}</span>
            <span className="wrap">
              <strong>{text(name)}</strong>{' '}
              <span className={alone ? 'mono small muted' : 'muted small'}>{alone ? id : organisation}</span>
            </span>
            <Chip icon={seal.kind === 'age' ? 'key' : 'lock'}>{t(`consortium.${seal.kind}`)}</Chip>
            <Button
              kind="quiet"
              small
              bare
              icon="cross"
              onPress={() => onChange(holders.filter((one) => one.id !== id))}
            >
              {t('sets.removeHolder', { name: text(name) })}
            </Button>
          </li>
        ))}
      </ol>
      <div className="row">
        <Button small={!alone} icon="plus" onPress={() => setAdding(true)}>
          {add}
        </Button>
      </div>
      {adding && (
        <AddHolder
          alone={alone}
          holders={among}
          onAdd={(holder) => onChange([...holders, holder])}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
