/** The screen of what is at work. */
import type { ReactElement } from 'react';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { StepRail } from '../../parts/step-rail.tsx';

export function ActivityScreen({ activity }: { readonly activity: Activity }): ReactElement {
  const text = useText();
  const { title, steps, head, rehearsal } = activity;
  return (
    <Page title={text(title)} rail={<StepRail steps={steps} />} head={head} rehearsal={rehearsal}>
      <Hero title={text(title)} />
    </Page>
  );
}
