/** Every screen but the first, in one file of its own: it is fetched once the first is drawn (renderer/app.tsx). */
import type { ReactElement } from 'react';
import type { Place } from '../state/place.ts';
import { CeremonyScreen } from './ceremony/index.tsx';
import { ConsortiumScreen } from './consortium/index.tsx';
import { EnactScreen } from './enact/index.tsx';
import { LogScreen } from './log/index.tsx';
import { DocumentScreen } from './post/document.tsx';
import { PostScreen } from './post/index.tsx';
import { MakeScreen } from './post/make.tsx';
import { ProposalScreen } from './post/proposal.tsx';
import { ProposeScreen } from './post/propose.tsx';
import { PlanScreen } from './plan/index.tsx';
import { RestoreScreen } from './restore/index.tsx';
import { SettingsScreen } from './settings/index.tsx';
import { ShareSetScreen } from './share-set/index.tsx';
import { ShareCheckScreen } from './share-check/index.tsx';
import { ShareCopyScreen } from './share-copy/index.tsx';
import { VaultSharesScreen } from './vault-shares/index.tsx';
import { VerifyScreen } from './verify/index.tsx';

export { ActivityScreen } from './activity/index.tsx';

/** A place away from home. */
export type Elsewhere = Exclude<Place, { readonly screen: 'home' | 'activity' }>;

/** A screen for each place; with its key, so that another folder or file begins a screen anew. */
export function drawn(place: Elsewhere): ReactElement {
  switch (place.screen) {
    case 'consortium':
      return <ConsortiumScreen key={place.dir} place={place} />;
    case 'plan':
      return <PlanScreen key={place.file ?? ''} place={place} />;
    case 'ceremony':
      return <CeremonyScreen key={JSON.stringify(place)} place={place} />;
    case 'share-check':
      return <ShareCheckScreen />;
    case 'share-copy':
      return <ShareCopyScreen key={JSON.stringify(place)} place={place} />;
    case 'vault-shares':
      return <VaultSharesScreen />;
    case 'restore':
      return <RestoreScreen key={place.dir ?? ''} place={place} />;
    case 'enact':
      return <EnactScreen key={place.dir} place={place} />;
    case 'share-set':
      return <ShareSetScreen key={JSON.stringify(place)} place={place} />;
    case 'log':
      return <LogScreen key={place.dir} place={place} />;
    case 'verify':
      return <VerifyScreen key={place.path ?? ''} place={place} />;
    case 'post':
      return <PostScreen key={JSON.stringify(place)} place={place} />;
    case 'make':
      return <MakeScreen key={place.way ?? ''} place={place} />;
    case 'document':
      return <DocumentScreen key={place.file} place={place} />;
    case 'propose':
      return <ProposeScreen key={JSON.stringify(place)} place={place} />;
    case 'proposal':
      return <ProposalScreen key={JSON.stringify(place)} place={place} />;
    case 'settings':
      return <SettingsScreen />;
  }
}
