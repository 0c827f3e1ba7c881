/** Settings: language, look, folders; and what this program is. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { useDoing } from '../../state/asking.ts';
import { changeSettings, type Choice } from '../../state/settings.ts';
import { About } from './about.tsx';
import { Folders } from './folders.tsx';
import { Look } from './look.tsx';
import './settings.css';

export function SettingsScreen(): ReactElement {
  const { t } = useTranslation();
  const { error, run } = useDoing();
  const change = (choice: Partial<Choice>) => run(() => changeSettings(choice));
  return (
    <Page title={t('settings.title')}>
      <Hero title={t('settings.h1')} help={t('settings.help')} />
      <Failure error={error} />
      <div className="columns">
        <Look onChange={change} />
        <Folders onChange={change} />
      </div>
      <About />
    </Page>
  );
}
