/** Language, colours, wall. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { Switch } from '../../parts/checkbox.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useSettings, type Choice } from '../../state/settings.ts';

function Line(props: {
  readonly name: ReactNode;
  readonly help: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className="setting">
      <span>
        <strong>{props.name}</strong>
        <span className="small muted">{props.help}</span>
      </span>
      {props.children}
    </div>
  );
}

export function Look({ onChange }: { readonly onChange: (choice: Partial<Choice>) => void }): ReactElement {
  const { t } = useTranslation();
  const { lang, theme, wall } = useSettings();
  return (
    <Card title={t('settings.look')}>
      <Line name={t('settings.language')} help={t('settings.languageHelp')}>
        <Toggles
          label={t('settings.language')}
          chosen={lang}
          onChoose={(next) => onChange({ lang: next })}
          options={[
            { id: 'system', name: t('settings.system') },
            { id: 'zh', name: '中文', lang: 'zh-CN' },
            { id: 'en', name: 'English', lang: 'en' },
          ]}
        />
      </Line>
      <Line name={t('settings.theme')} help={t('settings.themeHelp')}>
        <Toggles
          label={t('settings.theme')}
          chosen={theme}
          onChoose={(next) => onChange({ theme: next })}
          options={[
            { id: 'system', name: t('settings.system') },
            { id: 'light', name: t('settings.light') },
            { id: 'dark', name: t('settings.dark') },
          ]}
        />
      </Line>
      <div className="setting">
        <Switch on={wall} onChange={(on) => onChange({ wall: on })} help={t('settings.wallHelp')}>
          <strong>{t('settings.wall')}</strong>
        </Switch>
      </div>
    </Card>
  );
}
