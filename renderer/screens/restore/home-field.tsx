/** Whose root keys: a consortium of the list, or another folder. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../../preload/contract/common.ts';
import { useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { lastOf } from '../../parts/paths.ts';
import { useAsked } from '../../state/asking.ts';

export interface HomeFieldProps {
  readonly dir: string | undefined;
  readonly name?: Text | undefined;
  readonly onChange: (dir: string) => void;
}

export function HomeField({ dir, name, onChange }: HomeFieldProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { reply } = useAsked('homes.list', {});
  const [browsing, setBrowsing] = useState(false);
  const others = (reply?.homes ?? []).filter((home) => home.dir !== dir && home.state === 'closed');
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
        <div className="row">
          {others.map((home) => (
            <Button key={home.dir} small onPress={() => onChange(home.dir)}>
              {home.name ? text(home.name) : lastOf(home.dir)}
            </Button>
          ))}
          <Button small icon="folder" onPress={() => setBrowsing(true)}>
            {t(dir === undefined ? 'restore.homeChoose' : 'restore.homeOther')}
          </Button>
        </div>
      </div>
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="folder"
        title={t('restore.homeTitle')}
        onChoose={onChange}
      />
    </Card>
  );
}
