/** Which screen is drawn: what is at work before everything else, then the place. A screen that throws is caught. */
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../preload/contract/desk.ts';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { localeOf } from './i18n/index.ts';
import { useLang } from './i18n/use.ts';
import { Boundary } from './boundary.tsx';
import { Closing } from './closing.tsx';
import { Page } from './parts/page.tsx';
import { Progress } from './parts/progress.tsx';
import { HomeScreen } from './screens/home/index.tsx';
import type * as Others from './screens/others.tsx';
import { useDesk } from './state/desk.ts';
import { usePlace, type Place } from './state/place.ts';
import { watchRoom } from './state/room.ts';
import { store } from './state/store.ts';

const others = store<{ readonly screens?: typeof Others; readonly error?: Error }>({});

/** Fetches every screen but the first: what is painted first is not to wait for them. Throws nothing. */
async function fetchScreens(): Promise<void> {
  try {
    others.set({ screens: await import('./screens/others.tsx') });
  } catch (error) {
    others.set({ error: error instanceof Error ? error : new Error(String(error)) });
  }
}

/** For the moment until the screens are there. */
function Coming(): ReactElement {
  const { t } = useTranslation();
  return (
    <Page title={t('common.brand')}>
      <Progress what={t('common.frame.opening')} />
    </Page>
  );
}

function Screen({
  activity,
  place,
}: {
  readonly activity: Activity | null;
  readonly place: Place;
}): ReactElement | undefined {
  const { screens, error } = others.use();
  // Nothing is at work (any more): the way on is from home.
  const elsewhere = place.screen === 'home' || place.screen === 'activity' ? undefined : place;
  if (!activity && !elsewhere) return <HomeScreen />;
  if (error) throw error;
  if (!screens) return <Coming />;
  return activity ? <screens.ActivityScreen activity={activity} /> : elsewhere && screens.drawn(elsewhere);
}

export function App(): ReactElement {
  const place = usePlace();
  const { activity } = useDesk();
  const lang = useLang();
  // After the first paint, as a rule: nothing of this is for it to wait for.
  useEffect(() => void fetchScreens().then(watchRoom), []);
  return (
    <I18nProvider locale={localeOf(lang)}>
      <Boundary key={activity ? activity.id : JSON.stringify(place)}>
        <Screen activity={activity} place={place} />
      </Boundary>
      <Closing />
    </I18nProvider>
  );
}
