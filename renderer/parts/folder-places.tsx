/** Where people usually go: their own folder, the examples, media that are mounted. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { useText } from '../i18n/use.ts';
import type { Folder } from './folders.ts';
import { Icon, type IconName } from './icon.tsx';

type Kind = Folder['places'][number]['kind'];

const icons: Readonly<Record<Kind, IconName>> = { own: 'home', examples: 'box', medium: 'drive', root: 'folder' };

export interface FolderPlacesProps {
  readonly places: Folder['places'];
  readonly path: string | undefined;
  readonly onGo: (path: string) => void;
}

export function FolderPlaces({ places, path, onGo }: FolderPlacesProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <nav className="browser-places" aria-label={t('folders.places')}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <AriaButton
              className="way"
              data-here={place.path === path || undefined}
              onPress={() => onGo(place.path)}
              {...(place.path === path ? { 'aria-current': 'location' } : {})}
            >
              <Icon name={icons[place.kind]} />
              <span className="wrap">{text(place.name)}</span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
