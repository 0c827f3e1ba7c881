/** Catches what a screen throws while it is drawn: the window must not go blank in front of people. */
import { Component, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../preload/contract/desk.ts';
import { ask } from './api.ts';
import { Button } from './parts/button.tsx';
import { Confirm } from './parts/dialog.tsx';
import { Failure } from './parts/failure.tsx';
import { Hero } from './parts/hero.tsx';
import { Page } from './parts/page.tsx';
import { useDoing } from './state/asking.ts';
import { useDesk } from './state/desk.ts';
import { go } from './state/place.ts';

/** The way out of an activity whose own screen cannot be drawn. */
function Stop({ activity }: { readonly activity: Activity }): ReactElement {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { busy, error, run } = useDoing();
  const end = async () => {
    if (activity.status === 'running') await ask('desk.stop', { activity: activity.id });
    await ask('desk.dismiss', { activity: activity.id });
  };
  return (
    <>
      <Button kind="danger" busy={busy} onPress={() => setAsking(true)}>
        {t('common.failure.stop')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('common.failure.stopTitle')}
        act={t('common.failure.stop')}
        onAct={() => run(end)}
        danger
      >
        <p>{t('common.failure.stopHelp')}</p>
      </Confirm>
      <Failure error={error} />
    </>
  );
}

function Home({ again }: { readonly again: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      onPress={() => {
        go({ screen: 'home' });
        again();
      }}
    >
      {t('common.nav.home')}
    </Button>
  );
}

function Fallen({ error, again }: { readonly error: unknown; readonly again: () => void }): ReactElement {
  const { t } = useTranslation();
  const { activity } = useDesk();
  const title = t('common.failure.screen');
  return (
    <Page title={title} {...(activity ? { rail: null } : {})}>
      <Hero
        title={title}
        help={t('common.failure.screenHelp')}
        actions={
          <>
            {activity ? <Stop activity={activity} /> : <Home again={again} />}
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
