/** The way to the screens, in the rail while nothing is at work. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { go, usePlace, type Place, type Screen } from '../state/place.ts';
import { Icon, type IconName } from './icon.tsx';
import './navigation.css';

interface Way {
  readonly place: Place;
  readonly key: 'home' | 'plan' | 'restore' | 'share' | 'post' | 'verify' | 'settings';
  readonly icon: IconName;
  /** Screens that are reached over this one. */
  readonly also: readonly Screen[];
}

const ways: readonly Way[] = [
  {
    place: { screen: 'home' },
    key: 'home',
    icon: 'home',
    also: ['consortium', 'ceremony', 'log', 'activity', 'share-copy'],
  },
  { place: { screen: 'plan' }, key: 'plan', icon: 'plan', also: [] },
  { place: { screen: 'restore' }, key: 'restore', icon: 'restore', also: [] },
  { place: { screen: 'share-check' }, key: 'share', icon: 'share', also: ['vault-shares'] },
  {
    place: { screen: 'post' },
    key: 'post',
    icon: 'people',
    also: ['make', 'document', 'propose', 'proposal'],
  },
  { place: { screen: 'verify' }, key: 'verify', icon: 'verify', also: [] },
  { place: { screen: 'settings' }, key: 'settings', icon: 'settings', also: [] },
];

export function Navigation(): ReactElement {
  const { t } = useTranslation();
  const { screen } = usePlace();
  return (
    <nav aria-label={t('common.nav.label')}>
      <ul className="ways">
        {ways.map(({ place, key, icon, also }) => {
          const here = screen === place.screen;
          return (
            <li key={key}>
              <AriaButton
                className="way"
                data-here={here || also.includes(screen) || undefined}
                onPress={() => go(place)}
                {...(here ? { 'aria-current': 'page' } : {})}
              >
                <Icon name={icon} size={1.3} />
                <span>{t(`common.nav.${key}`)}</span>
              </AriaButton>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
