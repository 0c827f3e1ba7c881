/** Catches what a screen throws while it is drawn: the window must not go blank in front of people. */
import { Component, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './parts/button.tsx';
import { Failure } from './parts/failure.tsx';
import { Hero } from './parts/hero.tsx';
import { Page } from './parts/page.tsx';
import { useDesk } from './state/desk.ts';
import { go } from './state/place.ts';

function Fallen({ error, again }: { readonly error: unknown; readonly again: () => void }): ReactElement {
  const { t } = useTranslation();
  const busy = useDesk().activity !== null;
  return (
    <Page title={t('common.failure.screen')}>
      <Hero
        title={t('common.failure.screen')}
        help={t('common.failure.screenHelp')}
        actions={
          <>
            {!busy && (
              <Button
                onPress={() => {
                  go({ screen: 'home' });
                  again();
                }}
              >
                {t('common.nav.home')}
              </Button>
            )}
            <Button kind="primary" onPress={again}>
              {t('common.act.again')}
            </Button>
          </>
        }
      />
      <Failure error={error} />
    </Page>
  );
}

interface Caught {
  readonly error: unknown;
  readonly fallen: boolean;
}

export class Boundary extends Component<{ readonly children: ReactNode }, Caught> {
  override state: Caught = { error: undefined, fallen: false };

  static getDerivedStateFromError(error: unknown): Caught {
    return { error, fallen: true };
  }

  override render(): ReactNode {
    const { error, fallen } = this.state;
    if (!fallen) return this.props.children;
    return <Fallen error={error} again={() => this.setState({ error: undefined, fallen: false })} />;
  }
}
