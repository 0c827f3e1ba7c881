/** What can be done, as large buttons: a word, what it is for, where it leads. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import { Button } from '../../parts/button.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { go, type Place } from '../../state/place.ts';

interface Act {
  readonly key: 'rehearse' | 'ceremony' | 'plan' | 'restore' | 'share' | 'verify';
  readonly icon: IconName;
  readonly place: Place;
}

const acts: readonly Act[] = [
  { key: 'rehearse', icon: 'rehearse', place: { screen: 'ceremony', rehearsal: true } },
  { key: 'ceremony', icon: 'seal', place: { screen: 'ceremony', rehearsal: false } },
  { key: 'plan', icon: 'plan', place: { screen: 'plan' } },
  { key: 'restore', icon: 'restore', place: { screen: 'restore' } },
  { key: 'share', icon: 'share', place: { screen: 'share-check' } },
  { key: 'verify', icon: 'verify', place: { screen: 'verify' } },
];

export function Acts({ newcomer }: { readonly newcomer: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="home-acts stack" aria-labelledby="acts">
      <h2 id="acts" className={newcomer ? 'heard' : undefined}>
        {t('home.acts.label')}
      </h2>
      <ul className="acts">
        {acts.map(({ key, icon, place }) => (
          <li key={key}>
            <AriaButton
              className="act"
              data-first={(newcomer && key === 'rehearse') || undefined}
              onPress={() => go(place)}
            >
              <span className="act-icon">
                <Icon name={icon} size={1.5} />
              </span>
              <span className="act-words">
                <strong>{t(`home.acts.${key}`)}</strong>
                <span className="act-help">{t(`home.acts.${key}Help`)}</span>
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="quiet" small iconAfter="forward" onPress={() => go({ screen: 'make' })}>
          {t('post.reachApply')}
        </Button>
        {!newcomer && (
          <Button kind="quiet" small iconAfter="forward" onPress={() => go({ screen: 'vault-shares' })}>
            {t('vault.reach')}
          </Button>
        )}
      </div>
    </section>
  );
}
