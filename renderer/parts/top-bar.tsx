/** The top bar: the brand leads home; at the right the room, the language, light or dark, and the wall. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use.ts';
import { useDesk } from '../state/desk.ts';
import { go } from '../state/place.ts';
import { changeSettings, useSettings, type Choice } from '../state/settings.ts';
import { Icon, Mark } from './icon.tsx';
import { RoomPill } from './room-pill.tsx';
import { Toggles } from './toggles.tsx';
import './top-bar.css';

/** The look has changed already; that it could not be kept is said on the screen of the settings. */
const change = (choice: Partial<Choice>) => void changeSettings(choice).catch(() => undefined);

function LookToggles(): ReactElement {
  const { t } = useTranslation();
  const { named } = useFormat();
  const { shownLang, shownTheme, wall } = useSettings();
  return (
    <>
      <Toggles
        label={t('common.frame.language')}
        chosen={shownLang}
        onChoose={(lang) => change({ lang })}
        options={[
          { id: 'zh', name: '中文', lang: 'zh-CN' },
          { id: 'en', name: 'English', lang: 'en' },
        ]}
      />
      <Toggles
        label={t('common.frame.theme')}
        chosen={shownTheme}
        onChoose={(theme) => change({ theme })}
        options={[
          { id: 'light', name: t('common.frame.light'), icon: 'sun' },
          { id: 'dark', name: t('common.frame.dark'), icon: 'moon' },
        ]}
      />
      <ToggleButton
        className="toggle alone"
        isSelected={wall}
        onChange={(on) => change({ wall: on })}
        aria-label={named(t('common.frame.wall'), t('common.frame.wallHelp'))}
      >
        <Icon name="wall" />
        <span className="toggle-word">{t('common.frame.wall')}</span>
      </ToggleButton>
    </>
  );
}

/** What stands at the left, and is there from the first paint on. */
export function Brand({ title }: { readonly title: string }): ReactElement {
  const { t } = useTranslation();
  const busy = useDesk().activity !== null;
  return (
    <>
      <AriaButton
        className="brand"
        isDisabled={busy}
        onPress={() => go({ screen: 'home' })}
        aria-label={`${t('common.brand')}, ${t('common.nav.home')}`}
      >
        <Mark />
        <span>{t('common.brand')}</span>
      </AriaButton>
      <span className="top-title" title={title}>
        {title}
      </span>
    </>
  );
}

export function TopBar({ title }: { readonly title: string }): ReactElement {
  return (
    <div className="top-bar">
      <Brand title={title} />
      <div className="top-right">
        <RoomPill />
        <LookToggles />
      </div>
    </div>
  );
}
