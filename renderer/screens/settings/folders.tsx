/** Where the folder browser opens, and the folders of consortia that are listed at home. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { lastOf } from '../../parts/paths.ts';
import { PathField } from '../../parts/path-field.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { useSettings, type Choice } from '../../state/settings.ts';

function Homes(): ReactElement {
  const { t } = useTranslation();
  const { named } = useFormat();
  const text = useText();
  const { reply, error, again } = useAsked('homes.list', {});
  const doing = useDoing();
  const homes = reply?.homes ?? [];
  return (
    <div className="stack tight">
      <h3>{t('settings.homes')}</h3>
      <Failure error={error ?? doing.error} />
      {homes.length === 0 && <p className="muted small">{t('settings.homesNone')}</p>}
      <ul className="setting-homes">
        {homes.map(({ dir, name }) => (
          <li key={dir}>
            <span className="wrap">
              {name ? text(name) : lastOf(dir)}
              <span className="mono small muted">{dir}</span>
            </span>
            <Button
              kind="quiet"
              small
              disabled={doing.busy}
              label={named(t('settings.forget'), name ? text(name) : dir)}
              onPress={() =>
                doing.run(async () => {
                  await ask('homes.forget', { dir });
                  again();
                })
              }
            >
              {t('settings.forget')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Folders({ onChange }: { readonly onChange: (choice: Partial<Choice>) => void }): ReactElement {
  const { t } = useTranslation();
  const { start } = useSettings();
  return (
    <Card title={t('settings.folders')}>
      <div className="stack">
        <PathField
          label={t('settings.start')}
          mode="folder"
          value={start}
          onChange={(path) => onChange({ start: path })}
          onClear={() => onChange({ start: undefined })}
          none={t('settings.startNone')}
        />
        <Homes />
      </div>
    </Card>
  );
}
