/** Whose root keys: a consortium of the list, or another folder. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../../preload/contract/common.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { HomeChoices } from './home-choices.tsx';

export interface HomeFieldProps {
  readonly dir: string | undefined;
  readonly name?: Text | undefined;
  readonly onChange: (dir: string) => void;
}

export function HomeField({ dir, name, onChange }: HomeFieldProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Card title={t('restore.home')} note={t('restore.homeHelp')}>
      <div className="stack">
        {dir === undefined ? (
          <Empty icon="folder" title={t('restore.homeNone')} />
        ) : (
          <p className="wrap">
            {name && <strong>{text(name)} </strong>}
            <span className="mono small">{dir}</span>
          </p>
        )}
        <HomeChoices
          dir={dir}
          folder={t(dir === undefined ? 'restore.homeChoose' : 'restore.homeOther')}
          title={t('restore.homeTitle')}
          onChange={onChange}
        />
      </div>
    </Card>
  );
}
