/** Which screen is drawn: what is at work before everything else, then the place. A screen that throws is caught. */
import type { ReactElement } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { localeOf } from './i18n/index.ts';
import { useLang } from './i18n/use.ts';
import { Boundary } from './boundary.tsx';
import { Closing } from './closing.tsx';
import { ActivityScreen } from './screens/activity/index.tsx';
import { CeremonyScreen } from './screens/ceremony/index.tsx';
import { ConsortiumScreen } from './screens/consortium/index.tsx';
import { HomeScreen } from './screens/home/index.tsx';
import { LogScreen } from './screens/log/index.tsx';
import { PlanScreen } from './screens/plan/index.tsx';
import { RestoreScreen } from './screens/restore/index.tsx';
import { SettingsScreen } from './screens/settings/index.tsx';
import { ShareCheckScreen } from './screens/share-check/index.tsx';
import { VerifyScreen } from './screens/verify/index.tsx';
import { useDesk } from './state/desk.ts';
import { usePlace, type Place } from './state/place.ts';

/** A screen for each place; with its key, so that another folder or file begins a screen anew. */
function drawn(place: Place): ReactElement {
  switch (place.screen) {
    // Nothing is at work (any more): the way on is from home.
    case 'activity':
    case 'home':
      return <HomeScreen />;
    case 'consortium':
      return <ConsortiumScreen key={place.dir} place={place} />;
    case 'plan':
      return <PlanScreen key={place.file ?? ''} place={place} />;
    case 'ceremony':
      return <CeremonyScreen key={JSON.stringify(place)} place={place} />;
    case 'share-check':
      return <ShareCheckScreen />;
    case 'restore':
      return <RestoreScreen key={place.dir ?? ''} place={place} />;
    case 'log':
      return <LogScreen key={place.dir} place={place} />;
    case 'verify':
      return <VerifyScreen key={place.path ?? ''} place={place} />;
    case 'settings':
      return <SettingsScreen />;
  }
}

export function App(): ReactElement {
  const place = usePlace();
  const { activity } = useDesk();
  const lang = useLang();
  return (
    <I18nProvider locale={localeOf(lang)}>
      <Boundary key={activity ? activity.id : JSON.stringify(place)}>
        {activity ? <ActivityScreen activity={activity} /> : drawn(place)}
      </Boundary>
      <Closing />
    </I18nProvider>
  );
}
